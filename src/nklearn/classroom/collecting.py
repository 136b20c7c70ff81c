"""Importing results: reading a folder or files, and taking in what counts.

Reading, opening and checking touch only values and may happen on another thread; taking in writes
to the teacher's file, a batch at a time. `collect` does both in one go. Every file is told of in
the report and in the list that is kept of each import.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base.errors import UserError
from nklearn.classroom import erasure, exchange
from nklearn.classroom.admission import FINE, Fate, Verdict, again, judge, record_id
from nklearn.classroom.exchange import Found
from nklearn.classroom.scoring import Scorer
from nklearn.domain.teaching import (
    Admitted,
    Device,
    DeviceState,
    FileSeen,
    ImportRun,
    ResultRecord,
)

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.classroom.formats import Result
    from nklearn.storage.teaching_store import TeachingStore

PUT_BACK = "put back"  # what an import says of a file that had vanished from the folder
_BATCH_FILES, _BATCH_BYTES = 400, 32 * 1024 * 1024
Row = tuple[Admitted, ResultRecord | None, Mapping[str, float | None]]


@dataclass
class Snapshot:
    """What a teacher knew when an import began, as values: no thread needs the file for it."""

    identities: tuple[str, ...] = field(repr=False)
    teacher_key: str
    files: set[str]
    classes: Mapping[str, str]
    students: dict[str, str]
    devices: dict[tuple[str, str], DeviceState]
    assignments: Mapping[str, tuple[str, str]]
    erased: set[str]
    results: set[str]

    @classmethod
    def of(cls, desk: TeacherDesk) -> Snapshot:
        """Take what a teacher knows now."""
        store = desk.store
        return cls(
            identities=(desk.keys.identity,),
            teacher_key=desk.keys.public,
            files=set(store.settled_events()),
            classes={one.id: one.label for one in store.classes()},
            students={one.id: one.school_class for one in store.students()},
            devices={(one.student, one.key): one.state for one in store.devices()},
            assignments=store.assignment_hashes(),
            erased={one.about for one in store.erasures()},
            results=set(store.result_ids()),
        )

    def knows_file(self, sha256: str) -> bool:
        """Tell whether a file with this hash was taken in for good."""
        return sha256 in self.files

    def payload_of(self, result: str) -> bytes | None:
        """Know no payloads: `again` asks the teacher's file."""
        return None

    def class_label(self, school_class: str) -> str | None:
        """Return the name of a class of this teacher."""
        return self.classes.get(school_class)

    def class_of(self, student: str) -> str | None:
        """Return the id of a student's class."""
        return self.students.get(student)

    def device_state(self, student: str, key: str) -> DeviceState | None:
        """Return what was decided about a computer; None if it was never seen."""
        return self.devices.get((student, key))

    def assignment_of(self, file_hash: str) -> tuple[str, str] | None:
        """Return the id and class of the assignment whose file has this hash."""
        return self.assignments.get(file_hash)

    def is_erased(self, student: str) -> bool:
        """Tell whether a signed erasure names this student."""
        return student in self.erased


