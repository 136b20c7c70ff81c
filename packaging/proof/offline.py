"""Prove that the frozen program works without any network, and asks for none.

    python packaging/proof/offline.py [--program FILE]

A session by keyboard, in a network namespace that has no interface (`unshare --net`), with every
network call of the program and its children written down by strace: start, a lesson read and
printed, a question answered, a chart saved as PDF and as SVG, the map, an assignment opened, joined
and handed in, and the teacher's import. It fails on any socket of AF_INET or AF_INET6. Who is not
root gets the namespace together with one of users. `tests/end2end/test_offline.py` goes through the
same session from a checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from hands import Screen, StuckError, Window, screen, until

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PROGRAM = ROOT / "build" / "frozen" / "nklearn" / "nklearn"
CONTENT, PACK = ROOT / "build" / "content.db", ROOT / "build" / "teacher-pack.db"
_INET = re.compile(r"\bAF_INET6?\b")
_FAMILY = re.compile(r"\bsocket(?:pair)?\((AF_\w+|PF_\w+)")
LESSON = "nk:lesson/mining-economy/how-much-was-dug"
CLASS = "10B"
QUESTION = "mining-economy/two-answers-for-2010"  # a graded one with choices
LESSON_TITLE = "How much was dug, and who counted"
TITLE = "Coal and its counts"
STUCK = ROOT / "build" / "offline" / "stuck.png"  # what was on the screen when it went no further
# The places of these ways in a chart's menu.
SVG, PDF = 2, 6
_PDF_END = b"%%EOF\n"


class Session:
    """One workspace, and the program in it, started without a network and under strace."""

    def __init__(self, program: Path, folder: Path, content: Path, pack: Path) -> None:
        """Take the content to learn from, and a teacher's pack of graded questions."""
        self.program, self.folder = program, folder
        self.content, self._pack = content, pack
        self.home, self.trace = folder / "home", folder / "trace"
        self.exchange = folder / "exchange"  # where a class's files lie
        for new in (self.trace, self.exchange):
            new.mkdir()
        self._environment = {
            "HOME": str(folder),
            "NKLEARN_HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "NKLEARN_CONTENT": str(content),
        }

    def assign(self) -> tuple[Path, str]:
        """As a teacher, give out an assignment; return its file and a student's join code."""
        students = self.folder / "students.csv"
        students.write_text("name\nMina K.\n", "utf-8")
        self._teach("setup", "R. Adeyemi")
        self._teach("class", CLASS, "--import", students)
        self._teach("pack", self._pack)
        ask = ("--ask", QUESTION, "--folder", self.exchange)
        self._teach("assign", "--class", CLASS, "--title", TITLE, *ask)
        (school_class,) = json.loads(self._teach("classes", "--json"))
        (made,) = self.exchange.glob("*.nkassign")
        return made, school_class["students"][0]["join_code"]

    def collect(self) -> None:
        """As the teacher, take in what was handed in, and confirm the computer that it is from.

        Raises:
            StuckError: it was not opened, or no computer waits.
        """
        told = json.loads(self._teach("collect", "--json", self.exchange, fine=1))
        verdicts = {Path(file["name"]).suffix: file["verdict"] for file in told["files"]}
        if verdicts != {".nkassign": "ours", ".nkresult": "waiting"}:
            raise StuckError(f"the teacher's import: {verdicts}")
        self._teach("confirm")

    def _teach(self, *words: str | Path, fine: int = 0) -> str:
        environment = {
            **self._environment,
            "NKLEARN_HOME": str(self.folder / "teacher"),
            "NKLEARN_PASSPHRASE": "quiet river seven lamps",
        }
        done = subprocess.run(
            [*self._traced("teach"), "teach", *words],
            env=environment,
            capture_output=True,
            text=True,
        )
        if done.returncode != fine:
            raise StuckError(f"teach {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def _traced(self, name: str) -> list[str | Path]:
        log = self.trace / f"{name}-{time.monotonic_ns()}"
        strace = ("strace", "-f", "-qq", "-e", "trace=network", "-o", log)
        apart = ["unshare", "--net"] + (["--map-root-user"] if os.geteuid() else [])
        return [*apart, *strace, self.program]

    def start(self, on: Screen) -> subprocess.Popen[bytes]:
        """Open the window."""
        self._environment["DISPLAY"] = on.display
        return subprocess.Popen(
            self._traced("window"), env=self._environment, start_new_session=True
        )

    def open(self, target: str | Path) -> None:
        """Start a second time, which hands an address or file to the window."""
        command = [*self._traced("second"), target]
        subprocess.run(command, env=self._environment, check=True, timeout=60)

    def count(self, table: str) -> int:
        """Return how many rows a table of the workspace has."""
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])

    def ask(self, query: str) -> list[Any]:
        """Return what the workspace answers."""
        path = f"file:{self.home / 'workspace.db'}?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as raw:
            return raw.execute(query).fetchall()

    def calls(self) -> list[str]:
        """Return all network calls so far."""
        logs = sorted(self.trace.iterdir())
        return [line for log in logs for line in log.read_text("utf-8", "replace").splitlines()]


def internet(calls: Iterable[str]) -> list[str]:
    """Return the calls that are about a network of the internet's kind."""
    return [call for call in calls if _INET.search(call)]


def families(calls: Iterable[str]) -> list[str]:
    """Return the families of the sockets that were made."""
    return sorted({found[1] for call in calls if (found := _FAMILY.search(call))})


