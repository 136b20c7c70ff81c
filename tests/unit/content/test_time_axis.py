"""The time axis over the shipped content: subjects, dates, folds and values, from records alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.time_axis import TimeAxis
from nklearn.domain.claims import Sensitivity
from nklearn.domain.moments import Mark
from nklearn.domain.time_choice import SUBJECTS, TimeChoice
from nklearn.interchange.time_csv import COLUMNS, write_times


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Catalog:
    return Catalog.open(shipped_content)


@pytest.fixture(scope="module")
def axis(catalog: Catalog) -> TimeAxis:
    return TimeAxis(catalog)


def test_every_event_and_resolution_has_its_place(axis: TimeAxis, catalog: Catalog) -> None:
    ids = {each.id for each in axis.entries}
    assert {f"event/{each.id}" for each in catalog.events()} <= ids
    assert {f"sanction/{each.id}" for each in catalog.sanctions()} <= ids
    assert {each.subject for each in axis.entries} == set(SUBJECTS)
    assert len(ids) == len(axis.entries)


def test_entries_stand_by_time_and_lead_to_what_they_rest_on(
    axis: TimeAxis, catalog: Catalog
) -> None:
    firsts = [each.when.first for each in axis.entries]
    assert firsts == sorted(firsts)
    for each in axis.entries:
        assert each.targets and each.source, each.id
        for target in each.targets:
            assert catalog.evidence(target).source_line


def test_hard_entries_give_nothing_away(axis: TimeAxis, catalog: Catalog) -> None:
    hard = [each for each in axis.entries if each.hard]
    assert hard
    csv = write_times(catalog, axis.entries).decode()
    for each in hard:
        assert each.detail and each.detail not in each.name
        assert each.detail not in csv
        if each.id.startswith("fact/"):
            claim = catalog.claim(each.id.removeprefix("fact/"))
            assert claim.sensitivity is not Sensitivity.NONE
            assert claim.title not in (each.title, each.standing) and claim.title not in csv
    word = hard[0].detail.split()[-1]
    found = axis.shown(TimeChoice(find=word))
    assert all(word.casefold() in f"{e.name} {e.when.words}".casefold() for e in found if e.hard)


def test_camps_that_closed_or_moved_have_an_open_end(axis: TimeAxis) -> None:
    closed = axis.entry("place/camp-22/2")
    assert closed.standing == "reported closed"
    assert closed.when.open_end and closed.when.mark is Mark.MONTH
    unknown = axis.entry("place/camp-18")
    assert unknown.id == "place/camp-18/1" and unknown.when.open_start


def test_values_by_year_keep_gaps_and_lead_to_their_cells(axis: TimeAxis, catalog: Catalog) -> None:
    subjects = {strip.subject for strip in axis.strips}
    assert subjects == {"trade", "flight"}
    for strip in axis.strips:
        for bar in strip.bars:
            evidence = catalog.evidence(bar.id.removeprefix("data/"))
            assert evidence.value == bar.text
            assert (bar.number is None) == (not bar.text)
        assert axis.last >= max(bar.year for bar in strip.bars)


def test_search_years_and_neighbours(axis: TimeAxis) -> None:
    found = axis.shown(TimeChoice(show=("resolutions",), find="2270"))
    assert [each.id for each in found] == ["sanction/sanction-2270"]
    some = axis.in_years(TimeChoice(start=1972, end=1974))
    assert {"event/mining-1973", "event/mining-1972-12"} <= {each.id for each in some}
    assert all(each.when.years[0] <= 1974 and each.when.years[1] >= 1972 for each in some)
    choice = TimeChoice(show=("ministries",))
    here, walked = axis.shown(choice)[0], 1
    while (after := axis.neighbour(choice, here.id, 1)) is not None:
        assert axis.neighbour(choice, after.id, -1) == here
        here, walked = after, walked + 1
    assert walked == axis.counts()["ministries"]


def test_what_is_not_there_is_said(axis: TimeAxis) -> None:
    with pytest.raises(UnknownAddressError):
        axis.known("event/never")


def test_the_table_has_a_row_for_each_entry(axis: TimeAxis, catalog: Catalog) -> None:
    lines = write_times(catalog, axis.entries).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 1 + len(axis.entries)
