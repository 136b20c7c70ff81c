"""docs/exchange-format.md names every field, every verdict and every bound of sizes."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from nklearn.base import signed
from nklearn.classroom import exchange, formats, item_forms, sealed
from nklearn.classroom.admission import Fate
from nklearn.classroom.collecting import PUT_BACK
from nklearn.classroom.plain_files import TEMPORARY
from nklearn.ui.teach.import_words import fate_words

PAGE = Path(__file__).parents[3] / "docs" / "exchange-format.md"
WORDS = PAGE.read_text("utf-8")
MARKED = {word for code in re.findall(r"`([^`\n]+)`", WORDS) for word in (code, *code.split())}
STRUCTS = [
    found
    for module in (formats, item_forms)
    for found in vars(module).values()
    if isinstance(found, type)
    and issubclass(found, msgspec.Struct)
    and found.__module__ == module.__name__
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda found: found.__qualname__)
def test_every_field_is_told(struct: type[msgspec.Struct]) -> None:
    names = {field.encode_name for field in msgspec.structs.fields(struct)}
    config = struct.__struct_config__
    tags = {str(tag) for tag in (config.tag, config.tag_field) if tag is not None}
    assert names | tags <= MARKED


def test_all_structures_were_looked_at() -> None:
    assert {"Assignment", "Result", "Release", "Part", "Erasure", "Item", "ItemKey"} <= {
        found.__name__ for found in STRUCTS
    }


def test_every_verdict_is_told_with_its_words() -> None:
    words = fate_words()
    for fate in Fate:
        assert f"| `{fate.value}` | {words[fate]} |" in WORDS
    assert f"`{PUT_BACK}`" in WORDS


def test_endings_versions_and_bounds_are_those_of_the_code() -> None:
    for kind, ending in exchange.ENDINGS.items():
        assert f"| {kind} | `{ending}` |" in WORDS
    assert WORDS.startswith(f"# Exchange format, version {formats.VERSION}\n")
    assert (signed.LIMIT, formats.LIMIT, exchange.LARGEST) == (4 << 20, 4 << 20, 8 << 20)
    assert sealed.LIMIT == signed.LIMIT + (64 << 10) + sealed.HEADER_LIMIT
    assert sealed.HEADER_LIMIT == 32 << 10
    assert signed.COMMENT_LIMIT == 512
    assert f"`{TEMPORARY[0]}<16 hexadecimal digits>{TEMPORARY[1]}`" in WORDS
    for bound in ("4 MiB", "8 MiB", "64 KiB", "32 KiB", "512 characters"):
        assert bound in WORDS
