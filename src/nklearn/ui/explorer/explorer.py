"""The data explorer: picker, chart and range around one selection, and the open cell's evidence."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.chart_kinds import MOST, Kind
from nklearn.content.explorer import View, explore
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection
from nklearn.ui import tokens
from nklearn.ui.charts.chart_card import ChartFrame
from nklearn.ui.context import Context
from nklearn.ui.explorer.cell_panel import AboutData
from nklearn.ui.explorer.frame import ExplorerFrame
from nklearn.ui.explorer.line_notes import LineNotes
from nklearn.ui.explorer.picker import PICKER_WIDTH, Picker
from nklearn.ui.explorer.range_bar import RangeBar
from nklearn.ui.explorer.toolbar import Toolbar
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import clear, column, row, rule

# Where a source has less than this beside the legend, in px at 100% text, the legend goes below.
_FOOT = 300


class Explorer(ExplorerFrame):
    """Shows a selection: lines, points, steps, bars or small panels, as the data asks for."""

    def __init__(self, context: Context, selection: Selection) -> None:
        super().__init__(context)
        theme = context.theme
        self._view = explore(context.catalog, selection)
        self._compact = False
        self._picker = Picker(theme)
        self._picker.line_toggled.connect(self._toggle)
        self._picker.group_requested.connect(self._show_group)
        self._picker.scale_requested.connect(self._set_scale)
        self._drawer = QFrame(self)
        self._drawer.setProperty("role", "drawer")
        column(self._drawer, margins=1)
        self._drawer.hide()
        self._toolbar = Toolbar(context)
        self._toolbar.table_requested.connect(self._set_table)
        self._toolbar.reference_requested.connect(self._set_reference)
        self._toolbar.scale_requested.connect(self._set_scale)
        self._toolbar.lines_requested.connect(self._toggle_drawer)
        self._about = False
        self._told = ""
        self._picker.about_requested.connect(self._show_about)
        for button in (self._picker.sets_button, self._toolbar.sets_button):
            button.clicked.connect(partial(self._ask_for_sets, button))
        self._frame = ChartFrame(theme, self._view.drawing)
        self._frame.open_requested.connect(self._open)
        self._frame.view_changed.connect(self._follow_view)
        self._range = RangeBar(theme)
        self._range.range_changed.connect(self._set_range)
        self._notes = LineNotes(theme)
        self._lay_out()
        self.show_selection(selection)

    def _lay_out(self) -> None:
        self._frame.box.addWidget(self._range)
        self._frame.box.addWidget(self._notes)
        self._frame.box.addSpacing(4)
        self._frame.box.addWidget(rule())
        self._frame.box.addSpacing(4)
        self._foot = row(spacing=16)
        self._foot.addWidget(self._frame.source, 1)
        self._foot.addWidget(self._frame.legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._frame.box.addLayout(self._foot)
        body = QWidget()
        body.setObjectName("scrollBody")
        self._body = column(body, spacing=14)
        self._body.addWidget(self._toolbar)
        self._body.addWidget(self._frame, 1)
        self._below = column()
        self._body.addLayout(self._below)
        self._body.addStretch(0)
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._area = area
        self._row.addWidget(self._picker)
        self._row.addWidget(self._area, 1)

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
        before, now = self._view, view.selection
        redraw = view.drawing != before.drawing or now.cell != before.selection.cell
        self._view = view
        if redraw or not self._frame.shown:
            self._frame.show_drawing(view.drawing, now.cell)
        self._stretch(view.kind)
        self._show_below(view)
        self._notes.show_notes(view)
        self._picker.show_view(view)
        self._toolbar.show_view(view)
        names = {year: view.name_of(year) for year in view.years}
        self._range.show_range(names, now.start, now.end)
        self._range.setVisible(len(view.years) > 2)
        wanted = "table" if now.table else "chart"
        if self._frame.view != wanted:
            self._frame.show_view(wanted)
        if now.dataset != before.selection.dataset or now.cell:
            self._about = False
        if not self._about:
            self._panel.show_cell(now.cell)
        self._fit()

    def _stretch(self, kind: Kind) -> None:
        """Give lines as much height as the window has, and bars as much as they need."""
        bars = kind is Kind.BARS
        self._frame.stage.set_filling(not bars)
        self._body.setStretchFactor(self._frame, 0 if bars else 1)
        self._body.setStretch(self._body.count() - 1, 1 if bars else 0)

    def _show_below(self, view: View) -> None:
        """Say under bars, which leave room, what their data set is; lines need the height."""
        name = view.selection.dataset if view.kind is Kind.BARS else ""
        if name == self._told:
            return
        self._told = name
        clear(self._below)
        if name:
            about = AboutData(self._context.theme, self._context.catalog.dataset(name))
            about.open_requested.connect(self.open_requested)
            self._below.addWidget(about)

    def _ask_for_sets(self, button: QWidget) -> None:
        self._drawer.hide()
        self.sets_requested.emit(button)

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

    @property
    @override
    def panel_open(self) -> bool:
        return bool(self._view.selection.cell) or self._about

    @override
    def _close(self) -> None:
        self._about = False
        self._panel.show_cell("")
        self._change(cell="")
        self._fit()
        self._frame.take_focus()

    def _show_about(self) -> None:
        self._change(cell="")
        self._about = True
        self._drawer.hide()
        self._panel.show_about(self._context.catalog.dataset(self._view.selection.dataset))
        self._fit()
        self._panel.take_focus()

    def _toggle(self, key: str) -> None:
        now = self._view.selection
        if now.shown == (key,):
            self._picker.show_view(self._view)  # one line stays: tick it again
        else:
            self._go(replace(now.toggled(key), start="", end=""))

    def _show_group(self, keys: tuple[str, ...]) -> None:
        self._change(shown=keys, index=False, panels=False, start="", end="", cell="")

    def _set_scale(self, scale: str) -> None:
        now = self._view.selection
        shown = now.shown
        if scale == "unit":  # one unit can be shown: that of the first line
            units = {item.key: group.unit for group in self._view.groups for item in group.items}
            shown = tuple(key for key in shown if units[key] == units[shown[0]])[:MOST]
        self._go(replace(now, index=scale == "index", panels=scale == "panels", shown=shown))

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
        self._frame.stage.setMinimumHeight(0 if self._view.kind is Kind.BARS else px(250))
        room = self._place_panel(0 if self._compact else px(PICKER_WIDTH))
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
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawer.isVisible():
            self._drawer.hide()
            self._toolbar.lines_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._panel.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)
