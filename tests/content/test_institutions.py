"""The shipped history of institutions gives what Tables 6 and 7 print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.entries import entry
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Certainty, divisions, in_order, state_on

KINDS = {
    "committees": "committee",
    "ministries": "ministry",
    "academies": "academy",
    "banks": "bank",
    "bureaus": "bureau",
}
START = "1998-09"


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    opened = Catalog.open(shipped_content)
    yield opened
    opened.close()


def printed(catalog: Catalog) -> dict[str, dict[str, int]]:
    """The counts that Table 7 prints, by date: each kind, and all."""
    table: dict[str, dict[str, int]] = {}
    for line in catalog.dataset("cabinet-divisions").series:
        for cell in line.observations:
            assert cell.number is not None
            kind = KINDS.get(line.id, line.id)
            table.setdefault(cell.period, {})[kind] = int(cell.number)
    return table


def test_every_row_of_table_7_follows_from_the_first_and_the_events(catalog: Catalog) -> None:
    table = printed(catalog)
    base = {kind: table[START][kind] for kind in KINDS.values()}
    assert base == {"committee": 1, "ministry": 26, "academy": 1, "bank": 1, "bureau": 2}
    since = PartialDate.parse(START)
    after = divisions(base, catalog.events(), catalog.bodies(), since)
    by_month: dict[str, list[tuple[int, dict[str, int]]]] = {}
    for each in after:
        month = each.event.date.code[:7]
        by_month.setdefault(month, []).append((each.total, dict(each.counts)))
    assert set(by_month) == set(table) - {START}
    for month, steps in by_month.items():
        total, counts = steps[-1]
        assert total == table[month]["divisions"], month
        assert counts == {kind: table[month][kind] for kind in KINDS.values()}, month
    assert [total for total, _ in by_month["1999-11"]] == [32, 33], "one row, two changes"
    assert [len(steps) for steps in by_month.values()].count(1) == len(by_month) - 1
    assert [steps[-1][0] for steps in by_month.values()] == [32, 33, 34, 33, 34, 35, 36, 37]


def existed(catalog: Catalog, date: str) -> dict[str, Certainty]:
    found = state_on(catalog.bodies(), catalog.events(), PartialDate.parse(date))
    return {each.body.id: each.certainty for each in found}


@pytest.mark.parametrize(
    ("date", "sure", "unclear", "gone"),
    [
        ("1946", ["transitional-cabinet"], [], ["cabinet-1948", "ministry-of-mining"]),
        ("1968", ["cabinet-1948", "ministry-of-mining"], [], ["mining-committee"]),
        ("1967-12", [], ["ministry-of-mining"], ["state-administration-council"]),
        ("1976", ["state-administration-council", "mining-committee"], [], ["ministry-of-mining"]),
        (
            "1983-03",
            ["department-of-coal-industry", "department-of-mining"],
            ["extractive-industry-committee"],
            ["mining-committee", "ministry-of-coal-industry"],
        ),
        (
            "1988",
            ["extractive-industry-committee"],
            [],
            ["geological-general-bureau", "cabinet-1998"],
        ),
        (
            "1998-11-01",
            ["cabinet-1998", "ministry-of-extractive-industry"],
            [],
            ["state-administration-council", "ministry-of-coal-industry"],
        ),
        ("2003", [], ["capital-construction-committee"], ["ministry-of-coal-industry"]),
        (
            "2006-10-25",
            ["ministry-of-electricity-and-coal-1998"],
            [],
            ["ministry-of-coal-industry"],
        ),
        ("2006-10", [], ["ministry-of-coal-industry"], []),
        (
            "2006-10-27",
            ["ministry-of-coal-industry", "ministry-of-electrical-industry"],
            [],
            ["ministry-of-electricity-and-coal-1998"],
        ),
    ],
)
def test_the_state_on_a_date_is_that_of_the_text(
    catalog: Catalog, date: str, sure: list[str], unclear: list[str], gone: list[str]
) -> None:
    found = existed(catalog, date)
    assert {body: found.get(body) for body in sure} == dict.fromkeys(sure, Certainty.CERTAIN)
    assert {body: found.get(body) for body in unclear} == dict.fromkeys(unclear, Certainty.UNCLEAR)
    assert not set(gone) & found.keys()


def test_events_lie_between_1945_and_2006_and_rest_on_facts(catalog: Catalog) -> None:
    events = in_order(catalog.events())
    assert events[0].date.code == "1945-10"
    assert events[-1].date.code == "2006-10-26"
    assert all(before.date.start <= after.date.start for before, after in pairwise(events))
    known = {body.id: body for body in catalog.bodies()}
    for event in events:
        assert event.targets, event.id
        for body in event.bodies:
            assert known[body].targets, body


def test_every_link_of_the_chain_of_command_joins_two_bodies(catalog: Catalog) -> None:
    links = catalog.command_links()
    known = {body.id for body in catalog.bodies()}
    assert len({(link.over, link.under, link.kind) for link in links}) == len(links) >= 30
    assert {link.over for link in links} | {link.under for link in links} <= known


def test_a_body_that_comes_and_goes_says_so_in_the_order_of_time(catalog: Catalog) -> None:
    shown = entry(catalog, "nk:body/department-of-mining")
    times = [(row.label, row.value[-4:]) for row in shown.rows if row.label in ("Start", "End")]
    assert times[:4] == [("Start", "1973"), ("End", "1974"), ("Start", "1979"), ("End", "1981")]
    assert [year for _, year in times] == sorted(year for _, year in times)
