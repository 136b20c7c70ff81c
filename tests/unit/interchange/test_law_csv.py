"""Lists of law as CSV: a row for each side, with facts and citation; no word of what is folded."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.law_lists import cited_by, folded_away, law_groups
from nklearn.domain.claims import Sensitivity
from nklearn.interchange.law_csv import COLUMNS, write_laws


@pytest.fixture(scope="module")
def shipped(shipped_content: Path) -> Generator[Catalog]:
    catalog = Catalog.open(shipped_content)
    yield catalog
    catalog.close()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_side_is_a_row_with_its_facts(shipped: Catalog) -> None:
    found = rows(write_laws(shipped, law_groups(shipped, "practice")))
    assert tuple(found[0]) == COLUMNS
    each = shipped.entity("provision", "udhr-23")
    sides = {row["side"]: row for row in found if row["address"] == each.address}
    assert sides["On paper"]["facts"] == "; ".join(each.targets)
    assert sides["On paper"]["status"] == "as-printed"
    assert "HRNK 2016" in sides["In practice, as reported"]["citation"]


def test_no_word_of_what_is_folded_is_written(shipped: Catalog) -> None:
    groups = law_groups(shipped, "practice")
    hard = [i for g in groups for i in g.items if i.sensitivity is not Sensitivity.NONE]
    named = frozenset({"law"})
    text = write_laws(shipped, folded_away(groups, named)).decode("utf-8-sig")
    assert hard
    for item in hard:
        assert item.address in text
        assert not any(side.text in text for side in item.sides)
    accepted = frozenset({hard[0].id})
    text = write_laws(shipped, folded_away(groups, named, accepted)).decode("utf-8-sig")
    assert hard[0].sides[0].text in text


def test_works_are_cited_with_their_places(shipped: Catalog) -> None:
    (group,) = law_groups(shipped, "sanctions")
    found = cited_by(shipped.evidence, group.items)
    assert len(found) == len(set(found))
    assert {each.source for each in found} >= {"un-2371", "un-2397"}
