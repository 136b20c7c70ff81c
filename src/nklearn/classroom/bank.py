"""The bank: questions that can be assigned, and finding some of them.

Practice takes the questions of the content, which learners have; graded work takes those of the
teacher's packs, which they don't.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nklearn.content.catalog import Catalog
from nklearn.domain.lessons import Inline, Link, Term, Text
from nklearn.domain.questions import (
    Difficulty,
    GapText,
    Matching,
    MultipleResponse,
    Ordering,
    Pointing,
    Question,
    SingleChoice,
)


@dataclass(frozen=True, slots=True)
class BankFilter:
    """What is looked for; an empty field looks for everything. `words` must all be in it."""

    module: str = ""
    claim: str = ""
    type: str = ""
    difficulty: Difficulty | None = None
    words: str = ""

    def fits(self, question: Question) -> bool:
        """Tell whether a question is what is looked for."""
        if self.module and question.module != self.module:
            return False
        if self.claim and self.claim not in question.claims:
            return False
        if self.type and question.type != self.type:
            return False
        if self.difficulty is not None and question.difficulty is not self.difficulty:
            return False
        wanted = self.words.casefold().split()
        if not wanted:
            return True
        held = spoken(question).casefold()
        return all(word in held for word in wanted)


class Bank:
    """Questions by id, in their order; `content` is the version of the content that is open."""

    def __init__(
        self, questions: Iterable[Question], content: str, versions: Mapping[str, str] | None = None
    ) -> None:
        """`versions` names, by the id of a question, the content that it was made for."""
        self._all = {question.id: question for question in questions}
        self.content = content
        self._versions = dict(versions or {})

    @property
    def ids(self) -> tuple[str, ...]:
        """All questions."""
        return tuple(self._all)

    def question(self, name: str) -> Question | None:
        """Return a question, or None if the bank has none of that id."""
        return self._all.get(name)

    def of_module(self, module: str) -> tuple[str, ...]:
        """Return the ids of a module's questions."""
        return tuple(name for name, one in self._all.items() if one.module == module)

    def version_of(self, name: str) -> str:
        """Return the content that a question was made for; empty where that is not told."""
        return self._versions.get(name, "")

    def found(self, wanted: BankFilter) -> tuple[Question, ...]:
        """Return the questions that are looked for."""
        return tuple(one for one in self._all.values() if wanted.fits(one))

    def claims(self, module: str = "") -> tuple[str, ...]:
        """Return the claims and cells that questions rest on, each once, in order of use."""
        asked = (one for one in self._all.values() if not module or one.module == module)
        return tuple(dict.fromkeys(claim for one in asked for claim in one.claims))


def practice_bank(catalog: Catalog) -> Bank:
    """Return the bank of the content: the quiz questions of all modules."""
    names = (name for module in catalog.modules() for name in module.quiz)
    return Bank(map(catalog.question, names), catalog.version)


def spoken(question: Question) -> str:
    """Return the words of a question that can be looked for: asked, chosen from, and explained."""
    body = question.body
    parts = [question.stem, _plain(question.explanation), *question.claims]
    match body:
        case SingleChoice(options) | MultipleResponse(options):
            parts += (option.text for option in options)
        case Ordering(items):
            parts += (item.text for item in items)
        case Matching(rows, choices):
            parts += (each.text for each in (*rows, *choices))
        case GapText(pieces):
            parts += pieces
        case Pointing(spots):
            parts += (spot.label for spot in spots)
        case _:
            pass
    return " ".join(parts)


def _plain(spans: Inline) -> str:
    return "".join(span.text for span in spans if isinstance(span, Text | Term | Link))
