"""A translation made with Qt's own tools is used by a started program."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

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


def said_in(sources: list[str]) -> Iterator[tuple[str, str | None]]:
    """Give the words that the sources ask a translation of; None where they are no literal.

    Qt's tool finds neither words that a function of our own passes on nor what stands within an
    f-string. A painter’s `translate` is about places, not words.
    """
    for source in sources:
        for call in ast.walk(ast.parse(Path(source).read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            at = {"tr": 0, "translate": 1}.get(call.func.attr, 9)
            if len(call.args) <= at or ast.unparse(call.func.value) == "painter":
                continue
            words = call.args[at]
            literal = words.value if isinstance(words, ast.Constant) else None
            yield f"{source}:{call.lineno}", literal if isinstance(literal, str) else None


def test_words_of_the_window_can_be_translated(tmp_path: Path, shipped_content: Path) -> None:
    sources = sorted(str(path) for path in (paths.root() / "src/nklearn/ui").rglob("*.py"))
    written = tmp_path / "nklearn_de.ts"
    tool("pyside6-lupdate", *sources, "-ts", str(written))
    text = written.read_text(encoding="utf-8")
    assert text.count("<source>") > 700
    found = {entry.text for entry in ElementTree.parse(written).iter("source")}
    missed = [f"{place}: {word}" for place, word in said_in(sources) if word not in found]
    assert missed == [], "Qt's tool does not find these"
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
