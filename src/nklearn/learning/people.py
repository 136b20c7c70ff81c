"""The people at this computer: who they are, who is here, and a guest of whom nothing stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base import paths
from nklearn.base.errors import BugError, UserError
from nklearn.base.values import dataclass
from nklearn.domain.records import Profile
from nklearn.domain.site import Site
from nklearn.learning import pins
from nklearn.learning.learner import Course, Learner
from nklearn.learning.preferences import HABITS, LOOK, SCHOOL, Preferences
from nklearn.storage.workspace_store import WorkspaceStore

if TYPE_CHECKING:  # no start of the program waits for them
    from nklearn.domain.work import Work
    from nklearn.learning.erasing import Erasing

NAME_LENGTH = 40
CLASS_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at the computer. `desk` tells readers apart; `guest` means that nothing stays."""

    desk: str
    learner: Learner
    preferences: Preferences
    guest: bool = False


class People:
    """Everybody who has a name in this workspace.

    Each method that changes something saves it before it returns; it may raise UserError, and
    nothing has changed then.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        course: Course,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        new_seed: Callable[[], int],
        site: Site | None = None,
    ) -> None:
        """Take the workspace, the content, a clock, ids, chance, a school’s wishes."""
        self._store = store
        self._site = site or Site()
        self._course = course
        self._clock = clock
        self._new_id = new_id
        self._new_seed = new_seed
        self._memory: WorkspaceStore | None = None
        self._wrong: dict[str, int] = {}  # PINs typed wrongly, one after the other

    @property
    def erasing(self) -> Erasing:
        """What lets go of people."""
        from nklearn.learning.erasing import Erasing

        return Erasing(self._store)

    @property
    def keeps(self) -> bool:
        """Whether this workspace lasts beyond the end of the program."""
        return self._store.keeps

    @property
    def folder(self) -> Path | None:
        """Where the workspace lies; None if it is in memory alone."""
        return self._store.path.parent if self._store.path else None

    @property
    def portable(self) -> bool:
        """Whether the workspace lies beside the program, on a stick."""
        return self.folder is not None and paths.is_portable(self.folder)

    def now(self) -> datetime:
        """Return the time, with its zone."""
        return self._clock()

    def everyone(self) -> tuple[Profile, ...]:
        """Return all profiles, who was here last first."""
        return self._store.profiles()

    def at_start(self, *, but: Callable[[str], bool] = lambda _: False) -> Profile | None:
        """Return who reads without being asked: the only one, with a name and without a PIN.

        `but` names those who come in another way; where there are any, somebody is asked.
        """
        everyone = self.everyone()
        if any(but(each.id) for each in everyone):
            return None
        if len(everyone) != 1 or not everyone[0].name or everyone[0].pin:
            return None
        return None if self.nobody().preferences.ask == "always" else everyone[0]

    def find(self, name: str) -> Profile | None:
        """Return the person who has this name, case and spaces aside; not if it is but alike."""
        sought = alike(name)
        return next((p for p in self.everyone() if sought and alike(p.name) == sought), None)

    def nobody(self, desk: str = "") -> Reader:
        """Return what the program runs with before anybody was chosen: the computer's look."""
        return Reader(desk, self._learner(self._store), Preferences(self._store, site=self._site))

    def reader(self, profile: Profile) -> Reader:
        """Return a person with their work and preferences."""
        learner = self._learner(self._store, profile.id)
        return Reader(profile.id, learner, Preferences(self._store, profile.id, self._site))

    def note_use(self, reader: Reader) -> None:
        """Save that a person is here now."""
        if not reader.guest:
            self._store.touch_profile(reader.desk, self._clock())

    def guest(self) -> Reader:
        """Return a guest, who begins with the computer's settings and writes to memory alone.

        `leave` lets go of the guest; until then no other may come.
        """
        if self._memory is not None:
            raise BugError("the guest before has not left")
        self._memory = memory = WorkspaceStore.in_memory(clock=self._clock)
        for name in (*LOOK, *SCHOOL):
            stored = self._store.preference(name)
            if isinstance(stored, str):
                memory.set_preference(name, stored)
        preferences = Preferences(memory, site=self._site)
        return Reader(self._new_id(), self._learner(memory), preferences, guest=True)

    def leave(self, reader: Reader) -> None:
        """Take note that a reader is gone; of a guest nothing is left then."""
        if reader.guest and self._memory is not None:
            self._memory.close()
            self._memory = None

    def add(self, name: str, school_class: str = "") -> Profile:
        """Add a person; they begin with the look that the computer has.

        Raises:
            UserError: the name is empty, too long or taken, or the class is too long.
        """
        now = self._clock()
        words, group = self._checked(name, school_class, but="")
        profile = Profile(self._new_id(), words, now, group, now)
        self._store.save_profile(profile)
        for look in LOOK:
            stored = self._store.preference(look)
            if isinstance(stored, str):
                self._store.set_preference(look, stored, profile.id)
        return profile

    def rename(self, profile: Profile, name: str, school_class: str = "") -> Profile:
        """Give a person another name and class; all that they did stays theirs.

        Raises:
            UserError: as for `add`.
        """
        words, group = self._checked(name, school_class, but=profile.id)
        changed = replace(profile, name=words, school_class=group)
        self._store.save_profile(changed)
        return changed

    def opens(self, profile: Profile, pin: str) -> bool:
        """Tell whether a PIN is this person's; who has none needs none."""
        if not profile.pin or pins.fits(pin, profile.pin):
            self._wrong.pop(profile.id, None)
            return True
        self._wrong[profile.id] = self._wrong.get(profile.id, 0) + 1
        return False

    def wait(self, profile: Profile) -> int:
        """Return how many seconds to wait before the next try of a PIN."""
        return pins.wait_after(self._wrong.get(profile.id, 0))

    def set_pin(self, profile: Profile, pin: str, old: str = "") -> Profile:
        """Give a person a PIN, or take it away if it is empty.

        Raises:
            UserError: the one of before is not `old`, or the new one is too short or too long.
        """
        known = self._store.profile(profile.id) or profile
        if not self.opens(known, old):
            raise UserError("This is not your PIN of now.", todo="Type it once more.")
        changed = replace(known, pin=pins.coded(pin) if pin else "")
        self._store.save_profile(changed)
        return changed

    def work(self, profile: Profile, *, with_keys: bool = False) -> Work:
        """Return all that a person did, without their PIN, to be taken to another computer.

        `with_keys` takes along the keys with which they hand in and open feedback here.
        """
        work = self._store.work(profile.id)
        if work is None:
            raise UserError("This reader’s data was erased.", todo="Choose a name, or add one.")
        kept = work.classwork if with_keys else replace(work.classwork, key=None)
        return replace(work, profile=replace(work.profile, pin=""), classwork=kept)

    def has_keys(self, profile: Profile) -> bool:
        """Tell whether a person has keys on this computer with which they hand in."""
        return self._store.device_key(profile.id) is not None

    def knows(self, work: Work) -> bool:
        """Tell whether the person whose work it is reads here already."""
        return self._store.profile(work.profile.id) is not None

    def bring(self, work: Work, name: str = "") -> Profile:
        """Add a person with their work from another computer, or merge it with theirs here.

        Bringing the same again changes nothing. `name` is another name for somebody new here.

        Raises:
            UserError: the name is taken, or is none, or nothing could be saved.
        """
        person = self._store.profile(work.profile.id)
        if person is None:
            words, group = self._checked(
                name or work.profile.name, work.profile.school_class, but=""
            )
            new = replace(work.profile, name=words, school_class=group, pin="")
        else:
            new = replace(work.profile, pin="")
        own = tuple(pair for pair in work.preferences if pair[0] in (*LOOK, *HABITS))
        self._store.bring(replace(work, profile=new, preferences=own))
        return self._store.profile(new.id) or new

    def _learner(self, store: WorkspaceStore, profile: str = "") -> Learner:
        return Learner(
            store,
            self._course,
            clock=self._clock,
            new_id=self._new_id,
            new_seed=self._new_seed,
            profile=profile,
        )

    def checked_name(self, name: str) -> str:
        """Return the name of somebody new as it would be saved.

        Raises:
            UserError: as for `add`.
        """
        return self._checked(name, "", but="")[0]

    def _checked(self, name: str, school_class: str, *, but: str) -> tuple[str, str]:
        """Return name and class as they are saved, or say why not."""
        words, group = cleaned(name), cleaned(school_class)
        if not words:
            raise UserError("A name needs at least one letter.", todo="Type your name.")
        if len(words) > NAME_LENGTH:
            raise UserError(
                f"A name has at most {NAME_LENGTH} characters; this one has {len(words)}.",
                todo="Type a shorter one, such as your first name and an initial.",
            )
        if len(group) > CLASS_LENGTH:
            raise UserError(
                f"A class has at most {CLASS_LENGTH} characters; this one has {len(group)}.",
                todo="Type it as short as it stands on your timetable.",
            )
        for other in self.everyone():
            if other.id != but and alike(other.name) == alike(words):
                raise UserError(
                    f"There is already a reader called {other.name} on this computer.",
                    todo="If that is you, go back and choose that name. Otherwise add an initial.",
                )
        return words, group


def cleaned(text: str) -> str:
    """Return a name as it is saved: composed (NFC), single spaces, nothing that can't be seen."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept = [" " if letter.isspace() else letter for letter in text]
    shown = [letter for letter in kept if not unicodedata.category(letter).startswith("C")]
    return " ".join("".join(shown).split())


def alike(name: str) -> str:
    """Return what two names have in common that people would take for one."""
    return unicodedata.normalize("NFKC", cleaned(name)).casefold()
