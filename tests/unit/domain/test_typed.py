"""Reading what people type: wordings, units and counts of words, against tables."""

from __future__ import annotations

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.questions import Numeric
from nklearn.domain.typed import fits, read_amount, read_number, word_count

FITS = [
    # wording, typed
    ("Dancheon", "Dancheon"),
    ("Dancheon", "  dancheon\n"),
    ("Dancheon", "DANCHEON"),
    ("Dancheon ", "Dancheon"),
    (" Dancheon", "Dancheon"),
    ("South Pyongan", "south   pyongan"),
    ("South Pyongan", "South\u00a0Pyongan"),
    ("Chosŏn", "Choso\u0306n"),
    ("Choso\u0306n", "chosŏn"),
    ("P’yŏngan", "P'yŏngan"),
    ("P’yŏngan", "p`yŏngan"),
    ("Tan-chon", "Tan–chon"),
    ("Dan\u00adcheon", "Dancheon"),
    ("Dancheon", "Dan\u200bcheon"),
    ("Straße", "STRASSE"),
    ("단천", unicodedata.normalize("NFD", "단천")),
    ("*", "anything"),
    ("*", ""),
    ("Tan*chon", "Tanchon"),
    ("Tan*chon", "tan'chon"),
    ("*cheon", "Suncheon"),
    ("Dan*", "Dan"),
    ("*o*o*", "colour of coal"),
    ("a*a", "aa"),
    ("a*b*a", "abba"),
    (r"4\*", "4*"),
    (r"\**", "*anything"),
    (".*", ".x"),
    ("[a-z]", "[A-Z]"),
    ("first*line", "first\nsecond line"),
]
FITS_NOT = [
    ("Dancheon", "Dancheo"),
    ("Dancheon", "Dancheon city"),
    ("Dancheon", ""),
    ("Chosŏn", "Choson"),
    ("a*a", "a"),
    ("ab*ba", "aba"),
    ("*o*o*", "coal"),
    ("*abc*bcd", "abcd"),
    (r"4\*", "4x"),
    (".*", "x"),
    ("[a-z]", "b"),
    ("a.c", "abc"),
    ("*cheon", "Dancheon city"),
]


@pytest.mark.parametrize(("wording", "typed"), FITS)
def test_wordings_that_fit(wording: str, typed: str) -> None:
    assert fits(wording, typed)


@pytest.mark.parametrize(("wording", "typed"), FITS_NOT)
def test_wordings_that_do_not_fit(wording: str, typed: str) -> None:
    assert not fits(wording, typed)


@given(st.text(), st.text())
def test_no_wording_and_no_text_whatever_break_the_comparison(wording: str, typed: str) -> None:
    assert fits(wording, typed) in (True, False)


@given(st.text())
def test_every_text_fits_itself(text: str) -> None:
    assert fits(text.replace("\\", "").replace("*", r"\*"), text.replace("\\", ""))


def test_no_text_takes_long_however_many_stars() -> None:
    begun = time.process_time()
    assert not fits("*a*a*a*a*a*a*b", "a" * 200_000)
    assert fits("*a*a*a*a*a*a", "a" * 200_000)
    assert word_count("a_" * 200_000) == 1
    assert read_number("9" * 200_000) is None
    assert time.process_time() - begun < 5


POWER = Numeric(
    Decimal(1),
    Decimal(1),
    Decimal(1),
    "MW",
    "",
    (),
    unit_words=("MW", "megawatts"),
    factors=(("mW", Decimal("0.000000001")), ("kW", Decimal("0.001")), ("W", Decimal("0.000001"))),
)
AMOUNTS = [
    ("5", "5"),
    ("5 MW", "5"),
    ("5mW", "0.000000005"),  # the spelling that is typed wins
    ("5 mw", "5"),  # neither: the first
    ("5 kW", "0.005"),
    ("5000 kw", "5"),
    ("5 W", "0.000005"),
    ("5\u00a0megawatts", "5"),
    ("5 MEGAWATTS", "5"),
    ("–5 MW", "-5"),
    ("5,000 kW", "5"),
    ("5 GW", "number"),
    ("MW", "number"),
    ("5 MW MW", "number"),
    ("MW 5", "number"),
]


@pytest.mark.parametrize(("typed", "value"), AMOUNTS)
def test_amounts(typed: str, value: str) -> None:
    found = read_amount(typed, POWER)
    assert found == (value if value == "number" else Decimal(value))


def test_a_unit_of_two_words_and_one_that_grows_in_capitals() -> None:
    assert read_number("3 Million  tonnes", ("million tonnes",)) == 3
    assert read_number("3 STRASSEN", ("Straßen",)) == 3
    assert read_number("3 straßen", ("STRASSEN",)) == 3


WORDS = [
    ("", 0),
    ("   \n", 0),
    ("one", 1),
    ("one two\nthree", 3),
    ("well-known", 1),
    ("it’s, it's", 2),
    ("18,600 tonnes in 1998.", 4),
    ("53% of it", 3),
    ("a – b — c - d", 4),
    ("yes—no", 2),
    ("and/or", 2),
    ("...!?", 0),
    ("_ _", 0),
    ("조선 인민", 2),
    ("Choso\u0306n ch'o\u0306n", 2),
    ("min\u00ading", 1),
    ("\udcff", 0),
    ("🙂 fine", 1),
]


@pytest.mark.parametrize(("text", "count"), WORDS)
def test_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


@given(st.text(), st.text())
def test_words_of_two_texts_add_up(one: str, two: str) -> None:
    assert word_count(f"{one}\n{two}") == word_count(one) + word_count(two)
