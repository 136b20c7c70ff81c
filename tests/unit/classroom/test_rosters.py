"""Classes and students: what a list does to a class, and what nobody does silently."""

from __future__ import annotations

import random
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.classroom import recipient, recovery_identity, signing_key, teacher_keys

from nklearn.base.errors import UserError
from nklearn.classroom import computers, rosters, sealed
from nklearn.classroom.codes import join_code, read_join_code
from nklearn.classroom.computers import Computers
from nklearn.classroom.desk import TeacherDesk
from nklearn.content.catalog import Catalog
from nklearn.domain.records import Profile
from nklearn.domain.teaching import Device, Issued, Student
from nklearn.interchange.roster_csv import read_roster
from nklearn.storage.teaching_store import TeachingStore

NOW = datetime(2026, 11, 22, 13, 25, tzinfo=UTC)


def _desk(catalog: Catalog, folder: Path) -> TeacherDesk:
    return TeacherDesk(
        Profile("t", "R. Adeyemi", created=NOW),
        folder,
        teacher_keys(),
        sealed.recipient_of(recovery_identity()),
        store=TeachingStore.in_memory(clock=lambda: NOW),
        catalog=catalog,
        clock=lambda: NOW,
        random_bytes=random.Random(7).randbytes,
    )


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    opened = Catalog.open(shipped_content)
    yield opened
    opened.close()


@pytest.fixture
def desk(catalog: Catalog, tmp_path: Path) -> Generator[TeacherDesk]:
    made = _desk(catalog, tmp_path)
    yield made
    made.close()


def _names(desk: TeacherDesk, name: str) -> list[str]:
    return [own.name for own in rosters.present(desk, name)]


def test_a_list_gives_new_students_ids_that_make_join_codes(desk: TeacherDesk) -> None:
    own = rosters.make_class(desk, " 10B ")
    assert own.label == "10B"
    taking = rosters.plan(desk, own.id, read_roster("학번,이름,모둠\n1,김민준,가\n2,이서연,나\n"))
    assert [row.name for row in taking.new] == ["김민준", "이서연"]
    assert rosters.take_over(desk, taking) == 2
    for student in rosters.present(desk, own.id):
        assert read_join_code(join_code(student.id)) == student.id
        assert student.group in "가나"


def test_who_is_known_keeps_the_id_and_nobody_is_deleted(desk: TeacherDesk) -> None:
    own = rosters.make_class(desk, "10B").id
    ann = rosters.add(desk, own, "Ann Adler", "17", "A")
    ben = rosters.add(desk, own, "Ben Baker")
    cem = rosters.add(desk, own, "Cem Can", "19")
    dea = rosters.add(desk, own, "Dea Duka", "20")
    rosters.leave(desk, [dea])
    listed = read_roster(
        "id,name,group\n17,Ann Adler-Berg,\n,ben baker,B\n20,Dea Duka,C\n21,Eve,\n"
    )
    taking = rosters.plan(desk, own, listed)
    assert [change.before.id for change in taking.known] == [ann.id, ben.id, dea.id]
    assert [change.after.name for change in taking.known] == [
        "Ann Adler-Berg",
        "ben baker",
        "Dea Duka",
    ]
    assert taking.absent == (cem,)
    assert rosters.take_over(desk, taking) == 5
    by_id = {student.id: student for student in rosters.present(desk, own)}
    assert by_id[ann.id].group == "A"
    assert by_id[ben.id].group == "B"
    assert by_id[dea.id].left is None
    assert cem.id in by_id
    again = rosters.plan(desk, own, listed)
    assert not again.new
    assert all(change.same for change in again.known)
    rosters.take_over(desk, again, absent_leave=True)
    assert cem.name not in _names(desk, own)
    gone = desk.store.student(cem.id)
    assert gone is not None
    assert gone.left == NOW


def test_one_name_with_two_numbers_is_two_students(desk: TeacherDesk) -> None:
    own = rosters.make_class(desk, "10B").id
    first = rosters.add(desk, own, "Kim Min", "1")
    taking = rosters.plan(desk, own, read_roster("id,name\n1,Kim Min\n2,Kim Min\n"))
    assert [change.before.id for change in taking.known] == [first.id]
    assert [row.number for row in taking.new] == ["2"]
    other = rosters.plan(desk, own, read_roster("id,name\n2,Kim Min\n"))
    assert not other.known
    assert other.absent == (first,)


