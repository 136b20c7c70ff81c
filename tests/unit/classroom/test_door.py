"""The door: a teacher is set up whole or not at all, and comes in by passphrase or recovery key."""

from __future__ import annotations

import os
from collections.abc import Generator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from tests.fixtures.classroom import PASSPHRASE, QUICK, identity, make_class, make_desk, recipient
from tests.fixtures.tiny_course import TinyCourse

from nklearn.base.errors import UserError
from nklearn.classroom import sealed
from nklearn.classroom.door import Door
from nklearn.content.catalog import Catalog
from nklearn.learning.people import People
from nklearn.storage.teaching_store import TeachingStore
from nklearn.storage.workspace_store import WorkspaceStore


class Rooms:
    """A workspace that can be closed and opened again."""

    def __init__(self, home: Path, content: Path) -> None:
        self.home, self.content = home, content
        self._ids = count(1)
        self.open()

    def open(self) -> None:
        self.store = WorkspaceStore.open(self.home)
        self.catalog = Catalog.open(self.content)
        self.people = People(
            self.store,
            TinyCourse(),
            clock=lambda: datetime.now(UTC),
            new_id=lambda: f"id-{next(self._ids)}",
            new_seed=lambda: 1,
        )
        self.door = Door(self.people, self.catalog)
        self.door.limits = QUICK

    def close(self) -> None:
        self.store.close()
        self.catalog.close()


@pytest.fixture
def rooms(tmp_path: Path, shipped_content: Path) -> Generator[Rooms]:
    made = Rooms(tmp_path / "home", shipped_content)
    yield made
    made.close()


def test_a_teacher_is_set_up_and_comes_in_again(rooms: Rooms) -> None:
    beginning = rooms.door.begin("  R.  Adeyemi ", PASSPHRASE)
    assert rooms.people.everyone() == ()  # nothing is on the disk before it is confirmed
    assert not (rooms.home / "teaching").exists()
    desk = rooms.door.set_up(beginning)
    public, words = desk.keys.public, desk.words
    assert desk.profile.name == "R. Adeyemi"
    assert desk.recipients == (desk.keys.recipient, sealed.recipient_of(beginning.recovery))
    make_class(desk, 2)
    desk.close()
    desk.close()
    with pytest.raises(ValueError, match="locked"):
        _ = desk.keys
    rooms.close()
    rooms.open()
    (teacher,) = rooms.door.teachers()
    desk = rooms.door.unlock(teacher, PASSPHRASE)
    assert (desk.keys.public, desk.words) == (public, words)
    assert len(desk.store.students()) == 2
    desk.close()
    if os.name == "posix":
        for path in (rooms.home / "teaching").rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path
    data = b"".join(path.read_bytes() for path in rooms.home.rglob("*") if path.is_file())
    for secret in (PASSPHRASE, beginning.recovery, beginning.keys.identity):
        assert secret.encode() not in data
    assert beginning.keys.signing.seed not in data


def test_a_wrong_passphrase_waits_longer_each_time_until_it_is_right(rooms: Rooms) -> None:
    desk = rooms.door.set_up(rooms.door.begin("R. Adeyemi", PASSPHRASE))
    desk.close()
    person, waits = desk.profile, list[int]()
    for _ in range(4):
        with pytest.raises(UserError, match="not your passphrase"):
            rooms.door.unlock(person, "not this one, no")
        waits.append(rooms.door.wait(person))
    assert waits == [1, 2, 4, 8]
    rooms.door.unlock(person, PASSPHRASE).close()
    assert rooms.door.wait(person) == 0


def test_the_recovery_key_gives_another_passphrase(rooms: Rooms) -> None:
    beginning = rooms.door.begin("R. Adeyemi", PASSPHRASE)
    rooms.door.set_up(beginning).close()
    (person,) = rooms.door.teachers()
    with pytest.raises(UserError, match="not the one"):
        rooms.door.recover(person, identity(7), "another passphrase")
    with pytest.raises(UserError, match="10 to 200"):
        rooms.door.recover(person, beginning.recovery, "short")
    typed = sealed.shown_identity(beginning.recovery).lower()
    desk = rooms.door.recover(person, typed, "another passphrase")
    assert desk.keys == beginning.keys
    with pytest.raises(UserError, match="not your passphrase"):
        rooms.door.change(desk, PASSPHRASE, "a third passphrase")
    rooms.door.change(desk, "another passphrase", "a third passphrase")
    desk.close()
    with pytest.raises(UserError, match="not your passphrase"):
        rooms.door.unlock(person, "another passphrase")
    rooms.door.unlock(person, "a third passphrase").close()
    rooms.door.recover(person, beginning.recovery, PASSPHRASE).close()


