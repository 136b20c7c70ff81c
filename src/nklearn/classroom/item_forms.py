"""How a question stands in the file of an assignment: bounded texts and lists, and no key.

Foreign files are read into these forms, so each refuses what could not be asked. Ids of what can
be chosen are made up for one file (six hex digits); docs/exchange-format.md lists the fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct

from nklearn.base.overriding import override

Opaque = Annotated[str, Meta(pattern=r"^[0-9a-f]{6}\Z")]
"""An id that says nothing of what it stands for."""
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]{0,119}\Z")]
"""An id of the content that drawing needs: of a data set, a series, a province."""
Words = Annotated[str, Meta(min_length=1, max_length=2000)]
Line = Annotated[str, Meta(max_length=2000)]
Word = Annotated[str, Meta(min_length=1, max_length=80)]
Factor = Annotated[str, Meta(pattern=r"^[0-9]{1,15}(\.[0-9]{1,15})?\Z")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
MaybeHash = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")]
QuestionId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,79}/[a-z0-9][a-z0-9-]{0,79}\Z")]
Care = Literal["none", "death", "violence", "sexual-violence"]


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """What all forms share: they never change, and know all their fields."""

    def __post_init__(self) -> None:
        """Refuse what the types of the fields alone can't, when made and when read."""
        self.check()

    def check(self) -> None:
        """Raise ValueError if the fields do not fit together."""


class Part(Form, frozen=True):
    """Something to choose, to order or to match."""

    id: Opaque
    text: Words


Parts = Annotated[tuple[Part, ...], Meta(min_length=2, max_length=12)]
Few = Annotated[tuple[Part, ...], Meta(min_length=2, max_length=5)]  # each has a letter, A to E


class ChoiceForm(Form, frozen=True, tag_field="type", tag="single-choice"):
    """One option to choose."""

    options: Few

    @override
    def check(self) -> None:
        _distinct(part.id for part in self.options)


class ChoicesForm(Form, frozen=True, tag_field="type", tag="multiple-response"):
    """Any number of options to choose."""

    options: Few

    @override
    def check(self) -> None:
        _distinct(part.id for part in self.options)


class NumberForm(Form, frozen=True, tag_field="type", tag="numeric"):
    """A number to type; the fields are those of domain/questions.py without any number."""

    unit: Word
    rule: Line
    unit_words: Annotated[tuple[Word, ...], Meta(max_length=40)] = ()
    factors: Annotated[tuple[tuple[Word, Factor], ...], Meta(max_length=40)] = ()
    unit_needed: bool = False


class OrderForm(Form, frozen=True, tag_field="type", tag="ordering"):
    """Items to order, given so that none stands before the one that follows it."""

    items: Annotated[tuple[Part, ...], Meta(min_length=3, max_length=12)]
    first: Line
    last: Line

    @override
    def check(self) -> None:
        _distinct(part.id for part in self.items)


class MatchForm(Form, frozen=True, tag_field="type", tag="matching"):
    """Rows, and what may be matched to them."""

    rows: Parts
    choices: Parts

    @override
    def check(self) -> None:
        _distinct(part.id for part in (*self.rows, *self.choices))


class ShortForm(Form, frozen=True, tag_field="type", tag="short-answer"):
    """A word or a few to type."""

    rule: Line


class GapForm(Form, frozen=True):
    """A gap: options to choose from, or none where something is to be typed."""

    id: Opaque
    label: Line
    options: Annotated[tuple[Part, ...], Meta(max_length=8)] = ()


class GapsForm(Form, frozen=True, tag_field="type", tag="gap-text"):
    """A text with gaps between its pieces."""

    pieces: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=13)]
    gaps: Annotated[tuple[GapForm, ...], Meta(min_length=1, max_length=12)]

    @override
    def check(self) -> None:
        if len(self.pieces) != len(self.gaps) + 1:
            raise ValueError("there is one piece of text more than there are gaps")
        options = (part.id for gap in self.gaps for part in gap.options)
        _distinct((*(gap.id for gap in self.gaps), *options))


class SpotForm(Form, frozen=True):
    """A place to mark. Its id is that of the content: without it nothing could be drawn."""

    id: Name
    label: Words


class PointForm(Form, frozen=True, tag_field="type", tag="pointing"):
    """All spots of a picture, and how many markers there are."""

    spots: Annotated[tuple[SpotForm, ...], Meta(min_length=2, max_length=40)]
    markers: Annotated[int, Meta(ge=1, le=12)] = 1

    @override
    def check(self) -> None:
        _distinct(spot.id for spot in self.spots)


class TextForm(Form, frozen=True, tag_field="type", tag="written"):
    """A text to write; `beside` are words to look at meanwhile, or empty."""

    least: Annotated[int, Meta(ge=1, le=2000)]
    most: Annotated[int, Meta(ge=1, le=2000)]
    beside: Line = ""

    @override
    def check(self) -> None:
        if self.least > self.most:
            raise ValueError("a text can't have more words at the least than at the most")


BodyForm = (
    ChoiceForm
    | ChoicesForm
    | NumberForm
    | OrderForm
    | MatchForm
    | ShortForm
    | GapsForm
    | PointForm
    | TextForm
)

SeriesNames = Annotated[tuple[Name, ...], Meta(min_length=1, max_length=40)]


class NoteForm(Form, frozen=True):
    """Words beside a point of a line chart."""

    series: Name
    period: Name
    text: Words


class LinesForm(Form, frozen=True, tag_field="kind", tag="lines"):
    """A line chart; the fields are those of domain/charts.py, without what it rests on."""

    dataset: Name
    series: SeriesNames
    unit: Word
    title: Line
    subtitle: Line
    alt: Line
    labelled: Annotated[tuple[tuple[Name, Name], ...], Meta(max_length=200)] = ()
    annotations: Annotated[tuple[NoteForm, ...], Meta(max_length=40)] = ()


class BarsForm(Form, frozen=True, tag_field="kind", tag="bars"):
    """One bar for each of some series at one period."""

    dataset: Name
    series: SeriesNames
    period: Name
    unit: Word
    title: Line
    subtitle: Line
    alt: Line


class Item(Form, frozen=True):
    """A question as graded work holds it: what is needed to ask it, and nothing to score it.

    `key` names it within its file. `care` says which hard material it holds: such a question
    stays folded until a reader opens it. `hash` is bound to the question with its key, and tells
    nothing of it: it is salted, and the salt stays with the teacher (`ItemKey.salt`).
    """

    key: Opaque
    stem: Words
    body: BodyForm
    points: Annotated[int, Meta(ge=1, le=100)] = 1
    figure: LinesForm | BarsForm | None = None
    care: Care = "none"
    hash: MaybeHash = ""


class PracticeItem(Form, frozen=True):
    """A question of the content, named by its id and by what it was when it was assigned."""

    question: QuestionId
    hash: Hash


class ItemKey(Form, frozen=True):
    """How an item leads back to its question; it stays with the teacher.

    `ids` maps the made-up ids of options, items, rows and gaps to those of the question, `choices`
    those of what may be matched, and `options`, for each gap by its made-up id, those of its own.
    """

    key: str
    question: str
    hash: str
    points: int = 1
    salt: str = ""
    ids: dict[str, str] = {}
    choices: dict[str, str] = {}
    options: dict[str, dict[str, str]] = {}


def _distinct(ids: Iterable[str]) -> None:
    found = tuple(ids)
    if len(set(found)) < len(found):
        raise ValueError("an id stands twice")
