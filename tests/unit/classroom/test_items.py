"""Graded work carries no key: what leaves, how answers come back, and that scores are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures import tiny_course

from nklearn.base.errors import BugError, UserError
from nklearn.classroom.item_forms import (
    ChoiceForm,
    ChoicesForm,
    GapsForm,
    Item,
    ItemKey,
    LinesForm,
    MatchForm,
    NumberForm,
    OrderForm,
    Part,
    PointForm,
    ShortForm,
    TextForm,
)
from nklearn.classroom.items import (
    beside_words,
    blind_question,
    check_drawable,
    item_hash,
    original_response,
    public_item,
    salted_hash,
)
from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade, links_right, readable
from nklearn.domain.lessons import Cite, Text
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import (
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
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
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)
from nklearn.storage.teacher_pack import TeacherPack

MADE = (
    tiny_course.choice("one"),
    tiny_course.several("some"),
    tiny_course.numeric("number"),
    tiny_course.ordering("order"),
    tiny_course.matching("match"),
    tiny_course.short("short"),
    tiny_course.gaps("gaps"),
    tiny_course.pointing("point"),
    tiny_course.written("text"),
)


@pytest.fixture(scope="module")
def graded(shipped_pack: Path) -> tuple[Question, ...]:
    with closing(TeacherPack(shipped_pack)) as pack:
        return pack.questions()


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(shipped_content)) as opened:
        yield opened


def _sent(question: Question, seed: int) -> tuple[Item, ItemKey, bytes]:
    """Make an item and read it again from the bytes of a file."""
    item, key = public_item(question, Random(seed), "Words beside it.")
    data = msgspec.json.encode(item)
    return msgspec.json.decode(data, type=Item), key, data


def _part(chance: Random, parts: tuple[Part, ...]) -> str:
    return chance.choice(parts).id


def _any_response(item: Item, question: Question, chance: Random) -> Response:
    """Answer an item as somebody may; typed answers come from what the question knows."""
    match item.body, question.body:
        case ChoiceForm(options), _:
            return ChoiceResponse(_part(chance, options))
        case ChoicesForm(options), _:
            taken = chance.sample(options, chance.randint(1, len(options)))
            return ChoicesResponse(tuple(part.id for part in taken))
        case NumberForm(), Numeric() as body:
            ends = (body.low, body.high, body.answer, body.high + 1, -body.low)
            unit = chance.choice(("", *body.unit_words))
            return NumericResponse(f"{chance.choice(ends)} {unit}")
        case OrderForm(items), _:
            mixed = chance.sample(items, len(items))
            return OrderResponse(tuple(part.id for part in mixed))
        case MatchForm(rows, choices), _:
            taken = chance.sample(rows, chance.randint(1, len(rows)))
            return MatchResponse(tuple((row.id, _part(chance, choices)) for row in taken))
        case ShortForm(), ShortAnswer() as body:
            return TextResponse(chance.choice(("nothing", *(own.wording for own in body.accepted))))
        case GapsForm(_, gaps), GapText(_, asked):
            typed = [own.wording for gap in asked for own in gap.accepted]
            values = (
                _part(chance, gap.options) if gap.options else chance.choice(("x", *typed))
                for gap in gaps
            )
            return GapsResponse(tuple(zip((gap.id for gap in gaps), values, strict=True)))
        case PointForm(spots, markers), _:
            taken = chance.sample(spots, chance.randint(1, min(markers, len(spots))))
            return PointsResponse(tuple(spot.id for spot in taken))
        case _:
            return WrittenResponse("word " * chance.randint(0, 400))


def _direct(response: Response, item: Item, question: Question) -> Response:
    """Give the same answer to the question itself: by the words that were chosen."""
    match item.body, question.body, response:
        case ChoiceForm(options), SingleChoice(own), ChoiceResponse(option):
            return ChoiceResponse(_same(options, own)[option])
        case ChoicesForm(options), MultipleResponse(own), ChoicesResponse(chosen):
            return ChoicesResponse(tuple(_same(options, own)[name] for name in chosen))
        case OrderForm(items), Ordering(own), OrderResponse(order):
            return OrderResponse(tuple(_same(items, own)[name] for name in order))
        case MatchForm(rows, choices), Matching(own, others), MatchResponse(pairs):
            left, right = _same(rows, own), _same(choices, others)
            return MatchResponse(tuple((left[row], right[choice]) for row, choice in pairs))
        case GapsForm(_, gaps), GapText(_, own), GapsResponse(values):
            back: list[tuple[str, str]] = []
            for name, value in values:
                place = [gap.id for gap in gaps].index(name)
                options = _same(gaps[place].options, own[place].options)
                back.append((own[place].id, options.get(value, value)))
            return GapsResponse(tuple(back))
        case _:
            return response


def _same(parts: tuple[Part, ...], own: Sequence[Any]) -> dict[str, str]:
    ids = {each.text: str(each.id) for each in own}
    return {part.id: ids[part.text] for part in parts}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_an_answer_comes_back_with_the_score_of_its_question(
    graded: tuple[Question, ...], seed: int
) -> None:
    chance = Random(seed)
    full: set[str] = set()
    for question in (*MADE, *graded):
        item, key, _ = _sent(question, seed)
        asked = blind_question(item, "0123456789abcdef")
        response = _any_response(item, question, chance)
        scored = grade(question, original_response(response, key))
        assert scored == grade(question, _direct(response, item, question)), question.id
        assert readable(asked, response) == (scored is not None), question.id
        full.add(question.id) if scored is not None and scored.right else None
    assert len(full) > 5  # right answers are among them


def _spoken(value: Any, names: frozenset[str]) -> Iterator[str]:
    """Give every text that stands in a field of these names, however deep."""
    if isinstance(value, tuple):
        for part in cast("tuple[Any, ...]", value):
            yield from _spoken(part, names)
    elif is_dataclass(value):
        for part in fields(value):
            held: Any = getattr(value, part.name)
            if part.name in names:
                yield from _texts(held)
            else:
                yield from _spoken(held, names)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Cite):
        return  # its target stands with the claims
    elif isinstance(value, tuple):
        for part in cast("tuple[Any, ...]", value):
            yield from _texts(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))


TOLD = frozenset({"reveals", "feedback", "working", "explanation", "looks_for", "slips", "tag"})
FIELDS = (
    *("claims", "cites", "section", "explanation", "tolerance", "reveals", "right", "answer"),
    *(
        "low",
        "high",
        "accepted",
        "slips",
        "working",
        "looks_for",
        "hint",
        "tag",
        "choice",
        "module",
    ),
)


def test_a_graded_file_holds_nothing_of_the_key(graded: tuple[Question, ...]) -> None:
    assert len(graded) > 50
    for question in (*MADE, *graded):
        item, key, data = _sent(question, 11)
        text = json.dumps(json.loads(data), ensure_ascii=False)
        shown = " ".join(_texts(tuple(_values(json.loads(data)))))
        for field in FIELDS:
            assert f'"{field}"' not in text, (question.id, field)
        for cite in {*question.claims, *_spoken(question, frozenset({"cites", "beside"}))} - {""}:
            assert cite not in text, (question.id, cite)
        for name in {question.id, question.section, key.hash, key.salt, question.hint} - {""}:
            assert name not in text, (question.id, name)
        for told in _spoken(question, TOLD):
            words = told.strip()
            assert len(words) < 25 or words not in shown, (question.id, words)
        assert not item.key or item.key not in question.id


def _values(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, list | dict):
        for part in plain.values() if isinstance(plain, dict) else plain:  # pyright: ignore
            yield from _values(part)


def test_no_original_id_or_order_can_be_read_off(graded: tuple[Question, ...]) -> None:
    places: dict[str, set[int]] = {}
    for question in (*MADE, *graded):
        for seed in range(12):
            item, key, _ = _sent(question, seed)
            assert set(key.ids.values()).isdisjoint(key.ids)
            match item.body, question.body:
                case (ChoiceForm(options), SingleChoice(own)) | (
                    ChoicesForm(options),
                    MultipleResponse(own),
                ):
                    first = next(option.id for option in own if option.right)
                    at = [key.ids[part.id] for part in options].index(first)
                    places.setdefault(question.id, set()).add(at)
                case OrderForm(items), Ordering(own):
                    ids = [each.id for each in own]
                    assert not links_right(ids, [key.ids[part.id] for part in items])
                case _:
                    pass
    assert all(len(seen) > 1 for seen in places.values())


def test_the_content_of_learners_holds_no_graded_question(
    shipped_content: Path, graded: tuple[Question, ...]
) -> None:
    data = shipped_content.read_bytes()
    for question in graded:
        assert question.id.encode() not in data
        for words in (question.stem, *_spoken(question, frozenset({"explanation"}))):
            plain = json.dumps(words.strip(), ensure_ascii=False)[1:-1]
            # Shorter ones may be general: “A cause can’t come after what it causes.”
            assert len(plain) < 60 or plain.encode() not in data, (question.id, words)


def test_only_who_has_the_key_can_score() -> None:
    item, _, _ = _sent(tiny_course.choice("one"), 1)
    asked = blind_question(item, "0123456789abcdef")
    assert asked.blind and not tiny_course.choice("one").blind
    with pytest.raises(BugError):
        grade(asked, ChoiceResponse("a"))


def test_ids_of_the_question_itself_are_no_answer() -> None:
    """Who guesses the ids that authors give gets nothing for it."""
    for question in MADE:
        _, key, _ = _sent(question, 5)
        right = right_response(question)
        if not isinstance(right, NumericResponse | TextResponse | WrittenResponse | PointsResponse):
            assert grade(question, original_response(right, key)) is None


def test_an_option_of_one_gap_is_none_of_another() -> None:
    made = tiny_course.gaps("gaps")
    assert isinstance(made.body, GapText)
    first = made.body.gaps[0]
    twice = replace(made.body, gaps=(first, replace(first, id="g2")))
    item, key, _ = _sent(replace(made, body=twice), 2)
    assert isinstance(item.body, GapsForm)
    one, two = item.body.gaps
    crossed = GapsResponse(((one.id, two.options[0].id),))
    assert grade(replace(made, body=twice), original_response(crossed, key)) is None


def test_the_hash_changes_with_what_is_scored_alone() -> None:
    one = tiny_course.choice("one")
    assert isinstance(one.body, SingleChoice)
    turned = SingleChoice(one.body.options[::-1])
    moved = SingleChoice(tuple(replace(o, right=o.id == "b") for o in one.body.options))
    assert item_hash(replace(one, body=turned, explanation=(Text("Why"),))) == item_hash(one)
    assert item_hash(replace(one, body=moved)) != item_hash(one)
    assert item_hash(replace(one, stem="Which?")) != item_hash(one)
    number = tiny_course.numeric("number")
    assert isinstance(number.body, Numeric)
    same = replace(number.body, low=Decimal("39.50"), tolerance="±0.5", slips=())
    wider = replace(number.body, low=Decimal(39))
    assert item_hash(replace(number, body=same)) == item_hash(number)
    assert item_hash(replace(number, body=wider)) != item_hash(number)
    order = tiny_course.ordering("order")
    assert isinstance(order.body, Ordering)
    back = replace(order.body, items=order.body.items[::-1])
    assert item_hash(replace(order, body=back)) != item_hash(order)


def test_a_graded_file_names_a_salted_hash_that_binds_the_key() -> None:
    question = tiny_course.choice("one")
    one, key, _ = _sent(question, 1)
    other, _, _ = _sent(question, 2)
    assert one.hash == salted_hash(item_hash(question), key.salt)
    assert one.hash != other.hash and key.hash not in (one.hash, other.hash)


def test_what_is_too_large_for_a_file_is_refused() -> None:
    with pytest.raises(UserError, match="does not fit"):
        public_item(replace(tiny_course.choice("one"), stem="x" * 3000), Random(1))


@pytest.mark.parametrize(
    "change",
    [
        {"right": True},
        {"key": "../../x"},
        {"stem": "x" * 2001},
        {"body": {"type": "single-choice", "options": [{"id": "0000aa", "text": "x"}] * 2}},
        {
            "body": {
                "type": "gap-text",
                "pieces": ["a", "b", "c"],
                "gaps": [{"id": "0000aa", "label": ""}],
            }
        },
        {"body": {"type": "written", "least": 9, "most": 3}},
        {"body": {"type": "numeric", "unit": "t", "rule": "", "factors": [["t", "1E999999"]]}},
    ],
)
def test_a_file_with_an_item_that_could_not_be_asked_is_refused(change: dict[str, Any]) -> None:
    item, _, data = _sent(tiny_course.choice("one"), 1)
    assert msgspec.json.decode(data, type=Item) == item
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(json.loads(data) | change), type=Item)


def test_items_are_held_against_the_content_of_the_learner(
    catalog: Catalog, graded: tuple[Question, ...]
) -> None:
    items = [public_item(q, Random(1), beside_words(catalog, q))[0] for q in graded]
    check_drawable(catalog, items)
    drawn = next(item for item in items if isinstance(item.figure, LinesForm))
    assert isinstance(drawn.figure, LinesForm)
    for figure in (
        msgspec.structs.replace(drawn.figure, dataset="gone"),
        msgspec.structs.replace(drawn.figure, series=("gone",)),
        msgspec.structs.replace(drawn.figure, unit="gone"),
    ):
        with pytest.raises(UserError, match="does not have"):
            check_drawable(catalog, [msgspec.structs.replace(drawn, figure=figure)])


def test_words_stand_beside_a_text_instead_of_the_claim(
    catalog: Catalog, graded: tuple[Question, ...]
) -> None:
    question = replace(tiny_course.written("text"), body=Written(5, 20, (), "coal-fall-report"))
    words = beside_words(catalog, question)
    item, _ = public_item(question, Random(1), words)
    assert isinstance(item.body, TextForm)
    assert item.body.beside == words and "coal-fall-report" not in words
    assert catalog.claim("coal-fall-report").statement in words
