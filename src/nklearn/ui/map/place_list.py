"""The map as a list: every place by province, for readers who listen and for keys alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from nklearn.base.overriding import override
from nklearn.content.map_rows import MapGroup, MapRow, groups
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index
from nklearn.ui.theme import Theme

# What Qt keeps free beside the words of a cell, in px, and more height than any cell has.
_AIR, _TALL = 30, 10_000
_WRAP = int(Qt.TextFlag.TextWordWrap)


class _Rows(CellModel):
    """Provinces as headings, their places below; an address is the id of a place."""

    def __init__(self, theme: Theme, heads: tuple[str, ...], counted: str) -> None:
        super().__init__()
        self._theme, self._heads, self._counted = theme, heads, counted
        self._lines: list[MapGroup | MapRow] = []

    def show_groups(self, found: tuple[MapGroup, ...]) -> None:
        self.beginResetModel()
        self._lines = [line for group in found for line in (group, *group.rows)]
        self.endResetModel()

    def headings(self) -> list[int]:
        """The numbers of the rows that are headings."""
        return [n for n, line in enumerate(self._lines) if isinstance(line, MapGroup)]

    def row_of(self, name: str) -> int:
        """Return the first row of a place; -1 if it has none."""
        found = (n for n, line in enumerate(self._lines) if self._id(line) == name)
        return next(found, -1)

    def _id(self, line: MapGroup | MapRow) -> str:
        return line.id if isinstance(line, MapRow) else ""

    def texts(self, number: int) -> tuple[str, ...]:
        """Return the words of a row; a heading goes over all columns and never wraps."""
        line = self._lines[number]
        return self._cells(line) if isinstance(line, MapRow) else ("", "", "", "")

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def address(self, index: Index) -> str:
        return self._id(self._lines[index.row()]) if index.isValid() else ""

    def _cells(self, line: MapGroup | MapRow) -> tuple[str, ...]:
        if isinstance(line, MapGroup):
            return (line.title, "", "", "")
        name = f"{line.name} {line.hangul}".strip()
        return (name, line.kind, line.standing, line.where or "–")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        line = self._lines[index.row()]
        cells = self._cells(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(line, MapGroup):
                return f"{line.title}, {self._counted % len(line.rows)}"
            # The name stands for the whole row, the other cells for themselves.
            return ", ".join(filter(None, cells)) if index.column() == 0 else cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if role == Qt.ItemDataRole.FontRole and isinstance(line, MapGroup):
            return self._theme.font("heading")
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


class PlaceList(CellTable):
    """The list of a choice; `cell_opened` carries the id of a place."""

    def __init__(self, theme: Theme, view: MapView) -> None:
        self._view = view
        self._wide = True
        heads = (self.tr("Name"), self.tr("Kind"), self.tr("What is known"), self.tr("Province"))
        self._rows = _Rows(theme, heads, self.tr("%d places"))
        super().__init__(theme, self._rows, self.tr("Places by province"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)

    def show_choice(self, choice: MapChoice) -> None:
        """Show the places of a choice; the open one is selected."""
        self._rows.show_groups(groups(self._view, choice))
        self.clearSpans()
        for number in self._rows.headings():
            self.setSpan(number, 0, 1, self._rows.columnCount())
        self._fit()
        if choice.open and (number := self._rows.row_of(choice.open)) >= 0:
            self.setCurrentIndex(self._rows.index(number, 0))
        elif self._rows.rowCount():
            first = 1 if self._rows.rowCount() > 1 else 0  # the first row is a heading
            self.setCurrentIndex(self._rows.index(first, 0))

    def _fit(self) -> None:
        """Share the width out, and give each row the height of its words."""
        room = self.viewport().width()
        shares = (0.28, 0.2, 0.3, 0.22)
        widths = [int(room * share) for share in shares]
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        metrics = QFontMetrics(self._theme.font("body"))
        for number in range(self._rows.rowCount()):
            heights = [
                metrics.boundingRect(0, 0, width - _AIR, _TALL, _WRAP, text).height()
                for width, text in zip(widths, self._rows.texts(number), strict=True)
            ]
            self.setRowHeight(number, max(heights) + self._theme.px(10))

    @override
    def _resize(self) -> None:
        super()._resize()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHintForColumn(self, column: int, /) -> int:
        """Return the width at which no word of a column is cut: words wrap."""
        metrics = QFontMetrics(self._theme.font("body"))
        texts = (self._rows.texts(n)[column] for n in range(self._rows.rowCount()))
        words = (word for text in texts for word in text.split())
        return max(map(metrics.horizontalAdvance, words), default=0) + _AIR // 2

    def index_of(self, name: str) -> QModelIndex:
        """Return where a place stands in the list."""
        return self._rows.index(max(0, self._rows.row_of(name)), 0)
