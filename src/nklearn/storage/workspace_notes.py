"""What a reader marks in lessons: bookmarks, highlights, notes, and advisories accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nklearn.domain.records import Bookmark, Note
from nklearn.storage.workspace_base import time_of, time_text
from nklearn.storage.workspace_sessions import WorkspaceSessions

_NOTE = "SELECT id, section, quote, before, after, words, made, changed FROM note"


class WorkspaceNotes(WorkspaceSessions):
    """Bookmarks, notes and advisories; a section is `module/lesson/section`."""

    def bookmarks(self, profile: str) -> tuple[Bookmark, ...]:
        """Return a person's bookmarks, the newest first."""
        rows = self._rows(
            "SELECT section, at FROM bookmark WHERE profile = ? ORDER BY at DESC, section", profile
        )
        return tuple(Bookmark(row[0], time_of(row[1])) for row in rows)

    def set_bookmark(self, profile: str, section: str, wanted: bool, at: datetime) -> None:
        """Set a bookmark or take it away."""
        with self._writing():
            if wanted:
                self._db.execute(
                    "INSERT INTO bookmark (profile, section, at) VALUES (?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (profile, section, time_text(at)),
                )
            else:
                self._db.execute(
                    "DELETE FROM bookmark WHERE profile = ? AND section = ?", (profile, section)
                )

    def notes(self, profile: str, section: str = "") -> tuple[Note, ...]:
        """Return a person's notes in the order in which they were made, of one section or all."""
        if section:
            rows = self._rows(
                f"{_NOTE} WHERE profile = ? AND section = ? ORDER BY seq", profile, section
            )
        else:
            rows = self._rows(f"{_NOTE} WHERE profile = ? ORDER BY seq", profile)
        return tuple(map(_note, rows))

    def save_note(self, profile: str, note: Note) -> None:
        """Add a note, or give the one with this id its new words and passage."""
        with self._writing():
            self._db.execute(
                "INSERT INTO note"
                " (id, profile, section, quote, before, after, words, made, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " quote = excluded.quote, before = excluded.before, after = excluded.after,"
                " words = excluded.words, changed = excluded.changed"
                " WHERE profile = excluded.profile",
                (
                    note.id,
                    profile,
                    note.section,
                    note.quote,
                    note.before,
                    note.after,
                    note.words,
                    time_text(note.made),
                    time_text(note.changed),
                ),
            )

    def remove_note(self, profile: str, note: str) -> None:
        """Remove a note."""
        with self._writing():
            self._db.execute("DELETE FROM note WHERE profile = ? AND id = ?", (profile, note))

    def advisories_accepted(self, profile: str) -> frozenset[str]:
        """Return the modules whose advisory this person has accepted."""
        rows = self._rows("SELECT module FROM advisory_accepted WHERE profile = ?", profile)
        return frozenset(row[0] for row in rows)

    def accept_advisory(self, profile: str, module: str, at: datetime) -> None:
        """Note that a person has read a module's advisory and wants to go on."""
        with self._writing():
            self._db.execute(
                "INSERT INTO advisory_accepted (profile, module, at) VALUES (?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (profile, module, time_text(at)),
            )


def _note(row: tuple[Any, ...]) -> Note:
    return Note(*row[:6], made=time_of(row[6]), changed=time_of(row[7]))
