"""What the explorer makes of a reader's choice: years, words and counts."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.explorer import View, explore
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    found = Catalog.open(shipped_content)
    yield found
    found.close()


def view(catalog: Catalog, address: str) -> View:
    return explore(catalog, Selection.parse(Address.parse(f"nk:data/{address}")))


@pytest.mark.parametrize(
    ("address", "title", "subtitle"),
    [
        (
            "coal-iron-output?show=coal",
            "Output of mines: Coal, 1985 to 2014",
            "Output of coal and iron ore, in million tonnes",
        ),
        (
            "coal-iron-output?show=coal&scale=index",
            "Output of mines: Coal, 1985 to 2014",
            "Output of coal and iron ore, as an index, 1998 = 100",
        ),
        (
            "mining-export-share?show=section-1,foreword",
            "Mining’s share of exports: Section 1 and Foreword, 2013",
            "Mining’s share of exports: the values that words give, in percent",
        ),
    ],
)
def test_a_choice_is_named_by_its_lines_and_years(
    catalog: Catalog, address: str, title: str, subtitle: str
) -> None:
    plot = view(catalog, address).plot
    assert (plot.title, plot.subtitle) == (title, subtitle)


def test_single_points_have_no_reference_years(catalog: Catalog) -> None:
    """Each value stands at a place of its own, so none is the table's and none from elsewhere."""
    shown = view(catalog, "mining-export-share")
    assert (shown.references, shown.years) == ((), ("2013", "2014"))
    own = [group for group in shown.groups if group.dataset == "mining-export-share"]
    assert [item.values for group in own for item in group.items] == [1, 1, 1]


def test_a_line_of_one_year_can_stand_alone(catalog: Catalog) -> None:
    shown = view(catalog, "mining-export-share?show=introduction&reference=no")
    assert shown.years == ("2014",)
    assert [point.text for line in shown.plot.series for point in line.points] == ["36%"]


def test_the_year_from_the_text_stays_a_reference(catalog: Catalog) -> None:
    shown = view(catalog, "coal-iron-output")
    assert shown.references == ("1985",)
    assert "1985" not in shown.years
