"""The manual page names what the command line offers: all of it, and nothing else."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from tests.packaging.packers import LINUX

from nklearn.base.handover import CLASS_FILES
from nklearn.cli import parser

PAGE = LINUX / "share" / "nklearn.1"


def _plain() -> str:
    text = "\n".join(
        line for line in PAGE.read_text("utf-8").splitlines() if not line.startswith('.\\"')
    )
    return re.sub(r"\\f[BIR]", "", text).replace("\\-", "-")


def _subs(made: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    return {}


def _options(made: argparse.ArgumentParser) -> Iterator[str]:
    for action in made._actions:
        if action.help == argparse.SUPPRESS:
            continue  # what the program asks of itself
        yield from (name for name in action.option_strings if name.startswith("--"))


def test_every_command_is_named_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    page = _plain()
    teach = page[page.index(".SS For teachers") : page.index(".SH EXIT STATUS")]
    named: set[str] = set()
    commands = _subs(parser._commands())
    assert len(commands) > 8
    for name, made in commands.items():
        headings = [part for part in page.split(".TP\n") if re.match(rf"{name}\b", part)]
        assert headings, f"{name} is not in the manual"
        every = [made] if name == "teach" else [made, *_subs(made).values()]
        wanted = {option for each in every for option in _options(each)} - {"--help"}
        said = set(re.findall(r"--[a-z-]+", "".join(part.split("\n")[0] for part in headings)))
        assert said == wanted, name
        named |= said
        for action in _subs(made) if name != "teach" else ():
            assert any(re.match(rf"{name}\b.*\b{action}\b", part) for part in headings)
    for action in _subs(commands["teach"]):
        assert f".B {action}\n" in teach
    said = set(re.findall(r"^\.B ([a-z]+)$", teach, re.M))
    assert said == set(_subs(commands["teach"]))
    with pytest.raises(SystemExit):
        parser.parse(["--help"])
    of_the_window = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    assert "--first-paint" in of_the_window
    assert set(re.findall(r"--[a-z-]+", page)) == named | of_the_window


def test_every_file_of_a_class_is_named() -> None:
    assert all(f"*{ending}" in _plain() for ending in CLASS_FILES)


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here")
def test_it_is_well_formed() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", PAGE], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "gradebook" in done.stdout
