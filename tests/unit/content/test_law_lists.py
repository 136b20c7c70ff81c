"""Law and penalties as lists: all records, each side with its facts, and what stays folded."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.law_lists import LawGroup, LawItem, item_of, kinds_of, law_groups, narrowed
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.law_choice import LISTS, LawChoice

NAMED = frozenset({"law", "sanction"})


@pytest.fixture(scope="module")
def shipped(shipped_content: Path) -> Generator[Catalog]:
    catalog = Catalog.open(shipped_content)
    yield catalog
    catalog.close()


def items(groups: tuple[LawGroup, ...]) -> list[LawItem]:
    return [item for group in groups for item in group.items]


def test_every_record_of_law_stands_in_its_list_once(shipped: Catalog) -> None:
    whole = {
        "practice": shipped.provisions(),
        "instruments": shipped.instruments(),
        "penalties": shipped.penalties(),
        "sanctions": shipped.sanctions(),
    }
    assert set(whole) == set(LISTS)
    for show, records in whole.items():
        found = [item.address for item in items(law_groups(shipped, show))]
        assert sorted(found) == sorted(each.address for each in records)


def test_each_side_of_a_provision_has_its_own_facts(shipped: Catalog) -> None:
    listed = {item.id: item for item in items(law_groups(shipped, "practice"))}
    for each in shipped.provisions():
        sides = listed[f"provision/{each.id}"].sides
        assert [side.text for side in sides] == [t for t in (each.promises, each.practice) if t]
        assert sides[0].targets == each.targets
        if each.practice:
            assert sides[1].targets == each.practice_targets


def test_sanctions_go_by_date(shipped: Catalog) -> None:
    listed = items(law_groups(shipped, "sanctions"))
    dates = {each.address: each.date.start for each in shipped.sanctions()}
    order = [dates[item.address] for item in listed]
    assert order == sorted(order)


def test_cases_stand_only_where_a_table_counts_them(shipped: Catalog) -> None:
    listed = items(law_groups(shipped, "penalties"))
    told = {item.id: item.value for item in listed if item.value}
    assert told["penalty/table-11-unpaid-labour"] == "125 cases"
    assert all(name.startswith("penalty/table-11-") for name in told)


@pytest.mark.parametrize("show", LISTS)
def test_a_kind_narrows_every_list(shipped: Catalog, show: str) -> None:
    groups = law_groups(shipped, show)
    for kind in kinds_of(shipped):
        found = items(narrowed(groups, LawChoice(show=show, kind=kind), NAMED))
        assert found == [item for item in items(groups) if item.kind == kind]


def test_words_are_looked_for_in_both_sides(shipped: Catalog) -> None:
    groups = law_groups(shipped, "practice")
    found = items(narrowed(groups, LawChoice(find="Livelihood GOLD"), NAMED))
    assert [item.id for item in found] == ["provision/resolution-2270-minerals-provision"]


def test_hard_words_are_found_only_once_they_are_accepted(shipped: Catalog) -> None:
    groups = law_groups(shipped, "practice")
    hard = next(each for each in items(groups) if each.sensitivity is not Sensitivity.NONE)
    choice = LawChoice(find=hard.sides[0].text)
    assert items(narrowed(groups, choice, NAMED)) == []
    assert items(narrowed(groups, LawChoice(find=hard.title), NAMED)) == []
    assert items(narrowed(groups, choice, NAMED, frozenset({hard.id}))) == [hard]


def test_a_hard_law_is_found_by_its_proper_name(shipped: Catalog) -> None:
    groups = law_groups(shipped, "instruments")
    found = items(narrowed(groups, LawChoice(find="criminal code"), NAMED))
    assert "law/criminal-code" in [item.id for item in found]


def test_records_open_by_the_id_of_their_item(shipped: Catalog) -> None:
    for show in LISTS:
        for item in items(law_groups(shipped, show)):
            assert item_of(shipped, item.id).address == item.address
    assert item_of(shipped, "icescr").address == "nk:law/icescr"
    for name in ("provision/none", "place/camp-15", "none"):
        with pytest.raises(UnknownAddressError):
            item_of(shipped, name)


def test_a_choice_comes_back_from_its_address() -> None:
    choice = LawChoice("penalties", "code", "labour training", "penalty/criminal-confiscation")
    assert LawChoice.parse(Address.parse(str(choice.address))) == choice
    assert LawChoice.parse(Address.parse("nk:laws?show=odd")) == LawChoice()
