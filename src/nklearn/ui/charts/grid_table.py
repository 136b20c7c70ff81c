"""The table of a data set with columns: words wrap, heads stay, each cell opens its evidence."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy

from nklearn.base.overriding import override
from nklearn.content.grids import Grid, GridCell
from nklearn.domain.claims import Status
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index
from nklearn.ui.theme import Theme
from nklearn.ui.words import status_name

# In px at 100% text: the least and most that a column of words gets where room is short, the most
# that a column of numbers gets where there is plenty, and the widest row names.
_WORDS = (96, 250)
_NUMBERS = 190
_NAMES = 210
_SHORT_NAMES = 130
# Where room is short, words take about so many lines.
_LINES = 5
_PAD = 8
# What Qt keeps free at each side of the words of a cell, whatever the text size.
_MARGIN = 3
# What a column has beyond its widest words, since these are measured in whole px.
_SLACK = 2
_WRAP = int(Qt.TextFlag.TextWordWrap)
_FAR = 100_000


class _Cells(CellModel):
    """The cells; heads of rows and columns are header data."""

    def __init__(self, grid: Grid, theme: Theme, empty: str) -> None:
        super().__init__()
        self._grid, self._theme, self._empty = grid, theme, empty

    def show_grid(self, grid: Grid) -> None:
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._grid.rows)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._grid.columns)

    def cell(self, index: Index) -> GridCell | None:
        return self._grid.cells[index.row()][index.column()]

    def index_of(self, target: str) -> QModelIndex:
        """Return where a cell stands; nowhere if it is none of the table's."""
        for row, cells in enumerate(self._grid.cells):
            for column, cell in enumerate(cells):
                if cell is not None and cell.target == target:
                    return self.index(row, column)
        return QModelIndex()

    @override
    def address(self, index: Index) -> str:
        cell = self.cell(index) if index.isValid() else None
        return cell.address if cell else ""

    def text(self, cell: GridCell | None) -> str:
        """Return what stands in a cell, with its marks."""
        if cell is None:
            return ""
        gap = "–" if cell.status is Status.NO_VALUE else status_name(cell.status)
        lead = "◇ " if cell.status is Status.CORRECTED else ""
        return f"{lead}{cell.text or gap}{' ≠' if cell.rivals else ''}"

    def _said(self, index: Index) -> str:
        cell = self.cell(index)
        row, column = self._grid.rows[index.row()], self._grid.columns[index.column()]
        if cell is None:
            return ", ".join((row.label, column.label, self._empty))
        doubt = "" if cell.status is Status.AS_PRINTED else status_name(cell.status)
        rivals = self.tr("sources disagree") if cell.rivals else ""
        parts = (row.label, column.label, cell.said, doubt, cell.remark, rivals)
        return ", ".join(filter(None, parts))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.side(index.column(), cell) | Qt.AlignmentFlag.AlignTop)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.FontRole and cell.status in (Status.ILLEGIBLE, Status.COMPUTED):
            font = QFont(self._theme.font("body"))
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            doubt = "" if cell.status is Status.AS_PRINTED else status_name(cell.status)
            rivals = self.tr("Sources disagree") if cell.rivals else ""
            return ", ".join(filter(None, (doubt, cell.remark, rivals)))
        return None

    def side(self, column: int, cell: GridCell | None = None) -> Qt.AlignmentFlag:
        """Words stand left, numbers right; so does what stands where numbers do."""
        words = self._grid.columns[column].words or bool(cell and cell.words)
        return Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        heads = self._grid.columns
        if orientation is Qt.Orientation.Vertical:
            heads = self._grid.rows
        return heads[section].text if role == Qt.ItemDataRole.DisplayRole else None


