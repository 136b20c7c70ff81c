"""Reads the defaults of a site (docs/defaults-format.md). Imported only where there is a file.

Nothing in the file stops the program: what can't be understood is left out and named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.base.files import read_text
from nklearn.domain import settings
from nklearn.domain.site import Site

FORMAT = 1
_LIMIT = 64 * 1024  # bytes of the file
_KEYS_LIMIT = 20

_Reader = Callable[[object, Path], str]


class _WrongError(Exception):
    """A value is not what its key takes; says what it takes."""


def read_site(path: Path) -> Site:
    """Return what the file at `path` sets, and what is wrong with it."""
    empty = Site(path=str(path))
    try:
        text = read_text(path, limit=_LIMIT)
    except UserError as error:
        return replace(empty, faults=(str(error),))
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = str(error) or "it is nested too deep"
        return replace(empty, faults=(f"{path}: nothing of it can be read: {told}.",))
    return _Reading(path, text, found).site()


class _Reading:
    """Goes through the keys of one file, and takes note of faults with their lines."""

    def __init__(self, path: Path, text: str, found: dict[str, object]) -> None:
        self._path, self._text, self._found = path, text, found
        self._faults: list[tuple[int, str]] = []

    def site(self) -> Site:
        self._check_format()
        values: dict[str, str] = {}
        for name, value in self._found.items():
            if name in READERS:
                try:
                    values[name] = READERS[name](value, self._path.parent)
                except _WrongError as wrong:
                    self._fault(name, f"“{name}” must be {wrong}.")
            elif name not in _OTHER:
                self._fault(name, f"“{name}” is not a setting.{self._meant(name)}")
        keys = self._keys()
        folder = values.pop("content_folder", "")
        known = {*values, *(["content_folder"] if folder else [])}
        fixed = self._fixed(known)
        return Site(
            path=str(self._path),
            values=values,
            fixed=fixed,
            content_folder=folder,
            content_keys=keys,
            faults=tuple(told for _, told in sorted(self._faults)),
        )

    def _check_format(self) -> None:
        made = self._found.get("format")
        if type(made) is int and made > FORMAT:
            told = f"This file is of format {made}, for a newer NKLearn; this one knows {FORMAT}."
            self._fault("format", f"{told} What it knows is used.")
        elif made != FORMAT or type(made) is not int:
            self._fault("format", f"The file must say “format = {FORMAT}”.")

    def _keys(self) -> tuple[str, ...]:
        listed = self._found.get("content_keys", [])
        if not isinstance(listed, list) or len(cast("list[object]", listed)) > _KEYS_LIMIT:
            told = f"“content_keys” must be a list of at most {_KEYS_LIMIT} public keys."
            self._fault("content_keys", told)
            return ()
        kept: list[str] = []
        for key in cast("list[object]", listed):
            try:
                signed.raw_key(key if isinstance(key, str) else "")
            except UserError as error:
                self._fault("content_keys", f"“content_keys”: {key!r:.80}: {error}")
            else:
                kept.append(str(key).strip())
        return tuple(dict.fromkeys(kept))

    def _fixed(self, known: set[str]) -> frozenset[str]:
        listed = self._found.get("fixed", [])
        if not isinstance(listed, list):
            self._fault("fixed", "“fixed” must be a list of names of settings.")
            return frozenset()
        kept: set[str] = set()
        for name in cast("list[object]", listed):
            if isinstance(name, str) and name in known:
                kept.add(name)
            elif isinstance(name, str) and name in READERS:
                self._fault("fixed", f"“{name}” is in “fixed” without a value of its own.")
            else:
                meant = self._meant(name) if isinstance(name, str) else ""
                self._fault("fixed", f"“fixed”: {name!r:.80} is not a setting.{meant}")
        return frozenset(kept)

    def _fault(self, name: str, told: str) -> None:
        line = self._line(name)
        where = f"{self._path}, line {line}" if line else str(self._path)
        self._faults.append((line, f"{where}: {told}"))

    def _line(self, name: str) -> int:
        """Return the line on which a key or table stands; 0 if it can't be told."""
        quoted = re.escape(name)
        found = re.search(rf"""(?m)^[ \t\[]*["']?{quoted}["']?[ \t]*[=.\]]""", self._text)
        return self._text.count("\n", 0, found.start()) + 1 if found else 0

    def _meant(self, name: str) -> str:
        near = get_close_matches(name, [*READERS, *_OTHER], 1)
        return f" Is “{near[0]}” meant?" if near else ""


def _one_of(*allowed: object) -> _Reader:
    def read(value: object, folder: Path) -> str:
        # By kind as well: 100.0 is 100 for Python, and would be stored as another word.
        if type(value) not in (int, str) or value not in allowed:
            raise _WrongError(
                ", ".join(_shown(own) for own in allowed[:-1]) + f" or {_shown(allowed[-1])}"
            )
        return str(value)

    return read


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _switch(off: str, on: str) -> _Reader:
    def read(value: object, folder: Path) -> str:
        if not isinstance(value, bool):
            raise _WrongError("true or false")
        return on if value else off

    return read


def _count(value: object, folder: Path) -> str:
    if isinstance(value, bool) or not isinstance(value, int) or value not in settings.DAILY_REVIEW:
        raise _WrongError(
            f"a number from {settings.DAILY_REVIEW[0]} to {settings.DAILY_REVIEW[-1]}"
        )
    return str(value)


def _words(value: object, folder: Path) -> str:
    if not isinstance(value, str) or len(value.strip()) > settings.TALK_LENGTH:
        raise _WrongError(f"a text of at most {settings.TALK_LENGTH} characters")
    return value.strip()


def _folder(value: object, folder: Path) -> str:
    """Return an absolute path: `~` is the account's home, a relative one begins at the file."""
    told = "the path of a folder"
    if not isinstance(value, str) or not value or not value.isprintable():
        raise _WrongError(told)
    try:
        path = str(folder.absolute() / Path(value).expanduser())
    except RuntimeError:
        raise _WrongError(f"{told}; this account has no home for “~”") from None
    if len(path) > settings.FOLDER_LENGTH:
        raise _WrongError(told)
    return path


READERS: dict[str, _Reader] = {
    "theme": _one_of(*settings.THEMES),
    "text_size": _one_of(*settings.TEXT_SIZES),
    "motion": _one_of(*settings.MOTIONS),
    "lesson_face": _one_of(*settings.LESSON_FACES),
    "line_spacing": _one_of(*settings.LINE_SPACINGS),
    "ruler": _switch("off", "on"),
    "daily_review": _count,
    "confidence": _one_of(*settings.ASK_CONFIDENCE),
    "ask": _one_of(*settings.ASKS),
    "hide_names": _switch("no", "yes"),
    "hard_material": _one_of(*settings.HARD_MATERIALS),
    "leave_out": _one_of(*settings.LEAVE_OUTS),
    "teacher_folder": _folder,
    "talk_to": _words,
    "content_folder": _folder,
}
_OTHER = ("format", "fixed", "content_keys")
