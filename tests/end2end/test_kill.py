"""Kill the program at any moment: all that it said was saved is there, and the quiz goes on."""

from __future__ import annotations

import contextlib
import copy
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
from tests.end2end.learning_child import MODES, open_learner, seen

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


def after(quiz: dict[str, Any] | None, will: dict[str, Any], found: dict[str, Any]) -> bool:
    """Tell whether `found` is what a quiz shows once `will` was done: the rules, told again."""
    deed = will["will"]
    if deed in ("start", "restart"):
        return (
            (quiz is None or found["run"] != quiz["run"])
            and (found["position"], found["state"], found["ended"]) == (0, "asking", False)
            and (found["attempts"], found["drafts"]) == ([[]] * 5, {})
        )
    assert quiz
    wanted = copy.deepcopy(quiz)
    here, drafts = quiz["position"], wanted["drafts"]
    match deed:
        case "right" | "wrong":
            new = [each for each in found["attempts"][here] if each not in quiz["attempts"][here]]
            if len(new) != 1 or new[0][1] != (1.0 if deed == "right" else 0.0):
                return False
            wanted["attempts"][here] += new
            drafts.pop(quiz["questions"][here], None)
        case "draft":
            drafts[quiz["questions"][here]] = will["draft"]
        case "skip":
            for part in ("questions", "attempts"):
                wanted[part].append(wanted[part].pop(here))
        case "hand_in":
            wanted["ended"] = True
        case "retry":
            pass
        case _:
            wanted["position"] = here + 1 if deed == "next" else max(0, here - 1)
    practice = quiz["mode"] == "practice"
    at = wanted["position"]
    wanted["ended"] |= practice and at == 5
    asks = deed in ("retry", "draft") or (at < 5 and not wanted["attempts"][at])
    if practice:
        wanted["state"] = "finished" if at == 5 else "asking" if asks else "checked"
    elif wanted["ended"]:
        wanted["state"] = "finished" if at == 5 else "checked"
    else:
        wanted["state"] = "summary" if at == 5 else "asking"
    wanted["outcomes"] = [
        outcome(attempts, first=practice, told=practice or wanted["ended"])
        for attempts in wanted["attempts"]
    ]
    return found == wanted


def outcome(attempts: list[Any], *, first: bool, told: bool) -> str:
    """How it went, by the attempt that counts; these questions give nothing or all."""
    if not attempts:
        return "open"
    if not told:
        return "given"
    return "right" if attempts[0 if first else -1][1] else "wrong"


def ids(quiz: dict[str, Any]) -> set[str]:
    """The answers of a quiz."""
    return {answer[0] for attempts in quiz["attempts"] for answer in attempts}


class Witness:
    """Remembers what the program said, and compares it with what is on the disk."""

    def __init__(self) -> None:
        self.sections: set[str] = set()
        self.answers: set[str] = set()
        self.place: str | None = None
        self.quizzes: dict[str, dict[str, Any]] = {}
        self.done: set[str] = set()

    def hear(self, lines: list[Any]) -> dict[str, Any]:
        """Take in what was said; return what was under way, or nothing."""
        will: dict[str, Any] = {}
        for line in lines:
            will = line if "will" in line else {}
            if section := line.get("section"):
                self.sections.add(section.rpartition("/")[2])
            self.place = line.get("place", self.place)
            if quiz := line.get("quiz"):
                self.quizzes[quiz["mode"]] = quiz
                self.answers |= ids(quiz)
                self.done.add(f"{quiz['mode']} {line['saved']}")
        return will

    def check(self, folder: Path, disk: str, under_way: dict[str, Any]) -> None:
        """Compare with the disk; what was under way may have happened wholly or not at all."""
        will = under_way.get("will", "")
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
            for mode in MODES:
                said, session = self.quizzes.get(mode), learner.last_quiz("m", mode)
                found = seen(session) if session else None
                moved = under_way.get("mode") == mode and found and after(said, under_way, found)
                assert found == said or moved, (
                    f"under way: {under_way}; said: {said}; found: {found}"
                )
                if found:
                    self.quizzes[mode] = found
            self.sections, self.answers = set(read), stored
            self.place = learner.place


@pytest.mark.parametrize(("disk", "rounds"), [("local", ROUNDS), ("network", ROUNDS // 2)])
def test_killed_while_learning(tmp_path: Path, disk: str, rounds: int) -> None:
    """On a network disk the file has a rollback journal, here left behind by the killed."""
    chance, witness = Random(20260301), Witness()
    for number in range(rounds):
        lines = run_and_kill(
            tmp_path / "home", number, disk, wait_for_start=True, delay=chance.uniform(0.0, 0.12)
        )
        resumed: dict[str, Any] = {}
        for quiz in [line["quiz"] for line in lines if "quiz" in line]:
            resumed.setdefault(quiz["mode"], quiz)
        for mode, quiz in resumed.items():  # the child itself resumes at the right place
            assert quiz == witness.quizzes.get(mode, quiz)
        witness.check(tmp_path / "home", disk, witness.hear(lines))
    assert len(witness.sections) > rounds
    assert len(witness.answers) > rounds
    # What a busy machine has the time for is left to chance, but for what comes all the time.
    often = ("draft", "right", "wrong", "next")
    assert witness.done >= {f"{mode} {deed}" for mode in ("practice", "check") for deed in often}
    assert "practice skip" in witness.done


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
