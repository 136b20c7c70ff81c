"""A reader's notebook as it is read: everything marked or written, lesson by lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nklearn.domain.records import Answer, Bookmark, Note, Problem


class EntryKind(StrEnum):
    """What stands in a notebook."""

    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    RESPONSE = "response"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a notebook.

    `title` is that of its section; `quote` the passage or the question that it is on, `words`
    what the reader wrote. `record` is what was stored. `advisory` says what kind of hard
    material the quote comes from; empty if it may be shown openly.
    """

    kind: EntryKind
    address: str
    title: str
    quote: str
    words: str
    at: datetime
    record: Note | Bookmark | Problem | Answer
    advisory: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a notebook holds of one lesson; of things that are gone, `lesson` is empty."""

    lesson: str
    module_title: str
    title: str
    entries: tuple[Entry, ...]
