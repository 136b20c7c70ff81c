"""Ids of students, and the join codes that they copy from a slip of paper.

A student id is 40 random bits in eight letters of Crockford's base32. A join code adds two check
characters, so that a slip misread in one place, or with two neighbours swapped, never makes
somebody another student.

The check is a pure system as in ISO 7064, for 32 characters: the code, read as a number in base
32, leaves 1 when divided by the prime 1021. One wrong character changes that number by
d·32^k with 0 < |d| < 32, two swapped neighbours by d·31·32^k; 1021 divides neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from nklearn.base.errors import UserError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LENGTH, CODE_LENGTH = 8, 10
_PRIME, _BASE = 1021, len(ALPHABET)
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_MISREAD = str.maketrans("OIL", "011")


def new_student_id(random_bytes: Callable[[int], bytes]) -> str:
    """Return an id of 40 random bits; `random_bytes` is `os.urandom` or the like."""
    number = int.from_bytes(random_bytes(5), "big")
    return _written(number, ID_LENGTH)


def is_student_id(text: str) -> bool:
    """Tell whether a text is an id exactly as we write it."""
    return len(text) == ID_LENGTH and all(letter in _VALUES for letter in text)


def join_code(student_id: str) -> str:
    """Return the code of a student as it stands on a slip: `XXXXX-XXXXX`.

    Raises:
        ValueError: `student_id` is no id.
    """
    if not is_student_id(student_id):
        raise ValueError(f"{student_id!r} is no student id")
    check = (1 - _number(student_id) * _BASE * _BASE) % _PRIME
    code = student_id + _written(check, CODE_LENGTH - ID_LENGTH)
    return f"{code[:5]}-{code[5:]}"


def read_join_code(text: str) -> str:
    """Return the id of the student whose code somebody typed.

    Small letters, spaces and hyphens are allowed anywhere; O is read as 0, I and L as 1.

    Raises:
        UserError: it is no code, or one that was misread.
    """
    code = _plain(text)
    if not code:
        raise UserError("Type the code from your slip.", todo="It has ten letters and digits.")
    for letter in code:
        if letter not in _VALUES:
            raise UserError(
                f"A join code has no “{letter}”.",
                todo="Look at that letter on your slip once more.",
            )
    if len(code) != CODE_LENGTH:
        raise UserError(
            f"A join code has ten letters and digits; this one has {len(code)}.",
            todo="Type all of it, as it stands on your slip.",
        )
    student_id = code[:ID_LENGTH]
    if _plain(join_code(student_id)) != code:
        raise UserError(
            "One of these letters or digits is not as on your slip.",
            todo="Compare them one by one.",
        )
    return student_id


def read_student_id(text: str) -> str:
    """Return a student id that stands in somebody’s list, read as forgivingly as a join code.

    Raises:
        UserError: it is no id.
    """
    student_id = _plain(text)
    if not is_student_id(student_id):
        raise UserError(
            f"“{text.strip()[:20]}” is not a student id.",
            todo="An id has eight letters and digits; leave it empty for a new student.",
        )
    return student_id


def _plain(text: str) -> str:
    """Return what was typed as it would stand on a slip."""
    wide = unicodedata.normalize("NFKC", text).upper()
    kept = (
        letter
        for letter in wide
        if not letter.isspace() and unicodedata.category(letter) not in ("Pd", "Cf", "Cc")
    )
    return "".join(kept).translate(_MISREAD)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + _VALUES[letter]
    return number


def _written(number: int, length: int) -> str:
    letters: list[str] = []
    for _ in range(length):
        number, value = divmod(number, _BASE)
        letters.append(ALPHABET[value])
    return "".join(reversed(letters))
