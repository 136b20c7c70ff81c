"""The time axis as a table by date, for readers who listen and for keys alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from nklearn.base.overriding import override
from nklearn.content.time_axis import PRECISION, SUBJECT_NAMES, TimeEntry
from nklearn.ui.accessible import announce
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index
from nklearn.ui.theme import Theme

# What Qt keeps free beside the words of a cell, in px, and more height than any cell has.
_AIR, _TALL = 30, 10_000
_WRAP = int(Qt.TextFlag.TextWordWrap)
# How the width that is left over is shared out.
_SHARES = (0.15, 0.02, 0.45, 0.38)


class _Rows(CellModel):
    """Entries in an order; an address is the id of one."""

    def __init__(self, heads: tuple[str, ...], rivals: str) -> None:
        super().__init__()
        self._heads, self._rivals = heads, rivals
        self._entries: list[TimeEntry] = []
        self.ordered = (0, Qt.SortOrder.AscendingOrder)

    def show_entries(self, entries: tuple[TimeEntry, ...]) -> None:
        self.beginResetModel()
        self._entries = list(entries)
        self._arrange()
        self.endResetModel()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder, /) -> None:
        if (column, order) != self.ordered:
            self.beginResetModel()
            self.ordered = (column, order)
            self._arrange()
            self.endResetModel()

    def _arrange(self) -> None:
        column, order = self.ordered
        back = order == Qt.SortOrder.DescendingOrder
        # By time first: sorting keeps that order among alike ones.
        self._entries.sort(key=lambda each: (each.when.first, each.when.last))
        if column:
            self._entries.sort(key=lambda each: self.cells(each)[column].casefold(), reverse=back)
        elif back:
            self._entries.reverse()

    def row_of(self, name: str) -> int:
        """Return the row of an entry; -1 if it has none."""
        return next((n for n, each in enumerate(self._entries) if each.id == name), -1)

    def cells(self, each: TimeEntry) -> tuple[str, ...]:
        """Return the words of a row."""
        name = f"{each.name} ≠" if each.disputed else each.name
        return (each.when.words, SUBJECT_NAMES[each.subject], name, each.source)

    def texts(self, number: int) -> tuple[str, ...]:
        """Return the words of the row with a number."""
        return self.cells(self._entries[number])

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def address(self, index: Index) -> str:
        return self._entries[index.row()].id if index.isValid() else ""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        each = self._entries[index.row()]
        words = self.cells(each)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            known = PRECISION[each.when.mark].lower() if index.column() == 0 else ""
            return ", ".join(filter(None, (words.replace("≠", self._rivals), known)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class TimeList(CellTable):
    """The table of a choice; `cell_opened` carries the id of an entry.

    A click on a head sorts by it, and so does S for the column of the cursor.
    """

    def __init__(self, theme: Theme) -> None:
        heads = (self.tr("Date"), self.tr("Subject"), self.tr("What"), self.tr("Source"))
        self._rows = _Rows(heads, self.tr("sources disagree"))
        super().__init__(theme, self._rows, self.tr("Entries by date"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._fit)
        self.clicked.connect(self._open)

    def show_entries(self, entries: tuple[TimeEntry, ...], opened: str) -> None:
        """Show these entries; the open one is selected."""
        self._rows.show_entries(entries)
        self._fit()
        number = max(0, self._rows.row_of(opened))
        if self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(number, 0))

    @override
    def sizeHintForColumn(self, column: int, /) -> int:
        """Return the width at which no word of a column is cut: words wrap."""
        metrics = QFontMetrics(self._theme.font("body"))
        texts = (self._rows.texts(n)[column] for n in range(self._rows.rowCount()))
        words = (word for text in texts for word in text.split())
        widest = max(map(metrics.horizontalAdvance, words), default=0) + _AIR
        return max(widest, self.horizontalHeader().sectionSizeHint(column))

    def _fit(self) -> None:
        """Share the width out, and give each row the height of its words."""
        least = [self.sizeHintForColumn(n) for n in range(self._rows.columnCount())]
        spare = max(0, self.viewport().width() - sum(least))
        widths = [width + int(spare * share) for width, share in zip(least, _SHARES, strict=True)]
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        metrics = QFontMetrics(self._theme.font("body"))
        for number in range(self._rows.rowCount()):
            heights = [
                metrics.boundingRect(0, 0, width - _AIR, _TALL, _WRAP, text).height()
                for width, text in zip(widths, self._rows.texts(number), strict=True)
            ]
            self.setRowHeight(number, max(heights) + self._theme.px(10))

    def index_of(self, name: str) -> QModelIndex:
        """Return where an entry stands in the list."""
        return self._rows.index(max(0, self._rows.row_of(name)), 0)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_S and not event.modifiers():
            self._sort_here()
        else:
            super().keyPressEvent(event)

    def _sort_here(self) -> None:
        """Sort by the column of the cursor; once more turns the order."""
        name = self._rows.address(self.currentIndex())
        column = max(0, self.currentIndex().column())
        now, order = self._rows.ordered
        down = column == now and order == Qt.SortOrder.AscendingOrder
        wanted = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, wanted)
        self._fit()
        self.setCurrentIndex(self._rows.index(max(0, self._rows.row_of(name)), column))
        announce(
            self, self.tr("Sorted by %s") % self._rows.headerData(column, Qt.Orientation.Horizontal)
        )

    @override
    def _resize(self) -> None:
        super()._resize()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
