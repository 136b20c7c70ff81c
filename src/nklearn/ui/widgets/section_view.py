"""One section of a lesson: prose, figures, checks, and the notes beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
from nklearn.ui.widgets.noted_text import NotedText


class SectionView(NotedText):
    """Draws a section of a lesson."""

    def __init__(self, context: Context, lesson: Lesson, section: Section) -> None:
        super().__init__(context, cited(_texts(section)))
        self._to_reveal: QWidget | None = None
        self._summary: tuple[QFrame, LessonProse] | None = None
        self.text.setContentsMargins(0, 20, 0, 20)
        self.heading = section.title
        self.title = label(section.title, "display")
        self.text.addWidget(self.title)
        run: list[Paragraph | Bullets] = []
        for block in section.blocks:
            if isinstance(block, Paragraph | Bullets):
                run.append(block)
                continue
            self.add_prose(run, section.title)
            run = []
            self._add_block(block)
        self.add_prose(run, section.title)
        self.text.addStretch(1)
        self.add_notes()
        self.marks = Marks(context, f"{lesson.id}/{section.id}", self, self._prose)
        self.marks.reveal_requested.connect(self._reveal_soon)

    # -- building ----------------------------------------------------------------------------

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
        prose = self.make_prose(self.tr("To keep"), "body")
        prose.set_blocks([Bullets(block.sentences)])
        box.addWidget(prose)
        self._summary = card, prose
        return card

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


def _texts(section: Section) -> list[Paragraph | Bullets]:
    kept = [Bullets(block.sentences) for block in section.blocks if isinstance(block, Keep)]
    return [b for b in section.blocks if isinstance(b, Paragraph | Bullets)] + kept
