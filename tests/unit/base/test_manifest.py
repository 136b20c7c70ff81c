"""Whatever happens to an installed file is found by the list of files, and named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nklearn.base import manifest
from nklearn.base.errors import UserError
from nklearn.base.manifest import Entry, Manifest

LIBRARY = "_internal/PySide6/Qt/lib/libQt6Core.so.6"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder as an installer puts it in place, with its list."""
    folder = tmp_path / "nklearn 관리소"
    for path, data in {
        "nklearn": b"\x7fELF",
        LIBRARY: b"Qt" * 5000,
        "_internal/content.db": b"content",
        "_internal/resources/fonts/NKLearnSans.ttf": b"",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "nklearn").chmod(0o755)
    (folder / "_internal/libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    list_files(folder)
    return folder


def list_files(folder: Path) -> None:
    made = Manifest("0.1.0", "c" * 40, "linux-x86_64", manifest.scan(folder))
    (folder / manifest.NAME).write_bytes(manifest.to_bytes(made))


def faults(folder: Path) -> list[str]:
    made = manifest.read(folder)
    assert made is not None
    return [f"{fault.kind} {fault.path}" for fault in manifest.check(folder, made)]


def test_a_whole_folder_has_no_fault_wherever_it_is_moved(program: Path, tmp_path: Path) -> None:
    assert faults(program) == []
    assert faults(program.rename(tmp_path / "elsewhere")) == []


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: list[tuple[Callable[[Path], object], str]] = [
    (lambda at: flip(at / LIBRARY), f"changed {LIBRARY}"),
    (lambda at: os.truncate(at / LIBRARY, 9999), f"changed {LIBRARY}"),
    (lambda at: (at / "_internal/content.db").unlink(), "missing _internal/content.db"),
    (lambda at: (at / "nklearn").chmod(0o644), "changed nklearn"),
    (lambda at: (at / "nklearn").unlink(), "missing nklearn"),
    (lambda at: folder_instead(at / LIBRARY), f"changed {LIBRARY}"),
    (
        lambda at: (at / "_internal/PySide6/evil.so").write_bytes(b"x"),
        "additional _internal/PySide6/evil.so",
    ),
    (
        lambda at: (at / "_internal/evil").symlink_to("/"),
        "additional _internal/evil",
    ),
    (
        lambda at: (at / "_internal/libQt6Core.so.6").unlink(),
        "missing _internal/libQt6Core.so.6",
    ),
]


@pytest.mark.parametrize(("damage", "found"), DAMAGES)
def test_damage_is_found_and_named(
    program: Path, damage: Callable[[Path], object], found: str
) -> None:
    damage(program)
    assert faults(program) == [found]


def test_a_link_must_lead_where_it_led(program: Path) -> None:
    link = program / "_internal/libQt6Core.so.6"
    link.unlink()
    link.symlink_to("PySide6/Qt/lib/../lib/libQt6Core.so.6")
    assert faults(program) == ["changed _internal/libQt6Core.so.6"]
    link.unlink()
    link.write_bytes((program / LIBRARY).read_bytes())  # as a copy without links makes it
    assert faults(program) == ["changed _internal/libQt6Core.so.6"]


def test_what_a_person_keeps_beside_the_program_is_no_fault(program: Path) -> None:
    (program / "portable").touch()
    (program / "workspace").mkdir()
    (program / "workspace" / "workspace.db").write_bytes(b"mine")
    assert faults(program) == []


def test_a_file_that_may_be_run_though_it_need_not_is_no_fault(program: Path) -> None:
    for path in program.rglob("*"):
        path.chmod(0o777)  # as a stick with a file system of Windows shows it
    assert faults(program) == []


@pytest.mark.skipif(os.access("/root", os.R_OK), reason="root may read everything")
def test_what_cannot_be_read_is_said(program: Path) -> None:
    (program / LIBRARY).chmod(0)
    assert faults(program) == [f"unreadable {LIBRARY}"]


def test_a_fault_is_one_line_with_what_to_do(program: Path) -> None:
    os.truncate(program / LIBRARY, 3)
    made = manifest.read(program)
    assert made is not None
    assert [str(fault) for fault in manifest.check(program, made)] == [
        f"{LIBRARY}: was changed; install NKLearn again (3 bytes instead of 10000)"
    ]


def test_the_same_folder_gives_the_same_bytes_and_the_list_reads_back(program: Path) -> None:
    first = (program / manifest.NAME).read_bytes()
    for path in program.rglob("*"):
        os.utime(path, (1, 1), follow_symlinks=False)
    list_files(program)  # now with a list in the folder, which does not list itself
    assert (program / manifest.NAME).read_bytes() == first
    made = manifest.read(program)
    assert made is not None
    assert manifest.to_bytes(made) == first
    assert [entry.path for entry in made.files] == sorted(entry.path for entry in made.files)
    assert {entry.path for entry in made.files if entry.executable} == {"nklearn"}
    assert json.loads(first)["files"][0]["path"] == LIBRARY


def test_a_folder_without_a_list_has_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) is None


GOOD = manifest.to_bytes(Manifest("1", "2", "3", (Entry("nklearn", 1, "a" * 64),)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD[:-20],
        GOOD.replace(b'"format": 1', b'"format": 2'),
        GOOD.replace(b'"nklearn", "size"', b'"../other", "size"'),
        GOOD.replace(b'"nklearn", "size"', b'"/etc/passwd", "size"'),
        GOOD.replace(b'"size": 1', b'"size": "many"'),
        GOOD.replace(b"aaaa", b"a"),
        b'{"format": 1, "version": "", "commit": "", "platform": "", "files": []}',
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b" " * (manifest.LIMIT + 1),
    ],
)
def test_a_damaged_list_is_refused_in_plain_words(tmp_path: Path, data: bytes) -> None:
    assert data != GOOD
    (tmp_path / manifest.BUNDLE).mkdir()
    (tmp_path / manifest.NAME).write_bytes(data)
    with pytest.raises(UserError, match="is damaged"):
        manifest.read(tmp_path)
