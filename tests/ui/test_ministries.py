"""The lineage of ministries in a real window: by mouse, by keys, as a list, as an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.ui.accessibles import interface
from tests.ui.fitting import unfit
from tests.ui.helpers import button, click, visible
from tests.ui.stops import look, stops
from tests.ui.test_colours import fills
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.domain.claims import Sensitivity
from nklearn.ui import tokens
from nklearn.ui.lineage.listing import EventTable
from nklearn.ui.lineage.picture import LineagePicture
from nklearn.ui.lineage.time_scale import TimeScale
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.ministries import ministries_stops
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose

Key = Qt.Key


def go(window: MainWindow, address: str) -> None:
    assert window.go(address), window.notices.last
    look(window)


def here(window: MainWindow) -> str:
    return str(window.router.here)


def said(window: MainWindow) -> list[str]:
    """Every word of the page, in labels and links."""
    page = window.router.page
    assert page is not None
    words = [own.text() for own in visible(page, QLabel)]
    return words + [own.toPlainText() for own in visible(page, Prose)]


def picture(window: MainWindow) -> LineagePicture:
    (found,) = visible(window, LineagePicture)
    return found


def scale(window: MainWindow) -> TimeScale:
    (found,) = visible(window, TimeScale)
    return found


def follow(window: MainWindow, words: str) -> None:
    """Open the first link of the list of links that begins with `words`."""
    link = next(each for each in visible(window, Prose) if each.toPlainText().startswith(words))
    link.setFocus()
    QTest.keyClick(link, Key.Key_Return)
    look(window)


def test_a_change_says_what_happened_and_what_it_rests_on(window: MainWindow) -> None:
    go(window, "nk:ministries/1985-11")
    words = "\n".join(said(window))
    count = len([each for each in window.context.catalog.events() if each.date.start.year >= 1967])
    assert count > 20
    for part in (
        "Change 9 of 20",
        "Nov 1985",
        "Merged",
        "Department of Coal Industry",
        "Extractive Industry Committee",
        "Not known",
        "Sources disagree",
        "HRNK 2016, Table 6, row 8",
    ):
        assert part in words, part
    follow(window, "Department of Mining")
    assert here(window) == "nk:body/department-of-mining"


def test_every_step_by_the_slider_changes_the_address(window: MainWindow) -> None:
    go(window, "nk:ministries")
    slider = scale(window)
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_End)
    assert here(window) == "nk:ministries/2006-10-26"
    QTest.keyClick(slider, Key.Key_Left)
    assert here(window) == "nk:ministries/2005-06-22"
    QTest.keyClick(slider, Key.Key_Home)
    assert here(window) == "nk:ministries/1967-12"
    for _ in range(30):
        QTest.keyClick(slider, Key.Key_Right)
    assert here(window) == "nk:ministries/2006-10-26"
    assert slider.hasFocus()
    look(window)
    assert not button(window, "Next").isEnabled()
    click(window, "Previous")
    assert here(window) == "nk:ministries/2005-06-22"


def test_heads_and_boxes_open_by_mouse_and_keys(window: MainWindow) -> None:
    go(window, "nk:ministries")
    shown = picture(window)
    spot = shown.spot("change/1990-01")
    assert spot is not None
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert here(window) == "nk:ministries/1990-01"
    shown.setFocus()
    assert shown.cursor_id == "change/1990-01"
    QTest.keyClick(shown, Key.Key_Down)
    QTest.keyClick(shown, Key.Key_Return)
    look(window)
    assert here(window).startswith("nk:ministries/1990-01?body=department-of-")
    assert "What happened to it" in said(window)


def test_every_box_lies_in_the_picture_and_none_on_another(window: MainWindow) -> None:
    window.resize(1366, 768)
    go(window, "nk:ministries")
    shown = picture(window)
    boxes = [spot for spot in shown.spots if spot.id.startswith("body/")]
    assert len(boxes) == len(shown.lineage.layout.boxes)
    for n, spot in enumerate(boxes):
        assert shown.rect().toRectF().contains(spot.rect), spot.id
        for other in boxes[n + 1 :]:
            assert not spot.rect.intersects(other.rect), (spot.id, other.id)


def test_names_are_whole_on_a_laptop(window: MainWindow) -> None:
    for size in ((1366, 690), (1366, 768), (1920, 1080)):
        window.resize(*size)
        go(window, "nk:ministries")
        cut = [each for each in picture(window).labels if any("…" in line for line in each.lines)]
        assert not cut, (size, cut)


def test_zoom_by_buttons_keeps_heads_and_lanes_in_sight(window: MainWindow) -> None:
    go(window, "nk:ministries/2006-10")
    shown = picture(window)
    click(window, "Zoom in")
    click(window, "Zoom in")
    assert shown.zoom > 1.5
    shown.set_cursor_on("body/ministry-of-coal-industry/1")
    spot, head = shown.spot("body/ministry-of-coal-industry/1"), shown.spot("change/2006-10-26")
    assert spot is not None and head is not None
    assert shown.rect().toRectF().contains(spot.rect)
    assert shown.rect().toRectF().contains(head.rect.topLeft())
    click(window, "Show all")
    assert shown.zoom == 1.0


def test_who_was_responsible_for_coal_in_march_1983(window: MainWindow) -> None:
    go(window, "nk:ministries")
    click(window, "Who was responsible?")
    look(window)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    button(window, "Field: Everything")
    go(window, "nk:ministries?on=1983-03&field=coal")
    words = "\n".join(said(window))
    for part in ("Coal, Mar 1983", "Certain", "Department of Coal Industry", "Since Nov 1982"):
        assert part in words, part
    (field,) = [each for each in visible(window, QLineEdit) if each.text() == "1983-03"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "May 1975")
    QTest.keyClick(field, Key.Key_Return)
    look(window)
    assert here(window) == "nk:ministries?on=May+1975&field=coal"
    assert "Unclear" in said(window) and QApplication.focusWidget() is not field
    assert isinstance(QApplication.focusWidget(), QLineEdit), "made anew, and still with the keys"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nk:ministries?on=nonsense&field=coal", "can’t be read as a date"),
        ("nk:ministries?on=1983&field=gold", "Ask for: machines"),
        ("nk:ministries?field=coal", "Write a month and a year"),
        ("nk:ministries?on=2020&field=coal", "What came later is not told"),
        ("nk:institutions?on=1983-03", "May have existed"),
        ("nk:ministries?on=1983-03", "Department of Mining"),
    ],
)
def test_odd_questions_are_answered_too(window: MainWindow, address: str, told: str) -> None:
    go(window, address)
    assert told in "\n".join(said(window))


def test_the_state_on_a_date_leads_into_the_lineage(window: MainWindow) -> None:
    go(window, "nk:institutions?on=1983-03")
    slider = scale(window)
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_End)
    look(window)
    assert here(window) == "nk:ministries/2006-10-26"


def test_a_change_that_never_was_is_refused(window: MainWindow) -> None:
    go(window, "nk:ministries")
    assert not window.go("nk:ministries/1985-12")
    assert not window.go("nk:ministries?body=nobody")
    assert here(window) == "nk:ministries"


def test_the_list_holds_every_event_and_leads_on(window: MainWindow) -> None:
    go(window, "nk:ministries?view=list")
    (table,) = visible(window, EventTable)
    model = table.model()
    catalog = window.context.catalog
    assert model.rowCount() == len(catalog.events())
    texts = [model.index(row, 1).data() for row in range(model.rowCount())]
    for event in catalog.events():
        assert any(text.startswith(event.name) for text in texts), event.name
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, Key.Key_Return)
    look(window)
    assert here(window) == "nk:ministries/1945-10?view=list"
    assert "Before the lineage begins" in said(window)
    table.setCurrentIndex(model.index(0, 3))
    QTest.keyClick(table, Key.Key_Return)
    look(window)
    assert here(window) == "nk:body/transitional-cabinet"


def test_the_numbers_of_the_cabinet_open_their_cells(window: MainWindow) -> None:
    go(window, "nk:ministries/2006-10")
    slider = scale(window)
    mark = slider.accessible_marks()[-1]
    assert mark.name.startswith("37")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=mark.rect.center())
    look(window)
    assert here(window) == "nk:data/cabinet-divisions?cell=divisions/2006-10"


def test_in_a_narrow_window_the_panel_comes_and_goes(window: MainWindow) -> None:
    window.resize(1024, 700)
    go(window, "nk:ministries")
    page = window.router.page
    assert page is not None
    assert "Previous" not in [each.accessibleName() for each in visible(window, QLabel)]
    shown = picture(window)
    shown.set_cursor_on("change/1985-11")
    shown.activated.emit("change/1985-11")
    look(window)
    assert here(window) == "nk:ministries/1985-11"
    focus = QApplication.focusWidget()
    assert focus is not None and focus is not shown and page.isAncestorOf(focus)
    QTest.keyClick(focus, Key.Key_Escape)
    look(window)
    assert here(window) == "nk:ministries"
    assert QApplication.focusWidget() is shown


def test_the_slider_takes_the_mouse(window: MainWindow) -> None:
    go(window, "nk:ministries")
    slider = scale(window)
    marks = slider.accessible_marks()
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=marks[5].rect.center() + QPoint(1, 0))
    assert here(window) == "nk:ministries/1979-12"


def states(window: MainWindow) -> list[Stop]:
    """The stops of the tour, and the states that it leaves out."""
    made = [*ministries_stops(window.context.catalog)]
    assert len(made) == 5
    others = ("nk:ministries", "nk:ministries?on=1983-03", "nk:ministries?on=x&field=oil")
    return made + [Stop(address, address) for address in others]


def test_every_state_keeps_every_rule(window: MainWindow) -> None:
    these = states(window)
    assert walk_by_tab(window, stops(window, these)) == {}
    for stop in these:
        go(window, stop.address)
        told = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(1366, 690, 100), (1920, 1080, 100), (1024, 768, 150), (1024, 700, 100), (800, 560, 100)],
)
def test_words_have_room(window: MainWindow, width: int, height: int, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in states(window):
        go(window, stop.address)
        assert [*unfit(window), *squeezed(window)] == [], stop


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_it_is_drawn_in_the_colours_of_the_theme(window: MainWindow, theme: str) -> None:
    window.context.theme.set(name=theme)
    known = {QColor(colour).name().upper() for colour in tokens.THEMES[theme].values()}
    for stop in states(window):
        go(window, stop.address)
        others = {c: share for c, share in fills(window).items() if c not in known}
        assert others == {}, stop


class TestHardContent:
    """Content whose events are hard to read."""

    @pytest.fixture
    def content_file(self, hard_content: Path) -> Path:
        return hard_content

    def test_hard_events_stay_folded(self, window: MainWindow) -> None:
        events = window.context.catalog.events()
        hard = [each for each in events if each.sensitivity is not Sensitivity.NONE]
        assert hard
        code = hard[0].date.code
        go(window, f"nk:ministries/{code}")
        assert visible(window, Fold)
        assert hard[0].name not in "\n".join(said(window))
        names = [mark.name for mark in picture(window).accessible_marks()]
        names += [mark.name for mark in scale(window).accessible_marks()]
        assert not any(hard[0].name in name for name in names)
        click(window, "Show it")
        look(window)
        assert hard[0].name in "\n".join(said(window))
        go(window, "nk:ministries?view=list")
        model = visible(window, EventTable)[0].model()
        cells = [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(5)
        ]
        assert not any(hard[0].name in cell for cell in cells)
