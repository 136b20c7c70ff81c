"""What the tour draws of practice beside single questions: both ends of a check, graded work."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Module
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.records import Confidence, Mode
from nklearn.learning.learner import Learner
from nklearn.ui.tour.stop import Stop

_OPEN = 2  # questions that are left open


def practice_stops(catalog: Catalog, learner: Learner, module: Module) -> Iterator[Stop]:
    """Give a check before it is handed in and after, handed-in graded work, and the list."""
    check = str(Address.of("practice", module.id, mode="check"))
    yield Stop("check-summary", check, lambda: _answer(catalog, learner, module.id, Mode.CHECK))
    yield Stop("check-results", check, lambda: learner.quiz(module.id, Mode.CHECK).hand_in())

    def hand_in() -> None:
        _answer(catalog, learner, module.id, Mode.GRADED)
        session = learner.quiz(module.id, Mode.GRADED)
        session.hand_in()
        session.go_to(_OPEN)

    graded = str(Address.of("practice", module.id, mode="graded"))
    yield Stop("graded-locked", graded, hand_in)
    yield Stop("practice-begun", "nk:practice")


def _answer(catalog: Catalog, learner: Learner, module: str, mode: Mode) -> None:
    """Answer all but the first questions, some wrongly, and go to the list of answers."""
    session = learner.quiz(module, mode)
    levels = tuple(Confidence)
    for place, name in enumerate(session.questions):
        session.go_to(place)
        question = catalog.question(name)
        if place >= _OPEN:
            wrong = question.scored and place % 3 == 0
            made = wrong_response(question) if wrong else right_response(question)
            session.answer(made, levels[place % len(levels)] if question.scored else None)
    session.go_to(len(session.questions))
