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
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base.errors import UserError
from nklearn.classroom import erasure, exchange
from nklearn.classroom.admission import FINE, Fate, Verdict, again, judge
from nklearn.classroom.exchange import Found
from nklearn.classroom.knowledge import Snapshot
from nklearn.classroom.scoring import Scorer
from nklearn.domain.teaching import (
    Admitted,
    Device,
    FileSeen,
    ImportRun,
    ResultRecord,
)

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.classroom.formats import Result

PUT_BACK = "put back"  # what an import says of a file that had vanished from the folder
_BATCH_FILES, _BATCH_BYTES = 400, 32 * 1024 * 1024
Row = tuple[Admitted, ResultRecord | None, Mapping[str, float | None]]


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
        self._desk, self._store, self._scorer = desk, desk.store, Scorer(desk)
        self._folder = source if isinstance(source, Path) else None
        self._found: Iterator[Found] = (
            exchange.scan(source)
            if isinstance(source, Path)
            else (exchange.look(path) for path in source)
        )
        self._known = Snapshot.of(desk)
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
        book = self._known
        for found, verdict in batch:
            if verdict.fate is Fate.ERASURE and verdict.erasure:
                erasure.honour(self._desk, verdict.erasure, found.data)
                book.erased.add(verdict.erasure.student)
        rows: list[Row] = []
        devices: list[Device] = []
        lines: list[FileSeen] = []
        for found, first in batch:
            verdict = again(first, book)
            self._gather(found, verdict, rows, devices)
            lines.append(self._line(found, verdict))
        if devices:
            self._store.note_devices(devices)
        if rows:
            self._store.admit(rows)
        self._lines += lines
        self._there |= {found.sha256 for found, _ in batch if found.sha256}
        book.files |= {event.hash for event, result, _ in rows if result}

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
        self._store.trim_imports()
        return ImportReport(run, back, trouble)

    def _gather(
        self,
        found: Found,
        verdict: Verdict,
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
        self._known.results.add(verdict.record)
        rows.append(_row(event, result, verdict, self._scorer))

    def _line(self, found: Found, verdict: Verdict) -> FileSeen:
        words = verdict.words
        if verdict.fate is Fate.ERASED and self._folder:
            with contextlib.suppress(OSError):
                found.path.unlink()
                words += " It was removed from this folder."
        return FileSeen(found.label, found.size, found.sha256, verdict.fate.value, words)

    def _put_back(self, folder: Path) -> Iterator[tuple[Path, str, int]]:
        """Put back what this folder held once, and each erasure.

        Another stick may be where one was before. So nothing is put into a folder that holds
        nothing of what was found there, unless assignments go there.
        """
        store, place = self._store, str(folder)
        known_place = not self._there.isdisjoint(store.hashes_seen_in(place))
        if known_place or place in store.assignment_folders():
            for hash_ in sorted(store.events_seen_in(place) - self._there):
                if event := store.event(hash_):
                    path = exchange.put(folder, "result", event.data, event.assignment)
                    yield path, hash_, len(event.data)
        ours = self._known.files | set(self._known.assignments)
        if not known_place and self._there.isdisjoint(ours):
            return
        for issued in store.erasures():
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


def take_waiting(desk: TeacherDesk, student: str = "") -> int:
    """Take in what waited for its computer to be confirmed; return how many results count now.

    For after a computer of a student, or any, was confirmed: the files were kept, so nobody has
    to hand in again.
    """
    book, scorer = Snapshot.of(desk), Scorer(desk)
    rows: list[Row] = []
    for event in desk.store.waiting_events():
        if student and event.student != student:
            continue
        found = Found(Path(event.hash), event.hash, True, event.data, event.hash, len(event.data))
        verdict = judge(found, book)
        result = verdict.result
        if verdict.fate is Fate.READ and result:
            book.results.add(verdict.record)
            rows.append(_row(event, result, verdict, scorer))
    if rows:
        desk.store.admit(rows)
    return len(rows)


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


def _row(event: Admitted, result: Result, verdict: Verdict, scorer: Scorer) -> Row:
    """Return what is written of a result, with its score: no gradebook has to work it out."""
    record = ResultRecord(
        id=verdict.record,
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
        payload=verdict.payload,
    )
    scored, scores = scorer.score(record, result=result)
    return event, scored, scores
