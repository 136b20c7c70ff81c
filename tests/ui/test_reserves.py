"""Reserves compared in a window: rows and values by key and mouse, panel, table, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.ui.helpers import click, settle, visible
from tests.ui.stops import look

from nklearn.content.dumbbells import SPECS
from nklearn.ui.charts.dumbbell_chart import DumbbellChart
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.main_window import MainWindow
from nklearn.ui.reserves.totals_chart import TotalsChart
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.widgets.evidence_card import EvidenceCard

Key = Qt.Key


def chart(window: MainWindow, address: str = "nk:reserves") -> DumbbellChart:
    assert window.go(address)
    look(window)
    (found,) = visible(window, DumbbellChart)
    return found


def here(window: MainWindow) -> str:
    return str(window.router.here)


def said(window: MainWindow) -> str:
    return "\n".join(part.text() for part in visible(window, QLabel))


def press(own: DumbbellChart, spot: str) -> None:
    found = own.spot(spot)
    assert found is not None, spot
    QTest.mouseClick(own, Qt.MouseButton.LeftButton, pos=found.rect.center().toPoint())
    settle()


def test_a_click_on_a_value_opens_its_evidence(window: MainWindow) -> None:
    own = chart(window)
    for part, target in (("first", "total-1988"), ("second", "total-2013")):
        press(own, f"gold|{part}")
        assert here(window) == f"nk:reserves?row=gold&open=reserves/gold/{target}"
        assert visible(window, EvidenceCard)
    press(own, "gold|ratio")
    assert "open=reserves-compared/gold/index-2013" in here(window)
    click(window, "Back to Gold")
    assert here(window) == "nk:reserves?row=gold"


def test_arrows_walk_rows_and_values_and_enter_opens(window: MainWindow) -> None:
    own = chart(window)
    own.setFocus()
    assert own.cursor_id == "flake-graphite"
    QTest.keyClick(own, Key.Key_Down)
    assert own.cursor_id == "barite"
    QTest.keyClick(own, Key.Key_Right)
    assert own.cursor_id == "barite|second"
    QTest.keyClick(own, Key.Key_Return)
    look(window)
    assert here(window) == "nk:reserves?row=barite&open=reserves/barite/total-2013"
    own.setFocus()
    QTest.keyClick(own, Key.Key_Escape)
    assert here(window) == "nk:reserves?row=barite"
    QTest.keyClick(own, Key.Key_Escape)
    assert here(window) == "nk:reserves"


def test_a_row_fills_the_panel(window: MainWindow) -> None:
    own = chart(window)
    press(own, "anthracite")
    assert here(window) == "nk:reserves?row=anthracite"
    look(window)
    (totals,) = visible(window, TotalsChart)
    assert [spot.id for spot in totals.spots][-1] == "coal-reserves-range"
    assert "Why might they differ?" in said(window)
    disagreement = window.context.catalog.disagreement("coal-reserves")
    assert disagreement.explanation in said(window)
    spot = totals.spots[-1]
    QTest.mouseClick(totals, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert here(window) == "nk:reserves?row=anthracite&open=coal-reserves-range"


def test_the_cursor_stays_on_its_row_in_another_order(window: MainWindow) -> None:
    own = chart(window, "nk:reserves?sort=name&row=gold")
    names = [spot.id for spot in own.spots if "|" not in spot.id]
    assert names == sorted(names)
    assert own.cursor_id == "gold"


def test_table_by_key_and_back(window: MainWindow) -> None:
    own = chart(window)
    own.setFocus()
    QTest.keyClick(own, Key.Key_T)
    look(window)
    (table,) = visible(window, GridTable)
    assert here(window) == "nk:reserves?view=table"
    assert table.hasFocus()
    QTest.keyClick(table, Key.Key_Return)
    assert "open=reserves/flake-graphite/" in here(window)
    QTest.keyClick(table, Key.Key_T)
    look(window)
    assert visible(window, DumbbellChart)


def test_the_sums_that_fail_are_told_to_everyone(window: MainWindow) -> None:
    own = chart(window, f"nk:reserves?set={SPECS[1].dataset}")
    names = {spot.id: spot.name for spot in own.spots}
    assert "696" in names["total"]
    assert "rows and total do not agree" in names["total"]
    assert "920" in names["added"]
    press(own, "added|second")
    assert here(window).endswith("open=kores-rows-added")


def test_every_value_is_a_mark_for_a_screen_reader(window: MainWindow) -> None:
    own = chart(window)
    marks = {mark.name for mark in own.accessible_marks()}
    gold = "Gold, Total, 1988 yearbook: 2,000 tonnes, Total, 2013 survey: 972 tonnes"
    assert any(name.startswith(gold) and "0.49 times" in name for name in marks)
    assert len(marks) == 4 * 15


@pytest.mark.parametrize(
    "address", ["nk:reserves?row=none", "nk:reserves?set=none", "nk:reserves?open=none"]
)
def test_what_is_not_there_is_told(window: MainWindow, address: str) -> None:
    chart(window)
    assert not window.go(address)
    assert here(window) == "nk:reserves"


def test_chart_values_and_citation_are_taken_away(window: MainWindow, tmp_path: Path) -> None:
    chart(window)
    (takes,) = visible(window, TakeAway)
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"\xef\xbb\xbf")):
        path = tmp_path / f"reserves.{kind}"
        takes.save(kind, path)
        assert path.read_bytes().startswith(begins), kind
    drawn = (tmp_path / "reserves.svg").read_text("utf-8")
    assert "Flake graphite" in drawn
    assert "18,729" in drawn
    assert "4 of 15 minerals" in drawn
    takes.copy_citation("apa")
    assert "Table 3" in QGuiApplication.clipboard().text()


def test_the_legend_has_each_sign_of_the_chart(window: MainWindow) -> None:
    chart(window)
    (legend,) = visible(window, EvidenceLegend)
    assert "Sources disagree" not in legend.accessibleName()
    chart(window, "nk:reserves?set=mines-by-resource")
    assert "Sources disagree" in legend.accessibleName()
