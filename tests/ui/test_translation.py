"""A translation made with Qt's own tools is used by a started program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nklearn.base import paths

START = """
from PySide6.QtWidgets import QAbstractButton
from nklearn import app
from nklearn.base import paths
from nklearn.content.catalog import Catalog
from nklearn.storage.workspace_store import WorkspaceStore
app.make_application()
window = app.make_window(Catalog.open(paths.content_db()), WorkspaceStore.in_memory())
window.go("nk:home")
print([b.text() for b in window.findChildren(QAbstractButton)])
app.dispose(window)
"""


def tool(name: str, *arguments: str) -> str:
    folder = Path(sys.executable).parent
    done = subprocess.run(
        [folder / name, *arguments], check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout + done.stderr


def test_words_of_the_window_can_be_translated(tmp_path: Path, shipped_content: Path) -> None:
    sources = sorted(str(path) for path in (paths.root() / "src/nklearn/ui").rglob("*.py"))
    written = tmp_path / "nklearn_de.ts"
    tool("pyside6-lupdate", *sources, "-ts", str(written))
    text = written.read_text(encoding="utf-8")
    assert text.count("<source>") > 700
    # Words that a function of our own passed on would not be found by Qt's tool.
    assert [path for path in sources if "def _tr(" in Path(path).read_text("utf-8")] == []
    unfinished = '<source>Lessons</source>\n        <translation type="unfinished"></translation>'
    assert unfinished in text
    done = "<source>Lessons</source>\n        <translation>Lektionen</translation>"
    written.write_text(text.replace(unfinished, done), encoding="utf-8")
    tool("pyside6-lrelease", str(written), "-qm", str(tmp_path / "nklearn_de.qm"))
    said = subprocess.run(
        [sys.executable, "-c", START],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={
            **os.environ,
            "NKLEARN_CONTENT": str(shipped_content),
            "NKLEARN_TRANSLATIONS": str(tmp_path),
            "LC_ALL": "de_DE.UTF-8",
            "LANGUAGE": "de_DE",
        },
    ).stdout
    assert "Lektionen" in said
    assert "Practice" in said, "what is not translated stays"
