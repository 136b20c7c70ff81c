"""One section of a lesson: prose, figures, checks, and the notes beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.drawings import drawing_of
from nklearn.domain.lessons import (
    Block,
    Bullets,
    Check,
    Figure,
    Keep,
    Lesson,
    Paragraph,
    Section,
    ViewFigure,
    cited,
)
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.questions.inline_check import InlineCheck
from nklearn.ui.reading.lesson_prose import LessonProse
from nklearn.ui.reading.marks import Marks
from nklearn.ui.widgets.basics import IconLabel, column, frame, label, row
from nklearn.ui.widgets.margin_note import MarginNote
from nklearn.ui.widgets.reading_body import ReadingBody


class SectionView(ReadingBody):
    """Draws a section; `reveal_requested` asks the page to scroll to a widget."""

    open_requested = Signal(str)
    reveal_requested = Signal(QWidget)

    def __init__(self, context: Context, lesson: Lesson, section: Section) -> None:
        super().__init__(context.theme)
        self._context = context
        self._prose: list[LessonProse] = []
        self._by_key: dict[str, MarginNote] = {}
        self._to_reveal: QWidget | None = None
        self._summary: tuple[QFrame, LessonProse] | None = None
        self._anchor: tuple[int, int] = (0, -1)
        self._targets = cited(_texts(section))
        self.text.setContentsMargins(0, 20, 0, 20)
        self.heading = section.title
        self.title = label(section.title, "display")
        self.text.addWidget(self.title)
        run: list[Paragraph | Bullets] = []
        for block in section.blocks:
            if isinstance(block, Paragraph | Bullets):
                run.append(block)
                continue
            self._add_prose(run, section.title)
            run = []
            self._add_block(block)
        self._add_prose(run, section.title)
        self.text.addStretch(1)
        self._add_notes()
        self.marks = Marks(context, f"{lesson.id}/{section.id}", self, self._prose)
        self.marks.reveal_requested.connect(self._reveal_soon)

    # -- building ----------------------------------------------------------------------------

    def _add_prose(self, blocks: list[Paragraph | Bullets], name: str) -> None:
        if blocks:
            prose = self._make_prose(name)
            prose.set_blocks(blocks)
            self.text.addWidget(prose)

    def _make_prose(self, name: str, role: str = "lesson") -> LessonProse:
        prose = LessonProse(self._context.theme, name, role)
        prose.cited.connect(self._light_cited)
        prose.looked_up.connect(self._light_term)
        prose.open_requested.connect(self.open_requested)
        self._prose.append(prose)
        return prose

    def _add_block(self, block: Block) -> None:
        if isinstance(block, Figure):
            card = ChartCard(self._context.theme, drawing_of(self._context.catalog, block.chart))
            card.open_requested.connect(self.open_requested)
            self.text.addWidget(card)
        elif isinstance(block, ViewFigure):
            # Not above: few sections have one, and it brings the explorers' parts in.
            from nklearn.ui.reading.views.view_card import ViewCard

            view = ViewCard(self._context.theme, self._context.catalog, block)
            view.open_requested.connect(self.open_requested)
            self.text.addWidget(view)
        elif isinstance(block, Check):
            question = self._context.catalog.question(block.question)
            check = InlineCheck(self._context, question)
            check.open_requested.connect(self.open_requested)
            check.answered.connect(self._reveal_later)
            self.text.addWidget(check)
        elif isinstance(block, Keep):
            self.text.addWidget(self._keep(block))

    def _keep(self, block: Keep) -> QFrame:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=8)
        head.addWidget(IconLabel(self._context.theme, "bookmark", "ACCENT"))
        head.addWidget(label(self.tr("To keep"), "heading"), 1)
        box.addLayout(head)
        prose = self._make_prose(self.tr("To keep"), "body")
        prose.set_blocks([Bullets(block.sentences)])
        box.addWidget(prose)
        self._summary = card, prose
        return card

    def _add_notes(self) -> None:
        catalog, theme = self._context.catalog, self._context.theme
        for prose in self._prose:
            # Sources of a paragraph come before its glossary words.
            order = sorted(
                prose.anchors(),
                key=lambda found: (prose.paragraph_of(found[0]), found[2].startswith("term:")),
            )
            for _, _, target in order:
                for key in _keys(target):
                    if key in self._by_key:
                        continue
                    if key.startswith("cite:"):
                        number = int(key[5:])
                        evidence = catalog.evidence(self._targets[number])
                        note = MarginNote.of_evidence(theme, number, evidence)
                    else:
                        note = MarginNote.of_term(theme, catalog.glossary(key[5:]))
                    note.open_requested.connect(self.open_requested)
                    self._by_key[key] = note
                    self.add_note(note, self._top_of(prose, target))

    def _top_of(self, prose: LessonProse, target: str) -> Callable[[], int]:
        def top() -> int:
            within = dict(reversed(prose.paragraph_tops())).get(target, 0)
            return prose.mapTo(self.text_widget, QPoint(0, within)).y()

        return top

    def add_end(self, widget: QWidget) -> None:
        """Add something below the text."""
        self.text.insertWidget(self.text.count() - 1, widget)

    def show_summary(self) -> None:
        """Go to the sentences to keep, if they are in this section."""
        if self._summary is not None:
            card, prose = self._summary
            self.reveal_requested.emit(card)
            prose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_soon(self, widget: QWidget) -> None:
        layouts.finish()
        self.reveal_requested.emit(widget)

    def _reveal_later(self, widget: QWidget) -> None:
        """Have a new widget scrolled to, once the text is laid out with it."""
        self._to_reveal = widget

    @override
    def relayout(self) -> None:
        super().relayout()
        if self._to_reveal is not None:
            widget, self._to_reveal = self._to_reveal, None
            self.reveal_requested.emit(widget)

    @property
    def prose(self) -> list[LessonProse]:
        """The running text on screen, in reading order."""
        return self._prose

    # -- reading -----------------------------------------------------------------------------

    def _light_cited(self, number: int) -> None:
        self._light(f"cite:{number}")

    def _light_term(self, term: str) -> None:
        self._light(f"term:{term}")

    def _light(self, key: str) -> None:
        for own, note in self._by_key.items():
            note.light(own == key)
        if note := self._by_key.get(key):
            self.reveal_requested.emit(note)
            note.focus_link()

    def step_anchor(self, step: int) -> None:
        """Put the keyboard on the next or previous citation or glossary word."""
        places = [
            (number, index)
            for number, prose in enumerate(self._prose)
            for index in range(len(prose.anchors()))
        ]
        if not places:
            return
        here = places.index(self._anchor) if self._anchor in places else (-1 if step > 0 else 0)
        self._anchor = places[(here + step) % len(places)]
        number, index = self._anchor
        self._prose[number].select_anchor(index)


def _keys(target: str) -> list[str]:
    if target.startswith("cite:"):
        return [f"cite:{number}" for number in target[5:].split(",")]
    return [target] if target.startswith("term:") else []


def _texts(section: Section) -> list[Paragraph | Bullets]:
    kept = [Bullets(block.sentences) for block in section.blocks if isinstance(block, Keep)]
    return [b for b in section.blocks if isinstance(b, Paragraph | Bullets)] + kept
