"""How text reads: sentences, syllables and the grade."""

from __future__ import annotations

import pytest

from nklearn.content.compile import style


def test_length_and_grade_of_plain_words() -> None:
    length, grade = style.reading(["The coal is cut by hand. It is hard work."])
    assert length == 5
    assert grade == pytest.approx(0.39 * 5 + 11.8 * 1 - 15.59)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("It was in Pyongyang then.", "It was in coal then."),
        ("They say “hostile element” there.", "They say coal coal there."),
    ],
)
def test_names_and_quoted_terms_count_as_one_syllable(name: str, same: str) -> None:
    assert style.reading([name]) == style.reading([same])


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital() -> None:
    assert style.reading(["Ministries dig."])[1] > style.reading(["Mines dig."])[1]
