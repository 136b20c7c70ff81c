"""A teacher's desk: everything that an unlocked teacher works with.

The parts of the classroom are functions that take a desk; the window and `nklearn teach` hold
one from the door until it is locked again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nklearn.classroom import fingerprint
from nklearn.classroom.teacher_keys import TeacherKeys
from nklearn.content.catalog import Catalog
from nklearn.domain.records import Profile
from nklearn.storage.teaching_store import TeachingStore

PACKS = "packs"


class TeacherDesk:
    """What is open while a teacher is here. `close` locks it: the keys are let go.

    `folder` is the teacher's own; `packs` in it holds the packs of graded questions.
    """

    def __init__(
        self,
        profile: Profile,
        folder: Path,
        keys: TeacherKeys,
        recovery: str,
        *,
        store: TeachingStore,
        catalog: Catalog,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Take what the door has opened; `recovery` is the public half of the school's key."""
        self.profile, self.folder, self.recovery = profile, folder, recovery
        self.store, self.catalog = store, catalog
        self.clock, self.random_bytes = clock, random_bytes
        self._keys: TeacherKeys | None = keys

    @property
    def keys(self) -> TeacherKeys:
        """The secret keys.

        Raises:
            ValueError: the desk is locked.
        """
        if self._keys is None:
            raise ValueError("the desk is locked")
        return self._keys

    @property
    def recipients(self) -> tuple[str, str]:
        """Whom results are sealed for: the teacher, and the recovery key of the school."""
        return self.keys.recipient, self.recovery

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint of the signing key in six words."""
        return fingerprint.words(self.keys.public)

    @property
    def packs(self) -> Path:
        """The folder of the packs of graded questions; it may not be there yet."""
        return self.folder / PACKS

    def now(self) -> datetime:
        """Return the time, with its zone."""
        return self.clock()

    def new_id(self) -> str:
        """Return a new id of a class, an assignment or a result: 16 hexadecimal digits."""
        return self.random_bytes(8).hex()

    def close(self) -> None:
        """Lock the desk; closing it again does nothing."""
        if self._keys is not None:
            self._keys = None
            self.store.close()
