"""From records and claims to the explorers that show them: every way leads to something there."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.content.claim_view import claim_view
from nklearn.content.entries import entry
from nklearn.content.lineage import Lineage
from nklearn.content.map_view import MapView
from nklearn.content.seen_in import seen_in
from nklearn.content.shelf import PAGES
from nklearn.content.time_axis import TimeAxis
from nklearn.domain.addresses import Address


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with closing(Catalog.open(shipped_content)) as found:
        yield found


def _ways(catalog: Catalog) -> dict[str, list[Address]]:
    found: dict[str, list[Address]] = {}
    for page in PAGES:
        for entity in catalog.entities(page):
            for link in seen_in(catalog, entity):
                address = Address.parse(link.address)
                found.setdefault(address.page, []).append(address)
    return found


def test_every_way_leads_to_something_that_is_there(catalog: Catalog) -> None:
    ways = _ways(catalog)
    explorers = {"ministries", "chain", "map", "songbun", "laws", "organisations", "time"}
    assert set(ways) == explorers
    axis, sites, chain, lineage = (
        TimeAxis(catalog),
        MapView(catalog),
        Chain(catalog),
        Lineage(catalog),
    )
    for way in ways["time"]:
        assert axis.entry(way.state["open"])
    for way in ways["map"]:
        opened = way.state["open"]
        assert sites.province(opened) or sites.site(opened)
    for way in ways["chain"]:
        assert chain.body(way.state["open"])
    for way in ways["ministries"]:
        assert lineage.change(way.rest) if way.path else lineage.body(way.state["body"])


@pytest.mark.parametrize(
    ("target", "goal"),
    [
        ("place-anju-enterprise", "nk:map?open="),
        ("state-shaft-teams", "nk:chain?open="),
    ],
)
def test_a_claim_leads_to_the_explorer_of_what_it_is_about(
    catalog: Catalog, target: str, goal: str
) -> None:
    views = claim_view(catalog, target).views
    assert [view for view in views if view.address.startswith(goal)]
    assert len({view.address for view in views}) == len(views)


def test_a_record_says_where_it_can_be_seen(catalog: Catalog) -> None:
    shown = entry(catalog, "nk:place/camp-22")
    group = next(each for each in shown.related if each.label == "See it in")
    assert [link.text for link in group.links] == ["Map", "Time axis"]
