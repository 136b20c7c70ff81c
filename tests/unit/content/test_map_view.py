"""What the map shows of the shipped content: counts, standing by year, disputes, and positions."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.entries import entry_of
from nklearn.content.map_geometry import DEGREE, Box
from nklearn.content.map_rows import NO_PROVINCE, groups, standing_words
from nklearn.content.map_scene import ELSEWHERE, NEW, Scene, Sizes, build_scene
from nklearn.content.map_view import MapView, Site, Standing, class_breaks
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.map_choice import LAYERS, MapChoice
from nklearn.domain.places import Precision

# Points that lie just outside of the simplified outline; their entries say so.
_OUTSIDE = {"hyesan", "hyesan-enterprise", "musan-mine", "musan-enterprise"}


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with closing(Catalog.open(shipped_content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def view(catalog: Catalog) -> MapView:
    return MapView(catalog)


def site(view: MapView, name: str) -> Site:
    found = view.site(name)
    assert found is not None, name
    return found


def test_the_counts_are_those_of_the_table(view: MapView, catalog: Catalog) -> None:
    placed = [province.count for province in view.provinces if province.count]
    assert len(placed) == view.ranked == len(view.layout.tiles)
    assert view.unplaced is not None
    assert view.total == sum(count.number for count in placed) + view.unplaced.number
    for count in (*placed, view.unplaced):
        target = count.address.rpartition("cell=")[2]
        cell = catalog.evidence(f"{view.layout.counts}/{target}")
        assert cell.value.startswith(str(count.number))
        assert catalog.evidence(f"{view.layout.shares}/{target}").value == count.share


def test_ranks_count_from_the_most_and_are_shared(view: MapView) -> None:
    ranks = {p.id: (p.count.rank, p.count.ties) for p in view.provinces if p.count}
    assert ranks["south-pyongan"] == (1, 0)
    assert ranks["gangwon"] == ranks["ryanggang"] == (8, 1)
    assert ranks["pyongyang"] == (10, 0)
    rason = view.province("rason")
    assert rason is not None and rason.count is None


def test_the_title_of_the_map_is_true(view: MapView, catalog: Catalog) -> None:
    share = catalog.evidence(view.layout.targets[0])
    assert "fifth" in view.layout.title
    assert Decimal("20") < Decimal(share.value.rstrip("%")) < Decimal("25")


@pytest.mark.parametrize(
    ("numbers", "breaks"),
    [
        ([], ()),
        ([5], ((5, 5),)),
        ([1, 2, 9], ((1, 1), (2, 2), (9, 9))),
        ([15, 16, 16, 18, 30, 35, 37, 44, 49, 82], ((15, 18), (30, 37), (44, 49), (82, 82))),
    ],
)
def test_classes_part_numbers_where_they_lie_furthest_apart(
    numbers: list[int], breaks: tuple[tuple[int, int], ...]
) -> None:
    assert class_breaks(numbers) == breaks


def test_points_lie_within_a_province_of_theirs(view: MapView) -> None:
    for each in view.sites:
        if each.point is None:
            continue
        holds = [p.id for p in view.provinces if p.region.holds(each.point)]
        if each.id in _OUTSIDE:
            assert not holds
            assert (
                "outside the simplified outline" in each.place.note or each.id == "musan-enterprise"
            )
        elif each.id == "rason":
            assert holds == ["rason"]
        else:
            assert set(holds) & {*each.place.provinces, "rason"}, each.id


def test_camps_are_placed_by_county_only(view: MapView) -> None:
    for each in (*view.in_layer("camps"), *view.in_layer("prisons")):
        assert each.place.precision is Precision.COUNTY
        assert each.place.latitude is not None and each.place.longitude is not None
        assert not each.place.latitude % Decimal("0.1") and not each.place.longitude % Decimal(
            "0.1"
        )


def test_a_closed_camp_is_closed_from_its_year_on(view: MapView) -> None:
    camp = site(view, "camp-22")
    standing = {year: camp.standing(year) for year in ("2008", "2010", "2012", "2016", "")}
    assert standing == {
        "2008": Standing.UNDATED,
        "2010": Standing.STATED,
        "2012": Standing.CLOSED,
        "2016": Standing.CLOSED,
        "": Standing.CLOSED,
    }


def test_a_camp_that_moved_has_both_its_places(view: MapView) -> None:
    camp = site(view, "camp-18")
    assert camp.standing("2011") is Standing.STATED
    assert not camp.at_old_place("2012") and camp.at_old_place("2013")
    kaechon = site(view, "kaechon")
    assert camp.new_point == kaechon.point  # the county of where it is reported to be


def test_a_dispute_is_shown_in_both_provinces(view: MapView) -> None:
    assert site(view, "camp-15").elsewhere == ("north-hamgyong",)
    assert set(site(view, "dancheon").elsewhere) == {"south-hamgyong", "north-hamgyong"}
    assert site(view, "kyohwaso-4").elsewhere == ("south-pyongan",)
    assert not site(view, "macheonryeong").disputed  # mountains may lie in two provinces
    assert not site(view, "camp-14").disputed


def test_words_of_hard_places_stay_folded_in_the_list(view: MapView) -> None:
    for each in view.sites:
        if each.place.sensitivity is Sensitivity.NONE:
            continue
        for year in ("", *view.years):
            said = standing_words(each, year)
            assert not any(state.state in said for state in each.place.states), each.id


def test_the_list_has_every_place_of_its_layers(view: MapView) -> None:
    choice = MapChoice(layers=LAYERS)
    found = groups(view, choice)
    named = {row.id for group in found for row in group.rows}
    assert named == {each.id for each in (*view.provinces, *view.sites)}
    assert found[0].title == "South Pyongan" and found[-1].title == NO_PROVINCE
    both = [group.title for group in found if any(row.id == "dancheon" for row in group.rows)]
    assert sorted(both) == ["North Hamgyong", "South Hamgyong"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tanchon", "dancheon"),
        ("Tanch’ŏn", "dancheon"),
        ("단천", "dancheon"),
        ("iron ore", "musan-mine"),
        ("KANGWON", "gangwon"),
        ("camp 22", "camp-22"),
        ("kyo hwa so 4", "kyohwaso-4"),
    ],
)
def test_places_are_found_by_spelling_hangul_and_mineral(
    view: MapView, words: str, name: str
) -> None:
    assert name in view.found(words)


def test_nothing_is_found_by_nothing(view: MapView) -> None:
    assert view.found(" ") == () and view.found("zzyzx") == ()


def test_records_lead_to_the_map_where_it_shows_them(view: MapView, catalog: Catalog) -> None:
    for place in catalog.places():
        ways = [
            link.address
            for group in entry_of(catalog, place).related
            for link in group.links
            if link.address.startswith("nk:map")
        ]
        if ways:
            assert view.place(MapChoice.parse(Address.parse(ways[0])).open) == place
        else:
            assert not place.provinces and not place.outline


def test_an_unknown_place_is_told(view: MapView) -> None:
    for name in ("nowhere", "poland"):
        with pytest.raises(UnknownAddressError):
            view.place(name)


# -- the scene -------------------------------------------------------------------------------


def scene(view: MapView, choice: MapChoice, scale: float) -> Scene:
    width, height = view.projection.size
    sizes = Sizes(
        mark=lambda each: (28, 28) if each.disputed else (22, 22),
        label=lambda p: (
            ((len(p.place.name) * 7.0, 16), (20, 20)),
            ((len(p.place.name) * 8.0, 18),),
        ),
        name=lambda each: (len(each.place.name) * 6.0, 14),
        words=lambda label: (90, 32),
    )
    bounds = Box(-300 * scale, -20, (width + 600) * scale, height * scale + 40)
    return build_scene(view, choice, scale, sizes, bounds)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6, 2.4])
@pytest.mark.parametrize("year", ["", "1990", "2013"])
def test_nothing_on_the_map_overlaps(view: MapView, scale: float, year: str) -> None:
    for layers in (LAYERS, ("counts", "camps", "prisons"), ()):
        boxes = scene(view, MapChoice(layers=layers, year=year), scale).boxes()
        for number, box in enumerate(boxes):
            assert not any(box.meets(other) for other in boxes[number + 1 :])


def test_every_place_with_a_spot_has_a_mark(view: MapView) -> None:
    shown = scene(view, MapChoice(layers=LAYERS), 1.0)
    marked = {mark.site.id for mark in shown.marks} | {"rason"}
    assert marked == {s.id for s in view.sites if s.point is not None or s.elsewhere}
    roles = {mark.role for mark in shown.marks}
    assert {ELSEWHERE, NEW} <= roles
    assert {label.province.id for label in shown.labels} == {p.id for p in view.provinces}


def test_the_move_is_shown_from_its_year_on(view: MapView) -> None:
    def lines(year: str) -> set[str]:
        return {line.kind for line in scene(view, MapChoice(year=year), 1.0).lines}

    assert "move" not in lines("2011")
    assert "move" in lines("2012") and "move" in lines("")


def test_outlines_of_disputed_places_lie_in_their_province(view: MapView) -> None:
    scale = 1.6
    for mark in scene(view, MapChoice(), scale).marks:
        if mark.role == ELSEWHERE:
            province = view.province(mark.province)
            x, y = mark.placed.box.middle
            assert province is not None and province.region.holds((x / scale, y / scale))


def test_a_tenth_of_a_degree_is_ten_units(view: MapView) -> None:
    west = view.projection.flat((125.0, 40.0))
    north = view.projection.flat((125.0, 40.1))
    assert abs(west[1] - north[1] - DEGREE / 10) < 1e-6