class _Book(Snapshot):
    """The same with the payloads in the teacher's file and those about to be written."""

    store: TeachingStore
    coming: dict[str, bytes]

    @classmethod
    def over(cls, known: Snapshot, store: TeachingStore) -> _Book:
        book = cls(*(getattr(known, one.name) for one in fields(known)))
        book.store, book.coming = store, {}
        return book

    def payload_of(self, result: str) -> bytes | None:
        if result in self.coming:
            return self.coming[result]
        return self.store.payload_of(result) if result in self.results else None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found, file by file, and what it did.

    `put_back` counts files that had vanished from the folder; `trouble` says why that failed.
    """

    run: ImportRun
    put_back: int = 0
    trouble: str = ""

    @property
    def counts(self) -> dict[Fate, int]:
        """How many files met each fate, in the order of the fates, none that met nobody."""
        return counts(self.run)


def counts(run: ImportRun) -> dict[Fate, int]:
    """Return how many files of an import met each fate; those that were put back aside."""
    met = Counter(one.verdict for one in run.files)
    return {fate: met[fate.value] for fate in Fate if met[fate.value]}


def problems(run: ImportRun) -> int:
    """Return how many files somebody should look at."""
    return sum(number for fate, number in counts(run).items() if fate not in FINE)


Batch = list[tuple[Found, Verdict]]


class Collecting:
    """One import under way: `read` on any one thread, `take_in` and `finish` on the desk's."""

    def __init__(self, desk: TeacherDesk, source: Path | Sequence[Path]) -> None:
        """Take the folder, or the files that somebody chose."""
        self._desk, self._store = desk, desk.store
        self._folder = source if isinstance(source, Path) else None
        self._found: Iterator[Found] = (
            exchange.scan(source)
            if isinstance(source, Path)
            else (exchange.look(path) for path in source)
        )
        self._known = Snapshot.of(desk)
        self._scorer = Scorer(desk)
        self._lines: list[FileSeen] = []
        self._there: set[str] = set()
        self.done = False

    @property
    def seen(self) -> int:
        """How many files were judged so far."""
        return len(self._lines)

    def read(self, seconds: float = 5.0) -> Batch:
        """Read and judge the next files, for about so long; `done` says that there are no more.

        Raises:
            UserError: the folder can't be listed.
        """
        batch: Batch = []
        until, size = time.monotonic() + seconds, 0
        for found in self._found:
            batch.append((found, judge(found, self._known)))
            size += found.size
            full = len(batch) >= _BATCH_FILES or size > _BATCH_BYTES
            if full or time.monotonic() > until:
                return batch
        self.done = True
        return batch

    def take_in(self, batch: Batch) -> None:
        """Write what counts of a batch, all of it or nothing, and note each file."""
        book = _Book.over(self._known, self._store)
        for found, verdict in batch:
            if verdict.fate is Fate.ERASURE and verdict.erasure:
                erasure.honour(self._desk, verdict.erasure, found.data)
                book.erased.add(verdict.erasure.student)
        rows: list[Row] = []
        devices: list[Device] = []
        lines: list[FileSeen] = []
        for found, first in batch:
            verdict = again(first, book)
            self._gather(found, verdict, book, rows, devices)
            lines.append(self._line(found, verdict))
        if devices:
            self._store.note_devices(devices)
        if rows:
            self._store.admit(_scored(self._scorer, rows))
        self._lines += lines
        self._there |= {found.sha256 for found, _ in batch if found.sha256}
        self._known.files |= {event.hash for event, result, _ in rows if result}
        self._known.results |= set(book.coming)
        self._known.erased |= book.erased

    def finish(self) -> ImportReport:
        """Put back what vanished from the folder, and keep the list of this import."""
        back, trouble = 0, ""
        if self._folder:
            try:
                for path, data_hash, size in self._put_back(self._folder):
                    self._lines.append(
                        FileSeen(path.name, size, data_hash, PUT_BACK, "It had vanished.")
                    )
                    back += 1
            except UserError as error:
                trouble = str(error)
            exchange.tidy(self._folder)
        run = ImportRun(self._desk.now(), str(self._folder or ""), tuple(self._lines))
        self._store.add_import(run)
        return ImportReport(run, back, trouble)

    def _gather(
        self,
        found: Found,
        verdict: Verdict,
        book: _Book,
        rows: list[Row],
        devices: list[Device],
    ) -> None:
        """Note what is to be written for one file."""
        result = verdict.result
        if result is None or verdict.fate not in (Fate.READ, Fate.WAITING):
            return
        now = self._desk.now()
        event = _event(found, result, now)
        if verdict.fate is Fate.WAITING:
            devices.append(Device(result.student, result.device, result.recipient, now))
            rows.append((event, None, {}))
            return
        name = record_id(result, verdict.payload, book.payload_of(result.id))
        book.coming[name] = verdict.payload
        rows.append((event, _record(name, event, result, verdict.payload), {}))

    def _line(self, found: Found, verdict: Verdict) -> FileSeen:
        words = verdict.words
        if verdict.fate is Fate.ERASED and self._folder:
            with contextlib.suppress(OSError):
                found.path.unlink()
                words += " It was removed from this folder."
        return FileSeen(found.label, found.size, found.sha256, verdict.fate.value, words)

    def _put_back(self, folder: Path) -> Iterator[tuple[Path, str, int]]:
        """Put back what this folder held once; and each erasure, where it holds files of ours."""
        missing = self._store.events_seen_in(str(folder)) - self._there
        for hash_ in sorted(missing):
            if event := self._store.event(hash_):
                path = exchange.put(folder, "result", event.data, event.assignment)
                yield path, hash_, len(event.data)
        ours = self._store.events_seen_in(str(folder)) or self._there & (
            self._known.files | set(self._known.assignments)
        )
        for issued in self._store.erasures() if ours else ():
            if issued.hash not in self._there:
                path = exchange.put(folder, "erasure", issued.data)
                yield path, issued.hash, len(issued.data)


def collect(
    desk: TeacherDesk,
    source: Path | Sequence[Path],
    *,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import a folder, or files; say what became of each.

    Raises:
        UserError: the folder can't be read, or nothing can be saved; what was taken in by then
            stays.
    """
    collecting = Collecting(desk, source)
    while not collecting.done:
        collecting.take_in(collecting.read())
        if progress:
            progress(collecting.seen)
    return collecting.finish()


def take_waiting(desk: TeacherDesk) -> int:
    """Take in what waited for its computer to be confirmed; return how many results count now.

    For after a computer was confirmed: the files were kept, so nobody has to hand in again.
    """
    book = _Book.over(Snapshot.of(desk), desk.store)
    rows: list[Row] = []
    for event in desk.store.waiting_events():
        found = Found(Path(event.hash), event.hash, True, event.data, event.hash, len(event.data))
        verdict = judge(found, book)
        result = verdict.result
        if verdict.fate is Fate.READ and result:
            name = record_id(result, verdict.payload, book.payload_of(result.id))
            book.coming[name] = verdict.payload
            rows.append((event, _record(name, event, result, verdict.payload), {}))
    if rows:
        desk.store.admit(_scored(Scorer(desk), rows))
    return len(rows)


def _scored(scorer: Scorer, rows: Sequence[Row]) -> list[Row]:
    """Return rows with the scores of their results, so that no gradebook has to work them out."""
    found: list[Row] = []
    for event, result, scores in rows:
        if result is not None:
            result, scores = scorer.score(result)
        found.append((event, result, scores))
    return found


def _event(found: Found, result: Result, now: datetime) -> Admitted:
    return Admitted(
        found.sha256,
        "result",
        result.school_class,
        result.student,
        result.assignment,
        found.data,
        now,
    )


def _record(name: str, event: Admitted, result: Result, payload: bytes) -> ResultRecord:
    return ResultRecord(
        id=name,
        event=event.hash,
        school_class=result.school_class,
        assignment=result.assignment,
        assignment_hash=result.assignment_hash,
        student=result.student,
        device=result.device,
        attempt=result.attempt,
        stage=result.stage,
        begun=result.begun,
        handed_in=result.handed_in,
        admitted=event.at,
        payload=payload,
    )
