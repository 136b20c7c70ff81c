"""What a class picked: tables, wrong answers in words, what is worth going over, misconceptions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.fixtures import tiny_course as tiny

from nklearn.classroom.picks import (
    Given,
    misconceptions,
    most_chosen_instead,
    pick_table,
    turns_on_dates,
    worth_going_over,
)
from nklearn.domain.item_statistics import Common, Pick
from nklearn.domain.lessons import Cite
from nklearn.domain.questions import (
    Difficulty,
    Numeric,
    Option,
    Ordering,
    OrderItem,
    Question,
    SingleChoice,
    Slip,
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
)


def years(name: str) -> Question:
    """An ordering of four years."""
    dates = {"a": "1972", "b": "1979", "c": "1981", "d": "1998"}
    items = tuple(OrderItem(n, f"Item {n}", y, (), (f"claim-{y}",)) for n, y in dates.items())
    return replace(tiny.choice(name), body=Ordering(items, "Earliest", "Latest"))


@pytest.mark.parametrize(
    ("question", "answers", "kind", "words", "count"),
    [
        (tiny.choice("q"), [ChoiceResponse(n) for n in "abccbc"], Pick.OPTION, ("Option 2",), 3),
        (
            tiny.several("q"),
            [ChoicesResponse(("a", "d")), ChoicesResponse(("b", "e", "d"))],
            Pick.OPTION,
            ("Option d",),
            2,
        ),
        (
            tiny.numeric("q"),
            [NumericResponse(n) for n in ("40", "40.0", "36", "36.0 %", "70", "many")],
            Pick.NUMBER,
            ("36",),
            2,
        ),
        (
            years("q"),
            [OrderResponse(tuple(each)) for each in ("abcd", "acbd", "dacb", "bacd")],
            Pick.AFTER,
            ("1979", "1981"),
            2,
        ),
        (
            tiny.matching("q"),
            [MatchResponse((("r1", "c2"), ("r2", n))) for n in ("c1", "c2", "c4")],
            Pick.PAIR,
            ("Row 1", "Choice 2"),
            3,
        ),
        (
            tiny.short("q"),
            [TextResponse(n) for n in ("Tanchon", "Hamhung", " HAMHUNG", "Wonsan", " ")],
            Pick.TEXT,
            ("hamhung",),
            2,
        ),
        (
            tiny.gaps("q"),
            [GapsResponse((("g1", "b"), ("g2", n))) for n in ("1985", "1990")],
            Pick.PAIR,
            ("a word", "Option b"),
            2,
        ),
        (
            tiny.pointing("q"),
            [PointsResponse(("s1", "s4")), PointsResponse(("s4",)), PointsResponse(("s5",))],
            Pick.SPOT,
            ("Spot 4",),
            2,
        ),
    ],
    ids=lambda each: each.type if isinstance(each, Question) else "",
)
def test_most_chosen_instead(
    question: Question, answers: list[Response], kind: Pick, words: tuple[str, ...], count: int
) -> None:
    found = most_chosen_instead(question, [*answers, None])
    assert found is not None
    assert (found.kind, found.words, found.count, found.right) == (kind, words, count, False)


def test_nothing_wrong_nothing_instead() -> None:
    made = [tiny.choice("q"), tiny.several("q"), tiny.numeric("q"), tiny.ordering("q"),
            tiny.matching("q"), tiny.short("q"), tiny.gaps("q"), tiny.pointing("q")]  # fmt: skip
    for question in made:
        assert most_chosen_instead(question, [tiny.right(question), None]) is None
    assert most_chosen_instead(tiny.written("q"), [TextResponse("some words")]) is None


def test_an_order_without_telling_tags_is_told_in_words() -> None:
    items = tuple(OrderItem(n, f"Item {n}", "1998", (), ()) for n in "ab")
    question = replace(tiny.choice("q"), body=Ordering(items, "First", "Last"))
    found = most_chosen_instead(question, [OrderResponse(("b", "a"))])
    assert found is not None
    assert found.words == ("Item a", "Item b")


def test_the_table_of_picks() -> None:
    question = tiny.choice("q")
    chosen = {"a": (0.9, 0.8, 0.6), "b": (0.2, 0.1), "c": (0.4,)}
    answers = [Given(f"{n}{total}", question, ChoiceResponse(n), total)
               for n, totals in chosen.items() for total in totals]  # fmt: skip
    found = pick_table(question, [*answers, Given("x", question, None, 0.0)])
    assert (found.upper, found.lower, found.answered, found.unanswered) == (2, 2, 6, 1)
    told = [(row.picked.words[0], row.picked.count, row.picked.right, row.upper, row.lower)
            for row in found.rows]  # fmt: skip
    assert told == [
        ("Option 0", 3, True, 2, 0),
        ("Option 1", 2, False, 0, 1),
        ("Option 2", 1, False, 0, 0),
        ("Option 3", 0, False, 0, 0),
    ]
    assert found.rows[1].mean_total == pytest.approx(0.15)
    assert found.rows[3].mean_total is None


@pytest.mark.parametrize(
    ("totals", "upper", "lower"),
    [
        ((0.5, 0.5, 0.5), 0, 0),
        ((1, 0), 0, 0),  # no third of two
        ((1, 0.5, 0.5, 0.5, 0.5, 0), 0, 0),  # the second best and the second last are the same
        ((1, 1, 1, 0.5, 0.2, 0), 3, 2),  # three share the best place
    ],
)
def test_thirds_take_in_equal_totals(totals: tuple[float, ...], upper: int, lower: int) -> None:
    question = tiny.choice("q")
    answers = [Given(str(n), question, ChoiceResponse("a"), one) for n, one in enumerate(totals)]
    found = pick_table(question, answers)
    assert (found.upper, found.lower) == (upper, lower)


def test_worth_going_over_says_what_the_questions_share() -> None:
    dated = [years("a"), replace(years("b"), section="two/first"), tiny.choice("c")]
    dated[2] = replace(dated[2], section="two/first")
    found = worth_going_over(dated, {"m/a": 0.33, "m/b": 0.4, "m/c": 0.9})
    assert found is not None
    assert (found.numbers, found.common) == ((1, 2), Common.DATES)
    same = [replace(each, claims=("x", each.id)) for each in dated]
    assert worth_going_over(same, {"m/a": 0.33, "m/b": 0.4, "m/c": 0.9}) == replace(found)
    own = [*same[:2], dated[2]]
    told = worth_going_over(own, {"m/a": 0.33, "m/b": 0.4, "m/c": 0.9})
    assert told is not None
    assert (told.common, told.value) == (Common.CLAIM, "x")


def test_worth_going_over_one_none_or_all() -> None:
    made = [tiny.choice("a"), replace(tiny.choice("b"), difficulty=Difficulty.JUDGE)]
    assert worth_going_over(made, {"m/a": 0.5, "m/b": None}) is None
    one = worth_going_over(made, {"m/a": 0.5, "m/b": 0.49})
    assert one is not None
    assert (one.numbers, one.common) == ((2,), None)
    both = worth_going_over(made, {"m/a": 0.1, "m/b": 0.2})
    assert both is not None
    assert (both.numbers, both.common, both.value) == ((1, 2), Common.SECTION, "one/first")


def test_misconceptions_count_people_by_what_was_really_picked() -> None:
    options = (
        Option("a", "Right", True, (), ("right-claim",)),
        Option("b", "53%", False, (), ("energy-2014", "energy-2015")),
        Option("c", "29%", False, (), ("water-2014",)),
    )
    one = replace(tiny.choice("one"), body=SingleChoice(options))
    two = replace(tiny.choice("two"), body=SingleChoice(options[:2]))
    number = tiny.numeric("three")
    assert isinstance(number.body, Numeric)
    slip = Slip(Decimal(69), Decimal(71), (Cite(("slip-claim",)),))
    cited = replace(number, body=replace(number.body, slips=(slip,)), claims=("first",))
    plain = replace(number, claims=("first",))
    found = misconceptions(
        [
            Given("s1", one, ChoiceResponse("b")),
            Given("s1", two, ChoiceResponse("b")),
            Given("s2", one, ChoiceResponse("b")),
            Given("s2", two, ChoiceResponse("a")),
            Given("s3", one, ChoiceResponse("c")),
            Given("s3", cited, NumericResponse("70 %")),
            Given("s4", plain, NumericResponse("70")),
            Given("s5", plain, NumericResponse("12")),
            Given("s5", one, None),
        ]
    )
    told = [(each.claim, each.students, each.answers, each.picks[0].words, each.slip)
            for each in found]  # fmt: skip
    assert told == [
        ("energy-2014", 2, 3, ("53%",), False),
        ("energy-2015", 2, 3, ("53%",), False),
        ("first", 1, 1, ("70",), True),
        ("slip-claim", 1, 1, ("70",), True),
        ("water-2014", 1, 1, ("29%",), False),
    ]
    assert found[0].questions == ("m/one", "m/two")


def test_which_questions_turn_on_dates() -> None:
    assert turns_on_dates(years("q"))
    assert not turns_on_dates(tiny.ordering("q"))
    options = tuple(Option(n, f"In {n}", n == "1972", (), ()) for n in ("1972", "1998"))
    assert turns_on_dates(replace(tiny.choice("q"), body=SingleChoice(options)))
    mixed = (*options, Option("c", "Never", False, (), ()))
    assert not turns_on_dates(replace(tiny.choice("q"), body=SingleChoice(mixed)))
