"""Signed documents: the four lines of a minisign signature, then what they sign.

`head -n 4 F > s; tail -n +5 F > p; minisign -V -P KEY -m p -x s` verifies one. The form is the
prehashed one: Ed25519 over BLAKE2b-512 of the payload, and a second signature that binds the
trusted comment to the first. The untrusted comment is bound by nothing and is never read here.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Literal, NoReturn

from nklearn.base.errors import UserError

LIMIT = 4 * 1024 * 1024  # bytes of a whole document, signature and payload, unless said otherwise
COMMENT_LIMIT = 512  # characters; minisign itself takes 1,024 bytes of an untrusted comment
_UNTRUSTED, _TRUSTED = b"untrusted comment: ", b"trusted comment: "
_PUBLIC, _PREHASHED = b"Ed", b"ED"  # how minisign marks a key, and a signature over a hash
_ID, _KEY, _SIGNATURE = 8, 32, 64

Fault = Literal["damaged", "wrong key"]


class SignatureError(UserError):
    """A document is not what somebody signed, or was signed with another key.

    `kind` is "damaged" for what is no signed document, is too large or was changed after it was
    signed, and "wrong key" where the signature names another key than the expected one.
    """

    def __init__(self, kind: Fault, what: str, *, todo: str) -> None:
        super().__init__(what, todo=todo)
        self.kind: Fault = kind


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key: what is kept of it is a seed of 32 secret bytes."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no seed."""
        if len(self.seed) != _KEY:
            raise ValueError("the seed of a signing key has 32 bytes")

    @cached_property
    def public(self) -> str:
        """The public half as minisign writes it: 56 characters that begin with RW."""
        from nacl.bindings import crypto_sign_seed_keypair

        return _public_text(crypto_sign_seed_keypair(self.seed)[0])


@dataclass(frozen=True, slots=True)
class SignedParts:
    """A document taken apart. Nothing in it is to be believed before `verify` returned it."""

    signature_lines: bytes
    trusted: str
    key_id: str  # 16 hexadecimal digits, as minisign shows an id
    payload: bytes
    signature: bytes = field(repr=False)
    comment_signature: bytes = field(repr=False)


def sign(
    key: SigningKey, payload: bytes, *, untrusted: str, trusted: str, limit: int = LIMIT
) -> bytes:
    """Return a whole document: the four lines of the signature, then the payload as it is.

    Raises:
        ValueError: a comment can't stand on one line, or the document is larger than `limit` bytes.
    """
    from nacl.bindings import crypto_sign_seed_keypair

    for comment in (untrusted, trusted):
        if len(comment) > COMMENT_LIMIT or not comment.isprintable():
            raise ValueError("a comment is one short line")
    public, secret = crypto_sign_seed_keypair(key.seed)
    signature = _detached(blake2b(payload).digest(), secret)
    words = trusted.encode("utf-8")
    document = b"".join(
        (
            _UNTRUSTED + untrusted.encode("utf-8") + b"\n",
            b64encode(_PREHASHED + _key_id(public) + signature) + b"\n",
            _TRUSTED + words + b"\n",
            b64encode(_detached(signature + words, secret)) + b"\n",
            payload,
        )
    )
    if len(document) > limit:
        raise ValueError(f"this signed document would have more than {limit} bytes")
    return document


def split(data: bytes, limit: int = LIMIT) -> SignedParts:
    """Take a document apart without trusting anything in it.

    Raises:
        SignatureError: it is not in the signed form; always of the kind "damaged".
    """
    if len(data) > limit:
        _damaged("This file is larger than a signed file may be.")
    lines = data.split(b"\n", 4)
    if len(lines) != 5:
        _damaged("This is not a whole signed file.")
    untrusted, first, trusted, second, payload = lines
    longest = 4 * COMMENT_LIMIT
    if not untrusted.startswith(_UNTRUSTED) or not trusted.startswith(_TRUSTED):
        _damaged("This is not a signed file.")
    if len(untrusted) > longest or len(trusted) > longest:
        _damaged("The signature of this file is not in its form.")
    block = _decoded(first, len(_PREHASHED) + _ID + _SIGNATURE)
    if not block.startswith(_PREHASHED):
        _damaged("The signature of this file is not in its form.")
    try:
        comment = trusted.removeprefix(_TRUSTED).decode("utf-8")
    except UnicodeDecodeError:
        _damaged("The signature of this file is not in its form.")
    if not comment.isprintable():
        _damaged("The signature of this file is not in its form.")
    return SignedParts(
        signature_lines=data[: len(data) - len(payload)],
        trusted=comment,
        key_id=_shown_id(block[2 : 2 + _ID]),
        payload=payload,
        signature=block[2 + _ID :],
        comment_signature=_decoded(second, _SIGNATURE),
    )


def verify(data: bytes, public: str, limit: int = LIMIT) -> SignedParts:
    """Return the parts of a document that the owner of a public key signed, as it was signed.

    Raises:
        SignatureError: it is damaged, or signed with another key.
        UserError: `public` is no key.
    """
    parts = split(data, limit)
    check(parts, public)
    return parts


def check(parts: SignedParts, public: str) -> None:
    """Make sure that the owner of a public key signed a document that was taken apart.

    Raises:
        SignatureError: it is damaged, or signed with another key.
        UserError: `public` is no key.
    """
    key = raw_key(public)
    if parts.key_id != _shown_id(_key_id(key)):
        raise SignatureError(
            "wrong key",
            "This file was signed with another key.",
            todo="Ask the person who gave it to you whether it is really theirs.",
        )
    signed = parts.signature + parts.trusted.encode("utf-8")
    if not (
        _fits(parts.signature, blake2b(parts.payload).digest(), key)
        and _fits(parts.comment_signature, signed, key)
    ):
        _damaged("This file was changed after it was signed.")


def raw_key(public: str) -> bytes:
    """Return the 32 bytes of a public key in minisign's form.

    Raises:
        UserError: the text is no such key.
    """
    try:
        data = b64decode(public.strip().encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    key = data[len(_PUBLIC) + _ID :]
    if len(key) != _KEY or _public_text(key) != public.strip():
        raise UserError(
            "This is not a public key.",
            todo="Copy all of its 56 characters; they begin with RW.",
        )
    return key


def key_id(public: str) -> str:
    """Return the id of a public key, as minisign shows it.

    Raises:
        UserError: the text is no such key.
    """
    return _shown_id(_key_id(raw_key(public)))


def _public_text(key: bytes) -> str:
    return b64encode(_PUBLIC + _key_id(key) + key).decode("ascii")


def _key_id(key: bytes) -> bytes:
    """Return the id of a key: it follows from the key, so a forged id is a broken key."""
    return blake2b(key, digest_size=_ID, person=b"nklearn key id").digest()


def _shown_id(identifier: bytes) -> str:
    return identifier[::-1].hex().upper()  # minisign reads it as a little-endian number


def _detached(message: bytes, secret: bytes) -> bytes:
    from nacl.bindings import crypto_sign

    return crypto_sign(message, secret)[:_SIGNATURE]


def _fits(signature: bytes, message: bytes, key: bytes) -> bool:
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import CryptoError

    try:
        crypto_sign_open(signature + message, key)
    except CryptoError:
        return False
    return True


def _decoded(line: bytes, length: int) -> bytes:
    """Return the bytes of a base64 line that has one way of being written only."""
    try:
        data = b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != length or b64encode(data) != line:
        _damaged("The signature of this file is not in its form.")
    return data


def _damaged(what: str) -> NoReturn:
    raise SignatureError("damaged", what, todo="Ask for the file once more, or copy it again.")
