"""Questions of graded work: out into a file without their keys, and answers back to them.

`public_item` takes from a question what asking needs, under made-up ids; `blind_question` makes
of that a question that the views can ask and nothing can score; `original_response` leads an
answer back to the question, which the teacher alone has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any, TypeVar, cast

import msgspec

from nklearn.base.errors import BugError, UnknownAddressError, UserError
from nklearn.classroom.blind import blind_question
from nklearn.classroom.item_forms import (
    BarsForm,
    BodyForm,
    ChoiceForm,
    ChoicesForm,
    GapForm,
    GapsForm,
    Item,
    ItemKey,
    LinesForm,
    MatchForm,
    NoteForm,
    NumberForm,
    OrderForm,
    Part,
    PointForm,
    PracticeItem,
    ShortForm,
    SpotForm,
    TextForm,
)
from nklearn.content.catalog import Catalog
from nklearn.domain.charts import AnyChart, BarsSpec
from nklearn.domain.grading import links_right
from nklearn.domain.questions import (
    Body,
    GapText,
    MatchChoice,
    Matching,
    MatchRow,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    OrderItem,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    Written,
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    OrderResponse,
    Response,
)

__all__ = [
    "Item",
    "ItemKey",
    "PracticeItem",
    "beside_words",
    "blind_question",
    "check_drawable",
    "item_hash",
    "original_response",
    "practice_item",
    "public_item",
    "salted_hash",
]

_T = TypeVar("_T", Option, OrderItem, MatchRow, MatchChoice)
#: What of a question changes no score: what is told after the check, and where it comes from.
_TOLD = frozenset(
    {"reveals", "cites", "feedback", "romanised", "working", "slips", "tag", "tolerance"}
    | {"looks_for", "beside", "explanation", "claims", "section", "module", "difficulty"}
    | {"sensitivity", "hint"}
)


# -- out into a file ---------------------------------------------------------------------------


def public_item(
    question: Question, chance: Random, beside: str = "", points: int = 1
) -> tuple[Item, ItemKey]:
    """Return what a graded file holds of a question, and how that leads back to it.

    `chance` makes up ids and shuffles: `random.SystemRandom()`, but in tests. `beside` are the
    words of the claim beside a written question (`beside_words`).

    Raises:
        UserError: the question has more of something than a file may hold.
    """
    maker = _Maker(chance)
    name = maker.fresh()
    salt = f"{chance.getrandbits(128):032x}"
    mark = item_hash(question)
    item = Item(
        key=name,
        stem=question.stem,
        body=maker.body(question.body, beside),
        points=points,
        figure=_figure(question.chart) if question.chart is not None else None,
        care=question.sensitivity.value,
        hash=salted_hash(mark, salt),
    )
    try:  # what is made here is held to the bounds that every reader holds it to
        msgspec.convert(msgspec.to_builtins(item), Item)
    except msgspec.ValidationError as error:
        raise UserError(
            f"The question “{question.stem[:80]}” does not fit into an assignment file.",
            todo="Leave it out, or shorten it.",
            details=str(error),
        ) from error
    key = ItemKey(
        key=name,
        question=question.id,
        hash=mark,
        points=points,
        salt=salt,
        ids=maker.ids,
        choices=maker.choices,
        options=maker.options,
    )
    return item, key


def salted_hash(mark: str, salt: str) -> str:
    """Return what a graded file says of an item's hash.

    The hash itself would let a student try out answers until it fits. With the salt, given away
    after the release, anybody can see that the key was not changed since.
    """
    return hashlib.sha256(f"{salt}{mark}".encode("ascii")).hexdigest()


def practice_item(question: Question) -> PracticeItem:
    """Return what a practice file holds of a question of the content."""
    return PracticeItem(question.id, item_hash(question))


def beside_words(catalog: Catalog, question: Question) -> str:
    """Return the words that stand beside a written question instead of its claim, or none."""
    body = question.body
    if not isinstance(body, Written) or not body.beside or question.chart is not None:
        return ""
    evidence = catalog.evidence(body.beside)
    return f"{evidence.statement}\n{evidence.source_line}"


class _Maker:
    """Makes the body of one item and keeps what its made-up ids stand for."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._used: set[str] = set()
        self.ids: dict[str, str] = {}
        self.choices: dict[str, str] = {}
        self.options: dict[str, dict[str, str]] = {}

    def fresh(self) -> str:
        """Make up an id that this item does not have yet."""
        while (made := f"{self._chance.getrandbits(24):06x}") in self._used:
            pass
        self._used.add(made)
        return made

    def body(self, body: Body, beside: str) -> BodyForm:
        """Return the form of a body."""
        match body:
            case SingleChoice(options):
                return ChoiceForm(self._parts(options, self.ids))
            case MultipleResponse(options):
                return ChoicesForm(self._parts(options, self.ids))
            case Numeric():
                factors = tuple((word, f"{factor:f}") for word, factor in body.factors)
                return NumberForm(
                    body.unit, body.rule, body.unit_words, factors, unit_needed=body.unit_needed
                )
            case Ordering(items, first, last):
                ids = [item.id for item in items]
                order = self._shuffled(items)
                while links_right(ids, [item.id for item in order]):
                    order = self._shuffled(items)
                return OrderForm(self._parts(order, self.ids, shuffle=False), first, last)
            case Matching(rows, choices):
                return MatchForm(self._parts(rows, self.ids), self._parts(choices, self.choices))
            case ShortAnswer():
                return ShortForm(body.rule)
            case GapText(pieces, gaps):
                return GapsForm(
                    pieces, tuple(self._gap(gap.id, gap.label, gap.options) for gap in gaps)
                )
            case Pointing(spots, markers):
                shown = (SpotForm(spot.id, spot.label) for spot in self._shuffled(spots))
                return PointForm(tuple(shown), markers)
            case Written(least, most):
                return TextForm(least, most, beside)

    def _gap(self, name: str, label: str, options: Sequence[Option]) -> GapForm:
        made = self.fresh()
        self.ids[made] = name
        kept = self.options.setdefault(made, {}) if options else {}
        return GapForm(made, label, self._parts(options, kept))

    def _parts(
        self, things: Sequence[_T], kept: dict[str, str], *, shuffle: bool = True
    ) -> tuple[Part, ...]:
        made: list[Part] = []
        for thing in self._shuffled(things) if shuffle else things:
            part = Part(self.fresh(), thing.text)
            kept[part.id] = thing.id
            made.append(part)
        return tuple(made)

    def _shuffled(self, things: Sequence[Any]) -> list[Any]:
        mixed = list(things)
        self._chance.shuffle(mixed)
        return mixed


