"""A class of 30 through three assignments over a folder where a twentieth of the files goes wrong.

What a teacher has at the end is compared with what the students really did.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.fixtures import class_work
from tests.fixtures import tiny_course as tiny
from tests.fixtures.classroom import make_desk
from tests.fixtures.handed_in import (
    CLASS,
    START,
    damaged,
    recipient,
    result_of,
    seal_for,
    signing_key,
    student_id,
)

from nklearn.classroom import assigning, erasure, exchange
from nklearn.classroom.admission import Fate
from nklearn.classroom.collecting import PUT_BACK, ImportReport, collect
from nklearn.classroom.drafts import AssignmentDraft
from nklearn.classroom.formats import Given, Result, SectionRead, encode
from nklearn.classroom.gradebook import gradebook_of
from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import CellState
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Pointing
from nklearn.domain.responses import encode as encode_response
from nklearn.domain.teaching import (
    Assigned,
    Device,
    DeviceState,
    Kind,
    SchoolClass,
    Stage,
    Student,
)

SIZE, GONE = 30, 17  # students; the one who is erased
DUE = START + timedelta(days=20)
GRADED = (
    tiny.choice("one"),
    tiny.several("two"),
    tiny.ordering("three"),
    tiny.matching("four"),
    tiny.gaps("five"),
    tiny.numeric("six"),
)
# Where a byte was hit decides which of these a file is.
HURT = (Fate.DAMAGED, Fate.CUT_SHORT, Fate.WRONG_KEY, Fate.FOREIGN)


Cell = tuple[CellState, float | None]


@dataclass(frozen=True)
class Work:
    """One file that a student handed in, and the share that they got right."""

    student: int
    assignment: str
    result: Result
    data: bytes
    fraction: float | None


def cell(works: list[Work], due: datetime) -> Cell:
    """What a gradebook shows of a student whose best attempt counts."""
    done = [each for each in works if each.result.handed_in]
    if not done:
        return (CellState.IN_PROGRESS if works else CellState.MISSING), None
    best = max(done, key=lambda each: (each.fraction or 0.0, -each.result.attempt))
    late = best.result.handed_in is not None and best.result.handed_in > due
    return (CellState.LATE if late else CellState.HANDED_IN), round(best.fraction or 0.0, 9)


class School:
    """The class, its folder and what everybody did."""

    def __init__(self, catalog: Catalog, base: Path) -> None:
        self.chance = random.Random(8)
        self.folder = base / "folder"
        self.folder.mkdir()
        self.desk = desk = make_desk(catalog, base / "teaching")
        self.store = desk.store
        self.store.save_class(SchoolClass(CLASS, "10B", START))
        for number in range(SIZE):
            name, key = f"Student {number:02}", signing_key(f"device {number}").public
            self.store.save_students(Student(student_id(number), CLASS, name, "", "", 0, START))
            device = (student_id(number), key, recipient("devices"), START, DeviceState.CONFIRMED)
            self.store.note_device(Device(*device))
        class_work.put_pack(desk, GRADED)
        module = catalog.modules()[0]
        practice = [catalog.question(name) for name in module.quiz]
        practice = [one for one in practice if not isinstance(one.body, Pointing)][:5]
        lesson = catalog.lesson(module.lessons[0].id)
        self.reading = tuple(f"{lesson.id}/{section.id}" for section in lesson.sections)
        self.given = [
            self._assign(1, Kind.GRADED, graded=tuple(one.id for one in GRADED)),
            self._assign(2, Kind.PRACTICE, practice=tuple(one.id for one in practice)),
            self._assign(3, Kind.PRACTICE, reading=self.reading),
        ]
        self.questions = {one.id: one for one in (*GRADED, *practice)}
        self.done = [work for number in range(SIZE) for work in self._all_of(number)]

    def _assign(
        self,
        number: int,
        kind: Kind,
        *,
        graded: tuple[str, ...] = (),
        practice: tuple[str, ...] = (),
        reading: tuple[str, ...] = (),
    ) -> Assigned:
        """Give work out as the Teach page does."""
        draft = AssignmentDraft(
            id=f"{number:016x}",
            title=f"Work {number}",
            school_class=CLASS,
            kind=kind,
            due=DUE,
            attempts=2,
            graded=graded,
            practice=practice,
            reading=reading,
        )
        return assigning.save(self.desk, draft, self.folder, chance=self.chance)[0]

    def _all_of(self, number: int) -> list[Work]:
        """What one student does: some only begin, some try twice or are late, some do nothing."""
        found: list[Work] = []
        for given in self.given:
            luck = self.chance.random()
            if luck < 0.1:
                continue
            found.append(self._work(number, given, 1, Stage.BEGUN))
            if luck < 0.2:
                continue
            for attempt in (1, 2) if luck > 0.7 else (1,):
                found.append(self._work(number, given, attempt, Stage.HANDED_IN))
        return found

    def _work(self, number: int, given: Assigned, attempt: int, stage: Stage) -> Work:
        chance, keys = self.chance, assigning.read_keys(given)
        day = DUE + timedelta(days=chance.randrange(-9, 3), minutes=chance.randrange(600))
        done = stage is Stage.HANDED_IN
        answers: list[Given] = []
        got = 0.0
        for key in keys if done else ():
            question = self.questions[key.question]
            turn = chance.randrange(3)
            if turn == 2:  # left open
                continue
            response = (right_response, wrong_response)[turn](question)
            graded = grade(question, response)
            got += graded.fraction or 0.0 if graded else 0.0
            sent = class_work._sent(response, key) if key.ids else response
            kind, text = encode_response(sent)
            answers.append(Given(item=key.key, kind=kind, response=text, at=day))
        read = self.reading[: chance.randrange(len(self.reading) + 1)] if done and not keys else ()
        result = result_of(
            number,
            given.id,
            given.hash,
            attempt=attempt,
            stage=stage,
            answers=tuple(answers),
            begun=day,
            handed_in=day + timedelta(minutes=30) if done else None,
            reads=tuple(SectionRead(section=one, at=day) for one in read),
        )
        share = got / len(keys) if keys else len(read) / len(self.reading)
        data = seal_for(result, f"device {number}", self.desk.recipients)
        return Work(number, given.id, result, data, share if done else None)

    def put(self, work: Work) -> Path:
        """Hand in."""
        return exchange.put(self.folder, "result", work.data, work.assignment)

    def collect(self) -> ImportReport:
        """Import, and see that every file of the folder is in the list, and nothing else."""
        there = [path.name for path in self.folder.iterdir() if path.is_file()]
        report = collect(self.desk, self.folder)
        told = [one.name for one in report.run.files if one.verdict != PUT_BACK]
        assert Counter(told) == Counter(there)
        assert all(one.words for one in report.run.files)
        return report

    def truth(self, works: list[Work]) -> dict[tuple[str, str], Cell]:
        """Every cell as it should be."""
        cells: dict[tuple[str, str], Cell] = {}
        for number in range(SIZE):
            for given in self.given:
                own = [w for w in works if (w.student, w.assignment) == (number, given.id)]
                cells[given.id, student_id(number)] = cell(own, DUE)
        return cells

    def gradebook(self) -> dict[tuple[str, str], Cell]:
        """Every cell as the gradebook has it."""
        book = gradebook_of(self.desk, CLASS)
        found: dict[tuple[str, str], Cell] = {}
        for row, student in enumerate(book.rows):
            for column, given in enumerate(book.columns):
                held = book.cell(row, column)
                share = None if held.fraction is None else round(held.fraction, 9)
                found[given.id, student.id] = (held.state, share)
        return found


def without(cells: dict[tuple[str, str], Cell], number: int) -> dict[tuple[str, str], Cell]:
    """The cells of everybody else."""
    return {key: held for key, held in cells.items() if key[1] != student_id(number)}


@pytest.fixture
def school(shipped_content: Path, tmp_path: Path) -> Generator[School]:
    with closing(Catalog.open(shipped_content)) as catalog:
        found = School(catalog, tmp_path)
        yield found
        found.desk.close()


def test_a_class_goes_through_three_assignments_over_a_folder(school: School) -> None:
    works, chance = list(school.done), school.chance
    assert 60 < len(works) < 240
    truth = school.truth(works)
    assert {state for state, _ in truth.values()} >= {
        *(CellState.MISSING, CellState.IN_PROGRESS, CellState.HANDED_IN, CellState.LATE)
    }
    chance.shuffle(works)
    # The first half comes in; one in twenty is damaged, doubled or renamed, one of each at least.
    half = len(works) // 2
    first, second = works[:half], works[half:]
    hurt = spoil(school, first)
    report = school.collect()
    assert report.counts[Fate.READ] == half - len(hurt)
    assert report.counts[Fate.DUPLICATE] >= 2
    assert sum(report.counts.get(fate, 0) for fate in HURT) == len(hurt)
    assert school.gradebook() == school.truth([work for work in first if work not in hurt])
    # The rest, with its own troubles; whoever was damaged hands in once more.
    more = spoil(school, second)
    for work in hurt + more:
        school.put(work)
    school.collect()
    # Somebody empties half of the folder, and a student is erased.
    for path in sorted(school.folder.glob("result-*"))[::2]:
        path.unlink()
    assert school.collect().put_back > half // 2
    assert school.gradebook() == truth
    kept = len(school.store.results())
    erased = erasure.erase(school.desk, student_id(GONE), [school.folder])
    assert erased.removed >= 3
    # All of it again, in another order, from sticks: nothing is different but the erased one.
    chance.shuffle(works)
    for place, work in enumerate(works):
        (school.folder / f"stick ({place}).nkresult").write_bytes(work.data)
    report = school.collect()
    own = [work for work in works if work.student == GONE]
    assert own and report.counts[Fate.ERASED] == len(own)
    assert Fate.READ not in report.counts
    assert school.gradebook() == without(truth, GONE)
    assert len(school.store.results()) == kept - len(own)
    payloads = {each.payload for each in school.store.results()}
    assert payloads == {encode(work.result) for work in works if work.student != GONE}


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
