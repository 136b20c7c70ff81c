"""A teacher's file: what goes in comes out, decisions only grow, erasing leaves no byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nklearn.base.errors import UserError
from nklearn.domain.teaching import (
    Admitted,
    Assigned,
    Device,
    DeviceState,
    FileSeen,
    ImportRun,
    Issued,
    Kind,
    Mark,
    Override,
    Regrade,
    ResultLine,
    ResultRecord,
    Ruling,
    SavedDraft,
    SchoolClass,
    Stage,
    Student,
    TeacherRecord,
)
from nklearn.storage.teaching_store import TeachingStore
from nklearn.storage.workspace_store import WorkspaceStore

NOW = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
CLASS = SchoolClass("c" * 16, "10B", NOW, date(2027, 7, 31))
MINA = Student("7K2M9QXD", CLASS.id, "Mina Kaplan-Unmistakable", "17", "A", 25, NOW)
JUN = Student("5T8W0RBN", CLASS.id, "Jun", "", "", 0, NOW)
WORK = Assigned(
    "a" * 16, 1, CLASS.id, "Numbers", Kind.GRADED, NOW, NOW, b"signed", "f" * 64, '{"items":[]}'
)


@pytest.fixture
def store(tmp_path: Path) -> TeachingStore:
    made = TeachingStore.open(tmp_path / "teaching" / "p", clock=lambda: NOW)
    made.save_class(CLASS)
    made.save_students(MINA, JUN)
    return made


def event(student: Student, mark: str = "e") -> Admitted:
    data = f"sealed file of {student.name}".encode()
    return Admitted(mark * 64, "result", CLASS.id, student.id, WORK.id, data, NOW)


def result(student: Student, mark: str = "e") -> ResultRecord:
    return ResultRecord(
        id=mark * 16,
        event=mark * 64,
        school_class=CLASS.id,
        assignment=WORK.id,
        assignment_hash=WORK.hash,
        student=student.id,
        device="RW1",
        attempt=1,
        stage=Stage.HANDED_IN,
        begun=NOW,
        handed_in=NOW + timedelta(minutes=20),
        admitted=NOW,
        payload=f"answers of {student.name}".encode(),
        fraction=0.75,
        waits=1,
        scored_with="pack 0.4",
    )


def test_everything_comes_back_after_a_restart(store: TeachingStore, tmp_path: Path) -> None:
    teacher = TeacherRecord("p", "R. Adeyemi", "RW0", "age1t", "age1r", "{}", NOW)
    draft = SavedDraft("d1", "Half made", "{}", NOW)
    device = Device(MINA.id, "RW1", "age1m", NOW)
    override = Override(WORK.id, JUN.id, Ruling.EXCUSED, None, "Was ill.", NOW)
    mark = Mark("e" * 16, "q1", 3, 0.75, "Say which year.", NOW)
    release = Issued("b" * 64, CLASS.id, WORK.id, 2, b"release", NOW)
    run = ImportRun(NOW, "E:/10B", (FileSeen("x.nkresult", 9, "", "damaged", "It is cut off."),))
    store.save_teacher(teacher)
    store.save_draft(draft)
    store.add_assignment(WORK)
    store.note_device(device)
    store.admit([(event(MINA), result(MINA), {"q1": None, "q2": 0.75})])
    store.add_override(override)
    store.add_mark(mark)
    store.add_regrade(Regrade(WORK.id, "The key changed.", "[]", NOW))
    store.add_release(release)
    store.save_rubric(WORK.id, "[]")
    store.add_import(run)
    store.close()

    with TeachingStore.open(tmp_path / "teaching" / "p") as again:
        assert again.teacher() == teacher
        assert again.classes() == (CLASS,)
        assert again.students(CLASS.id) == (JUN, MINA)
        assert again.drafts() == (draft,)
        assert again.assignments() == (WORK,)
        assert again.assignment_of_hash(WORK.hash) == WORK
        assert again.devices(MINA.id) == (device,)
        assert again.events() == (event(MINA),)
        assert again.results(WORK.id) == again.results(student=MINA.id) == (result(MINA),)
        assert again.item_scores(WORK.id) == {"e" * 16: {"q1": None, "q2": 0.75}}
        assert again.overrides() == (override,)
        assert again.marks(WORK.id) == (mark,)
        assert [one.why for one in again.regrades(WORK.id)] == ["The key changed."]
        assert again.releases(WORK.id) == (release,)
        assert again.rubric(WORK.id) == "[]"
        assert again.last_import() == run


def test_the_gradebook_reads_no_payload(store: TeachingStore) -> None:
    store.admit([(event(MINA), result(MINA), {})])
    handed_in = (NOW + timedelta(minutes=20)).timestamp()
    line = ResultLine("e" * 16, WORK.id, MINA.id, 1, Stage.HANDED_IN, handed_in, 0.75, 1)
    assert store.result_lines(CLASS.id) == [line]
    assert store.result_lines("d" * 16) == []


def test_what_was_only_begun_is_not_handed_in(store: TeachingStore) -> None:
    done = result(MINA)
    begun = replace(result(MINA, "d"), stage=Stage.BEGUN, handed_in=None)
    store.admit([(event(MINA), done, {}), (event(MINA, "d"), begun, {})])
    assert len(store.results(WORK.id)) == 2
    assert [own.id for own in store.handed_in(WORK.id)] == [done.id]
    assert store.handed_in("unknown") == ()


def test_admitting_again_changes_nothing(store: TeachingStore) -> None:
    store.admit([(event(MINA), result(MINA), {"q1": 1.0})])
    other = replace(result(MINA), fraction=0.1)
    store.admit([(event(MINA), other, {"q1": 0.0})])
    assert store.results() == (result(MINA),)
    assert store.item_scores(WORK.id) == {"e" * 16: {"q1": 1.0}}
    store.rescore("e" * 16, 0.5, 0, "pack 0.5", {"q1": 0.5})
    assert (store.results()[0].fraction, store.results()[0].scored_with) == (0.5, "pack 0.5")
    assert store.item_scores(WORK.id) == {"e" * 16: {"q1": 0.5}}


def test_an_assignment_given_out_again_takes_the_place_of_the_first(store: TeachingStore) -> None:
    later = replace(WORK, sequence=2, title="Numbers, mended", hash="0" * 64)
    store.add_assignment(WORK)
    store.save_draft(SavedDraft("d1", "Numbers, mended", "{}", NOW))
    store.add_assignment(later, drop_draft="d1")
    assert store.assignments(CLASS.id) == (later,)
    assert store.versions(WORK.id) == (WORK, later)
    assert store.drafts() == ()


def test_no_number_is_given_twice(store: TeachingStore) -> None:
    assert [store.next_sequence(CLASS.id) for _ in range(3)] == [1, 2, 3]
    store.save_class(replace(CLASS, label="10C"))  # an older picture of it
    assert store.next_sequence(CLASS.id) == 4


def test_a_computer_is_noted_once_and_decided(store: TeachingStore) -> None:
    first = store.note_device(Device(MINA.id, "RW1", "age1m", NOW))
    store.decide_device(MINA.id, "RW1", DeviceState.CONFIRMED)
    again = store.note_device(Device(MINA.id, "RW1", "age1m", NOW + timedelta(days=1)))
    assert again == replace(first, state=DeviceState.CONFIRMED)


def test_erasing_leaves_the_erasure_alone(store: TeachingStore, tmp_path: Path) -> None:
    store.admit([(event(MINA), result(MINA), {"q1": 1.0}), (event(JUN, "9"), result(JUN, "9"), {})])
    store.note_device(Device(MINA.id, "RW1", "age1m", NOW))
    store.add_mark(Mark("e" * 16, "q1", 3, 0.75, "Well argued, Mina Kaplan-Unmistakable.", NOW))
    erasure = Issued("6" * 64, CLASS.id, MINA.id, 5, b"signed erasure", NOW)
    store.erase_student(erasure)
    assert store.student(MINA.id) is None
    assert store.erasures(MINA.id) == (erasure,)
    assert [one.student for one in store.results()] == [JUN.id]
    assert store.devices() == ()
    for file in (tmp_path / "teaching" / "p").iterdir():
        if file.is_file():
            assert b"Kaplan-Unmistakable" not in file.read_bytes(), file.name


def test_a_workspace_is_no_teachers_file(tmp_path: Path) -> None:
    WorkspaceStore.open(tmp_path).close()
    (tmp_path / "workspace.db").rename(tmp_path / "teaching.db")
    with pytest.raises(UserError, match="another program"):
        TeachingStore.open(tmp_path)
