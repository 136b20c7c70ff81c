"""A class of 30 through three assignments over a folder where a twentieth of the files goes wrong.

What a teacher has at the end is compared with what the students really did.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.fixtures.handed_in import START, AClass, damaged, hand_in, result_of, student_id

from nklearn.classroom import erasure, exchange
from nklearn.classroom.admission import Fate
from nklearn.classroom.collecting import PUT_BACK, ImportReport, collect
from nklearn.classroom.formats import Given, Result, SectionRead, decode, encode
from nklearn.domain.teaching import Kind, Stage

SIZE, GRADED, PRACTICE, READING = 30, 0, 1, 2
# Where a byte was hit decides which of these a file is.
HURT = (Fate.DAMAGED, Fate.CUT_SHORT, Fate.WRONG_KEY, Fate.FOREIGN)
GONE, KEY = 17, "bcadbcadbc"  # the erased student, and the right options of the graded work


@dataclass(frozen=True)
class Work:
    """One file that a student handed in."""

    student: int
    assignment: int
    result: Result
    data: bytes

    @property
    def late(self) -> bool:
        """Whether it came after the assignment was due."""
        due = AClass.work(self.assignment).due
        return bool(due and self.result.handed_in and self.result.handed_in > due)


Cell = tuple[Stage | None, int, bool, float]


def cell(results: list[Result], due: datetime | None) -> Cell:
    """What a gradebook shows of a student: how far, attempts handed in, late, best share right."""
    done = [each for each in results if each.stage is Stage.HANDED_IN]
    if not done:
        return (Stage.BEGUN if results else None, 0, False, 0.0)
    late = any(due and each.handed_in and each.handed_in > due for each in done)
    right = [sum(map(_right, each.answers)) + len(each.reads) for each in done]
    return (Stage.HANDED_IN, len({each.attempt for each in done}), late, max(right) / len(KEY))


def _right(answer: Given) -> bool:
    return KEY[int(answer.item)] == answer.response


class School:
    """The class, its folder and what everybody did."""

    def __init__(self, base: Path) -> None:
        self.chance = random.Random(8)
        self.folder = base / "folder"
        self.folder.mkdir()
        self.made = AClass(base / "teaching", SIZE, 3)
        self.done = [work for number in range(SIZE) for work in self._all_of(number)]

    def _all_of(self, number: int) -> list[Work]:
        """What one student does: some only begin, some try twice or are late, some do nothing."""
        found: list[Work] = []
        for assignment in (GRADED, PRACTICE, READING):
            luck = self.chance.random()
            if luck < 0.1:
                continue
            found.append(self._work(number, assignment, 1, Stage.BEGUN))
            if luck < 0.2:
                continue
            for attempt in (1, 2) if luck > 0.7 else (1,):
                found.append(self._work(number, assignment, attempt, Stage.HANDED_IN))
        return found

    def _work(self, number: int, assignment: int, attempt: int, stage: Stage) -> Work:
        chance, given = self.chance, self.made.work(assignment)
        day = START + timedelta(days=chance.randrange(1, 10), minutes=chance.randrange(600))
        done = stage is Stage.HANDED_IN
        answers = tuple(
            Given(item=str(place), kind="choice", response=chance.choice("abcd"), at=day)
            for place in range(len(KEY) if done and assignment != READING else 0)
        )
        sections = chance.randrange(1, 6) if done and assignment == READING else 0
        result = result_of(
            number,
            given.id,
            given.hash,
            attempt=attempt,
            stage=stage,
            answers=answers,
            begun=day,
            handed_in=day + timedelta(minutes=30) if done else None,
            reads=tuple(SectionRead(section=f"m/l/{n}", at=day) for n in range(sections)),
        )
        return Work(number, assignment, result, hand_in(result, f"device {number}"))

    def put(self, work: Work) -> Path:
        """Hand in."""
        given = self.made.work(work.assignment)
        return exchange.put(self.folder, "result", work.data, given.id)

    def collect(self) -> ImportReport:
        """Import, and see that every file of the folder is in the list, and nothing else."""
        there = [path.name for path in self.folder.iterdir() if path.is_file()]
        report = collect(self.made.desk, self.folder)
        told = [one.name for one in report.run.files if one.verdict != PUT_BACK]
        assert Counter(told) == Counter(there)
        assert all(one.words for one in report.run.files)
        return report

    def truth(self, works: list[Work]) -> dict[tuple[str, str], Cell]:
        """Every cell as it should be."""
        cells: dict[tuple[str, str], Cell] = {}
        for number in range(SIZE):
            for assignment in (GRADED, PRACTICE, READING):
                own = [w.result for w in works if (w.student, w.assignment) == (number, assignment)]
                given = self.made.work(assignment)
                if number != GONE:
                    cells[given.id, student_id(number)] = cell(own, given.due)
        return cells

    def gradebook(self) -> dict[tuple[str, str], Cell]:
        """Every cell as the teacher's file has it."""
        store = self.made.store
        found: dict[tuple[str, str], Cell] = {}
        for given in store.assignments():
            for student in store.students():
                own = store.results(given.id, student.id)
                results = [decode(Result, each.payload) for each in own]
                found[given.id, student.id] = cell(results, given.due)
        return found


