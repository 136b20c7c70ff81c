"""A figure with a view: title, measure, the explorer's picture, sources, and the way there."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import target_address
from nklearn.domain.lessons import Link, Span, Text, ViewFigure
from nklearn.ui import layouts
from nklearn.ui.reading.views.body import Source
from nklearn.ui.reading.views.making import body_of, page_name
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row, rule
from nklearn.ui.widgets.prose import Prose

# The most works that a figure names which cites nothing.
_WORKS = 4


class ViewCard(QFrame):
    """A card for one view; `open_requested` carries where a link, a spot or the button leads.

    What costs time to make comes after the first paint, unless `whole` asks for all at once; its
    height is kept for it, so that nothing moves. On paper there is no button.
    """

    open_requested = Signal(str)

    def __init__(
        self, theme: Theme, catalog: Catalog, figure: ViewFigure, *, whole: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._catalog, self._figure = theme, catalog, figure
        self._filled = self._painted = False
        self.setProperty("role", "card")
        self.box = column(self, spacing=4)
        self.box.setContentsMargins(16, 14, 16, 12)
        self.box.addWidget(label(figure.title, "chart"))
        if figure.subtitle:
            self.box.addWidget(label(figure.subtitle, "small"))
        self.box.addSpacing(8)  # room for the ring of what has the keyboard
        self.body = body_of(theme, catalog, figure)
        self.body.open_requested.connect(self.open_requested)
        self.box.addWidget(self.body)
        self.box.addSpacing(4)
        self.box.addWidget(rule())
        self.box.addSpacing(4)
        self._source = Prose(theme, self.tr("Source"), "caption")
        self._source.open_directly()
        self._source.open_requested.connect(self.open_requested)
        self.box.addWidget(self._source)
        if not whole:
            self._add_way()
        self._say_sources()
        # What has no citations says its sources once it is made, and its card then grows.
        if whole or not self.body.kept or not figure.cites:
            self._fill()

    @property
    def least_width(self) -> int:
        """The width in px at which nothing of the picture has to scroll, once it is made."""
        margins = self.box.contentsMargins()
        edge = 4  # of the card, at most
        return self.body.least_width + margins.left() + margins.right() + edge

    def _add_way(self) -> None:
        words = page_name(Address.parse(self._figure.address).page)
        button = Button(self._theme, words, kind="note", icon="arrow-right", icon_after=True)
        button.clicked.connect(lambda: self.open_requested.emit(self._figure.address))
        line = row()
        line.addStretch(1)
        line.addWidget(button)
        self.box.addLayout(line)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        try:
            self.body.fill()
        except UserError as error:  # the content is of another version than this program
            self.body.tell(str(error))
            return
        self._say_sources()

    def _say_sources(self) -> None:
        """Say where it is from: each fact that the figure cites is a link of its own."""
        found = self._cited()
        if not found and self._filled:
            found = self.body.sources()[:_WORKS]
        line: list[Span] = [Text(self.tr("Source:") + " ", strong=True)]
        for number, (words, address) in enumerate(found):
            line += [Text("; ")] if number else []
            line.append(Link(address, words))
        self._source.set_line(tuple(line))

    def _cited(self) -> tuple[Source, ...]:
        """Return the facts that are cited, by work and place; of the same place with a number."""
        seen: dict[str, int] = {}
        made: list[Source] = []
        for target in self._figure.cites:
            words = self._catalog.evidence(target).source_line
            seen[words] = seen.get(words, 0) + 1
            again = f" ({seen[words]})" if seen[words] > 1 else ""
            made.append((f"{words}{again}", target_address(target)))
        return tuple(made)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        super().paintEvent(arg__1)
        if not self._filled and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill_later)

    def _fill_later(self) -> None:
        self._fill()
        layouts.finish()
