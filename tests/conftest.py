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

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shipped_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of this checkout, compiled afresh."""
    from nklearn.content.compile.compiler import compile_content

    out = tmp_path_factory.mktemp("content") / "content.db"
    compile_content(ROOT, out, out.with_name("teacher-pack.db"))
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
