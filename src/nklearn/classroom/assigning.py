"""Giving work out: one signed `.nkassign` for a class, and what the teacher keeps of it.

Graded questions go out without their keys (items.py); the keys stay in the teacher's file, from
which answers find back to the questions. Giving an assignment out anew takes the place of the
earlier file: it has the same id and a higher sequence.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom

import msgspec

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import exchange, formats
from nklearn.classroom.bank import Bank, practice_bank
from nklearn.classroom.binding import UNTRUSTED, Binding
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import (
    AssignmentDraft,
    blocked,
    findings,
    kept_questions,
    receivers,
)
from nklearn.classroom.item_forms import Item, ItemKey, PracticeItem
from nklearn.classroom.items import beside_words, item_hash, practice_item, public_item
from nklearn.classroom.packs import graded_bank
from nklearn.domain.questions import Question
from nklearn.domain.teaching import Assigned, Kind, Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a class is with an assignment: students it is for, who began, who handed in."""

    students: int
    begun: int
    handed_in: int


def bank_of(desk: TeacherDesk, kind: Kind) -> Bank:
    """Return the questions that work of this kind can ask."""
    return graded_bank(desk) if kind is Kind.GRADED else practice_bank(desk.catalog)


def save(
    desk: TeacherDesk,
    draft: AssignmentDraft,
    folder: Path,
    *,
    chance: Random | None = None,
) -> tuple[Assigned, Path]:
    """Sign an assignment, put its file into `folder`, and keep it with its keys.

    The draft is let go then. Whatever fails, either both is done or neither.

    Raises:
        UserError: something is missing from the draft, or the file can't be written or kept.
    """
    bank = bank_of(desk, draft.kind)
    found = findings(desk, draft, bank)
    if blocked(found):
        raise UserError(found[0].words, safe="The draft is kept.")
    questions = kept_questions(draft, bank)
    before = _before(desk, draft)
    items, practice, keys = _questions(desk, draft, questions, before, chance or SystemRandom())
    name = before[0].id if before else desk.new_id()
    document = _document(desk, draft, name, items, practice)
    payload = formats.encode(document)
    if len(payload) > formats.LIMIT:
        raise UserError(
            "This assignment is too large for one file.",
            safe="The draft is kept.",
            todo="Choose fewer questions, and give out the others as a second assignment.",
        )
    binding = Binding("assignment", document.school_class, name, document.sequence)
    data = signed.sign(desk.keys.signing, payload, untrusted=UNTRUSTED, trusted=str(binding))
    given = Assigned(
        name,
        document.sequence,
        document.school_class,
        document.title,
        draft.kind,
        document.made,
        document.due,
        data,
        hashlib.sha256(data).hexdigest(),
        keys_text(keys),
        str(folder),
    )
    path = exchange.put(folder, "assignment", data, name)
    try:
        desk.store.add_assignment(given, drop_draft=draft.id)
    except UserError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    desk.store.set_setting("folder", str(folder))
    desk.store.set_setting(f"folder/{given.school_class}", str(folder))
    return given, path


def save_again(given: Assigned, folder: Path) -> Path:
    """Put the file of an assignment into a folder once more; it is the same file.

    Raises:
        UserError: it can't be written.
    """
    return exchange.put(folder, "assignment", given.document, given.id)


def keys_text(keys: Iterable[ItemKey]) -> str:
    """Return keys as they are kept."""
    return msgspec.json.encode(tuple(keys)).decode()


def read_keys(given: Assigned) -> tuple[ItemKey, ...]:
    """Return, for each item of an assignment, how it leads to its question.

    In practice an item is named by the question's id, and its key changes no answer.

    Raises:
        UserError: what was kept is damaged.
    """
    try:
        return msgspec.json.decode(given.keys, type=tuple[ItemKey, ...])
    except msgspec.MsgspecError as error:
        raise UserError(
            f"The keys of “{given.title}” are damaged.",
            safe="What was handed in is kept.",
            details=str(error),
        ) from error


def read_assignment(given: Assigned) -> formats.Assignment:
    """Return what the file of an assignment says.

    Raises:
        UserError: it is damaged.
    """
    return formats.decode(formats.Assignment, signed.split(given.document).payload)


def draft_of(desk: TeacherDesk, given: Assigned) -> AssignmentDraft:
    """Return a draft for giving an assignment out anew.

    Raises:
        UserError: what was kept of it is damaged.
    """
    document = read_assignment(given)
    questions = tuple(key.question for key in read_keys(given))
    graded = document.kind is Kind.GRADED
    return AssignmentDraft(
        id=desk.new_id(),
        assignment=given.id,
        title=document.title,
        words=document.words,
        school_class=document.school_class,
        students=document.students,
        due=document.due,
        kind=document.kind,
        reading=document.reading,
        graded=questions if graded else (),
        practice=() if graded else questions,
        attempts=document.attempts,
        counts=document.counts,
        minutes=document.minutes,
        extra=dict(document.extra),
        shuffle=document.shuffle,
        hints=document.hints,
        feedback="at once" if document.feedback == "released" else document.feedback,
        advisory=document.advisory,
        alternative=document.alternative,
        alternative_lesson=document.alternative_lesson,
        leave_out=document.leave_out,
        folder=given.folder,
    )


