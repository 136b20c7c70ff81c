"""How work for a teacher is said: what there is to do, until when, and how it stands."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil

from PySide6.QtCore import QCoreApplication

from nklearn.classroom.due import DueLine, Standing
from nklearn.ui.words import counted, short_date


def what_words(line: DueLine) -> str:
    """Say of what kind an assignment is: Quiz, graded, 1 attempt left."""
    if line.lessons and line.questions:
        kind = QCoreApplication.translate("classwork", "Reading and questions")
    elif line.lessons:
        kind = QCoreApplication.translate("classwork", "Reading")
    else:
        kind = QCoreApplication.translate("classwork", "Quiz")
    graded = QCoreApplication.translate("classwork", "graded")
    parts = [kind, graded if line.graded else QCoreApplication.translate("classwork", "practice")]
    if line.standing is Standing.BEGUN:
        parts.append(QCoreApplication.translate("classwork", "begun"))
    elif line.attempts_left is not None and not line.standing.done:
        one = QCoreApplication.translate("classwork", "1 attempt left")
        parts.append(
            counted(
                line.attempts_left, one, QCoreApplication.translate("classwork", "%d attempts left")
            )
        )
    return ", ".join(parts)


def due_words(due: datetime | None, now: datetime) -> str:
    """Say until when: Due tomorrow, 16:00, or Due Fri 27 Nov, or Was due Fri 20 Nov."""
    if due is None:
        return QCoreApplication.translate("classwork", "No due date")
    here, today = due.astimezone(), now.astimezone().date()
    days = (here.date() - today).days
    if due < now:
        if days == 0:
            return QCoreApplication.translate("classwork", "Was due today, %s") % _hour(here)
        return QCoreApplication.translate("classwork", "Was due %s") % day_words(here.date(), today)
    if days == 0:
        return QCoreApplication.translate("classwork", "Due today, %s") % _hour(here)
    if days == 1:
        return QCoreApplication.translate("classwork", "Due tomorrow, %s") % _hour(here)
    return QCoreApplication.translate("classwork", "Due %s") % day_words(here.date(), today)


def chip_of(line: DueLine, now: datetime) -> tuple[str, str]:
    """Return the words and the tone of the chip of an assignment; nothing of it raises alarm."""
    if line.standing is Standing.FEEDBACK:
        return QCoreApplication.translate("classwork", "Feedback is here"), "accent"
    if line.standing is Standing.HANDED_IN:
        return QCoreApplication.translate("classwork", "Handed in"), "positive"
    near = line.due is not None and (
        (line.due.astimezone().date() - now.astimezone().date()).days <= 1
    )
    return due_words(line.due, now), "caution" if near else ""


def moment_words(at: datetime, now: datetime) -> str:
    """Return a day and a time: Fri 27 Nov, 16:00."""
    here = at.astimezone()
    return f"{day_words(here.date(), now.astimezone().date())}, {_hour(here)}"


def minutes_words(minutes: float) -> str:
    """Return a time in whole minutes, rounded up: nobody is told of less than they have."""
    one = QCoreApplication.translate("classwork", "1 minute")
    return counted(ceil(minutes), one, QCoreApplication.translate("classwork", "%d minutes"))


def day_words(day: date, today: date) -> str:
    """Return a day with its name: Fri 27 Nov."""
    names = (
        QCoreApplication.translate("classwork", "Mon"),
        QCoreApplication.translate("classwork", "Tue"),
        QCoreApplication.translate("classwork", "Wed"),
        QCoreApplication.translate("classwork", "Thu"),
        QCoreApplication.translate("classwork", "Fri"),
        QCoreApplication.translate("classwork", "Sat"),
        QCoreApplication.translate("classwork", "Sun"),
    )
    return f"{names[day.weekday()]} {short_date(day, today)}"


def _hour(at: datetime) -> str:
    return f"{at:%H:%M}"