def run(session: Session, on: Screen) -> None:
    """Go through the session; say each step."""
    file, code = session.assign()
    _say("a teacher's assignment was made")
    window, process = Window(on), session.start(on)
    try:
        _learn(session, window)
        _take_away(session, window)
        _join(session, window, file, code)
        _hand_in(session, window)
        _close(window, process)
        session.collect()
        _say("the teacher took it in")
    except StuckError:
        print(f"  the program: {process.poll()}")
        on.picture(STUCK)
        raise
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _learn(session: Session, window: Window) -> None:
    """Add a reader, read a section, answer a question, open the map."""
    window.wait_for("Who is reading?")
    window.press("Return")
    window.wait_for("Add your name")
    window.write("Mina")
    window.press("Return")
    window.wait_for("Home")
    _say("started, a reader added")
    session.open(LESSON)
    window.wait_for(LESSON_TITLE)
    window.press("ctrl+Next")
    until("a section read", lambda: session.count("section_read"))
    _say("a lesson read")
    _print(session, window)
    window.press("alt+3")
    window.wait_for("Practice")
    window.go_on("Question 1")
    _answer(session, window)
    until("an answer", lambda: session.count("answer"))
    _say("a question answered")
    session.open("nk:map")
    time.sleep(2)
    _say("the map opened")


def _answer(session: Session, window: Window) -> None:
    """Answer the question that is shown; which it is, chance decides."""
    from tests.end2end.test_real_window import give

    from nklearn.content.catalog import Catalog

    (questions,) = session.ask("SELECT questions FROM quiz_run ORDER BY seq DESC LIMIT 1")[0]
    with closing(Catalog.open(session.content)) as catalog:
        give(window, catalog.question(re.findall(r"[\w./-]+", questions)[0]).body)


def _print(session: Session, window: Window) -> None:
    """Print the lesson: without a printer the system's dialog prints into a file of the home."""
    window.press("ctrl+p")
    time.sleep(1)
    window.press("Return")
    window.wait_for(LESSON_TITLE, dialog=True)
    window.press("Return")
    printed = session.folder / f"{LESSON_TITLE}.pdf"
    until("a printed lesson", lambda: printed.exists() and printed.read_bytes().endswith(_PDF_END))
    window.wait_for(LESSON_TITLE)
    _say("the lesson printed")


def _join(session: Session, window: Window, file: Path, code: str) -> None:
    """Open an assignment, trust the teacher, join with the code."""
    session.open(file)
    window.wait_for("Is this your teacher?")
    window.press("Tab", "Tab", "Return")
    window.wait_for("Type the code from your slip")
    window.write(code)
    window.press("Return")
    window.wait_for(TITLE)
    _say("an assignment opened and joined")


def _hand_in(session: Session, window: Window) -> None:
    """Answer its question, hand in, and save the sealed file."""
    window.press("Tab")
    window.go_on("Question 1")
    window.press("a")
    window.go_on("Before you hand in")
    window.press("Return")
    window.wait_for(f"Hand in “{TITLE}”?", dialog=True)
    window.press("Tab", "Return")
    window.wait_for("Where your work goes", dialog=True)
    window.write(str(session.exchange))
    window.press("Return")
    until("a sealed file", lambda: list(session.exchange.glob("*.nkresult")))
    window.wait_for(TITLE)
    _say("its question answered, and a sealed file handed in")


def _close(window: Window, process: subprocess.Popen[bytes]) -> None:
    """Close the window, once no dialog is in the way any more."""

    def ended() -> bool:
        window.close()
        time.sleep(1)
        return process.poll() is not None

    until("the end of the program", ended, 20)
    if process.returncode:
        raise StuckError(f"the program ended with {process.returncode}")
    _say("closed")


def _take_away(session: Session, window: Window) -> None:
    """Save a chart as a drawing and as PDF, and look into both."""
    session.open("nk:data/coal-iron-output")
    window.wait_for("Output of coal and iron ore")
    time.sleep(2)
    for place, name, begin in ((SVG, "chart.svg", b"<?xml"), (PDF, "chart.pdf", b"%PDF")):
        path = session.folder / name
        window.press("ctrl+e")
        time.sleep(1)
        window.press(*["Down"] * place, "Return")
        window.wait_for("Save")
        window.press("ctrl+a")
        window.write(str(path))
        window.press("Return")
        until(name, path.exists)
        if not path.read_bytes().startswith(begin):
            raise StuckError(f"{name} is no such file")
        window.wait_for("Output of coal and iron ore")
    _say("a chart saved as SVG and as PDF")


def _say(words: str) -> None:
    print(f"  {words}", flush=True)


def main() -> int:
    """Run the session; return 1 if a socket could have left the computer."""
    parser = argparse.ArgumentParser(description="Prove that the program asks for no network.")
    parser.add_argument("--program", type=Path, default=PROGRAM)
    program = parser.parse_args().program.resolve()
    if sys.platform != "linux":
        parser.exit(2, "This needs Linux.\n")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, screen() as on:
        session = Session(program, Path(folder), CONTENT, PACK)
        try:
            run(session, on)
        except StuckError as stuck:
            print(f"Offline: NOT proven: {stuck}")
            return 1
        calls = session.calls()
    bad = internet(calls)
    print("\n".join(bad))
    took = time.monotonic() - begun
    told = f"{len(calls)} network calls, families {', '.join(families(calls)) or 'none'}"
    print(f"Offline: {'NOT proven' if bad else 'proven'} in {took:.0f} s: {told}")
    return 1 if bad or not calls else 0


if __name__ == "__main__":
    sys.exit(main())
