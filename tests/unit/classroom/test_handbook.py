"""docs/teaching.md: its bold words stand on the screen, and its commands can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from nklearn.cli.parser import parse

ROOT = Path(__file__).parents[3]
WORDS = (ROOT / "docs" / "teaching.md").read_text("utf-8")
OURS = {  # said strongly, by the handbook itself
    "bold",
    "confirms every computer that waits",
    "Every file is listed with what became of it",
}


def test_bold_words_are_those_on_the_screen() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "src/nklearn/ui").rglob("*.py"))
    )
    said = {" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", WORDS, re.DOTALL)}
    assert len(said) > 60
    unknown = {each for each in said - OURS if f'"{each}"' not in source}
    assert not unknown


def test_commands_can_be_typed() -> None:
    commands = re.findall(r"^\| `nklearn (teach [^`]+)`", WORDS, re.MULTILINE)
    assert len(commands) >= 11
    for command in commands:
        options = parse(shlex.split(command))
        assert options.action == shlex.split(command)[1]
