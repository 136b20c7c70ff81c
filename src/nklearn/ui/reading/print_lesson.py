"""Taking a lesson to paper: the menu, the file and the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.domain.lessons import Lesson, Section
from nklearn.ui import accessible, icons, tokens
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.basics import Button, label

if TYPE_CHECKING:
    from nklearn.ui.reading.paper_pages import Foot

_PAPERS = ("A4", "A3")


class PrintLesson(QObject):
    """Prints what `shown()` gives, asked when it is used: a lesson and the sections to print.

    `menu` holds the ways, `button` opens it; `line` says what was done.

    `told` carries what was done, for the page to show; it is empty when something begins.
    """

    told = Signal(str)

    def __init__(
        self,
        context: Context,
        page: QWidget,
        shown: Callable[[], tuple[Lesson, Sequence[Section]] | None],
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown
        theme, words = context.theme, self.tr("Print lesson")
        self.menu = QMenu(words, page)
        for paper in _PAPERS:
            self.menu.addAction(self.tr("Print on %s") % paper, partial(self._to_printer, paper))
        for paper in _PAPERS:
            self.menu.addAction(self.tr("Save as PDF, %s") % paper, partial(self._ask, paper))
        self.button = Button(theme, words, kind="foot", icon="printer")
        self.button.setToolTip(self.tr("Print the lesson, or save it as PDF (Ctrl P)"))
        self.button.setMenu(self.menu)
        self.line = label("", "small")
        self.line.hide()
        self.told.connect(self._tell)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        theme = self._context.theme
        size = theme.px(tokens.SIZE["icon_small"])
        self.menu.setIcon(icons.icon("printer", theme.color("TEXT_SECONDARY"), size))

    def _tell(self, words: str) -> None:
        self.line.setText(words)
        self.line.setVisible(bool(words))
        accessible.announce(self.line, words)

    def open_menu(self, stand_in: QWidget) -> None:
        """Open the menu at its button, or at what stands in for it in a narrow window."""
        at = self.button if self.button.isVisible() else stand_in
        height = self.menu.sizeHint().height()
        above = at is self.button
        self.menu.popup(at.mapToGlobal(QPoint(0, -height - 2 if above else at.height() + 2)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _ask(self, paper: str) -> None:
        shown = self._shown()
        self.told.emit("")
        if shown is not None:
            name = f"{shown[0].id.rpartition('/')[2]}.pdf"
            saving.ask(self._page, self.tr("Save"), name, lambda path: self.save(path, paper))

    def save(self, path: Path, paper: str) -> None:
        """Write the lesson to a PDF file, whole or not at all; say so."""
        shown = self._shown()
        if shown is None:
            return
        from nklearn.ui.reading import paper_pages  # no reading of a lesson needs it

        lesson, sections = shown
        document = self._document(lesson, sections)
        try:
            data = paper_pages.pdf(document, lesson.title, paper, self._foot(lesson))
            write_atomically(path, data)
        except UserError as error:
            self._context.tell(error)
        else:
            self.told.emit(self.tr("Saved as %s.") % path)

    def _document(self, lesson: Lesson, sections: Sequence[Section]) -> QTextDocument:
        from nklearn.ui.reading.paper_text import LessonPaper

        face = self._context.theme.lesson_face
        return LessonPaper(self._context.catalog, lesson, sections, face=face).document

    def _foot(self, lesson: Lesson) -> Foot:
        from nklearn.ui.reading.paper_pages import Foot

        version = self.tr("NKLearn, content version %s") % self._context.catalog.version
        return Foot(lesson.title, version, self.tr("Page %d of %d"))

    def _to_printer(self, paper: str) -> None:
        """Ask which printer to use and print; never in the way of what goes on behind."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        from nklearn.ui.reading import paper_pages

        shown = self._shown()
        self.told.emit("")
        if shown is None:
            return
        lesson, sections = shown
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(paper_pages.page_layout(paper))
        printer.setDocName(lesson.title)
        printer.setCreator("NKLearn")

        def send() -> None:
            document = self._document(lesson, sections)
            try:
                paper_pages.paint(document, printer, paper, self._foot(lesson))
            except UserError as error:
                self._context.tell(error)

        dialog = QPrintDialog(printer, self._page.window())
        dialog.setWindowTitle(lesson.title)
        dialog.accepted.connect(send)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        QDialog.open(dialog)  # its own `open` wants a slot by name
