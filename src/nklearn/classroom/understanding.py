"""What a class's answers to an assignment say, ready to be shown: figures, picks, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.item_analysis import analyse, trust
from nklearn.classroom.picks import (
    Given,
    misconceptions,
    most_chosen_instead,
    pick_table,
    worth_going_over,
)
from nklearn.classroom.work import Attempt, Work, WorkItem, work_of
from nklearn.domain.item_statistics import (
    ItemFigures,
    Marks,
    Misconception,
    Picked,
    PickTable,
    QuizFigures,
    Trust,
    WorthGoingOver,
)
from nklearn.domain.questions import Question


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question as a class answered it.

    `figures` is None where answers still `wait` for a mark; `right` counts wholly right answers.
    """

    number: int
    question: Question
    points: int
    figures: ItemFigures | None
    picks: PickTable
    instead: Picked | None
    right: int
    waiting: int

    @property
    def share(self) -> float | None:
        """The facility index: the mean share of its marks; None before all is marked."""
        return self.figures.facility if self.figures else None


@dataclass(frozen=True, slots=True)
class Understanding:
    """An assignment as a class answered it. `attempts` are those that count."""

    work: Work
    handed_in: int
    students: int
    attempts: int
    trust: Trust
    quiz: QuizFigures
    items: tuple[ItemView, ...]
    worth: WorthGoingOver | None
    misconceptions: tuple[Misconception, ...]

    @property
    def title(self) -> str:
        """What the assignment is called."""
        return self.work.assigned.title


def understand(work: Work) -> Understanding:
    """Work out everything about an assignment that can be said from its answers."""
    waiting = {item.question.id: _waiting(item, work.counted) for item in work.items}
    ready = [item for item in work.items if not waiting[item.question.id]]
    maxima = {item.question.id: float(item.points) for item in ready}
    marks = [Marks(each.result, _marks(ready, each)) for each in work.counted]
    figures = analyse(maxima, marks)
    whole = sum(maxima.values())
    totals = {own.key: sum(own.marks.values()) / whole if whole else 0.0 for own in marks}
    views = tuple(
        _view(number, item, work, figures.of(item.question.id), totals, waiting[item.question.id])
        for number, item in enumerate(work.items, 1)
    )
    ids = {each.id for each in work.students if each.left is None}
    return Understanding(
        work,
        handed_in=len({each.student for each in work.attempts} & ids),
        students=len(ids),
        attempts=len(work.counted),
        trust=trust(len(work.counted)),
        quiz=figures.quiz,
        items=views,
        worth=worth_going_over(
            [item.question for item in work.items],
            {view.question.id: view.share for view in views},
        ),
        misconceptions=misconceptions(_givens(work)),
    )


def understanding_of(desk: TeacherDesk, assignment: str) -> Understanding:
    """Read an assignment from the teacher's file and say all about it.

    Raises:
        UserError: there is no such assignment.
    """
    return understand(work_of(desk, assignment))


def misconceptions_of(desk: TeacherDesk, school_class: str) -> tuple[Misconception, ...]:
    """Count wrong picks by claim over all assignments of a class; a student counts once."""
    every = [work_of(desk, each.id) for each in desk.store.assignments(school_class)]
    return misconceptions(given for work in every for given in _givens(work))


def _givens(work: Work) -> Iterable[Given]:
    for attempt in work.counted:
        for item in work.items:
            response = attempt.responses.get(item.question.id)
            yield Given(attempt.student, item.question, response)


def _waiting(item: WorkItem, attempts: Iterable[Attempt]) -> int:
    """Count the answers to a question that wait for a mark."""
    name = item.question.id
    if item.question.scored:
        return 0
    return sum(name in each.responses and each.scores.get(name) is None for each in attempts)


def _marks(items: Iterable[WorkItem], attempt: Attempt) -> dict[str, float]:
    return {
        item.question.id: item.points * (attempt.scores.get(item.question.id) or 0.0)
        for item in items
    }


def _view(
    number: int,
    item: WorkItem,
    work: Work,
    figures: ItemFigures | None,
    totals: dict[str, float],
    waiting: int,
) -> ItemView:
    name, counted = item.question.id, work.counted
    answers = [
        Given(each.student, item.question, each.responses.get(name), totals[each.result])
        for each in counted
    ]
    return ItemView(
        number,
        item.question,
        item.points,
        figures,
        pick_table(item.question, answers),
        most_chosen_instead(item.question, (each.response for each in answers)),
        sum((each.scores.get(name) or 0.0) >= 1.0 for each in counted),
        waiting,
    )
