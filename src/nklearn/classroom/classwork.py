"""A student's side of the classroom: who they are, what came, what they begin and hand in.

Everything is saved when a method returns. Nothing here is believed before its signature and the
comparison of fingerprints say so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import codes, fingerprint, sealed
from nklearn.classroom.due import DueLine, Standing, in_order
from nklearn.classroom.feedback import Told, told_in
from nklearn.classroom.formats import Assignment, Release, Teacher, decode
from nklearn.classroom.opening import Opened, open_file
from nklearn.domain.classwork import (
    Attempt,
    DeviceKey,
    Enrolment,
    HandedIn,
    Received,
    Released,
    TrustedTeacher,
)
from nklearn.domain.questions import Question
from nklearn.domain.teaching import Kind, Stage
from nklearn.learning.learner import Learner
from nklearn.storage.workspace_store import WorkspaceStore

_SEED = re.compile(r"[0-9a-f]{64}")


class Content(Protocol):
    """What classwork needs of the catalog."""

    def question(self, name: str, /) -> Question:
        """Return a question by `module/name`."""
        ...


class News(StrEnum):
    """What a file brought that was taken in."""

    NEW = "new"
    NEWER = "newer"  # it takes the place of an earlier one
    OLDER = "older"  # a newer one of the same assignment is here
    AGAIN = "again"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class AskTrust:
    """The teacher's fingerprint is to be compared first: six words, and the same for a QR code.

    `other` says that files of this class came with another key before.
    """

    teacher: Teacher
    words: tuple[str, ...]
    class_label: str
    other: bool


@dataclass(frozen=True, slots=True)
class AskCode:
    """The student has to say first who they are in this class; `other`: in another one they did."""

    class_label: str
    other: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file was taken in; `assignment` is what it is about."""

    assignment: str
    news: News


Arrival = Arrived | AskTrust | AskCode


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as it stands for a student: the file that holds, attempts, what came back."""

    received: Received
    assignment: Assignment
    attempts: tuple[Attempt, ...]
    handed: tuple[HandedIn, ...]
    told: Told | None
    replaced: bool = False  # an earlier file of it was taken in before

    @property
    def going(self) -> Attempt | None:
        """The attempt that was begun and not handed in."""
        last = self.attempts[-1] if self.attempts else None
        return last if last is not None and last.ended is None else None

    @property
    def attempts_left(self) -> int | None:
        """How many attempts may still be handed in; None: as many as one likes."""
        allowed = self.assignment.attempts
        return max(0, allowed - len(self.handed_attempts)) if allowed else None

    @property
    def handed_attempts(self) -> tuple[Attempt, ...]:
        """The attempts that were handed in."""
        return tuple(one for one in self.attempts if one.ended is not None)

    @property
    def may_begin(self) -> bool:
        """Whether another attempt may begin."""
        return self.going is None and self.attempts_left != 0

    @property
    def minutes(self) -> float | None:
        """The time limit with this student's extra time; None: there is none."""
        if self.assignment.minutes is None:
            return None
        extra = self.assignment.extra.get(self.received.student, 0)
        return self.assignment.minutes * (1 + extra / 100)

    def minutes_left(self, seconds: float) -> float | None:
        """Return how many minutes are left after so many seconds of use."""
        limit = self.minutes
        return None if limit is None else max(0.0, limit - seconds / 60)

    @property
    def line(self) -> DueLine:
        """The assignment as a list shows it."""
        own = self.assignment
        if self.going is not None:
            standing = Standing.BEGUN
        elif self.told is not None:
            standing = Standing.FEEDBACK
        else:
            standing = Standing.HANDED_IN if self.handed_attempts else Standing.OPEN
        lessons = {name.rpartition("/")[0] for name in own.reading}
        return DueLine(
            assignment=own.id,
            title=own.title,
            graded=own.kind is Kind.GRADED,
            lessons=len(lessons),
            questions=len(own.items) + len(own.practice),
            attempts_left=self.attempts_left,
            due=own.due,
            standing=standing,
        )


