"""Feedback that goes back to a class: one signed `.nkrelease`, with a sealed part for each student.

What an item really is, everybody of the class may read; how somebody did, only they can open, on
the computers that their teacher confirmed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import exchange, formats, sealed
from nklearn.classroom.assigning import read_assignment, read_keys
from nklearn.classroom.binding import UNTRUSTED, Binding
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.formats import AttemptResult, Feedback, ItemResult, Part, Release
from nklearn.classroom.gradebook import cells_of, last_rulings
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.marking import Rubric, marks_by_result, rubric_of
from nklearn.classroom.scored_by import scoring_questions
from nklearn.domain.gradebook import CellState
from nklearn.domain.questions import (
    Body,
    Gap,
    GapText,
    Matching,
    MultipleResponse,
    Option,
    Ordering,
    SingleChoice,
)
from nklearn.domain.teaching import (
    Assigned,
    DeviceState,
    Issued,
    Mark,
    Override,
    ResultRecord,
    Ruling,
    Student,
)
from nklearn.storage import blocks


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a release would tell, before it is made.

    `missing` have not handed in yet, and could learn the answers from others; `unmarked` counts
    written answers that wait; `unreached` have handed in from no computer that was confirmed.
    """

    students: int
    missing: tuple[Student, ...]
    unmarked: int
    unreached: tuple[Student, ...]
    before: int


def outlook(desk: TeacherDesk, assignment: str) -> Outlook:
    """Say what a release of an assignment would tell, and whom it would not reach.

    Raises:
        UserError: there is no such assignment.
    """
    given, students = _given(desk, assignment)
    records = desk.store.handed_in(assignment)
    there = {record.student for record in records}
    confirmed = _recipients(desk)
    return Outlook(
        len(students),
        tuple(one for one in students if one.id not in there),
        sum(record.waits for record in records),
        tuple(one for one in students if one.id in there and one.id not in confirmed),
        len(desk.store.releases(given.id)),
    )


def release(desk: TeacherDesk, assignment: str, folder: Path) -> tuple[Issued, Path]:
    """Sign the feedback on an assignment, put it into `folder`, and keep it.

    Released again, after marks or a regrade, the newer one takes the place of the earlier.

    Raises:
        UserError: there is no such assignment, it is too large, or it can't be written or kept.
    """
    given, students = _given(desk, assignment)
    recipient, recovery = desk.recipients
    moment = desk.now()
    document = Release(
        school_class=given.school_class,
        assignment=given.id,
        assignment_hash=given.hash,
        sequence=desk.store.next_sequence(given.school_class),
        teacher=formats.Teacher(
            name=desk.profile.name,
            key=desk.keys.public,
            recipient=recipient,
            recovery=recovery,
        ),
        made=moment - timedelta(microseconds=moment.microsecond),
        feedback=_feedback(desk, given),
        sealed=_sealed(desk, given, students),
    )
    payload = formats.encode(document)
    if len(payload) > formats.LIMIT:
        raise UserError(
            "This feedback is too large for one file.",
            safe="Nothing was written.",
            todo="Release the assignments of smaller groups one by one.",
        )
    binding = Binding("release", given.school_class, given.id, document.sequence)
    data = signed.sign(desk.keys.signing, payload, untrusted=UNTRUSTED, trusted=str(binding))
    made = Issued(
        hashlib.sha256(data).hexdigest(),
        given.school_class,
        given.id,
        document.sequence,
        data,
        moment,
    )
    path = exchange.put(folder, "release", data, given.id)
    desk.store.add_release(made)
    return made, path


def keyed_body(body: Body, key: ItemKey) -> Body:
    """Return what a question really is, under the ids that its item has in the file."""
    made = {own: opaque for opaque, own in key.ids.items()}
    match body:
        case SingleChoice(options):
            return SingleChoice(_options(options, made))
        case MultipleResponse(options):
            return MultipleResponse(_options(options, made))
        case Ordering(items):
            named = tuple(replace(item, id=made.get(item.id, item.id)) for item in items)
            return replace(body, items=named)
        case Matching(rows, choices):
            of = {own: opaque for opaque, own in key.choices.items()}
            return Matching(
                tuple(
                    replace(row, id=made.get(row.id, row.id), choice=of.get(row.choice, row.choice))
                    for row in rows
                ),
                tuple(replace(one, id=of.get(one.id, one.id)) for one in choices),
            )
        case GapText(gaps=gaps):
            return replace(body, gaps=tuple(_gap(gap, key, made) for gap in gaps))
        case _:
            return body


