"""What is said of a review: what waits, what it is about, when the rest comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from nklearn.base.values import dataclass
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Sensitivity
from nklearn.learning.preferences import Preferences
from nklearn.learning.review import Queue
from nklearn.learning.skills import Day
from nklearn.ui.words import coming_day, counted

_MANY = 2  # lessons from which on one of them can be most of a review


@dataclass(frozen=True, slots=True)
class Nothing:
    """What stands where there is nothing to review: the one thing to do is `verb` at `goal`."""

    title: str
    text: str
    verb: str
    goal: str


def left_out(preferences: Preferences) -> tuple[Sensitivity, ...]:
    """Return what kinds of hard material this class leaves out."""
    sexual = preferences.leave_out == "sexual violence"
    return (Sensitivity.SEXUAL_VIOLENCE,) if sexual else ()


def back_words(queue: Queue, today: date) -> str:
    """Say when the next questions come back; empty if none will."""
    if queue.next_day is None:
        return ""
    when = coming_day(queue.next_day, today)
    if queue.next_count == 1:
        return QCoreApplication.translate("review", "The next one comes back %s.") % when
    words = QCoreApplication.translate("review", "The next %d come back %s.")
    return words % (queue.next_count, when)


def beyond_words(queue: Queue) -> str:
    """Say how many more wait than the daily limit allows; empty if none does."""
    if not queue.beyond:
        return ""
    return counted(
        queue.beyond,
        QCoreApplication.translate("review", "1 more waits beyond your daily limit."),
        QCoreApplication.translate("review", "%d more wait beyond your daily limit."),
    )


def done_words(queue: Queue) -> str:
    """Say how many questions were reviewed today; empty if none was."""
    if not queue.done:
        return ""
    return counted(
        queue.done,
        QCoreApplication.translate("review", "You reviewed 1 question today."),
        QCoreApplication.translate("review", "You reviewed %d questions today."),
    )


def nothing_words(queue: Queue, today: date) -> Nothing:
    """Return what to say when today's review asks nothing."""
    if not queue.begun:
        return Nothing(
            QCoreApplication.translate("review", "Nothing to review"),
            QCoreApplication.translate(
                "review",
                "Questions you answer in lessons and practice return here after a few days.",
            ),
            QCoreApplication.translate("review", "Browse practice"),
            "nk:practice",
        )
    if queue.due:
        return Nothing(
            QCoreApplication.translate("review", "That is all for today"),
            " ".join(filter(None, (done_words(queue), beyond_words(queue)))),
            QCoreApplication.translate("review", "Change the daily limit"),
            "nk:settings",
        )
    return Nothing(
        QCoreApplication.translate("review", "Nothing is due today"),
        " ".join(filter(None, (done_words(queue), back_words(queue, today)))),
        QCoreApplication.translate("review", "Browse practice"),
        "nk:practice",
    )


def answers_words(day: Day) -> str:
    """Say how the answers of a day went."""
    answers = counted(
        day.answered,
        QCoreApplication.translate("review", "1 answer"),
        QCoreApplication.translate("review", "%d answers"),
    )
    parts = (
        (QCoreApplication.translate("review", "%d right"), day.right),
        (QCoreApplication.translate("review", "%d partly right"), day.partly),
        (QCoreApplication.translate("review", "%d not right"), day.wrong),
    )
    return f"{answers}: {', '.join(words % count for words, count in parts if count)}"


def about_words(catalog: Catalog, questions: Iterable[str]) -> str:
    """Say what most of the questions are on: a lesson, else how many lessons they come from."""
    lessons: Counter[str] = Counter()
    for name in questions:
        question = catalog.question(name)
        lessons[f"{question.module}/{question.section.partition('/')[0]}"] += 1
    if not lessons:
        return ""
    (most, count), *_ = lessons.most_common(1)
    if len(lessons) >= _MANY and 2 * count <= lessons.total():
        return QCoreApplication.translate("review", "They come from %d lessons.") % len(lessons)
    module = catalog.module(most.partition("/")[0])
    title = next((own.title for own in module.lessons if own.id == most), module.title)
    if len(lessons) == 1:
        return QCoreApplication.translate("review", "From “%s”.") % title
    return QCoreApplication.translate("review", "Most are on “%s”.") % title
