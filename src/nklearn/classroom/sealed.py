"""Sealed files: what only those can open for whom they were sealed, in the form of age.

Debian's `age -d -i KEY` opens one. An identity is the secret half of a key pair
(`AGE-SECRET-KEY-1…`), a recipient the public half (`age1…`); both are plain text.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from nklearn.base import signed
from nklearn.base.errors import UserError

if TYPE_CHECKING:
    from pyrage import x25519

# A signed document, what its chunks add, and a header for far more recipients than we seal for.
HEADER_LIMIT = 32 * 1024
LIMIT = signed.LIMIT + 64 * 1024 + HEADER_LIMIT
_MAGIC = b"age-encryption.org/v1\n"
_PREFIX = "AGE-SECRET-KEY-1"

Fault = Literal["not age", "not for us", "damaged"]


class SealError(UserError):
    """A sealed file can't be opened; `kind` says why."""

    def __init__(self, kind: Fault, what: str, *, todo: str) -> None:
        super().__init__(what, todo=todo)
        self.kind: Fault = kind


def new_identity() -> str:
    """Return a new secret key."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public half of a secret key.

    Raises:
        UserError: the text is no such key.
    """
    return str(_identity(identity).to_public())


def read_identity(text: str) -> str:
    """Return a secret key that somebody typed from paper, spaces and small letters allowed.

    Raises:
        UserError: the text is no such key; one wrong character is enough, as it carries a check.
    """
    return str(_identity("".join(text.split()).upper()))


def read_recipient(text: str) -> str:
    """Return a public half that somebody typed or pasted.

    Raises:
        UserError: the text is no such key.
    """
    return str(_recipient("".join(text.split()).lower()))


def shown_identity(identity: str) -> str:
    """Return a secret key in groups of six, to be read from paper; `read_identity` takes it."""
    rest = identity.removeprefix(_PREFIX)
    return " ".join((_PREFIX, *(rest[at : at + 6] for at in range(0, len(rest), 6))))


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Return data that each of the recipients, and nobody else, can open.

    Raises:
        UserError: one of the recipients is no key.
        ValueError: there are none, or the data is larger than a signed document.
    """
    from pyrage import encrypt

    if not recipients or len(data) > signed.LIMIT:
        raise ValueError("something of at most 4 MiB is sealed for somebody")
    return encrypt(data, [_recipient(text) for text in dict.fromkeys(recipients)])


def unseal(data: bytes, identities: Sequence[str]) -> bytes:
    """Return what was sealed for one of the identities, exactly as it was.

    Raises:
        SealError: it is no sealed file, or too large ("not age"), is sealed for others alone
            ("not for us"), or was cut off or changed ("damaged").
        UserError: one of the identities is no key.
    """
    from pyrage import DecryptError, decrypt

    if not data.startswith(_MAGIC) or len(data) > LIMIT:
        raise SealError(
            "not age",
            "This is not a sealed file.",
            todo="Check that it is the right file.",
        )
    if data.find(b"\n--- ", 0, HEADER_LIMIT) < 0:
        raise _damaged()
    try:
        return decrypt(data, [_identity(text) for text in identities])
    except DecryptError as error:
        if "No matching keys" in str(error):
            raise SealError(
                "not for us",
                "This file is sealed for somebody else.",
                todo="Check that it was handed in for your class.",
            ) from error
        raise _damaged() from error


def seal_text(data: bytes, recipients: Sequence[str]) -> str:
    """Return sealed data as one line of base64, to stand inside of JSON."""
    return b64encode(seal(data, recipients)).decode("ascii")


def unseal_text(text: str, identities: Sequence[str]) -> bytes:
    """Return what a line of `seal_text` holds.

    Raises:
        SealError: as for `unseal`.
    """
    if len(text) > LIMIT * 4 // 3 + 4:
        raise SealError(
            "not age", "A sealed part is too large.", todo="Check that it is the right file."
        )
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise _damaged() from None
    return unseal(data, identities)


def _identity(text: str) -> x25519.Identity:
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str(text)
    except IdentityError:
        raise UserError(
            "This is not a secret key, or one of its characters is wrong.",
            todo="Compare it with the paper, group by group.",
        ) from None


def _recipient(text: str) -> x25519.Recipient:
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(text)
    except RecipientError:
        raise UserError(
            "This is not the public half of a key, or one of its characters is wrong.",
            todo="Copy all of it; it begins with age1.",
        ) from None


def _damaged() -> SealError:
    return SealError(
        "damaged",
        "This sealed file was cut off or changed.",
        todo="Ask for the file once more, or copy it again.",
    )
