"""docs/exchange-format.md names every field, type and verdict that the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from nklearn.classroom import formats, item_forms
from nklearn.classroom.admission import Fate
from nklearn.classroom.exchange import ENDINGS

TEXT = Path(__file__).parents[3].joinpath("docs", "exchange-format.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))
STRUCTURES = (
    *(formats.Teacher, formats.Content, formats.Assignment, formats.Given, formats.SectionRead),
    *(formats.ProblemNote, formats.Result, formats.Feedback, formats.Release, formats.Part),
    *(formats.AttemptResult, formats.ItemResult, formats.Erasure),
    *(item_forms.Item, item_forms.PracticeItem, item_forms.GapForm),
)


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda one: one.__name__)
def test_every_field_is_named(structure: type[msgspec.Struct]) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(structure)}
    assert not fields - NAMED


def test_every_way_to_answer_is_named_with_its_fields() -> None:
    bodies = item_forms.BodyForm.__args__
    assert len(bodies) == 9
    for body in bodies:
        assert body.__struct_config__.tag in NAMED
        assert not {field.name for field in msgspec.structs.fields(body)} - NAMED


def test_endings_and_the_version_are_those_of_the_program() -> None:
    assert set(ENDINGS.values()) <= NAMED
    assert f"Exchange format, version {formats.VERSION}" in TEXT


def test_every_verdict_is_explained() -> None:
    table = TEXT.split("| verdict | when |")[1].split("\n\n")[0]
    named = {word for row in table.splitlines()[2:] for word in row.split("|")[1].split(",")}
    assert {str(fate) for fate in Fate} == {word.strip() for word in named}
