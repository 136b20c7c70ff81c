"""Classes and their students: made by hand or taken over from a list, moved, left, let go of.

Taking a list over deletes nobody: who is known keeps their id, who is new gets one, and who is
not on the list is named. Names never leave the teacher's folder; ids do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from nklearn.base.errors import UserError
from nklearn.classroom.codes import new_student_id
from nklearn.domain.teaching import SchoolClass, Student
from nklearn.interchange.foreign_text import clean
from nklearn.interchange.roster_csv import LABEL, NAME, NUMBER, RosterPreview, RosterRow

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

STUDENTS, EXTRA = 2_000, 300


@dataclass(frozen=True, slots=True)
class Change:
    """A student who is known, as they were and as the list has them."""

    before: Student
    after: Student

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking a list over would do to a class.

    `absent` are students of the class who are not on the list; they stay unless somebody says
    otherwise. `elsewhere` are new ones whose number and name another class has.
    """

    school_class: str
    new: tuple[RosterRow, ...]
    known: tuple[Change, ...]
    absent: tuple[Student, ...]
    elsewhere: tuple[Student, ...] = ()


# -- classes -----------------------------------------------------------------------------------


def make_class(desk: TeacherDesk, label: str, retain_until: date | None = None) -> SchoolClass:
    """Make a class.

    Raises:
        UserError: the name won't do, or it can't be saved.
    """
    made = SchoolClass(desk.new_id(), _label(desk, label), desk.now(), retain_until)
    desk.store.save_class(made)
    return made


def change_class(
    desk: TeacherDesk, name: str, label: str, retain_until: date | None, *, archived: bool = False
) -> SchoolClass:
    """Give a class another name, or another date until which its students are kept.

    Raises:
        UserError: there is no such class, the name won't do, or it can't be saved.
    """
    known = school_class(desk, name)
    words = _label(desk, label, but=name)
    changed = replace(known, label=words, retain_until=retain_until, archived=archived)
    desk.store.save_class(changed)
    return changed


def school_class(desk: TeacherDesk, name: str) -> SchoolClass:
    """Return a class by its id.

    Raises:
        UserError: there is none.
    """
    found = desk.store.school_class(name)
    if found is None:
        raise UserError("There is no such class.", todo="Choose one from the list of classes.")
    return found


def _label(desk: TeacherDesk, text: str, but: str = "") -> str:
    label = _checked(text, LABEL, "name of a class")
    if not label:
        raise UserError("A class needs a name.", todo="Type one, such as 10B.")
    others = (own.label.casefold() for own in desk.store.classes() if own.id != but)
    if label.casefold() in others:
        raise UserError(f"There is a class “{label}” already.", todo="Choose another name.")
    return label


def until(text: str) -> date | None:
    """Return a date that somebody typed as year, month, day; nothing typed is None.

    Raises:
        UserError: it is no date.
    """
    words = clean(text).replace("/", "-").replace(".", "-").rstrip("- ")
    if not words:
        return None
    try:
        year, month, day = (int(part) for part in words.split("-"))
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise UserError(
            f"“{words[:30]}” is no date.", todo="Type year, month, day, such as 2027-07-31."
        ) from error


def due(desk: TeacherDesk) -> tuple[tuple[SchoolClass, int], ...]:
    """Return the classes whose date has passed, with how many students are still there."""
    today = desk.now().date()
    return tuple(
        (own, count)
        for own in desk.store.classes()
        if own.retain_until is not None
        and own.retain_until < today
        and (count := len(desk.store.students(own.id)))
    )


# -- students ----------------------------------------------------------------------------------


def present(desk: TeacherDesk, name: str) -> tuple[Student, ...]:
    """Return the students who are in a class now, by name."""
    return tuple(own for own in desk.store.students(name) if own.left is None)


def add(desk: TeacherDesk, name: str, called: str, number: str = "", group: str = "") -> Student:
    """Put a new student into a class.

    Raises:
        UserError: the name won't do, the class is full, or it can't be saved.
    """
    school_class(desk, name)
    made = _new(desk, name, RosterRow(0, called, number, "", group), set())
    checked = _student(made, desk.store.students(name))
    desk.store.save_students(checked)
    return checked


def change(desk: TeacherDesk, student: Student) -> Student:
    """Save what somebody changed of a student: name, number, group, extra time.

    Raises:
        UserError: it won't do, or it can't be saved.
    """
    others = [own for own in desk.store.students(student.school_class) if own.id != student.id]
    checked = _student(student, others)
    desk.store.save_students(checked)
    return checked


def regroup(desk: TeacherDesk, students: Iterable[Student], group: str) -> None:
    """Put students into a group, all or none; an empty one takes them out of theirs.

    Raises:
        UserError: the name of the group won't do, or it can't be saved.
    """
    words = _checked(group, LABEL, "group")
    desk.store.save_students(*(replace(own, group=words) for own in students))


