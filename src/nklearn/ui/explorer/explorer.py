"""The data explorer: picker, chart and range around one selection, and the open cell's evidence."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.content.explorer import View, explore
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection
from nklearn.ui import tokens
from nklearn.ui.charts.chart_card import ChartFrame
from nklearn.ui.context import Context
from nklearn.ui.explorer.cell_panel import CellPanel
from nklearn.ui.explorer.picker import PICKER_WIDTH, Picker
from nklearn.ui.explorer.range_bar import RangeBar
from nklearn.ui.explorer.toolbar import Toolbar
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import column, row, rule

_PANEL = 330
# Where a source has less than this beside the legend, in px at 100% text, the legend goes below.
_FOOT = 300
# A chart narrower than this shows too little beside the open panel.
_BESIDE = 600


class Explorer(QWidget):
    """Shows a selection; `moved` says that the reader has chosen another."""

    open_requested = Signal(str)
    moved = Signal(object)

    def __init__(self, context: Context, selection: Selection) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self._view = explore(context.catalog, selection)
        self._compact = False
        self._picker = Picker(theme)
        self._picker.line_toggled.connect(self._toggle)
        self._picker.group_requested.connect(self._show_group)
        self._picker.index_requested.connect(self._set_index)
        self._drawer = QFrame(self)
        self._drawer.setProperty("role", "drawer")
        column(self._drawer, margins=1)
        self._drawer.hide()
        self._toolbar = Toolbar(context)
        self._toolbar.table_requested.connect(self._set_table)
        self._toolbar.reference_requested.connect(self._set_reference)
        self._toolbar.index_requested.connect(self._set_index)
        self._toolbar.lines_requested.connect(self._toggle_drawer)
        self._frame = ChartFrame(theme, self._view.plot)
        self._frame.open_requested.connect(self._open)
        self._frame.view_changed.connect(self._follow_view)
        self._range = RangeBar(theme)
        self._range.range_changed.connect(self._set_range)
        self._panel = CellPanel(context)
        self._panel.open_requested.connect(self.open_requested)
        self._panel.close_requested.connect(self._close_cell)
        self._lay_out()
        theme.changed.connect(self._fit)
        self.show_selection(selection)

    def _lay_out(self) -> None:
        self._frame.box.addWidget(self._range)
        self._frame.box.addSpacing(4)
        self._frame.box.addWidget(rule())
        self._frame.box.addSpacing(4)
        # As high as the window lets it be: Qt's own wish for a plot is 480 px.
        self._frame.stage.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._foot = row(spacing=16)
        self._foot.addWidget(self._frame.source, 1)
        self._foot.addWidget(self._frame.legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._frame.box.addLayout(self._foot)
        body = QWidget()
        body.setObjectName("scrollBody")
        self._body = column(body, spacing=14)
        self._body.addWidget(self._toolbar)
        self._body.addWidget(self._frame, 1)
        self._area = QScrollArea()
        scrolling.set_up(self._area)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._picker)
        self._row.addWidget(self._area, 1)
        self._panel.setParent(self)

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        parts = (self._toolbar, self._picker, self._frame, self._panel)
        return [part for part in parts if part.isVisible()]

    @property
    def start(self) -> QWidget:
        """The part that gets the keyboard first."""
        return self._panel.first if self._area.isHidden() else self._frame.current

    def export(self) -> None:
        """Open the menu of what can be taken away."""
        self._toolbar.open_menu()

    # -- choosing ----------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Show a selection.

        Raises:
            UnknownAddressError: there is no such data set, line or cell.
        """
        view = explore(self._context.catalog, selection)
        redraw = view.plot != self._view.plot or view.selection.cell != self._view.selection.cell
        self._view, now = view, view.selection
        if redraw or not self._frame.shown:
            self._frame.show_plot(view.plot, now.cell)
        self._picker.show_view(view)
        self._toolbar.show_view(view)
        self._range.show_range(view.years, now.start, now.end)
        self._range.setVisible(len(view.years) > 2)
        wanted = "table" if now.table else "chart"
        if self._frame.view != wanted:
            self._frame.show_view(wanted)
        self._panel.show_cell(now.cell)
        self._fit()

    def _go(self, selection: Selection) -> None:
        if selection != self._view.selection:
            self.show_selection(selection)
            self.moved.emit(self._view.address)

    def _change(self, **parts: object) -> None:
        self._go(replace(self._view.selection, **parts))

    def _set_table(self, table: bool) -> None:
        self._change(table=table)

    def _set_reference(self, shown: bool) -> None:
        self._change(reference=shown)

    def _follow_view(self, view: str) -> None:
        self._change(table=view == "table")

    def _close_cell(self) -> None:
        self._change(cell="")
        self._frame.take_focus()

    def _toggle(self, key: str) -> None:
        now = self._view.selection
        if now.shown == (key,):
            self._picker.show_view(self._view)  # one line stays: tick it again
        else:
            self._go(replace(now.toggled(key), start="", end=""))

    def _show_group(self, keys: tuple[str, ...]) -> None:
        self._change(shown=keys, index=False, start="", end="", cell="")

    def _set_index(self, index: bool) -> None:
        now = self._view.selection
        shown = now.shown
        if not index:  # one unit can be shown: that of the first line
            groups = [{item.key for item in group.items} for group in self._view.groups]
            own = next(keys for keys in groups if shown[0] in keys)
            shown = tuple(key for key in shown if key in own)
        self._go(replace(now, index=index, shown=shown))

    def _set_range(self, start: str, end: str) -> None:
        years = self._view.years
        self._change(start="" if start == years[0] else start, end="" if end == years[-1] else end)

    def _open(self, address: str) -> None:
        """Show the evidence of a cell of this chart beside it; open anything else."""
        goal = Address.parse(address)
        cell = Selection.parse(goal).cell if goal.page == "data" else ""
        own = {point.target for line in self._view.plot.series for point in line.points}
        if cell in own:
            self._change(cell=cell)
            if self._area.isHidden():
                self._panel.take_focus()
        else:
            self.open_requested.emit(address)

    # -- layout ------------------------------------------------------------------------------

    def set_width_class(self, width: int, height: int) -> None:
        """Re-lay for a window of this size in px at 100% text."""
        compact = width < tokens.COMPACT_BELOW
        if compact != self._compact:
            self._compact = compact
            self._drawer.hide()
            if compact:
                layout = self._drawer.layout()
                assert isinstance(layout, QVBoxLayout)
                layout.addWidget(self._picker)
            else:
                self._row.insertWidget(0, self._picker)
            self._picker.show()
            self._toolbar.set_compact(compact)
        pad = 14 if height < 720 else 22
        side = 20 if compact else 24
        self._body.setContentsMargins(side, pad, side - 14, pad)
        self._fit()

    def _fit(self) -> None:
        px = self._context.theme.px
        self._picker.setMinimumWidth(px(PICKER_WIDTH))
        self._picker.setMaximumWidth(16_777_215 if self._compact else px(PICKER_WIDTH))
        self._frame.stage.setMinimumHeight(px(250))
        room = self._place_panel()
        if self._compact:
            self._place_drawer()
        margins = self._body.contentsMargins()
        inner = room - margins.left() - margins.right() - 14
        frame = self._frame.box.contentsMargins()
        taken = self._frame.legend.sizeHint().width() + frame.left() + frame.right() + 16
        wide = inner - taken >= px(_FOOT)
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._foot.setSpacing(16 if wide else 6)
        self._toolbar.set_narrow(self._compact or not self._panel.isHidden())
        self._toolbar.fit(inner)

    def _place_panel(self) -> int:
        """Put the panel beside the chart, or in its place where there is no room for both.

        Return the width that is left for the chart, in px.
        """
        px, panel = self._context.theme.px, self._panel
        shown = bool(self._view.selection.cell)
        picker = 0 if self._compact else px(PICKER_WIDTH)
        room = self.width() - picker
        beside = room - px(_PANEL) >= px(_BESIDE)
        width = px(_PANEL) if beside else room
        panel.setGeometry(self.width() - width, 0, width, self.height())
        panel.setVisible(shown)
        panel.raise_()
        self._area.setVisible(beside or not shown)
        self._row.setContentsMargins(0, 0, width if shown else 0, 0)
        return room - width if shown and beside else room

    def _place_drawer(self) -> None:
        spot = self._toolbar.lines_button.mapTo(self, QPoint(0, 0))
        top = spot.y() + self._toolbar.lines_button.height() + 4
        width = min(self._context.theme.px(330), self.width() - spot.x() - 12)
        height = min(self._context.theme.px(470), self.height() - top - 8)
        self._drawer.setGeometry(spot.x(), top, width, height)
        self._drawer.raise_()

    def _toggle_drawer(self) -> None:
        self._drawer.setVisible(not self._drawer.isVisible())
        if self._drawer.isVisible():
            self._place_drawer()
            self._picker.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawer.isVisible():
            self._drawer.hide()
            self._toolbar.lines_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._panel.isVisible():
            self._close_cell()
        else:
            super().keyPressEvent(event)
