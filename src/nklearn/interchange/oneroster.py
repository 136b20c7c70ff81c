"""Class lists from a OneRoster 1.1 export (CSV, as a ZIP file or a folder).

Read are `manifest.csv`, `orgs.csv`, `classes.csv`, `users.csv` and `enrollments.csv`, and of users
and enrollments those of active students alone. References are checked: an enrollment names a user,
a class and perhaps a school of the same export, a class its school. Anything else in the export
(courses, sessions, results) is left alone. Memory is bounded by what the files may hold.

The tables: 1EdTech, OneRoster: CSV Tables, version 1.1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.interchange.foreign_text import LINE_LIMIT, clean
from nklearn.interchange.oneroster_files import Parts, opened_parts
from nklearn.interchange.roster_csv import (
    LABEL,
    NAME,
    NUMBER,
    RosterPreview,
    RosterRow,
    Skipped,
    whole_name,
)

_VERSION = "1.1"
_NEEDED = ("orgs", "classes", "users", "enrollments")
_ROWS = {"manifest": 200, "orgs": 20_000, "classes": 50_000, "users": 100_000}
_ENROLLMENTS = 500_000
_KEPT = 200
_CELL = 256
_COLUMNS = {
    "manifest": ("propertyName", "value"),
    "orgs": ("sourcedId", "status", "name"),
    "classes": ("sourcedId", "status", "title", "schoolSourcedId"),
    "users": ("sourcedId", "status", "enabledUser", "role", "givenName", "familyName"),
    "enrollments": (
        "sourcedId",
        "status",
        "classSourcedId",
        "schoolSourcedId",
        "userSourcedId",
        "role",
    ),
}
# Columns that an export may have and that are read where they are there.
_ALSO = {"users": ("middleName", "identifier"), "classes": ("classCode",)}

_Row = dict[str, str]


@dataclass(frozen=True)
class ExportedClass:
    """A class of an export: its title, the name of its school, how many students it has."""

    id: str
    title: str
    school: str
    code: str = ""
    students: int = 0


@dataclass(frozen=True)
class OneRoster:
    """What an export holds of classes. `problems` are sentences; `more` counts those left out."""

    classes: tuple[ExportedClass, ...]
    problems: tuple[str, ...] = ()
    more: int = 0
    _members: dict[str, tuple[RosterRow, ...]] = field(
        default_factory=dict[str, tuple[RosterRow, ...]]
    )

    def roster(self, class_id: str) -> RosterPreview:
        """Return the students of a class in the form of any class list."""
        rows = self._members.get(class_id, ())
        good = tuple(row for row in rows if row.name and len(row.name) <= NAME)
        skipped = tuple(
            Skipped(
                row.line, f"The user {row.number} has no name that can be used.", row.name[:NAME]
            )
            for row in rows
            if row not in good
        )
        return RosterPreview("utf-8", ",", True, (), good, skipped, self.problems)


@dataclass
class _Problems:
    """Sentences up to a bound, and a count of the rest."""

    words: list[str] = field(default_factory=list[str])
    more: int = 0

    def say(self, words: str) -> None:
        if len(self.words) < _KEPT:
            self.words.append(words)
        else:
            self.more += 1


def read_oneroster(path: Path) -> OneRoster:
    """Return the classes of an export and their students.

    Raises:
        UserError: it is no such export, of another version, incomplete, too large or damaged.
    """
    with opened_parts(path) as parts:
        _check_manifest(parts)
        problems = _Problems()
        schools = {
            row["sourcedId"]: row["name"][:NAME] for _, row in _rows(parts, "orgs") if _active(row)
        }
        classes = _classes(parts, schools, problems)
        students, known = _students(parts)
        members = _members(parts, schools, classes, students, known, problems)
    found = tuple(
        ExportedClass(own.id, own.title, own.school, own.code, len(members.get(own.id, ())))
        for own in classes.values()
    )
    return OneRoster(found, tuple(problems.words), problems.more, members)


def _check_manifest(parts: Parts) -> None:
    """Check that an export is one of 1.1 and whole."""
    said = {row["propertyName"]: row["value"] for _, row in _rows(parts, "manifest")}
    version = said.get("oneroster.version", "")[:20]
    if version != _VERSION:
        told = f"version {version}" if version else "no version"
        raise UserError(
            f"This OneRoster export says {told}; NKLearn reads version {_VERSION}.",
            todo=f"Export it again as OneRoster {_VERSION} CSV, or save the class as a plain CSV.",
        )
    for name in _NEEDED:
        mode = said.get(f"file.{name}", "bulk").casefold()
        if mode == "delta":
            raise UserError(
                f"{name}.csv of this export holds changes alone, not the whole list.",
                todo="Export it again as “bulk”.",
            )
        if mode == "absent" or not parts.has(name):
            raise UserError(
                f"{name}.csv is missing from this export.",
                todo="Export orgs, classes, users and enrollments together.",
            )


def _classes(
    parts: Parts, schools: dict[str, str], problems: _Problems
) -> dict[str, ExportedClass]:
    classes: dict[str, ExportedClass] = {}
    for line, row in _rows(parts, "classes"):
        if not _active(row):
            continue
        own, school = row["sourcedId"], row["schoolSourcedId"]
        if school not in schools:
            problems.say(
                f"classes.csv, line {line}: the class “{row['title'][:LABEL]}” is of a school that "
                "orgs.csv doesn’t hold; it is left out."
            )
        elif own in classes:
            problems.say(f"classes.csv, line {line}: the id of this class is there twice.")
        else:
            title = row["title"][:LABEL] or own[:LABEL]
            code = row.get("classCode", "")[:LABEL]
            classes[own] = ExportedClass(own, title, schools[school], code)
    return classes


def _students(parts: Parts) -> tuple[dict[str, RosterRow], set[str]]:
    """Return the active students, and the ids of everybody else."""
    students: dict[str, RosterRow] = {}
    others: set[str] = set()
    for line, row in _rows(parts, "users"):
        own = row["sourcedId"]
        active = _active(row) and row["enabledUser"].casefold() != "false"
        if not active or row["role"].casefold() != "student":
            others.add(own)
            continue
        given = f"{row['givenName']} {row.get('middleName', '')}".strip()
        number = row.get("identifier", "") or own
        students[own] = RosterRow(
            line, whole_name(given, row["familyName"])[: NAME + 1], number[:NUMBER]
        )
    return students, others


def _members(
    parts: Parts,
    schools: dict[str, str],
    classes: dict[str, ExportedClass],
    students: dict[str, RosterRow],
    others: set[str],
    problems: _Problems,
) -> dict[str, tuple[RosterRow, ...]]:
    """Return the students of each class."""
    members: dict[str, dict[str, RosterRow]] = {}
    for line, row in _rows(parts, "enrollments"):
        if not _active(row) or row["role"].casefold() != "student":
            continue
        school_class, user, school = (
            row["classSourcedId"],
            row["userSourcedId"],
            row["schoolSourcedId"],
        )
        where = f"enrollments.csv, line {line}"
        if school_class not in classes:
            problems.say(f"{where}: its class is not among the active ones of classes.csv.")
        elif user in others:
            problems.say(f"{where}: its user is no active student in users.csv.")
        elif user not in students:
            problems.say(f"{where}: its user is not in users.csv.")
        elif school and school not in schools:
            problems.say(f"{where}: its school is not in orgs.csv.")
        else:
            members.setdefault(school_class, {})[user] = students[user]
    return {own: tuple(held.values()) for own, held in members.items()}


def _active(row: _Row) -> bool:
    """Tell whether a row counts: an export of everything leaves the status empty."""
    return row["status"].casefold() in ("", "active")


def _rows(parts: Parts, name: str) -> Iterator[tuple[int, _Row]]:
    """Give the rows of a file as (line, the columns that are read), cleaned.

    Raises:
        UserError: the file is not as the standard has it, or larger than it may be.
    """
    most = _ROWS.get(name, _ENROLLMENTS)
    wanted = (*_COLUMNS[name], *_ALSO.get(name, ()))
    reader = csv.reader(_bounded(parts, name), strict=True)
    places: dict[str, int] = {}
    try:
        for count, cells in enumerate(reader):
            if count > most:
                raise UserError(f"{name}.csv has more than {most} rows.", todo=_LARGE)
            if not places:
                places = _header(name, cells)
            elif cells:
                yield (
                    reader.line_num,
                    {
                        each: clean(cells[places[each]][:_CELL])
                        if places[each] < len(cells)
                        else ""
                        for each in wanted
                        if each in places
                    },
                )
    except csv.Error as error:
        raise UserError(
            f"{name}.csv, line {reader.line_num}: not as CSV should be.",
            todo="Export it again.",
            details=str(error),
        ) from error
    if not places:
        raise UserError(f"{name}.csv is empty.", todo="Export it again.")


_LARGE = "Export the classes of one school, not of a whole district."


def _bounded(parts: Parts, name: str) -> Iterator[str]:
    for number, line in enumerate(parts.lines(name), 1):
        if len(line) > LINE_LIMIT:
            raise UserError(
                f"{name}.csv, line {number} is longer than any of a list.",
                todo="Check that it is the right file.",
            )
        yield line.replace("\0", "")


def _header(name: str, cells: list[str]) -> dict[str, int]:
    """Return where each column stands."""
    at = {clean(cell).casefold(): place for place, cell in reversed([*enumerate(cells[:100])])}
    missing = [each for each in _COLUMNS[name] if each.casefold() not in at]
    if missing:
        raise UserError(
            f"{name}.csv has no column {', '.join(missing)}.",
            todo=f"Check that it is a OneRoster {_VERSION} CSV export.",
        )
    wanted = (*_COLUMNS[name], *_ALSO.get(name, ()))
    return {each: at[each.casefold()] for each in wanted if each.casefold() in at}
