"""The fields of a profile file: each is taken by its kind, and nothing is believed."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar, cast

from nklearn.domain.records import Confidence
from nklearn.domain.responses import Response, decode, encode

NAME, TEXT, DATA = 500, 200_000, 6 * 1024 * 1024  # characters
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")

_Item = TypeVar("_Item")


class WrongError(Exception):
    """The file is not as the format wants it; the words say where."""


class Fields:
    """One object of the file: gives each field by kind, and knows what was not asked for."""

    def __init__(self, held: object, where: str) -> None:
        if not isinstance(held, dict):
            raise WrongError(f"{where} is no object")
        self._held = dict(cast("dict[str, object]", held))
        self._where = where

    def take(self, name: str) -> object:
        """Return a field, which is then done with."""
        if name not in self._held:
            raise self.wrong(f"{name} is missing")
        return self._held.pop(name)

    def peek(self, name: str) -> object:
        """Return a field and leave it; empty if it is not there."""
        return self._held.get(name, "")

    def wrong(self, words: str) -> WrongError:
        """Return the error for something that is wrong here."""
        return WrongError(f"{self._where}: {words}")

    def end(self) -> None:
        """Refuse fields that nobody asked for."""
        if self._held:
            raise self.wrong(f"unknown: {', '.join(sorted(self._held))[:200]}")

    def text(self, name: str, limit: int = NAME) -> str:
        """Return a text."""
        return self._text(self.take(name), name, limit)

    def _text(self, held: object, name: str, limit: int) -> str:
        if not isinstance(held, str) or len(held) > limit:
            raise self.wrong(f"{name} is no text of at most {limit} characters")
        if "\0" in held or any("\ud800" <= letter <= "\udfff" for letter in held):
            raise self.wrong(f"{name} has characters that are none")
        return held

    def id(self, name: str = "id") -> str:
        """Return an id."""
        held = self.text(name)
        if not _ID.fullmatch(held):
            raise self.wrong(f"{name} is no id")
        return held

    def whole(self, name: str, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        held = self.take(name)
        if not isinstance(held, int) or isinstance(held, bool) or not least <= held <= most:
            raise self.wrong(f"{name} is no whole number from {least} to {most}")
        return held

    def flag(self, name: str) -> bool:
        """Return true or false."""
        held = self.take(name)
        if not isinstance(held, bool):
            raise self.wrong(f"{name} is neither true nor false")
        return held

    def at(self, name: str = "at") -> datetime:
        """Return a time."""
        held = self.text(name, 40)
        try:
            found = datetime.fromisoformat(held)
            if found.tzinfo is None:
                raise self.wrong(f"{name} has no time zone")
            return found.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.wrong(f"{name} is no time") from error

    def maybe_at(self, name: str) -> datetime | None:
        """Return a time or None."""
        if self._held.get(name, "") is None:
            self.take(name)
            return None
        return self.at(name)

    def fraction(self) -> float | None:
        """Return a fraction or None."""
        held = self.take("fraction")
        if held is None:
            return None
        if not isinstance(held, int | float) or isinstance(held, bool) or not 0 <= held <= 1:
            raise self.wrong("fraction is no number from 0 to 1")
        return float(held)

    def confidence(self) -> Confidence | None:
        """Return how sure somebody was, or None."""
        if self._held.get("confidence", "") is None:
            self.take("confidence")
            return None
        return Confidence(self.whole("confidence", 1, 3))

    def response(self) -> Response:
        """Return an answer."""
        kind, text = self.text("kind"), self.text("response", TEXT)
        try:
            read = decode(kind, text)
            # Written in JSON there may be letters that no file can hold.
            encode(read)[1].encode()
            return read
        except (ValueError, RecursionError) as error:
            raise self.wrong("response can't be read") from error

    def each(self, name: str, read: Callable[[Fields], _Item]) -> tuple[_Item, ...]:
        """Return what `read` makes of each member of a list of objects."""
        held = self.take(name)
        if not isinstance(held, list):
            raise self.wrong(f"{name} is no list")
        found: list[_Item] = []
        for number, item in enumerate(cast("list[object]", held), 1):
            fields = Fields(item, f"{name} {number}")
            found.append(read(fields))
            fields.end()
        return tuple(found)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        held = self.take(name)
        if not isinstance(held, list):
            raise self.wrong(f"{name} is no list")
        return tuple(self._text(item, name, NAME) for item in cast("list[object]", held))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return an object of texts as pairs."""
        inner = Fields(self.take(name), name)
        return tuple((inner._text(key, name, 40), inner.text(key)) for key in sorted(inner._held))

    def data(self, name: str) -> bytes:
        """Return bytes that are written in base64."""
        held = self.text(name, DATA)
        try:
            return b64decode(held.encode("ascii"), validate=True)
        except ValueError as error:
            raise self.wrong(f"{name} is no base64") from error

    def number(self, name: str) -> float:
        """Return a number of seconds."""
        held = self.take(name)
        if not isinstance(held, int | float) or isinstance(held, bool) or not 0 <= held <= 1e9:
            raise self.wrong(f"{name} is no number of seconds")
        return float(held)