def test_one_class_of_a_list_and_students_of_another_class(desk: TeacherDesk) -> None:
    first, second = (rosters.make_class(desk, name).id for name in ("1", "2"))
    listed = read_roster("반,학번,이름\n1,101,김민준\n2,201,이서연\n")
    rosters.take_over(desk, rosters.plan(desk, first, listed, of_class="1"))
    assert _names(desk, first) == ["김민준"]
    taking = rosters.plan(desk, second, listed)
    (elsewhere,) = taking.elsewhere
    assert elsewhere.name == "김민준"
    moved = rosters.move(desk, elsewhere, second)
    assert moved.id == elsewhere.id
    assert _names(desk, first) == []
    assert _names(desk, second) == ["김민준"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "1", "2", "3"])), max_size=8)
)
def test_taking_the_same_list_over_twice_changes_nothing(
    catalog: Catalog, rows: list[tuple[str, str]]
) -> None:
    desk = _desk(catalog, Path())
    own = rosters.make_class(desk, "X").id
    rosters.add(desk, own, "A", "3")
    rosters.add(desk, own, "B")
    listed = read_roster("name,id\n" + "".join(f"{name},{number}\n" for name, number in rows))
    rosters.take_over(desk, rosters.plan(desk, own, listed))
    before = desk.store.students()
    again = rosters.plan(desk, own, listed)
    rosters.take_over(desk, again)
    assert desk.store.students() == before
    desk.close()


def test_what_a_person_types_is_checked(desk: TeacherDesk) -> None:
    own = rosters.make_class(desk, "10B").id
    ann = rosters.add(desk, own, "Ann", "17")
    for wrong in (
        lambda: rosters.make_class(desk, "10b"),
        lambda: rosters.make_class(desk, "\u200b "),
        lambda: rosters.add(desk, own, "x" * 101),
        lambda: rosters.add(desk, own, "Ben", "17"),
        lambda: rosters.add(desk, own, "--"),
        lambda: rosters.change(desk, replace(ann, extra=301)),
        lambda: rosters.move(desk, ann, "f" * 16),
        lambda: rosters.until("31 July"),
        lambda: rosters.until("2027-02-30"),
    ):
        with pytest.raises(UserError) as error:
            wrong()
        assert error.value.todo
    assert rosters.change(desk, replace(ann, extra=25)).extra == 25
    rosters.regroup(desk, [ann], " Red ")
    assert rosters.present(desk, own)[0].group == "Red"
    with pytest.raises(UserError):
        rosters.regroup(desk, [ann], "x" * 61)
    assert rosters.until(" 2027. 7. 31. ") == date(2027, 7, 31)
    assert rosters.until("") is None


def test_the_date_until_which_students_are_kept_says_what_is_due(desk: TeacherDesk) -> None:
    past = rosters.make_class(desk, "Old", date(2026, 11, 21))
    rosters.make_class(desk, "Empty", date(2026, 1, 1))
    today = rosters.make_class(desk, "New", date(2026, 11, 22))
    for own in (past, today):
        rosters.add(desk, own.id, "Ann")
    assert [(own.label, count) for own, count in rosters.due(desk)] == [("Old", 1)]
    later = rosters.change_class(desk, past.id, "Old", date(2027, 1, 1))
    assert later.retain_until == date(2027, 1, 1)
    assert not rosters.due(desk)


def test_the_id_of_an_erased_student_is_never_given_again(catalog: Catalog) -> None:
    desk = _desk(catalog, Path())
    chance = iter([b"\0" * 8, b"aaaaa", b"aaaaa", b"bbbbb"])

    def random_bytes(_count: int) -> bytes:
        return next(chance)

    desk.random_bytes = random_bytes
    own = rosters.make_class(desk, "10B").id
    ann = rosters.add(desk, own, "Ann")
    desk.store.erase_student(Issued("0" * 64, own, ann.id, 1, b"", NOW))
    assert rosters.add(desk, own, "Ben").id != ann.id
    desk.close()


def _computer(student: Student, number: int) -> Device:
    return Device(student.id, signing_key(number).public, recipient(number), NOW)


def test_new_computers_wait_and_two_for_one_id_are_shown(desk: TeacherDesk) -> None:
    own = rosters.make_class(desk, "10B").id
    ann = rosters.add(desk, own, "Ann")
    assert computers.state(()) is Computers.NONE
    first = desk.store.note_device(_computer(ann, 1))
    (wait,) = computers.waiting(desk, own)
    assert (wait.student, wait.device, wait.others) == (ann, first, ())
    assert computers.state(computers.by_student(desk)[ann.id]) is Computers.WAITING
    computers.confirm(desk, first)
    assert not computers.waiting(desk)
    assert computers.state(computers.by_student(desk)[ann.id]) is Computers.CONFIRMED
    second = desk.store.note_device(_computer(ann, 2))
    (wait,) = computers.waiting(desk)
    assert [each.key for each in wait.others] == [first.key]
    assert computers.state(computers.by_student(desk)[ann.id]) is Computers.TWO
    computers.refuse(desk, second)
    assert computers.state(computers.by_student(desk)[ann.id]) is Computers.CONFIRMED
    assert len(computers.words(second)) == 6
