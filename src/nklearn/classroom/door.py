"""The teachers' door: who is a teacher here, setting one up, and opening a desk.

A teacher is a profile with a file of its own, `teaching/<profile>/teaching.db`, beside the
workspace. The file holds the keys of the desk, locked, and whatever the desk keeps; without it a
profile is a reader like any other.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Generator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nklearn.base.errors import UserError
from nklearn.base.files import sync_folder
from nklearn.base.values import dataclass
from nklearn.content.catalog import Catalog
from nklearn.domain.records import Profile
from nklearn.learning import pins
from nklearn.learning.people import People

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.classroom.teacher_keys import Limits, LockedKeys, TeacherKeys
    from nklearn.storage.teaching_store import TeachingStore

FOLDER, FILE = "teaching", "teaching.db"
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A teacher about to be set up. Nothing of it is on the disk yet.

    `recovery` is the new recovery key of the school; empty where the school has one already.
    """

    name: str
    recovery: str = field(repr=False)
    keys: TeacherKeys = field(repr=False)
    locked: LockedKeys


class Door:
    """Opens desks of teachers; one passphrase each, or the recovery key of the school."""

    def __init__(
        self,
        people: People,
        catalog: Catalog,
        *,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Take who is known here, the content, and where chance comes from."""
        self._people, self._catalog, self._random = people, catalog, random_bytes
        self._wrong: dict[str, int] = {}  # wrong passphrases and keys, one after the other
        #: What a guess costs for keys that are locked from now on; None for what is usual.
        self.limits: Limits | None = None

    @property
    def opens(self) -> bool:
        """Whether there can be teachers: only where the workspace lasts."""
        return self._people.keeps and self._people.folder is not None

    def teachers(self) -> tuple[Profile, ...]:
        """Return the teachers of this computer, who was here last first."""
        return tuple(each for each in self._people.everyone() if self.is_teacher(each.id))

    def is_teacher(self, profile: str) -> bool:
        """Tell whether a profile is a teacher’s."""
        return (
            self.opens and bool(_ID.fullmatch(profile)) and (self.folder(profile) / FILE).is_file()
        )

    def students(self) -> tuple[Profile, ...]:
        """Return everybody who is no teacher, who was here last first."""
        return tuple(each for each in self._people.everyone() if not self.is_teacher(each.id))

    def folder(self, profile: str) -> Path:
        """Return the folder of a teacher."""
        home = self._people.folder
        if home is None or not _ID.fullmatch(profile):
            raise UserError(
                "A teacher’s work can’t be kept here.",
                todo="Start NKLearn with a folder that it may write to.",
            )
        return home / FOLDER / profile

    # -- setting up --------------------------------------------------------------------------

    def school_recipient(self) -> str:
        """Return the public half of the recovery key that a teacher here already uses, or ""."""
        for teacher in self.teachers():
            with contextlib.suppress(UserError), self._opened(teacher) as (_, locked, _keep):
                return locked.recovery
        return ""

    def begin(self, name: str, passphrase: str, recovery_recipient: str = "") -> Beginning:
        """Make keys for a new teacher, and a recovery key if the school has none.

        Raises:
            UserError: the name or the passphrase won't do, or the recipient is no key.
        """
        from nklearn.classroom import sealed
        from nklearn.classroom.teacher_keys import LIMITS, lock, new_keys

        words = self._people.checked_name(name)
        if recovery_recipient.strip():
            recovery, recipient = "", sealed.read_recipient(recovery_recipient)
        else:
            recovery = sealed.new_identity()
            recipient = sealed.recipient_of(recovery)
        keys = new_keys(self._random)
        limits = self.limits or LIMITS
        locked = lock(keys, passphrase, recipient, limits=limits, random_bytes=self._random)
        return Beginning(words, recovery, keys, locked)

    def set_up(self, beginning: Beginning) -> TeacherDesk:
        """Save a new teacher, and open their desk.

        Raises:
            UserError: it could not be saved; there is no such teacher then.
        """
        person = self._people.add(beginning.name)
        folder = self.folder(person.id)
        # Under another name until its keys are in it: a file without keys would lock everybody out.
        fresh = folder.with_name(f".new-{person.id}")
        try:
            with contextlib.closing(self._store(fresh)) as store:
                self._save(store, person, beginning.locked)
            _rename(fresh, folder)
            store = self._store(folder)
        except UserError:
            shutil.rmtree(fresh, ignore_errors=True)
            self._people.erasing.erase(person)
            raise
        return self._desk(person, beginning.keys, beginning.locked, store)

    # -- opening -----------------------------------------------------------------------------

    def unlock(self, person: Profile, passphrase: str) -> TeacherDesk:
        """Open a desk by its passphrase.

        Raises:
            UserError: it is another one (`wait` says for how long to wait then), or the desk
                can't be read.
        """
        from nklearn.classroom.teacher_keys import unlock

        with self._opened(person) as (store, locked, keep):
            keys = self._tried(person, lambda: unlock(locked, passphrase))
            keep()
        return self._desk(person, keys, locked, store)

    def recover(self, person: Profile, recovery_key: str, passphrase: str) -> TeacherDesk:
        """Open a desk by the school's recovery key, and lock it with another passphrase now.

        Raises:
            UserError: as for `unlock`; or the new passphrase won't do.
        """
        from nklearn.classroom.teacher_keys import LIMITS, lock, recover

        limits = self.limits or LIMITS
        with self._opened(person) as (store, locked, keep):
            keys = self._tried(person, lambda: recover(locked, recovery_key))
            locked = lock(
                keys, passphrase, locked.recovery, limits=limits, random_bytes=self._random
            )
            self._save(store, person, locked)
            keep()
        return self._desk(person, keys, locked, store)

    def change(self, desk: TeacherDesk, old: str, new: str) -> None:
        """Lock a desk with another passphrase from now on.

        Raises:
            UserError: `old` is not the one of now, or `new` won't do.
        """
        from nklearn.classroom.teacher_keys import new_passphrase

        locked = _locked(desk.store)
        changed = self._tried(desk.profile, lambda: new_passphrase(locked, old, new))
        self._save(desk.store, desk.profile, changed)

    def wait(self, person: Profile) -> int:
        """Return how many seconds to wait before the next try."""
        return pins.wait_after(self._wrong.get(person.id, 0))

    # -- on the disk -------------------------------------------------------------------------

    def _store(self, folder: Path) -> TeachingStore:
        from nklearn.storage.teaching_store import TeachingStore

        return TeachingStore.open(folder, clock=self._people.now)

    @contextlib.contextmanager
    def _opened(
        self, person: Profile
    ) -> Generator[tuple[TeachingStore, LockedKeys, Callable[[], object]], None, None]:
        """Open a teacher's file for a try; it closes again unless the third thing is called."""
        with contextlib.ExitStack() as stack:
            store = self._store(self.folder(person.id))
            stack.callback(store.close)
            yield store, _locked(store), stack.pop_all

    def _save(self, store: TeachingStore, person: Profile, locked: LockedKeys) -> None:
        from nklearn.classroom.teacher_keys import encoded
        from nklearn.domain.teaching import TeacherRecord

        before = store.teacher()
        store.save_teacher(
            TeacherRecord(
                person.id,
                person.name,
                locked.public,
                locked.recipient,
                locked.recovery,
                encoded(locked).decode("ascii"),
                before.made if before else self._people.now(),
            )
        )

    def _tried(self, person: Profile, attempt: Callable[[], Result]) -> Result:
        """Return what an attempt gives; count it if it fails."""
        try:
            found = attempt()
        except UserError:
            self._wrong[person.id] = self._wrong.get(person.id, 0) + 1
            raise
        self._wrong.pop(person.id, None)
        return found

    def _desk(
        self, person: Profile, keys: TeacherKeys, locked: LockedKeys, store: TeachingStore
    ) -> TeacherDesk:
        from nklearn.classroom.desk import TeacherDesk

        return TeacherDesk(
            person,
            self.folder(person.id),
            keys,
            locked.recovery,
            store=store,
            catalog=self._catalog,
            clock=self._people.now,
            random_bytes=self._random,
        )


def _rename(fresh: Path, folder: Path) -> None:
    try:
        fresh.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise UserError(
            f"Could not write {folder}: {error.strerror or error}.",
            todo="Check the free space and the rights of that folder, then try again.",
        ) from error


def _locked(store: TeachingStore) -> LockedKeys:
    """Return the keys of a teacher as they lie on the disk.

    Raises:
        UserError: they are damaged.
    """
    from nklearn.classroom.teacher_keys import decoded

    record = store.teacher()
    return decoded(record.locked.encode("utf-8") if record else b"")
