"""The page of the chain of command: by keys along the links, by mouse, folds, list and panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from tests.ui.accessibles import interface
from tests.ui.fitting import unfit
from tests.ui.helpers import click, settle, visible
from tests.ui.stops import look, stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.content.chain import Chain
from nklearn.content.chain_layout import fold_id
from nklearn.domain.addresses import Address
from nklearn.ui.chain.picture import ChainPicture
from nklearn.ui.chain.tree import ChainTree
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.chain import ChainPage
from nklearn.ui.tour.chain import chain_stops
from nklearn.ui.widgets.prose import Prose

Key = Qt.Key
TEAM = "digging-team"
EXTRACTIVE = "ministry-of-extractive-industry"


@pytest.fixture
def picture(window: MainWindow) -> ChainPicture:
    window.go("nk:chain")
    settle()
    (found,) = visible(window, ChainPicture)
    found.setFocus()
    return found


def page(window: MainWindow) -> ChainPage:
    (found,) = visible(window, ChainPage)
    return found


def here(window: MainWindow) -> str:
    """The address that is open."""
    return str(window.router.here)


def links(window: MainWindow, name: str) -> list[str]:
    """Where the links of a part of the panel lead."""
    prose = next(each for each in visible(window, Prose) if each.accessibleName() == name)
    return [goal for _, _, goal in prose.anchors()]


def test_all_levels_and_both_types_are_seen_without_zoom(picture: ChainPicture) -> None:
    seen = QRectF(picture.rect())
    for spot in picture.spots:
        assert seen.contains(spot.rect), spot.name
    assert picture.scale >= 1.0


def test_arrow_keys_go_along_the_links(window: MainWindow, picture: ChainPicture) -> None:
    picture.set_cursor_on("coal-combined-enterprise")
    for key, goal in (
        (Key.Key_Down, "coal-mine"),
        (Key.Key_Down, "mine-shaft"),
        (Key.Key_Down, "excavation-team"),
        (Key.Key_Right, TEAM),
        (Key.Key_Up, "mine-shaft"),
        (Key.Key_Up, "coal-mine"),
        (Key.Key_Up, "coal-combined-enterprise"),
        (Key.Key_Up, "coal-industry-general-bureaus"),
    ):
        QTest.keyClick(picture, key)
        assert picture.cursor_id == goal
    QTest.keyClick(picture, Key.Key_Return)
    assert here(window) == "nk:chain?open=coal-industry-general-bureaus"
    QTest.keyClick(picture, Key.Key_Escape)
    assert here(window) == "nk:chain"


def test_a_team_shows_its_way_up_in_words_and_each_step_leads_on(window: MainWindow) -> None:
    window.go(f"nk:chain?open={TEAM}")
    settle()
    ways = [each for each in visible(window, Prose) if " › " in each.toPlainText()]
    assert ways[0].toPlainText().startswith("Cabinet (since 1998) › Ministry of Coal Industry ›")
    assert ways[0].toPlainText().endswith("› Mine shaft › Digging team")
    assert ways[1].toPlainText().startswith("Korean Workers’ Party ›")
    assert len(ways[0].anchors()) == 6
    over = links(window, "Over it")
    assert over == ["nk:chain?open=mine-shaft", f"nk:command/mine-shaft-over-{TEAM}"]


def test_every_relation_and_fact_in_the_panel_opens(window: MainWindow) -> None:
    catalog = window.context.catalog
    for body in Chain(catalog).bodies.values():
        window.go(f"nk:chain?open={body.id}")
        for prose in page(window).findChildren(Prose):
            for _, _, goal in prose.anchors():
                address = Address.parse(goal)
                if address.page in ("body", "command"):
                    catalog.entity(address.page, address.rest)
                elif address.page == "fact":
                    catalog.evidence(address.rest)
                elif address.page == "map":
                    assert address.state["open"] in {each.id for each in catalog.places()}
                else:
                    assert address.page in ("chain", "data", "ministries"), goal
        settle()


def test_a_fold_opens_by_mouse_and_closes_by_key(window: MainWindow, picture: ChainPicture) -> None:
    spot = picture.spot(fold_id(EXTRACTIVE))
    assert spot
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert here(window) == f"nk:chain?unfold={EXTRACTIVE}"
    assert picture.spot("mining-guidance-bureau")
    QTest.keyClick(picture, Key.Key_Return)
    assert here(window) == "nk:chain"
    assert picture.spot("mining-guidance-bureau") is None


def test_a_fold_that_holds_what_is_open_closes_with_it(
    window: MainWindow, picture: ChainPicture
) -> None:
    window.go("nk:chain?open=mining-guidance-bureau")
    settle()
    picture.set_cursor_on(fold_id(EXTRACTIVE))
    QTest.keyClick(picture, Key.Key_Return)
    assert here(window) == "nk:chain"


def test_the_list_has_levels_and_opens_by_key(window: MainWindow) -> None:
    window.go("nk:chain?view=list")
    settle()
    (tree,) = visible(window, ChainTree)
    tree.setFocus()
    item = tree.topLevelItem(0)
    assert item
    depth = 0
    while item.childCount():
        item = next(
            (
                item.child(n)
                for n in range(item.childCount())
                if (found := item.child(n)) and found.childCount()
            ),
            item.child(0),
        )
        assert item
        depth += 1
    assert depth == 7
    assert item.text(0) == "Excavation team"
    tree.setCurrentItem(item)
    QTest.keyClick(tree, Key.Key_Return)
    assert Address.parse(here(window)).state == {"open": "excavation-team", "view": "list"}
    assert tree.hasFocus()


def test_the_lines_filter_changes_the_address(window: MainWindow, picture: ChainPicture) -> None:
    click(window, "Line of command: Party")
    assert here(window) == "nk:chain?line=party"
    before = picture.grab().toImage()
    click(window, "Line of command: All lines")
    assert here(window) == "nk:chain"
    assert picture.grab().toImage() != before


def test_no_name_is_cut_in_its_box(window: MainWindow, picture: ChainPicture) -> None:
    chain = Chain(window.context.catalog)
    for name, body in chain.bodies.items():
        span = next((b.wide for b in picture.scene.boxes if b.id == name), None)
        if span:
            assert "…" not in " ".join(picture.broken(body.name, span, bold=True)), name


def test_in_a_narrow_window_the_panel_is_a_drawer(window: MainWindow) -> None:
    window.resize(1024, 700)
    window.go(f"nk:chain?open={TEAM}")
    settle()
    assert not page(window).panel_beside
    QTest.keyClick(page(window), Key.Key_Escape)
    assert here(window) == "nk:chain"


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(1366, 690, 100), (1024, 768, 150), (800, 560, 100)],
)
def test_every_stop_fits_and_makes_sense_without_being_seen(
    window: MainWindow, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in stops(window, chain_stops(window.context.catalog)):
        assert (window.width(), window.height()) == (width, height), stop
        assert [*unfit(window), *squeezed(window)] == [], stop
        assert [*faults(interface(window)), *charts_and_tables(window), *widgets(window)] == []


def test_tab_passes_every_stop_and_returns(window: MainWindow) -> None:
    assert walk_by_tab(window, stops(window, chain_stops(window.context.catalog))) == {}
