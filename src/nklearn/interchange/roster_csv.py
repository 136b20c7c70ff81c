"""A class list as schools have it: any usual encoding, separator and names of columns.

The answer is a preview: what was read, how, and what was left out, so that a person can put right
the encoding, the separator or the meaning of a column before any of it is taken over. Names of
columns stand in `roster_csv.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from nklearn.base.errors import UserError
from nklearn.interchange.foreign_text import Decoded, Encoding, Table, clean, decode, table

Meaning = Literal["name", "given", "family", "number", "class", "group", "ignored"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
BYTES, ROWS, COLUMNS = 4 * 1024 * 1024, 5_000, 60
NAME, NUMBER, LABEL = 100, 64, 60

_SIGNS = re.compile(r"[\W_]+")
_HANGUL = re.compile(r"[가-힣]+")
_DIGITS = re.compile(r"[\dA-Za-z]*\d[\dA-Za-z./-]*")
_ABOVE = 6
_SHOWN = 3

_Rows = Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class RosterRow:
    """One student as the list has them; texts that the list doesn't hold are empty."""

    line: int
    name: str
    number: str = ""
    school_class: str = ""
    group: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its title ("" where there is no header), what it means, and its first entries."""

    title: str
    meaning: Meaning
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A line that is not taken over, and why, as a sentence; its name as far as there is one."""

    line: int
    why: str
    name: str = ""


@dataclass(frozen=True)
class RosterPreview:
    """A class list as it was read. `encoding` and `separator` are "" where there was none."""

    encoding: Encoding | Literal[""]
    separator: str
    header: bool
    columns: tuple[Column, ...]
    rows: tuple[RosterRow, ...]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that the list names, in its order."""
        return tuple(dict.fromkeys(row.school_class for row in self.rows if row.school_class))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the list names, in its order."""
        return tuple(dict.fromkeys(row.group for row in self.rows if row.group))


