"""Programs that know nothing of us verify what we sign and open what we seal."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.fixtures.classroom import (
    identity,
    locked_keys,
    recipient,
    recovery_identity,
    signing_key,
    teacher_keys,
)

from nklearn.base import signed
from nklearn.classroom import sealed
from nklearn.classroom.binding import Binding

pytestmark = pytest.mark.external
PAYLOAD = '{"title": "Steel, and “Juche” 주체"}\n\r\n'.encode()
TRUSTED = str(Binding("assignment", "0123456789abcdef", "fedcba9876543210", 1))


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, timeout=30, check=False
    )


def taken_apart(data: bytes, folder: Path) -> tuple[Path, Path]:
    """Do what the documentation tells: four lines are the signature, the rest what it signs."""
    whole, signature, payload = folder / "F", folder / "s", folder / "p"
    whole.write_bytes(data)
    signature.write_bytes(run("head", "-n", "4", whole).stdout)
    payload.write_bytes(run("tail", "-n", "+5", whole).stdout)
    return payload, signature


def test_minisign_verifies_what_we_sign(tmp_path: Path) -> None:
    minisign, key = program("minisign"), signing_key()
    data = signed.sign(key, PAYLOAD, untrusted="signed by NKLearn", trusted=TRUSTED)
    payload, signature = taken_apart(data, tmp_path)
    assert payload.read_bytes() == PAYLOAD
    check = (minisign, "-V", "-m", payload, "-x", signature, "-P")
    verified = run(*check, key.public)
    assert verified.returncode == 0, verified.stderr
    assert TRUSTED.encode() in verified.stdout
    assert run(*check, signing_key(1).public).returncode != 0
    payload.write_bytes(PAYLOAD + b" ")
    assert run(*check, key.public).returncode != 0
    payload.write_bytes(PAYLOAD)
    signature.write_bytes(signature.read_bytes().replace(b"sequence=1", b"sequence=2"))
    assert run(*check, key.public).returncode != 0


def test_we_verify_what_minisign_signs_except_for_its_random_key_ids(tmp_path: Path) -> None:
    """Our ids follow from keys; a key of minisign’s own is told as no key of ours."""
    minisign = program("minisign")
    public, secret = tmp_path / "k.pub", tmp_path / "k.sec"
    assert run(minisign, "-G", "-W", "-p", public, "-s", secret).returncode == 0
    payload, signature = tmp_path / "p", tmp_path / "s"
    payload.write_bytes(PAYLOAD)
    made = run(minisign, "-S", "-s", secret, "-m", payload, "-x", signature, "-t", TRUSTED)
    assert made.returncode == 0, made.stderr
    parts = signed.split(signature.read_bytes() + PAYLOAD)
    assert (parts.trusted, parts.payload) == (TRUSTED, PAYLOAD)
    # minisign prints the id as a number: one key in sixteen has a leading zero that it leaves out.
    printed = public.read_text("utf-8").splitlines()[0].rpartition(" ")[2]
    assert int(parts.key_id, 16) == int(printed, 16)


def test_age_opens_what_we_seal(tmp_path: Path) -> None:
    age, closed = program("age"), tmp_path / "answers.nkresult"
    closed.write_bytes(sealed.seal(PAYLOAD, [recipient(0), recipient(1)]))
    for number, opens in ((0, True), (1, True), (2, False)):
        key = tmp_path / f"key-{number}.txt"
        key.write_text(identity(number) + "\n", "utf-8")
        opened = run(age, "-d", "-i", key, closed)
        assert (opened.returncode == 0) is opens
        assert (opened.stdout == PAYLOAD) is opens


def test_we_open_what_age_seals(tmp_path: Path) -> None:
    age, plain = program("age"), tmp_path / "plain"
    plain.write_bytes(PAYLOAD)
    closed = run(age, "-r", recipient(), plain).stdout
    assert sealed.unseal(closed, [identity()]) == PAYLOAD


def test_age_reads_the_key_that_we_print(tmp_path: Path) -> None:
    keygen, key = program("age-keygen"), tmp_path / "key.txt"
    key.write_text(identity() + "\n", "utf-8")
    assert run(keygen, "-y", key).stdout.decode().strip() == recipient()


def test_age_opens_the_keys_of_a_lost_computer_with_the_recovery_key(tmp_path: Path) -> None:
    """As docs/teaching-format.md tells: what is sealed for the school holds the teacher's key."""
    age, key, closed = program("age"), tmp_path / "key.txt", tmp_path / "sealed"
    key.write_text(recovery_identity() + "\n", "utf-8")
    closed.write_bytes(locked_keys().sealed)
    secret = json.loads(run(age, "-d", "-i", key, closed).stdout)
    assert secret["identity"] == teacher_keys().identity
    assert bytes.fromhex(secret["seed"]) == teacher_keys().signing.seed
