"""What a school costs a teacher: scrolling its gradebook, opening it, and importing results."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fixtures import class_work
from tests.fixtures import tiny_course as tiny
from tests.fixtures.classroom import make_desk, recipient, signing_key

from nklearn.base import signed
from nklearn.classroom import sealed
from nklearn.classroom.binding import Binding
from nklearn.classroom.collecting import collect
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.gradebook import gradebook_of
from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import CellState, Column, Gradebook, Row
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Numeric, Ordering, Question
from nklearn.domain.responses import NumericResponse, OrderResponse, Response
from nklearn.domain.teaching import Admitted, Assigned, Device, DeviceState, ResultRecord, Stage
from nklearn.ui.teach.gradebook_table import GradebookModel, GradebookTable
from nklearn.ui.theme import Theme

STUDENTS, WORKS = 2_000, 60
#: Answers in each result of the school: with 120,000 results, over a million.
ANSWERS = 9
WIDTH, HEIGHT = 960, 560
_STATES = (*[CellState.HANDED_IN] * 6, *CellState)
# What a result and its file weigh; the gradebook must not depend on it.
_PAYLOAD, _FILE = bytes(600), bytes(900)


def _book() -> Gradebook:
    chance = random.Random(7)
    rows = [Row(f"{n:08}", f"Student {n:04} of the school") for n in range(STUDENTS)]
    book = Gradebook(rows, [Column(str(n), f"Work number {n}") for n in range(WORKS)])
    for row in range(STUDENTS):
        for column in range(WORKS):
            book.put(row, column, chance.choice(_STATES), chance.random())
    return book


def scrolling(theme: Theme, *, steps: int) -> tuple[float, float, float]:
    """Return the CPU milliseconds of a drawn step: ours (median, worst), a bare table (median).

    Steps go down three rows at a time, then aside. The bare table is Qt's own, without heat cells,
    frozen names or averages, over the same model.
    """
    book = _book()
    ours, bare = GradebookTable(theme), QTableView()
    ours.show_book(book, book.order())
    bare.setModel(GradebookModel(book))
    bare.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    bare.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    views: tuple[tuple[QWidget, QTableView], ...] = ((ours, ours.view), (bare, bare))
    for whole, _ in views:
        whole.resize(WIDTH, HEIGHT)
        whole.show()
    QApplication.processEvents()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    times: tuple[list[float], list[float]] = [], []
    for number in range(steps):
        for spent, (whole, view) in zip(times, views, strict=True):
            down = number < steps // 2
            bar = view.verticalScrollBar() if down else view.horizontalScrollBar()
            start = time.process_time()
            bar.setValue(bar.value() + (93 if down else 40))
            whole.render(image)
            spent.append(1000 * (time.process_time() - start))
    for whole, _ in views:
        whole.close()
        whole.deleteLater()
    mine, other = (spent[5:] for spent in times)  # the first steps fill caches of both
    return statistics.median(mine), max(mine), statistics.median(other)


def opening() -> dict[str, float]:
    """Return the CPU seconds of opening the gradebook of a school with a million answers."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(make_desk(_none(), Path(folder))) as desk:
            class_work.make_class(desk, STUDENTS)
            for work in range(WORKS):
                given = class_work.assign(desk, (), name=f"{work:016x}", sequence=work + 1)
                desk.store.admit(_results(given))
        spent: list[float] = []
        cells = 0
        for _ in range(3):
            with closing(make_desk(_none(), Path(folder))) as desk:
                start = time.process_time()
                book = gradebook_of(desk, class_work.CLASS)
                spent.append(time.process_time() - start)
                cells = sum(book.count(n, CellState.HANDED_IN) for n in range(WORKS))
    if cells != STUDENTS * WORKS:
        raise SystemExit(f"only {cells} pieces of work are in the gradebook")
    return {"s": statistics.median(spent), "answers": cells * ANSWERS}


def _none() -> Catalog:
    """Opening a gradebook asks nothing of the content."""
    return Catalog.__new__(Catalog)


