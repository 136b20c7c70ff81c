"""What a person did: the profile, sections read, answers given, where they were."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum

from nklearn.base.values import dataclass
from nklearn.domain.responses import Response


@dataclass(frozen=True, slots=True)
class Profile:
    """One person on this computer; an empty `name` means that nobody gave one yet.

    `school_class` may be empty; `last_used` is None before it was stored (then `created` counts).
    `pin` is the Argon2id code of a PIN (a courtesy among people who share an account, no lock);
    empty if there is none.
    """

    id: str
    name: str
    created: datetime
    school_class: str = ""
    last_used: datetime | None = None
    pin: str = ""


class Confidence(IntEnum):
    """How sure somebody said that they were, before the check."""

    GUESS = 1
    THINK = 2
    SURE = 3


class Mode(StrEnum):
    """When a session tells how an answer went.

    Practice and review: at once. Check: at the end. Graded: when the teacher releases it.
    """

    PRACTICE = "practice"
    CHECK = "check"
    GRADED = "graded"
    REVIEW = "review"

    @property
    def at_once(self) -> bool:
        """Whether each answer is followed by its feedback; the first one counts then.

        Otherwise an answer may be changed until the end, and the last one counts.
        """
        return self in (Mode.PRACTICE, Mode.REVIEW)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `context` is "check" (in a lesson), "quiz" or "review"; `at` is UTC.

    `fraction` is None for what is not scored here: a written response, and a question that came
    without its key. `run` is the id of the session that it belongs to; empty for one within a
    lesson.
    """

    id: str
    question: str
    context: str
    response: Response
    fraction: float | None
    at: datetime
    run: str = ""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class QuizRun:
    """One session: the questions in their order, shuffled by `seed`, and where it stands.

    `module` is empty for a review, which mixes modules. `position` counts from 0;
    `len(questions)` is what comes after the last: the results, or, where feedback waits for the
    end, the list of answers to hand in. `retrying` means that the question there is being asked
    again after an answer. `ended` is None while it goes on. `released` means that a teacher has
    released the feedback of a graded one.
    """

    id: str
    module: str
    seed: int
    questions: tuple[str, ...]
    position: int
    started: datetime
    ended: datetime | None = None
    retrying: bool = False
    mode: Mode = Mode.PRACTICE
    released: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What is chosen or typed but not checked yet."""

    response: Response
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a reader's own on a passage of a section, or on the whole section.

    `section` is `module/lesson/section`. `quote` is the passage, empty for the whole section;
    `before` and `after` are some words around it, by which it is found again when the text
    changed. Without `words` it is a highlight.
    """

    id: str
    section: str
    quote: str
    before: str
    after: str
    words: str
    made: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A section (`module/lesson/section`) that a reader wants to find again."""

    section: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader says is wrong with a question; for the teacher. `content` is its version."""

    id: str
    question: str
    words: str
    at: datetime
    content: str
