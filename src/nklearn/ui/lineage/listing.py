"""The lineage as a table: a row for each event, all that the picture shows in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from nklearn.base.overriding import override
from nklearn.content.entry_parts import EntryLink
from nklearn.content.lineage import Change, Happening, Lineage
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index
from nklearn.ui.theme import Theme
from nklearn.ui.words import sensitivity_words

# The shares of the columns in what is left when each has its widest word.
_SHARES = (0, 4, 3, 3, 2)
_PAD, _SLACK = 11, 1
_WRAP = int(Qt.TextFlag.TextWordWrap)
_FAR = 100_000


@dataclass(frozen=True, slots=True)
class _Row:
    change: Change
    happening: Happening


class _Events(CellModel):
    """Events by date; every cell leads to what it says."""

    def __init__(self, lineage: Lineage) -> None:
        super().__init__()
        self.rows = [
            _Row(change, happening) for change in lineage.changes for happening in change.happenings
        ]
        self.heads = (
            self.tr("Date"),
            self.tr("What happened"),
            self.tr("Before"),
            self.tr("After"),
            self.tr("Source"),
        )

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def address(self, index: Index) -> str:
        found = self.rows[index.row()]
        bodies = {2: found.happening.before, 3: found.happening.after}.get(index.column(), ())
        if len(bodies) == 1 and not found.happening.hard:
            return bodies[0].address
        if index.column() == 4 and found.happening.grounds:
            return found.happening.grounds[0].address
        return found.change.address

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        found = self.rows[row]
        happening = found.happening
        if column == 0:
            return str(found.change.date)
        if happening.hard:
            return sensitivity_words(happening.event.sensitivity) if column == 1 else ""
        if column == 1:
            unsure = happening.event.unsure
            return f"{happening.title}.\n{unsure}" if unsure else f"{happening.title}."
        if column == 2:
            return self._before(happening)
        return _names(happening.after) if column == 3 else _source(happening)

    def _before(self, happening: Happening) -> str:
        out = [self.tr("out of: %s") % each.text for each in happening.out_of]
        return "\n".join(filter(None, (_names(happening.before), *out)))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.text(index.row(), index.column()).replace("\n", " ") or self.tr("nothing")
            return f"{self.rows[index.row()].change.date}, {self.heads[index.column()]}: {said}"
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
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


def _names(bodies: tuple[EntryLink, ...]) -> str:
    return "\n".join(each.text for each in bodies)


def _source(happening: Happening) -> str:
    first = happening.grounds[0].source_line if happening.grounds else ""
    work = first.split(",")[0]
    return ", ".join(filter(None, (work, happening.event.table))) if work else first


class EventTable(CellTable):
    """The table; a click or Enter opens what a cell says."""

    def __init__(self, theme: Theme, lineage: Lineage, title: str) -> None:
        self._events = _Events(lineage)
        super().__init__(theme, self._events, title)
        self.setProperty("role", "grid")
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(0)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self._fit()

    def show_change(self, change: Change) -> None:
        """Go to the first event of a change, unless one of it has the cursor."""
        rows = [n for n, each in enumerate(self._events.rows) if each.change.code == change.code]
        if rows and self.currentIndex().row() not in rows:
            index = self._events.index(rows[0], 1)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # -- sizes -------------------------------------------------------------------------------

    @override
    def _resize(self) -> None:
        if hasattr(self, "_events"):
            super()._resize()
            self._fit()

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("body"))

    @property
    def _around(self) -> int:
        return 2 * self._theme.px(_PAD) + 2 * _SLACK

    @override
    def sizeHintForColumn(self, column: int, /) -> int:
        """Return the width at which no word of a column is cut."""
        metrics = self._metrics
        texts = [self._events.text(row, column) for row in range(self._events.rowCount())]
        pieces = texts if column == 0 else [word for text in texts for word in text.split()]
        widest = max(map(metrics.horizontalAdvance, pieces), default=0)
        return max(widest + self._around, self.horizontalHeader().sectionSizeHint(column))

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        least = [self.sizeHintForColumn(n) for n in range(self._events.columnCount())]
        spare = max(0, self.width() - bar - 4 - sum(least))
        for n, (width, share) in enumerate(zip(least, _SHARES, strict=True)):
            self.setColumnWidth(n, width + spare * share // sum(_SHARES))
        for number in range(self._events.rowCount()):
            self.setRowHeight(number, self._row_height(number))

    def _row_height(self, row: int) -> int:
        metrics = self._metrics
        tall = [self._theme.px(31)]
        for column in range(self._events.columnCount()):
            room = QRect(0, 0, max(1, self.columnWidth(column) - self._around), _FAR)
            box = metrics.boundingRect(room, _WRAP, self._events.text(row, column))
            tall.append(box.height() + self._theme.px(12))
        return max(tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
