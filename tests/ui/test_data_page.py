"""The Data page: its list, the way to any data set, and charts of every kind, by keys and mouse."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_explorer import box, chosen, open_explorer, tick

from nklearn.ui import layouts
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.charts.bar_table import BarTable
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.labels import spread
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.panel_chart import PanelChart
from nklearn.ui.explorer.cell_panel import CellPanel
from nklearn.ui.explorer.explorer import Explorer
from nklearn.ui.explorer.finder import Finder
from nklearn.ui.explorer.line_notes import LineNotes
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.data import DataPage
from nklearn.ui.widgets.link_card import LinkCard

Key = Qt.Key
ENERGY = "nk:data/energy-mix"
MINERALS = "nk:data/minerals-output?show=copper,gold,lead,silver,tungsten,graphite&scale=panels"


# -- the list -------------------------------------------------------------------------------


def test_every_view_is_one_click_from_the_list(window: MainWindow) -> None:
    views = window.context.catalog.views
    for number, view in enumerate(views):
        window.go("nk:data")
        settle()
        layouts.finish()
        card = visible(window, LinkCard)[number]
        assert card.accessibleName() == view.title
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        settle()
        (explorer,) = visible(window, Explorer)
        assert sorted(chosen(explorer).shown) == sorted(view.keys)


def test_cards_say_what_they_lead_to(window: MainWindow) -> None:
    window.go("nk:data")
    settle()
    cards = {
        card.accessibleName(): card.accessibleDescription() for card in visible(window, LinkCard)
    }
    assert cards["Output of coal and iron ore"].startswith(
        "Lines · 20 values · 1985 to 2014 · HRNK"
    )
    assert cards["Food rations by rank, Table 10"].startswith("Table · ")
    assert len(cards) >= len(window.context.catalog.datasets())


# -- another data set -----------------------------------------------------------------------


def open_finder(window: MainWindow) -> tuple[Finder, QLineEdit]:
    click(window, "Data set: ")
    (finder,) = visible(window, Finder)
    (field,) = visible(finder, QLineEdit)
    assert window.focusWidget() is field
    return finder, field


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("start", ["nk:data/coal-iron-output", "nk:data/rations", ENERGY])
def test_any_data_set_from_any_other(window: MainWindow, start: str, width: int) -> None:
    window.resize(width, 700)
    window.go(start)
    settle()
    layouts.finish()
    finder, field = open_finder(window)
    (page,) = visible(window, DataPage)
    assert page.rect().contains(finder.geometry())
    QTest.keyClicks(field, "cabinet div")
    QTest.keyClick(field, Key.Key_Down)  # the view first, then the data set
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert str(window.router.here) == "nk:data/cabinet-divisions"
    assert not visible(window, Finder)
    window.router.back()
    settle()
    assert str(window.router.here) == start, "another data set is a step of its own"


def test_the_finder_closes_and_gives_the_keyboard_back(window: MainWindow) -> None:
    open_explorer(window)
    _, field = open_finder(window)
    QTest.keyClicks(field, "no such thing at all")
    QTest.keyClick(field, Key.Key_Return)
    assert visible(window, Finder), "there is nothing to take"
    QTest.keyClick(field, Key.Key_Escape)
    settle()
    assert not visible(window, Finder)
    assert button(window, "Data set: ").hasFocus()
    finder, _ = open_finder(window)
    (found,) = visible(finder, QListWidget)
    assert found.currentItem().text().startswith("Output of coal and iron ore")
    click(window, "Data set: ")
    assert not visible(window, Finder), "the button closes it again"


# -- bars -----------------------------------------------------------------------------------


def test_bars_can_be_chosen_opened_and_read_as_a_table(window: MainWindow) -> None:
    explorer = open_explorer(window, ENERGY)
    tick(window, "energy-mix/oil")
    (chart,) = visible(window, BarChart)
    assert len(chart.accessible_marks()) == 3
    assert str(window.router.here) == f"{ENERGY}?show=coal,water-power,other"
    tick(window, "energy-mix/oil")
    (chart,) = visible(window, BarChart)
    chart.setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(chart, key)
    settle()
    assert chosen(explorer).cell == "energy-mix/water-power/2014"
    assert visible(window, CellPanel)
    click(window, "Close (Esc)")
    (chart,) = visible(window, BarChart)
    assert chart.hasFocus()
    QTest.keyClick(chart, Key.Key_T)
    settle()
    (table,) = visible(window, BarTable)
    assert table.hasFocus()
    assert "view=table" in str(window.router.here)


def test_a_chart_of_another_kind_takes_its_place(window: MainWindow) -> None:
    for address, kind in ((ENERGY, BarChart), (MINERALS, PanelChart), (ENERGY, BarChart)):
        open_explorer(window, address)
        (chart,) = visible(window, kind)
        assert chart.accessible_marks()
        others = {BarChart, PanelChart, LineChart} - {kind}
        assert not any(visible(window, other) for other in others)


# -- panels, steps, points ------------------------------------------------------------------


def test_panels_by_keys(window: MainWindow) -> None:
    explorer = open_explorer(window, MINERALS)
    (chart,) = visible(window, PanelChart)
    assert len(chart.accessible_marks()) == 42
    chart.setFocus()
    for key in (Key.Key_Home, Key.Key_Down, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(chart, key)
    settle()
    assert chosen(explorer).cell == "minerals-output/gold/1994"
    QTest.keyClick(chart, Key.Key_Escape)
    settle()
    assert chosen(explorer).cell == ""
    QTest.keyClick(chart, Key.Key_T)
    settle()
    assert "view=table" in str(window.router.here)


def test_panels_by_mouse(window: MainWindow) -> None:
    explorer = open_explorer(window, MINERALS)
    (chart,) = visible(window, PanelChart)
    gold = next(mark for mark in chart.accessible_marks() if mark.name.startswith("2002, Gold"))
    assert "illegible" in gold.name
    QTest.mouseMove(chart, gold.rect.center())
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=gold.rect.center())
    settle()
    assert chosen(explorer).cell == "minerals-output/gold/2002"


def test_more_lines_than_a_chart_holds_become_panels(window: MainWindow) -> None:
    explorer = open_explorer(window)
    click(window, "Show in panels")
    assert chosen(explorer).panels
    for name in ("copper", "lead", "silver", "tungsten"):
        tick(window, f"minerals-output/{name}")
    assert len(chosen(explorer).shown) == 6
    assert visible(window, PanelChart)
    click(window, "Scale: ")
    assert not chosen(explorer).panels
    assert visible(window, LineChart)


def test_estimators_are_put_beside_each_other_by_ticking(window: MainWindow) -> None:
    explorer = open_explorer(window, "nk:data/coal-nkri")
    assert not visible(window, LineNotes)
    tick(window, "coal-statistics-korea/coal")
    assert len(explorer.view.plot.series) == 2
    assert visible(window, LineNotes)
    assert box(window, "coal-statistics-korea/coal").isChecked()


def test_steps_are_walked_by_month(window: MainWindow) -> None:
    explorer = open_explorer(window, "nk:data/cabinet-divisions")
    (chart,) = visible(window, LineChart)
    chart.setFocus()
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(chart, key)
    settle()
    assert chosen(explorer).cell == "cabinet-divisions/divisions/1999-03"
    assert any("March 1999" in mark.name for mark in chart.accessible_marks())


def test_what_a_data_set_holds_is_told_on_demand(window: MainWindow) -> None:
    open_explorer(window)
    click(window, "About these values")
    (panel,) = visible(window, CellPanel)
    assert panel.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    settle()
    assert not visible(window, CellPanel)


def test_tips_stay_inside_and_off_the_point(window: MainWindow) -> None:
    open_explorer(window, MINERALS)
    (chart,) = visible(window, PanelChart)
    for mark in chart.accessible_marks():
        QTest.mouseMove(chart, mark.rect.center() + QPoint(1, 0))
        (tip,) = visible(chart, ChartTip)
        assert chart.rect().contains(tip.geometry())
        assert not tip.geometry().contains(mark.rect.center())


# -- labels ---------------------------------------------------------------------------------


@given(
    ends=st.lists(st.floats(0, 400), min_size=1, max_size=5),
    height=st.floats(32, 60),
    floor=st.floats(300, 500),
)
def test_direct_labels_never_overlap(ends: list[float], height: float, floor: float) -> None:
    placed = spread(ends, height, 0, floor)
    in_order = sorted(placed)
    assert all(b - a >= height - 1e-6 for a, b in pairwise(in_order))
    assert in_order[0] >= -1e-6
    assert in_order[-1] <= floor + 1e-6
    assert [ends[n] for n in sorted(range(len(ends)), key=lambda n: (placed[n], n))] == sorted(ends)