class _Heads(QHeaderView):
    """The names of columns or rows: they wrap, and never scroll away."""

    def __init__(self, theme: Theme, cells: _Cells, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._theme, self._cells = theme, cells
        self._columns = orientation is Qt.Orientation.Horizontal
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)

    @property
    def metrics(self) -> QFontMetrics:
        """How wide words are in these heads."""
        return QFontMetrics(self._theme.font("chip" if self._columns else "body"))

    def words(self, section: int) -> str:
        """Return the name of a section."""
        return str(self._cells.headerData(section, self.orientation()))

    def height_at(self, section: int, width: int) -> int:
        """Return the height of a name at a width, with the room around it."""
        room = QRect(0, 0, max(1, width - 2 * (self._theme.px(_PAD) + _MARGIN)), _FAR)
        tall = self.metrics.boundingRect(room, _WRAP, self.words(section)).height()
        return tall + self._theme.px(11)

    @override
    def sectionSizeFromContents(self, logicalIndex: int, /) -> QSize:
        around = 2 * (self._theme.px(_PAD) + _MARGIN)
        wide = longest_word(self.metrics, self.words(logicalIndex)) + around
        return QSize(wide, self.height_at(logicalIndex, max(wide, self.sectionSize(logicalIndex))))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int, /) -> None:
        theme, pad = self._theme, self._theme.px(_PAD) + _MARGIN
        painter.save()
        painter.fillRect(rect, theme.color("BG_SURFACE"))
        painter.setPen(theme.color("LINE_CONTROL" if self._columns else "LINE_SUBTLE"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.color("TEXT_SECONDARY" if self._columns else "TEXT_PRIMARY"))
        painter.setFont(theme.font("chip" if self._columns else "body"))
        side, edge = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
        if self._columns:
            side, edge = self._cells.side(logicalIndex), Qt.AlignmentFlag.AlignBottom
        room = rect.adjusted(pad, theme.px(5), -pad, -theme.px(5))
        painter.drawText(room, int(side | edge) | _WRAP, self.words(logicalIndex))
        painter.restore()


def longest_word(metrics: QFontMetrics, text: str) -> int:
    """Return the width of the widest word of a text."""
    return max(map(metrics.horizontalAdvance, text.split()), default=0)


class GridTable(CellTable):
    """The table; one click, Enter or a double click opens a cell."""

    def __init__(self, theme: Theme, grid: Grid) -> None:
        self._cells = _Cells(grid, theme, self.tr("empty"))
        self._grid = grid
        super().__init__(theme, self._cells, grid.title)
        self.setProperty("role", "grid")
        self._heads = _Heads(theme, self._cells, Qt.Orientation.Horizontal)
        self._names = _Heads(theme, self._cells, Qt.Orientation.Vertical)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self._names.show()
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        # As high as its rows, where there is room for them, and no higher.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)
        self.clicked.connect(self._open)
        self._fit()

    def show_grid(self, grid: Grid) -> None:
        """Show another table."""
        self._grid = grid
        self._cells.show_grid(grid)
        self.set_title(grid.title)
        self.scrollToTop()
        self._fit()

    def show_cell(self, target: str) -> None:
        """Go to a cell and bring it into sight; an empty target leaves the place as it is."""
        index = self._cells.index_of(target)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # -- sizes -------------------------------------------------------------------------------

    @override
    def _resize(self) -> None:
        if hasattr(self, "_names"):
            self._fit()

    @override
    def content_height(self) -> int:
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self._heads.height() + self._names.length() + extra + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height())

    @override
    def sizeHintForColumn(self, column: int, /) -> int:
        """Return the width at which no word of a column is cut."""
        return self._least(column)

    def _texts(self, column: int) -> list[str]:
        return [self._cells.text(row[column]) for row in self._grid.cells]

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("body"))

    @property
    def _around(self) -> int:
        """The room that is left free beside the words of a cell, on both sides together."""
        return 2 * (self._theme.px(_PAD) + _MARGIN) + _SLACK

    def _least(self, column: int) -> int:
        metrics = self._metrics
        head = longest_word(self._heads.metrics, self._heads.words(column))
        words = (longest_word(metrics, text) for text in self._texts(column))
        return self._around + max(chain((head,), words))

    def _wish(self, column: int) -> int:
        """Return the width at which a column needs one line for each cell, and two for its head."""
        texts = (self._metrics.horizontalAdvance(text) for text in self._texts(column))
        return max(self._half_head(column), self._around + max(texts, default=0))

    def _half_head(self, column: int) -> int:
        """Return the width at which the head of a column fits into two lines."""
        wide, least = self._heads.metrics.horizontalAdvance, self._least(column)
        words = self._heads.words(column).split()
        cuts = (
            max(wide(" ".join(words[:n])), wide(" ".join(words[n:])))
            for n in range(1, len(words) + 1)
        )
        return max(least, self._around + min(cuts, default=0))

    def _fit(self) -> None:
        """Share the width out; where it is too small even so, the table scrolls sideways."""
        px = self._theme.px
        self._names.setMinimumSectionSize(px(31))
        bar = self.verticalScrollBar().sizeHint().width()
        names, least = 0, list[int]()
        # Before the table scrolls sideways, names of rows get shorter, then heads higher.
        for most, high in ((_NAMES, False), (_SHORT_NAMES, False), (_SHORT_NAMES, True)):
            names, least = self._names_width(px(most)), self._shortest(high)
            if sum(least) <= self.width() - names - bar:
                break
        self._names.setFixedWidth(names)
        room = self.width() - names - bar
        for column, width in enumerate(self._widths(room, least)):
            self.setColumnWidth(column, width)
        self._heads.setFixedHeight(
            max(
                (
                    self._heads.height_at(n, self.columnWidth(n))
                    for n in range(len(self._grid.columns))
                ),
                default=px(31),
            )
        )
        for number in range(len(self._grid.rows)):
            self.setRowHeight(number, self._row_height(number))
        self.updateGeometries()
        self.updateGeometry()

    def _names_width(self, most: int) -> int:
        """Return the width of the names of rows, at most `most` if their words allow it."""
        metrics, names = self._names.metrics, [head.text for head in self._grid.rows]
        least = max((longest_word(metrics, name) for name in names), default=0)
        wish = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return max(least, min(wish, most)) + self._around

    def _shortest(self, high_heads: bool) -> list[int]:
        """Return the widths below which columns don't go; high heads take more lines."""
        low, high = (self._theme.px(size) for size in _WORDS)
        found: list[int] = []
        for n, column in enumerate(self._grid.columns):
            least, wish = self._least(n) if high_heads else self._half_head(n), self._wish(n)
            if column.words:  # the more words, the wider, or rows would be as high as the window
                least = max(least, min(wish, high, max(low, wish // _LINES)))
            found.append(least)
        return found

    def _widths(self, room: int, least: list[int]) -> list[int]:
        wish = [self._wish(n) for n in range(len(self._grid.columns))]
        words = [n for n, column in enumerate(self._grid.columns) if column.words]
        if sum(wish) > room:
            more, free = [w - s for w, s in zip(wish, least, strict=True)], room - sum(least)
            if free <= 0 or not sum(more):
                return least
            return [s + free * m // sum(more) for s, m in zip(least, more, strict=True)]
        # All fit: what is left over goes to the words. Numbers stay near the names of their rows.
        left = room - sum(wish)
        if words:
            return [w + (left // len(words) if n in words else 0) for n, w in enumerate(wish)]
        most = self._theme.px(_NUMBERS)
        return [max(w, min(most, w + left // len(wish))) for w in wish]

    def _row_height(self, row: int) -> int:
        px, metrics = self._theme.px, self._metrics
        tall = [self._names.height_at(row, self._names.width())]
        for column, cell in enumerate(self._grid.cells[row]):
            # As wide as it is drawn: what just fits into a line must not count as two.
            wide = max(1, self.columnWidth(column) - self._around + _SLACK)
            box = metrics.boundingRect(QRect(0, 0, wide, _FAR), _WRAP, self._cells.text(cell))
            tall.append(box.height() + px(11))
        return max(px(31), *tall)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.currentIndex().isValid():  # it stays in sight, with as much before it as fits
            self.verticalScrollBar().setValue(0)
            self.scrollTo(self.currentIndex())