def progress(desk: TeacherDesk, school_class: str = "") -> dict[str, Progress]:
    """Return how far classes are with each assignment, by its id."""
    found: dict[str, Progress] = {}
    by_class: dict[str, list[Assigned]] = {}
    for given in desk.store.assignments(school_class):
        by_class.setdefault(given.school_class, []).append(given)
    for name, assigned in by_class.items():
        here = {one.id for one in desk.store.students(name) if one.left is None}
        stages: dict[tuple[str, Stage], set[str]] = {}
        for line in desk.store.result_lines(name):
            stages.setdefault((line.assignment, line.stage), set()).add(line.student)
        for given in assigned:
            asked = set(read_assignment(given).students) & here or here
            done = stages.get((given.id, Stage.HANDED_IN), set()) & asked
            begun = (stages.get((given.id, Stage.BEGUN), set()) & asked) - done
            found[given.id] = Progress(len(asked), len(begun), len(done))
    return found


def _questions(
    desk: TeacherDesk,
    draft: AssignmentDraft,
    questions: Iterable[Question],
    before: tuple[Assigned, ...],
    chance: Random,
) -> tuple[tuple[Item, ...], tuple[PracticeItem, ...], tuple[ItemKey, ...]]:
    """Return what a file holds of its questions; given out anew, unchanged ones stay as they are.

    So whoever has begun finds their answers again.
    """
    if draft.kind is Kind.PRACTICE:
        named = tuple(map(practice_item, questions))
        plain = (ItemKey(key=one.question, question=one.question, hash=one.hash) for one in named)
        return (), named, tuple(plain)
    old = _old_items(before)
    items: list[Item] = []
    keys: list[ItemKey] = []
    used = {item.key for item, _ in old.values()}
    for question in questions:
        made = old.get((question.id, item_hash(question)))
        while made is None:
            item, key = public_item(question, chance, beside_words(desk.catalog, question))
            made = None if item.key in used else (item, key)
        used.add(made[0].key)
        items.append(made[0])
        keys.append(made[1])
    return tuple(items), (), tuple(keys)


def _before(desk: TeacherDesk, draft: AssignmentDraft) -> tuple[Assigned, ...]:
    """Return what a draft takes the place of: only work of the same kind for the same class."""
    before = desk.store.versions(draft.assignment) if draft.assignment else ()
    same = before and (before[-1].school_class, before[-1].kind) == (draft.school_class, draft.kind)
    return before if same else ()


def _old_items(before: tuple[Assigned, ...]) -> dict[tuple[str, str], tuple[Item, ItemKey]]:
    if not before:
        return {}
    items = {item.key: item for item in read_assignment(before[-1]).items}
    keys = (key for key in read_keys(before[-1]) if key.key in items)
    return {(key.question, key.hash): (items[key.key], key) for key in keys}


def _document(
    desk: TeacherDesk,
    draft: AssignmentDraft,
    name: str,
    items: tuple[Item, ...],
    practice: tuple[PracticeItem, ...],
) -> formats.Assignment:
    owner = desk.store.school_class(draft.school_class)
    if owner is None:
        raise UserError("This class is no longer here.", todo="Choose another one.")
    whole = not draft.students and not draft.group
    students = receivers(desk, draft)
    extra = (
        {one.id: draft.extra.get(one.id, one.extra) for one in students} if draft.minutes else {}
    )
    recipient, recovery = desk.recipients
    return formats.Assignment(
        id=name,
        sequence=desk.store.next_sequence(owner.id),
        school_class=owner.id,
        class_label=owner.label,
        students=() if whole else tuple(one.id for one in students),
        teacher=formats.Teacher(
            name=desk.profile.name,
            key=desk.keys.public,
            recipient=recipient,
            recovery=recovery,
        ),
        title=draft.title.strip(),
        words=draft.words.strip(),
        made=_second(desk.now()),
        due=_second(draft.due) if draft.due else None,
        kind=draft.kind,
        reading=draft.reading,
        items=items,
        practice=practice,
        attempts=draft.attempts,
        counts=draft.counts,
        minutes=draft.minutes,
        extra={student: more for student, more in sorted(extra.items()) if more},
        shuffle=draft.shuffle,
        hints=draft.hints and draft.kind is Kind.PRACTICE,
        feedback="released" if draft.kind is Kind.GRADED else draft.feedback,
        advisory=draft.advisory,
        alternative=draft.alternative.strip(),
        alternative_lesson=draft.alternative_lesson,
        leave_out=draft.leave_out,
        content=formats.Content(version=desk.catalog.version),
    )


def _second(moment: datetime) -> datetime:
    """Return a time in UTC, to the second, as files have it."""
    return moment.astimezone(UTC) - timedelta(microseconds=moment.microsecond)
