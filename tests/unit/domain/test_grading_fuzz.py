"""No answer whatever, to no type whatever, makes grading fail or scores outside 0 to 1."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.grading_tables import BODIES

from nklearn.domain.claims import Sensitivity
from nklearn.domain.grading import (
    accepted,
    grade_body,
    links,
    links_right,
    matched,
    parts_open,
    parts_right,
    places_off,
    romanised,
)
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import (
    Accepted,
    Body,
    Difficulty,
    MatchChoice,
    Matching,
    MatchRow,
    Ordering,
    OrderItem,
    Pointing,
    Question,
    Spot,
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
    decode,
    encode,
)
from nklearn.learning.orders import item_order

# Texts of every sort, with half pairs of UTF-16; ids make a hit likely.
IDS = st.sampled_from([*"ABCDEFabcd123", "", "s1", "c1", "r1"])
ODD = st.sampled_from(["\udcff", "🙂" * 50, "\x00", "a" * 100_000, "*" * 1000, "9" * 5000, "‮"])
PARTS = st.one_of(IDS, IDS, st.text(st.characters(), max_size=20), ODD)
LISTS = st.lists(PARTS, max_size=12).map(tuple)
PAIRS = st.lists(st.tuples(PARTS, PARTS), max_size=8).map(tuple)
RESPONSES: st.SearchStrategy[Response] = st.one_of(
    st.builds(ChoiceResponse, PARTS),
    st.builds(ChoicesResponse, LISTS),
    st.builds(NumericResponse, PARTS),
    st.builds(OrderResponse, st.one_of(LISTS, st.permutations("ABCDEF").map(tuple))),
    st.builds(MatchResponse, PAIRS),
    st.builds(TextResponse, PARTS),
    st.builds(GapsResponse, PAIRS),
    st.builds(PointsResponse, LISTS),
    st.builds(WrittenResponse, st.one_of(PARTS, st.lists(PARTS, max_size=9).map(" ".join))),
)
KINDS = {
    "Single choice": ChoiceResponse,
    "Multiple response": ChoicesResponse,
    "Numeric": NumericResponse,
    "Ordering": OrderResponse,
    "Matching": MatchResponse,
    "Short answer": TextResponse,
    "Gap text": GapsResponse,
    "Pointing": PointsResponse,
    "Written response": WrittenResponse,
}


@pytest.mark.parametrize("heading", BODIES)
@given(response=RESPONSES)
def test_no_answer_whatever_breaks_grading(heading: str, response: Response) -> None:
    body = BODIES[heading]
    graded = grade_body(body, response)
    if type(response) is not KINDS[heading]:
        assert graded is None
    if graded is not None and graded.fraction is not None:
        assert 0.0 <= graded.fraction <= 1.0
        assert sum((graded.right, graded.partly, graded.fraction == 0.0)) == 1
    assert graded is None or graded.waits == (heading == "Written response")
    counts = parts_right(body, response)
    if graded is not None and counts is not None:
        assert 0 <= counts[0] <= counts[1]
        assert 0 <= parts_open(body, response) <= counts[1]
        if graded.right:
            assert counts[0] == counts[1]
    assert romanised(body, response) in (True, False)


@given(RESPONSES)
def test_a_response_is_written_and_read_as_it_was(response: Response) -> None:
    kind, text = encode(response)
    text.encode()  # any file can hold it
    read = decode(kind, text)
    assert encode(read) == (kind, text)
    assert type(read) is type(response)
    if _whole(repr(response)):
        assert read == response


def _whole(text: str) -> bool:
    return "\\ud" not in text


@given(st.sampled_from(["choice", "order", "match", "gaps", "points", "choices", "x"]), st.text())
def test_no_stored_text_whatever_breaks_the_reading(kind: str, text: str) -> None:
    try:
        read = decode(kind, text)
    except ValueError:
        return
    assert encode(read)[0] == kind


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a": 1}', "[1]", "[[1, 2]]", '[["a"]]', "null"])
@pytest.mark.parametrize("kind", ["order", "match"])
def test_a_stored_text_of_another_shape_is_a_fault_in_plain_sight(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode(kind, text)


def test_half_a_pair_becomes_the_sign_for_what_is_not_there() -> None:
    assert encode(TextResponse("a\udcffb")) == ("text", "a\ufffdb")
    assert encode(OrderResponse(("\ud83d\ude42",))) == ("order", '["🙂"]')


# -- right and wrong by construction --------------------------------------------------------------


def _items(count: int) -> Ordering:
    return Ordering(tuple(OrderItem(str(n), str(n), "", (), ()) for n in range(count)), "a", "b")


def _question(body: Body, name: str = "m/q") -> Question:
    return Question(
        id=name,
        module="m",
        section="l/s",
        stem="?",
        difficulty=Difficulty.READ,
        sensitivity=Sensitivity.NONE,
        claims=(),
        explanation=(),
        body=body,
    )


@pytest.mark.parametrize("heading", [name for name in BODIES if name != "Written response"])
def test_the_right_answer_is_right(heading: str) -> None:
    question = _question(BODIES[heading])
    if heading == "Gap text":  # its fixture names no answers to show
        response: Response = GapsResponse((("1", "a"), ("2", "1985"), ("3", "Dancheon")))
    else:
        response = right_response(question)
    graded = grade_body(question.body, response)
    assert graded is not None
    assert graded.right


@pytest.mark.parametrize("count", range(3, 8))
def test_an_untouched_shuffle_scores_nothing(count: int) -> None:
    body = _items(count)
    for seed in ("", *map(str, range(200))):
        shown = item_order(body, _question(body, f"m/q{count}"), seed)
        graded = grade_body(body, OrderResponse(tuple(item.id for item in shown)))
        assert graded is not None
        assert graded.fraction == 0.0, (count, seed)


@given(st.integers(3, 8).flatmap(lambda count: st.permutations(range(count))))
def test_links_and_places_against_their_definition(order: list[int]) -> None:
    body, names = _items(len(order)), [str(n) for n in order]
    ids = [item.id for item in body.items]
    expected = [order[n] + 1 == order[n + 1] for n in range(len(order) - 1)]
    assert links(ids, names) == tuple(expected)
    graded = grade_body(body, OrderResponse(tuple(names)))
    assert graded is not None
    assert graded.fraction == links_right(ids, names) / (len(ids) - 1)
    assert graded.right == (order == sorted(order))
    off = places_off(ids, names)
    assert [n + off[name] for n, name in enumerate(names)] == order
    assert sum(off.values()) == 0


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6), st.data())
def test_matching_against_its_definition(rights: list[int], data: st.DataObject) -> None:
    """Choices may serve several rows, and 3 says the same as 2."""
    words = ["one", "two", "three", "three"]
    body = Matching(
        tuple(MatchRow(f"r{n}", "", str(right), (), ()) for n, right in enumerate(rights)),
        tuple(MatchChoice(str(n), text) for n, text in enumerate(words)),
    )
    chosen = data.draw(st.dictionaries(st.sampled_from(range(len(rights))), st.integers(0, 3)))
    response = MatchResponse(tuple((f"r{row}", str(choice)) for row, choice in chosen.items()))
    hits = {f"r{row}": words[choice] == words[rights[row]] for row, choice in chosen.items()}
    assert matched(body, response) == (hits or None)
    graded = grade_body(body, response)
    assert (graded is None) == (not chosen)
    if graded is not None:
        assert graded.fraction == sum(hits.values()) / len(rights)


@given(
    st.lists(st.booleans(), min_size=2, max_size=8).filter(any),
    st.integers(1, 6),
    st.sets(st.integers(0, 7)),
)
def test_pointing_against_its_definition(
    rights: list[bool], markers: int, marked: set[int]
) -> None:
    body = Pointing(
        tuple(Spot(str(n), "", right, (), ()) for n, right in enumerate(rights)), markers=markers
    )
    graded = grade_body(body, PointsResponse(tuple(map(str, marked))))
    known = marked <= set(range(len(rights)))
    assert (graded is None) == (not known or not 0 < len(marked) <= markers)
    if graded is not None:
        hits = sum(rights[n] for n in marked)
        assert graded.fraction == hits / max(sum(rights), len(marked))


@given(st.integers(0, 100), st.integers(1, 100))
def test_the_first_wording_that_fits_gives_its_worth(first: int, second: int) -> None:
    wordings = (
        Accepted("coal*", Decimal(first) / 100),
        Accepted("coal field", Decimal(second) / 100),
    )
    assert accepted(wordings, "Coal field") is wordings[0]
    assert accepted(wordings, "a coal field") is None
