"""Fingerprints of keys: six words and a QR code that a class can compare by eye.

The words are 66 bits of BLAKE2b of the key, each eleven bits a word of the lists of BIP39: short
words that differ in their first four letters. To make another key with the same six words takes
about 2^66 tries.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from nklearn.base import signed

COUNT = 6
_BITS = 11

Language = Literal["english", "korean"]


def words(public: str, language: Language = "english") -> tuple[str, ...]:
    """Return the six words of a public key in minisign's form.

    Raises:
        UserError: `public` is no key.
    """
    digest = blake2b(signed.raw_key(public), person=b"nklearn words").digest()
    number = int.from_bytes(digest, "big") >> (len(digest) * 8 - COUNT * _BITS)
    known = _list(language)
    places = (number >> (_BITS * at) & (1 << _BITS) - 1 for at in reversed(range(COUNT)))
    return tuple(known[place] for place in places)


def qr(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return a text as the rows of a QR code, True where it is dark, without the quiet zone.

    The zone is four modules wide on each side; whoever draws the code adds it. A quarter of the
    code may be unreadable.
    """
    import segno

    code = segno.make_qr(text, error="q")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@lru_cache(maxsize=2)
def _list(language: Language) -> tuple[str, ...]:
    from mnemonic import Mnemonic

    # Hangul stands in the list taken apart, which not all fonts put together again.
    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(language).wordlist)
