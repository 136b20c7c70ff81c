"""A teacher's keys, and how they are locked when nobody is at the desk.

A teacher has a key to sign with and an age identity to open what is handed in. Both lie on the
disk locked in two ways: by the teacher's passphrase (Argon2id, then XSalsa20-Poly1305), and sealed
to the recovery key of the school, which exists on paper alone.
"""

from __future__ import annotations

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from nklearn.base.errors import UserError
from nklearn.base.signed import SigningKey
from nklearn.classroom import sealed

LENGTHS = range(10, 201)  # characters of a passphrase
FORMAT = 1
FILE_LIMIT = 64 * 1024
_SALT = 16
_TEXTS = ("public", "recipient", "recovery", "salt", "box", "sealed")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a guess of the passphrase costs: passes of Argon2id, and the bytes that each needs."""

    passes: int = 3
    memory: int = 256 * 1024 * 1024


# A quarter of a second to one second on the laptops of a school.
LIMITS = Limits()
# What a file may ask for: no damaged file makes the program try to take all memory.
_MOST = Limits(10, 1024 * 1024 * 1024)
_LEAST = Limits(1, 8 * 1024)


@dataclass(frozen=True, slots=True)
class TeacherKeys:
    """What an unlocked desk holds: the key to sign with, and the age identity."""

    signing: SigningKey = field(repr=False)
    identity: str = field(repr=False)

    @property
    def public(self) -> str:
        """The public half of the signing key, as minisign writes it."""
        return self.signing.public

    @property
    def recipient(self) -> str:
        """What others seal for this teacher with."""
        return sealed.recipient_of(self.identity)


@dataclass(frozen=True, slots=True)
class LockedKeys:
    """Keys at rest. All of it may be seen by others; the secrets are in `box` and `sealed`."""

    public: str
    recipient: str
    recovery: str  # the public half of the school's recovery key
    limits: Limits
    salt: bytes
    box: bytes
    sealed: bytes


def new_keys(random_bytes: Callable[[int], bytes] = os.urandom) -> TeacherKeys:
    """Return keys that nobody has."""
    return TeacherKeys(SigningKey(random_bytes(32)), sealed.new_identity())


def lock(
    keys: TeacherKeys,
    passphrase: str,
    recovery_recipient: str,
    *,
    limits: Limits = LIMITS,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> LockedKeys:
    """Lock keys with a passphrase, and seal them to the recovery key.

    Raises:
        UserError: the passphrase is too short or too long, or the recovery key is none.
    """
    from nacl.secret import SecretBox

    _checked(passphrase)
    salt, secret = random_bytes(_SALT), _packed(keys)
    box = SecretBox(_key(passphrase, salt, limits))
    return LockedKeys(
        public=keys.public,
        recipient=keys.recipient,
        recovery=recovery_recipient,
        limits=limits,
        salt=salt,
        box=bytes(box.encrypt(secret, random_bytes(SecretBox.NONCE_SIZE))),
        sealed=sealed.seal(secret, [recovery_recipient]),
    )


def unlock(locked: LockedKeys, passphrase: str) -> TeacherKeys:
    """Return the keys that a passphrase opens.

    Raises:
        UserError: it is not the passphrase, or the locked keys are damaged; nobody can tell which.
    """
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    wrong = UserError(
        "This is not your passphrase.",
        todo="Type it once more, or use the recovery key of your school.",
    )
    if len(_plain(passphrase)) not in LENGTHS:
        raise wrong
    try:
        secret = SecretBox(_key(passphrase, locked.salt, locked.limits)).decrypt(locked.box)
    except CryptoError:
        raise wrong from None
    return _same(locked, secret)


def recover(locked: LockedKeys, recovery_identity: str) -> TeacherKeys:
    """Return the keys by the recovery key of the school, as typed from paper.

    Raises:
        UserError: the text is no key, is the key of another school, or the keys are damaged.
    """
    identity = sealed.read_identity(recovery_identity)
    try:
        secret = sealed.unseal(locked.sealed, [identity])
    except sealed.SealError as error:
        if error.kind == "not for us":
            raise UserError(
                "This recovery key is not the one that was made for these keys.",
                todo="Look whether your school has another sheet.",
            ) from error
        raise _damaged() from error
    return _same(locked, secret)


def new_passphrase(
    locked: LockedKeys, old: str, new: str, *, limits: Limits | None = None
) -> LockedKeys:
    """Return the same keys under another passphrase and, as before, the recovery key.

    Raises:
        UserError: `old` is not the passphrase, or `new` is too short or too long.
    """
    _checked(new)
    keys = unlock(locked, old)
    return lock(keys, new, locked.recovery, limits=limits or locked.limits)


def encoded(locked: LockedKeys) -> bytes:
    """Return locked keys as the bytes of a file: JSON in UTF-8."""
    words: dict[str, object] = {
        "nklearn-teacher-keys": FORMAT,
        "public": locked.public,
        "recipient": locked.recipient,
        "recovery": locked.recovery,
        "passes": locked.limits.passes,
        "memory": locked.limits.memory,
        **{
            name: b64encode(getattr(locked, name)).decode("ascii")
            for name in ("salt", "box", "sealed")
        },
    }
    return (json.dumps(words, indent=1) + "\n").encode("ascii")


def decoded(data: bytes) -> LockedKeys:
    """Return the locked keys of a file.

    Raises:
        UserError: it is damaged, or of a newer version.
    """
    if len(data) > FILE_LIMIT:
        raise _damaged()
    try:
        found: object = json.loads(data)
        if not isinstance(found, dict):
            raise _damaged()
        words = cast("dict[str, Any]", found)
        version = words["nklearn-teacher-keys"]
        if isinstance(version, int) and version > FORMAT:
            raise UserError(
                "These teacher’s keys were saved by a newer NKLearn.", todo="Install that version."
            )
        limits = Limits(int(words["passes"]), int(words["memory"]))
        texts = [str(words[name]) for name in _TEXTS]
        public, recipient, recovery, salt, box, closed = texts
        locked = LockedKeys(
            public,
            recipient,
            recovery,
            limits,
            b64decode(salt, validate=True),
            b64decode(box, validate=True),
            b64decode(closed, validate=True),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if len(locked.salt) != _SALT or not (
        _LEAST.passes <= limits.passes <= _MOST.passes
        and _LEAST.memory <= limits.memory <= _MOST.memory
    ):
        raise _damaged()
    return locked


def _packed(keys: TeacherKeys) -> bytes:
    words = {"format": FORMAT, "seed": keys.signing.seed.hex(), "identity": keys.identity}
    return json.dumps(words).encode("ascii")


def _same(locked: LockedKeys, secret: bytes) -> TeacherKeys:
    """Return the keys of opened bytes, if they are those whose public halves stand beside."""
    try:
        words = json.loads(secret)
        keys = TeacherKeys(SigningKey(bytes.fromhex(words["seed"])), str(words["identity"]))
    except (ValueError, KeyError, TypeError):
        raise _damaged() from None
    if (keys.public, keys.recipient) != (locked.public, locked.recipient):
        raise _damaged()
    return keys


def _key(passphrase: str, salt: bytes, limits: Limits) -> bytes:
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    try:
        return argon2id.kdf(
            SecretBox.KEY_SIZE,
            _plain(passphrase).encode("utf-8", "replace"),
            salt,
            opslimit=limits.passes,
            memlimit=limits.memory,
        )
    except (MemoryError, RuntimeError):  # what PyNaCl raises where Argon2id gets no memory
        raise UserError(
            "There is not enough free memory to try the passphrase.",
            todo="Close other programs, then try again.",
        ) from None


def _checked(passphrase: str) -> None:
    if len(_plain(passphrase)) not in LENGTHS:
        raise UserError(
            f"A passphrase has {LENGTHS.start} to {LENGTHS.stop - 1} characters.",
            todo="Four or five words that you alone would put together do well.",
        )


def _plain(passphrase: str) -> str:
    """Return a passphrase as every keyboard and system would send it."""
    return unicodedata.normalize("NFC", passphrase)


def _damaged() -> UserError:
    return UserError(
        "The saved keys of this teacher are damaged.",
        todo="Put the folder back from a copy that was made earlier.",
    )
