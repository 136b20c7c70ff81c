"""What all tests share: the compiled content, a workspace of their own, and no leftovers."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

# Tests never take a screen, and never an account's own workspace.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("NKLEARN_HOME", None)
os.environ.pop("NKLEARN_CONTENT", None)
os.environ["NKLEARN_DEFAULTS"] = ""  # none: nor does a school's file on this machine count

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shipped_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of this checkout, compiled once in a run: its workers share it, to be read."""
    from PySide6.QtCore import QLockFile

    from nklearn.content.compile.compiler import compile_content

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "content"
    folder.mkdir(exist_ok=True)
    out, done = folder / "content.db", folder / "done"
    lock = QLockFile(str(folder / "lock"))
    lock.setStaleLockTime(0)  # it is free when its process is gone, however long it compiles
    assert lock.lock(), "another worker's content can't be waited for"
    try:
        if not done.exists():
            compile_content(ROOT, out, out.with_name("teacher-pack.db"))
            done.touch()
    finally:
        lock.unlock()
    return out


@pytest.fixture(scope="session")
def shipped_pack(shipped_content: Path) -> Path:
    """The graded questions of this checkout, beside that content."""
    return shipped_content.with_name("teacher-pack.db")


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Generator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    leaked = [
        thread.name
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.daemon
    ]
    assert not leaked, f"threads left behind: {leaked}"