def _results(given: Assigned) -> Iterator[tuple[Admitted, ResultRecord, dict[str, float | None]]]:
    chance = random.Random(given.id)
    for number in range(STUDENTS):
        at = class_work.START + timedelta(seconds=number)
        name, student = f"{given.sequence:04x}{number:012x}", class_work.student_id(number)
        scores: dict[str, float | None] = {f"i{n}": chance.random() for n in range(ANSWERS)}
        result = ResultRecord(
            id=name,
            event=name * 4,
            school_class=given.school_class,
            assignment=given.id,
            assignment_hash=given.hash,
            student=student,
            device="k",
            attempt=1,
            stage=Stage.HANDED_IN,
            begun=at,
            handed_in=at,
            admitted=at,
            payload=_PAYLOAD,
            fraction=sum(held or 0.0 for held in scores.values()) / ANSWERS,
        )
        event = Admitted(
            name * 4, "result", given.school_class, student, given.id, _FILE, class_work.START
        )
        yield event, result, scores


def _answers(attempt: int) -> class_work.Answer:
    return lambda number, question: _answer(f"{number}/{attempt}", question)


def _answer(seed: str, question: Question) -> Response | None:
    """Answer half of it rightly, the rest as variously as people do."""
    chance = random.Random(f"{seed}/{question.id}")
    if chance.random() < 0.5:
        return right_response(question)
    if isinstance(question.body, Ordering):
        items = [item.id for item in question.body.items]
        chance.shuffle(items)
        return OrderResponse(tuple(items))
    if isinstance(question.body, Numeric):
        return NumericResponse(str(chance.randrange(1000)))
    return wrong_response(question)


def importing(content: Path, *, students: int = 60, attempts: int = 10) -> dict[str, float]:
    """Return the CPU seconds of an import, scores included, and of its cryptography alone.

    That is: opening the seal of each file and checking the signature within.
    """
    made = (tiny.choice, tiny.several, tiny.ordering, tiny.matching, tiny.gaps, tiny.numeric)
    questions = tuple(kind(f"{kind.__name__}-{n}") for n in range(3) for kind in made)
    with tempfile.TemporaryDirectory() as folder, closing(Catalog.open(content)) as catalog:
        base = Path(folder)
        inbox = base / "inbox"
        inbox.mkdir()
        with closing(make_desk(catalog, base / "one")) as desk:
            given = _school(desk, students, questions)
            for attempt in range(1, attempts + 1):
                class_work.hand_in(
                    desk, given, questions, _answers(attempt), range(students), attempt=attempt
                )
            files = [_file(desk, record) for record in desk.store.results(given.id)]
        for number, (data, _) in enumerate(files):
            (inbox / f"{number}.nkresult").write_bytes(data)
        with closing(make_desk(catalog, base / "two")) as desk:
            _school(desk, students, questions, given)
            before = _cryptography(desk, files)
            start = time.process_time()
            report = collect(desk, inbox)
            spent = time.process_time() - start
            alone = min(before, _cryptography(desk, files))
            taken = [one for one in desk.store.results(given.id) if one.fraction is not None]
            if len(taken) != len(files):
                raise SystemExit(f"only {len(taken)} of {len(files)} were scored: {report.counts}")
    return {"import_s": spent, "cryptography_s": alone}


def _school(
    desk: TeacherDesk,
    students: int,
    questions: tuple[Question, ...],
    given: Assigned | None = None,
) -> Assigned:
    """Make a class whose computers are confirmed, and give work out, or the same once more."""
    class_work.make_class(desk, students)
    class_work.put_pack(desk, questions)
    for number in range(students):
        key, state = signing_key(number).public, DeviceState.CONFIRMED
        student = class_work.student_id(number)
        desk.store.note_device(Device(student, key, recipient(3), desk.now(), state))
    if given is None:
        return class_work.assign(desk, questions)
    desk.store.add_assignment(given)
    return given


def _file(desk: TeacherDesk, record: ResultRecord) -> tuple[bytes, str]:
    """Return a result as a file, and the key that its signature is checked with."""
    binding = Binding("result", record.school_class, record.id, record.attempt)
    key = signing_key(int(record.student))
    whole = signed.sign(key, record.payload, untrusted="NKLearn", trusted=str(binding))
    return sealed.seal(whole, list(desk.recipients)), key.public


def _cryptography(desk: TeacherDesk, files: list[tuple[bytes, str]]) -> float:
    identities = [desk.keys.identity]
    start = time.process_time()
    for data, key in files:
        signed.verify(sealed.unseal(data, identities), key)
    return time.process_time() - start
