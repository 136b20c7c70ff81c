"""Where the keyboard goes: Tab order, arrows and Enter on buttons, and never nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.helpers import button, settle, visible

from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.rail import Rail
from nklearn.ui.shell.status_bar import StatusBar
from nklearn.ui.shell.top_bar import TopBar
from nklearn.ui.widgets.focus_ring import FocusRing
from nklearn.ui.widgets.outline import Outline

LESSON = "nk:lesson/mining-economy/how-much-was-dug"


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(window), key)
        settle()


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found
    return found


def part(window: MainWindow) -> str:
    kinds = (TopBar, Rail, Outline, StatusBar)
    for kind in kinds:
        if any(found.isAncestorOf(focus(window)) for found in visible(window, kind)):
            return kind.__name__
    return "footer" if focus(window).property("kind") == "primary" else "content"


def test_tab_goes_through_the_parts_in_order(window: MainWindow) -> None:
    window.go(LESSON)
    button(window, "Text size").setFocus()
    order: list[str] = []
    for _ in range(80):
        press(window, Qt.Key.Key_Tab)
        assert focus(window).isVisible()
        (ring,) = visible(window, FocusRing)
        assert ring.widget() is focus(window)
        if not order or order[-1] != part(window):
            order.append(part(window))
        if order.count("TopBar") == 2:
            break
    assert order == ["TopBar", "Rail", "Outline", "content", "footer", "StatusBar", "TopBar"]


def test_enter_presses_buttons_and_arrows_move_in_the_rail(window: MainWindow) -> None:
    button(window, "Home").setFocus()
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert focus(window).accessibleName() == "Practice"
    press(window, Qt.Key.Key_Return)
    assert window.windowTitle().startswith("Practice")


def test_what_is_opened_takes_the_keyboard(window: MainWindow) -> None:
    button(window, "Start with lesson 1").setFocus()
    press(window, Qt.Key.Key_Return)
    assert part(window) == "content"
    assert button(window, "Back").isEnabled()
    button(window, "Next").setFocus()
    press(window, Qt.Key.Key_Return)
    crumb = button(window, "1 The mining economy")
    crumb.setFocus()
    crumb.click()
    settle()
    assert part(window) == "content"


def test_a_chart_is_a_tab_stop_and_its_card_has_words(window: MainWindow, qtbot: QtBot) -> None:
    window.go("nk:data/coal-iron-output")
    (chart,) = visible(window, LineChart)
    assert chart.focusPolicy() & Qt.FocusPolicy.TabFocus
    chart.setFocus()
    for _ in range(3):  # without a moment between, as fast fingers do
        QTest.keyClick(chart, Qt.Key.Key_Right)
    (tip,) = visible(window, ChartTip)
    assert tip.width() > 80
