"""The gradebook as a table of heat cells: names stay at the left, the class's average below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.domain.gradebook import Cell, CellState, Gradebook, percent
from nklearn.ui.teach.gradebook_words import cell_text, cell_words, column_tip
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column as column_box

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _HEAD, _FOOT = 31, 48, 38
_NAME, _MEAN = 170, 92
_CELL_LEAST, _CELL_MOST = 96, 160
_KEPT = 2000  # pictures of cells: more than a theme and a size need
_SMALL = (CellState.IN_PROGRESS, CellState.WAITS, CellState.EXCUSED, CellState.LATE)


def score_step(fraction: float) -> int:
    """Return which of the five steps of colour a score has: under 50, 65, 80, 90 and over."""
    return 1 + sum(percent(fraction) >= least for least in (50, 65, 80, 90))


class GradebookModel(QAbstractTableModel):
    """Names, a column for each assignment, and the average; rows in the order that is shown."""

    def __init__(self, book: Gradebook) -> None:
        super().__init__()
        self.book = book
        self.order: list[int] = list(range(len(book.rows)))
        self.names_shown = True

    def show_book(self, book: Gradebook, order: list[int]) -> None:
        """Hold another book."""
        self.beginResetModel()
        self.book, self.order = book, order
        self.endResetModel()

    def name(self, row: int) -> str:
        """Return what stands for a student: the name, or a number where names are hidden."""
        place = self.order[row]
        return self.book.rows[place].name if self.names_shown else self.tr("Student %d") % (row + 1)

    def cell(self, row: int, column: int) -> Cell:
        """Return a student's work; `column` counts assignments from 0."""
        return self.book.cell(self.order[row], column)

    @override
    def rowCount(self, parent: Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self.order)

    @override
    def columnCount(self, parent: Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self.book.columns) + 2

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        said = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in (*said, Qt.ItemDataRole.DisplayRole):
            return None
        row, place = index.row(), index.column() - 1
        if place < 0:
            return self.name(row)
        if place >= len(self.book.columns):
            mean = self.book.row_mean(self.order[row])
            shown = "" if mean is None else str(percent(mean))
            if role == Qt.ItemDataRole.DisplayRole:
                return shown
            words = self.tr("%d percent") % percent(mean) if mean is not None else self.tr("none")
            return self.tr("%s, average, %s") % (self.name(row), words)
        cell = self.cell(row, place)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(cell)
        return f"{self.name(row)}, {self.book.columns[place].title}, {cell_words(cell)}"

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
        titles = self.book.columns
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(titles):
            return column_tip(titles[section - 1])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            count = len(self.order)
            return self.tr("1 student") if count == 1 else self.tr("%d students") % count
        if section > len(titles):
            return self.tr("Average")
        return f"{section} {titles[section - 1].title}"


