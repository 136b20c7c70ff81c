"""Fingerprints: stable, different for different keys, and in letters that fonts have."""

from __future__ import annotations

import unicodedata

import pytest
from tests.fixtures.classroom import signing_key

from nklearn.base.errors import UserError
from nklearn.classroom.fingerprint import qr, words

FIRST = ("uncle", "sleep", "destroy", "century", "top", "slow")
FIRST_KOREAN = ("하룻밤", "지원", "명칭", "남매", "특성", "직장")


def test_words_never_change_for_a_key() -> None:
    """A class that compared them once must find the same in every later version."""
    assert words(signing_key(0).public) == FIRST
    assert words(signing_key(0).public, "korean") == FIRST_KOREAN


def test_other_keys_have_other_words() -> None:
    known = {words(signing_key(number).public) for number in range(200)}
    assert len(known) == 200
    assert all(len(six) == 6 for six in known)
    # All eleven bits of each word are used.
    assert all(len({six[at][0] for six in known}) > 15 for at in range(6))


def test_hangul_is_put_together() -> None:
    for word in words(signing_key(0).public, "korean"):
        assert unicodedata.normalize("NFC", word) == word
        assert all("가" <= letter <= "힣" for letter in word)


def test_what_is_no_key_has_no_words() -> None:
    with pytest.raises(UserError):
        words("RW")


def test_a_qr_code_is_square_with_its_three_corners() -> None:
    rows = qr(signing_key(0).public)
    side = len(rows)
    assert side % 4 == 1
    assert all(len(row) == side for row in rows)
    corner = [(True,) * 7, (True, *(False,) * 5, True)]
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        assert rows[top][left : left + 7] == corner[0]
        assert rows[top + 1][left : left + 7] == corner[1]
    assert rows != qr(signing_key(1).public)
