"""What a person did: the profile, sections read, answers given, where they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nklearn.domain.questions import Response


@dataclass(frozen=True, slots=True)
class Profile:
    """One person on this computer; an empty `name` means that nobody gave one yet.

    `school_class` may be empty; `last_used` is None before it was stored (then `created` counts).
    """

    id: str
    name: str
    created: datetime
    school_class: str = ""
    last_used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One checked answer. `context` is "check" (in a lesson) or "quiz"; `at` is UTC.

    `run` is the id of the quiz run that it belongs to; empty outside of quizzes.
    """

    id: str
    question: str
    context: str
    response: Response
    fraction: float
    at: datetime
    run: str = ""


@dataclass(frozen=True, slots=True)
class QuizRun:
    """One passage through a module's quiz: the order, shuffled by `seed`, and where it stands.

    `position` counts from 0; `len(questions)` is the results page. `retrying` means that the
    question there is being asked again after an answer. `ended` is None while it goes on.
    """

    id: str
    module: str
    seed: int
    questions: tuple[str, ...]
    position: int
    started: datetime
    ended: datetime | None = None
    retrying: bool = False
