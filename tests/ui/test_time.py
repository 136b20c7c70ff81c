"""The time axis in a window: lanes, groups, zoom, years, panel and list, by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from tests.ui.helpers import button, click, settle, visible

from nklearn.content.time_axis import TimeAxis
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.time import TimePage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.time.time_canvas import TimeCanvas
from nklearn.ui.time.time_list import TimeList
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.link_card import LinkCard

Key = Qt.Key


def page(window: MainWindow, address: str = "nk:time") -> TimePage:
    assert window.go(address), window.notices.last
    settle()
    layouts.finish()
    settle()
    found = window.router.page
    assert isinstance(found, TimePage)
    return found


def canvas(window: MainWindow) -> TimeCanvas:
    (found,) = visible(window, TimeCanvas)
    return found


def texts(window: MainWindow) -> str:
    return "\n".join(found.text() for found in visible(window, QLabel))


def press(window: MainWindow, name: str) -> None:
    """Click a spot near its left end, where its mark is."""
    found = canvas(window)
    spot = found.spot(name)
    assert spot is not None, name
    at = spot.rect.center().toPoint()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=at)
    settle()
    layouts.finish()


def test_the_axis_shows_every_entry_once_in_lanes_without_overlap(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    axis = TimeAxis(window.context.catalog)
    for address in ("nk:time", "nk:time?from=1996&to=2008", "nk:time?from=2012&to=2012"):
        page(window, address)
        spots = [s for s in found.spots if not s.id.startswith("data/")]
        names = [name for spot in spots for name in spot.id.split(",")]
        assert sorted(names) == sorted(each.id for each in axis.entries)
        for number, one in enumerate(spots):
            for other in spots[number + 1 :]:
                assert not one.rect.intersects(other.rect), (one.id, other.id)


def test_a_group_lists_its_entries_and_each_opens(window: MainWindow) -> None:
    shown = page(window)
    group = next(s.id for s in canvas(window).spots if s.id.count(",") == 1)
    press(window, group)
    assert shown.address.state["open"] == group
    cards = visible(window, LinkCard)
    assert len(cards) == 2 and "2 entries close together" in texts(window)
    cards[0].accessible_press()
    settle()
    here = window.router.here
    assert here is not None and here.state["open"] == group.split(",")[0]


def test_arrow_keys_reach_every_spot(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(found, Key.Key_Home)
    reached: set[str] = set()
    while True:
        while found.cursor_id not in reached:
            reached.add(found.cursor_id)
            QTest.keyClick(found, Key.Key_Right)
        for _ in range(60):
            QTest.keyClick(found, Key.Key_Left)
            reached.add(found.cursor_id)
        before = found.cursor_id
        QTest.keyClick(found, Key.Key_Down)
        if found.cursor_id == before:
            break
    assert reached == {spot.id for spot in found.spots}
    spot = found.spot(found.cursor_id)
    assert spot is not None and found.plot.intersects(spot.rect)


def test_enter_opens_and_the_dates_say_how_sure_they_are(window: MainWindow) -> None:
    page(window, "nk:time?show=ministries&from=1972&to=1975")
    found = canvas(window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    spot = next(s.id for s in found.spots if s.id == "event/mining-1974")
    found.set_cursor_on(spot)
    QTest.keyClick(found, Key.Key_Return)
    settle()
    assert window.router.here is not None
    assert window.router.here.state["open"] == "event/mining-1974"
    said = texts(window)
    assert "1974" in said and "Known to the year." in said
    assert "What this rests on" in said


def test_plus_and_minus_change_the_years_of_the_address(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window)
    found = canvas(window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(found, Key.Key_Plus)
    qtbot.waitUntil(lambda: "from" in shown.address.state or "to" in shown.address.state)
    start, end = found.window_years
    assert end - start < 20
    QTest.keyClick(found, Key.Key_0)
    qtbot.waitUntil(lambda: str(shown.address) == "nk:time")
    assert found.window_years == (1945.0, TimeAxis(window.context.catalog).last + 1.0)


def test_zoom_keeps_the_year_under_the_mouse(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    at = QPointF(found.plot.left() + found.plot.width() * 0.7, 100)
    start, end = found.window_years
    year = start + 0.7 * (end - start)
    found.set_zoom(6.0, at)
    assert found.x_of(year) == pytest.approx(at.x(), abs=1)


def test_dragging_moves_the_years_and_stops_at_the_ends(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window, "nk:time?from=1990&to=1999")
    found = canvas(window)
    found.pan(QPointF(-found.plot.width() / 2, 0))
    assert found.window_years == pytest.approx((1995.0, 2005.0))
    qtbot.waitUntil(lambda: shown.address.state.get("from") == "1995")
    assert shown.address.state["to"] == "2004"
    found.pan(QPointF(1e7, 0))
    assert found.window_years[0] == 1945.0


def test_the_strip_below_moves_and_cuts_the_years_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window, "nk:time?from=1980&to=1989")
    grips = {s.accessibleName(): s for s in visible(window, QAbstractSlider)}
    whole = next(s for name, s in grips.items() if "1980 to 1989" in name)
    whole.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(whole, Key.Key_Right)
    qtbot.waitUntil(lambda: shown.address.state.get("from") == "1981")
    assert shown.address.state["to"] == "1990" and "1981 to 1990" in whole.accessibleName()
    first = next(s for s in grips.values() if s.accessibleName() == "From 1981")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Key.Key_PageUp)
    qtbot.waitUntil(lambda: shown.address.state.get("from") == "1971")
    assert shown.address.state["to"] == "1990" and window.focusWidget() is first


def test_an_address_stays_as_it_was_opened(window: MainWindow) -> None:
    for years, name in (
        ("from=2009&to=2017", "place/camp-22/1"),
        ("from=1967&to=1974", "event/mining-1973"),
    ):
        text = f"nk:time?{years}&open={name}"
        shown = page(window, text)
        QTest.qWait(250)  # longer than the axis waits before it tells of its years
        assert str(shown.address) == str(window.router.here) == text


def test_the_sheet_and_the_table_can_be_taken_away(window: MainWindow, tmp_path: Path) -> None:
    page(window, "nk:time?show=resolutions")
    (takes,) = visible(window, TakeAway)
    for kind in ("png", "svg", "csv"):
        takes.save(kind, tmp_path / f"axis.{kind}")
    drawn = (tmp_path / "axis.svg").read_text("utf-8")
    assert "Resolution 2270" in drawn and "Ministries" not in drawn
    rows = (tmp_path / "axis.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + TimeAxis(window.context.catalog).counts()["resolutions"]
    assert (tmp_path / "axis.png").stat().st_size > 10_000


def test_subjects_come_and_go(window: MainWindow) -> None:
    shown = page(window)
    camps = next(b for b in visible(window, CheckBox) if b.text().startswith("Camps"))
    assert camps.text() == f"Camps {TimeAxis(window.context.catalog).counts()['camps']}"
    QTest.mouseClick(camps, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    settle()
    assert str(shown.address) == "nk:time?show=law,resolutions,ministries,trade,flight"
    assert not any(spot.id.startswith("place/") for spot in canvas(window).spots)


def test_hard_entries_stay_folded(window: MainWindow) -> None:
    axis = TimeAxis(window.context.catalog)
    hard = [each for each in axis.entries if each.hard]
    for each in hard:
        page(window, f"nk:time?open={each.id}")
        spoken = [spot.name for spot in canvas(window).spots]
        assert each.detail not in texts(window)
        assert not any(each.detail in name for name in spoken)
    click(window, "Show it")
    settle()
    layouts.finish()
    assert hard[-1].detail in texts(window)


def test_a_bar_opens_its_cell(window: MainWindow) -> None:
    shown = page(window, "nk:time?show=flight")
    bar = next(s.id for s in canvas(window).spots if s.id.startswith("data/"))
    press(window, bar)
    assert shown.address.state["open"] == bar
    evidence = window.context.catalog.evidence(bar.removeprefix("data/"))
    assert evidence.value in texts(window)
    asked: list[str] = []
    shown.open_requested.connect(asked.append)
    click(window, "Open in the data explorer")
    assert asked == [evidence.address]


def test_next_and_previous_walk_by_time(window: MainWindow) -> None:
    shown = page(window, "nk:time?show=resolutions&open=sanction/sanction-1718")
    assert not button(window, "Previous").isEnabled()
    after = button(window, "Next")
    after.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(after, Key.Key_Return)
    settle()
    assert shown.address.state["open"] == "sanction/sanction-1874"
    assert window.focusWidget() is button(window, "Next")
    click(window, "Previous")
    assert shown.address.state["open"] == "sanction/sanction-1718"


def test_the_list_has_the_same_entries_and_sorts(window: MainWindow) -> None:
    shown = page(window, "nk:time?view=list&from=2016&to=2017")
    (table,) = visible(window, TimeList)
    model = table.model()
    axis = TimeAxis(window.context.catalog)
    from nklearn.domain.time_choice import TimeChoice

    wanted = axis.in_years(TimeChoice(start=2016, end=2017))
    assert model.rowCount() == len(wanted)
    dates = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert dates == [each.when.words for each in wanted]
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, Key.Key_S)
    subjects = [model.index(n, 1).data() for n in range(model.rowCount())]
    assert subjects == sorted(subjects)
    table.setCurrentIndex(table.index_of("sanction/sanction-2270"))
    QTest.keyClick(table, Key.Key_Return)
    settle()
    assert shown.address.state["open"] == "sanction/sanction-2270"
    assert "Resolution 2270" in texts(window)


def test_words_in_the_field_leave_what_has_them(window: MainWindow) -> None:
    shown = page(window)
    field = next(f for f in visible(window, QLineEdit) if "time axis" in f.placeholderText())
    field.setFocus()
    QTest.keyClicks(field, "2397")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert str(shown.address) == "nk:time?find=2397"
    assert [spot.id for spot in canvas(window).spots] == ["sanction/sanction-2397"]
    assert window.focusWidget() is canvas(window)
    field.setFocus()
    QTest.keyClicks(field, "zzyzx")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert not canvas(window).spots and "Nothing here" in texts(window)


def test_what_there_is_not_is_said_and_nonsense_shows_the_usual(window: MainWindow) -> None:
    for address in ("nk:time?open=event/never", "nk:time/1990"):
        assert not window.go(address)
        for box in visible(window, QMessageBox):
            box.reject()
    assert str(page(window, "nk:time?show=cats&from=soon").address) == "nk:time"
