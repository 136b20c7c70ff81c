"""A row of the picker: a line to tick, with its mark and how many values it has."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent

from nklearn.base.overriding import override
from nklearn.content.chart_kinds import MOST
from nklearn.content.explorer_items import Hindrance, Item
from nklearn.ui.charts import symbols
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.words import counted


class LineBox(CheckBox):
    """A line to tick: its mark in the chart, its name, how many values it has."""

    step_requested = Signal(int)

    def __init__(self, theme: Theme, item: Item, unit: str) -> None:
        super().__init__(theme, item.label)
        self.key, self._unit = item.key, unit
        self._item = item
        self._number: int | None = None

    def show_item(self, item: Item, number: int | None) -> None:
        """Show the state of the line; `number` is its place in the chart."""
        self._item, self._number = item, number
        self.setChecked(item.shown)
        self.setEnabled(item.shown or item.hindrance is Hindrance.NONE)
        reason = {
            Hindrance.UNIT: self.tr("Its unit differs from that of the lines shown."),
            Hindrance.YEAR: self.tr("It has no year in common with the lines shown."),
            Hindrance.FULL: self.tr("A chart holds %d lines at most.") % MOST,
            Hindrance.UNREADABLE: self.tr("No value of this row can be read in our copy."),
        }.get(item.hindrance, "")
        self.setAccessibleName(f"{item.label}, {self._unit}, {self._count()}")
        self.setAccessibleDescription(reason)
        self._explain()
        self.updateGeometry()
        self.update()

    def _count(self) -> str:
        if self._item.illegible:
            return self.tr("%d illegible") % self._item.illegible
        return counted(self._item.values, self.tr("1 value"), self.tr("%d values"))

    @property
    @override
    def lead(self) -> int:
        return super().lead + self._theme.px(22)

    @property
    @override
    def behind(self) -> int:
        words = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._count())
        return words + self._theme.px(8)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.behind, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.lead + self._theme.px(60) + self.behind, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._explain()

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        """Ask for the next row at Down, the one before at Up: the area around would scroll."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(e.key()), 0)
        if step:
            self.step_requested.emit(step)
        else:
            super().keyPressEvent(e)

    def _explain(self) -> None:
        """Have the tooltip say the reason, and the name where it is cut off."""
        cut = self._shown(self.width() - self.lead - self.behind) != self.text()
        told = (self.text() if cut else "", self.accessibleDescription())
        self.setToolTip("\n".join(filter(None, told)))

    @override
    def paint_more(self, painter: QPainter) -> None:
        theme = self._theme
        if self._number is not None:
            ink = theme.color(f"DATA_{self._item.colour.upper()}")
            at = QPointF(super().lead + theme.px(6), self.height() / 2)
            symbols.paint(painter, symbols.shape(self._number), at, theme.px(10), ink)
        painter.setPen(theme.color("TEXT_SECONDARY" if self.isEnabled() else "TEXT_MUTED"))
        painter.setFont(theme.font("small"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(self.rect()), flags, self._count())
