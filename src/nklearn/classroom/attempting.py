"""An attempt at an assignment: its session of questions, and what hinders or should be known."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.classroom.blind import blind_question
from nklearn.classroom.classwork import Classwork, Content, Task
from nklearn.classroom.formats import Assignment
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Sensitivity
from nklearn.domain.classwork import Attempt
from nklearn.domain.questions import BLIND, Question
from nklearn.domain.records import Mode, QuizRun
from nklearn.domain.teaching import Kind
from nklearn.learning.quiz import QuizSession


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is to be said before the work begins.

    `theirs` is the content version of the teacher where it is another than here; `lost` and
    `changed` count questions of practice that are not here, or not as they were assigned.
    `hindrance` says why the work can't be done here at all; empty if it can.
    """

    theirs: str = ""
    lost: int = 0
    changed: int = 0
    hindrance: str = ""
    todo: str = ""


def readiness(assignment: Assignment, catalog: Catalog) -> Readiness:
    """Hold an assignment against the content that is installed here."""
    from nklearn.classroom.items import check_drawable, item_hash

    theirs = assignment.content.version
    theirs = "" if theirs == catalog.version else theirs
    lost = changed = 0
    for item in assignment.practice:
        question = _known(catalog, item.question)
        lost += question is None
        changed += question is not None and item_hash(question) != item.hash
    try:
        check_drawable(catalog, assignment.items)
    except UserError as error:
        return Readiness(theirs, lost, changed, error.what, error.todo)
    if assignment.practice and lost == len(assignment.practice) and not assignment.reading:
        what = "None of the questions of this work are in the content that is installed here."
        todo = "Ask your teacher which version is used, and install that one."
        return Readiness(theirs, lost, changed, what, todo)
    return Readiness(theirs, lost, changed)


def _known(catalog: Content, name: str) -> Question | None:
    try:
        return catalog.question(name)
    except UnknownAddressError:
        return None


def module_of(assignment: str) -> str:
    """Return what stands for the module in the sessions of an assignment."""
    return f"{BLIND}{assignment}"


def mode_of(assignment: Assignment) -> Mode:
    """Return when the sessions of an assignment tell how answers went."""
    if assignment.kind is Kind.GRADED:
        return Mode.GRADED
    return Mode.PRACTICE if assignment.feedback == "at once" else Mode.CHECK


def finder(assignment: Assignment, catalog: Content) -> Callable[[str], Question]:
    """Return what finds a question of an assignment: in its file, or in the content."""
    blind = {own.id: own for own in (blind_question(i, assignment.id) for i in assignment.items)}

    def find(name: str) -> Question:
        return blind[name] if name in blind else catalog.question(name)

    return find


def names_of(
    assignment: Assignment, catalog: Content, left_out: Collection[Sensitivity] = ()
) -> tuple[str, ...]:
    """Return the ids of the questions that are asked, those of a kind in `left_out` not."""
    away = set(left_out)
    if assignment.leave_out == "sexual violence":
        away.add(Sensitivity.SEXUAL_VIOLENCE)
    found = [blind_question(item, assignment.id) for item in assignment.items]
    found += filter(None, (_known(catalog, item.question) for item in assignment.practice))
    return tuple(own.id for own in found if own.sensitivity not in away)


def session_of(
    work: Classwork,
    task: Task,
    attempt: Attempt,
    left_out: Collection[Sensitivity] = (),
) -> QuizSession | None:
    """Return the session of an attempt where it stands; None: it asks nothing.

    A session that a kill left unmade, or open behind an attempt that was handed in, is put right.
    """
    if not attempt.run:
        return None
    assignment = work.begun_with(attempt)
    find = finder(assignment, work.content)

    def mark(name: str) -> float | None:
        own = task.told.item(attempt.number, name.rpartition("/")[2]) if task.told else None
        return own.fraction if own else None

    services = replace(work.learner.services(), question=find, mark=mark)
    run = _run(work, attempt)
    if run is None:
        names = names_of(assignment, work.content, left_out)
        if not names:
            return None
        own = replace(services, new_id=lambda: attempt.run)
        module, mode = module_of(assignment.id), mode_of(assignment)
        run = QuizSession.begin(own, module, names, mode, shuffle=assignment.shuffle).run
    released = task.told is not None and run.mode is Mode.GRADED and attempt.ended is not None
    right = replace(
        run,
        ended=run.ended or attempt.ended,
        position=len(run.questions) if attempt.ended and run.ended is None else run.position,
        released=run.released or released,
    )
    if right != run:
        work.store.save_run(right)
    return QuizSession(services, right)


def _run(work: Classwork, attempt: Attempt) -> QuizRun | None:
    runs = work.store.all_runs(work.profile)
    return next((own for own in runs if own.id == attempt.run), None)
