"""Bar charts: what is drawn, the keyboard, the mouse, the table, and room for every name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from tests.fixtures.hard_course import SECOND
from tests.ui.accessibles import Role, children, interface, names, press
from tests.ui.helpers import settle, visible

from nklearn.content.bars import Bars, bars_of
from nklearn.domain.charts import BarsSpec
from nklearn.domain.claims import Status
from nklearn.domain.lessons import Figure
from nklearn.ui import layouts
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.charts.bar_table import BarTable
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.draw import SIZES

PLACE = f"nk:lesson/{SECOND}#output"
CELL = "nk:data/pit-penalties?cell={}/1998"


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


def bars(window: MainWindow) -> Bars:
    catalog = window.context.catalog
    (figure,) = (b for b in catalog.lesson(SECOND).sections[0].blocks if isinstance(b, Figure))
    assert isinstance(figure.chart, BarsSpec)
    return bars_of(catalog, figure.chart)


def open_bars(window: MainWindow) -> tuple[ChartCard, BarChart]:
    window.go(PLACE)
    settle()
    layouts.finish()
    (card,) = visible(window, ChartCard)
    (chart,) = visible(window, BarChart)
    (area,) = (each for each in visible(window, QScrollArea) if each.isAncestorOf(chart))
    area.ensureWidgetVisible(chart)
    return card, chart


def row_middles(chart: BarChart) -> list[int]:
    """Find the rows as a hand would: where the card that tells of a bar changes."""
    found: dict[str, list[int]] = {}
    for y in range(chart.height()):
        QTest.mouseMove(chart, QPoint(chart.width() // 2, y))
        if tips := visible(chart.window(), ChartTip):
            found.setdefault(tips[0].words(), []).append(y)
    return [(ys[0] + ys[-1]) // 2 for ys in found.values()]


def test_bars_hold_the_cells_in_the_chart_s_unit_and_order(window: MainWindow) -> None:
    shown = bars(window)
    assert [(bar.short, bar.status) for bar in shown.bars] == [
        ("125", Status.AS_PRINTED),
        ("104", Status.AS_PRINTED),
        ("77", Status.CORRECTED),
        ("68", Status.COMPUTED),
        ("", Status.ILLEGIBLE),
        ("", Status.NO_VALUE),
    ]
    assert shown.bars[0].text == "125 kinds of conduct"
    assert shown.bars[2].remark == "printed as “7.7”"
    assert shown.bars[2].address == CELL.format("demotion")
    assert [words for _, words in shown.sources] == ["Nobody, in Made up 2016, Table 3."]
    assert "highest Unpaid labour, 125 kinds of conduct, lowest Labour" in shown.summary
    assert "education, 68 kinds of conduct, 2 without a value" in shown.summary


def test_bars_are_as_long_as_their_values_from_a_zero_baseline(window: MainWindow) -> None:
    _, chart = open_bars(window)
    image = chart.grab().toImage()
    ink = QColor(window.context.theme.color("DATA_PETROL"))
    middles = row_middles(chart)
    assert len(middles) == 6

    def length(y: int) -> int:
        return sum(image.pixelColor(x, y) == ink for x in range(image.width()))

    lengths = [length(y) for y in middles]
    # Signs are of the bar's colour too, a few px each.
    assert lengths[1] / lengths[0] == pytest.approx(104 / 125, abs=0.03)
    assert lengths[2] / lengths[0] == pytest.approx(77 / 125, abs=0.04)
    assert lengths[4:] == [0, 0], "what has no value has no bar"


def test_cursor_by_keyboard_opens_the_cell(window: MainWindow) -> None:
    _, chart = open_bars(window)
    about = chart.accessibleDescription()
    assert about.startswith("Unpaid labour has the longest bar. Bar chart, 1998, 4 bars")
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Up)
    (tip,) = visible(window, ChartTip)
    assert tip.words().endswith("in one line. No value given. printed as “as necessary”")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert not visible(window, ChartTip)
    assert chart.accessibleDescription() == about
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(chart, key)
    (tip,) = visible(window, ChartTip)
    said = "Demotion, removal from the job. 77 kinds of conduct. Read with a correction. "
    assert tip.words() == chart.accessibleDescription() == said + "printed as “7.7”"
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert str(window.router.here) == CELL.format("demotion")


def test_mouse_shows_a_card_off_the_bar_and_a_click_opens_the_cell(window: MainWindow) -> None:
    card, chart = open_bars(window)
    middles = row_middles(chart)
    for y in middles:
        QTest.mouseMove(chart, QPoint(chart.width() // 2, y))
        settle()
        (tip,) = visible(window, ChartTip)
        assert card.rect().contains(tip.geometry()), (y, tip.geometry())
        assert not tip.geometry().contains(chart.mapTo(card, QPoint(chart.width() // 2, y)))
    spot = QPoint(chart.width() // 2, middles[4])
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert str(window.router.here) == CELL.format("fines")


def test_table_has_the_same_values_shows_all_rows_and_opens_cells(window: MainWindow) -> None:
    card, chart = open_bars(window)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_T)
    settle()
    layouts.finish()
    (table,) = visible(window, BarTable)
    assert (card.view, window.focusWidget()) == ("table", table)
    model = table.model()
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert shown == ["125", "104", "◇ 77", "68", "Illegible", "No value given"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "1998, kinds"
    assert table.verticalScrollBar().maximum() == 0, "all rows show at once"
    table.setCurrentIndex(model.index(3, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert str(window.router.here) == CELL.format("education")
    _, chart = open_bars(window)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_T)
    (table,) = visible(window, BarTable)
    QTest.keyClick(table, Qt.Key.Key_T)
    assert window.focusWidget() is chart


@pytest.mark.parametrize("text_size", [100, 150])
def test_names_have_room_in_every_window(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for width, height in SIZES:
        window.resize(width, height)
        _, chart = open_bars(window)
        assert chart.height() >= chart.heightForWidth(chart.width())
        middles = row_middles(chart)
        lines = chart.fontMetrics().height()
        assert len(middles) == 6
        assert all(below - above >= lines for above, below in pairwise(middles))
        assert chart.height() - middles[-1] >= lines, "the last name has two lines"


def test_a_screen_reader_finds_each_bar_and_opens_its_cell(window: MainWindow) -> None:
    _, chart = open_bars(window)
    assert names(chart) == [
        "Unpaid labour, 125 kinds of conduct",
        "Warning, stern warning, 104 kinds of conduct",
        "Demotion, removal from the job, 77 kinds of conduct, read with a correction, "
        "printed as “7.7”",
        "Labour education, 68 kinds of conduct, computed by us",
        "Fines, illegible",
        "Suspension, confiscation and other penalties that the list names in one line, "
        "no value given, printed as “as necessary”",
    ]
    assert interface(chart).role() == Role.Chart
    places = [mark.rect() for mark in children(interface(chart))]
    for place, y in zip(places, row_middles(chart), strict=True):
        assert place.contains(chart.mapToGlobal(QPoint(5, y)))
    press(children(interface(chart))[4])
    assert str(window.router.here) == CELL.format("fines")
