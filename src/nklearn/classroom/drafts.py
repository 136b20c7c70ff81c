"""An assignment in the making: what a teacher chose so far, its sums, and what is still missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.classroom.bank import Bank
from nklearn.classroom.choosing import ModuleNode
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.formats import Id, Name, Reference, StudentId, Words
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question
from nklearn.domain.teaching import Counts, Kind, SavedDraft, Student

MINUTES_A_QUESTION = 1.5
MINUTES_A_TEXT = 8
_WORDS_A_MINUTE = 130
_WEEK, _HOUR = timedelta(days=7), 16

MaybeId = Annotated[str, Meta(pattern=r"^([0-9a-f]{16})?\Z")]
FeedbackAt = Literal["at once", "at the end"]
Questions = Annotated[tuple[Reference, ...], Meta(max_length=1000)]


class AssignmentDraft(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was chosen. `reading` holds sections; each kind keeps questions of its own.

    Without `group` and `students` it is for the whole class. `extra` is more time in percent for
    students who need another share than their class list says. `assignment` is the id of what is
    given out anew, or empty. The other fields are those of the file (formats.py).
    """

    version: Literal[1] = 1
    id: Id
    assignment: MaybeId = ""
    title: Annotated[str, Meta(max_length=200)] = ""
    words: Words = ""
    school_class: MaybeId = ""
    group: Name = ""
    students: Annotated[tuple[StudentId, ...], Meta(max_length=5000)] = ()
    due: datetime | None = None
    kind: Kind = Kind.GRADED
    reading: Annotated[tuple[Reference, ...], Meta(max_length=2000)] = ()
    graded: Questions = ()
    practice: Questions = ()
    attempts: Annotated[int, Meta(ge=0, le=100)] = 1
    counts: Counts = Counts.BEST
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    extra: Annotated[
        dict[StudentId, Annotated[int, Meta(ge=0, le=300)]], Meta(max_length=5000)
    ] = {}
    shuffle: bool = True
    hints: bool = False
    feedback: FeedbackAt = "at once"
    advisory: bool = True
    alternative: Words = ""
    alternative_lesson: Reference = ""
    leave_out: Literal["nothing", "sexual violence"] = "nothing"
    folder: Annotated[str, Meta(max_length=4000)] = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of the kind that is chosen now."""
        return self.graded if self.kind is Kind.GRADED else self.practice

    def for_class(self, name: str) -> AssignmentDraft:
        """Return the draft for another class as a whole."""
        return msgspec.structs.replace(self, school_class=name, group="", students=(), extra={})

    def with_questions(self, names: Iterable[str]) -> AssignmentDraft:
        """Return the draft with other questions of its kind."""
        chosen = tuple(names)
        if self.kind is Kind.GRADED:
            return msgspec.structs.replace(self, graded=chosen)
        return msgspec.structs.replace(self, practice=chosen)


@dataclass(frozen=True, slots=True)
class Sums:
    """How much an assignment is; `minutes` is about right for plain readers."""

    lessons: int
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a draft to know before it goes out; with `blocks` it can't go out so."""

    words: str
    blocks: bool = False


def new_draft(desk: TeacherDesk) -> AssignmentDraft:
    """Return an empty draft, due in a week, for the class that is alone or was taught last."""
    classes = [each for each in desk.store.classes() if not each.archived]
    given = desk.store.assignments()
    last = given[-1].school_class if given else ""
    known = {each.id for each in classes}
    chosen = last if last in known else classes[0].id if classes else ""
    due = desk.now().astimezone() + _WEEK
    return AssignmentDraft(
        id=desk.new_id(),
        school_class=chosen,
        due=due.replace(hour=_HOUR, minute=0, second=0, microsecond=0),
        folder=desk.store.setting(f"folder/{chosen}") or desk.store.setting("folder"),
    )


def save_draft(desk: TeacherDesk, draft: AssignmentDraft) -> None:
    """Keep a draft as it stands, in place of what was kept of it before."""
    body = msgspec.json.encode(draft).decode()
    desk.store.save_draft(SavedDraft(draft.id, draft.title, body, desk.now()))


def read_draft(saved: SavedDraft) -> AssignmentDraft:
    """Return a draft that was kept.

    Raises:
        UserError: it is damaged, or a newer version of the program wrote it.
    """
    try:
        return msgspec.json.decode(saved.body, type=AssignmentDraft)
    except (msgspec.MsgspecError, ValueError) as error:
        raise UserError(
            f"The draft “{saved.title}” can’t be read.",
            safe="It was left as it is.",
            todo="It may come from a newer version of NKLearn.",
            details=str(error),
        ) from error


def receivers(desk: TeacherDesk, draft: AssignmentDraft) -> tuple[Student, ...]:
    """Return the students that a draft is for; those who left the class are none."""
    here = (one for one in desk.store.students(draft.school_class) if one.left is None)
    if draft.students:
        return tuple(one for one in here if one.id in draft.students)
    if draft.group:
        return tuple(one for one in here if one.group == draft.group)
    return tuple(here) if draft.school_class else ()


