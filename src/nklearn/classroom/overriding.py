"""What a teacher decides by hand: another score, excused, or back to what was worked out.

Nothing is ever changed: each decision is a new line of a log, with its reason.
"""

from __future__ import annotations

from nklearn.base.errors import UserError
from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.teaching import Override, Ruling

REASON_LIMIT = 500


def override(
    desk: TeacherDesk, assignment: str, student: str, fraction: float, reason: str
) -> Override:
    """Give a student's work another score, 0 to 1.

    Raises:
        UserError: the reason is missing or too long, the score is none, or nothing was saved.
    """
    if not 0.0 <= fraction <= 1.0:
        raise UserError("A score is from 0 to 100.", todo="Type another one.")
    return _decide(desk, assignment, student, Ruling.FRACTION, fraction, reason)


def excuse(desk: TeacherDesk, assignment: str, student: str, reason: str) -> Override:
    """Excuse a student from an assignment: it is left out of their average.

    Raises:
        UserError: the reason is missing or too long, or nothing was saved.
    """
    return _decide(desk, assignment, student, Ruling.EXCUSED, None, reason)


def clear(desk: TeacherDesk, assignment: str, student: str, reason: str) -> Override:
    """Go back to the score that was worked out.

    Raises:
        UserError: the reason is missing or too long, or nothing was saved.
    """
    return _decide(desk, assignment, student, Ruling.CLEARED, None, reason)


def _decide(
    desk: TeacherDesk,
    assignment: str,
    student: str,
    ruling: Ruling,
    fraction: float | None,
    reason: str,
) -> Override:
    words = " ".join(reason.split())
    if not words:
        raise UserError("A decision needs a reason.", todo="Write why, in a few words.")
    if len(words) > REASON_LIMIT:
        raise UserError(
            f"A reason has at most {REASON_LIMIT} characters; this one has {len(words)}.",
            todo="Say it shorter.",
        )
    made = Override(assignment, student, ruling, fraction, words, desk.now())
    desk.store.add_override(made)
    return made