def test_a_second_teacher_takes_the_key_of_the_school(rooms: Rooms) -> None:
    assert rooms.door.school_recipient() == ""
    first = rooms.door.begin("R. Adeyemi", PASSPHRASE)
    rooms.door.set_up(first).close()
    school = rooms.door.school_recipient()
    assert school == sealed.recipient_of(first.recovery)
    second = rooms.door.begin("M. Weiss", "another passphrase", f" {school.upper()} ")
    assert second.recovery == ""
    rooms.door.set_up(second).close()
    assert {each.name for each in rooms.door.teachers()} == {"R. Adeyemi", "M. Weiss"}
    (person,) = (each for each in rooms.door.teachers() if each.name == "M. Weiss")
    rooms.door.recover(person, first.recovery, "a third passphrase").close()


def test_what_is_wrong_is_told_before_anything_is_made(rooms: Rooms) -> None:
    rooms.people.add("Mina")
    for name, passphrase, school, says in (
        ("", PASSPHRASE, "", "at least one letter"),
        ("mina", PASSPHRASE, "", "already a reader"),
        ("R. Adeyemi", "short", "", "10 to 200"),
        ("R. Adeyemi", PASSPHRASE, recipient()[:-1], "public half of a key"),
    ):
        with pytest.raises(UserError, match=says):
            rooms.door.begin(name, passphrase, school)
    assert rooms.door.teachers() == ()


def test_a_teacher_whose_file_can_not_be_made_leaves_nothing(rooms: Rooms) -> None:
    beginning = rooms.door.begin("R. Adeyemi", PASSPHRASE)
    (rooms.home / "teaching").write_text("in the way", "utf-8")
    with pytest.raises(UserError):
        rooms.door.set_up(beginning)
    assert rooms.people.everyone() == ()
    assert rooms.door.teachers() == ()


def test_what_a_kill_leaves_is_no_teacher(rooms: Rooms) -> None:
    """Until the keys are in it, the folder has a name that is nobody's."""
    person = rooms.people.add("R. Adeyemi")
    TeachingStore.open(rooms.home / "teaching" / f".new-{person.id}").close()
    assert rooms.door.teachers() == ()
    desk = rooms.door.set_up(rooms.door.begin("M. Weiss", PASSPHRASE))
    assert [each.name for each in rooms.door.teachers()] == ["M. Weiss"]
    assert desk.store.teacher()
    desk.close()


def test_students_are_no_teachers_and_teachers_no_students(rooms: Rooms) -> None:
    mina = rooms.people.add("Mina")
    assert rooms.people.at_start() == mina
    rooms.door.set_up(rooms.door.begin("R. Adeyemi", PASSPHRASE)).close()
    assert [each.name for each in rooms.door.students()] == ["Mina"]
    assert not rooms.door.is_teacher("../../etc")
    assert rooms.people.at_start(but=rooms.door.is_teacher) is None


def test_a_damaged_file_is_told(rooms: Rooms) -> None:
    desk = rooms.door.set_up(rooms.door.begin("R. Adeyemi", PASSPHRASE))
    folder = desk.folder
    desk.close()
    (folder / "teaching.db").write_bytes(b"SQLite format 3\0" + b"?" * 4000)
    with pytest.raises(UserError) as caught:
        rooms.door.unlock(desk.profile, PASSPHRASE)
    assert caught.value.todo


def test_where_nothing_lasts_there_is_no_door(shipped_content: Path) -> None:
    store = WorkspaceStore.in_memory()
    people = People(
        store,
        TinyCourse(),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: "id",
        new_seed=lambda: 1,
    )
    catalog = Catalog.open(shipped_content)
    assert not Door(people, catalog).opens
    catalog.close()
    store.close()


def test_the_desk_of_tests_works(rooms: Rooms) -> None:
    desk = make_desk(rooms.catalog)
    made, students = make_class(desk, 5)
    assert len(students) == len(desk.store.students(made.id)) == 5
    assert make_desk(rooms.catalog, number=1).keys.public != desk.keys.public
