"""Taking a lesson to paper: the menu of the ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.domain.lessons import Lesson, Section
from nklearn.ui import icons, tokens
from nklearn.ui.context import Context
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.widgets.basics import Button

_PAPERS = ("A4", "A3")


class PrintLesson(ToPaper):
    """Prints what `shown()` gives, asked when it is used: a lesson and the sections to print.

    `menu` holds the ways, `button` opens it.
    """

    def __init__(
        self,
        context: Context,
        page: QWidget,
        shown: Callable[[], tuple[Lesson, Sequence[Section]] | None],
    ) -> None:
        super().__init__(context, page, self._shown_sheet)
        self._shown = shown
        theme, words = context.theme, self.tr("Print lesson")
        self.menu = QMenu(words, page)
        for paper in _PAPERS:
            self.menu.addAction(self.tr("Print on %s") % paper, partial(self.print_on, paper))
        for paper in _PAPERS:
            self.menu.addAction(self.tr("Save as PDF, %s") % paper, partial(self.ask, paper))
        self.button = Button(theme, words, kind="foot", icon="printer")
        self.button.setToolTip(self.tr("Print the lesson, or save it as PDF (Ctrl P)"))
        self.button.setMenu(self.menu)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        theme = self._context.theme
        size = theme.px(tokens.SIZE["icon_small"])
        self.menu.setIcon(icons.icon("printer", theme.color("TEXT_SECONDARY"), size))

    def open_menu(self, stand_in: QWidget) -> None:
        """Open the menu at its button, or at what stands in for it in a narrow window."""
        at = self.button if self.button.isVisible() else stand_in
        height = self.menu.sizeHint().height()
        above = at is self.button
        self.menu.popup(at.mapToGlobal(QPoint(0, -height - 2 if above else at.height() + 2)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _shown_sheet(self) -> Sheet | None:
        shown = self._shown()
        if shown is None:
            return None
        lesson, sections = shown
        make = partial(self._document, lesson, sections)
        return Sheet(lesson.title, lesson.id.rpartition("/")[2], make)

    def _document(self, lesson: Lesson, sections: Sequence[Section]) -> QTextDocument:
        from nklearn.ui.reading.paper_text import LessonPaper  # no reading of a lesson needs it

        face = self._context.theme.lesson_face
        return LessonPaper(self._context.catalog, lesson, sections, face=face).document
