"""What the tour draws of review and progress: nothing due, a question asked again, where one is."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.domain.lessons import Module
from nklearn.learning.learner import Learner
from nklearn.ui.tour.stop import Stop


def review_stops(learner: Learner, module: Module) -> Iterator[Stop]:
    """Give the states that differ in kind; before them something was read and answered."""
    yield Stop("review-empty", "nk:review")

    def ask_again() -> None:
        for name in module.quiz[:2]:
            learner.ask_again(name, wanted=True)

    yield Stop("review", "nk:review", ask_again)

    def report() -> None:
        learner.report_problem(module.quiz[0], "The chart shows another year.", "")

    yield Stop("progress", "nk:progress", report)
