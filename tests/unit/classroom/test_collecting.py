"""Importing results into a real teacher's file: each file told, the set the same in any order."""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures.handed_in import (
    AClass,
    damaged,
    erasure_of,
    hand_in,
    identity,
    result_of,
    signing_key,
    student_id,
)

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import computers, erasure, exchange, sealed
from nklearn.classroom.admission import Fate
from nklearn.classroom.collecting import collect, problems, take_waiting
from nklearn.domain.teaching import DeviceState


@pytest.fixture
def school(tmp_path: Path) -> Generator[AClass]:
    found = AClass(tmp_path / "teaching")
    yield found
    found.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    return path


def test_an_import_takes_in_what_counts_and_tells_of_every_file(
    school: AClass, folder: Path
) -> None:
    good = [exchange.put(folder, "result", school.hand_in(n)) for n in range(3)]
    (folder / "copy (1).NKRESULT").write_bytes(good[0].read_bytes())
    (folder / "cut.nkresult").write_bytes(good[1].read_bytes()[:-9])
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    (folder / "new.nkresult").write_bytes(school.hand_in(4, device="another"))
    report = collect(school.desk, folder)
    assert report.counts == {
        Fate.READ: 3,
        Fate.DUPLICATE: 1,
        Fate.WAITING: 1,
        Fate.DAMAGED: 1,
        Fate.FOREIGN: 1,
    }
    assert problems(report.run) == 3
    assert len(school.lines()) == 3
    assert school.store.last_import() == report.run
    assert all(one.words for one in report.run.files)
    again = collect(school.desk, folder)
    assert Fate.READ not in again.counts and len(school.lines()) == 3
    # Single files, chosen by hand.
    one = collect(school.desk, [good[0], folder / "gone.nkresult"])
    assert one.counts == {Fate.DUPLICATE: 1, Fate.UNREADABLE: 1}


def test_what_waits_for_its_computer_counts_once_that_is_confirmed(
    school: AClass, folder: Path
) -> None:
    data = school.hand_in(1, device="another")
    path = exchange.put(folder, "result", data)
    (folder / "notes.nkresult").write_bytes(b"something else")
    assert collect(school.desk, folder).counts == {Fate.WAITING: 1, Fate.FOREIGN: 1}
    (folder / "notes.nkresult").rename(folder / "b.nkresult")
    path.unlink()
    assert collect(school.desk, folder).put_back == 1  # nothing that was kept is lost
    assert take_waiting(school.desk) == 0 and not school.lines()
    key = signing_key("another").public
    assert school.store.devices(student_id(1))[-1].state is DeviceState.WAITING
    device = next(one for one in school.store.devices(student_id(1)) if one.key == key)
    assert computers.confirm(school.desk, device) == 1 and len(school.lines()) == 1
    assert take_waiting(school.desk) == 0
    assert collect(school.desk, folder).counts == {Fate.DUPLICATE: 1, Fate.FOREIGN: 1}


def test_what_vanished_from_the_folder_is_put_back(school: AClass, folder: Path) -> None:
    work = school.work(0).id
    paths = [exchange.put(folder, "result", school.hand_in(n), work) for n in range(3)]
    collect(school.desk, folder)
    kept = [path.read_bytes() for path in paths]
    paths[0].unlink()
    paths[1].write_bytes(b"overwritten")
    report = collect(school.desk, folder)
    assert report.put_back == 2 and not report.trouble
    assert paths[0].read_bytes() == kept[0]
    assert kept[1] in [path.read_bytes() for path in folder.iterdir()]
    assert collect(school.desk, folder).put_back == 0
    # Another stick gets nothing of it, neither at another place nor at the same.
    other = folder.parent / "other"
    other.mkdir()
    assert collect(school.desk, other).put_back == 0 and not list(other.iterdir())
    folder.rename(folder.parent / "first stick")
    folder.mkdir()
    exchange.put(folder, "result", school.hand_in(4), work)
    report = collect(school.desk, folder)
    assert report.put_back == 0 and report.counts == {Fate.READ: 1}


def test_a_folder_that_assignments_go_to_is_filled_again_when_all_is_gone(
    school: AClass, folder: Path
) -> None:
    given = replace(school.work(5), folder=str(folder))
    school.store.add_assignment(given)
    data = hand_in(result_of(1, given.id, given.hash), "device 1")
    path = exchange.put(folder, "result", data, given.id)
    collect(school.desk, folder)
    path.unlink()
    assert collect(school.desk, folder).put_back == 1 and path.read_bytes() == data


def test_lists_of_old_imports_do_not_grow_for_ever(school: AClass, folder: Path) -> None:
    for number in range(3):
        exchange.put(folder, "result", school.hand_in(number))
    runs = [collect(school.desk, folder).run for _ in range(9)]
    assert school.store.last_import() == runs[-1]
    rows = school.store._rows("SELECT run, count(*) FROM file_seen GROUP BY run ORDER BY run")
    assert rows == [(1, 3), (5, 3), (6, 3), (7, 3), (8, 3), (9, 3)]


