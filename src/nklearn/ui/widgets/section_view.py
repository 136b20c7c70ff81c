"""One section of a lesson: prose, figures, checks, and the notes beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.content.drawings import drawing_of
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import (
    Block,
    Bullets,
    Check,
    Figure,
    Keep,
    Lesson,
    Paragraph,
    Section,
    cited,
)
from nklearn.domain.questions import Numeric, Question, Response, SingleChoice
from nklearn.learning.progress import Checked
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, clear, column, frame, label, row
from nklearn.ui.widgets.margin_note import MarginNote
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.question_view import Feedback, QuestionView
from nklearn.ui.widgets.reading_body import ReadingBody
from nklearn.ui.words import sensitivity_words


class SectionView(ReadingBody):
    """Draws a section; `reveal_requested` asks the page to scroll to a widget."""

    open_requested = Signal(str)
    reveal_requested = Signal(QWidget)

    def __init__(
        self, context: Context, lesson: Lesson, section: Section, drafts: dict[str, Response]
    ) -> None:
        """Draw `section`; `drafts` keeps, by question, what is answered but not checked yet."""
        super().__init__(context.theme)
        self._context, self._drafts = context, drafts
        self._prose: list[Prose] = []
        self._by_key: dict[str, MarginNote] = {}
        self._to_reveal: QWidget | None = None
        self._summary: tuple[QFrame, Prose] | None = None
        self._anchor: tuple[int, int] = (0, -1)
        self._targets = cited(_texts(section))
        self.text.setContentsMargins(0, 20, 0, 20)
        self.text.addWidget(label(section.title, "display"))
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

    # -- building ----------------------------------------------------------------------------

    def _add_prose(self, blocks: list[Paragraph | Bullets], name: str) -> None:
        if blocks:
            prose = self._make_prose(name)
            prose.set_blocks(blocks)
            self.text.addWidget(prose)

    def _make_prose(self, name: str, role: str = "lesson") -> Prose:
        prose = Prose(self._context.theme, name, role)
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
        elif isinstance(block, Check):
            question = self._context.catalog.question(block.question)
            check = InlineCheck(self._context, question, self._drafts)
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

    def _top_of(self, prose: Prose, target: str) -> Callable[[], int]:
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

    def _reveal_later(self, widget: QWidget) -> None:
        """Have a new widget scrolled to, once the text is laid out with it."""
        self._to_reveal = widget

    @override
    def relayout(self) -> None:
        super().relayout()
        if self._to_reveal is not None:
            widget, self._to_reveal = self._to_reveal, None
            self.reveal_requested.emit(widget)

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


class InlineCheck(QFrame):
    """A question within the text: answered at once, saved at once, and it may be tried again.

    Where one click is not the whole answer there is a button to check it. `drafts` outlives the
    widget and keeps what is not checked yet.
    """

    open_requested = Signal(str)
    answered = Signal(QWidget)

    def __init__(self, context: Context, question: Question, drafts: dict[str, Response]) -> None:
        super().__init__()
        self._context, self._question, self._drafts = context, question, drafts
        self._view: QuestionView | None = None
        self._check_button: Button | None = None
        self.setProperty("role", "check")
        box = column(self, spacing=10)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=8)
        icon = IconLabel(context.theme, "circle-help", "ACCENT")
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._stem = label("", "heading")
        head.addWidget(self._stem, 1)
        box.addLayout(head)
        self._body: QVBoxLayout = column(spacing=10)
        box.addLayout(self._body)
        if question.sensitivity is Sensitivity.NONE:
            self._open()
        else:
            self._keep_folded()

    def _name(self, words: str) -> None:
        self._stem.setText(words)
        self.setAccessibleName(self.tr("Check: %s") % words)

    def _open(self) -> None:
        self._name(self._question.stem)
        retrying = self._question.id in self._drafts
        learner = self._context.learner
        self._ask(None if retrying else learner.last_checked(self._question, "check"))

    def _keep_folded(self) -> None:
        """Ask nothing about hard material until the reader wants it."""
        self._name(sensitivity_words(self._question.sensitivity))
        show = Button(self._context.theme, self.tr("Show it"), small=True, on_click=self._unfold)
        self._body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self) -> None:
        self._open()
        if self._view:
            self._view.show()  # a layout shows what it gets later, too late for the keyboard
            self._view.focus_first()

    def _ask(self, checked: Checked | None) -> None:
        clear(self._body)
        body = self._question.body
        options = () if isinstance(body, Numeric) else body.options
        self._view = QuestionView(self._context, self._question, options, instant=True)
        self._view.check_requested.connect(self._check)
        self._view.changed.connect(self._keep_draft)
        self._body.addWidget(self._view)
        if checked:
            self._show(checked)
            return
        if not isinstance(body, SingleChoice):
            self._add_check_button()
        if draft := self._drafts.get(self._question.id):
            self._view.restore(draft)

    def _add_check_button(self) -> None:
        button = Button(
            self._context.theme, self.tr("Check"), kind="primary", small=True, icon="check"
        )
        button.setEnabled(False)
        button.clicked.connect(self._check)
        self._body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._check_button = button

    def _keep_draft(self) -> None:
        response = self._view.response if self._view else None
        if response is None:
            self._drafts.pop(self._question.id, None)
        else:
            self._drafts[self._question.id] = response
        if self._check_button is not None:
            self._check_button.setEnabled(response is not None)

    def _check(self) -> None:
        view = self._view
        response = view.response if view else None
        if view is None or response is None:
            return
        try:
            checked = self._context.learner.answer(self._question, response, "check")
        except UserError as error:
            self._context.report(error, self._check)
            return
        if checked is None:
            view.say_unreadable()
            return
        self._drafts.pop(self._question.id, None)
        self._context.saved()
        feedback = self._show(checked)
        feedback.focus_verdict()
        self.answered.emit(feedback)

    def _show(self, checked: Checked) -> Feedback:
        if self._check_button is not None:
            self._check_button.hide()
            self._check_button = None
        if self._view:
            self._view.show_result(checked)
        feedback = Feedback(self._context, self._question, checked)
        feedback.open_requested.connect(self.open_requested)
        self._body.addWidget(feedback)
        again = Button(self._context.theme, self.tr("Try again"), small=True, icon="rotate-ccw")
        again.clicked.connect(self._again)
        line = row()
        line.addWidget(again)
        line.addStretch(1)
        self._body.addLayout(line)
        return feedback

    def _again(self) -> None:
        self._ask(None)
        if self._view:
            self._view.focus_first()
