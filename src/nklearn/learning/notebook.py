"""What one person marks while reading: bookmarks, highlights, notes, and advisories accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from nklearn.base.errors import BugError
from nklearn.domain.records import Bookmark, Note, Profile
from nklearn.learning.anchors import Quote
from nklearn.storage.workspace_store import WorkspaceStore


class Notebook:
    """A person's marks; a section is `module/lesson/section`.

    Each method that changes something saves it before it returns; it may raise UserError, and
    nothing has changed then. Reading never writes.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        *,
        known: Callable[[], Profile | None],
        owner: Callable[[], Profile],
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """`known` gives the person if there is one already, `owner` makes one where needed."""
        self._store = store
        self._known, self._owner = known, owner
        self._clock, self._new_id = clock, new_id

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, the newest first."""
        person = self._known()
        return self._store.bookmarks(person.id) if person else ()

    def is_bookmarked(self, section: str) -> bool:
        """Whether a section has a bookmark."""
        return any(mark.section == section for mark in self.bookmarks)

    def set_bookmark(self, section: str, wanted: bool) -> None:
        """Set a bookmark on a section, or take it away."""
        _check(section)
        self._store.set_bookmark(self._owner().id, section, wanted, self._clock())

    def notes(self, section: str = "") -> tuple[Note, ...]:
        """Return notes and highlights in the order of their making, of one section or all."""
        person = self._known()
        return self._store.notes(person.id, section) if person else ()

    def notes_of_lesson(self, lesson: str) -> tuple[Note, ...]:
        """Return the notes and highlights of a lesson, `module/lesson`."""
        return tuple(note for note in self.notes() if note.section.startswith(f"{lesson}/"))

    def begin_note(self, section: str, quote: Quote) -> Note:
        """Return a note that is not kept yet: `change_note` keeps it once it has words."""
        _check(section)
        now = self._clock()
        return Note(self._new_id(), section, quote.exact, quote.before, quote.after, "", now, now)

    def add_note(self, section: str, quote: Quote, words: str = "") -> Note:
        """Keep a note on a passage, or on the whole section; without words it is a highlight."""
        note = replace(self.begin_note(section, quote), words=_storable(words))
        self._store.save_note(self._owner().id, note)
        return note

    def change_note(self, note: Note, words: str) -> Note:
        """Give a note other words; the passage stays."""
        changed = replace(note, words=_storable(words), changed=self._clock())
        self._store.save_note(self._owner().id, changed)
        return changed

    def remove_note(self, note: Note) -> None:
        """Remove a note or a highlight."""
        self._store.remove_note(self._owner().id, note.id)

    def put_back(self, note: Note) -> None:
        """Keep a note again that was removed, as it was."""
        self._store.save_note(self._owner().id, replace(note, words=_storable(note.words)))

    @property
    def advisories_accepted(self) -> frozenset[str]:
        """The modules whose advisory this person has read and accepted."""
        person = self._known()
        return self._store.advisories_accepted(person.id) if person else frozenset()

    def accept_advisory(self, module: str) -> None:
        """Note that this person has read a module's advisory and wants to go on."""
        self._store.accept_advisory(self._owner().id, module, self._clock())


def quote_of(note: Note) -> Quote:
    """Return the passage that a note is on."""
    return Quote(note.quote, note.before, note.after)


def _check(section: str) -> None:
    if section.count("/") != 2 or not all(section.split("/")):
        raise BugError(f"{section!r} is not module/lesson/section")


def _storable(words: str) -> str:
    """Return words without halves of characters, which a paste can hold and no file can."""
    return words.encode("utf-8", "replace").decode("utf-8")
