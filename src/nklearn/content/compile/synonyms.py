"""The groups of words that search takes for one another (`synonyms.yaml`)."""

from __future__ import annotations

from pathlib import Path

from nklearn.content.compile import yaml_files
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.models import SynonymsModel
from nklearn.content.compile.yaml_files import Entry
from nklearn.storage.search_words import stem, words


def load_synonyms(path: Path, faults: Faults) -> tuple[tuple[str, ...], ...]:
    """Read the groups; none if there is no such file."""
    if not path.exists():
        return ()
    found: list[tuple[str, ...]] = []
    for entry in yaml_files.read_list(path, faults):
        model = yaml_files.check(entry, SynonymsModel, faults)
        if model:
            _check(model.words, entry, faults)
            found.append(tuple(model.words))
    return tuple(found)


def _check(group: list[str], entry: Entry, faults: Faults) -> None:
    """Report members that search could not tell from one another, or from nothing."""
    seen: dict[tuple[str, ...], str] = {}
    for number, member in enumerate(group):
        place = entry.at("words", number)
        stems = tuple(stem(word) for word in words(member))
        if not stems or "|" in member:
            faults.add(place, f"`{member}` is no word", "write words and nothing else")
        elif stems in seen:
            what = f"search takes `{member}` and `{seen[stems]}` for one word already"
            faults.add(place, what, "name one of them")
        seen.setdefault(stems, member)
