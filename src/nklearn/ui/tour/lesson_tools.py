"""What the tour draws of tools in lessons: the gate before hard material, and finding words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import summary_address
from nklearn.domain.lessons import Lesson
from nklearn.learning.learner import Learner
from nklearn.ui.tour.stop import Stop


def lesson_tools_stops(catalog: Catalog, learner: Learner, lesson: Lesson) -> Iterator[Stop]:
    """Give a gate, a summary on one page, and the bar to find words with.

    The gate of the lesson's own module is open afterwards.
    """
    for module in [each for each in catalog.modules() if each.advisory][:1]:
        yield Stop("lesson-gate", str(Address.of("lesson", module.lessons[0].id)))
    for module in [each for each in catalog.modules() if catalog.summary(each.id)][:1]:
        yield Stop("summary", summary_address(module.id))
    word = lesson.sections[0].title.split()[-1]
    accept = partial(learner.accept_advisory, lesson.module)
    yield Stop("lesson-find", str(Address.of("lesson", lesson.id, find=word)), accept)
