"""A table of rows to read and to choose from: words only, one row a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
# Around the words of a cell, beside the padding of the style sheet; how many words are measured.
_MARGIN, _MEASURED = 10, 400


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, its words, and whether it stands back (muted)."""

    key: str
    cells: tuple[str, ...]
    muted: bool = False


class _Rows(QAbstractTableModel):
    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._titles = theme, tuple(titles)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        words = line.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return words or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]}: {words}"
        if role == Qt.ItemDataRole.ForegroundRole and line.muted:
            return self._theme.color("TEXT_MUTED")
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
        /,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsTable(QTableView):
    """Enter or a double click opens a row; `picked` tells that other rows are selected."""

    line_opened = Signal(str)
    picked = Signal()

    def __init__(
        self,
        theme: Theme,
        titles: Sequence[str],
        widths: Sequence[int],
        name: str,
        *,
        many: bool = False,
    ) -> None:
        """`widths` are the shares of the columns; with `many` several rows can be selected."""
        super().__init__()
        self._theme, self._widths, self._shared = theme, tuple(widths), 0
        self._needed: list[int] = [20] * len(self._widths)
        self._rows = _Rows(theme, titles)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(20)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit())
        theme.changed.connect(self._resize)
        self._resize()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows."""
        return self._rows.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; what was selected stays so where it is still there."""
        kept, here = set(self.selected()), self._key(self.currentIndex())
        self._rows.show_lines(lines)
        self._measure()
        self._share()
        keys = [line.key for line in self._rows.lines]
        if here in keys:
            index = self._rows.index(keys.index(here), 0)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )
        flags = self.selectionModel().SelectionFlag
        for place, key in enumerate(keys):
            if key in kept:
                self.selectionModel().select(self._rows.index(place, 0), flags.Select | flags.Rows)
        self.picked.emit()

    def selected(self) -> tuple[str, ...]:
        """Return the keys of the selected rows, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._rows.lines[place].key for place in places)

    def content_height(self) -> int:
        """Return the height in px at which all rows show."""
        return self._theme.px(31) * (len(self._rows.lines) + 1) + 8

    def _open(self, index: QModelIndex) -> None:
        self.line_opened.emit(self._key(index))

    def _key(self, index: QModelIndex) -> str:
        return self._rows.lines[index.row()].key if index.isValid() else ""

    def _resize(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(31))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(31))
        self._measure()
        self._share()

    def _measure(self) -> None:
        """Note how much room each column needs for its longest words and its title."""
        metrics, pad = self.fontMetrics(), 2 * self._theme.px(8) + _MARGIN
        self._needed.clear()
        for place in range(len(self._widths)):
            words = {line.cells[place] for line in self._rows.lines}
            longest = sorted(words, key=len)[-_MEASURED:]
            wide = max(map(metrics.horizontalAdvance, longest), default=0) + pad
            self._needed.append(max(wide, self.horizontalHeader().sectionSizeHint(place)))

    def _share(self) -> None:
        """Give each column what it needs, and what is left over by the shares.

        Where there is not room for all, the table scrolls sideways.
        """
        spare = max(0, self.viewport().width() - sum(self._needed))
        whole, left = sum(self._widths), spare
        self._shared = self.viewport().width()
        for place, share in enumerate(self._widths):
            last = place == len(self._widths) - 1
            more = left if last else spare * share // whole
            self.setColumnWidth(place, self._needed[place] + more)
            left -= more

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._shared != self.viewport().width():
            self._share()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.line_opened.emit(self._key(self.currentIndex()))
            return
        super().keyPressEvent(event)
