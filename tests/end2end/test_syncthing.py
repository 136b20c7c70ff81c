"""Two real Syncthing programs carry a class of 30 between two computers of one teacher."""

from __future__ import annotations

import random
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.fixtures.handed_in import AClass, hand_in, result_of, student_id
from tests.fixtures.syncthing import Peer, in_step, two_peers

from nklearn.classroom import erasure, exchange
from nklearn.classroom.admission import Fate
from nklearn.classroom.collecting import ImportReport, collect

pytestmark = pytest.mark.external
SIZE, WORKS, GONE = 30, 3, 11


class Computers:
    """The teacher's computers at school and at home, their folders, and what was handed in."""

    def __init__(self, peers: tuple[Peer, Peer], base: Path) -> None:
        self.peers = self.here, self.there = peers
        self.school = AClass(base / "school", SIZE, WORKS)
        self.home = AClass(base / "home", SIZE, WORKS)
        self.truth: set[tuple[int, int]] = set()

    def work(self, number: int, assignment: int) -> bytes:
        """What a student hands in."""
        self.truth.add((number, assignment))
        return self.school.hand_in(number, assignment)

    def put(self, peer: Peer, number: int, assignment: int) -> None:
        """A student hands in at one of the computers."""
        data = self.work(number, assignment)
        exchange.put(peer.folder, "result", data, self.school.work(assignment).id)

    def collect(self) -> tuple[ImportReport, ImportReport]:
        """Import on both."""
        return (
            collect(self.school.desk, self.here.folder),
            collect(self.home.desk, self.there.folder),
        )

    def in_step(self) -> None:
        """Let Syncthing carry everything."""
        in_step(self.here, self.there)

    def same(self) -> int:
        """How many results count, the same on both computers."""
        assert self.school.lines() == self.home.lines()
        return len(self.school.lines())


@pytest.fixture
def both(tmp_path: Path) -> Generator[Computers]:
    program = shutil.which("syncthing")
    if not program:
        pytest.skip("syncthing is not installed")
    with two_peers(program, tmp_path) as peers:
        found = Computers(peers, tmp_path)
        yield found
        found.school.close()
        found.home.close()


def test_two_syncthings_carry_a_class_through_races_and_losses(both: Computers) -> None:
    for number in range(SIZE):
        both.put(both.peers[number % 2], number, 0)
    both.in_step()
    both.collect()
    assert both.same() == SIZE
    write_while_apart(both)
    assert any(".sync-conflict-" in name for name in both.here.files())
    for _ in range(3):
        both.collect()
        both.in_step()
    assert both.same() == SIZE * 2 + 12
    for school, peer in ((both.school, both.here), (both.home, both.there)):
        assert {event.hash for event in school.store.events()} <= set(peer.files().values())
    assert [report.put_back for report in both.collect()] == [0, 0]
    fates = erase_while_apart(both)
    assert {Fate.ERASURE, Fate.ERASED, Fate.READ} <= fates
    # The end: one truth, on both computers and in both folders.
    truth = {
        (both.school.work(assignment).id, student_id(number))
        for number, assignment in both.truth
        if number != GONE
    }
    assert both.same() == len(truth)
    assert {line[:2] for line in both.school.lines()} == truth
    for school, peer in ((both.school, both.here), (both.home, both.there)):
        assert not school.store.events_of(student_id(GONE))
        assert list(peer.folder.glob("*.nkerase"))
    for report in both.collect():
        assert report.put_back == 0 and not set(report.counts) & {Fate.READ, Fate.ERASED}


def write_while_apart(both: Computers) -> None:
    """Both write, some under the same names; files are overwritten, renamed and deleted."""
    chance = random.Random(30)
    here, there = both.peers
    here.pause(there)
    for number in range(SIZE):
        both.put(both.peers[number // 15], number, 1)
    for number in range(6):
        name = f"homework {number}.nkresult"
        (here.folder / name).write_bytes(both.work(number, 2))
        (there.folder / name).write_bytes(both.work(number + 6, 2))
    work = both.school.work(0)
    sealed_anew = hand_in(result_of(0, work.id, work.hash), "device 0")
    (there.folder / "result (1).nkresult").write_bytes(sealed_anew)
    old = sorted(
        set(here.files()) & set(there.files()) - {f"homework {n}.nkresult" for n in range(6)}
    )
    assert len(old) == SIZE
    chance.shuffle(old)
    for name in old[:4]:
        (here.folder / name).write_bytes(b"overwritten by somebody")
    for name in old[2:8]:
        (there.folder / name).unlink()
    for name in old[7:11]:
        (here.folder / name).rename(here.folder / f"moved {name}")
    both.collect()
    here.resume(there)
    both.in_step()


def erase_while_apart(both: Computers) -> set[Fate]:
    """A student is erased at school while late work of theirs comes in at home."""
    here, there = both.peers
    there.pause(here)
    erasure.erase(both.school.desk, student_id(GONE), [here.folder])
    both.put(there, GONE, 2)
    both.put(there, 29, 2)
    both.collect()
    assert both.home.store.results(student=student_id(GONE))
    there.resume(here)
    both.in_step()
    fates: set[Fate] = set()
    for _ in range(2):
        for report in both.collect():
            fates |= set(report.counts)
        both.in_step()
    return fates