def move(desk: TeacherDesk, student: Student, name: str) -> Student:
    """Put a student into another class; id, computers and what they handed in stay theirs.

    Raises:
        UserError: there is no such class, or it can't be saved.
    """
    school_class(desk, name)
    others = [own for own in desk.store.students(name) if own.id != student.id]
    moved = _student(replace(student, school_class=name, group="", left=None), others)
    desk.store.save_students(moved)
    return moved


def leave(desk: TeacherDesk, students: Iterable[Student]) -> None:
    """Note that students left their class; what they handed in stays until they are erased."""
    now = desk.now()
    desk.store.save_students(*(replace(own, left=own.left or now) for own in students))


def come_back(desk: TeacherDesk, student: Student) -> None:
    """Note that a student who left is back."""
    desk.store.save_students(replace(student, left=None))


def _student(student: Student, others: Iterable[Student]) -> Student:
    """Return a student as saved."""
    name = _checked(student.name, NAME, "name")
    if not any(sign.isalnum() for sign in name):
        raise UserError("A student needs a name or a pseudonym.", todo="Type one.")
    number = _checked(student.number, NUMBER, "number")
    if number:
        twin = next((own for own in others if own.number == number), None)
        if twin is not None:
            raise UserError(
                f"The number {number} is {twin.name}’s.", todo="Type another, or leave it empty."
            )
    if not 0 <= student.extra <= EXTRA:
        raise UserError(
            f"Extra time goes from 0 to {EXTRA} percent.", todo="Type a whole number, such as 25."
        )
    return replace(student, name=name, number=number, group=_checked(student.group, LABEL, "group"))


def _checked(text: str, most: int, what: str) -> str:
    words = clean(text)
    if len(words) > most:
        raise UserError(
            f"A {what} has at most {most} characters; this one has {len(words)}.",
            todo="Type a shorter one.",
        )
    return words


def _new(desk: TeacherDesk, name: str, row: RosterRow, taken: set[str]) -> Student:
    """Return a student with an id that nobody has, not even somebody who was erased."""
    store = desk.store
    while True:
        made = new_student_id(desk.random_bytes)
        if made not in taken and store.student(made) is None and not store.erasures(made):
            break
    taken.add(made)
    return Student(made, name, row.name, row.number, row.group, 0, desk.now())


# -- taking a list over ------------------------------------------------------------------------


def plan(
    desk: TeacherDesk, name: str, preview: RosterPreview, *, of_class: str | None = None
) -> Taking:
    """Return what taking a list over would do: by number first, then by a name that is unique.

    With `of_class` only the rows of that class of the list count.
    """
    rows = [row for row in preview.rows if of_class is None or row.school_class == of_class]
    here = list(desk.store.students(name))
    numbers = {own.number: own for own in here if own.number}
    names: dict[str, list[Student]] = {}
    for own in here:
        names.setdefault(own.name.casefold(), []).append(own)
    said = {row.number for row in rows if row.number}
    new: list[RosterRow] = []
    known: list[Change] = []
    used: set[str] = set()
    for row in rows:
        found = numbers.get(row.number) if row.number else None
        if found is None:
            free = [
                own
                for own in names.get(row.name.casefold(), ())
                if own.id not in used
                and not (own.number and row.number)
                and own.number not in said - {""}
            ]
            found = free[0] if len(free) == 1 else None
        if found is None or found.id in used:
            new.append(row)
            continue
        used.add(found.id)
        after = replace(
            found,
            name=row.name,
            number=row.number or found.number,
            group=row.group or found.group,
            left=None,
        )
        known.append(Change(found, after))
    absent = tuple(own for own in here if own.id not in used and own.left is None)
    return Taking(name, tuple(new), tuple(known), absent, _elsewhere(desk, name, new))


def _elsewhere(desk: TeacherDesk, name: str, new: Iterable[RosterRow]) -> tuple[Student, ...]:
    wanted = {(row.number, row.name.casefold()) for row in new if row.number}
    return tuple(
        own
        for own in desk.store.students()
        if own.school_class != name and (own.number, own.name.casefold()) in wanted
    )


def take_over(desk: TeacherDesk, taking: Taking, *, absent_leave: bool = False) -> int:
    """Do what a plan says, all or nothing; return how many students the class has then.

    With `absent_leave` those who are not on the list are noted as having left.

    Raises:
        UserError: the class would be too large, or it can't be saved.
    """
    count = len(present(desk, taking.school_class)) + len(taking.new)
    if count > STUDENTS:
        raise UserError(
            f"A class has at most {STUDENTS} students; this would make {count}.",
            todo="Take the list over class by class.",
        )
    taken: set[str] = set()
    made = [_new(desk, taking.school_class, row, taken) for row in taking.new]
    changed = [own.after for own in taking.known if not own.same]
    gone = [replace(own, left=desk.now()) for own in taking.absent] if absent_leave else []
    desk.store.save_students(*made, *changed, *gone)
    return len(present(desk, taking.school_class))
