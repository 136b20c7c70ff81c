"""The numbered rows of one list: painted, one Tab stop, arrow keys from row to row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.songbun_view import LabelRow
from nklearn.domain.claims import Sensitivity
from nklearn.ui.accessible import AccessibleMark, announce
from nklearn.ui.canvas.spots import Spot, next_spot
from nklearn.ui.charts.marks import paint_sign
from nklearn.ui.songbun.label_layout import MARK, NUMBER, Placed, laid_out
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class LabelList(QWidget):
    """Shows rows in columns; `opened` carries the id of a label.

    Arrow keys move along the rows, and `edge_passed` says where they lead out: the key and the
    middle of the row that has been left, in this widget.
    """

    opened = Signal(str)
    edge_passed = Signal(object, object)
    accessible_role = "list"

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[LabelRow, ...] = ()
        self._said: Callable[[LabelRow], str] = lambda row: row.text
        self._columns, self._open, self._cursor, self._hovered = 1, "", "", ""
        self._searched = False
        self._placed: list[Placed] | None = None
        self._heights: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._relay)

    def show_rows(
        self, rows: tuple[LabelRow, ...], said: Callable[[LabelRow], str], *, searched: bool
    ) -> None:
        """Show rows; `said` is what a screen reader says of one, `searched` whether some match."""
        self._rows, self._said, self._searched = rows, said, searched
        if not any(row.id == self._cursor for row in rows):
            self._cursor = ""
        self._relay()

    def set_columns(self, columns: int) -> None:
        """Set how many columns the rows stand in."""
        if columns != self._columns:
            self._columns = columns
            self._relay()

    def set_open(self, label_id: str) -> None:
        """Mark the row that is open elsewhere."""
        self._open = label_id
        self.update()

    def _relay(self) -> None:
        self._placed = None
        self._heights.clear()
        self.updateGeometry()
        self.update()

    # -- shape -------------------------------------------------------------------------------

    def _lay(self, width: int) -> list[Placed]:
        texts = [self._words(row) for row in self._rows]
        return laid_out(self._theme, self._rows, texts, width, self._columns)

    def _words(self, row: LabelRow) -> str:
        hard = row.label.sensitivity is not Sensitivity.NONE
        return self.tr("Folded: this may be hard to read") if hard else row.text

    @property
    def placed(self) -> list[Placed]:
        """The rows where they lie now."""
        if self._placed is None:
            self._placed = self._lay(self.width())
        return self._placed

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        if arg__1 not in self._heights:
            rows = self._lay(arg__1)
            self._heights[arg__1] = round(max((each.rect.bottom() for each in rows), default=0)) + 4
        return self._heights[arg__1]

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(200) * self._columns
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(30))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._placed = None

    # -- drawing -----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        for each in self.placed:
            if each.rect.adjusted(-4, -4, 4, 4).intersects(seen):
                self._paint_row(painter, each)
        painter.end()

    def _paint_row(self, painter: QPainter, each: Placed) -> None:
        theme, row, px = self._theme, each.row, self._theme.px
        self._paint_ground(painter, each)
        dim = self._searched and not row.matches
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ACCENT" if row.matches else "TEXT_MUTED"))
        line = theme.type("small")[1]
        number = QRectF(each.rect.left(), each.spot.y(), px(NUMBER) - px(8), line)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, right, row.number)
        painter.setPen(theme.color("TEXT_SECONDARY" if dim else "TEXT_PRIMARY"))
        each.words.draw(painter, each.spot)
        if row.restored:
            middle = QPointF(each.rect.right() - px(MARK) / 2, each.spot.y() + line / 2)
            ink = theme.color("TEXT_SECONDARY")
            paint_sign(painter, row.label.status, middle, px(4), ink)

    def _paint_ground(self, painter: QPainter, each: Placed) -> None:
        """Paint what is behind a row: found, pointed at, open, where the keyboard is."""
        theme, row = self._theme, each.row
        box, round_ = each.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4
        plain = theme.name == "contrast"  # where all fills are white
        fill = "ACCENT_SOFT" if row.matches else "BG_HOVER" if row.id == self._hovered else ""
        lined = row.matches and plain
        hovered = row.id == self._hovered
        pen = QPen(theme.color("ACCENT"), 2 if plain and hovered else 1)
        if row.id == self._open:
            pen.setWidth(2)
        edged = lined or hovered or row.id == self._open
        painter.setPen(pen if edged else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        if fill or edged:
            painter.drawRoundedRect(box, round_, round_)
        if plain and (row.matches or row.id == self._open):
            bar = QRectF(box.left(), box.top(), 4, box.height())
            painter.fillRect(bar, theme.color("ACCENT"))
        if self.hasFocus() and row.id == self._cursor:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("FOCUS"), 2))
            painter.drawRoundedRect(each.rect.adjusted(1, 1, -1, -1), round_, round_)

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each row."""
        return [
            AccessibleMark(
                self._said(each.row), each.rect.toAlignedRect(), partial(self._press, each.row.id)
            )
            for each in self.placed
        ]

    def _press(self, label_id: str) -> None:
        self._cursor = label_id
        self.opened.emit(label_id)

    # -- keyboard ----------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str:
        """The label that the keyboard is on; empty for none."""
        return self._cursor

    def _spots(self) -> list[Spot]:
        return [Spot(each.row.id, each.rect, "") for each in self.placed]

    def set_cursor_on(self, label_id: str) -> None:
        """Put the keyboard on a row, scroll there and say its name."""
        found = next((each for each in self.placed if each.row.id == label_id), None)
        if found is None:
            return
        self._cursor = label_id
        self.update()
        self.reveal(label_id)
        if self.hasFocus():
            announce(self, self._said(found.row))

    def reveal(self, label_id: str) -> None:
        """Scroll to a row; nothing happens if it is not here."""
        for each in self.placed:
            if each.row.id == label_id:
                scrolling.reveal(self, each.rect.toAlignedRect())

    def enter_at(self, point: QPointF) -> None:
        """Take the keyboard, on the row next to a point of this widget."""
        spots = self._spots()
        if spots:
            near = min(spots, key=lambda spot: (spot.rect.center() - point).manhattanLength())
            self._cursor = near.id
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_at_match(self) -> None:
        """Take the keyboard, on the first row that matches, else on the first."""
        rows = sorted(self._rows, key=lambda row: not row.matches)
        self._cursor = rows[0].id if rows else ""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, spots = Qt.Key(event.key()), self._spots()
        here = next((spot for spot in spots if spot.id == self._cursor), None)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in _ARROWS and not alt and here:
            goal = next_spot(spots, here, key)
            sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if goal.id == here.id or _strays(here, goal, sideways=sideways):
                self.edge_passed.emit(key, here.rect.center())
            else:
                self.set_cursor_on(goal.id)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and spots:
            self.set_cursor_on(spots[0 if key == Qt.Key.Key_Home else -1].id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and here:
            self.opened.emit(here.id)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if not self._cursor and self._rows:
            self._cursor = self._rows[0].id
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.set_cursor_on(self._cursor)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- mouse -------------------------------------------------------------------------------

    def _row_at(self, point: QPointF) -> str:
        return next((each.row.id for each in self.placed if each.rect.contains(point)), "")

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = self._row_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if found != self._hovered:
            self._hovered = found
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        found = self._row_at(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(found)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hovered = ""
        self.update()


def _strays(here: Spot, goal: Spot, *, sideways: bool) -> bool:
    """Tell whether an arrow up or down would lead into another column."""
    return not sideways and abs(goal.rect.left() - here.rect.left()) > 1
