"""Songbun in a window: searching, the rows, the panel, by mouse and by keyboard."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.accessibles import children, interface, name
from tests.ui.fitting import unfit
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import look, stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_screen_reader import faults

from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.content.songbun_view import SongbunView
from nklearn.domain.songbun_choice import TABS, SongbunChoice
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui.main_window import MainWindow
from nklearn.ui.songbun.board import Board
from nklearn.ui.songbun.label_list import LabelList
from nklearn.ui.songbun.lists import shared
from nklearn.ui.songbun.panel_parts import LabelPart, TabPart
from nklearn.ui.songbun.ration_bars import RationBars
from nklearn.ui.songbun.tools import FindField
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.theme import Theme
from nklearn.ui.tour.songbun import songbun_stops
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.prose import Prose

Key = Qt.Key


def opened(window: MainWindow, query: str = "") -> list[LabelList]:
    assert window.go(f"nk:songbun{'?' + query if query else ''}")
    look(window)
    return visible(window, LabelList)


def here(window: MainWindow) -> str:
    return str(window.router.here)


def said(window: MainWindow) -> list[str]:
    return [part.text() for part in visible(window, QLabel)]


def field(window: MainWindow) -> QLineEdit:
    (found,) = visible(window, FindField)
    return found


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    settle()


def test_typing_lights_up_rows_and_says_how_many(window: MainWindow) -> None:
    lists = opened(window)
    assert "56 categories in 3 classes" in said(window)
    QTest.keyClicks(field(window), "families")
    look(window)
    assert here(window) == "nk:songbun?find=families"
    assert "23 of 56 categories have “families”" in said(window)
    for words in ("Basic class: 5 of 13 match", "Complex class: 18 of 31 match"):
        assert button(window, words)
    assert button(window, "“Hostile class”: 0 of 12 match")
    marks = [name(mark) for mark in children(interface(lists[1]))]
    assert "Category 19, families of those who defected, complex class, matches search" in marks
    assert sum(mark.endswith("matches search") for mark in marks) == 18
    press(Key.Key_Escape)
    assert field(window).text() == ""
    assert here(window) == "nk:songbun"


def test_a_search_in_vain_offers_the_nearest_spelling(window: MainWindow) -> None:
    opened(window, "find=family")
    assert "No category has “family”" in said(window)
    click(window, "Look for “families”")
    assert here(window) == "nk:songbun?find=families"
    assert field(window).text() == "families"
    opened(window, "find=craftsman")
    click(window, "1 origin has it")
    assert here(window) == "nk:songbun?list=origins&find=craftsman"
    assert QApplication.focusWidget() is field(window)


def test_arrows_go_through_rows_columns_and_lists(window: MainWindow) -> None:
    basic, complex_, hostile = opened(window)
    field(window).setFocus()
    press(Key.Key_Down)
    assert (basic.hasFocus(), basic.cursor_id) == (True, "songbun-basic/1")
    press(Key.Key_Down)
    assert basic.cursor_id == "songbun-basic/2"
    press(Key.Key_Right)
    assert complex_.hasFocus()
    first = complex_.cursor_id
    press(Key.Key_Right)
    assert complex_.hasFocus()
    assert complex_.cursor_id != first  # its second column
    press(Key.Key_Right)
    assert hostile.hasFocus()
    press(Key.Key_Home)
    press(Key.Key_Up)
    assert field(window).hasFocus()


def test_down_leads_to_the_first_match(window: MainWindow) -> None:
    lists = opened(window, "find=merchants")
    field(window).setFocus()
    press(Key.Key_Down)
    assert lists[1].cursor_id == "songbun-complex/31"
    press(Key.Key_Return)
    assert here(window) == "nk:songbun?find=merchants&open=songbun-complex/31"
    (part,) = visible(window, LabelPart)
    assert "Families of merchants" in [own.text() for own in visible(part, QLabel)]
    press(Key.Key_Escape)
    assert lists[1].hasFocus()
    assert visible(window, LabelPart) == []


def test_a_click_opens_the_reading_and_what_was_restored(window: MainWindow) -> None:
    basic = opened(window)[0]
    row = next(each for each in basic.placed if each.row.number == "5")
    QTest.mouseClick(basic, Qt.MouseButton.LeftButton, pos=row.rect.center().toPoint())
    look(window)
    assert "open=songbun-basic/5" in here(window)
    (part,) = visible(window, LabelPart)
    told = [own.text() for own in visible(part, QLabel)]
    label = window.context.catalog.entity("label", "songbun-basic/5")
    assert label.name in told
    for words in ("Read with a correction", "On the page", "Why it is read so"):
        assert words in told
    assert any("milita”" in words for words in told)


def test_an_address_scrolls_to_its_row_and_shows_what_is_about_it(window: MainWindow) -> None:
    complex_ = opened(window, "open=songbun-complex/13")[1]
    QTest.qWait(20)
    row = next(each for each in complex_.placed if each.row.number == "13")
    assert complex_.visibleRegion().contains(row.rect.center().toPoint())
    (part,) = visible(window, LabelPart)
    links = "".join(own.toPlainText() for own in visible(part, Prose))
    for address in ("fact", "disagreement"):
        assert any(address in to for own in visible(part, Prose) for *_, to in own.anchors())
    assert window.context.catalog.claim("table-9-religion-complex").title in links


def test_what_is_hard_says_no_more_than_that(window: MainWindow) -> None:
    opened(window, "open=songbun-basic/12")
    (part,) = visible(window, LabelPart)
    links = "".join(own.toPlainText() for own in visible(part, Prose))
    hard = window.context.catalog.claim("table-9-bereaved")
    assert "This speaks of death." in links
    assert hard.title not in links


def test_wordings_and_lists_are_chosen_and_remembered(window: MainWindow) -> None:
    basic = opened(window)[0]
    assert basic.placed[1].row.text == "Families [of] revolutionaries"
    click(window, "Wording: As printed")
    assert here(window) == "nk:songbun?wording=printed"
    assert basic.placed[1].row.text == "Families revolutionaries"
    click(window, "List: Origins")
    look(window)
    (origins,) = visible(window, LabelList)
    assert len(origins.placed) == 25
    assert "25 origins, in a list of their own" in said(window)
    assert here(window) == "nk:songbun?list=origins&wording=printed"


def test_every_bar_of_rations_opens_its_cell(window: MainWindow) -> None:
    opened(window)
    (bars,) = visible(window, RationBars)
    marks = [name(mark) for mark in children(interface(bars))]
    assert marks[0] == "Daily recipients, No split given"
    assert marks[1] == "Weekly recipients, 70%"
    bars.setFocus()
    press(Key.Key_End)
    press(Key.Key_Return)
    assert here(window) == "nk:data/rations?cell=neighbourhood-unit/white-rice"
    opened(window)
    (bars,) = visible(window, RationBars)
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert here(window) == "nk:data/rations?cell=daily/white-rice"


def test_tabs_go_by_arrows_and_entries_open(window: MainWindow) -> None:
    opened(window)
    button(window, "Food").setFocus()
    press(Key.Key_Right)
    assert here(window) == "nk:songbun?tab=work"
    focus = QApplication.focusWidget()
    assert focus is button(window, "Work")
    click(window, "Other fields and workplaces")
    look(window)
    assert window.go("nk:songbun?tab=work&open=occupations-other/13")
    look(window)
    (part,) = visible(window, LabelPart)
    assert "Ports" in [own.text() for own in visible(part, QLabel)]
    click(window, "Back to Work")
    assert here(window) == "nk:songbun?tab=work"
    assert len(visible(window, TabPart)) == 1


def test_counts_and_names_lead_to_their_facts(window: MainWindow) -> None:
    opened(window)
    click(window, "“Hostile class”: 12 categories")
    assert here(window) == "nk:data/songbun-counts?cell=hostile/entries"
    opened(window)
    click(window, "Complex class")
    assert here(window) == "nk:class/complex"


def test_the_panel_is_a_drawer_in_a_narrow_window(window: MainWindow) -> None:
    window.resize(1024, 700)
    lists = opened(window)
    assert visible(window, TabPart) == []
    click(window, "What followed")
    assert here(window) == "nk:songbun?tab=food"
    assert len(visible(window, TabPart)) == 1
    press(Key.Key_Escape)
    assert visible(window, TabPart) == []
    assert here(window) == "nk:songbun"
    lists[0].setFocus()
    press(Key.Key_Return)
    assert len(visible(window, LabelPart)) == 1
    press(Key.Key_Escape)
    assert lists[0].hasFocus()


def test_lists_are_taken_away_as_values_and_as_a_picture(
    window: MainWindow, tmp_path: Path
) -> None:
    opened(window, "find=families")
    (takes,) = visible(window, TakeAway)
    takes.save("csv", tmp_path / "lists.csv")
    text = (tmp_path / "lists.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 56
    assert sum(row["matches"] == "yes" for row in rows) == 23
    assert {row["status"] for row in rows} == {"as-printed", "corrected"}
    assert all(row["citation"].startswith("HRNK 2016, Table 9") for row in rows)
    takes.save("svg", tmp_path / "lists.svg")
    drawn = (tmp_path / "lists.svg").read_text("utf-8")
    for words in ("23 of 56 categories have", "HRNK 2016, Table 9", "merchants"):
        assert words in drawn
    takes.copy_citation("apa")
    assert "[Table 9]" in QGuiApplication.clipboard().text()


def test_nonsense_is_refused_or_left_out(window: MainWindow) -> None:
    opened(window)
    assert not window.go("nk:songbun?open=songbun-basic/99")
    assert not window.go("nk:songbun/mine")
    assert window.go("nk:songbun?tab=rank&wording=loud&list=7")
    assert here(window) == "nk:songbun"


def test_columns_go_to_the_longest_lists() -> None:
    assert shared([13, 31, 12], 4) == [1, 2, 1]
    assert shared([13, 31, 12], 5) == [1, 3, 1]
    assert shared([25], 4) == [4]


@pytest.mark.parametrize("size", [(1366, 690), (1024, 700), (1920, 1080)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_lacks_room_or_a_name(
    window: MainWindow, size: tuple[int, int], text_size: int
) -> None:
    window.resize(*size)
    window.context.theme.set(text_size=text_size)
    for stop in stops(window, songbun_stops(window.context.catalog)):
        assert unfit(window) == [], stop.name
        assert faults(interface(window)) == [], stop.name


def test_tab_goes_everywhere_and_back(window: MainWindow) -> None:
    told = walk_by_tab(window, stops(window, songbun_stops(window.context.catalog)))
    assert told == {}


@pytest.fixture
def poor_window(qtbot: QtBot, fonts: None, hard_content: Path) -> Generator[MainWindow]:
    """A window over a content with one class of two categories, and an origin nobody can read."""
    with (
        contextlib.closing(Catalog.open(hard_content)) as catalog,
        contextlib.closing(WorkspaceStore.in_memory()) as store,
    ):
        window = app.make_window(catalog, store)
        window.resize(1366, 690)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        yield window
        app.dispose(window)


def test_a_poorer_content_makes_a_shorter_page(poor_window: MainWindow) -> None:
    assert len(opened(poor_window)) == 1
    assert "2 categories in 1 class" in said(poor_window)
    for tab in TABS:
        opened(poor_window, f"tab={tab}&find=cart")
        assert faults(interface(poor_window)) == []
        assert unfit(poor_window) == []
    (origins,) = opened(poor_window, "list=origins&open=songbun-origins/1")
    assert "1 origin, in a list of its own" in said(poor_window)
    assert [name(mark) for mark in children(interface(origins))] == ["Origin 1, illegible"]
    assert "Illegible" in said(poor_window)


def test_a_page_without_lists_says_so(qtbot: QtBot, fonts: None) -> None:
    board = Board(Theme())
    qtbot.addWidget(board)
    board.resize(800, 400)
    board.show_view(SongbunView(SongbunChoice(find="coal"), (), "", 0, None, "", ""))
    board.show()
    settle()
    assert board.summary.words == "This content has no such lists."
    board.lists.enter()  # there is nowhere to go


def test_facts_of_what_followed_open_in_place(window: MainWindow) -> None:
    window.resize(1366, 690)
    opened(window, "tab=mobility")
    look(window)
    own = [each for each in visible(window, Button) if each.accessibleName().startswith("Rests")]
    links = len(visible(window, Prose))
    assert len(own) > 1
    own[0].setFocus()
    QTest.keyClick(own[0], Qt.Key.Key_Space)
    look(window)
    assert len(visible(window, Prose)) == links + 1
    QTest.keyClick(own[0], Qt.Key.Key_Space)
    look(window)
    assert len(visible(window, Prose)) == links
