"""Data sets with columns in a window: the table, its cells, their evidence, and taking it away."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.accessibles import Role, interface, name, walk
from tests.ui.fitting import unfit
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import look, stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.content.grids import grid_of
from nklearn.ui import tokens
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.explorer.cell_panel import CellPanel
from nklearn.ui.explorer.picker import Picker
from nklearn.ui.explorer.range_bar import RangeBar
from nklearn.ui.explorer.table_explorer import TableExplorer
from nklearn.ui.main_window import MainWindow
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.segmented import Segmented

HOME = "nk:data/pit-rations"
CELL = f"{HOME}?cell=cutters/giver"
STOPS = (
    Stop("list", "nk:data"),
    Stop("table", HOME),
    Stop("words", CELL),
    Stop("illegible", f"{HOME}?cell=keepers/grain"),
)
Key = Qt.Key


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


def table(window: MainWindow, address: str = HOME) -> GridTable:
    assert window.go(address)
    look(window)
    (found,) = visible(window, GridTable)
    return found


def panel(window: MainWindow) -> list[str]:
    """What the open panel says; nothing if there is none."""
    return [part.text() for own in visible(window, CellPanel) for part in visible(own, QLabel)]


def test_a_table_stands_alone(window: MainWindow) -> None:
    shown = table(window)
    for absent in (Picker, RangeBar, LineChart):
        assert visible(window, absent) == []
    assert visible(visible(window, TableExplorer)[0], Segmented) == []
    model = shown.model()
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(n, horizontal) for n in range(4)] == [
        "People",
        "Grain a day",
        "Supplier",
        "Weekly measure",
    ]
    assert model.headerData(0, vertical) == "Cutters of coal, kt"
    texts = [[model.index(r, c).data() for c in range(4)] for r in range(4)]
    assert texts[1] == ["◇ 80", "◇ 700 g", "The county", "12.5%"]
    assert texts[2] == ["–", "Illegible", "–", "Illegible"]
    assert texts[3] == ["200", "", "", "not stated"]


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("width", "height"), [(1366, 690), (1024, 700), (1920, 1080)])
def test_no_word_is_cut_off(window: MainWindow, width: int, height: int, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    for address in (HOME, CELL):
        window.go(address)
        look(window)
        for shown in visible(window, GridTable):
            metrics = QFontMetrics(window.context.theme.font("body"))
            pad = window.context.theme.px(8) + 3
            model = shown.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    words = str(model.index(row, column).data())
                    room = QRect(0, 0, shown.columnWidth(column) - 2 * pad, 9999)
                    flags = int(Qt.TextFlag.TextWordWrap)
                    needs = metrics.boundingRect(room, flags, words)
                    assert needs.height() <= shown.rowHeight(row) - window.context.theme.px(10)
                    assert needs.width() <= room.width(), words


def test_each_cell_opens_its_evidence_by_keys(window: MainWindow) -> None:
    shown = table(window)
    shown.setFocus()
    QTest.keyClick(shown, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Return):
        QTest.keyClick(shown, key)
    look(window)
    assert str(window.router.here) == CELL
    said = panel(window)
    assert "The pit’s own store, or the county’s where the pit has none" in said
    assert "Where to find it: Made up 2016, Table 4" in said
    QTest.keyClick(QApplication.focusWidget() or shown, Key.Key_Escape)
    look(window)
    assert panel(window) == [] and str(window.router.here) == HOME
    assert QApplication.focusWidget() is shown
    assert (shown.currentIndex().row(), shown.currentIndex().column()) == (0, 2)


def test_a_click_opens_a_cell_and_an_empty_one_opens_nothing(window: MainWindow) -> None:
    shown = table(window)
    for row, column, address in ((3, 1, HOME), (1, 0, f"{HOME}?cell=carters/people")):
        spot = shown.visualRect(shown.model().index(row, column)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        look(window)
        assert str(window.router.here) == address
    assert {"Printed as “8O”.", "The zero is a letter."} <= set(panel(window))


def test_where_there_is_no_room_the_panel_stands_in_place_of_the_table(window: MainWindow) -> None:
    window.context.theme.set(text_size=150)
    window.resize(1024, 700)
    window.go(CELL)
    look(window)
    assert visible(window, GridTable) == [] and panel(window)
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Escape)
    look(window)
    (shown,) = visible(window, GridTable)
    assert QApplication.focusWidget() is shown


def test_what_the_whole_table_is(window: MainWindow) -> None:
    shown = table(window)
    click(window, "About these values")
    look(window)
    assert "Made-up rations by kind of work." in panel(window)
    QTest.keyClick(QApplication.focusWidget() or shown, Key.Key_Escape)
    look(window)
    assert panel(window) == []
    assert QApplication.focusWidget() is button(window, "About these values")


def test_what_a_reader_without_sight_is_told(window: MainWindow) -> None:
    shown = table(window)
    parts = list(walk(interface(shown)))
    roles = (Role.Cell, Role.ColumnHeader, Role.RowHeader)
    names = {role: [name(part) for part in parts if part.role() == role] for role in roles}
    assert "Carters, People, 80 people, Read with a correction, printed as “8O”" in names[Role.Cell]
    assert "All, Supplier, empty" in names[Role.Cell]
    assert "Supplier" in names[Role.ColumnHeader]
    assert "Keepers of the lamps and of the gate, %" in names[Role.RowHeader]


def test_the_values_and_the_citation_can_be_taken_away(window: MainWindow, tmp_path: Path) -> None:
    table(window)
    (takes,) = visible(window, TakeAway)
    takes.save("csv", tmp_path / "rations.csv")
    with (tmp_path / "rations.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 14
    takes.copy_citation("apa")
    assert QGuiApplication.clipboard().text().endswith("[Nobody, in Made up 2016, Table 4.]")


def test_the_list_has_the_headings_of_the_packages(window: MainWindow) -> None:
    window.go("nk:data")
    look(window)
    titles = [own.text() for own in visible(window, QLabel) if own.property("role") == "title"]
    assert titles == ["In the pits"]
    names = [card.accessibleName() for card in visible(window, LinkCard)]
    assert names[:2] == ["Output of the pit", "Crews of the pit"]


def test_tables_and_charts_take_turns(window: MainWindow) -> None:
    table(window)
    window.go("nk:data/pit-output")
    look(window)
    assert visible(window, GridTable) == [] and visible(window, Picker)
    table(window, CELL)
    assert visible(window, Picker) == []


def test_the_pages_of_tables_keep_every_rule(window: MainWindow) -> None:
    assert walk_by_tab(window, stops(window, STOPS)) == {}
    for stop in stops(window, STOPS):
        told = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop


@pytest.mark.parametrize(
    ("width", "height", "text_size"), [(1366, 690, 100), (800, 560, 100), (1024, 700, 150)]
)
def test_words_of_tables_have_room(
    window: MainWindow, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in stops(window, STOPS):
        assert unfit(window) == [], stop


def test_rows_of_one_line_are_as_high_as_one_line(window: MainWindow) -> None:
    grid = grid_of(window.context.catalog, window.context.catalog.dataset("pit-rations"))
    heads = (replace(grid.columns[0], words=True), replace(grid.columns[1], words=False))
    first = next(cell for row in grid.cells for cell in row if cell)
    for n in range(40):  # a width that words just fill, whatever they round to
        cells = replace(first, text="Price of a tonne"), replace(first, text=f"73.{n} US$")
        table = GridTable(
            window.context.theme,
            replace(grid, columns=heads, rows=grid.rows[:1], cells=(cells,)),
        )
        table.resize(900, 300)
        assert table.rowHeight(0) == window.context.theme.px(31), n
        table.deleteLater()


def test_the_card_of_a_table_ends_under_its_last_row(window: MainWindow) -> None:
    shown = table(window)
    window.resize(1920, 1080)
    settle()
    assert shown.height() == shown.content_height()
    assert not shown.verticalScrollBar().maximum()
    card = shown.parentWidget()
    assert card is not None and card.height() < window.height() - 300
    assert card.width() <= window.context.theme.px(tokens.CONTENT_CAP)
    window.set_text_size(150)
    window.resize(1024, 480)  # too low for all rows: then they scroll in what there is
    settle()
    assert shown.height() < shown.content_height()
    assert shown.verticalScrollBar().maximum()
