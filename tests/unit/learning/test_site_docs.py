"""The pages on the defaults file and the content file name what the code knows."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from nklearn.content.packed import Header
from nklearn.content.version_folder import Entry, Pointer
from nklearn.learning.site_file import READERS, read_site

DOCS = Path(__file__).resolve().parents[3] / "docs"


def rows(text: str) -> set[str]:
    """Return the names in the first column of all tables."""
    first = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {name for cell in first for name in re.findall(r"`([^`]+)`", cell)}


def test_every_setting_has_its_row() -> None:
    text = (DOCS / "defaults-format.md").read_text("utf-8")
    assert rows(text) == {*READERS, "format", "content_keys", "fixed"}


def test_examples_are_without_fault(tmp_path: Path) -> None:
    count = 0
    for page in ("defaults-format.md", "deploy.md"):
        for example in re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text("utf-8"), re.S):
            (tmp_path / "d.toml").write_text(example, "utf-8")
            assert read_site(tmp_path / "d.toml").faults == (), page
            assert tomllib.loads(example)["format"] == 1
            count += 1
    assert count >= 2


def test_every_field_of_a_content_file_has_its_row() -> None:
    text = (DOCS / "content-file.md").read_text("utf-8")
    assert {field.name for field in fields(Header)} <= rows(text)
    for kind in (Pointer, Entry):
        for field in fields(kind):
            assert f"`{field.name}`" in text
