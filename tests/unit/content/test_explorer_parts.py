"""What lessons show of an explorer: columns and lanes of the lineage, ways of the chain, cells."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.content.grids import grid_of, part_of
from nklearn.content.lineage import Lineage
from nklearn.content.lineage_part import LineagePart, bodies_shown, cut, kin, shown_change
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.lineage import Layout
from nklearn.domain.lineage_choice import LineageChoice


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


@pytest.fixture(scope="module")
def lineage(catalog: Catalog) -> Lineage:
    return Lineage(catalog)


def faults(layout: Layout) -> Iterator[str]:
    """Give what could not be drawn."""
    count = len(layout.columns)
    used = {row for box in layout.boxes for row in range(box.top, box.bottom)}
    if used != set(range(layout.rows)):
        yield "rows without a box"
    for box in layout.boxes:
        if not (0 <= box.start < box.end <= count and 0 <= box.top < box.bottom <= layout.rows):
            yield f"{box.body.id} lies outside"
    for one, other in combinations(layout.boxes, 2):
        across = one.start < other.end and other.start < one.end
        if across and one.top < other.bottom and other.top < one.bottom:
            yield f"{one.body.id} lies on {other.body.id}"
    for line in layout.lines:
        if max(line.before, line.after) >= len(layout.boxes):
            yield "a line without an end"


def test_every_part_can_be_drawn(lineage: Lineage) -> None:
    whole = lineage.layout
    assert list(faults(whole)) == []
    count = len(whole.columns)
    for first, last in combinations(range(count + 1), 2):
        for rows in (None, {0, 1}, {4, 5, 6}):
            part = cut(whole, first, last, rows)
            assert list(faults(part)) == [], (first, last, rows)
            assert part.columns == whole.columns[first:last]


def test_all_columns_are_the_whole(lineage: Lineage) -> None:
    whole = lineage.layout
    assert cut(whole, 0, len(whole.columns)) == whole


def test_what_goes_on_beyond_an_edge_ends_there_without_doubt(lineage: Lineage) -> None:
    whole = lineage.layout
    for box in whole.boxes:
        if box.end - box.start > 1 and box.stretch.unknown_start:
            part = cut(whole, box.start + 1, box.end)
            (own,) = (each for each in part.boxes if each.body == box.body and each.start == 0)
            assert not own.stretch.unknown_start
            assert own.stretch.unknown_end == box.stretch.unknown_end


def test_a_part_keeps_the_numbers_of_changes(lineage: Lineage) -> None:
    part = LineagePart(lineage, cut(lineage.layout, 5, 9))
    assert part.change("1985-11").number == lineage.change("1985-11").number > 4
    assert part.years == lineage.years


def test_what_a_choice_is_about(lineage: Lineage) -> None:
    body = "mining-committee"
    assert bodies_shown(lineage, LineageChoice(body=body)) == {body}
    first = shown_change(lineage, LineageChoice(body=body))
    assert first == lineage.changes_of(body)[0]
    dated = shown_change(lineage, LineageChoice(asked=True, on="1986"))
    assert dated is not None and dated.code == "1985-11"
    own = kin(lineage.layout, {body})
    names = {lineage.layout.boxes[n].body.id for n in own}
    assert body in names and len(names) > 1


def test_the_ways_down_to_a_body_are_a_chain_of_their_own(catalog: Catalog) -> None:
    whole = Chain(catalog)
    names = whole.around(ChainChoice(open="coal-mine"))
    part = Chain(catalog, names)
    assert part.bodies.keys() == names
    assert "coal-mine" in names and len(names) < len(whole.bodies)
    assert [way.words for way in part.ways("coal-mine")] == [
        way.words for way in whole.ways("coal-mine")
    ]
    assert {link.id for link in part.under("coal-mine")} == {
        link.id for link in whole.under("coal-mine")
    }


def test_a_line_has_its_ends_and_the_whole_none(catalog: Catalog) -> None:
    whole = Chain(catalog)
    names = whole.around(ChainChoice(line="party"))
    ends = {end for e in whole.links if e.kind == "party" for end in (e.over, e.under)}
    assert names == ends != set()
    assert whole.around(ChainChoice()) == frozenset()


def test_some_of_a_table(catalog: Catalog) -> None:
    whole = grid_of(catalog, catalog.dataset("rations"))
    part = part_of(whole, ("weekly", "daily"), ("white-rice",))
    assert [head.id for head in part.rows] == ["daily", "weekly"]
    assert [len(row) for row in part.cells] == [1, 1]
    assert {cell.target for row in part.cells for cell in row if cell} == {
        "rations/daily/white-rice",
        "rations/weekly/white-rice",
    }
    assert part_of(whole, (), ()) == whole
