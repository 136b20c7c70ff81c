"""Start-up in a process of its own: what is imported, and what bad files do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nklearn.domain.records import Profile
from nklearn.storage.workspace_store import WorkspaceStore

CHILD = Path(__file__).with_name("start_child.py")


def start(home: Path, content: Path, choice: str = "", address: str = "") -> str:
    done = subprocess.run(
        [sys.executable, str(CHILD), str(home), choice, *([address] if address else [])],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "NKLEARN_CONTENT": str(content)},
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_heavy_is_imported_before_the_first_paint(
    tmp_path: Path, shipped_content: Path
) -> None:
    said = start(tmp_path / "home", shipped_content)
    assert "WINDOW nk:profiles" in said
    assert "HEAVY []" in said
    add_reader(tmp_path / "home", "Mina")
    said = start(tmp_path / "home", shipped_content)
    assert "WINDOW nk:home" in said
    assert "Welcome, Mina" in said
    assert "HEAVY []" in said


def test_an_address_opens_at_once_for_one_reader_and_waits_for_the_choice_of_several(
    tmp_path: Path, shipped_content: Path
) -> None:
    home, address = tmp_path / "home", "nk:glossary/anthracite"
    assert "WINDOW nk:profiles" in start(home, shipped_content, "", address)
    add_reader(home, "Mina")
    assert f"WINDOW {address}" in start(home, shipped_content, "", address)
    add_reader(home, "Jun")
    assert "WINDOW nk:profiles" in start(home, shipped_content, "", address)


def add_reader(home: Path, name: str) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with WorkspaceStore.open(home) as store:
        store.save_profile(Profile(name, name, now, "", now))


def test_missing_content_is_told_in_plain_words(tmp_path: Path) -> None:
    said = start(tmp_path / "home", tmp_path / "none.db")
    assert "BOX" in said
    assert "missing" in said
    assert "safe" in said
    assert "STATUS_CODE 1" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty", "other"])
def test_damaged_content_is_told_in_plain_words(
    tmp_path: Path, shipped_content: Path, damage: str
) -> None:
    data = shipped_content.read_bytes()
    path = tmp_path / "content.db"
    if damage == "other":
        sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()
    else:
        wrong = {"garbage": os.urandom(5000), "truncated": data[:5000], "empty": b""}
        path.write_bytes(wrong[damage])
    said = start(tmp_path / "home", path)
    assert "BOX" in said
    assert "STATUS_CODE 1" in said


def test_newer_workspace_is_left_alone_and_one_may_go_on_without_saving(
    tmp_path: Path, shipped_content: Path
) -> None:
    home = tmp_path / "home"
    start(home, shipped_content)
    path = home / "workspace.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    said = start(home, shipped_content)
    assert "newer" in said
    assert "STATUS_CODE 1" in said
    said = start(home, shipped_content, "Open without saving")
    assert "WINDOW nk:home" in said
    assert "Nothing can be saved here" in said
    assert path.read_bytes() == before


def test_unwritable_home_is_told_and_one_may_go_on(tmp_path: Path, shipped_content: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    said = start(blocked / "home", shipped_content, "Open without saving")
    assert "BOX" in said
    assert "WINDOW nk:home" in said
    assert blocked.read_text(encoding="utf-8") == "in the way"
