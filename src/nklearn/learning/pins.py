"""A PIN keeps curious classmates out of one's answers. It is a courtesy, not a lock.

Whoever uses this account of the computer can read the file, and take the PIN away.
"""

from __future__ import annotations

import unicodedata

from nklearn.base.errors import UserError

LENGTHS = range(4, 21)
LONGEST_WAIT = 30
# 64 MiB and two passes: a tenth to half a second on the laptops of a school.
_PASSES, _MEMORY = 2, 64 * 1024 * 1024


def coded(pin: str) -> str:
    """Return the Argon2id code of a PIN, which is what is kept of it.

    Raises:
        UserError: it is too short or too long.
    """
    from nacl.pwhash import argon2id  # no start needs it

    if len(_plain(pin)) not in LENGTHS:
        raise UserError(
            f"A PIN has {LENGTHS.start} to {LENGTHS.stop - 1} characters.",
            todo="Choose one that you can remember and others won’t guess.",
        )
    return argon2id.str(_bytes(pin), opslimit=_PASSES, memlimit=_MEMORY).decode("ascii")


def fits(pin: str, code: str) -> bool:
    """Tell whether a PIN is the one of a code."""
    from nacl.exceptions import CryptoError
    from nacl.exceptions import ValueError as NaclValueError
    from nacl.pwhash import verify

    if len(_plain(pin)) not in LENGTHS:
        return False
    try:
        return verify(code.encode("ascii", "replace"), _bytes(pin))
    except (CryptoError, NaclValueError, ValueError):
        return False


def wait_after(wrong: int) -> int:
    """Return the seconds to wait after a number of wrong PINs; it grows, but never for ever."""
    return min(2 ** min(wrong - 1, 10), LONGEST_WAIT) if wrong > 0 else 0


def _plain(pin: str) -> str:
    return unicodedata.normalize("NFC", pin)


def _bytes(pin: str) -> bytes:
    return _plain(pin).encode("utf-8", "replace")