@pytest.fixture
def school(tmp_path: Path) -> Generator[School]:
    found = School(tmp_path)
    yield found
    found.made.close()


def test_a_class_goes_through_three_assignments_over_a_folder(school: School) -> None:
    works, chance = list(school.done), school.chance
    kinds = [given.kind for given in school.made.store.assignments()]
    assert kinds == [Kind.GRADED, Kind.PRACTICE, Kind.PRACTICE]
    assert 60 < len(works) < 240 and any(work.late for work in works)
    chance.shuffle(works)
    # The first half comes in; one in twenty is damaged, doubled or renamed, one of each at least.
    half = len(works) // 2
    first, second = works[:half], works[half:]
    hurt = spoil(school, first)
    report = school.collect()
    assert report.counts[Fate.READ] == half - len(hurt)
    assert report.counts[Fate.DUPLICATE] >= 2
    assert sum(report.counts.get(fate, 0) for fate in HURT) == len(hurt)
    assert school.gradebook() | _without(school, GONE) == school.truth(
        [work for work in first if work not in hurt]
    ) | _without(school, GONE)
    # The rest, with its own troubles; whoever was damaged hands in once more.
    more = spoil(school, second)
    for work in hurt + more:
        school.put(work)
    school.collect()
    # Somebody empties half of the folder, and a student is erased.
    for path in sorted(school.folder.glob("result-*"))[::2]:
        path.unlink()
    assert school.collect().put_back > half // 2
    before = school.gradebook()
    kept = len(school.made.store.results())
    erased = erasure.erase(school.made.desk, student_id(GONE), [school.folder])
    assert erased.removed >= 3
    # All of it again, in another order, from sticks: nothing is different but the erased one.
    chance.shuffle(works)
    for place, work in enumerate(works):
        (school.folder / f"stick ({place}).nkresult").write_bytes(work.data)
    report = school.collect()
    own = [work for work in works if work.student == GONE]
    assert own and report.counts[Fate.ERASED] == len(own)
    assert Fate.READ not in report.counts
    truth = school.truth(works)
    assert school.gradebook() == truth
    assert truth == {key: found for key, found in before.items() if key[1] != student_id(GONE)}
    assert len(school.made.store.results()) == kept - len(own)
    payloads = {each.payload for each in school.made.store.results()}
    assert payloads == {encode(work.result) for work in works if work.student != GONE}


def _without(school: School, number: int) -> dict[tuple[str, str], Cell]:
    """Empty cells of one student, so that both sides of a comparison leave them out."""
    given = school.made.store.assignments()
    return {(each.id, student_id(number)): (None, 0, False, 0.0) for each in given}


def spoil(school: School, works: list[Work]) -> list[Work]:
    """Hand in, and let a twentieth go wrong; return the works of which no good file is there."""
    chance = school.chance
    paths = [school.put(work) for work in works]
    unlucky = chance.sample(range(len(works)), max(6, len(works) // 20))
    lost: list[Work] = []
    for turn, place in enumerate(unlucky):
        path = paths[place]
        if turn % 3 == 0:
            path.write_bytes(damaged(path.read_bytes(), chance))
            lost.append(works[place])
        elif turn % 3 == 1:
            names = (f"{path.stem} (1).NKRESULT", f"{path.stem}.sync-conflict-1-A.nkresult")
            path.with_name(chance.choice(names)).write_bytes(path.read_bytes())
        else:
            path.rename(path.with_name(f"from a phone {place}.bin"))
    return lost
