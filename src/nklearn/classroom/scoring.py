"""Scores of what was handed in: by the keys that stayed with the teacher.

A result is scored when it is admitted and the score is kept, so that opening a gradebook works
nothing out. How: every item by `domain/grading.py` (docs/grading.md), the whole as the sum of
points times scores over the sum of points; an item that was not answered counts 0. Of several
answers to an item the first counts where feedback came at once, else the last. Where an assignment
only has sections to read, the score is the share of them that was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nklearn.base.errors import UserError
from nklearn.classroom import formats
from nklearn.classroom.assigning import read_assignment, read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.formats import Result
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.items import item_hash, original_response
from nklearn.classroom.marking import last_marks
from nklearn.classroom.packs import asked_questions, current_question
from nklearn.domain.grading import grade
from nklearn.domain.questions import Question
from nklearn.domain.responses import Response, decode
from nklearn.domain.teaching import Mark, ResultRecord, Stage

REGRADED = "regraded/"  # of settings: which assignments are scored by the questions of now

Scores = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Terms:
    """By what one file of an assignment is scored: its keys, the questions, its reading list."""

    keys: tuple[ItemKey, ...]
    questions: Mapping[str, Question]
    reading: tuple[str, ...]
    first: bool
    mark: str


class Scorer:
    """Scores results; what it needs of an assignment is read once."""

    def __init__(self, desk: TeacherDesk, *, current: bool = False) -> None:
        """Take the desk. `current` scores by the questions of now, as a regrade does."""
        self._desk, self._current = desk, current
        self._terms: dict[str, Terms | None] = {}

    def score(
        self, record: ResultRecord, marks: Mapping[str, Mark] | None = None
    ) -> tuple[ResultRecord, Scores]:
        """Return a result with its score, and the scores of its items by their names.

        A result that was only begun, or whose assignment is not here or damaged, has none.

        Raises:
            UserError: what is kept of the result is damaged.
        """
        terms = self._terms_of(record.assignment_hash)
        if terms is None or record.stage is not Stage.HANDED_IN:
            return record, {}
        result = formats.decode(Result, record.payload)
        if result.alternative.strip():
            return replace(record, waits=1, scored_with=terms.mark), {}
        if not terms.keys:
            fraction = _share_read(terms.reading, result)
            return replace(record, fraction=fraction, scored_with=terms.mark), {}
        scores = _scores(terms, responses(result, terms.keys, first=terms.first))
        for item, mark in (marks or {}).items():
            if item in scores:
                scores[item] = mark.fraction
        waits = sum(held is None for held in scores.values())
        whole = sum(key.points for key in terms.keys)
        got = sum(key.points * (scores.get(key.key) or 0.0) for key in terms.keys)
        fraction = min(1.0, max(0.0, got / whole)) if whole else None
        scored = replace(record, fraction=fraction, waits=waits, scored_with=terms.mark)
        return scored, scores

    def _terms_of(self, file_hash: str) -> Terms | None:
        if file_hash not in self._terms:
            try:
                self._terms[file_hash] = self._read(file_hash)
            except UserError:  # kept unscored: what somebody handed in must not be lost for it
                self._terms[file_hash] = None
        return self._terms[file_hash]

    def _read(self, file_hash: str) -> Terms | None:
        desk = self._desk
        given = desk.store.assignment_of_hash(file_hash)
        if given is None:
            return None
        document, keys = read_assignment(given), read_keys(given)
        asked = asked_questions(desk, keys)
        questions = dict(asked)
        if self._current or desk.store.setting(REGRADED + given.id):
            now = {key.key: current_question(desk, key.question) for key in keys}
            questions |= {name: found for name, found in now.items() if found is not None}
        held = "".join(
            item_hash(questions[key.key]) if key.key in questions else "lost" for key in keys
        )
        mark = hashlib.sha256(held.encode()).hexdigest()[:16]
        first = document.feedback == "at once"
        return Terms(keys, questions, document.reading, first, mark)


def responses(result: Result, keys: Iterable[ItemKey], *, first: bool) -> dict[str, Response]:
    """Return the answers that count, by the names of items, as answers to the questions.

    What can't be read as an answer is left out: its item counts as not answered.
    """
    known = {key.key: key for key in keys}
    found: dict[str, Response] = {}
    for given in result.answers:
        key = known.get(given.item)
        if key is None or (first and given.item in found):
            continue
        try:
            found[given.item] = original_response(decode(given.kind, given.response), key)
        except ValueError:
            continue
    return found


def score_admitted(
    desk: TeacherDesk, records: Iterable[ResultRecord], scorer: Scorer | None = None
) -> list[tuple[ResultRecord, Scores]]:
    """Return results with their scores, as they are to be taken in."""
    scorer = scorer or Scorer(desk)
    return [scorer.score(record) for record in records]


def give_mark(desk: TeacherDesk, mark: Mark) -> None:
    """Save the mark of a written answer, and the score of its result with it.

    Raises:
        UserError: nothing could be saved.
    """
    desk.store.add_mark(mark)
    record = desk.store.result(mark.result)
    if record is not None:
        rescore(desk, (record,))


def rescore(
    desk: TeacherDesk, records: Iterable[ResultRecord], scorer: Scorer | None = None
) -> None:
    """Work out scores anew, with all marks, and save them."""
    scorer = scorer or Scorer(desk)
    marks: dict[str, dict[str, dict[str, Mark]]] = {}
    for record in records:
        own = marks.get(record.assignment)
        if own is None:
            own = marks[record.assignment] = _marks_of(desk, record.assignment)
        scored, scores = scorer.score(record, own.get(record.id))
        desk.store.rescore(scored.id, scored.fraction, scored.waits, scored.scored_with, scores)


def _marks_of(desk: TeacherDesk, assignment: str) -> dict[str, dict[str, Mark]]:
    found: dict[str, dict[str, Mark]] = {}
    for (result, item), mark in last_marks(desk.store.marks(assignment)).items():
        found.setdefault(result, {})[item] = mark
    return found


def _scores(terms: Terms, answers: Mapping[str, Response]) -> Scores:
    scores: Scores = {}
    for key in terms.keys:
        question, response = terms.questions.get(key.key), answers.get(key.key)
        if response is None or question is None:
            continue
        given = grade(question, response)
        scores[key.key] = given.fraction if given else 0.0
    return scores


def _share_read(reading: tuple[str, ...], result: Result) -> float | None:
    wanted = set(reading)
    read = {one.section for one in result.reads} & wanted
    return len(read) / len(wanted) if wanted else None
