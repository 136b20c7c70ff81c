"""A person who learns until the process is killed: `learning_child.py <folder> <seed> <disk>`.

Prints JSON, one object a line: what is about to be done ("will"), and when the program has said
that it is saved, what the person then sees ("saved").
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.fixtures.tiny_course import TinyCourse, right, wrong

from nklearn.learning.learner import Learner
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore


def open_learner(store: WorkspaceStore) -> Learner:
    """A learner with the real clock, ids and seeds."""
    return Learner(
        store,
        TinyCourse(),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: uuid.uuid4().hex,
        new_seed=lambda: Random().getrandbits(63),
    )


def seen(session: QuizSession) -> dict[str, Any]:
    """All that the person sees of a quiz."""
    return {
        "run": session.run.id,
        "questions": list(session.questions),
        "position": session.position,
        "state": session.state.value,
        "outcomes": [outcome.value for outcome in session.outcomes],
        "attempts": [
            [answer.id for answer in session.attempts(n)] for n in range(len(session.questions))
        ],
    }


def say(**what: Any) -> None:
    """Print one line that stays, whatever happens next."""
    print(json.dumps(what), flush=True)


def possible(session: QuizSession) -> list[str]:
    """What the state of a quiz allows."""
    match session.state:
        case QuizState.ASKING:
            return ["right", "right", "wrong"]
        case QuizState.CHECKED:
            return ["next", "next", "next", "retry", "back", "restart"]
        case _:
            return ["restart", "back"]


def step(session: QuizSession, deed: str) -> None:
    """Do one thing in a quiz."""
    question = TinyCourse().questions.get(session.questions[min(session.position, 4)])
    assert question
    match deed:
        case "right":
            session.answer(right(question))
        case "wrong":
            session.answer(wrong(question))
        case "next":
            session.next()
        case "retry":
            session.retry()
        case "back":
            session.go_to(max(0, session.position - 1))
        case _:
            session.restart()


def main(folder: str, seed: str, disk: str) -> None:
    """Learn without end."""
    chance = Random(seed)
    say(will="open")
    with WorkspaceStore.open(Path(folder), is_local=lambda _: disk == "local") as store:
        learner = open_learner(store)
        say(will="start")
        session = learner.last_quiz("m") or learner.quiz("m")
        say(saved="start", quiz=seen(session))
        while True:
            if chance.random() < 0.3:
                section = f"m/one/{uuid.uuid4().hex}"
                say(will="read")
                learner.mark_read(section)
                say(saved="read", section=section)
                say(will="place")
                learner.remember_place(f"nk:lesson/{section}")
                say(saved="place", place=f"nk:lesson/{section}")
            else:
                deed = chance.choice(possible(session))
                say(will=deed)
                step(session, deed)
                say(saved=deed, quiz=seen(session))


if __name__ == "__main__":
    main(*sys.argv[1:])
