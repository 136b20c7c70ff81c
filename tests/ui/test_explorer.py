"""The data explorer in a window: lines, scale, years, evidence, and taking values away."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.selection import Selection
from nklearn.ui import layouts
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.explorer.cell_panel import CellPanel
from nklearn.ui.explorer.explorer import Explorer
from nklearn.ui.explorer.line_box import LineBox
from nklearn.ui.explorer.picker import Picker
from nklearn.ui.explorer.range_bar import RangeBar
from nklearn.ui.explorer.toolbar import Toolbar
from nklearn.ui.main_window import MainWindow
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.widgets.link_card import LinkCard

HOME = "nk:data/coal-iron-output"
COAL, IRON = "coal-iron-output/coal", "coal-iron-output/iron-ore"
GOLD = "minerals-output/gold"
LATER = "coal-statistics-korea/coal"
Key = Qt.Key


def open_explorer(window: MainWindow, address: str = HOME) -> Explorer:
    assert window.go(address)
    settle()
    layouts.finish()
    (explorer,) = visible(window, Explorer)
    return explorer


def box(window: MainWindow, key: str) -> LineBox:
    return next(found for found in visible(window, LineBox) if found.key == key)


def tick(window: MainWindow, key: str) -> None:
    QTest.mouseClick(box(window, key), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    settle()


def handles(window: MainWindow) -> tuple[QAbstractSlider, QAbstractSlider]:
    (bar,) = visible(window, RangeBar)
    first, last = visible(bar, QAbstractSlider)
    return first, last


def drag(handle: QWidget, dx: int) -> None:
    """Drag a handle with the mouse, which stays where it is on the screen as the handle moves."""
    start = handle.mapToGlobal(handle.rect().center())
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    for step in range(1, 6):
        QTest.mouseMove(handle, handle.mapFromGlobal(start + QPoint(dx * step // 5, 0)))
    end = handle.mapFromGlobal(start + QPoint(dx, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=end)
    settle()


def chosen(explorer: Explorer) -> Selection:
    return explorer.view.selection


def test_from_the_list_the_keyboard_goes_to_the_chart(window: MainWindow) -> None:
    for _ in range(2):  # made now, and then left with the keyboard elsewhere in it
        window.go("nk:data")
        settle()
        card = visible(window, LinkCard)[0]
        card.setFocus()
        QTest.keyClick(card, Key.Key_Return)
        QTest.qWait(50)
        (chart,) = visible(window, LineChart)
        assert window.focusWidget() is chart
        button(window, "Show as: Chart").setFocus()


# -- lines ----------------------------------------------------------------------------------


def test_lines_by_mouse(window: MainWindow) -> None:
    explorer = open_explorer(window)
    assert chosen(explorer).shown == (COAL, IRON)
    tick(window, IRON)
    assert chosen(explorer).shown == (COAL,)
    assert str(window.router.here) == f"{HOME}?show=coal"
    tick(window, COAL)
    assert chosen(explorer).shown == (COAL,), "one line stays"
    assert box(window, COAL).isChecked()
    tick(window, GOLD)
    assert chosen(explorer).shown == (COAL,), "another unit can't be added"
    assert "unit differs" in box(window, GOLD).toolTip()
    tick(window, IRON)
    assert str(window.router.here) == HOME
    window.router.back()
    assert str(window.router.here) == "nk:home", "choices are no steps of their own"


def test_lines_by_arrows_and_space(window: MainWindow) -> None:
    explorer = open_explorer(window)
    box(window, COAL).setFocus()
    QTest.keyClick(box(window, COAL), Key.Key_Down)
    assert box(window, IRON).hasFocus()
    QTest.keyClick(box(window, IRON), Key.Key_Space)
    assert chosen(explorer).shown == (COAL,)
    assert box(window, IRON).hasFocus()
    QTest.keyClick(box(window, IRON), Key.Key_Down)
    (focused,) = (found for found in visible(window, LineBox) if found.hasFocus())
    assert focused.key == LATER, "the arrows pass by what can't be added"
    QTest.keyClick(focused, Key.Key_Up)
    assert box(window, IRON).hasFocus()
    QTest.keyClick(box(window, IRON), Key.Key_Up)
    stops = [
        found.key
        for found in visible(window, LineBox)
        if found.focusPolicy() is Qt.FocusPolicy.StrongFocus
    ]
    assert stops == [COAL], "one stop for Tab"


def test_finding_a_line_by_name(window: MainWindow) -> None:
    open_explorer(window)
    (picker,) = visible(window, Picker)
    (field,) = visible(picker, QLineEdit)
    QTest.keyClicks(field, "GOL")
    settle()
    assert {found.key for found in visible(window, LineBox)} >= {GOLD}
    assert all("gol" in found.text().casefold() for found in visible(window, LineBox))
    field.clear()
    settle()
    assert {found.key for found in visible(window, LineBox)} >= {COAL, IRON, GOLD}


def test_the_lines_of_another_table_instead(window: MainWindow) -> None:
    explorer = open_explorer(window)
    group = next(g for g in explorer.view.groups if GOLD in g.keys)
    click(window, f"Show {group.place}, {group.unit}, instead")
    assert chosen(explorer).shown == group.keys
    assert not chosen(explorer).index


def test_as_index_lines_of_both_tables_stand_together(window: MainWindow) -> None:
    explorer = open_explorer(window)
    click(window, "Show as index")
    assert chosen(explorer).index
    tick(window, GOLD)
    assert chosen(explorer).shown == (COAL, IRON, GOLD)
    (chart,) = visible(window, LineChart)
    assert chart.isVisible()
    assert len(explorer.view.plot.series) == 3
    click(window, "Scale: ")  # the first of the two: amounts
    assert not chosen(explorer).index
    assert chosen(explorer).shown == (COAL, IRON), "what shares no scale with the first line goes"


# -- years ----------------------------------------------------------------------------------


def test_range_by_keys(window: MainWindow) -> None:
    explorer = open_explorer(window)
    years = explorer.view.years
    first, last = handles(window)
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert chosen(explorer).start == years[1]
    assert first.accessibleName() == f"From: {years[1]}"
    QTest.keyClick(first, Key.Key_End)
    assert chosen(explorer).start == years[-2], "it stops before the other handle"
    QTest.keyClick(first, Key.Key_Home)
    assert chosen(explorer).start == ""
    last.setFocus()
    QTest.keyClick(last, Key.Key_PageDown)
    assert chosen(explorer).end == years[-6]
    assert last.hasFocus()
    assert str(window.router.here) == f"{HOME}?to={years[-6]}"


def test_range_by_mouse(window: MainWindow) -> None:
    explorer = open_explorer(window)
    years = explorer.view.years
    first, last = handles(window)
    (bar,) = visible(window, RangeBar)
    width = last.geometry().center().x() - first.geometry().center().x()
    drag(first, width // 2)
    assert years[0] < chosen(explorer).start < years[-1]
    drag(last, -2 * width)
    assert chosen(explorer).end > chosen(explorer).start, "the handles never cross"
    drag(first, -2 * width)
    drag(last, 2 * width)
    assert (chosen(explorer).start, chosen(explorer).end) == ("", "")
    spot = QPoint(first.geometry().center().x() + width // 6, bar.height() // 2)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    assert chosen(explorer).start > years[0], "the nearer handle comes"
    assert chosen(explorer).end == ""


def test_reference_years_can_be_left_out(window: MainWindow) -> None:
    explorer = open_explorer(window)
    click(window, "Show 1985 for reference")
    assert "1985" not in [words for _, words in explorer.view.plot.ticks]
    click(window, "Show 1985 for reference")
    assert str(window.router.here) == HOME


# -- evidence, drawer, panel ----------------------------------------------------------------


def test_panel_stands_beside_or_in_place_of_the_chart(window: MainWindow) -> None:
    explorer = open_explorer(window, f"{HOME}?cell=coal/2006")
    (panel,) = visible(window, CellPanel)
    assert visible(window, LineChart)
    assert panel.geometry().right() == explorer.rect().right()
    window.resize(1024, 700)
    settle()
    layouts.finish()
    assert visible(window, CellPanel) == [panel]
    charts, room = visible(window, LineChart), panel.width()
    assert bool(charts) == (room < explorer.width())
    click(window, "Close (Esc)")
    assert chosen(explorer).cell == ""
    assert visible(window, LineChart)
    window.resize(1366, 690)
    settle()
    assert visible(window, Picker)


def test_escape_closes_drawer_then_panel(window: MainWindow) -> None:
    window.resize(1024, 700)
    explorer = open_explorer(window)
    assert not visible(window, Picker)
    click(window, "Choose what to show: ")
    (picker,) = visible(window, Picker)
    assert explorer.rect().contains(picker.mapTo(explorer, picker.rect().bottomRight()))
    focus = window.focusWidget()
    assert picker.isAncestorOf(focus)
    QTest.keyClick(focus, Key.Key_Escape)
    assert not visible(window, Picker)
    assert button(window, "Choose what to show: ").hasFocus()
    window.go(f"{HOME}?cell=coal/2006")
    settle()
    (panel,) = visible(window, CellPanel)
    panel.take_focus()
    QTest.keyClick(panel.first, Key.Key_Escape)
    settle()
    assert not visible(window, CellPanel)
    (chart,) = visible(window, LineChart)
    assert chart.hasFocus()


def test_the_drawer_lives_through_a_change_of_width(window: MainWindow) -> None:
    window.resize(1024, 700)
    explorer = open_explorer(window)
    click(window, "Choose what to show: ")
    tick(window, IRON)
    assert visible(window, Picker), "it stays for the next choice"
    window.resize(1366, 690)
    settle()
    (picker,) = visible(window, Picker)
    assert picker.parentWidget() is explorer
    window.resize(1024, 700)
    settle()
    assert not visible(window, Picker)
    assert chosen(explorer).shown == (COAL,)
    (toolbar,) = visible(window, Toolbar)
    tops = {button(window, words).mapTo(toolbar, QPoint()).y() for words in ("Export", "Scale: ")}
    assert max(tops) - min(tops) < 12, "one line is wide enough"


def test_a_cell_opens_from_chart_and_table(window: MainWindow) -> None:
    explorer = open_explorer(window)
    (chart,) = visible(window, LineChart)
    chart.setFocus()
    QTest.keyClick(chart, Key.Key_Home)
    QTest.keyClick(chart, Key.Key_Return)
    settle()
    assert chosen(explorer).cell == f"{COAL}/1985"
    click(window, "Show as: Table")
    assert "view=table" in str(window.router.here)
    (table,) = visible(window, ValueTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(3, 2))
    QTest.keyClick(table, Key.Key_Return)
    settle()
    year = explorer.view.plot.ticks[3][1]
    assert chosen(explorer).cell == f"{IRON}/{year}"
    assert visible(window, ValueTable) == [table]
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 2), "one goes on"


def test_the_arrows_go_on_after_a_look_at_the_evidence(window: MainWindow) -> None:
    explorer = open_explorer(window)
    (chart,) = visible(window, LineChart)
    chart.setFocus()
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Right, Key.Key_Return, Key.Key_Escape):
        QTest.keyClick(chart, key)
        settle()
    assert chosen(explorer).cell == ""
    for key in (Key.Key_Right, Key.Key_Return):
        QTest.keyClick(chart, key)
    assert chosen(explorer).cell == f"{COAL}/{explorer.view.plot.ticks[3][1]}"


# -- taking away ----------------------------------------------------------------------------


def save(window: MainWindow, kind: str, path: Path) -> None:
    """Press the button, type a name into the dialog, and accept."""
    click(window, kind)
    (dialog,) = (d for d in visible_tops(QFileDialog) if d.isVisible())
    (field,) = (f for f in dialog.findChildren(QLineEdit) if f.objectName() == "fileNameEdit")
    field.setText(str(path))
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    QTest.mouseClick(buttons.buttons()[0], Qt.MouseButton.LeftButton)
    settle()


def visible_tops(kind: type[QFileDialog]) -> list[QFileDialog]:
    return [found for found in QApplication.topLevelWidgets() if isinstance(found, kind)]


def read_png(path: Path) -> None:
    picture = QImage(str(path))
    assert (picture.width(), picture.format() != QImage.Format.Format_Invalid) == (1920, True)
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    assert len(colours) > 10, "something is drawn"


def read_svg(path: Path) -> None:
    root = ET.parse(path).getroot()
    words = " ".join(root.itertext())
    for wanted in ("2014", "27.09", "Statistics Korea"):
        assert wanted in words


def read_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["line"] for row in rows} == {"Coal", "Iron ore"}
    (last,) = (row for row in rows if row["line"] == "Coal" and row["year"] == "2014")
    assert float(last["value"]) == pytest.approx(27.09)


@pytest.mark.parametrize(
    ("kind", "read"), [("PNG", read_png), ("SVG", read_svg), ("CSV", read_csv)]
)
def test_files_are_what_they_say(
    window: MainWindow, tmp_path: Path, kind: str, read: Callable[[Path], None]
) -> None:
    open_explorer(window)
    path = tmp_path / "taken" / f"coal.{kind.lower()}"
    path.parent.mkdir()
    save(window, kind, path)
    read(path)
    (toolbar,) = visible(window, Toolbar)
    assert any("Saved as" in words and str(path) in words for words in told(toolbar))
    assert list(path.parent.iterdir()) == [path], "no temporary file stays"


def told(part: QWidget) -> list[str]:
    return [found.text() for found in visible(part, QLabel)]


def test_a_folder_that_fails_is_said_in_plain_words(window: MainWindow, tmp_path: Path) -> None:
    open_explorer(window)
    (toolbar,) = visible(window, Toolbar)
    (takes,) = visible(window, TakeAway)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    takes.save("csv", blocked / "coal.csv")
    settle()
    (message,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    assert message.isVisible()
    assert str(blocked) in message.text() + message.informativeText() + message.detailedText()
    assert not any("Saved as" in words for words in told(toolbar))
    assert not any("not saved" in words for words in told(window)), "no answer is at stake"
    QTest.keyClick(message, Key.Key_Escape)
    settle()


def test_the_citation_is_on_the_clipboard(window: MainWindow) -> None:
    open_explorer(window)
    (takes,) = visible(window, TakeAway)
    takes.copy_citation("mla")
    words = QGuiApplication.clipboard().text()
    assert words.startswith("Kim, Kwang-Jin. Gulag, Inc.")
    assert "Statistics Korea" in words
    (toolbar,) = visible(window, Toolbar)
    assert any("clipboard" in line for line in told(toolbar))


@pytest.mark.parametrize(
    "address",
    [
        f"{HOME}?show=nope",
        f"{HOME}?cell=x/y",
        f"{HOME}?cell=energy-mix/coal/2014",
        "nk:data/nope",
    ],
)
def test_nonsense_is_said_in_plain_words_and_the_screen_stays(
    window: MainWindow, address: str
) -> None:
    explorer = open_explorer(window)
    assert not window.go(address)
    settle()
    (message,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    assert message.text().startswith("There is no ")
    QTest.keyClick(message, Key.Key_Escape)
    settle()
    assert visible(window, Explorer) == [explorer]
    assert str(window.router.here) == HOME
