"""Which questions an assignment is scored by: as they were asked, or as at its last regrade.

A regrade writes down which questions it scored by, with their hashes. So a still newer pack changes
nothing, neither of what is here nor of what comes in later, until somebody regrades again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.packs import asked_questions
from nklearn.domain.questions import Question

_REGRADED = "regraded/"  # of settings, with the id of an assignment: JSON of a `Scheme`

Scheme = Mapping[str, Mapping[str, str]]
"""By the id of a question and its hash as asked: the hash of what it is scored by."""


def scheme_of(desk: TeacherDesk, assignment: str) -> Scheme:
    """Return what the last regrade of an assignment scored by; nothing if there was none."""
    text = desk.store.setting(_REGRADED + assignment)
    try:
        return msgspec.json.decode(text, type=dict[str, dict[str, str]]) if text else {}
    except msgspec.MsgspecError:  # then by what was asked, which the log of regrades tells
        return {}


def keep_scheme(desk: TeacherDesk, assignment: str, scheme: Scheme) -> None:
    """Score an assignment by these questions from now on."""
    text = msgspec.json.encode(scheme, order="deterministic").decode()
    desk.store.set_setting(_REGRADED + assignment, text)


def scored_hash(scheme: Scheme, key: ItemKey) -> str:
    """Return the hash of the question that an item is scored by."""
    return scheme.get(key.question, {}).get(key.hash, key.hash)


def scoring_questions(
    desk: TeacherDesk, assignment: str, keys: Sequence[ItemKey], scheme: Scheme | None = None
) -> dict[str, Question]:
    """Return, by the item of each key, the question that its answers are scored by.

    Where that is nowhere any more, the question as it was asked stands in; an item is missing
    where there is neither.
    """
    held = scheme_of(desk, assignment) if scheme is None else scheme
    found = asked_questions(desk, keys)
    moved = [
        msgspec.structs.replace(key, hash=scored_hash(held, key))
        for key in keys
        if scored_hash(held, key) != key.hash
    ]
    return found | (asked_questions(desk, moved) if moved else {})
