"""What to do next in words: what, why, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nklearn.domain.addresses import Address
from nklearn.learning.skills import Next, Why
from nklearn.ui.words import counted, difficulty_name


@dataclass(frozen=True, slots=True)
class Told:
    """What is next, the reason in a sentence, and the button that leads there."""

    title: str
    reason: str
    verb: str
    goal: str


def next_words(following: Next) -> Told:
    """Return the words for what is next."""
    module = following.module.title if following.module else ""
    match following.why:
        case Why.OPEN_REVIEW | Why.DUE:
            return _review(following)
        case Why.OPEN_SESSION | Why.UNTRIED:
            return _practice(following, module)
        case Why.BEGUN | Why.UNREAD:
            return _lesson(following)
        case Why.WEAK:
            return _section(following)
        case Why.NOTHING:
            return Told(
                QCoreApplication.translate("next_words", "All is read and practised"),
                QCoreApplication.translate(
                    "next_words", "What you answered comes back for review when it is due."
                ),
                QCoreApplication.translate("next_words", "Look at the data"),
                "nk:data",
            )


def _review(following: Next) -> Told:
    count = following.count
    if following.why is Why.OPEN_REVIEW:
        reason = counted(
            count,
            QCoreApplication.translate("next_words", "You have begun it, and 1 question is open."),
            QCoreApplication.translate(
                "next_words", "You have begun it, and %d questions are open."
            ),
        )
        title = QCoreApplication.translate("next_words", "Go on with today’s review")
        verb = QCoreApplication.translate("next_words", "Continue review")
        return Told(title, reason, verb, "nk:review")
    return Told(
        counted(
            count,
            QCoreApplication.translate("next_words", "Review 1 question"),
            QCoreApplication.translate("next_words", "Review %d questions"),
        ),
        QCoreApplication.translate(
            "next_words",
            "Because you answered a while ago, and answering again now keeps it in mind longest.",
        ),
        QCoreApplication.translate("next_words", "Start review"),
        "nk:review",
    )


def _practice(following: Next, title: str) -> Told:
    module = following.module
    goal = str(Address.of("practice", module.id)) if module else "nk:practice"
    total = len(module.quiz) if module else 0
    if following.why is Why.UNTRIED:
        return Told(
            QCoreApplication.translate("next_words", "Practise “%s”") % title,
            QCoreApplication.translate(
                "next_words", "Because you have read its lessons, and not answered its questions."
            ),
            QCoreApplication.translate("next_words", "Go to practice"),
            goal,
        )
    return Told(
        QCoreApplication.translate("next_words", "Go on practising “%s”") % title,
        QCoreApplication.translate(
            "next_words", "Because you have begun it: %d of %d questions are answered."
        )
        % (following.count, total),
        QCoreApplication.translate("next_words", "Continue practice"),
        goal,
    )


def _lesson(following: Next) -> Told:
    lesson = following.lesson
    title = lesson.title if lesson else ""
    goal = str(Address.of("lesson", lesson.id)) if lesson else "nk:lessons"
    if following.why is Why.UNREAD:
        return Told(
            QCoreApplication.translate("next_words", "Read “%s”") % title,
            QCoreApplication.translate(
                "next_words", "Because it is the next lesson that you have not read."
            ),
            QCoreApplication.translate("next_words", "Start lesson"),
            goal,
        )
    return Told(
        QCoreApplication.translate("next_words", "Finish “%s”") % title,
        counted(
            following.count,
            QCoreApplication.translate(
                "next_words", "Because you have begun it, and 1 section is left."
            ),
            QCoreApplication.translate(
                "next_words", "Because you have begun it, and %d sections are left."
            ),
        ),
        QCoreApplication.translate("next_words", "Continue lesson"),
        goal,
    )


def _section(following: Next) -> Told:
    module, skill = following.module, following.skill
    own, _, section = following.section.partition("/")
    lesson = next(
        (each for each in (module.lessons if module else ()) if each.id.endswith(f"/{own}")), None
    )
    title = dict(lesson.sections).get(section, lesson.title) if lesson else ""
    goal = str(Address.of("lesson", lesson.id, fragment=section)) if lesson else "nk:lessons"
    name = difficulty_name(skill.skill) if skill else ""
    right, total = (skill.right, skill.total) if skill else (0, 0)
    reason = QCoreApplication.translate(
        "next_words",
        "Because %d of %d answers were right where a question asks for “%s”, and the last that "
        "was not is about this section.",
    )
    return Told(
        QCoreApplication.translate("next_words", "Read “%s” again") % title,
        reason % (right, total, name),
        QCoreApplication.translate("next_words", "Open the section"),
        goal,
    )
