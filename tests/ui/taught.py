"""A teacher at their desk, with a class that has handed in, in a real window."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from tests.fixtures import class_work
from tests.fixtures.classroom import PASSPHRASE, QUICK

from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Question, SingleChoice, Written
from nklearn.domain.responses import ChoiceResponse, Response, WrittenResponse
from nklearn.domain.teaching import Assigned
from nklearn.storage.teacher_pack import TeacherPack
from nklearn.ui.main_window import MainWindow

TYPES = ("single-choice", "ordering", "numeric", "matching", "gap-text", "written")
TEXT = (
    "The table shows a count of bodies and no more, says the report. A count tells neither how"
    " large they were nor what they did. We know it from a list that the author made."
)


def enter(window: MainWindow) -> TeacherDesk:
    """Set a teacher up and let them in."""
    door = window.context.door
    door.limits = QUICK
    desk = door.set_up(door.begin("R. Adeyemi", PASSPHRASE))
    window.enter(window.context.people.reader(desk.profile), desk)
    return desk


def graded(pack: Path, module: str = "who-runs-the-mines") -> tuple[Question, ...]:
    """Return one graded question of each of some types."""
    with closing(TeacherPack(pack)) as opened:
        every = opened.questions()
    found: dict[str, Question] = {}
    for own in (module, ""):
        for question in every:
            if question.module == own or not own:
                found.setdefault(question.type, question)
    return tuple(found[kind] for kind in TYPES if kind in found)


def answer(number: int, question: Question) -> Response | None:
    """Answer better towards the end of the list; the first question goes badly for most."""
    if isinstance(question.body, Written):
        words = (f"{TEXT} " * 12).split()
        # Of different lengths, so that no two are the same text.
        return WrittenResponse(" ".join(words[: question.body.least + 3 + number]))
    able = Random(f"{number}{question.id}").random() < 0.25 + 0.05 * number
    if isinstance(question.body, SingleChoice):
        wrong = next(option.id for option in question.body.options if not option.right)
        return ChoiceResponse(wrong) if not able or number < 9 else right_response(question)
    return right_response(question) if able else wrong_response(question)


def handed_in(
    desk: TeacherDesk, questions: Sequence[Question], who: Sequence[int] = range(15)
) -> Assigned:
    """Make class 10B, give the questions out and take in an attempt of each of `who`."""
    class_work.make_class(desk)
    class_work.put_pack(desk, questions)
    made = class_work.assign(desk, questions)
    class_work.hand_in(desk, made, questions, answer, who)
    return made
