"""Erasing what a person did here: what would go, doing it, and what could not be finished."""

from __future__ import annotations

from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.base.values import dataclass
from nklearn.domain.records import Profile
from nklearn.storage.workspace_store import WorkspaceStore


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much of a person is kept."""

    sections: int
    answers: int
    notes: int
    bookmarks: int


@dataclass(frozen=True, slots=True)
class Erased:
    """How erasing ended. The person is gone from the workspace in any case.

    `unreadable` are backups that can't be read, so nobody knows who is in them. `unfinished` says
    what kept the bytes from being cleaned at once; the next start goes on with it.
    """

    unreadable: tuple[Path, ...] = ()
    unfinished: UserError | None = None


class Erasing:
    """Lets go of people in a workspace."""

    def __init__(self, store: WorkspaceStore) -> None:
        """Take the workspace."""
        self._store = store

    def holdings(self, profile: Profile) -> Holdings:
        """Return how much of a person is kept."""
        counts = self._store.holdings(profile.id)
        return Holdings(
            counts.get("section_read", 0),
            counts.get("answer", 0),
            counts.get("note", 0),
            counts.get("bookmark", 0),
        )

    def erase(self, profile: Profile) -> Erased:
        """Erase a person: name, work, settings, in the workspace and in all its backups.

        Raises:
            UserError: nothing was erased.
        """
        try:
            self._store.erase(profile.id)
        except UserError as error:
            raise UserError(
                f"Your data could not be erased. {error.what}",
                safe="Nothing was erased, and nothing is lost.",
                todo=error.todo,
                details=error.details,
            ) from error
        try:
            self._store.finish_erasing()
        except UserError as error:
            unfinished = UserError(
                "Your data is erased from NKLearn, but traces of it may still be in the files. "
                f"{error.what}",
                safe="What others did is whole.",
                todo="Make free space, close other windows of NKLearn and start it again: it "
                "then cleans the files.",
                details=error.details,
            )
            return Erased(self.unreadable, unfinished)
        return Erased(self.unreadable)

    @property
    def unreadable(self) -> tuple[Path, ...]:
        """The backups that may hold somebody who was erased, and can't be read."""
        return self._store.unreadable_backups()

    def remove(self, backups: tuple[Path, ...]) -> None:
        """Delete unreadable backups; those that are not named stay, and are not named again.

        Raises:
            UserError: one could not be deleted.
        """
        self._store.settle_backups(backups)