def _figure(chart: AnyChart) -> LinesForm | BarsForm:
    shared = (chart.title, chart.subtitle, chart.alt)
    if isinstance(chart, BarsSpec):
        return BarsForm(chart.dataset, chart.series, chart.period, chart.unit, *shared)
    notes = tuple(NoteForm(note.series, note.period, note.text) for note in chart.annotations)
    return LinesForm(chart.dataset, chart.series, chart.unit, *shared, chart.labelled, notes)


# -- what a question is ------------------------------------------------------------------------


def item_hash(question: Question) -> str:
    """Return the SHA-256, in hex, of all of a question that a score depends on.

    The order of what can be chosen does not count, nor do explanations and citations.
    """
    plain = json.dumps(_plain(question), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        held = {
            part.name: _plain(getattr(value, part.name))
            for part in fields(value)
            if part.name not in _TOLD
        }
        for name in ("options", "rows", "choices", "spots"):
            if name in held:
                held[name] = sorted(cast("list[Any]", held[name]), key=_id_of)
        return {"is": type(value).__name__, **held}
    return value


def _id_of(part: dict[str, str]) -> str:
    return part["id"]


# -- and back ----------------------------------------------------------------------------------


def original_response(response: Response, key: ItemKey) -> Response:
    """Return an answer to an item as one to its question.

    An id that the item does not have becomes one that no question has: it can't be read then.
    Practice asks the question itself, so that its answers are as they are to be.
    """
    if key.key == key.question:
        return response
    own = _reader(key.ids)
    match response:
        case ChoiceResponse(option):
            return ChoiceResponse(own(option))
        case ChoicesResponse(options):
            return ChoicesResponse(tuple(map(own, options)))
        case OrderResponse(items):
            return OrderResponse(tuple(map(own, items)))
        case MatchResponse(pairs):
            choice = _reader(key.choices)
            return MatchResponse(tuple((own(row), choice(held)) for row, held in pairs))
        case GapsResponse(values):
            return GapsResponse(tuple(_gap_value(key, gap, value) for gap, value in values))
        case _:
            return response


def _gap_value(key: ItemKey, gap: str, value: str) -> tuple[str, str]:
    options = key.options.get(gap)
    return _reader(key.ids)(gap), value if options is None else _reader(options)(value)


def _reader(ids: dict[str, str]) -> Callable[[str], str]:
    return lambda name: ids.get(name, f"?{name}")


# -- on a learner's computer -------------------------------------------------------------------


def check_drawable(catalog: Catalog, items: Iterable[Item]) -> None:
    """Hold against the content what the items need of it, before a learner begins.

    Raises:
        UserError: data, units or places are missing in this version of the content.
    """
    from nklearn.content.drawings import drawing_of

    try:
        for item in items:
            if isinstance(item.body, NumberForm):
                catalog.unit(item.body.unit)
            figure = blind_question(item, "check").chart
            if figure is not None:
                known = {line.id for line in catalog.dataset(figure.dataset).series}
                if lost := set(figure.series) - known:
                    raise UnknownAddressError("series", min(lost))
                drawing_of(catalog, figure)
    except (UnknownAddressError, BugError, LookupError, ValueError) as error:
        raise UserError(
            "A question of this assignment needs data that this version of NKLearn does not have.",
            todo="Ask your teacher which version is used, and install that one.",
            details=str(error),
        ) from error
