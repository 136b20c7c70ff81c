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

from nklearn.domain.records import Confidence, Draft, Mode
from nklearn.domain.responses import NumericResponse, encode
from nklearn.learning.learner import Learner
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore

MODES = (Mode.PRACTICE, Mode.CHECK)


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
    """All that the person sees of a quiz, and what they left unchecked in each question."""
    store, profile = session._services.store, session._services.profile
    drafts = {name: store.draft(profile, name, session.run.id) for name in session.questions}
    return {
        "run": session.run.id,
        "mode": session.mode.value,
        "questions": list(session.questions),
        "position": session.position,
        "state": session.state.value,
        "ended": session.run.ended is not None,
        "outcomes": [outcome.value for outcome in session.outcomes],
        "attempts": [
            [[answer.id, answer.fraction] for answer in session.attempts(n)]
            for n in range(len(session.questions))
        ],
        "drafts": {name: told(draft) for name, draft in drafts.items() if draft},
    }


def told(draft: Draft) -> list[Any]:
    """A draft as it is printed."""
    return [*encode(draft.response), draft.confidence]


def say(**what: Any) -> None:
    """Print one line that stays, whatever happens next."""
    print(json.dumps(what), flush=True)


def possible(session: QuizSession) -> list[str]:
    """What the state of a quiz allows."""
    match session.state, session.mode:
        case QuizState.ASKING, Mode.PRACTICE:
            return ["right", "right", "wrong", "draft", "draft"] + ["skip"] * session.can_skip()
        case QuizState.ASKING, _:
            return ["right", "wrong", "draft", "draft", "next", "next", "next", "back"]
        case QuizState.CHECKED, Mode.PRACTICE:
            return ["next", "next", "next", "retry", "back", "restart"]
        case QuizState.CHECKED, _:
            return ["next", "next", "back", "restart"]
        case QuizState.SUMMARY, _:
            return ["hand_in", "hand_in", "back"]
        case _:
            return ["restart", "back"]


def step(session: QuizSession, deed: str, draft: Draft) -> None:
    """Do one thing in a quiz."""
    question = TinyCourse().questions.get(session.questions[min(session.position, 4)])
    assert question
    match deed:
        case "right":
            session.answer(right(question))
        case "wrong":
            session.answer(wrong(question))
        case "draft":
            session.save_draft(draft)
        case "skip":
            session.skip()
        case "next":
            session.next()
        case "retry":
            session.retry()
        case "hand_in":
            session.hand_in()
        case "back":
            session.go_to(max(0, session.position - 1))
        case _:
            session.restart()


def main(folder: str, seed: str, disk: str) -> None:
    """Learn without end, in practice and in a check beside it."""
    chance = Random(seed)
    say(will="open")
    with WorkspaceStore.open(Path(folder), is_local=lambda _: disk == "local") as store:
        learner = open_learner(store)
        sessions: list[QuizSession] = []
        for mode in MODES:
            say(will="start", mode=mode)
            sessions.append(learner.last_quiz("m", mode) or learner.quiz("m", mode))
            say(saved="start", quiz=seen(sessions[-1]))
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
                session = chance.choice(sessions)
                deed = chance.choice(possible(session))
                sure = chance.choice([None, *Confidence])
                draft = Draft(NumericResponse(str(chance.random())), sure)
                say(will=deed, mode=session.mode, draft=told(draft))
                step(session, deed, draft)
                say(saved=deed, quiz=seen(session))


if __name__ == "__main__":
    main(*sys.argv[1:])