def read_file(path: Path) -> bytes:
    """Return the bytes of a class list.

    Raises:
        UserError: the file can't be read or is larger than any class list.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(BYTES + 1)
    except OSError as error:
        raise UserError(
            f"Could not read {path.name}: {error.strerror or error}.",
            todo="Check that the file is there and may be read.",
        ) from error


def read_roster(
    data: bytes | str,
    *,
    encoding: Encoding | None = None,
    separator: str | None = None,
    header: bool | None = None,
    meanings: Sequence[Meaning] | None = None,
) -> RosterPreview:
    """Return what a class list holds; whatever is not named is worked out from the list.

    Text (from the clipboard) has no encoding.

    Raises:
        UserError: it is another kind of file, empty, or too large for a class list.
    """
    if len(data) > BYTES:
        raise UserError(
            f"This is larger than {BYTES // 1024 // 1024} MB, more than any class list.",
            todo="Check that it is the right file.",
        )
    found = Decoded(data, "utf-8") if isinstance(data, str) else decode(data, encoding)
    read = table(found.text, separator)
    if not read.rows:
        raise UserError("There is nothing to read in it.", todo="Check that it is the right file.")
    if len(read.rows) > ROWS:
        raise UserError(
            f"This has {len(read.rows)} lines; a class list may have {ROWS}.",
            todo="Split it by class, or check that it is the right file.",
        )
    warnings = _reading_warnings(found, read)
    at = _header_at(read.rows) if header is not False else -1
    if header:
        at = max(at, 0)
    titles = tuple(map(clean, read.rows[at][1])) if at >= 0 else ()
    below = read.rows[at + 1 :]
    width = min(COLUMNS, max(len(row) for _, row in read.rows))
    guessed = _by_titles(titles, warnings) if at >= 0 else _by_entries(below)
    chosen = _padded(meanings or guessed, width)
    skipped = [Skipped(line, "It stands above the header.") for line, _ in read.rows[: max(at, 0)]]
    rows = _taken(below, chosen, skipped, warnings)
    if not rows:
        warnings.append("No student was found: say which column holds the names.")
    return RosterPreview(
        "" if isinstance(data, str) else found.encoding,
        read.separator,
        at >= 0,
        tuple(
            Column(titles[each] if each < len(titles) else "", chosen[each], _shown(below, each))
            for each in range(width)
        ),
        tuple(rows),
        tuple(sorted(skipped, key=lambda each: each.line)),
        tuple(warnings),
    )


def _reading_warnings(found: Decoded, read: Table) -> list[str]:
    warnings: list[str] = []
    if not found.sure:
        warnings.append(
            "The encoding could not be told for sure: Windows-1252 is the last one that was left. "
            "Look at the names with accents."
        )
    if found.lost:
        warnings.append(
            f"{found.lost} characters can’t be read in this encoding; another one may fit."
        )
    if read.open_quote:
        warnings.append(
            f"A quotation mark on line {read.open_quote} is never closed, so quotation marks "
            "are read as plain signs."
        )
    if max(len(row) for _, row in read.rows) > COLUMNS:
        warnings.append(f"Only the first {COLUMNS} columns are read.")
    return warnings


def _padded(meanings: Sequence[Meaning], width: int) -> tuple[Meaning, ...]:
    spare: list[Meaning] = ["ignored"] * width
    return (*meanings, *spare)[:width]


# -- what the columns mean ---------------------------------------------------------------------


def _key(title: str) -> str:
    return _SIGNS.sub("", clean(title).casefold())


@cache
def _words() -> dict[str, tuple[Meaning, int]]:
    """Return what each name of a column means, and its place in the list of such names."""
    with Path(__file__).with_suffix(".toml").open("rb") as stream:
        held = cast("dict[Meaning, list[str]]", tomllib.load(stream)["words"])
    return {_key(word): (kind, place) for kind in held for place, word in enumerate(held[kind])}


def _header_at(rows: _Rows) -> int:
    """Return which row is the header, or -1: a title of the whole list may stand above it.

    Words of one letter are names too (성 and 조), so they count beside longer ones alone.
    """
    for place, (_, row) in enumerate(rows[:_ABOVE]):
        keys = [_key(cell) for cell in row]
        known = [key for key in keys if key in _words()]
        if any(key.isdigit() for key in keys) or not any(len(key) > 1 for key in known):
            continue
        if place == 0 or len(known) > 1:
            return place
    return -1


def _by_titles(titles: Sequence[str], warnings: list[str]) -> list[Meaning]:
    """Return the meaning of each title; of two for the same thing the better word counts."""
    unknown: tuple[Meaning, int] = ("ignored", 0)
    said = [_words().get(_key(title), unknown) for title in titles]
    meanings: list[Meaning] = [kind for kind, _ in said]
    for place, title in enumerate(titles):
        # 이름 beside 성 is the given name, Name beside Vorname the family name: neither is whole.
        if _key(title) in ("name", "이름") and ("family" in meanings) != ("given" in meanings):
            meanings[place] = "given" if "family" in meanings else "family"
    for kind in MEANINGS[:-1]:
        places = [place for place, own in enumerate(meanings) if own == kind]
        if len(places) < 2:
            continue
        best = min(places, key=lambda place: said[place][1])
        for place in places:
            if place != best:
                meanings[place] = "ignored"
        others = ", ".join(f"“{titles[place]}”" for place in places if place != best)
        warnings.append(f"“{titles[best]}” is read; {others} seems to be the same kind of column.")
    return meanings


def _by_entries(rows: _Rows) -> list[Meaning]:
    """Guess the meaning of columns without a header by what stands in them."""
    width = max((len(row) for _, row in rows), default=0)
    meanings: list[Meaning] = ["ignored"] * width
    texts: list[int] = []
    for place in range(width):
        entries = [clean(row[place]) for _, row in rows if place < len(row) and row[place].strip()]
        if not entries or any("@" in each for each in entries):
            continue
        digits = sum(len(own) <= NUMBER and bool(_DIGITS.fullmatch(own)) for own in entries)
        if digits * 2 > len(entries):
            if "number" not in meanings and len(set(entries)) * 2 > len(entries):
                meanings[place] = "number"
        elif len(entries) > 3 and len(set(entries)) * 2 <= len(entries):
            if "group" not in meanings:
                meanings[place] = "group"
        else:
            texts.append(place)
    if texts:
        meanings[texts[0]] = "name"
    return meanings


def _shown(rows: _Rows, place: int) -> tuple[str, ...]:
    found = (clean(row[place])[:NAME] for _, row in rows if place < len(row))
    return tuple(text for text, _ in zip(filter(None, found), range(_SHOWN), strict=False))


# -- the rows ----------------------------------------------------------------------------------


def _taken(
    rows: _Rows, meanings: Sequence[Meaning], skipped: list[Skipped], warnings: list[str]
) -> list[RosterRow]:
    """Return the students of a list; what is left out goes to `skipped`."""
    taken: list[RosterRow] = []
    numbers: dict[tuple[str, str], int] = {}
    names: dict[tuple[str, str], RosterRow] = {}
    twins: list[str] = []
    for line, cells in rows:
        row = _row(line, cells, meanings)
        why = _fault(row)
        same_number = numbers.get((row.school_class, row.number)) if row.number else None
        twin = names.get((row.school_class, row.name.casefold()))
        if not why and same_number:
            why = f"The number {row.number} is on line {same_number} too."
        elif not why and twin and not (row.number and twin.number):
            why = f"{row.name} is on line {twin.line} too, with no number to tell them apart."
        if why:
            skipped.append(Skipped(line, why, row.name[:NAME]))
            continue
        if twin:
            twins.append(f"{row.name} (lines {twin.line} and {line})")
        numbers[row.school_class, row.number] = line
        names.setdefault((row.school_class, row.name.casefold()), row)
        taken.append(row)
    if twins:
        more = f" and {len(twins) - _SHOWN} more" if len(twins) > _SHOWN else ""
        warnings.append(
            f"Same name, other number: {', '.join(twins[:_SHOWN])}{more}. Both are taken."
        )
    return taken


def _row(line: int, cells: Sequence[str], meanings: Sequence[Meaning]) -> RosterRow:
    held = {
        kind: clean(cell)
        for kind, cell in zip(meanings, cells, strict=False)
        if kind != "ignored" and cell.strip()
    }
    name = held.get("name", "") or whole_name(held.get("given", ""), held.get("family", ""))
    return RosterRow(
        line, name, held.get("number", ""), held.get("class", ""), held.get("group", "")
    )


def whole_name(given: str, family: str) -> str:
    """Return a name from its parts: Korean ones stand family first and together."""
    if _HANGUL.fullmatch(given) and _HANGUL.fullmatch(family):
        return family + given
    return f"{given} {family}".strip()


def _fault(row: RosterRow) -> str:
    """Say why a row can't be taken, or nothing."""
    if not row.name:
        return "It has no name."
    if not any(sign.isalnum() for sign in row.name):
        return "Its name has no letter."
    for text, most, what in (
        (row.name, NAME, "name"),
        (row.number, NUMBER, "number"),
        (row.school_class, LABEL, "class"),
        (row.group, LABEL, "group"),
    ):
        if len(text) > most:
            return f"Its {what} has {len(text)} characters; {most} is the most."
    return ""
