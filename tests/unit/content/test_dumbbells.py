"""Two columns side by side: what the shipped tables say, in order, with sums and reasons."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.dumbbell_grids import comparison_grid
from nklearn.content.dumbbells import (
    ADDED,
    SPECS,
    Dumbbells,
    Subjects,
    dumbbells_of,
    spec_of,
    times_text,
)
from nklearn.content.totals import Known, general_of, known_of
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Status
from nklearn.domain.comparison import ORDERS, Comparison

RESERVES, MINES = SPECS


@pytest.fixture(scope="module")
def shipped(shipped_content: Path) -> Generator[Catalog]:
    catalog = Catalog.open(shipped_content)
    yield catalog
    catalog.close()


@pytest.fixture(scope="module")
def subjects(shipped: Catalog) -> Subjects:
    return Subjects(shipped)


def drawn(catalog: Catalog, subjects: Subjects, name: str) -> Dumbbells:
    return dumbbells_of(catalog, subjects, spec_of(name))


def known(catalog: Catalog, subjects: Subjects, name: str, row: str) -> Known:
    shown = drawn(catalog, subjects, name)
    return known_of(catalog, subjects, spec_of(name), shown, row)


def test_ratios_are_those_of_the_index(shipped: Catalog, subjects: Subjects) -> None:
    shown = drawn(shipped, subjects, "reserves")
    assert len(shown.rows) == 15
    for row in shown.rows:
        index = shipped.evidence(row.ratio.target)
        assert row.ratio.number is not None
        assert index.status is row.ratio.status is Status.COMPUTED
        shown_there = Decimal(index.value.split()[0].replace(",", ""))
        assert abs(row.ratio.number * 100 - shown_there) <= Decimal("0.05")


def test_far_is_twofold_either_way(shipped: Catalog, subjects: Subjects) -> None:
    shown = drawn(shipped, subjects, "reserves")
    far = {row.id for row in shown.rows if row.far}
    assert far == {"flake-graphite", "barite", "gold", "limestone"}
    assert shown.far == len(far)


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("increase", "flake-graphite", "limestone"),
        ("decrease", "limestone", "flake-graphite"),
        ("name", "anthracite", "zinc"),
        ("printed", "anthracite", "barite"),
    ],
)
def test_orders(shipped: Catalog, subjects: Subjects, order: str, first: str, last: str) -> None:
    rows = drawn(shipped, subjects, "reserves").ordered(order).rows
    assert (rows[0].id, rows[-1].id) == (first, last)


def test_sums_stand_under_the_total_that_they_miss(shipped: Catalog, subjects: Subjects) -> None:
    for order in ORDERS:
        total, added = drawn(shipped, subjects, MINES.dataset).ordered(order).rows[-2:]
        assert total.total
        assert added.id == ADDED
        assert [end.number for end in total.ends] == [360, 696]
        assert [end.number for end in added.ends] == [360, 920]
        assert total.clash == added.clash == {1}  # the first count adds up
        for end in added.ends:
            assert end.status is Status.COMPUTED
            assert str(end.number) in shipped.evidence(end.target).value


def test_every_row_has_totals_reasons_and_words(shipped: Catalog, subjects: Subjects) -> None:
    for spec in SPECS:
        for row in drawn(shipped, subjects, spec.dataset).rows:
            found = known(shipped, subjects, spec.dataset, row.id)
            assert len(found.totals) >= 2, row.id
            assert found.said, row.id
            assert found.reasons, row.id
            targets = [total.target for total in found.totals]
            assert all(shipped.evidence(target) for target in targets)


def test_other_totals_come_from_disagreements(shipped: Catalog, subjects: Subjects) -> None:
    coal = known(shipped, subjects, "reserves", "anthracite").totals[-1]
    assert (coal.target, coal.low, coal.high) == ("coal-reserves-range", 4300, 16000)
    assert coal.which is None
    iron = known(shipped, subjects, "reserves", "iron").totals[-1]
    assert (iron.target, iron.short) == ("iron-ore-reserves-text", "5,000")


def test_the_second_total_is_split(shipped: Catalog, subjects: Subjects) -> None:
    gold = known(shipped, subjects, "reserves", "gold")
    assert [part.end.number for part in gold.totals[1].parts] == [317, 655]
    assert gold.share is not None
    assert gold.share.end.short == "32.6"
    graphite = known(shipped, subjects, "reserves", "flake-graphite")
    parts = graphite.totals[1].parts
    assert [part.end.status for part in parts] == [Status.AS_PRINTED, Status.ILLEGIBLE]
    assert parts[1].end.number is None


def test_no_other_row_is_taken_for_a_total(shipped: Catalog, subjects: Subjects) -> None:
    """Apatite stands in a disagreement with gold: that makes it no total of gold."""
    gold = known(shipped, subjects, "reserves", "gold")
    assert "reserves-1988-2013-mixed" in [reason.id for reason in gold.reasons]
    assert all("gold" in total.target for total in gold.totals)


def test_what_is_said_of_all_rows(shipped: Catalog, subjects: Subjects) -> None:
    addresses = [said.address for said in general_of(shipped, subjects, RESERVES)]
    assert "nk:fact/table-3-method-differs" in addresses


def test_the_table_has_every_cell_the_ratio_and_our_sums(
    shipped: Catalog, subjects: Subjects
) -> None:
    shown = drawn(shipped, subjects, "reserves").ordered("name")
    grid = comparison_grid(shipped, RESERVES, shown)
    assert [head.id for head in grid.rows] == [row.id for row in shown.rows]
    cells = {c.id for s in shipped.dataset("reserves").series for c in s.observations}
    assert cells <= grid.targets
    assert {row.ratio.target for row in shown.rows} <= grid.targets
    assert Status.ILLEGIBLE in grid.statuses
    mines = drawn(shipped, subjects, MINES.dataset)
    last = comparison_grid(shipped, MINES, mines).cells[-1]
    assert [cell.text for cell in last if cell] == ["360", "920"]


def test_unknown_rows_and_tables_are_told(shipped: Catalog, subjects: Subjects) -> None:
    with pytest.raises(UnknownAddressError):
        spec_of("no-table")
    with pytest.raises(UnknownAddressError):
        drawn(shipped, subjects, "reserves").row("no-row")


@pytest.mark.parametrize(
    ("ratio", "words"), [("9.36", "×9.4"), ("1", "×1.0"), ("0.486", "×0.49"), ("0.063", "×0.06")]
)
def test_multiples_in_words(ratio: str, words: str) -> None:
    assert times_text(Decimal(ratio)) == words


@pytest.mark.parametrize(
    "choice",
    [
        Comparison(),
        Comparison(order="name", row="gold", open="reserves/gold/total-1988"),
        Comparison(dataset="mines-by-resource", table=True),
    ],
)
def test_a_choice_comes_back_from_its_address(choice: Comparison) -> None:
    assert Comparison.parse(Address.parse(str(choice.address))) == choice


def test_an_odd_order_is_the_usual_one() -> None:
    assert Comparison.parse(Address.parse("nk:reserves?sort=%00;&view=9")) == Comparison()