class _Cells(QStyledItemDelegate):
    """Draws heat cells with their numbers; what has no score has a word or a dashed frame.

    A school has few looks of a cell (a state, a percentage, a size), so each is drawn once.
    """

    def __init__(self, theme: Theme, view: QTableView, model: GradebookModel) -> None:
        super().__init__(view)
        self._theme, self._model = theme, model
        self.refresh()

    def refresh(self) -> None:
        """Take colours and letters of the theme, once for all cells."""
        theme = self._theme
        self._drawn: dict[tuple[CellState, int | None, int, int, float], QPixmap] = {}
        self._fills = [QBrush(theme.color(f"SCORE_{n}")) for n in range(1, 6)]
        self._inks = [QPen(theme.color(f"SCORE_{n}_INK")) for n in range(1, 6)]
        self._body, self._strong = theme.font("body"), theme.font("strong")
        self._caption = theme.font("caption")
        self._plain = QPen(theme.color("TEXT_PRIMARY"))
        self._muted = QPen(theme.color("TEXT_SECONDARY"))
        self._dashed = QPen(theme.color("LINE_CONTROL"), 1, Qt.PenStyle.DashLine)
        self._frame = QPen(theme.color("LINE_CONTROL"))
        self._chosen = QBrush(theme.color("ACCENT_SOFT"))
        self._edge = QPen(theme.color("TEXT_PRIMARY"), 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(room, self._chosen)
        place = index.column() - 1
        if place < 0 or place >= len(self._model.book.columns):
            self._paint_words(painter, room, index, name=place < 0)
        else:
            cell = self._model.cell(index.row(), place)
            if cell.state is not CellState.NOT_ASKED:
                painter.drawPixmap(room.topLeft(), self._picture(cell, room, painter))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_words(self, painter: QPainter, room: QRect, index: Index, *, name: bool) -> None:
        painter.setFont(self._body if name else self._strong)
        painter.setPen(self._plain)
        side = Qt.AlignmentFlag.AlignLeft if name else Qt.AlignmentFlag.AlignHCenter
        px = self._theme.px
        inner = room.adjusted(px(16), 0, -px(8), 0) if name else room
        text = str(self._model.data(index) or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _picture(self, cell: Cell, room: QRect, painter: QPainter) -> QPixmap:
        """Return a cell as it is drawn, see-through around its box."""
        ratio = painter.device().devicePixelRatioF()
        size = room.size()
        key = cell.state, cell.percent, size.width(), size.height(), ratio
        made = self._drawn.get(key)
        if made is None:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            brush = QPainter(made)
            self._paint_cell(brush, QRect(QPoint(), size), cell)
            brush.end()
            self._drawn[key] = made
        return made

    def _paint_cell(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        box = QRectF(room).adjusted(3, 2, -3, -2)
        fraction = cell.fraction if cell.state.scored else None
        ink = self._muted
        if fraction is not None:
            step = score_step(fraction) - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._fills[step])
            painter.drawRect(box)
            ink = self._inks[step]
        if fraction is None or self._theme.name == "contrast":
            missing = cell.state is CellState.MISSING
            painter.setPen(self._dashed if missing else self._frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(ink)
        painter.setFont(self._caption if cell.state in _SMALL else self._body)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell_text(cell))


class GradebookTable(QFrame):
    """The table with its frozen names and its line of averages.

    `cell_chosen` carries the student and the assignment (empty in the columns at the ends) where
    the keyboard is, `student_opened` the student of a row that is opened, `sort_requested` what a
    head stands for: "", "mean" or an assignment.
    """

    cell_chosen = Signal(str, str)
    student_opened = Signal(str)
    sort_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "card")
        self.model = GradebookModel(Gradebook((), ()))
        self.view = _View(theme, self.model)
        self._names = _Names(self.view, self.model, theme)
        self._foot = _Foot(self.view, self.model, theme)
        box = column_box(self)
        box.addWidget(self.view, 1)
        box.addWidget(self._foot)
        self.view.setAccessibleName(self.tr("Gradebook"))
        self.view.resized.connect(self._fit)
        self.view.opened.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda: self._tell())
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(lambda: self._place())
        bar = self.view.horizontalScrollBar()
        bar.valueChanged.connect(lambda: self._follow())
        self.view.verticalScrollBar().valueChanged.connect(lambda: self._names.update())
        theme.changed.connect(self._retheme)
        self._retheme()

    def show_book(self, book: Gradebook, order: list[int], *, names: bool = True) -> None:
        """Show rows of a book in an order; the cell with the keyboard stays, if it is there."""
        here = self.chosen
        self.model.names_shown = names
        self.model.show_book(book, order)
        self._size_columns()
        self._choose(*here)
        self._place()

    @property
    def chosen(self) -> tuple[str, str]:
        """The ids of the student and the assignment where the keyboard is."""
        index = self.view.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.order):
            return "", ""
        book, place = self.model.book, index.column() - 1
        student = book.rows[self.model.order[index.row()]].id
        return student, book.columns[place].id if 0 <= place < len(book.columns) else ""

    def called(self, student: str) -> str:
        """Return what stands for a student here; where names are hidden that is no name."""
        model = self.model
        for line, place in enumerate(model.order):
            if model.book.rows[place].id == student:
                return model.name(line)
        if model.names_shown:
            return next((one.name for one in model.book.rows if one.id == student), "")
        return self.tr("A student who is not shown")

    def choose(self, student: str, assignment: str) -> None:
        """Put the keyboard's place into a cell."""
        self._choose(student, assignment)

    def show_sort(self, by: str, *, descending: bool) -> None:
        """Show in the heads what the rows are sorted by."""
        header = self.view.horizontalHeader()
        ids = ["", *(one.id for one in self.model.book.columns), "mean"]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(ids.index(by) if by in ids else 0, order)

    def _choose(self, student: str, assignment: str) -> None:
        book = self.model.book
        place = next((n for n, row in enumerate(book.rows) if row.id == student), -1)
        if place not in self.model.order:
            return
        column = next((n + 1 for n, one in enumerate(book.columns) if one.id == assignment), 0)
        index = self.model.index(self.model.order.index(place), column)
        self.view.setCurrentIndex(index)

    def _tell(self) -> None:
        self.cell_chosen.emit(*self.chosen)
        self._names.update()

    def _open(self) -> None:
        if student := self.chosen[0]:
            self.student_opened.emit(student)

    def _sort(self, section: int) -> None:
        ids = ["", *(one.id for one in self.model.book.columns), "mean"]
        self.sort_requested.emit(ids[section])

    def _size_columns(self) -> None:
        px = self._theme.px
        header = self.view.horizontalHeader()
        last = self.model.columnCount() - 1
        header.resizeSection(0, px(_NAME))
        header.resizeSection(last, px(_MEAN))
        if last < 2:
            return
        # The cells share what room there is, between two measures.
        spare = self.view.viewport().width() - px(_NAME) - px(_MEAN)
        wide = max(px(_CELL_LEAST), min(px(_CELL_MOST), spare // (last - 1)))
        for section in range(1, last):
            header.resizeSection(section, wide)

    def _place(self) -> None:
        header = self.view.horizontalHeader()
        viewport = self.view.viewport()
        self._names.setGeometry(
            viewport.x(), viewport.y(), header.sectionSize(0), viewport.height()
        )
        self._names.raise_()
        self._names.setVisible(self.view.horizontalScrollBar().value() > 0)
        self._foot.update()

    def _fit(self) -> None:
        self._size_columns()
        self._place()

    def _follow(self) -> None:
        self._names.setVisible(self.view.horizontalScrollBar().value() > 0)
        self._names.update()
        self._foot.update()

    def _retheme(self) -> None:
        self.view.retheme()
        self._foot.setFixedHeight(self._theme.px(_FOOT))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()


class _View(QTableView):
    """The table itself. Enter and a double click open the student."""

    resized = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, model: GradebookModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self._cells = _Cells(theme, self, model)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        header.setDefaultAlignment(Qt.AlignmentFlag(int(wrap)))
        self.doubleClicked.connect(lambda: self.opened.emit())

    def retheme(self) -> None:
        """Take the sizes and colours of the theme."""
        self._cells.refresh()
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEAD))
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
        /,
    ) -> None:
        """Keep a cell out from under the names that stay at the left."""
        super().scrollTo(index, hint)
        if index.column() == 0:
            self.horizontalScrollBar().setValue(0)
            return
        hidden = self.horizontalHeader().sectionSize(0) - self.visualRect(index).left()
        if self.horizontalScrollBar().value() and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)


