"""A join code that was misread is no code of somebody else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.base.errors import UserError
from nklearn.classroom.codes import (
    ALPHABET,
    is_student_id,
    join_code,
    new_student_id,
    read_join_code,
    read_student_id,
)

IDS = st.text(ALPHABET, min_size=8, max_size=8)


def reads(code: str) -> bool:
    try:
        read_join_code(code)
    except UserError:
        return False
    return True


@given(IDS)
@settings(max_examples=60)
def test_a_code_leads_back_to_its_student(student: str) -> None:
    code = join_code(student)
    assert len(code) == 11
    assert code[5] == "-"
    assert read_join_code(code) == student


def test_no_single_wrong_character_passes_in_any_place() -> None:
    """Whether it passes depends on place and difference alone; a hundred ids hold all of them."""
    chance = random.Random(5)
    for _ in range(100):
        code = join_code(new_student_id(chance.randbytes)).replace("-", "")
        for at, letter in enumerate(code):
            for other in ALPHABET:
                wrong = code[:at] + other + code[at + 1 :]
                assert reads(wrong) == (other == letter)


def test_no_two_swapped_neighbours_pass_in_any_place() -> None:
    chance = random.Random(6)
    for at in range(7):  # every pair of letters in every place of the id
        for first in ALPHABET:
            for second in ALPHABET:
                student = new_student_id(chance.randbytes)
                swapped_is_refused(
                    join_code(f"{student[:at]}{first}{second}{student[at + 2 :]}"), at
                )
    for at in (7, 8):  # where the check follows from the id
        for _ in range(2000):
            swapped_is_refused(join_code(new_student_id(chance.randbytes)), at)


def swapped_is_refused(shown: str, at: int) -> None:
    code = shown.replace("-", "")
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert reads(swapped) == (code == swapped)


@given(IDS, st.data())
@settings(max_examples=40)
def test_codes_are_read_forgivingly(student: str, data: st.DataObject) -> None:
    code = join_code(student)
    looks = {"0": "0oO", "1": "1lLiI"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(letter, letter + letter.lower())))
        + data.draw(st.sampled_from(["", " ", "-", "–", "\u200b"]))
        for letter in code
    )
    assert read_join_code(typed) == student


def test_wide_letters_of_an_east_asian_keyboard_are_read() -> None:
    code = join_code("0123ABCD")
    assert read_join_code("".join(chr(ord(c) + 0xFEE0) for c in code)) == "0123ABCD"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type the code"),
        (" - ", "Type the code"),
        ("ABCDE-FGH", "ten letters and digits; this one has 8"),
        ("ABCDE-FGHJU", "no “U”"),
        ("ABCDE-FGH!K", "no “!”"),
        ("00000-00000", "not as on your slip"),
    ],
)
def test_a_wrong_code_is_told_in_plain_words(typed: str, says: str) -> None:
    with pytest.raises(UserError, match=says) as caught:
        read_join_code(typed)
    assert caught.value.todo


def test_a_check_has_one_form() -> None:
    """1021 to 1023 would stand for 0 to 2 too; they are no codes."""
    passing = sum(reads(f"ABCDEFGH{one}{two}") for one in ALPHABET for two in ALPHABET)
    assert passing == 1


def test_ids_are_forty_bits_of_chance() -> None:
    assert new_student_id(lambda count: b"\0" * count) == "00000000"
    assert new_student_id(lambda count: b"\xff" * count) == "ZZZZZZZZ"
    chance = random.Random(1)
    ids = {new_student_id(chance.randbytes) for _ in range(2000)}
    assert len(ids) == 2000
    assert all(is_student_id(student) for student in ids)
    assert not is_student_id("0123ABCU")
    assert not is_student_id("0123abcd")
    with pytest.raises(ValueError, match="no student id"):
        join_code("0123abcd")


def test_an_id_in_a_list_is_read_too() -> None:
    assert read_student_id(" oi23-abcd ") == "0123ABCD"
    with pytest.raises(UserError, match="not a student id"):
        read_student_id("Kim")
