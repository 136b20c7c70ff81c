"""The exchange folder: files arrive whole, never over another, and everything there is told."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.base.errors import UserError
from nklearn.classroom import exchange
from nklearn.classroom.exchange import Trouble, name_of, put, scan, tidy

AGE = b"age-encryption.org/v1\n-> X25519 abc\n"
DEVICE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def labels(folder: Path) -> dict[str, Trouble | None]:
    return {found.label: found.trouble for found in scan(folder)}


@settings(max_examples=40)
@given(st.sampled_from(sorted(exchange.ENDINGS)), st.binary(max_size=50), st.text(max_size=20))
def test_names_are_lower_case_ascii_and_safe_on_windows(
    kind: str, data: bytes, document: str
) -> None:
    name = name_of(kind, data, document)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]{1,8})?-[0-9a-f]{16}\.nk[a-z]+", name)
    assert not DEVICE.match(name)
    assert hashlib.sha256(data).hexdigest()[:16] in name


def test_a_file_is_put_once_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = put(tmp_path, "result", AGE)
    assert path.read_bytes() == AGE
    assert put(tmp_path, "result", AGE) == path
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert put(tmp_path, "assignment", AGE, "0123456789abcdef").name.startswith(
        "assignment-01234567-"
    )


def test_other_bytes_of_that_name_stay_and_ours_get_another(tmp_path: Path) -> None:
    taken = tmp_path / name_of("result", AGE)
    taken.write_bytes(b"something else")
    path = put(tmp_path, "result", AGE)
    assert path != taken and path.read_bytes() == AGE
    assert taken.read_bytes() == b"something else"
    assert path.name.endswith(".nkresult")


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_sticks_without_hard_links_take_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    path = put(tmp_path, "result", AGE)
    assert path.read_bytes() == AGE
    # What a start left that was cut off between taking the name and filling it.
    path.write_bytes(b"")
    assert put(tmp_path, "result", AGE) == path
    assert path.read_bytes() == AGE
    path.write_bytes(b"another")
    other = put(tmp_path, "result", AGE)
    assert other != path and path.read_bytes() == b"another"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_busy_file_is_tried_again_and_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times, pauses = os.open, [0], list[float]()

    def busy(path: str, *rest: int) -> int:
        times[0] += 1
        if times[0] <= 3:
            raise OSError(errno.EBUSY, "held")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", busy)
    assert put(tmp_path, "result", AGE, sleep=pauses.append).read_bytes() == AGE
    assert len(pauses) == 3
    times[0] = -10_000
    pauses.clear()
    with pytest.raises(UserError):
        put(tmp_path, "result", AGE + b"2", sleep=pauses.append)
    assert 0 < sum(pauses) < 2


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "room"), (errno.EROFS, "may not write"), (errno.ENOENT, "not there any more")],
)
def test_a_refusal_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=words) as caught:
        put(tmp_path, "result", AGE)
    assert caught.value.todo and caught.value.safe
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not there any more"):
        put(tmp_path / "gone", "result", AGE)
    with pytest.raises(UserError, match="can’t be read"):
        list(scan(tmp_path / "gone"))


def test_what_may_be_ours_is_found_whatever_its_name(tmp_path: Path) -> None:
    names = [
        "a.nkresult", "A (1).NKRESULT", "b.sync-conflict-20261122-101010-ABCDEFG.nkresult",
        "c.nkresult.part", "d.nkresult.crdownload", "e.nkresult~", "renamed.txt", "~f.nkassign",
        ".syncthing.g.nkresult.tmp",
    ]  # fmt: skip
    for name in names:
        (tmp_path / name).write_bytes(AGE)
    (tmp_path / "Class").mkdir()
    (tmp_path / "Class" / "h.nkrelease").write_bytes(b"untrusted comment: x\n")
    (tmp_path / "Class" / "deeper").mkdir()
    (tmp_path / "Class" / "deeper" / "i.nkresult").write_bytes(AGE)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    for passed in (".nk-0123.tmp", "Thumbs.db", ".stignore"):
        (tmp_path / passed).write_bytes(AGE)
    found = {each.label: each for each in scan(tmp_path)}
    assert set(found) == {*names, "Class/h.nkrelease", "photo.jpg"}
    assert not found["photo.jpg"].expected and not found["photo.jpg"].data
    assert all(each.data for label, each in found.items() if label != "photo.jpg")
    arriving = {label for label, each in found.items() if each.arriving}
    assert arriving == {names[3], names[4], names[5], names[8]}
    assert [each.label for each in scan(tmp_path)] == [each.label for each in scan(tmp_path)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_links_pipes_and_giants_are_told_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.nkresult").write_bytes(AGE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.nkresult").symlink_to(outside / "secret.nkresult")
    (folder / "b").symlink_to(outside)
    os.mkfifo(folder / "c.nkresult")
    os.mkfifo(folder / "d")
    (folder / "e.nkresult").write_bytes(b"")
    with (folder / "f.nkresult").open("wb") as stream:
        stream.truncate(20 * 1024**3)
    found = labels(folder)
    assert found == {
        "a.nkresult": Trouble.LINK,
        "b": None,
        "c.nkresult": Trouble.NOT_A_FILE,
        "d": None,
        "e.nkresult": Trouble.EMPTY,
        "f.nkresult": Trouble.TOO_LARGE,
    }


def test_a_file_that_grows_while_it_is_read_is_still_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.nkresult"
    path.write_bytes(AGE)
    real, calls = os.fstat, [0]

    def growing(handle: int) -> os.stat_result:
        calls[0] += 1
        if calls[0] == 2:
            with path.open("ab") as stream:
                stream.write(b"more")
        return real(handle)

    monkeypatch.setattr(os, "fstat", growing)
    assert labels(tmp_path) == {"a.nkresult": Trouble.CHANGING}
    monkeypatch.undo()
    assert labels(tmp_path) == {"a.nkresult": None}


def test_old_leftovers_go_and_nothing_else(tmp_path: Path) -> None:
    for name, age in ((".nk-1.tmp", 90_000), (".nk-2.tmp", 10), ("a.nkresult", 90_000)):
        (tmp_path / name).write_bytes(AGE)
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    assert tidy(tmp_path, now=1e9) == 1
    assert {each.name for each in tmp_path.iterdir()} == {".nk-2.tmp", "a.nkresult"}
