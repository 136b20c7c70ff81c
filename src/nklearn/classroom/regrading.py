"""Scores worked out anew when a key or a claim has changed: first shown, then done, and logged.

A newer pack or content may ask a question in the same way and hold another answer right, or no
longer have it. Until somebody regrades, work stays scored by the questions as they were asked, or
as they were at the last regrade (`scored_by.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from nklearn.base.errors import UserError
from nklearn.classroom.assigning import read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.items import item_hash
from nklearn.classroom.marking import marks_by_result
from nklearn.classroom.packs import current_question
from nklearn.classroom.scored_by import Scheme, keep_scheme, scheme_of, scored_hash
from nklearn.classroom.scoring import Scorer, Scores
from nklearn.domain.teaching import Regrade, ResultRecord


@dataclass(frozen=True, slots=True)
class Change:
    """What would change for one result."""

    result: str
    student: str
    attempt: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a regrade would do.

    `changed` and `gone` are the ids of questions that are otherwise now than what they are scored
    by, or no longer there (those stay scored as they are). `changes` holds only results whose
    score differs. `scheme` is what would be scored by.
    """

    assignment: str
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    changes: tuple[Change, ...]
    results: int
    scheme: Scheme = field(default_factory=dict[str, dict[str, str]])

    @property
    def needed(self) -> bool:
        """Whether any question is another one than it is scored by."""
        return bool(self.changed)


def plan(desk: TeacherDesk, assignment: str) -> Plan:
    """Say what scoring by the questions of now would change; nothing is saved.

    Raises:
        UserError: there is no such assignment, or what is kept of it is damaged.
    """
    versions = desk.store.versions(assignment)
    if not versions:
        raise UserError("There is no such assignment.", todo="Choose one from the gradebook.")
    changed: dict[str, None] = {}
    gone: dict[str, None] = {}
    before = scheme_of(desk, assignment)
    scheme = {name: dict(held) for name, held in before.items()}
    asked = {(key.question, key.hash): key for one in versions for key in read_keys(one)}
    now = {name: current_question(desk, name) for name, _ in asked}
    for (name, hash_), key in asked.items():
        question = now[name]
        if question is None:
            gone[name] = None
        elif (held := item_hash(question)) != scored_hash(before, key):
            changed[name] = None
            scheme.setdefault(name, {})[hash_] = held
    records = desk.store.handed_in(assignment)
    found = [
        Change(old.id, old.student, old.attempt, old.fraction, new.fraction)
        for old, (new, _) in zip(records, _scored(desk, records, scheme), strict=True)
        if changed and (old.fraction, old.waits) != (new.fraction, new.waits)
    ]
    return Plan(assignment, tuple(changed), tuple(gone), tuple(found), len(records), scheme)


def apply(desk: TeacherDesk, assignment: str, why: str) -> Plan:
    """Score an assignment by the questions of now, from now on, and log what that changed.

    Raises:
        UserError: the reason is missing, nothing has changed, or nothing could be saved.
    """
    words = " ".join(why.split())
    if not words:
        raise UserError("A regrade needs a reason.", todo="Write why, in a few words.")
    made = plan(desk, assignment)
    if not made.needed:
        raise UserError(
            "No question of this assignment has changed.", safe="All scores stay as they are."
        )
    records = desk.store.handed_in(assignment)
    for new, scores in _scored(desk, records, made.scheme):
        desk.store.rescore(new.id, new.fraction, new.waits, new.scored_with, scores)
    keep_scheme(desk, assignment, made.scheme)
    log = [
        {
            "result": one.result,
            "student": one.student,
            "attempt": one.attempt,
            "before": one.before,
            "after": one.after,
        }
        for one in made.changes
    ]
    held = {"questions": made.changed, "gone": made.gone, "changes": log}
    desk.store.add_regrade(Regrade(assignment, words[:500], json.dumps(held), desk.now()))
    return made


def _scored(
    desk: TeacherDesk, records: Sequence[ResultRecord], scheme: Scheme
) -> list[tuple[ResultRecord, Scores]]:
    if not records:
        return []
    scorer = Scorer(desk, scheme)
    marks = marks_by_result(desk.store.marks(records[0].assignment))
    return [scorer.score(record, marks.get(record.id)) for record in records]
