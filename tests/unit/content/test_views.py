"""Authored views: what ships opens as it says, estimators stay apart, faults are reported."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import Kind
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.content.explorer import View, explore
from nklearn.content.explorer_items import Hindrance
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection
from nklearn.domain.views import DataView

#: Views that readers are promised, and how they are drawn.
NAMED = {
    "mining-share-of-exports": Kind.POINTS,
    "exports-and-china": Kind.PANELS,
    "exports-by-estimator": Kind.LINES,
    "coal-by-estimator": Kind.LINES,
    "iron-ore-by-estimator": Kind.LINES,
    "arrivals-by-sex": Kind.LINES,
    "energy-mix": Kind.BARS,
    "mines-by-province": Kind.BARS,
    "cabinet-divisions": Kind.STEPS,
}


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


def see(catalog: Catalog, text: str) -> View:
    return explore(catalog, Selection.parse(Address.parse(text)))


def test_views_are_drawn_with_their_own_words(catalog: Catalog) -> None:
    views = {view.id: view for view in catalog.views}
    assert views.keys() >= NAMED.keys()
    for view in catalog.views:
        shown = see(catalog, str(view.address))
        assert shown.kind is NAMED.get(view.id, shown.kind)
        assert sorted(shown.selection.shown) == sorted(view.keys)
        lessons = [
            spec.title
            for _, spec in catalog.figures(view.datasets[0])
            if sorted(f"{spec.dataset}/{name}" for name in spec.series) == sorted(view.keys)
        ]
        assert shown.plot.title in (view.title, *lessons) or (
            shown.bars and shown.bars.title in lessons
        )


def test_estimators_stand_apart(catalog: Catalog) -> None:
    for view in catalog.views:
        if len(view.datasets) < 2:
            continue
        series = see(catalog, str(view.address)).plot.series
        assert len({line.label for line in series}) == len(series)
        assert len({line.colour for line in series}) == len(series)
        assert not any(line.bridged for line in series), "a dashed join could cross another set"
        for line in series:  # no line holds cells of two data sets
            assert {point.target.rpartition("/")[0] for point in line.points} == {line.key}


def test_a_reader_can_put_estimators_beside_each_other(catalog: Catalog) -> None:
    alone = see(catalog, "nk:data/coal-nkri")
    items = {item.key: item for group in alone.groups for item in group.items}
    assert items["coal-statistics-korea/coal"].hindrance is Hindrance.NONE
    both = see(catalog, "nk:data/coal-nkri?show=coal,coal-statistics-korea/coal")
    assert [line.label for line in both.plot.series] == ["Resources Institute", "Statistics Korea"]
    assert both.plot.title.startswith("Coal output, ")
    assert [label for _, label, _ in both.notes] == ["Resources Institute", "Statistics Korea"]
    assert alone.notes == ()


def test_lines_without_a_common_year_get_no_index(catalog: Catalog) -> None:
    text = "nk:data/coal-iron-output?scale=index&show=coal"
    items = {item.key: item for group in see(catalog, text).groups for item in group.items}
    assert items["coal-nkri/coal"].hindrance is Hindrance.YEAR
    both = see(catalog, f"{text},coal-nkri/coal")
    assert not both.selection.index
    assert both.base == ""
    assert len(both.plot.series) == 2, "as amounts they can stand beside each other"


def test_what_shares_neither_unit_nor_year_leaves_the_base_of_the_rest(catalog: Catalog) -> None:
    minerals = "mineral-exports-kotra/minerals"
    cut = see(catalog, f"nk:data/exports-total?show={minerals},china-imports/all&scale=index")
    assert cut.selection.shown == (minerals,)
    assert not cut.selection.index
    assert cut == see(catalog, f"nk:data/exports-total?show={minerals}")
    years = {point.period for point in cut.plot.series[0].points}
    assert cut.base in years, "no year of a line that is not shown"


def test_single_points_each_have_their_value(catalog: Catalog) -> None:
    plot = see(catalog, str(_view(catalog, "mining-share-of-exports").address)).plot
    assert not any(line.joined for line in plot.series)
    points = {point.target for line in plot.series for point in line.points}
    assert plot.labelled == points


def test_months_stand_true_to_time(catalog: Catalog) -> None:
    shown = see(catalog, "nk:data/cabinet-divisions?show=divisions")
    (line,) = shown.plot.series
    assert line.stepped
    spots = {point.period: point.x for point in line.points}
    assert spots["March 1999"] - spots["September 1998"] == pytest.approx(0.5)
    assert spots["June 2005"] - spots["May 2005"] == pytest.approx(1 / 12)
    assert shown.name_of("2005-06") == "June 2005"
    assert shown.plot.rivals, "the sums of Table 7 are disputed"


def test_a_range_of_months(catalog: Catalog) -> None:
    shown = see(catalog, "nk:data/cabinet-divisions?from=2002-04&to=2005-05")
    assert [words for _, words in shown.plot.ticks][::3] == ["April 2002", "May 2005"]


def _view(catalog: Catalog, name: str) -> DataView:
    return next(view for view in catalog.views if view.id == name)


# -- the file -------------------------------------------------------------------------------

VIEW = """
- id: together
  title: "Coal and crews, 1998"
  subtitle: "Side by side"
  alt: "Two small charts."
  panels: true
  lines:
    - {line: pit-output/coal, label: "Coal"}
    - {line: pit-crews/cutters}
"""


def test_a_view_is_read(tree: Path, tmp_path: Path) -> None:
    (tree / "resources/data/views.yaml").write_text(VIEW.replace("Two small", "Small"), "utf-8")
    compile_content(tree, tmp_path / "content.db")
    with contextlib.closing(Catalog.open(tmp_path / "content.db")) as catalog:
        (view,) = catalog.views
        assert view.panels
        assert str(view.address) == "nk:data/pit-output?show=coal,pit-crews/cutters&scale=panels"
        assert [line.label for line in view.lines] == ["Coal", ""]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Two small", "Two small", '"Two" is not what its citation says'),
        ("1998", "1997", '"1997" is not what its citation says'),
        ("pit-crews/cutters", "pit-crews/nobody", "unknown line `pit-crews/nobody`"),
        ("pit-crews/cutters", "nothing/cutters", "unknown line `nothing/cutters`"),
        ("  panels: true\n", "", "lines of several units share no scale"),
        ("pit-crews/cutters", "pit-rations/cutters", "a data set with columns has no years"),
        ("panels: true", "panel: true", "unknown key"),
    ],
)
def test_faults_of_a_view(tree: Path, old: str, new: str, told: str) -> None:
    text = VIEW if "Two" in old else VIEW.replace("Two small", "Small")
    (tree / "resources/data/views.yaml").write_text(text.replace(old, new), "utf-8")
    found = [str(fault) for fault in check_content(tree)]
    assert any(told in fault and "views.yaml:" in fault for fault in found), found


def test_an_id_of_two_views(tree: Path) -> None:
    text = VIEW.replace("Two small", "Small")
    (tree / "resources/data/views.yaml").write_text(text + text, "utf-8")
    (fault,) = check_content(tree)
    assert "the id `together` is used twice" in str(fault)
