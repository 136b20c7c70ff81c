"""The gradebook of a class, put together from the teacher's file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

import msgspec

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.gradebook import Cell, CellState, Column, Gradebook, Row
from nklearn.domain.teaching import (
    Assigned,
    Counts,
    Override,
    ResultLine,
    Ruling,
    Stage,
)

GRACE = "grace"  # of settings: minutes after the due time in which nothing is late yet
GRACE_MOST = 9_999


class Scored(Protocol):
    """What of an attempt decides whether it counts: its score."""

    @property
    def fraction(self) -> float | None:
        """The score, 0 to 1; None while there is none."""
        ...


Done = TypeVar("Done", bound=Scored)


class _Terms(msgspec.Struct):
    """What of an assignment's file the gradebook needs; the rest is not even read."""

    students: tuple[str, ...] = ()
    counts: Counts = Counts.BEST
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of one student's attempts at an assignment."""

    state: CellState
    fraction: float | None = None
    late: bool = False


_BEGUN = Standing(CellState.IN_PROGRESS)


def gradebook_of(desk: TeacherDesk, *classes: str) -> Gradebook:
    """Return the gradebook of a class, or of several in one; who has left is not in it."""
    rows: list[Row] = []
    columns: list[Column] = []
    parts: list[tuple[str, list[Assigned], range]] = []
    for school_class in classes:
        begin = len(rows)
        rows += [
            Row(one.id, one.name, one.group, one.number)
            for one in desk.store.students(school_class)
            if one.left is None
        ]
        given = list(desk.store.assignments(school_class))
        columns += [
            Column(one.id, one.title, one.due, one.kind, _terms(one).counts) for one in given
        ]
        parts.append((school_class, given, range(begin, len(rows))))
    book = Gradebook(rows, columns)
    rulings = last_rulings(desk.store.overrides())
    grace = timedelta(minutes=grace_minutes(desk))
    place = {one.id: n for n, one in enumerate(columns)}
    for school_class, given, own in parts:
        lines: dict[str, dict[str, list[ResultLine]]] = {one.id: {} for one in given}
        for line in desk.store.result_lines(school_class):
            if (works := lines.get(line.assignment)) is None:
                continue
            if (attempts := works.get(line.student)) is None:
                works[line.student] = [line]
            else:
                attempts.append(line)
        for assigned in given:
            column, counts = place[assigned.id], columns[place[assigned.id]].counts
            terms = _terms(assigned)
            asked = frozenset(terms.students)
            done = lines[assigned.id]
            due = (assigned.due + grace).timestamp() if assigned.due else math.inf
            for row in own:
                student = rows[row].id
                if asked and student not in asked:
                    continue
                stands = standing(done.get(student, ()), counts, due, terms.attempts)
                ruling = rulings.get((assigned.id, student)) if rulings else None
                state, fraction = _ruled(stands, ruling)
                book.put(row, column, state, fraction)
    return book


def cells_of(desk: TeacherDesk, work: str) -> dict[str, Cell]:
    """Return the work of every student of the class in an assignment, by the ids of students.

    Who has left is not in it, as in the gradebook; where there is no such assignment nobody is.
    """
    versions = desk.store.versions(work)
    if not versions:
        return {}
    book = gradebook_of(desk, versions[-1].school_class)
    place = next((n for n, one in enumerate(book.columns) if one.id == work), None)
    if place is None:
        return {}
    return {row.id: book.cell(n, place) for n, row in enumerate(book.rows)}


def cell_of(desk: TeacherDesk, student: str, work: str) -> Cell | None:
    """Return one student's work in an assignment, as the gradebook has it."""
    return cells_of(desk, work).get(student)


def grace_minutes(desk: TeacherDesk) -> int:
    """Return for how many minutes after the due time nothing is late yet."""
    text = desk.store.setting(GRACE)
    return min(int(text), GRACE_MOST) if text.isdecimal() else 0


def set_grace(desk: TeacherDesk, minutes: int) -> None:
    """Say for how many minutes after the due time nothing is late yet, in every class.

    Raises:
        UserError: it can't be saved.
    """
    desk.store.set_setting(GRACE, str(max(0, min(minutes, GRACE_MOST))))


def standing(
    lines: Sequence[ResultLine], counts: Counts, due: float, attempts: int = 0
) -> Standing:
    """Return what counts of a student's results; `due` is in seconds since 1970.

    Attempts follow one another by their numbers, then by when they were handed in: clocks of
    computers are not believed further than that. Of more than the `attempts` that an assignment
    allows (0: any number) the first count, and nothing else is looked at.
    """
    if len(lines) == 1:  # as it mostly is, a hundred thousand times in a school
        return _only(lines[0], due)
    done = [line for line in lines if line.stage is Stage.HANDED_IN]
    if not done:
        return Standing(CellState.IN_PROGRESS if lines else CellState.MISSING)
    if len(done) > 1:
        done.sort(key=lambda line: (line.attempt, line.handed_in or 0.0, line.id))
    counted = counting(done[:attempts] if attempts else done, counts)
    late = any((line.handed_in or 0.0) > due for line in counted)
    scores = [line.fraction for line in counted if line.fraction is not None]
    fraction = math.fsum(scores) / len(scores) if scores else None
    if any(line.waits for line in counted):
        return Standing(CellState.WAITS, fraction, late)
    return Standing(CellState.LATE if late else CellState.HANDED_IN, fraction, late)


def _only(line: ResultLine, due: float) -> Standing:
    """Return what a student's one result says."""
    if line.stage is not Stage.HANDED_IN:
        return _BEGUN
    late = line.handed_in is not None and line.handed_in > due
    if line.waits:
        return Standing(CellState.WAITS, line.fraction, late)
    return Standing(CellState.LATE if late else CellState.HANDED_IN, line.fraction, late)


def counting(done: Sequence[Done], counts: Counts) -> Sequence[Done]:
    """Return the attempts that count, of one student's in their order; there is at least one."""
    match counts:
        case Counts.AVERAGE:
            return done
        case Counts.FIRST:
            return done[:1]
        case Counts.LAST:
            return done[-1:]
        case Counts.BEST:
            best = max(line.fraction or 0.0 for line in done)
            return [next(line for line in done if (line.fraction or 0.0) == best)]


def last_rulings(overrides: Iterable[Override]) -> dict[tuple[str, str], Override]:
    """Return the decision that holds for each assignment and student; cleared ones are gone."""
    found = {(one.assignment, one.student): one for one in overrides}
    return {key: one for key, one in found.items() if one.ruling is not Ruling.CLEARED}


def _ruled(stands: Standing, ruling: Override | None) -> tuple[CellState, float | None]:
    if ruling is None:
        return stands.state, stands.fraction
    if ruling.ruling is Ruling.EXCUSED:
        return CellState.EXCUSED, None
    return CellState.OVERRIDDEN, ruling.fraction


def _terms(assigned: Assigned) -> _Terms:
    try:
        return msgspec.json.decode(signed.split(assigned.document).payload, type=_Terms)
    except (UserError, msgspec.MsgspecError):  # one damaged row must not hide the whole class
        return _Terms()
