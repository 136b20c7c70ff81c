"""The chain of command as an indented list, which a screen reader can walk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from nklearn.base.overriding import override
from nklearn.content.chain import Chain
from nklearn.content.chain_rows import ChainRow, chain_rows
from nklearn.domain.chain_choice import ChainChoice
from nklearn.ui.theme import Theme

_ID = Qt.ItemDataRole.UserRole
# Which part of the width the names have.
_NAMES = 0.66


class ChainTree(QTreeWidget):
    """Every body under what is over it; Enter or a click `opened` it."""

    opened = Signal(str)

    def __init__(self, theme: Theme, chain: Chain) -> None:
        super().__init__()
        self._theme, self._rows = theme, chain_rows(chain)
        self.setAccessibleName(self.tr("Chain of command, list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Body"), self.tr("Under it by the line")])
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self.itemClicked.connect(self._open)
        theme.changed.connect(self._dress)
        self._dress()

    def _fill(self) -> None:
        above: list[QTreeWidgetItem] = []
        for row in self._rows:
            item = QTreeWidgetItem([row.words, row.line_words])
            item.setToolTip(0, row.words)
            if row.body:
                item.setData(0, _ID, row.body.id)
            del above[row.level :]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
        self.expandAll()
        if first := self.topLevelItem(0):
            self.setCurrentItem(first)

    def _dress(self) -> None:
        self.setIndentation(self._theme.px(20))
        self.setFont(self._theme.font("body"))
        self.header().setFont(self._theme.font("caption"))
        heading = self._theme.font("label")
        for number in range(self.topLevelItemCount()):
            if item := self.topLevelItem(number):
                item.setFont(0, heading)

    def show_choice(self, choice: ChainChoice) -> None:
        """Mark what is open, and dim what no link of the lit line reaches."""
        for item, row in zip(self._items(), self._rows, strict=True):
            lit = not choice.line or row.link is None or row.link.kind == choice.line
            tone = "TEXT_PRIMARY" if lit else "TEXT_MUTED"
            for part in (0, 1):
                item.setForeground(part, self._theme.color(tone))
            if choice.open and self._is(row, choice.open) and self.current() != choice.open:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    @staticmethod
    def _is(row: ChainRow, name: str) -> bool:
        return row.body is not None and row.body.id == name and not row.again

    def current(self) -> str:
        """Return the body that the keyboard is on, empty for none."""
        item = self.currentItem()
        return str(item.data(0, _ID) or "") if item else ""

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []

        def walk(item: QTreeWidgetItem) -> None:
            found.append(item)
            for number in range(item.childCount()):
                if child := item.child(number):
                    walk(child)

        for number in range(self.topLevelItemCount()):
            if item := self.topLevelItem(number):
                walk(item)
        return found

    def _open(self) -> None:
        if name := self.current():
            self.opened.emit(name)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, round(self.viewport().width() * _NAMES))
