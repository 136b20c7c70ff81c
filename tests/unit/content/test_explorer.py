"""The explorer over the shipped tables: what stands together, as what, and for which years."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import MOST, MOST_PANELS
from nklearn.content.explorer import View, cited, explore
from nklearn.content.explorer_items import Hindrance, Item
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Status
from nklearn.domain.quantities import number_text
from nklearn.domain.selection import Selection

COAL, IRON = "coal-iron-output/coal", "coal-iron-output/iron-ore"
COPPER, GOLD = "minerals-output/copper", "minerals-output/gold"
UNREADABLE = "minerals-output/last-row"
SINGLE = "mining-export-share/introduction"  # its only value is from elsewhere in the text


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


def see(catalog: Catalog, text: str) -> View:
    return explore(catalog, Selection.parse(Address.parse(f"nk:data/{text}")))


def items(view: View) -> dict[str, Item]:
    return {item.key: item for group in view.groups for item in group.items}


def periods(view: View) -> list[str]:
    return [period for _, period in view.plot.ticks]


# -- what is shown --------------------------------------------------------------------------


def test_at_first_the_chart_of_the_lesson_is_shown(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output")
    assert view.selection.shown == view.usual == (COAL, IRON)
    (_, spec), *_ = catalog.figures("coal-iron-output")
    assert view.plot.title == spec.title
    assert str(view.address) == "nk:data/coal-iron-output"
    assert view.title == catalog.dataset("coal-iron-output").title
    other = see(catalog, "coal-iron-output?show=coal")
    assert other.plot.title == "Output of mines: Coal, 1985 to 2014"


def test_the_chart_of_the_lesson_keeps_its_order(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output?show=iron-ore,coal")
    assert view.selection.shown == tuple(line.key for line in view.plot.series) == (COAL, IRON)
    assert view == see(catalog, "coal-iron-output")


def test_groups_are_the_tables_and_units_of_the_subject(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output")
    named = {(group.dataset, item.key) for group in view.groups for item in group.items}
    assert {name.partition("/")[0] for _, name in named} >= {"coal-iron-output", "minerals-output"}
    assert all(key.startswith(f"{dataset}/") for dataset, key in named)
    kinds = [(group.dataset, group.unit) for group in view.groups]
    assert len(kinds) == len(set(kinds))
    assert kinds[0][0] == "coal-iron-output"
    for group in view.groups:
        assert group.place == catalog.dataset(group.dataset).locator.place
        assert len(group.keys) <= MOST
        assert UNREADABLE not in group.keys


def test_the_count_leaves_the_years_from_elsewhere_out(catalog: Catalog) -> None:
    coal = items(see(catalog, "coal-iron-output"))[COAL]
    cells = catalog.dataset("coal-iron-output").series[0].observations
    assert (coal.values, coal.illegible) == (len(cells) - 1, 0)


def test_lines_of_another_table_are_barred_as_amounts_alone(catalog: Catalog) -> None:
    amounts = items(see(catalog, "coal-iron-output?show=coal"))
    assert amounts[IRON].hindrance is Hindrance.NONE
    assert amounts[COPPER].hindrance is Hindrance.UNIT
    assert amounts[UNREADABLE].hindrance is Hindrance.UNREADABLE
    index = items(see(catalog, "coal-iron-output?show=coal&scale=index"))
    assert index[COPPER].hindrance is index[GOLD].hindrance is Hindrance.NONE
    assert index[UNREADABLE].hindrance is Hindrance.UNREADABLE


def test_a_chart_holds_so_many_lines_and_no_more(catalog: Catalog) -> None:
    names = [line.id for line in catalog.dataset("minerals-output").series][: MOST + 1]
    view = see(catalog, f"coal-iron-output?scale=index&show=coal,{_all(names[:4])}")
    assert len(view.selection.shown) == MOST
    assert items(view)[IRON].hindrance is Hindrance.FULL
    assert items(view)[COAL].hindrance is Hindrance.NONE
    over = see(catalog, f"minerals-output?scale=index&show={','.join(names)}")
    assert len(over.plot.series) == len(over.selection.shown) == MOST


def _all(names: list[str]) -> str:
    return ",".join(f"minerals-output/{name}" for name in names)


def test_lines_that_share_no_unit_become_an_index(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output?show=coal,minerals-output/gold&from=2010&to=1998")
    assert view.selection.index
    assert view.selection.shown == (COAL, GOLD)
    assert "scale=index" in str(view.address)


def test_an_unreadable_row_alone_has_gaps_and_no_values(catalog: Catalog) -> None:
    view = see(catalog, "minerals-output?show=last-row")
    (line,) = view.plot.series
    assert {point.y for point in line.points} == {None}
    item = items(view)[UNREADABLE]
    assert (item.values, item.hindrance) == (0, Hindrance.UNREADABLE)
    assert item.illegible == sum(point.status is Status.ILLEGIBLE for point in line.points) > 0


# -- scale ----------------------------------------------------------------------------------


def test_index_values_are_worked_out_from_the_base_year(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output?show=coal,iron-ore&scale=index")
    assert view.base == "1998"
    assert view.plot.symbol == ""
    assert view.plot.measure == "index, 1998 = 100"
    cells = {
        cell.period: cell for cell in catalog.dataset("coal-iron-output").series[0].observations
    }
    for point in view.plot.series[0].points:
        number, first = cells[point.period].number, cells["1998"].number
        assert number is not None
        assert first is not None
        assert point.y == pytest.approx(float(number / first * 100), abs=0.05)
        formula = f"{number_text(number)} ÷ {number_text(first)} × 100"
        assert point.formula == formula
    told = {point.period: point.status for point in view.plot.series[0].points}
    assert told["1998"] is Status.COMPUTED
    assert told["2006"] is Status.CORRECTED, "a doubt about the cell is a doubt about its index"


def test_a_table_that_is_an_index_is_not_made_one_again(catalog: Catalog) -> None:
    view = see(catalog, "minerals-index?scale=index")
    assert view.base == ""
    assert not view.selection.index


# -- years ----------------------------------------------------------------------------------


def test_the_years_from_elsewhere_can_be_left_out(catalog: Catalog) -> None:
    assert see(catalog, "coal-iron-output").references == ("1985",)
    assert periods(see(catalog, "coal-iron-output"))[0] == "1985"
    without = see(catalog, "coal-iron-output?reference=no")
    assert periods(without) == list(without.years)
    assert "1985" not in without.years


RANGES = [
    # from, to, first and last year shown, what of it stands in the address
    ("2004", "2010", "2004", "2010", "from=2004&to=2010"),
    ("2010", "2004", "2004", "2010", "from=2004&to=2010"),
    ("2010", "1998", "1998", "2010", "to=2010"),
    ("1998", "2014", "1998", "2014", ""),
    ("2004", "", "2004", "2014", "from=2004"),
    ("", "2010", "1998", "2010", "to=2010"),
    ("9999", "", "1998", "2014", ""),
    ("2005", "2010", "1998", "2010", "to=2010"),  # the table has no 2005
    ("2014", "", "1998", "2014", ""),
    ("", "1998", "1998", "2014", ""),
    ("2006", "2006", "1998", "2014", ""),
    ("early", "late", "1998", "2014", ""),
]


@pytest.mark.parametrize(("start", "end", "first", "last", "told"), RANGES)
def test_ranges(catalog: Catalog, start: str, end: str, first: str, last: str, told: str) -> None:
    view = see(catalog, f"coal-iron-output?show=coal&reference=no&from={start}&to={end}")
    assert (periods(view)[0], periods(view)[-1]) == (first, last)
    assert view.plot.title == f"Output of mines: Coal, {first} to {last}"
    assert str(view.address).partition("reference=no")[2].removeprefix("&") == told
    whole = see(catalog, "coal-iron-output?show=coal&reference=no")
    assert view.plot.top == whole.plot.top, "the scale stays when the range moves"


# -- words ----------------------------------------------------------------------------------


def test_titles_and_sources_name_every_table(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output?show=coal,iron-ore,minerals-output/gold&scale=index")
    assert view.plot.title.startswith("Output of mines: Coal, Iron ore and Gold, ")
    assert view.plot.subtitle.endswith(f", as an index, {view.base} = 100")
    assert [name for name, _ in view.plot.sources] == ["coal-iron-output", "minerals-output"]
    works = cited(catalog, view.plot)
    assert [each.place for each in works] == [words for _, words in view.plot.sources]
    assert {each.source for each in works} == {"hrnk-2016"}


def test_the_first_the_highest_and_the_lowest_value_are_told(catalog: Catalog) -> None:
    view = see(catalog, "coal-iron-output?show=coal")
    assert view.plot.labelled == {f"{COAL}/1985", f"{COAL}/1998"}


# -- addresses ------------------------------------------------------------------------------

WRONG = [
    "nope",
    "coal-iron-output?show=nope",
    "coal-iron-output?show=nope/coal",
    "coal-iron-output?show=mines-by-province/jagang",  # of another subject
    "coal-iron-output?cell=x/y",
    "coal-iron-output?cell=coal/1066",
    "coal-iron-output?cell=coal",
    "coal-iron-output?cell=mines-by-province/jagang/2014",
    "coal-iron-output?cell=a/b/c/d",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_there_is_not_is_said_in_plain_words(catalog: Catalog, text: str) -> None:
    with pytest.raises(UserError, match="There is no "):
        see(catalog, text)


def test_a_cell_brings_its_line(catalog: Catalog) -> None:
    view = see(catalog, "minerals-output?cell=gold/1990")
    assert GOLD in view.selection.shown
    assert see(catalog, "coal-iron-output?cell=minerals-output/gold/1990").selection.shown == (
        GOLD,
    )


def test_a_value_to_the_last_dollar_is_rounded_on_its_label_alone(catalog: Catalog) -> None:
    coal = see(catalog, "china-imports?show=coal").plot.series[0].points[0]
    assert (coal.text, coal.y) == ("1,186.7 million US$", 1186.694713)
    assert catalog.evidence(coal.target).value == "1,186,694,713 US dollars"


@cache
def _lines(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Give each table of more than one year every line that it can be shown with."""
    return {
        home.id: tuple(
            f"{dataset.id}/{line.id}"
            for dataset in catalog.datasets_about(home.subject)
            if not dataset.columns
            for line in dataset.series
        )
        for home in catalog.datasets()
        if len(home.periods) > 1 and not home.columns
    }


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_choice_can_be_shown_and_its_address_shows_it_again(
    catalog: Catalog, data: st.DataObject
) -> None:
    home = data.draw(st.sampled_from(sorted(_lines(catalog))))
    keys = _lines(catalog)[home]
    year = st.sampled_from(("", "9999", *catalog.dataset(home).periods))
    chosen = Selection(
        dataset=home,
        shown=tuple(data.draw(st.lists(st.sampled_from(keys), max_size=7, unique=True))),
        index=data.draw(st.booleans()),
        panels=data.draw(st.booleans()),
        reference=data.draw(st.booleans()),
        start=data.draw(year),
        end=data.draw(year),
        table=data.draw(st.booleans()),
    )
    view = explore(catalog, chosen)
    assert tuple(line.key for line in view.plot.series) == view.selection.shown
    most = MOST_PANELS if view.selection.panels else MOST
    assert view.bars or 0 < len(view.selection.shown) <= most
    assert len(periods(view)) >= 1
    units = {group.unit for group in view.groups for item in group.items if item.shown}
    assert len(units) == 1 or view.selection.index or view.selection.panels
    assert explore(catalog, Selection.parse(Address.parse(str(view.address)))) == view
    assert explore(catalog, view.selection) == view
