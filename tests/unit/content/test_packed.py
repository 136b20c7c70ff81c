"""A `.nkcontent` file is taken whole, from whom is trusted, by the program that it is for."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from tests.fixtures import packs
from tests.fixtures.packs import KEY, PROGRAM, STRANGER

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.content import packed
from nklearn.storage.sqlite_files import CONTENT

TRUSTED = (STRANGER.public, KEY.public)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return packs.parcel(tmp_path / "a.nkcontent", "1.2")


def read(data: bytes, keys: tuple[str, ...] = TRUSTED) -> bytes:
    parcel = packed.unwrap(data, keys)
    into = io.BytesIO()
    packed.unpack(parcel, into)
    return into.getvalue()


def forged(header: dict[str, Any], body: bytes, trusted: str = "") -> bytes:
    """Return what somebody with the right key could have signed."""
    line = json.dumps(header, separators=(",", ":")).encode("ascii")
    comment = trusted or f"nkcontent {header['format']} {header['pack']} {header['version']}"
    return signed.sign(KEY, line + b"\n" + body, untrusted="x", trusted=comment, limit=packed.LIMIT)


def header_of(database: bytes, **other: object) -> dict[str, Any]:
    made: dict[str, Any] = {
        "format": 1,
        "pack": "nklearn",
        "version": "1.2",
        "content_format": CONTENT.version,
        "needs": "",
        "before": "",
        "sha256": hashlib.sha256(database).hexdigest(),
        "size": len(database),
    }
    return made | other


def test_it_holds_the_very_content_and_is_the_same_each_time(tmp_path: Path, file: Path) -> None:
    database = packs.content(tmp_path / "x.db", "1.2").read_bytes()
    assert read(file.read_bytes()) == database
    assert packs.parcel(tmp_path / "b.nkcontent", "1.2").read_bytes() == file.read_bytes()
    assert len(file.read_bytes()) < len(database) / 2


@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed")
def test_minisign_verifies_it(tmp_path: Path, file: Path) -> None:
    lines = file.read_bytes().split(b"\n", 4)
    (tmp_path / "s").write_bytes(b"\n".join(lines[:4]) + b"\n")
    (tmp_path / "p").write_bytes(lines[4])
    command = ["minisign", "-V", "-P", KEY.public, "-m", "p", "-x", "s"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "nkcontent 1 nklearn 1.2" in done.stdout


def test_only_a_trusted_key_counts(tmp_path: Path, file: Path) -> None:
    with pytest.raises(UserError, match=r"somebody whom this NKLearn does not know"):
        read(file.read_bytes(), (STRANGER.public,))
    with pytest.raises(UserError, match=r"knows no key"):
        read(file.read_bytes(), ())
    foreign = packs.parcel(tmp_path / "f.nkcontent", "1.2", STRANGER).read_bytes()
    with pytest.raises(UserError, match=r"does not know"):
        read(foreign, (KEY.public,))


def test_a_changed_byte_anywhere_is_noticed(file: Path) -> None:
    data = file.read_bytes()
    end_of_comment = data.index(b"\n")
    for at in [*range(end_of_comment, 420, 3), *range(420, len(data), len(data) // 60)]:
        changed = bytearray(data)
        changed[at] ^= 0x01
        with pytest.raises(UserError):
            read(bytes(changed))


def test_a_piece_is_not_the_whole(file: Path) -> None:
    data = file.read_bytes()
    for length in (0, 1, 60, 200, 330, 500, len(data) // 2, len(data) - 1):
        with pytest.raises(UserError):
            read(data[:length])
    with pytest.raises(UserError):
        read(data + b"x")


def test_another_signed_file_is_no_content() -> None:
    for words, payload in (("nkassign 1", b'{"a":1}\n'), ("nkcontent 1 nklearn 1.2", b"\n")):
        made = signed.sign(KEY, payload, untrusted="x", trusted=words)
        with pytest.raises(UserError, match="is not content"):
            read(made)


@pytest.mark.parametrize(
    "other",
    [
        {"format": 2},
        {"format": True},
        {"pack": "other"},
        {"version": "1.2-beta"},
        {"version": 12},
        {"content_format": 0},
        {"needs": "soon"},
        {"sha256": "00"},
        {"size": 0},
        {"size": packed.DATABASE_LIMIT + 1},
        {"more": 1},
    ],
)
def test_a_strange_header_is_refused(other: dict[str, object]) -> None:
    data = b"x" * 100
    made = forged(header_of(data, **other), zlib.compress(data))
    with pytest.raises(UserError, match="is not content"):
        read(made)


def test_the_trusted_comment_must_say_the_same() -> None:
    data = b"x" * 100
    made = forged(header_of(data), zlib.compress(data), trusted="nkcontent 1 nklearn 1.3")
    with pytest.raises(UserError, match="is not content"):
        read(made)


def test_a_bomb_is_left_after_what_it_announces() -> None:
    data = b"x" * 1000
    bomb = zlib.compress(bytes(512 * 1024 * 1024), 9)

    into = io.BytesIO()
    with pytest.raises(UserError, match="not what its maker says"):
        packed.unpack(packed.unwrap(forged(header_of(data), bomb), TRUSTED), into)
    assert len(into.getvalue()) <= 1000


@pytest.mark.parametrize(
    "body",
    [
        zlib.compress(b"x" * 99),
        zlib.compress(b"x" * 100) + b"behind",
        zlib.compress(b"x" * 100)[:-3],
        zlib.compress(b"y" * 100),
        b"no zlib at all",
        b"",
    ],
)
def test_what_it_holds_must_be_what_it_says(body: bytes) -> None:
    with pytest.raises(UserError, match="not what its maker says"):
        read(forged(header_of(b"x" * 100), body))


def test_it_says_for_which_programs_it_is() -> None:
    def check(program: str = PROGRAM, **other: object) -> None:
        made = forged(header_of(b"x", **other), zlib.compress(b"x"))
        packed.check_fits(packed.unwrap(made, TRUSTED).header, program, CONTENT.version)

    check()
    check(needs="0.1", before="0.2")
    check(needs="0.1.0")
    with pytest.raises(UserError, match=r"needs a newer NKLearn 0\.1\.1; this is NKLearn 0\.1\.0"):
        check(needs="0.1.1")
    with pytest.raises(UserError, match="needs a newer NKLearn; "):
        check(content_format=CONTENT.version + 1)
    with pytest.raises(UserError, match="for an older NKLearn"):
        check(before="0.1")
    with pytest.raises(UserError, match="for an older NKLearn"):
        check(content_format=CONTENT.version - 1)


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can’t be read"):
        packed.read_file(tmp_path / "none.nkcontent")
    large = tmp_path / "large.nkcontent"
    with large.open("wb") as stream:
        stream.truncate(packed.LIMIT + 1)
    with pytest.raises(UserError, match="larger than any"):
        packed.read_file(large)
