"""What the tour draws of a reader's own marks: in a lesson, and in the notebook."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.domain.evidence import section_address
from nklearn.domain.lessons import Lesson, section_text
from nklearn.learning.anchors import Quote, quote, whole_words
from nklearn.learning.learner import Learner
from nklearn.ui.tour.stop import Stop


def reading_stops(catalog: Catalog, learner: Learner) -> Iterator[Stop]:
    """Give a section with a highlight, notes and a bookmark, and the notebook that holds them."""
    lesson = catalog.lesson(catalog.modules()[0].lessons[0].id)
    first = section_address(lesson.id, lesson.sections[0].id)
    yield Stop("lesson-marked", first, lambda: _mark(learner, lesson))
    yield Stop("notebook", "nk:notebook")


def _mark(learner: Learner, lesson: Lesson) -> None:
    section = lesson.sections[0]
    key, text, book = f"{lesson.id}/{section.id}", section_text(section), learner.notebook
    book.set_bookmark(key, True)
    book.add_note(key, quote(text, *whole_words(text, 0, 30)))
    passage = quote(text, *whole_words(text, 60, 120))
    book.add_note(key, passage, "Who counted this, and how?\nAsk in class.")
    book.add_note(key, Quote("words that a lesson of long ago had"), "This was in the old lesson.")
