"""Grading against tables of expected values: written down by hand, not by the code."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.claims import Sensitivity
from nklearn.domain.grading import Tally, grade, tally
from nklearn.domain.lessons import Text
from nklearn.domain.questions import (
    Body,
    Difficulty,
    MultipleResponse,
    Numeric,
    Option,
    Question,
    SingleChoice,
    Slip,
)
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, NumericResponse
from nklearn.domain.typed import read_number

UNITS = {
    "": (),
    "percent": ("%", "percent", "per cent"),
    "Mt": ("Mt", "million tonnes"),
}
NUMBERS = [
    # typed, unit, value
    ("42", "", "42"),
    ("  42  ", "", "42"),
    ("0", "", "0"),
    ("007", "", "7"),
    ("+42", "", "42"),
    ("-42", "", "-42"),
    ("−42", "", "-42"),
    ("- 42", "", "-42"),
    ("0.5", "", "0.5"),
    (".5", "", "0.5"),
    ("0,5", "", "0.5"),
    (",5", "", "0.5"),
    ("37,5", "", "37.5"),
    ("0,125", "", "0.125"),
    ("18,600", "", "18600"),
    ("1,234,567", "", "1234567"),
    ("1,234.5", "", "1234.5"),
    ("18 600", "", "18600"),
    ("18\u2009600", "", "18600"),  # thin space
    ("18\u00a0600", "", "18600"),  # no-break space
    ("18\u202f600,5", "", "18600.5"),  # narrow no-break space
    ("1 234 567", "", "1234567"),
    ("40%", "percent", "40"),
    ("40 %", "percent", "40"),
    ("40 percent", "percent", "40"),
    ("40 per cent", "percent", "40"),
    ("40 PERCENT", "percent", "40"),
    ("12 Mt", "Mt", "12"),
    ("12mt", "Mt", "12"),
    ("12.5 million tonnes", "Mt", "12.5"),
]

NOT_NUMBERS = [
    ("", ""),
    ("   ", ""),
    ("forty", ""),
    ("%", "percent"),
    ("40%", "Mt"),
    ("40 per cent", "Mt"),
    ("--5", ""),
    ("+-5", ""),
    ("-+5", ""),
    ("-", ""),
    (".", ""),
    (",", ""),
    ("1.2.3", ""),
    ("1,23,456", ""),
    ("0,123,456", ""),
    ("1985 123", ""),
    ("1 2", ""),
    ("5.", ""),
    ("1e5", ""),
    ("1_000", ""),
    ("0x10", ""),
    ("inf", ""),
    ("nan", ""),
    ("٤٢", ""),
    ("½", ""),
    ("4²", ""),
    ("1/2", ""),
    ("9" * 31, ""),
    ("9" * 1_000_000, ""),
    ("\udcff", ""),
    ("4\x002", ""),
]


@pytest.mark.parametrize(("text", "unit", "value"), NUMBERS)
def test_numbers_that_are_read(text: str, unit: str, value: str) -> None:
    assert read_number(text, UNITS[unit]) == Decimal(value)


@pytest.mark.parametrize(("text", "unit"), NOT_NUMBERS)
def test_what_is_no_number(text: str, unit: str) -> None:
    assert read_number(text, UNITS[unit]) is None


def question(body: Body) -> Question:
    return Question(
        id="m/q",
        module="m",
        section="l/s",
        stem="?",
        difficulty=Difficulty.READ,
        sensitivity=Sensitivity.NONE,
        claims=(),
        explanation=(),
        body=body,
    )


CHOICE = question(SingleChoice(tuple(Option(i, i, i == "b", (), ()) for i in "abc")))
SEVERAL = MultipleResponse(tuple(Option(i, i, i in "ace", (), ()) for i in "abcde"))
FIRST, SECOND = (Text("first"),), (Text("second"),)
NUMERIC = question(
    Numeric(
        answer=Decimal("52.5"),
        low=Decimal(52),
        high=Decimal(53),
        unit="percent",
        rule="",
        working=(),
        slips=(
            Slip(Decimal(47), Decimal(48), FIRST),
            Slip(Decimal(48), Decimal(52), SECOND),  # touches the slip before and the answer
        ),
        unit_words=UNITS["percent"],
    )
)


@pytest.mark.parametrize(("option", "fraction"), [("a", 0.0), ("b", 1.0), ("c", 0.0)])
def test_choice(option: str, fraction: float) -> None:
    graded = grade(CHOICE, ChoiceResponse(option))
    assert graded
    assert graded.fraction == fraction
    assert graded.right == (fraction == 1.0)


@pytest.mark.parametrize("option", ["", "d", "B", "\udcff"])
def test_a_choice_that_is_not_there_is_not_scored(option: str) -> None:
    assert grade(CHOICE, ChoiceResponse(option)) is None


@pytest.mark.parametrize(
    ("chosen", "numerator", "found", "wrong_chosen"),
    [
        # Of a to e the options a, c and e are right: each is worth 1/3, b and d take 1/2 off.
        ("ace", 6, 3, 0),
        ("eca", 6, 3, 0),
        ("ac", 4, 2, 0),
        ("a", 2, 1, 0),
        ("abce", 3, 3, 1),
        ("aced", 3, 3, 1),
        ("abc", 1, 2, 1),
        ("ab", 0, 1, 1),  # 1/3 - 1/2: not below zero
        ("b", 0, 0, 1),
        ("bd", 0, 0, 2),
        ("", 0, 0, 0),
        ("abcde", 0, 3, 2),  # everything
        ("aacc", 4, 2, 0),  # twice is once
        ("abbb", 0, 1, 1),
    ],
)
def test_several(chosen: str, numerator: int, found: int, wrong_chosen: int) -> None:
    graded = grade(question(SEVERAL), ChoicesResponse(tuple(chosen)))
    assert graded
    assert graded.fraction == numerator / 6
    assert (graded.right, graded.partly) == (numerator == 6, 0 < numerator < 6)
    assert tally(SEVERAL, ChoicesResponse(tuple(chosen))) == Tally(found, 3, wrong_chosen, 2)


@pytest.mark.parametrize("chosen", [("f",), ("a", "c", "e", "f"), ("",), ("ace",), ("A",)])
def test_several_with_one_that_is_not_there_are_not_scored(chosen: tuple[str, ...]) -> None:
    assert grade(question(SEVERAL), ChoicesResponse(chosen)) is None


@pytest.mark.parametrize(
    ("text", "fraction", "slip"),
    [
        ("52.5", 1.0, ()),
        ("52", 1.0, ()),  # both ends are right, though a slip ends there too
        ("53", 1.0, ()),
        ("53.0000", 1.0, ()),
        ("53.0001", 0.0, ()),
        ("51.9999", 0.0, SECOND),
        ("48", 0.0, FIRST),  # of two slips the first
        ("47", 0.0, FIRST),
        ("46.99", 0.0, ()),
        ("-52.5", 0.0, ()),
        ("52,5%", 1.0, ()),
    ],
)
def test_number(text: str, fraction: float, slip: tuple[Text, ...]) -> None:
    graded = grade(NUMERIC, NumericResponse(text))
    assert graded
    assert (graded.fraction, graded.slip) == (fraction, slip)


def test_an_answer_of_another_type_is_not_scored() -> None:
    assert grade(NUMERIC, ChoiceResponse("a")) is None
    assert grade(CHOICE, NumericResponse("1")) is None
    assert grade(CHOICE, ChoicesResponse(("a",))) is None
    assert grade(question(SEVERAL), ChoiceResponse("a")) is None


LIKE_NUMBERS = st.text(alphabet="0123456789.,+-− %\u2009eE_/pcnrt\udcff٤", max_size=40)


@given(st.one_of(st.text(), LIKE_NUMBERS), st.sampled_from(sorted(UNITS)))
def test_no_text_whatever_breaks_the_reading(text: str, unit: str) -> None:
    value = read_number(text, UNITS[unit])
    assert value is None or value.is_finite()


@given(st.one_of(st.text(), LIKE_NUMBERS))
def test_no_answer_whatever_scores_outside_0_to_1(text: str) -> None:
    for asked, response in ((NUMERIC, NumericResponse(text)), (CHOICE, ChoiceResponse(text))):
        graded = grade(asked, response)
        assert graded is None or 0.0 <= (graded.fraction or 0.0) <= 1.0


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=10**9, min_value=0))
def test_every_plain_number_is_read_as_it_is(number: Decimal) -> None:
    assert read_number(f"{number:f}") == number
    assert read_number(f"{number:,f}") == number
    assert read_number(f"-{number:f}") == -number


@st.composite
def several(draw: st.DrawFn) -> MultipleResponse:
    """Any question with two or more right options and one or more wrong."""
    rights = draw(st.permutations([True] * draw(st.integers(2, 6)) + [False] * draw(WRONGS)))
    return MultipleResponse(tuple(Option(str(n), "", r, (), ()) for n, r in enumerate(rights)))


WRONGS = st.integers(1, 6)
IDS = st.one_of(st.sampled_from([str(n) for n in range(12)]), st.text())


@given(several(), st.lists(IDS, max_size=20))
def test_no_choice_of_several_whatever_scores_outside_0_to_1(
    body: MultipleResponse, chosen: list[str]
) -> None:
    graded = grade(question(body), ChoicesResponse(tuple(chosen)))
    known = {option.id for option in body.options}
    assert (graded is None) == (not known.issuperset(chosen))
    if graded and graded.fraction is not None:
        right = {option.id for option in body.options if option.right}
        assert 0.0 <= graded.fraction <= 1.0
        assert graded.right == (set(chosen) == right)


@given(several(), st.data())
def test_what_each_tick_of_several_is_worth(body: MultipleResponse, data: st.DataObject) -> None:
    """Against the definition, summed option by option; order and repeats change nothing."""
    ids = [option.id for option in body.options]
    chosen = data.draw(st.lists(st.sampled_from(ids)))
    rights = sum(option.right for option in body.options)
    worth = {
        option.id: Fraction(1, rights) if option.right else -Fraction(1, len(ids) - rights)
        for option in body.options
    }
    expected = max(Fraction(0), sum((worth[name] for name in set(chosen)), Fraction(0)))
    graded = grade(question(body), ChoicesResponse(tuple(chosen)))
    assert graded
    assert graded.fraction == float(expected)
    assert grade(question(body), ChoicesResponse(tuple(data.draw(st.permutations(chosen))))) == (
        graded
    )


@given(several())
def test_everything_of_several_scores_nothing_and_so_does_nothing(body: MultipleResponse) -> None:
    for chosen in ((), tuple(option.id for option in body.options)):
        graded = grade(question(body), ChoicesResponse(chosen))
        assert graded
        assert graded.fraction == 0.0
