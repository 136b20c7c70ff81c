"""A teacher's keys open with the passphrase or the recovery key, and with nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.classroom import (
    PASSPHRASE,
    QUICK,
    identity,
    locked_keys,
    recipient,
    recovery_identity,
    teacher_keys,
)

from nklearn.base.errors import UserError
from nklearn.classroom import sealed
from nklearn.classroom.teacher_keys import (
    LIMITS,
    Limits,
    decoded,
    encoded,
    lock,
    new_keys,
    new_passphrase,
    recover,
    unlock,
)


def test_the_passphrase_opens_the_keys() -> None:
    assert unlock(locked_keys(), PASSPHRASE) == teacher_keys()


def test_real_limits_work_and_are_as_stated() -> None:
    assert Limits(3, 256 * 1024 * 1024) == LIMITS
    locked = lock(teacher_keys(), PASSPHRASE, recipient(-1))
    assert locked.limits == LIMITS
    assert unlock(locked, PASSPHRASE) == teacher_keys()


@pytest.mark.parametrize("typed", ["", "x", PASSPHRASE[:-1], PASSPHRASE.upper(), "x" * 5000])
def test_nothing_else_does(typed: str) -> None:
    with pytest.raises(UserError, match="not your passphrase"):
        unlock(locked_keys(), typed)


def test_a_passphrase_is_the_same_from_every_keyboard() -> None:
    locked = lock(teacher_keys(), "cafe\u0301 au lait 주체", recipient(-1), limits=QUICK)
    assert unlock(locked, "caf\u00e9 au lait \u110c\u116e\u110e\u1166") == teacher_keys()


def test_every_lock_has_its_own_salt() -> None:
    one = lock(teacher_keys(), PASSPHRASE, recipient(-1), limits=QUICK)
    other = lock(teacher_keys(), PASSPHRASE, recipient(-1), limits=QUICK)
    assert one.salt != other.salt
    assert one.box != other.box


@pytest.mark.parametrize("passphrase", ["", "short", "123456789", "x" * 201])
def test_a_short_passphrase_is_none(passphrase: str) -> None:
    with pytest.raises(UserError, match="10 to 200"):
        lock(teacher_keys(), passphrase, recipient(-1), limits=QUICK)
    with pytest.raises(UserError, match="10 to 200"):
        new_passphrase(locked_keys(), PASSPHRASE, passphrase)


def test_the_recovery_key_opens_them_as_it_stands_on_paper() -> None:
    shown = sealed.shown_identity(recovery_identity())
    assert recover(locked_keys(), shown.lower()) == teacher_keys()
    with pytest.raises(UserError, match="not the one"):
        recover(locked_keys(), identity(7))
    with pytest.raises(UserError, match="secret key"):
        recover(locked_keys(), shown[:-2])


def test_a_new_passphrase_replaces_the_old_and_keeps_the_recovery_key() -> None:
    with pytest.raises(UserError, match="not your passphrase"):
        new_passphrase(locked_keys(), "another one", "a new passphrase")
    changed = new_passphrase(locked_keys(), PASSPHRASE, "a new passphrase")
    assert unlock(changed, "a new passphrase") == teacher_keys()
    assert recover(changed, recovery_identity()) == teacher_keys()
    assert changed.limits == QUICK
    with pytest.raises(UserError, match="not your passphrase"):
        unlock(changed, PASSPHRASE)


def test_no_secret_stands_in_the_file() -> None:
    data, keys = encoded(locked_keys()), teacher_keys()
    assert decoded(data) == locked_keys()
    for secret in (keys.signing.seed.hex(), keys.identity, recovery_identity(), PASSPHRASE):
        assert secret.encode() not in data
        assert secret not in repr(keys)


def test_keys_that_are_not_those_beside_them_are_refused() -> None:
    """Somebody who can write the file can't make a teacher show another's fingerprint."""
    other = teacher_keys(1)
    for changed in (
        replace(locked_keys(), public=other.public),
        replace(locked_keys(), recipient=other.recipient),
    ):
        with pytest.raises(UserError, match="damaged"):
            unlock(changed, PASSPHRASE)
        with pytest.raises(UserError, match="damaged"):
            recover(changed, recovery_identity())


def changed(**words: object) -> bytes:
    found: dict[str, Any] = json.loads(encoded(locked_keys()))
    return json.dumps({**found, **words}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 60_000,
        b" " * 100_000,
        encoded(locked_keys())[:-10],
        changed(memory=2**50),
        changed(passes=10**9),
        changed(passes="many"),
        changed(salt="AAAA"),
        changed(box="!"),
    ],
)
def test_a_damaged_file_is_told_and_costs_nothing(data: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        decoded(data)


def test_a_newer_file_is_told() -> None:
    with pytest.raises(UserError, match="newer NKLearn"):
        decoded(changed(**{"nklearn-teacher-keys": 2}))


@given(st.data())
@settings(max_examples=40)
def test_no_changed_byte_of_the_secrets_goes_unseen(data: st.DataObject) -> None:
    locked = locked_keys()
    at = data.draw(st.integers(0, len(locked.box) - 1))
    box = bytearray(locked.box)
    box[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(UserError, match="not your passphrase"):
        unlock(replace(locked, box=bytes(box)), PASSPHRASE)


def test_new_keys_are_new() -> None:
    one, other = new_keys(), new_keys()
    assert one.public != other.public
    assert one.recipient != other.recipient