class _Names(QWidget):
    """The names again, over the table that was moved sideways. The mouse goes through."""

    def __init__(self, view: QTableView, model: GradebookModel, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._model, self._theme = view, model, theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("BG_SURFACE"))
        painter.setFont(theme.font("body"))
        first = max(0, self._view.rowAt(0))
        current = self._view.currentIndex().row()
        for row in range(first, self._model.rowCount()):
            top = self._view.rowViewportPosition(row)
            if top > self.height():
                break
            room = QRect(0, top, self.width(), self._view.rowHeight(row))
            if row == current:
                painter.fillRect(room, theme.color("ACCENT_SOFT"))
            painter.setPen(theme.color("TEXT_PRIMARY"))
            inner = room.adjusted(theme.px(16), 0, -theme.px(8), 0)
            shown = painter.fontMetrics().elidedText(
                self._model.name(row), Qt.TextElideMode.ElideRight, inner.width()
            )
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, flags, shown)
        painter.setPen(theme.color("LINE_CONTROL"))
        painter.drawLine(QPointF(self.width() - 1, 0), QPointF(self.width() - 1, self.height()))
        painter.end()


class _Foot(QWidget):
    """The average of the class below each column."""

    accessible_role = "table"

    def __init__(self, view: QTableView, model: GradebookModel, theme: Theme) -> None:
        super().__init__()
        self._view, self._model, self._theme = view, model, theme
        self._words: list[str] = []
        model.modelReset.connect(self._work_out)

    def _work_out(self) -> None:
        """Work the averages out once: painting must not."""
        book, rows = self._model.book, self._model.order
        means = [book.column_mean(place, rows) for place in range(len(book.columns))]
        means.append(book.mean(rows))
        self._words = ["" if mean is None else str(percent(mean)) for mean in means]
        titles = [*(one.title for one in book.columns), self.tr("all")]
        parts = [
            f"{title} {words}" for title, words in zip(titles, self._words, strict=True) if words
        ]
        self.setAccessibleName(self.tr("Class average: %s") % ", ".join(parts))
        self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        theme, view = self._theme, self._view
        painter.fillRect(self.rect(), theme.color("BG_WINDOW"))
        painter.setPen(theme.color("LINE_CONTROL"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("TEXT_PRIMARY"))
        header, left = view.horizontalHeader(), view.viewport().x()
        center = Qt.AlignmentFlag.AlignCenter
        for section, text in enumerate(self._words, 1):
            x = left + header.sectionViewportPosition(section)
            if x + header.sectionSize(section) < 0 or x > self.width():
                continue
            painter.drawText(QRect(x, 0, header.sectionSize(section), self.height()), center, text)
        name = QRect(left, 1, header.sectionSize(0), self.height() - 1)
        painter.fillRect(name, theme.color("BG_WINDOW"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name.adjusted(theme.px(16), 0, 0, 0), flags, self.tr("Class average"))
        painter.end()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
