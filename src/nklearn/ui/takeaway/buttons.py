"""The row of buttons with which values, pictures and citations are taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.content.citations import STYLES, citation
from nklearn.ui.context import Context
from nklearn.ui.takeaway import saving
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.widgets.basics import Button, row

_PAPERS = ("A4", "A3")


class TakeAway(QWidget):
    """Offers PNG, SVG, CSV, paper and citation, as far as `offer()` has them; asked when used.

    `told` carries what was done, for the page to show; it is empty when something begins.
    """

    told = Signal(str)

    def __init__(self, context: Context, offer: Callable[[], Offer]) -> None:
        super().__init__()
        self._context, self._offer = context, offer
        theme = context.theme
        self._png = Button(theme, self.tr("PNG"), icon="download", small=True)
        self._png.setToolTip(self.tr("Save as a picture, with title and source"))
        self._png.clicked.connect(partial(self._ask, "png"))
        self._svg = Button(theme, self.tr("SVG"), icon="download", small=True)
        self._svg.setToolTip(self.tr("Save as a drawing that can be edited"))
        self._svg.clicked.connect(partial(self._ask, "svg"))
        self._csv = Button(theme, self.tr("CSV"), icon="file-down", small=True)
        self._csv.setToolTip(self.tr("Save the values with their status and source"))
        self._csv.clicked.connect(partial(self._ask, "csv"))
        self._print = Button(theme, self.tr("Print"), icon="printer", small=True)
        self._print.setToolTip(self.tr("Print on A4 or A3, or save as PDF"))
        self._print.setMenu(self._menu(self._print, self._fill_print))
        self._cite = Button(theme, self.tr("Copy citation"), icon="quote", small=True)
        self._cite.setToolTip(self.tr("Copy where this comes from, in one of three styles"))
        self._cite.setMenu(self._menu(self._cite, self._fill_cite))
        self._all = Button(theme, self.tr("Export"), icon="download", small=True)
        self._all.setMenu(self._menu(self._all, self._fill_all))
        self._buttons = (self._png, self._svg, self._csv, self._print, self._cite)
        self._narrow = False
        line = row(self, spacing=8)
        for button in (*self._buttons, self._all):
            line.addWidget(button)
        self.refresh()

    def _menu(self, parent: QWidget, fill: Callable[[QMenu], None]) -> QMenu:
        """Return a menu that is filled each time that it opens."""
        menu = QMenu(parent)

        def renew() -> None:
            menu.clear()
            fill(menu)

        menu.aboutToShow.connect(renew)
        return menu

    def _fill_print(self, menu: QMenu) -> None:
        for paper in _PAPERS:
            menu.addAction(self.tr("Print on %s") % paper, partial(self._to_printer, paper))
        for paper in _PAPERS:
            words = self.tr("Save as PDF, %s") % paper
            menu.addAction(words, partial(self._ask, "pdf", paper))

    def _fill_cite(self, menu: QMenu) -> None:
        for style, name in STYLES.items():
            menu.addAction(self.tr("Copy as %s") % name, partial(self.copy_citation, style))

    def _fill_all(self, menu: QMenu) -> None:
        offer = self._offer()
        if offer.sheet:
            menu.addAction(self.tr("Save as PNG picture"), partial(self._ask, "png"))
            menu.addAction(self.tr("Save as SVG drawing"), partial(self._ask, "svg"))
        if offer.csv:
            menu.addAction(self.tr("Save values as CSV"), partial(self._ask, "csv"))
        if offer.sheet:
            menu.addSeparator()
            self._fill_print(menu)
        if offer.cited:
            menu.addSeparator()
            self._fill_cite(menu)

    def refresh(self) -> None:
        """Show the buttons for what the present state offers."""
        offer = self._offer()
        for button, has in (
            (self._png, offer.sheet),
            (self._svg, offer.sheet),
            (self._csv, offer.csv),
            (self._print, offer.sheet),
            (self._cite, offer.cited),
        ):
            button.setVisible(bool(has) and not self._narrow)
        self._all.setVisible(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Put everything into one menu, or side by side."""
        self._narrow = narrow
        self.refresh()

    def open_menu(self) -> None:
        """Open the menu of all ways."""
        shown = next((b for b in (self._all, *self._buttons) if b.isVisible()), None)
        if shown is not None:
            self._all.menu().popup(shown.mapToGlobal(QPoint(0, shown.height() + 2)))

    # -- doing -------------------------------------------------------------------------------

    def copy_citation(self, style: str) -> None:
        """Put where it comes from on the clipboard, in a style."""
        cited = self._offer().cited
        words = citation(self._context.catalog, cited() if cited else (), style)
        QGuiApplication.clipboard().setText(words)
        self.told.emit(self.tr("The citation is on the clipboard, as %s.") % STYLES[style])

    def _ask(self, kind: str, paper: str = "") -> None:
        """Ask for a file name; never in the way of what goes on behind."""
        self.told.emit("")
        name = f"{self._offer().name}.{kind}"
        saving.ask(self, self.tr("Save"), name, lambda path: self.save(kind, path, paper))

    def save(self, kind: str, path: Path, paper: str = "") -> None:
        """Write to a file: png, svg, csv, or pdf of a size of paper; say so."""
        offer, theme = self._offer(), self._context.theme
        try:
            if kind == "csv" and offer.csv:
                write_atomically(path, offer.csv())
            elif offer.sheet:
                from nklearn.ui.takeaway import pictures  # no look at an explorer needs it

                if kind == "pdf":
                    from nklearn.ui.takeaway import printing

                    printing.save_pdf(offer.sheet, offer.title, paper or _PAPERS[0], path)
                elif kind == "svg":
                    write_atomically(path, pictures.svg(offer.sheet, theme, offer.title))
                else:
                    write_atomically(path, pictures.png(offer.sheet, theme))
        except UserError as error:
            self._context.tell(error)
        else:
            self.told.emit(self.tr("Saved as %s.") % path)

    def _to_printer(self, paper: str) -> None:
        from nklearn.ui.takeaway import printing

        self.told.emit("")
        offer = self._offer()
        if offer.sheet:
            printing.ask_printer(self, offer.sheet, offer.title, paper)
