"""Scores of what was handed in: by the keys that stayed with the teacher.

A result is scored when it is admitted and the score is kept, so that opening a gradebook works
nothing out. How: every item by `domain/grading.py` (docs/grading.md), the whole as the sum of
points times scores over the sum of points; an item that was not answered counts 0. Of several
answers to an item the first counts where feedback came at once, else the last. Where an assignment
only has sections to read, the score is the share of them that was read.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from nklearn.base.errors import UserError
from nklearn.classroom import formats
from nklearn.classroom.assigning import read_assignment, read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.formats import Given, Result
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.items import item_hash, original_response
from nklearn.classroom.marking import marks_by_result
from nklearn.classroom.scored_by import Scheme, scoring_questions
from nklearn.domain.grading import grade
from nklearn.domain.questions import Question
from nklearn.domain.responses import decode
from nklearn.domain.teaching import Mark, ResultRecord, Stage

# Scores of short answers are kept while an import lasts, up to so many of an assignment.
_SHORT, _KEPT = 400, 20_000

Scores = dict[str, float | None]


class Unread(Enum):
    """Stands for the score of what is no answer to its item."""

    ANSWER = "unread"


@dataclass(frozen=True, slots=True)
class Terms:
    """By what one file of an assignment is scored: its keys, the questions, its reading list."""

    keys: tuple[ItemKey, ...]
    questions: Mapping[str, Question]
    reading: tuple[str, ...]
    first: bool
    mark: str
    by_name: Mapping[str, ItemKey] = field(init=False, repr=False)
    graded: dict[tuple[str, str, str], float | Unread | None] = field(
        default_factory=dict[tuple[str, str, str], "float | Unread | None"], repr=False
    )

    def __post_init__(self) -> None:
        """Find keys by their names."""
        object.__setattr__(self, "by_name", {key.key: key for key in self.keys})


class Scorer:
    """Scores results; what it needs of an assignment is read once."""

    def __init__(self, desk: TeacherDesk, scheme: Scheme | None = None) -> None:
        """Take the desk. A `scheme` takes the place of what the last regrade scored by."""
        self._desk, self._scheme = desk, scheme
        self._terms: dict[str, Terms | None] = {}

    def score(
        self,
        record: ResultRecord,
        marks: Mapping[str, Mark] | None = None,
        result: Result | None = None,
    ) -> tuple[ResultRecord, Scores]:
        """Return a result with its score, and the scores of its items by their names.

        `result` is what the record's payload says, if somebody has read it already.

        A result that was only begun, or whose assignment is not here or damaged, has none.

        Raises:
            UserError: what is kept of the result is damaged.
        """
        terms = self._terms_of(record.assignment_hash)
        if terms is None or record.stage is not Stage.HANDED_IN:
            return record, {}
        result = result or formats.decode(Result, record.payload)
        if result.alternative.strip():
            return replace(record, waits=1, scored_with=terms.mark), {}
        if not terms.keys:
            fraction = _share_read(terms.reading, result)
            return replace(record, fraction=fraction, scored_with=terms.mark), {}
        scores = _scores(terms, result)
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
        questions = scoring_questions(desk, given.id, keys, self._scheme)
        held = "".join(
            item_hash(questions[key.key]) if key.key in questions else "lost" for key in keys
        )
        mark = hashlib.sha256(held.encode()).hexdigest()[:16]
        first = document.feedback == "at once"
        return Terms(keys, questions, document.reading, first, mark)


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
            found = desk.store.marks(record.assignment)
            own = marks[record.assignment] = marks_by_result(found)
        scored, scores = scorer.score(record, own.get(record.id))
        desk.store.rescore(scored.id, scored.fraction, scored.waits, scored.scored_with, scores)


def _scores(terms: Terms, result: Result) -> Scores:
    """Return the scores of the answers that count, by the names of items.

    What can't be read as an answer is left out: its item counts as not answered.
    """
    found: Scores = {}
    for given in result.answers:
        if terms.first and given.item in found:
            continue
        score = _score_of(terms, given)
        if not isinstance(score, Unread):
            found[given.item] = score
    return found


def _score_of(terms: Terms, given: Given) -> float | Unread | None:
    """Return the score of an answer. Many of a class give the same one: it is worked out once."""
    name = given.item, given.kind, given.response
    if name in terms.graded:
        return terms.graded[name]
    key, question = terms.by_name.get(given.item), terms.questions.get(given.item)
    score: float | Unread | None = Unread.ANSWER
    if key is not None and question is not None:
        with contextlib.suppress(ValueError):
            graded = grade(question, original_response(decode(given.kind, given.response), key))
            score = graded.fraction if graded else 0.0
    if len(given.response) <= _SHORT and len(terms.graded) < _KEPT:
        terms.graded[name] = score
    return score


def _share_read(reading: tuple[str, ...], result: Result) -> float | None:
    wanted = set(reading)
    read = {one.section for one in result.reads} & wanted
    return len(read) / len(wanted) if wanted else None
