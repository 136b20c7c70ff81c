"""The kind of a chart follows from the shape of the data."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import MOST, Kind, Shape, kind_of
from nklearn.content.data_list import Entry, data_list
from nklearn.content.explorer import explore
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection

YEARS = Shape(dates=9, lines=2, joined=True)


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


@pytest.mark.parametrize(
    ("shape", "panels", "kind"),
    [
        (YEARS, False, Kind.LINES),
        (YEARS, True, Kind.PANELS),
        (Shape(dates=9, lines=MOST, joined=True), False, Kind.LINES),
        (Shape(dates=9, lines=MOST + 1, joined=True), False, Kind.PANELS),
        (Shape(dates=9, lines=2, joined=False), False, Kind.POINTS),
        (Shape(dates=2, lines=1, joined=False), False, Kind.POINTS),
        (Shape(dates=1, lines=1, joined=True), False, Kind.BARS),
        (Shape(dates=1, lines=30, joined=True), True, Kind.BARS),
        (Shape(dates=9, lines=2, joined=True, dated=True), False, Kind.STEPS),
        (Shape(dates=9, lines=6, joined=True, dated=True), False, Kind.PANELS),
        (Shape(dates=0, lines=6, joined=False, words=True), True, Kind.TABLE),
    ],
)
def test_kind_of_a_shape(shape: Shape, panels: bool, kind: Kind) -> None:
    assert kind_of(shape, panels=panels) is kind


SHOWN = [
    ("coal-iron-output", Kind.LINES),
    ("exports-total", Kind.POINTS),
    ("mining-export-share", Kind.POINTS),
    ("energy-mix", Kind.BARS),
    ("mines-by-province", Kind.BARS),
    ("cabinet-divisions", Kind.STEPS),
    ("minerals-output?scale=panels", Kind.PANELS),
    ("energy-mix?scale=panels", Kind.BARS),
    ("energy-mix?scale=index", Kind.BARS),
]


@pytest.mark.parametrize(("text", "kind"), SHOWN)
def test_kinds_of_shipped_data(catalog: Catalog, text: str, kind: Kind) -> None:
    view = explore(catalog, Selection.parse(Address.parse(f"nk:data/{text}")))
    assert view.kind is kind
    assert (view.bars is not None) == (kind is Kind.BARS)
    assert view.plot.panels == (kind is Kind.PANELS)


def _entries(catalog: Catalog) -> list[Entry]:
    return [entry for heading in data_list(catalog) for entry in heading.entries]


def test_the_list_holds_every_view_and_every_data_set(catalog: Catalog) -> None:
    entries = _entries(catalog)
    views = [str(view.address) for view in catalog.views]
    sets = {f"nk:data/{dataset.id}" for dataset in catalog.datasets()}
    assert [entry.address for entry in entries[: len(views)]] == views
    assert {entry.address for entry in entries[len(views) :]} == sets
    groups = [heading.name for heading in data_list(catalog)[1:]]
    assert groups == list(dict.fromkeys(d.group for d in catalog.datasets()))


def test_the_list_draws_what_the_explorer_does(catalog: Catalog) -> None:
    for entry in _entries(catalog):
        assert (entry.traces == ()) == (entry.kind is Kind.TABLE)
        for trace in entry.traces:
            assert all(0 <= x <= 1 for x, _ in trace.points)
            assert all(y is None or 0 <= y <= 1 for _, y in trace.points)
        if entry.kind is not Kind.TABLE:
            view = explore(catalog, Selection.parse(Address.parse(entry.address)))
            assert view.kind is entry.kind, entry.address
            assert entry.values > 0
            assert entry.years
