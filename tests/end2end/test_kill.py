"""Kill the program at any moment: all that it said was saved is there, and the quiz goes on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.end2end.learning_child import open_learner, seen

from nklearn.storage.workspace_migrations import MIGRATIONS
from nklearn.storage.workspace_store import WorkspaceStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

CHILD = Path(__file__).with_name("learning_child.py")
ROUNDS = 40
STARTS = 15


def run_and_kill(
    folder: Path, seed: int, disk: str, *, wait_for_start: bool, delay: float
) -> list[Any]:
    """Let a child learn for `delay` seconds, kill it, and return the whole lines that it said."""
    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    # Files, not pipes: a full pipe would stop the child at a print.
    output = folder.parent / f"{folder.name}-said"
    with (
        output.open("wb") as said,
        output.with_suffix(".errors").open("w+") as errors,
        subprocess.Popen(
            [sys.executable, CHILD, folder, str(seed), disk],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdout=said,
            stderr=errors,
        ) as process,
    ):
        while wait_for_start and process.poll() is None and b'"saved"' not in output.read_bytes():
            time.sleep(0.002)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        errors.seek(0)
        assert process.returncode == -signal.SIGKILL, errors.read()
    return [json.loads(line) for line in output.read_bytes().split(b"\n")[:-1]]


def after(quiz: dict[str, Any] | None, deed: str, found: dict[str, Any]) -> bool:
    """Tell whether `found` is what a quiz shows once `deed` was done: the rules, told again."""
    if deed in ("start", "restart"):
        return (
            (quiz is None or found["run"] != quiz["run"])
            and (found["position"], found["state"]) == (0, "asking")
            and found["attempts"] == [[]] * 5
        )
    assert quiz
    position, attempts = quiz["position"], [list(ids) for ids in quiz["attempts"]]
    outcomes, state = list(quiz["outcomes"]), quiz["state"]
    if deed in ("right", "wrong"):
        new = set(found["attempts"][position]) - set(attempts[position])
        if len(new) != 1:
            return False
        attempts[position] += new
        outcomes[position] = deed if outcomes[position] == "open" else outcomes[position]
        state = "checked"
    elif deed == "retry":
        state = "asking"
    else:
        position = position + 1 if deed == "next" else max(0, position - 1)
        state = "finished"
        if position < 5:
            state = "checked" if attempts[position] else "asking"
    wanted = {"position": position, "attempts": attempts, "outcomes": outcomes, "state": state}
    return found == quiz | wanted


class Witness:
    """Remembers what the program said, and compares it with what is on the disk."""

    def __init__(self) -> None:
        self.sections: set[str] = set()
        self.answers: set[str] = set()
        self.place: str | None = None
        self.quiz: dict[str, Any] | None = None

    def hear(self, lines: list[Any]) -> str:
        """Take in what was said; return what was under way, or nothing."""
        will = ""
        for line in lines:
            will = line.get("will", "")
            if section := line.get("section"):
                self.sections.add(section.rpartition("/")[2])
            self.place = line.get("place", self.place)
            if quiz := line.get("quiz"):
                self.quiz = quiz
                self.answers.update(*quiz["attempts"])
        return will

    def check(self, folder: Path, disk: str, will: str) -> None:
        """Compare with the disk; what was under way may have happened wholly or not at all."""
        with WorkspaceStore.open(folder, is_local=lambda _: disk == "local") as store:
            learner = open_learner(store)
            assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
            read = learner.read("m/one")
            assert read >= self.sections
            assert len(read - self.sections) <= (will == "read")
            stored = {row[0] for row in store._db.execute("SELECT id FROM answer")}
            assert stored >= self.answers
            assert len(stored - self.answers) <= (will in ("right", "wrong"))
            assert learner.place == self.place or will == "place"
            session = learner.last_quiz("m")
            assert session or self.quiz is None
            found = seen(session) if session else None
            assert found == self.quiz or (found and after(self.quiz, will, found)), (
                f"under way: {will}; said: {self.quiz}; found: {found}"
            )
            self.sections, self.answers, self.quiz = set(read), stored, found
            self.place = learner.place


@pytest.mark.parametrize(("disk", "rounds"), [("local", ROUNDS), ("network", ROUNDS // 2)])
def test_killed_while_learning(tmp_path: Path, disk: str, rounds: int) -> None:
    """On a network disk the file has a rollback journal, here left behind by the killed."""
    chance, witness = Random(20260301), Witness()
    for number in range(rounds):
        lines = run_and_kill(
            tmp_path / "home", number, disk, wait_for_start=True, delay=chance.uniform(0.0, 0.12)
        )
        if witness.quiz:  # the child itself resumes at the right place
            assert next(line["quiz"] for line in lines if "quiz" in line) == witness.quiz
        witness.check(tmp_path / "home", disk, witness.hear(lines))
    assert len(witness.sections) > rounds
    assert len(witness.answers) > rounds


@pytest.mark.parametrize("disk", ["local", "network"])
def test_killed_while_the_file_is_made(tmp_path: Path, disk: str) -> None:
    """The moments around making the file: a killed start leaves a workspace, or none."""
    chance = Random(20260302)
    began = time.monotonic()
    run_and_kill(tmp_path / "measure", 0, disk, wait_for_start=True, delay=0)
    start = time.monotonic() - began
    for number in range(STARTS):
        home, witness = tmp_path / str(number), Witness()
        delay = chance.uniform(0.4, 1.2) * start
        lines = run_and_kill(home, number, disk, wait_for_start=False, delay=delay)
        witness.check(home, disk, witness.hear(lines))
        with contextlib.closing(sqlite3.connect(home / "workspace.db")) as raw:
            assert raw.execute("SELECT count(*) FROM migration").fetchone() == (len(MIGRATIONS),)
