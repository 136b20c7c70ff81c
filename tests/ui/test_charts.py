"""Charts: what is drawn, the cursor, the table of the same values, and PySide's None."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView
from tests.ui.helpers import settle, visible

from nklearn.content.explorer import explore
from nklearn.content.plots import plot_of, positions
from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Status
from nklearn.domain.lessons import Figure
from nklearn.domain.selection import Selection
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.furniture import end_text, nice_ticks
from nklearn.ui.charts.labels import spread
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.explorer.toolbar import Toolbar
from nklearn.ui.main_window import MainWindow
from nklearn.ui.widgets.segmented import Segmented

LESSON = "mining-economy/how-much-was-dug"


def open_figure(window: MainWindow) -> tuple[ChartCard, LineChart]:
    for section in window.context.catalog.lesson(LESSON).sections:
        if any(isinstance(block, Figure) for block in section.blocks):
            window.go(f"nk:lesson/{LESSON}#{section.id}")
            settle()
            (card,) = visible(window, ChartCard)
            (chart,) = visible(window, LineChart)
            return card, chart
    raise AssertionError("the lesson has no figure")


def test_plot_has_the_table_and_the_text_and_marks_the_correction(window: MainWindow) -> None:
    catalog = window.context.catalog
    figure = next(
        block
        for section in catalog.lesson(LESSON).sections
        for block in section.blocks
        if isinstance(block, Figure)
    )
    assert isinstance(figure.chart, ChartSpec)
    plot = plot_of(catalog, figure.chart)
    coal, iron = plot.series
    assert [p.y for p in coal.points] == [
        37.5,
        18.6,
        22.5,
        21.9,
        22.8,
        24.68,
        25.06,
        25,
        25.8,
        27.09,
    ]
    assert [p.y for p in iron.points][:3] == [9.8, 2.89, 3.793]
    corrected = [p.period for p in coal.points if p.status is Status.CORRECTED]
    assert corrected == ["2006"]
    assert "24.680" in coal.points[5].remark
    assert plot.breaks == ((0.0, coal.points[1].x),)
    assert "lowest 18.6 Mt in 1998" in plot.summary


def test_positions_are_true_to_scale_but_for_breaks() -> None:
    spots = positions(("1985", "1998", "2000", "2004"), (("1985", "1998"),))
    step = spots["2000"] - spots["1998"]
    assert spots["2004"] - spots["2000"] == pytest.approx(2 * step)
    assert spots["1998"] - spots["1985"] < 4


def test_cursor_by_keyboard_opens_the_cell(window: MainWindow) -> None:
    _, chart = open_figure(window)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    (tip,) = visible(window, ChartTip)
    assert "2006" in tip.words()
    assert "24.68 Mt" in tip.words()
    assert "printed as “24.680”" in tip.words()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert str(window.router.here) == "nk:data/coal-iron-output?cell=coal/2006"


def test_cursor_by_mouse_follows_and_its_card_stays_in_the_chart(window: MainWindow) -> None:
    _, chart = open_figure(window)
    periods: set[str] = set()
    for x in range(60, chart.width() - 90, 20):
        QTest.mouseMove(chart.viewport(), QPoint(x, chart.height() // 2))
        settle()
        (tip,) = visible(window, ChartTip)
        periods.add(tip.words().split(".")[0])
        assert chart.rect().contains(tip.geometry()), (x, tip.geometry())
    assert {"1985", "1998", "2006", "2012"} <= periods


def test_table_has_the_same_values_and_opens_cells(window: MainWindow) -> None:
    card, chart = open_figure(window)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_T)
    assert card.view == "table"
    (table,) = visible(window, ValueTable)
    model = table.model()
    shown = {
        model.index(row, 0).data(): (model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    }
    assert shown["2006"] == ("◇ 24.68", "5.041")
    assert shown["1985"] == ("37.5", "9.8")
    assert table.verticalScrollBar().maximum() == 0, "all rows show at once"
    table.setCurrentIndex(model.index(5, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert str(window.router.here) == "nk:data/coal-iron-output?cell=coal/2006"


def test_a_line_that_ends_before_others_says_its_year(window: MainWindow) -> None:
    catalog = window.context.catalog
    buyers = ("china", "south-korea", "taiwan")
    shown = tuple(f"mining-buyers/{name}" for name in buyers)
    plot = explore(catalog, Selection("mining-buyers", shown)).plot
    ends = {line.label: end_text(line, plot.ticks[-1][1]) for line in plot.series}
    assert ends == {"China": "97%", "South Korea": "1%, 2010", "Taiwan": "2%"}


def test_a_row_that_cannot_be_read_has_no_points(window: MainWindow) -> None:
    catalog = window.context.catalog
    shown = ("minerals-output/last-row",)
    (line,) = explore(catalog, Selection("minerals-output", shown)).plot.series
    assert end_text(line, "2012") == ""
    assert all(point.y is None for point in line.points)
    (gold,) = explore(catalog, Selection("minerals-output", ("minerals-output/gold",))).plot.series
    assert [point.period for point in gold.points if point.y is None] == ["2002"]


def test_a_row_that_cannot_be_read_gets_no_scale(window: MainWindow) -> None:
    window.go("nk:data/minerals-output?show=last-row")
    settle()
    (chart,) = visible(window, LineChart)
    left = chart.grab().toImage().copy(0, 0, 20, chart.height() - 40)
    painted = {left.pixel(x, y) for x in range(20) for y in range(left.height())}
    assert len(painted) == 1, "numbers beside no values would be made up"


def test_the_grid_is_drawn_with_the_axes_and_never_kept_from_before(window: MainWindow) -> None:
    """A kept one was seen beside the axes of the next plot, which have other room."""
    window.go("nk:data/minerals-output")
    settle()
    (chart,) = visible(window, LineChart)
    assert chart.cacheMode() == QGraphicsView.CacheModeFlag.CacheNone


def test_an_open_cell_leaves_the_tools_in_one_line(window: MainWindow) -> None:
    window.go("nk:data/minerals-output")
    settle()
    (tools,) = visible(window, Toolbar)
    line = tools.height()
    window.go("nk:data/minerals-output?cell=gold/2002")
    settle()
    assert tools.height() < 1.5 * line


def test_one_scale_is_no_choice(window: MainWindow) -> None:
    for address, scales in (("energy-mix", 0), ("minerals-output", 1)):
        window.go(f"nk:data/{address}")
        settle()
        names = [found.accessibleName() for found in visible(window, Segmented)]
        assert names.count("Scale") == scales


def test_a_marker_at_the_highest_value_is_drawn_whole(window: MainWindow) -> None:
    window.go("nk:data/minerals-output")
    settle()
    (chart,) = visible(window, LineChart)
    box = chart.getPlotItem().getViewBox()
    clips = box.flags() & QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape
    assert not clips, "half of a marker at the edge would be cut off"


def test_values_of_a_single_year_are_bars(window: MainWindow) -> None:
    window.go("nk:data/mines-by-province?cell=ryanggang/2014")
    settle()
    (chart,) = visible(window, BarChart)
    assert len(chart.accessible_marks()) == 11


def test_ticks_are_round_and_reach_the_top() -> None:
    assert nice_ticks(37.5) == [0, 10, 20, 30, 40]
    assert nice_ticks(0.9)[-1] >= 0.9
    assert nice_ticks(0) == [0, 1]


def test_labels_are_pushed_apart_and_stay_inside() -> None:
    placed = spread([100, 101, 102], 32, 0, 120)
    assert placed == sorted(placed)
    assert all(b - a >= 32 for a, b in pairwise(placed))
    assert max(placed) <= 120


def test_drawing_loses_no_reference_to_none(window: MainWindow) -> None:
    """PySide6 6.12.0 lost one for each void call; a chart then aborts in under 100 frames."""
    _, chart = open_figure(window)
    before = sys.getrefcount(None)
    for _ in range(1000):
        chart.viewport().update()
    assert abs(sys.getrefcount(None) - before) < 200