def kept_questions(draft: AssignmentDraft, bank: Bank) -> tuple[Question, ...]:
    """Return the chosen questions that the bank has, without what is to be left out."""
    found = (bank.question(name) for name in draft.questions)
    return tuple(one for one in found if one is not None and not _left_out(draft, one))


def _left_out(draft: AssignmentDraft, question: Question) -> bool:
    return (
        draft.leave_out == "sexual violence" and question.sensitivity is Sensitivity.SEXUAL_VIOLENCE
    )


def sums(draft: AssignmentDraft, tree: Iterable[ModuleNode], bank: Bank) -> Sums:
    """Work out how much a draft is: lessons with a chosen section, questions, minutes."""
    chosen = set(draft.reading)
    lessons, minutes = 0, 0.0
    for lesson in (lesson for module in tree for lesson in module.lessons):
        taken = len(chosen.intersection(lesson.leaves))
        if taken:
            lessons += 1
            minutes += lesson.words / _WORDS_A_MINUTE * taken / len(lesson.leaves)
    questions = kept_questions(draft, bank)
    minutes += sum(MINUTES_A_QUESTION if one.scored else MINUTES_A_TEXT for one in questions)
    return Sums(lessons, len(questions), round(minutes))


def size(draft: AssignmentDraft, bank: Bank) -> int:
    """Return about how many bytes the file will have."""
    each = 1_700 if draft.kind is Kind.GRADED else 190
    return 2_500 + 60 * len(draft.reading) + each * len(kept_questions(draft, bank))


def findings(desk: TeacherDesk, draft: AssignmentDraft, bank: Bank) -> tuple[Finding, ...]:
    """Return what there is to say about a draft, what keeps it from going out first."""
    found = [*_missing(desk, draft), *_about_questions(draft, bank), *_about_care(desk, draft)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _missing(desk: TeacherDesk, draft: AssignmentDraft) -> Iterable[Finding]:
    if not draft.title.strip():
        yield Finding("Give the assignment a title.", blocks=True)
    if not draft.school_class:
        yield Finding("Choose a class. Classes are made under Classes.", blocks=True)
    elif not receivers(desk, draft):
        yield Finding("Nobody in this class would get it.", blocks=True)
    if not draft.reading and not draft.questions:
        yield Finding("Choose lessons or questions.", blocks=True)
    if draft.due is not None and draft.due <= desk.now():
        yield Finding("The due time is over already.", blocks=True)
    if draft.kind is Kind.GRADED and not draft.questions and draft.reading:
        yield Finding("It has no graded questions: who reads all of it is done.")


def _about_questions(draft: AssignmentDraft, bank: Bank) -> Iterable[Finding]:
    if draft.kind is Kind.GRADED and not bank.ids:
        yield Finding("There are no graded questions yet. Import a teacher pack first.")
    lost = sum(bank.question(name) is None for name in draft.questions)
    if lost:
        words = _counted(lost, "1 chosen question is", f"{lost} chosen questions are")
        yield Finding(f"{words} no longer in the bank and left out.")
    left = sum(_left_out(draft, one) for one in map(bank.question, draft.questions) if one)
    if left:
        words = _counted(left, "1 question is", f"{left} questions are")
        yield Finding(f"{words} about sexual violence and left out, as you set.")
    if draft.questions and not kept_questions(draft, bank):
        yield Finding("No question is left. Choose others.", blocks=True)
    if draft.minutes is not None and not draft.questions:
        yield Finding("The time limit is for questions, and there are none.")
    other = {bank.version_of(name) for name in draft.questions} - {"", bank.content}
    if draft.kind is Kind.GRADED and other:
        made = ", ".join(sorted(other))
        yield Finding(f"Some questions were made for content {made}; here it is {bank.content}.")


def _about_care(desk: TeacherDesk, draft: AssignmentDraft) -> Iterable[Finding]:
    hard = advisories(desk.catalog, draft)
    if hard and not draft.advisory:
        titles = ", ".join(hard.values())
        yield Finding(
            f"The advisory would not be shown first, and there is hard material: {titles}."
        )
    if draft.alternative_lesson:
        try:
            lesson = desk.catalog.lesson(draft.alternative_lesson)
        except UnknownAddressError:
            yield Finding("The other lesson is not in this content. Choose it anew.", blocks=True)
            return
        if desk.catalog.module(lesson.module).advisory:
            yield Finding("The other lesson is in a module with an advisory too.")


def advisories(catalog: Catalog, draft: AssignmentDraft) -> Mapping[str, str]:
    """Return the modules of a draft that have an advisory, by id with their titles."""
    touched = {name.partition("/")[0] for name in (*draft.reading, *draft.questions)}
    return {one.id: one.title for one in catalog.modules() if one.advisory and one.id in touched}


def free_space(folder: Path) -> int | None:
    """Return how many bytes are free where files would go; None if nothing can be written there."""
    try:
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            return None
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def blocked(found: Collection[Finding]) -> bool:
    """Tell whether anything keeps a draft from going out."""
    return any(one.blocks for one in found)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