class Classwork:
    """The work of one person for their teachers."""

    def __init__(
        self,
        learner: Learner,
        content: Content,
        version: str,
        *,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Take the person, the content with its version, and where new keys come from."""
        self.learner = learner
        self.content = content
        self.version = version
        self._random = random_bytes

    @property
    def store(self) -> WorkspaceStore:
        """The workspace of this person."""
        return self.learner.store

    @property
    def profile(self) -> str:
        """The id of the person; empty while there is none."""
        known = self.learner.known
        return known.id if known else ""

    # -- who one is, and whom one knows --------------------------------------------------------

    @property
    def enrolments(self) -> tuple[Enrolment, ...]:
        """Under which ids teachers know this person."""
        return self.store.enrolments(self.profile) if self.profile else ()

    def join(self, code: str) -> str:
        """Note who the person is in a class, by the code from a slip; return the student's id.

        The keys of this computer are made with the first one.

        Raises:
            UserError: it is no code, or nothing could be saved.
        """
        student = codes.read_join_code(code)
        self._demand_keeping()
        self.keys()
        now = self.learner.now()
        self.store.enrol(self.learner.profile.id, Enrolment(student, now))
        return student

    def keys(self) -> DeviceKey:
        """Return the keys of this person on this computer; made when first asked for."""
        profile = self.learner.profile.id
        own = self.store.device_key(profile)
        if own is None:
            made = DeviceKey(self._random(32).hex(), sealed.new_identity(), self.learner.now())
            self.store.save_device_key(profile, made)
            own = self.store.device_key(profile) or made
        if not _SEED.fullmatch(own.seed) or not own.identity.startswith("AGE-SECRET-KEY-1"):
            raise UserError(
                "The keys with which you hand in on this computer are damaged.",
                safe="What you did is kept.",
                todo="Export your data without the keys, and bring it to another computer.",
            )
        return own

    def trust(self, teacher: Teacher) -> None:
        """Note that the person compared a teacher's fingerprint, and it was the same."""
        self._demand_keeping()
        profile = self.learner.profile.id
        trusted = TrustedTeacher(teacher.key, teacher.name, self.learner.now())
        self.store.trust_teacher(profile, trusted)

    def _demand_keeping(self) -> None:
        if not self.learner.keeps:
            raise UserError(
                "A guest’s work is gone when the guest leaves, so it can’t be handed in.",
                safe="The file was not touched.",
                todo="Choose your name first, or add it, and open the file again.",
            )

    # -- what comes ----------------------------------------------------------------------------

    def admit(self, data: bytes, name: str, student: str = "") -> Arrival:
        """Take in a teacher's file, or say what has to be asked first.

        `name` is how words call the file; `student` is the id that was just typed for it.

        Raises:
            UserError: it is no such file, is damaged, is for others, or nothing could be saved.
        """
        opened = open_file(data, name)
        self._demand_keeping()
        document = opened.document
        if document.teacher.key not in self._trusted():
            return self._ask_trust(document)
        if isinstance(document, Release):
            return self._admit_release(opened, document, name)
        who = student or self._student_for(document)
        if not who:
            return AskCode(document.class_label, bool(self.enrolments))
        if document.students and who not in document.students:
            raise UserError(
                f"“{document.title}” is for other students of {document.class_label}.",
                safe="The file was not touched.",
                todo="Ask your teacher whether it is meant for you.",
            )
        earlier = self.store.received(self.profile, document.id)
        news = News.NEW
        if any(own.hash == opened.hash for own in earlier):
            news = News.AGAIN
        elif earlier:
            last = max(own.sequence for own in earlier)
            news = News.NEWER if document.sequence > last else News.OLDER
        self.store.receive(
            self.learner.profile.id,
            Received(
                *(opened.hash, document.id, document.sequence),
                *(who, opened.data, self.learner.now()),
            ),
        )
        return Arrived(document.id, news)

    def _trusted(self) -> frozenset[str]:
        known = self.store.trusted_teachers(self.profile) if self.profile else ()
        return frozenset(own.key for own in known)

    def _ask_trust(self, document: Assignment | Release) -> AskTrust:
        teacher, school_class = document.teacher, document.school_class
        before = [own for own in self._documents() if own.school_class == school_class]
        label = document.class_label if isinstance(document, Assignment) else ""
        label = label or next((own.class_label for own in before), "")
        words = fingerprint.words(teacher.key)
        return AskTrust(teacher, words, label, any(o.teacher.key != teacher.key for o in before))

    def _documents(self) -> list[Assignment]:
        received = self.store.received(self.profile) if self.profile else ()
        return [assignment_of(own.data) for own in received]

    def _student_for(self, document: Assignment) -> str:
        """Return under which id this person is in the class of an assignment; empty: ask."""
        ids = [own.student for own in self.enrolments]
        used: dict[str, str] = {}
        for own in self.store.received(self.profile) if self.profile else ():
            used[assignment_of(own.data).school_class] = own.student
        if document.school_class in used:
            return used[document.school_class]
        named = [student for student in ids if student in document.students]
        free = named or [student for student in ids if student not in used.values()]
        return free[0] if len(free) == 1 and (named or not document.students) else ""

    def _admit_release(self, opened: Opened, release: Release, name: str) -> Arrived:
        received = self.store.received(self.profile, release.assignment)
        if not received:
            raise UserError(
                f"The file “{name}” holds feedback on work that is not on this computer under "
                "your name.",
                safe="The file was not touched.",
                todo="Open it where you handed in, or choose the name under which you did.",
            )
        if all(assignment_of(own.data).teacher.key != release.teacher.key for own in received):
            raise UserError(
                f"The file “{name}” is not from the teacher who gave out this work.",
                safe="The file was not touched.",
                todo="Ask your teacher for the feedback file.",
            )
        own = Released(
            *(opened.hash, release.assignment, release.sequence),
            *(opened.data, self.learner.now()),
        )
        told = self._told(own, received[-1].student)
        if told is None:
            raise UserError(
                f"The file “{name}” holds nothing that this computer can open for you.",
                safe="The file was not touched.",
                todo="Open it on the computer where you handed in, or ask your teacher.",
            )
        self.store.keep_release(self.learner.profile.id, own)
        return Arrived(release.assignment, News.FEEDBACK)

    def _told(self, released: Released, student: str) -> Told | None:
        key = self.store.device_key(self.profile)
        return told_in(released.data, student, key.identity) if key else None

    # -- how it stands -------------------------------------------------------------------------

    def tasks(self) -> tuple[Task, ...]:
        """Return all assignments as they stand."""
        if not self.profile:
            return ()
        names = dict.fromkeys(own.assignment for own in self.store.received(self.profile))
        return tuple(self.task(name) for name in names)

    def lines(self) -> tuple[DueLine, ...]:
        """Return all assignments as a list shows them, what is to be done first."""
        return in_order(task.line for task in self.tasks())

    def task(self, assignment: str) -> Task:
        """Return an assignment as it stands.

        Raises:
            UserError: there is none with this id here.
        """
        profile = self.profile
        received = self.store.received(profile, assignment) if profile else ()
        if not received:
            raise UserError(
                "This assignment is not on this computer under your name.",
                todo="Open the file that your teacher gave you.",
            )
        newest = max(received, key=lambda own: own.sequence)
        releases = sorted(self.store.releases(profile, assignment), key=lambda own: own.sequence)
        told = None
        for released in releases:
            told = self._told(released, newest.student) or told
        return Task(
            received=newest,
            assignment=assignment_of(newest.data),
            attempts=self.store.attempts(profile, assignment),
            # By number: clocks jump.
            handed=tuple(
                sorted(
                    (
                        own
                        for own in self.store.handed_in(profile, assignment)
                        if own.stage is Stage.HANDED_IN
                    ),
                    key=_number,
                )
            ),
            told=told,
            replaced=any(own.sequence < newest.sequence for own in received),
        )

    def begun_with(self, attempt: Attempt) -> Assignment:
        """Return the assignment's file with which an attempt was begun."""
        for own in self.store.received(self.profile, attempt.assignment):
            if own.hash == attempt.hash:
                return assignment_of(own.data)
        raise UserError(
            "The file with which this work was begun is gone.",
            todo="Open the file that your teacher gave you once more.",
        )

    # -- doing it ------------------------------------------------------------------------------

    def begin(self, task: Task) -> Attempt:
        """Begin an attempt, or return the one that goes on.

        Raises:
            UserError: no attempt is left, or nothing could be saved.
        """
        if task.going is not None:
            return task.going
        if not task.may_begin:
            raise UserError(
                "You have handed in as many attempts as there are.",
                safe="What you handed in is kept.",
                todo="Ask your teacher if you want another one.",
            )
        number = max((one.number for one in task.attempts), default=0) + 1
        asks = bool(task.assignment.items or task.assignment.practice)
        attempt = Attempt(
            assignment=task.assignment.id,
            number=number,
            hash=task.received.hash,
            run=self.learner.new_id() if asks else "",
            begun=self.learner.now(),
        )
        self.store.save_attempt(self.learner.profile.id, attempt)
        return attempt

    def note_time(self, attempt: Attempt, seconds: float) -> Attempt:
        """Save how long an attempt took so far; it never becomes less."""
        saved = self._saved(attempt)
        if saved.ended is not None:
            return saved
        longer = replace(saved, seconds=max(saved.seconds, seconds))
        self.store.save_attempt(self.learner.profile.id, longer)
        return longer

    def write_alternative(self, attempt: Attempt, words: str) -> Attempt:
        """Save what is written for the other task."""
        saved = self._saved(attempt)
        if saved.ended is not None:
            return saved
        changed = replace(saved, alternative=words)
        self.store.save_attempt(self.learner.profile.id, changed)
        return changed

    def _saved(self, attempt: Attempt) -> Attempt:
        """Return an attempt as it is saved: what a page holds may be older."""
        every = self.store.attempts(self.profile, attempt.assignment)
        return next((own for own in every if own.number == attempt.number), attempt)

    def now(self) -> datetime:
        """Return the time, with its zone."""
        return self.learner.now()


def _number(handed: HandedIn) -> int:
    return handed.number


@lru_cache(maxsize=64)
def assignment_of(data: bytes) -> Assignment:
    """Return the assignment of a file that was checked when it was taken in."""
    return decode(Assignment, signed.split(data).payload)
