"""What a reader is offered first: where they were, the next lesson, or practice."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from nklearn.base.errors import UserError
from nklearn.base.values import dataclass
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Lesson, LessonSummary, Module
from nklearn.domain.records import Mode
from nklearn.ui.context import Context
from nklearn.ui.widgets.module_card import lesson_state
from nklearn.ui.words import counted, mode_name

Read = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a card says and where it leads; `lesson` is there if that is a lesson."""

    kicker: str
    title: str
    text: str
    goal: str
    verb: str
    module: Module
    lesson: Lesson | None = None


def next_step(context: Context, read: Read) -> NextStep:
    """Return where the reader was or, if that lesson is read to its end, what follows.

    `read` holds the sections read of each lesson; the content has at least one module.
    """
    if place := context.learner.place:
        try:
            return _at_place(context, Address.parse(place), read)
        except (ValueError, UserError):
            pass  # the content has moved on: begin at the first lesson that is not read
    return _after(context, read)


def _minutes(count: int) -> str:
    return counted(
        count,
        QCoreApplication.translate("next_step", "1 minute"),
        QCoreApplication.translate("next_step", "%d minutes"),
    )


def _at_place(context: Context, place: Address, read: Read) -> NextStep:
    kicker = QCoreApplication.translate("next_step", "Continue where you left off")
    if place.page == "practice":
        return _at_quiz(context, place, kicker)
    lesson = context.catalog.lesson(place.rest)
    module = context.catalog.module(lesson.module)
    ids = [section.id for section in lesson.sections]
    if read.get(lesson.id, frozenset()).issuperset(ids):
        return _after(context, read)
    here = ids.index(place.fragment) + 1 if place.fragment in ids else 1
    number = [own.id for own in module.lessons].index(lesson.id) + 1
    left = max(1, round(lesson.minutes * (len(ids) - here + 1) / len(ids)))
    text = QCoreApplication.translate(
        "next_step", "Module %d, lesson %d. You are at section %d of %d; about %s left."
    )
    text = text % (module.number, number, here, len(ids), _minutes(left))
    goal, verb = str(place), QCoreApplication.translate("next_step", "Continue lesson")
    return NextStep(kicker, lesson.title, text, goal, verb, module, lesson)


def _at_quiz(context: Context, place: Address, kicker: str) -> NextStep:
    module = context.catalog.module(place.rest)
    name = place.state.get("mode", Mode.PRACTICE)
    mode = next((mode for mode in Mode if mode == name), Mode.PRACTICE)
    session = context.learner.last_quiz(module.id, mode)
    called = mode_name(mode).lower()
    if session is None or session.run.ended is not None:
        count = counted(
            len(module.quiz),
            QCoreApplication.translate("next_step", "1 question"),
            QCoreApplication.translate("next_step", "%d questions"),
        )
        text = QCoreApplication.translate("next_step", "Module %d, %s: %s.")
        text = text % (module.number, called, count)
        verb = QCoreApplication.translate("next_step", "Go to practice")
        return NextStep(kicker, module.title, text, str(place), verb, module)
    text = QCoreApplication.translate("next_step", "Module %d, %s: %d of %d questions answered.")
    text = text % (module.number, called, len(session.counted), len(session.questions))
    verb = QCoreApplication.translate("next_step", "Continue practice")
    return NextStep(kicker, module.title, text, str(place), verb, module)


def _after(context: Context, read: Read) -> NextStep:
    """Return the first lesson that is not read to its end; at last, practice."""
    modules = context.catalog.modules()
    for module in modules:
        for number, summary in enumerate(module.lessons, 1):
            if lesson_state(summary, read)[0] != "done":
                return _lesson(context, module, number, summary)
    text = QCoreApplication.translate(
        "next_step", "Practice asks about all of it, and says what every wrong answer really is."
    )
    title, kicker = (
        QCoreApplication.translate("next_step", "Every lesson is read"),
        QCoreApplication.translate("next_step", "What now"),
    )
    return NextStep(
        kicker,
        title,
        text,
        "nk:practice",
        QCoreApplication.translate("next_step", "Go to practice"),
        modules[0],
    )


def _lesson(context: Context, module: Module, number: int, summary: LessonSummary) -> NextStep:
    lesson = context.catalog.lesson(summary.id)
    text = QCoreApplication.translate("next_step", "Module %d, lesson %d. About %s.")
    return NextStep(
        QCoreApplication.translate("next_step", "Next for you"),
        lesson.title,
        text % (module.number, number, _minutes(lesson.minutes)),
        str(Address.of("lesson", lesson.id)),
        QCoreApplication.translate("next_step", "Start lesson"),
        module,
        lesson,
    )
