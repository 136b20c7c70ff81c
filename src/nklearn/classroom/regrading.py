"""Scores worked out anew when a key or a claim has changed: first shown, then done, and logged.

A newer pack or content may ask a question in the same way and hold another answer right, or no
longer have it. Until somebody regrades, work stays scored by the questions as they were asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from nklearn.base.errors import UserError
from nklearn.classroom.assigning import read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.items import item_hash
from nklearn.classroom.packs import current_question
from nklearn.classroom.scoring import REGRADED, Scorer, Scores
from nklearn.domain.teaching import Mark, Regrade, ResultRecord, Stage


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

    `changed` and `gone` are the ids of questions that are otherwise now, or no longer there (those
    stay scored as they were asked). `changes` holds only results whose score differs.
    """

    assignment: str
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    changes: tuple[Change, ...]
    results: int

    @property
    def needed(self) -> bool:
        """Whether any question is another one than was asked."""
        return bool(self.changed)


def plan(desk: TeacherDesk, assignment: str) -> Plan:
    """Say what scoring by the questions of now would change; nothing is saved.

    Raises:
        UserError: there is no such assignment, or what is kept of it is damaged.
    """
    versions = desk.store.versions(assignment)
    if not versions:
        raise UserError("There is no such assignment.", todo="Choose one from the gradebook.")
    changed: list[str] = []
    gone: list[str] = []
    regraded = desk.store.setting(REGRADED + assignment)
    for key in {key.question: key for one in versions for key in read_keys(one)}.values():
        now = current_question(desk, key.question)
        if now is None:
            gone.append(key.question)
        elif item_hash(now) != key.hash:
            changed.append(key.question)
    records = _handed_in(desk, assignment)
    found = [
        Change(old.id, old.student, old.attempt, old.fraction, new.fraction)
        for old, (new, _) in zip(records, _scored(desk, records), strict=True)
        if changed and (old.fraction, old.waits) != (new.fraction, new.waits)
    ]
    if regraded and not found:
        changed = []  # it is scored so already
    return Plan(assignment, tuple(changed), tuple(gone), tuple(found), len(records))


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
    records = _handed_in(desk, assignment)
    for new, scores in _scored(desk, records):
        desk.store.rescore(new.id, new.fraction, new.waits, new.scored_with, scores)
    desk.store.set_setting(REGRADED + assignment, "now")
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


def _handed_in(desk: TeacherDesk, assignment: str) -> list[ResultRecord]:
    return [one for one in desk.store.results(assignment) if one.stage is Stage.HANDED_IN]


def _scored(
    desk: TeacherDesk, records: Sequence[ResultRecord]
) -> list[tuple[ResultRecord, Scores]]:
    if not records:
        return []
    scorer = Scorer(desk, current=True)
    marks: dict[str, dict[str, Mark]] = {}
    for mark in desk.store.marks(records[0].assignment):
        marks.setdefault(mark.result, {})[mark.item] = mark
    return [scorer.score(record, marks.get(record.id)) for record in records]