def _gap(gap: Gap, key: ItemKey, made: Mapping[str, str]) -> Gap:
    name = made.get(gap.id, gap.id)
    of = {own: opaque for opaque, own in key.options.get(name, {}).items()}
    return replace(gap, id=name, options=_options(gap.options, of))


def _options(options: tuple[Option, ...], made: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(replace(one, id=made.get(one.id, one.id)) for one in options)


def _feedback(desk: TeacherDesk, given: Assigned) -> tuple[Feedback, ...]:
    """Return what the items of graded work are; practice is in the content already."""
    keys = read_keys(given)
    if not read_assignment(given).items:
        return ()
    questions = scoring_questions(desk, given.id, keys)
    return tuple(
        Feedback(
            item=key.key,
            body=blocks.dumps(keyed_body(questions[key.key].body, key)),
            explanation=blocks.dumps(questions[key.key].explanation),
        )
        for key in keys
        if key.key in questions
    )


def _sealed(
    desk: TeacherDesk, given: Assigned, students: tuple[Student, ...]
) -> dict[str, tuple[str, ...]]:
    marks = marks_by_result(desk.store.marks(given.id))
    scores = desk.store.item_scores(given.id)
    rubric = rubric_of(desk.store, given.id)
    rulings = last_rulings(desk.store.overrides(given.id))
    own: dict[str, list[ResultRecord]] = {}
    for record in desk.store.handed_in(given.id):
        own.setdefault(record.student, []).append(record)
    cells = cells_of(desk, given.id)
    confirmed = _recipients(desk)
    found: dict[str, tuple[str, ...]] = {}
    for student in students:
        ruling = rulings.get((given.id, student.id))
        if student.id not in confirmed or (student.id not in own and ruling is None):
            continue
        cell = cells.get(student.id)
        told = cell.fraction if cell and cell.state is not CellState.WAITS else None
        attempts = tuple(
            _attempt(record, scores.get(record.id, {}), marks.get(record.id, {}), rubric)
            for record in own.get(student.id, ())
        )
        part = _part(given, student, told, ruling, attempts)
        found[student.id] = (sealed.seal_text(formats.encode(part), confirmed[student.id]),)
    return found


def _part(
    given: Assigned,
    student: Student,
    fraction: float | None,
    ruling: Override | None,
    attempts: tuple[AttemptResult, ...],
) -> Part:
    by_hand = ruling is not None and ruling.ruling is not Ruling.CLEARED
    excused = ruling is not None and ruling.ruling is Ruling.EXCUSED
    return Part(
        assignment=given.id,
        student=student.id,
        fraction=fraction,
        ruling=("excused" if excused else "fraction") if by_hand else "",
        reason=ruling.reason if ruling is not None and by_hand else "",
        attempts=attempts[-100:],
    )


def _attempt(
    record: ResultRecord,
    scores: Mapping[str, float | None],
    marks: Mapping[str, Mark],
    rubric: Rubric,
) -> AttemptResult:
    items: list[ItemResult] = []
    for name, fraction in scores.items():
        mark = marks.get(name)
        items.append(
            ItemResult(
                item=name,
                fraction=mark.fraction if mark else fraction,
                level=mark.level if mark else None,
                level_words=rubric.of(mark.level).name if mark else "",
                comment=mark.comment if mark else "",
            )
        )
    told = record.fraction if not record.waits else None
    return AttemptResult(
        result=record.id, attempt=record.attempt, fraction=told, items=tuple(items)
    )


def _given(desk: TeacherDesk, assignment: str) -> tuple[Assigned, tuple[Student, ...]]:
    versions = desk.store.versions(assignment)
    if not versions:
        raise UserError("There is no such assignment.", todo="Choose one from the gradebook.")
    asked = frozenset(read_assignment(versions[-1]).students)
    students = tuple(
        one
        for one in desk.store.students(versions[-1].school_class)
        if one.left is None and (not asked or one.id in asked)
    )
    return versions[-1], students


def _recipients(desk: TeacherDesk) -> dict[str, list[str]]:
    """Return, for each student, the recipients of the computers that were confirmed."""
    found: dict[str, list[str]] = {}
    for device in desk.store.devices():
        if device.state is DeviceState.CONFIRMED:
            found.setdefault(device.student, []).append(device.recipient)
    return found
