"""No run of eight words of the two texts stands in the product, except in names and labels.

Names of laws, bodies and works may stand as they are, and so may the labels that the tables print
(`resources/labels*.csv`). Figures are facts. So a run counts as copied if four or more of its words
are neither figures nor part of a name, and it is no row of a table, with three or more figures.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml
from tests.content.word_runs import LENGTH, folded, known_runs, runs

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
KNOWN = known_runs(Path(__file__).with_name("word-runs.bin"))
_OWN = 3
_FIGURES = 3
_MARK = re.compile(r"\[@[^\]]*\]|\{[a-z]+\}|https?://\S+")
_KEYS = frozenset(("name", "other_name", "names", "variants", "publisher", "container-title"))

_WORK = frozenset(("title", "short", "authors", "literal", "collection-title", "genre"))

Words = tuple[str, ...]


def _texts() -> Iterator[Path]:
    yield from sorted(RESOURCES.rglob("*.yaml"))
    yield from sorted(RESOURCES.rglob("*.json"))
    yield from sorted(RESOURCES.rglob("*.csv"))
    yield from sorted((RESOURCES / "pages").glob("*.md"))
    for folder in ("lessons", "docs", "src"):
        for kind in ("*.yaml", "*.md", "*.csv", "*.py"):
            yield from sorted((ROOT / folder).rglob(kind))
    yield ROOT / "README.md"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _strings(part)


def _named(value: object, *, work: bool) -> Iterator[str]:
    """Give the names in a YAML value; of works (`work`) the titles too."""
    if isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _named(part, work=work)
    elif isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            if key in _KEYS or (work and key in _WORK):
                yield from _strings(part)
            else:
                yield from _named(part, work=work)


def _names() -> Iterator[str]:
    for path in sorted(RESOURCES.rglob("*.yaml")):
        held = cast("object", yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
        yield from _named(held, work=path.parent.name == "sources")
    for path in sorted(RESOURCES.glob("labels*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from (row["printed"], row["reading"])


def _by_first(names: Iterable[str]) -> dict[str, set[Words]]:
    found: dict[str, set[Words]] = {}
    for name in names:
        words = tuple(folded(name))
        if len(words) > 2:
            found.setdefault(words[0], set()).add(words)
    return found


NAMES = _by_first(_names())


def copied(text: str) -> list[str]:
    """Return the runs of the two texts that stand in `text`, names aside."""
    words = folded(_MARK.sub(" ", text))
    hits = [start for start, digest in runs(words) if digest in KNOWN]
    if not hits:
        return []
    free = [word.isdigit() for word in words]
    for start, word in enumerate(words):
        for name in NAMES.get(word, ()):
            if tuple(words[start : start + len(name)]) == name:
                free[start : start + len(name)] = [True] * len(name)
    return [
        " ".join(words[start : start + LENGTH])
        for start in hits
        if free[start : start + LENGTH].count(False) > _OWN
        and sum(word.isdigit() for word in words[start : start + LENGTH]) < _FIGURES
    ]


@pytest.mark.parametrize("path", list(_texts()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_run_of_eight_words_is_copied(path: Path) -> None:
    assert copied(path.read_text("utf-8")) == []


def test_a_copied_run_is_found_and_a_name_passes() -> None:
    # The best-known sentence of the declaration, which the report quotes in full.
    article = "All human beings are born free and equal in dignity and rights."
    assert copied(article)
    assert copied(article.upper().replace(" ", "\n  ")), "case and line ends hide nothing"
    assert copied("All human beings are [@udhr] born {term}`free` and equal in dignity and rights")
    assert not copied("the Committee for Human Rights in North Korea")
    assert len(KNOWN) > 15_000
