"""Who uses this computer, and how each of them wants the program to look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nklearn.domain.records import Profile
from nklearn.storage.workspace_base import WorkspaceBase, time_of, time_text

_PROFILE = "SELECT id, name, created, class, last_used, pin FROM profile"


class WorkspacePeople(WorkspaceBase):
    """Profiles and preferences of a workspace."""

    def profile(self, name: str = "") -> Profile | None:
        """Return the person with this id; without one, the first of this workspace, if any."""
        if name:
            row = self._row(f"{_PROFILE} WHERE id = ?", name)
        else:
            row = self._row(f"{_PROFILE} ORDER BY created, id LIMIT 1")
        return _profile(row) if row else None

    def profiles(self) -> tuple[Profile, ...]:
        """Return everybody, who was here last first."""
        return tuple(map(_profile, self._rows(f"{_PROFILE} ORDER BY last_used DESC, created, id")))

    def save_profile(self, profile: Profile) -> None:
        """Add a profile, or give the one with this id its new name, class, last use and PIN."""
        last_used = time_text(profile.last_used or profile.created)
        with self._writing():
            self._db.execute(
                "INSERT INTO profile (id, name, created, class, last_used, pin)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, class = excluded.class,"
                " last_used = excluded.last_used, pin = excluded.pin",
                (
                    profile.id,
                    profile.name,
                    time_text(profile.created),
                    profile.school_class,
                    last_used,
                    profile.pin,
                ),
            )

    def touch_profile(self, profile: str, at: datetime) -> None:
        """Note that a person is here now."""
        with self._writing():
            self._db.execute(
                "UPDATE profile SET last_used = ? WHERE id = ?", (time_text(at), profile)
            )

    def preference(self, name: str, profile: str = "") -> object:
        """Return what was saved under `name` (text or bytes); None if nothing was.

        With a `profile`, what that person chose; otherwise what holds for the computer.
        """
        if profile:
            row = self._row(
                "SELECT value FROM profile_preference WHERE profile = ? AND name = ?",
                profile,
                name,
            )
        else:
            row = self._row("SELECT value FROM preference WHERE name = ?", name)
        return row[0] if row else None

    def set_preference(self, name: str, value: str | bytes, profile: str = "") -> None:
        """Save a preference of this computer; with a `profile`, of that person as well."""
        with self._writing():
            self._db.execute(
                "INSERT INTO preference (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )
            if profile:
                self._set_own(name, value, profile)

    def set_own_preference(self, name: str, value: str | bytes, profile: str) -> None:
        """Save a preference of a person that says nothing of the computer."""
        with self._writing():
            self._set_own(name, value, profile)

    def _set_own(self, name: str, value: str | bytes, profile: str) -> None:
        self._db.execute(
            "INSERT INTO profile_preference (profile, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT (profile, name) DO UPDATE SET value = excluded.value",
            (profile, name, value),
        )


def _profile(row: tuple[Any, ...]) -> Profile:
    return Profile(row[0], row[1], time_of(row[2]), row[3], time_of(row[4]), row[5])
