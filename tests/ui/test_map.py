"""The map in a window: by mouse, by keyboard, as tiles, as a list; hard material stays folded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLabel, QLineEdit
from tests.ui.fitting import unfit
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import look, stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_screen_reader import charts_and_tables, faults, interface, widgets

from nklearn.ui import layouts
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.main_window import MainWindow
from nklearn.ui.map.controls import Layers
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.map.place_list import PlaceList
from nklearn.ui.map.place_panel import PlacePanel
from nklearn.ui.map.tile_canvas import TileCanvas
from nklearn.ui.pages.map import MapPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.tour.map import map_stops
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.link_card import LinkCard

Key = Qt.Key


def page(window: MainWindow, address: str = "nk:map") -> MapPage:
    assert window.go(address), window.notices.last
    settle()
    layouts.finish()
    found = window.router.page
    assert isinstance(found, MapPage)
    return found


def canvas(window: MainWindow) -> Canvas:
    (found,) = visible(window, Canvas)
    return found


def texts(window: MainWindow) -> str:
    return "\n".join(found.text() for found in visible(window, QLabel))


def press(window: MainWindow, name: str) -> None:
    """Click the middle of a spot."""
    found = canvas(window)
    spot = found.spot(name)
    assert spot is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    settle()
    layouts.finish()


def test_a_click_on_a_province_opens_it(window: MainWindow) -> None:
    shown = page(window)
    press(window, "south-pyongan")
    assert str(shown.address) == "nk:map?open=south-pyongan"
    assert "82" in texts(window) and "22.8%" in texts(window)
    assert str(window.router.here) == "nk:map?open=south-pyongan"


def test_each_number_of_a_province_opens_its_cell(window: MainWindow) -> None:
    page(window, "nk:map?open=jagang")
    cards = {card.accessibleName(): card for card in visible(window, LinkCard)}
    asked: list[str] = []
    shown = window.router.page
    assert shown is not None
    shown.open_requested.connect(asked.append)
    cards["18 mines counted"].accessible_press()
    settle()
    assert asked == ["nk:data/mines-by-province?cell=jagang/2014"]
    assert window.router.here is not None and window.router.here.page == "data"


def test_arrow_keys_and_enter_open_marks(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(found, Key.Key_End)
    last = found.cursor_id
    assert last == found.spots[-1].id
    QTest.keyClick(found, Key.Key_Left)
    assert found.cursor_id != last
    QTest.keyClick(found, Key.Key_Return)
    settle()
    here = window.router.here
    assert here is not None and here.state["open"] == found.cursor_id.partition(":")[0]


def test_every_mark_can_be_reached_by_arrow_keys(window: MainWindow) -> None:
    page(window, "nk:map?layers=counts,camps,prisons,mines,enterprises,towns")
    found = canvas(window)
    from nklearn.ui.canvas.spots import next_spot

    reached, rest = {found.spots[0].id}, [found.spots[0]]
    while rest:
        here = rest.pop()
        for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
            goal = next_spot(found.spots, here, key)
            if goal.id not in reached:
                reached.add(goal.id)
                rest.append(goal)
    assert reached == {spot.id for spot in found.spots}


def test_a_layer_comes_and_goes(window: MainWindow) -> None:
    shown = page(window)
    marks = len(canvas(window).spots)
    (layers,) = visible(window, Layers)
    mines = next(b for b in layers.findChildren(CheckBox) if b.text() == "Named mines")
    QTest.mouseClick(mines, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    settle()
    assert len(canvas(window).spots) > marks
    assert str(shown.address) == "nk:map?layers=counts,camps,prisons,mines"


def test_the_year_changes_what_is_said(window: MainWindow) -> None:
    shown = page(window)
    name = canvas(window).spot("camp-22")
    assert name is not None and "Reported closed, May 2012" in name.name
    track = next(
        t for t in visible(window, QAbstractSlider) if t.accessibleName().startswith("What")
    )
    track.setFocus()
    for _ in range(5):
        QTest.keyClick(track, Key.Key_Left)
    settle()
    assert str(shown.address) == "nk:map?year=2012"  # the first key stops at the last year
    QTest.keyClick(track, Key.Key_Home)
    settle()
    before = canvas(window).spot("camp-22")
    assert before is not None and "Nothing dated for 1974" in before.name
    click(window, "All years")
    assert str(shown.address) == "nk:map"
    assert track.hasFocus() or window.focusWidget() is not None


def test_words_in_the_field_find_places(window: MainWindow) -> None:
    shown = page(window)
    field = next(f for f in visible(window, QLineEdit) if "mineral" in f.accessibleName())
    field.setFocus()
    QTest.keyClicks(field, "Tanchon")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert str(shown.address) == "nk:map?find=Tanchon&open=dancheon"
    assert "2 places found" in texts(window)
    assert any(spot.id.startswith("dancheon:") for spot in canvas(window).spots)
    field.clear()
    QTest.keyClicks(field, "zzyzx")
    QTest.keyClick(field, Key.Key_Return)
    settle()
    assert "No place on the map has “zzyzx”." in texts(window)


def test_hard_material_stays_folded_until_it_is_asked_for(window: MainWindow) -> None:
    shown = page(window, "nk:map?open=camp-14")
    place = window.context.catalog.entity("place", "camp-14")
    hidden = place.about
    assert hidden not in texts(window)
    assert not any(hidden[:20] in spot.name for spot in canvas(window).spots)
    click(window, "Show it")
    QTest.qWait(20)
    layouts.finish()
    assert hidden in texts(window)
    (panel,) = visible(window, PlacePanel)
    assert panel.isAncestorOf(window.focusWidget())
    assert str(shown.address) == "nk:map?open=camp-14"


def test_a_dispute_shows_its_mark_and_its_card(window: MainWindow) -> None:
    page(window, "nk:map?open=dancheon&layers=towns")
    outlines = [s for s in canvas(window).spots if s.id.startswith("dancheon:")]
    assert len(outlines) == 2
    assert all("where in it is not known" in spot.name for spot in outlines)
    assert "≠ Sources disagree" in texts(window)
    click(window, "Compare")
    assert window.router.here is not None and window.router.here.page == "disagreement"


def test_the_zoom_ends_where_points_would_seem_exact(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    assert isinstance(found, MapCanvas)
    for _ in range(20):
        found.zoom_in()
    assert found.zoom == pytest.approx(found.most_zoom())
    # A tenth of a degree, as far as points are known, is no wider than a mark.
    mark = found.spot("camp-25")
    assert mark is not None and found.scale * 10 <= mark.rect.width() + 0.01


def test_marks_keep_their_size_when_zoomed(window: MainWindow) -> None:
    page(window)
    found = canvas(window)
    before = found.spot("camp-16")
    found.set_zoom(2.0, QPointF(600, 100))
    after = found.spot("camp-16")
    assert before is not None and after is not None
    assert before.rect.size() == after.rect.size()


def test_tiles_have_one_size(window: MainWindow) -> None:
    page(window, "nk:map?view=tiles")
    found = canvas(window)
    assert isinstance(found, TileCanvas)
    provinces = {p.id for p in window.context.catalog.places() if p.outline}
    tiles = [spot.rect for spot in found.spots if spot.id in provinces]
    assert len(tiles) == 10
    assert len({(round(t.width(), 3), round(t.height(), 3)) for t in tiles}) == 1
    for number, tile in enumerate(tiles):
        assert not any(tile.intersects(other) for other in tiles[number + 1 :])
    press(window, "gangwon")
    assert str(window.router.here) == "nk:map?view=tiles&open=gangwon"


def test_the_list_is_walked_and_opened_by_keys(window: MainWindow) -> None:
    page(window, "nk:map?view=list&year=2013")
    (rows,) = visible(window, PlaceList)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    said = rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("South Pyongan 평안남도, Province, 82 mines counted")
    QTest.keyClick(rows, Key.Key_Down)
    QTest.keyClick(rows, Key.Key_Return)
    settle()
    assert str(window.router.here) == "nk:map?year=2013&view=list&open=camp-14"


def test_in_a_narrow_window_the_panel_lies_over_the_map(window: MainWindow) -> None:
    window.resize(1024, 700)
    shown = page(window)
    assert not visible(window, Layers)
    click(window, "Layers")
    assert visible(window, Layers)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    settle()
    assert not visible(window, Layers)
    press(window, "jagang")
    assert visible(window, PlacePanel)
    assert str(shown.address) == "nk:map?open=jagang"
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    settle()
    assert not visible(window, PlacePanel)
    assert str(shown.address) == "nk:map"


def test_an_unknown_place_is_told_and_the_reader_stays(window: MainWindow) -> None:
    page(window)
    assert not window.go("nk:map?open=nowhere")
    assert str(window.router.here) == "nk:map"


def test_what_is_not_placed_opens_its_cell(window: MainWindow) -> None:
    page(window)
    assert "18 of 360" in button(window, "18 of 360").accessibleName()
    click(window, "18 of 360")
    assert str(window.router.here) == "nk:data/mines-by-province?cell=unplaced/2014"


# -- every state -----------------------------------------------------------------------------


def states(window: MainWindow) -> list[Stop]:
    """The states of the map that the tour draws, and those of hard material."""
    hard = [Stop("map-fold", "nk:map?open=camp-18&year=2014")]
    return [*map_stops(window.context.catalog), *hard]


def test_every_state_of_the_map_keeps_the_rules_of_keys_and_readers(window: MainWindow) -> None:
    assert walk_by_tab(window, stops(window, states(window))) == {}
    for stop in stops(window, states(window)):
        told = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(1366, 690, 100), (800, 560, 100), (1024, 700, 150), (1920, 1080, 100)],
)
def test_words_of_the_map_have_room(
    window: MainWindow, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in stops(window, states(window)):
        assert (window.width(), window.height()) == (width, height), stop
        assert unfit(window) == [], stop


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("size", [(1366, 690), (1024, 700), (1920, 1080)])
def test_nothing_on_the_drawn_map_overlaps(
    window: MainWindow, size: tuple[int, int], text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(*size)
    for stop in stops(window, states(window)):
        (found,) = visible(window, MapCanvas) or (None,)
        if found is None:
            continue
        boxes = found.scene.boxes()
        for number, box in enumerate(boxes):
            assert not any(box.meets(other) for other in boxes[number + 1 :]), stop


def test_the_map_goes_out_as_picture_values_and_citation(
    window: MainWindow, tmp_path: Path
) -> None:
    shown = page(window, "nk:map?year=2013")
    (takes,) = visible(window, TakeAway)
    takes.save("png", tmp_path / "map.png")
    assert QImage(str(tmp_path / "map.png")).width() > 1000
    takes.save("csv", tmp_path / "map.csv")
    with (tmp_path / "map.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["province"], row["name"]): row for row in csv.DictReader(file)}
    assert rows["South Pyongan", "South Pyongan"]["mines"] == "82"
    assert rows["", "Not placed"]["mines"] == "18"
    assert rows["North Hamgyong", "Camp 22"]["status"] == "Reported closed, May 2012"
    hard = window.context.catalog.entity("place", "camp-14")
    assert hard.about not in (tmp_path / "map.csv").read_text("utf-8-sig")
    takes.copy_citation("apa")
    assert "Table 2" in QGuiApplication.clipboard().text()
    assert str(shown.address) == "nk:map?year=2013"