def test_work_of_an_erased_student_is_never_taken_in_again(
    school: AClass, folder: Path, tmp_path: Path
) -> None:
    data = [school.hand_in(2, attempt=n) for n in (1, 2)]
    path = folder / "Mina Karimi.nkresult"
    path.write_bytes(data[0])
    exchange.put(folder, "result", school.hand_in(1))
    collect(school.desk, folder)
    mark = school.store.results(student=student_id(2))[0].payload[:200]
    report = erasure.erase(school.desk, student_id(2), [folder, tmp_path / "gone"])
    assert report.removed == 1 and len(report.troubles) == 1 and not path.exists()
    for file in (tmp_path / "teaching").rglob("*"):
        assert not file.is_file() or mark not in file.read_bytes()
        assert not file.is_file() or data[0] not in file.read_bytes()
        assert not file.is_file() or b"Mina Karimi" not in file.read_bytes()
    with pytest.raises(UserError, match="erased before"):
        erasure.erase(school.desk, student_id(2))
    # Copies turn up again, and work that nobody has seen.
    for each in data:
        (folder / "late.nkresult").write_bytes(each)
        found = collect(school.desk, folder)
        assert found.counts[Fate.ERASED] == 1 and Fate.READ not in found.counts
        assert not (folder / "late.nkresult").exists()
    assert not school.store.results(student=student_id(2))
    assert not school.store.events_of(student_id(2))
    # The erasure itself is put back wherever work of the class lies.
    [notice] = folder.glob("*.nkerase")
    notice.unlink()
    assert collect(school.desk, folder).put_back == 1
    assert notice.exists() and len(school.lines()) == 1


def test_an_erasure_reaches_another_computer_of_the_teacher(tmp_path: Path) -> None:
    first, second = AClass(tmp_path / "first"), AClass(tmp_path / "second")
    folder = tmp_path / "folder"
    folder.mkdir()
    exchange.put(folder, "result", first.hand_in(2))
    collect(second.desk, folder)
    assert second.lines()
    erasure.erase(first.desk, student_id(2), [folder])
    assert collect(second.desk, folder).counts == {Fate.ERASURE: 1}
    assert not second.lines() and second.store.student(student_id(2)) is None
    # One that somebody else signed does nothing.
    (folder / "x.nkerase").write_bytes(erasure_of(3, by="stranger"))
    assert collect(second.desk, folder).counts[Fate.WRONG_KEY] == 1
    assert second.store.student(student_id(3))
    first.close()
    second.close()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_any_order_of_imports_gives_the_same_gradebook(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    base = tmp_path_factory.mktemp("order")
    school = AClass(base / "teaching", size=4, works=2)
    work = school.work(0)
    same = [result_of(n, work.id, work.hash, attempt=7, id="0" * 16) for n in (0, 1)]
    truth = [school.hand_in(n, w, attempt=a) for n in range(4) for w in (0, 1) for a in (1, 2)]
    truth += [hand_in(one, f"device {n}") for n, one in enumerate(same)]
    files = truth * 2 + [damaged(chance.choice(truth), chance) for _ in range(6)]
    files += [erasure_of(3)]
    chance.shuffle(files)
    while files:
        take = chance.randrange(1, len(files) + 1)
        batch, files = files[:take], files[take:]
        folder = base / "folder"
        folder.mkdir(exist_ok=True)
        for place, data in enumerate(batch):
            (folder / f"{place}.nkresult").write_bytes(data)
        collect(school.desk, folder)
    found = school.lines()
    payloads = {signed.split(sealed.unseal(each, [identity("teacher")])).payload for each in truth}
    assert {line[-1] for line in found} == {
        each for each in payloads if student_id(3).encode() not in each
    }
    assert len(found) == 3 * 4 + 2
    school.close()


def test_an_import_takes_at_most_twice_what_the_cryptography_takes(tmp_path: Path) -> None:
    school = AClass(tmp_path / "teaching", size=60)
    folder = tmp_path / "folder"
    folder.mkdir()
    files = [school.hand_in(n, attempt=a) for n in range(60) for a in (1, 2, 3, 4, 5)]
    for place, data in enumerate(files):
        (folder / f"{place}.nkresult").write_bytes(data)
    keys = [identity("teacher")]

    def alone() -> float:
        began = time.process_time()
        for data in files:
            document = sealed.unseal(data, keys)
            number = files.index(data) // 5
            signed.verify(document, signing_key(f"device {number}").public)
        return time.process_time() - began

    cryptography = min(alone(), alone())
    began = time.process_time()
    report = collect(school.desk, folder)
    whole = time.process_time() - began
    assert report.counts == {Fate.READ: 300}
    assert whole < 2 * cryptography + 0.05, f"{whole:.3f} s against {cryptography:.3f} s"
    school.close()
