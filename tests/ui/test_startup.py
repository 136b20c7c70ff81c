"""Start-up in a process of its own: what is imported, and what bad files do."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fixtures.readers import add_reader

CHILD = Path(__file__).with_name("start_child.py")
RESOURCES = Path(__file__).parents[2] / "resources"


def start(home: Path, content: Path, choice: str = "", address: str = "", **more: str) -> str:
    done = subprocess.run(
        [sys.executable, str(CHILD), str(home), choice, *([address] if address else [])],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "NKLEARN_CONTENT": str(content), **more},
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
    assert "LATER []" in said
    assert "WRITTEN []" in said


def test_an_address_opens_at_once_for_one_reader_and_waits_for_the_choice_of_several(
    tmp_path: Path, shipped_content: Path
) -> None:
    home, address = tmp_path / "home", "nk:glossary/anthracite"
    assert "WINDOW nk:profiles" in start(home, shipped_content, "", address)
    add_reader(home, "Mina")
    assert f"WINDOW {address}" in start(home, shipped_content, "", address)
    add_reader(home, "Jun")
    assert "WINDOW nk:profiles" in start(home, shipped_content, "", address)


def test_missing_content_is_told_in_plain_words(tmp_path: Path) -> None:
    said = start(tmp_path / "home", tmp_path / "none.db")
    assert "BOX" in said
    assert "missing" in said
    assert "safe" in said
    assert "STATUS_CODE 1" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "damage", ["garbage", "truncated", "empty", "other", "newer", "older", "inside"]
)
def test_damaged_content_is_told_in_plain_words(
    tmp_path: Path, shipped_content: Path, damage: str
) -> None:
    data = shipped_content.read_bytes()
    path = tmp_path / "content.db"
    if damage == "other":
        sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()
    elif damage in ("newer", "older"):
        path.write_bytes(data)
        with contextlib.closing(sqlite3.connect(path)) as raw:
            raw.execute(f"PRAGMA user_version = {999 if damage == 'newer' else 0}")
    elif damage == "inside":
        with contextlib.closing(sqlite3.connect(shipped_content)) as raw:
            query = "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'"
            page = int(raw.execute(query).fetchone()[0])
            size = int(raw.execute("PRAGMA page_size").fetchone()[0])
        start_of = (page - 1) * size
        path.write_bytes(data[:start_of] + bytes([7]) * size + data[start_of + size :])
    else:
        wrong = {"garbage": os.urandom(5000), "truncated": data[:5000], "empty": b""}
        path.write_bytes(wrong[damage])
    said = start(tmp_path / "home", path)
    assert "BOX" in said
    told = {"newer": "newer NKLearn", "older": "older NKLearn", "inside": "damaged"}
    assert told.get(damage, "") in said
    assert "Your own work is kept elsewhere and is safe." in said
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


def test_a_workspace_that_was_deleted_is_made_anew(tmp_path: Path, shipped_content: Path) -> None:
    home = tmp_path / "home"
    start(home, shipped_content)
    shutil.rmtree(home)
    said = start(home, shipped_content)
    assert "WINDOW nk:profiles" in said
    assert "Nothing to save yet" in said
    assert (home / "workspace.db").exists()


@pytest.mark.parametrize("fonts", ["missing", "empty folder", "broken", "one broken"])
def test_without_our_fonts_it_starts_with_others_and_says_so(
    tmp_path: Path, shipped_content: Path, fonts: str
) -> None:
    bundle = tmp_path / "bundle" / "resources"
    shutil.copytree(RESOURCES, bundle)
    files = sorted((bundle / "fonts").glob("*.[to]tf"))
    if fonts == "missing":
        shutil.rmtree(bundle / "fonts")
    elif fonts == "empty folder":
        for file in files:
            file.unlink()
    else:
        for file in files if fonts == "broken" else files[:1]:
            file.write_bytes(file.read_bytes()[:3000])
    said = start(tmp_path / "home", shipped_content, NKLEARN_TEST_BUNDLE=str(bundle.parent))
    assert "WINDOW nk:profiles" in said
    assert said.count("NKLearn’s own fonts can’t be read") == 1
    assert "BOX" not in said


def test_with_our_fonts_nothing_is_said_of_them(tmp_path: Path, shipped_content: Path) -> None:
    assert "fonts" not in start(tmp_path / "home", shipped_content)
