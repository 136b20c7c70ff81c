"""The real program in a real window, by keyboard alone: X events in, the workspace out.

`make test-external` gives a screen of its own. Nothing here knows where anything is drawn.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

from nklearn.content.catalog import Catalog
from nklearn.domain.questions import (
    Body,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Pointing,
    ShortAnswer,
    SingleChoice,
    Written,
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    NumericResponse,
    WrittenResponse,
)
from nklearn.learning.learner import Learner
from nklearn.learning.orders import option_order
from nklearn.learning.preferences import Preferences
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore

pytestmark = pytest.mark.external

PATIENCE = 60.0
NUMBER = "12.5"
STOPS = 40  # more than a page has before its check
CHOOSER = "Who is reading?"
Found = TypeVar("Found")


def until(what: str, look: Callable[[], Found | None], *, program: Program | None = None) -> Found:
    """Wait until `look` finds something; `what` says what was waited for."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        if program is not None:
            assert program.process.poll() is None, f"ended: {program.errors.read_text()}"
        time.sleep(0.05)
    title = program.title() if program else ""
    raise AssertionError(f"waited {PATIENCE:.0f} s for {what}; the window says “{title}”")


def xdotool(*words: str | int) -> str:
    done = subprocess.run(
        ["xdotool", *map(str, words)], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.stdout.strip()


class Hands(Protocol):
    """What it takes to answer."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        ...

    def write(self, text: str) -> None:
        """Type a text."""
        ...


class Program:
    """One start of the program, and hands on its keyboard."""

    def __init__(self, home: Path, content: Path, errors: Path) -> None:
        self.home, self.errors = home, errors
        self.window = 0
        self.environment = os.environ | {
            "NKLEARN_HOME": str(home),
            "NKLEARN_CONTENT": str(content),
            "QT_QPA_PLATFORM": "xcb",
        }
        with errors.open("w") as told:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nklearn"], env=self.environment, stderr=told
            )

    def start_again(self, *arguments: str) -> None:
        """Start the program a second time beside this one, and see it hand over and end well."""
        done = subprocess.run(
            [sys.executable, "-m", "nklearn", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def look(self) -> None:
        """Wait for the window, and give it the keyboard: no window manager does."""
        self.window = until("a window", self._find, program=self)
        first = until("a page", lambda: self.title() in ("Home", CHOOSER) and self.title())
        xdotool("windowfocus", "--sync", self.window)
        if first == CHOOSER:  # nobody has a name yet, and the card to add one has the keyboard
            self.press("Return")
            self.wait_for("Add your name")
            xdotool("type", "--delay", 30, "Mina")
            self.press("Return")
        self.wait_for("Home")

    def _find(self) -> int:
        found = xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name", "NKLearn$")
        return int(found.split()[0]) if found else 0

    def title(self) -> str:
        """The heading of the page, which is what the title begins with."""
        return xdotool("getwindowname", self.window).removesuffix(" – NKLearn")

    def wait_for(self, heading: str) -> None:
        until(f"“{heading}”", lambda: self.title() == heading, program=self)

    def press(self, *keys: str) -> None:
        xdotool("key", "--delay", 30, *keys)

    def write(self, text: str) -> None:
        """Type a text; longer ones faster."""
        xdotool("type", "--delay", 30 if len(text) < 40 else 6, text)

    def begin(self, heading: str) -> None:
        """Press the button that has the keyboard, once a page that is just shown has given it."""
        end = time.monotonic() + PATIENCE
        while self.title() != heading:
            assert time.monotonic() < end, f"the window says “{self.title()}”"
            self.press("Return")
            time.sleep(2)

    def size(self) -> tuple[int, int]:
        found = re.findall(r"(?:WIDTH|HEIGHT)=(\d+)", self._geometry())
        return int(found[0]), int(found[1])

    def _geometry(self) -> str:
        return xdotool("getwindowgeometry", "--shell", self.window)

    def ask(self, query: str) -> list[Any]:
        """Look into the workspace beside the running program."""
        path = f"file:{self.home / 'workspace.db'}?mode=ro"
        with contextlib.closing(sqlite3.connect(path, uri=True)) as raw:
            return raw.execute(query).fetchall()

    def count(self, table: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])

    def wait_for_count(self, table: str, wanted: int) -> None:
        until(f"{wanted} in {table}", lambda: self.count(table) == wanted, program=self)

    def close(self) -> None:
        """Close the window as its button does, and see the program end well."""
        ask_to_close(self.window)
        assert self.process.wait(PATIENCE) == 0
        assert self.errors.read_text() == ""

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(PATIENCE) == -signal.SIGKILL


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib, padded to the size of XEvent."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),
    ]


def ask_to_close(window: int) -> None:
    """Send WM_DELETE_WINDOW. Not every xdotool can: its `windowclose` destroys the window."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    message = ClientMessage(type=33, window=window, format=32)
    message.message_type = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
    message.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x.XSync(display, 0)
    x.XCloseDisplay(display)


OTHER_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(400, 300)
window.show()
print(int(window.winId()), flush=True)
app.exec()
"""


@contextlib.contextmanager
def other_window() -> Generator[int]:
    """Give another program's window, which lies above ours."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_WINDOW], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        try:
            yield int(other.stdout.readline())
        finally:
            other.kill()


def top_window(windows: tuple[int, int]) -> int:
    """Return which of two windows is above the other."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    root, ignored = ctypes.c_ulong(x.XDefaultRootWindow(display)), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    x.XQueryTree(
        *(display, root, ctypes.byref(ignored), ctypes.byref(ignored)),
        *(ctypes.byref(children), ctypes.byref(count)),
    )
    found = [children[place] for place in range(count.value) if children[place] in windows]
    x.XFree(children)
    x.XCloseDisplay(display)
    return found[-1]  # the last is on top


Start = Callable[[], Program]


@pytest.fixture
def start(tmp_path: Path, shipped_content: Path) -> Generator[Start]:
    """Start the program on one workspace, again and again."""
    if not os.environ.get("DISPLAY"):
        pytest.fail("This needs an X display (DISPLAY is not set): run `make test-external`.")
    started: list[Program] = []

    def begin() -> Program:
        errors = tmp_path / f"errors-{len(started)}"
        started.append(Program(tmp_path / "home", shipped_content, errors))
        started[-1].look()
        return started[-1]

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.process.kill()
            program.process.wait()


@pytest.fixture
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


def answer(program: Program, catalog: Catalog, number: int) -> None:
    """Answer the question with this number, from 1, in some way; what is right is for others."""
    program.wait_for(f"Question {number}")
    ((questions, position),) = program.ask(
        "SELECT questions, position FROM quiz_run ORDER BY seq DESC LIMIT 1"
    )
    assert position == number - 1
    name = re.findall(r"[\w./-]+", questions)[position]
    before = program.count("answer")
    give(program, catalog.question(name).body)
    program.wait_for_count("answer", before + 1)


def give(hands: Hands, body: Body) -> None:
    """Press the keys that answer and check a question."""
    match body:
        case Numeric():
            word = f" {next(iter(body.unit_words), '')}" if body.unit_needed else ""
            hands.write(NUMBER + word)
        case ShortAnswer():
            hands.write("nobody")
        case Ordering():
            hands.press("space", "Down", "space")
        case Matching(rows):
            for _ in rows:
                hands.press("Return", "a")
        case GapText(gaps=gaps):
            for place, gap in enumerate(gaps):
                if place:
                    hands.press("Return")
                if gap.options:
                    hands.press("a")
                else:
                    hands.write("1999")
        case Pointing(markers=markers):
            for place in range(markers):
                if place:
                    hands.press("Right")
                hands.press("space")
        case Written(least=least):
            hands.write("word " * least)
            hands.press("ctrl+Return")
            return
        case SingleChoice() | MultipleResponse():
            hands.press("a")
    hands.press("Return")


def check_answers(catalog: Catalog, quiz: QuizSession, count: int) -> None:
    """What was typed is what was kept, once for each of the first `count` questions."""
    for place, name in enumerate(quiz.questions[:count]):
        (kept,) = quiz.attempts(place)
        question = catalog.question(name)
        if options := option_order(question, quiz.seed):
            first = options[0].id
            several = isinstance(question.body, MultipleResponse)
            assert kept.response == (
                ChoicesResponse((first,)) if several else ChoiceResponse(first)
            )
        elif isinstance(kept.response, NumericResponse):
            assert kept.response.text.startswith(NUMBER)
        elif isinstance(kept.response, WrittenResponse):
            assert set(kept.response.text.split()) == {"word"}
    assert not any(quiz.attempts(place) for place in range(count, len(quiz.questions)))


@contextlib.contextmanager
def workspace(home: Path, catalog: Catalog) -> Generator[tuple[Learner, Preferences]]:
    """Open what the program left."""
    with WorkspaceStore.open(home) as store:
        learner = Learner(
            store,
            catalog,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid.uuid4().hex,
            new_seed=lambda: 1,
        )
        yield learner, Preferences(store)


def test_learn_by_keyboard_close_and_continue(start: Start, catalog: Catalog) -> None:
    """Start, read a lesson, answer all questions, close; all is there at the next start."""
    module = catalog.modules()[0]
    lesson = catalog.lesson(module.lessons[0].id)
    program = start()
    xdotool("windowsize", "--sync", program.window, 1240, 700)
    program.press("ctrl+d")
    program.wait_for_count("preference WHERE value = 'dark'", 1)
    program.begin(lesson.title)

    # A citation, its note, the page of its source, and back.
    program.press("F7", "Return", "Return")
    until("another page", lambda: program.title() != lesson.title, program=program)
    program.press("alt+Left")
    program.wait_for(lesson.title)

    for read in range(1, len(lesson.sections) + 1):
        program.press("ctrl+Next")
        program.wait_for_count("section_read", read)
    program.press("alt+3")
    program.wait_for("Practice")
    program.press("Return")
    for number in range(1, len(module.quiz) + 1):
        answer(program, catalog, number)
        program.press("Return")
    program.wait_for("Your answers")
    size = program.size()
    program.close()

    with workspace(program.home, catalog) as (learner, preferences):
        assert learner.read(lesson.id) == {section.id for section in lesson.sections}
        quiz = learner.last_quiz(module.id)
        assert quiz is not None
        assert quiz.state is QuizState.FINISHED
        check_answers(catalog, quiz, len(module.quiz))
        assert preferences.theme == "dark"

    again = start()
    assert again.size() == size == (1240, 700)
    assert again.count("answer") == len(module.quiz)
    again.close()


def test_a_whole_module_by_keyboard(start: Start, catalog: Catalog) -> None:
    """Page through every lesson and answer the quiz; all is there again.

    The checks within lessons: tests/ui/test_first_light.py answers them by keys.
    """
    module = catalog.modules()[0]
    program = start()
    xdotool("windowsize", "--sync", program.window, 1240, 700)
    program.begin(module.lessons[0].title)
    read = 0
    for ref in module.lessons:
        program.wait_for(ref.title)
        for _ in catalog.lesson(ref.id).sections:
            program.press("ctrl+Next")
            read += 1
            program.wait_for_count("section_read", read)
    for number in range(1, len(module.quiz) + 1):
        answer(program, catalog, number)
        program.press("Return")
    program.wait_for("Your answers")
    program.close()

    again = start()
    assert again.count("section_read") == read
    assert again.count("answer") == len(module.quiz)
    again.press("alt+3")
    again.wait_for("Practice")
    again.begin("Your answers")
    again.close()
    with workspace(again.home, catalog) as (learner, _):
        for ref in module.lessons:
            wanted = {section.id for section in catalog.lesson(ref.id).sections}
            assert learner.read(ref.id) == wanted
        quiz = learner.last_quiz(module.id)
        assert quiz is not None
        assert quiz.state is QuizState.FINISHED
        check_answers(catalog, quiz, len(module.quiz))


def test_killed_after_an_answer_and_continued(start: Start, catalog: Catalog) -> None:
    """What was said to be saved outlives SIGKILL; the next start goes on at the same question."""
    module = catalog.modules()[0]
    program = start()
    program.press("alt+3")
    program.wait_for("Practice")
    program.begin("Question 1")
    answer(program, catalog, 1)
    program.press("Return")
    answer(program, catalog, 2)
    program.kill()

    program = start()
    program.begin("Question 2")  # Continue has the keyboard
    assert program.count("answer") == 2
    program.press("Return")  # it was checked: on to the next
    program.wait_for("Question 3")
    program.kill()

    program = start()
    program.press("Return")
    answer(program, catalog, 3)
    program.close()
    with workspace(program.home, catalog) as (learner, _):
        quiz = learner.last_quiz(module.id)
        assert quiz is not None
        assert (quiz.position, quiz.state) == (2, QuizState.CHECKED)
        check_answers(catalog, quiz, 3)


def test_a_second_start_hands_over_to_the_window(start: Start, catalog: Catalog) -> None:
    """It comes to the front and opens the address; the second start ends.

    Who gets the keyboard is for a window manager to decide, and none is here.
    """
    lesson = catalog.lesson(catalog.modules()[0].lessons[0].id)
    program = start()
    xdotool("windowsize", "--sync", program.window, 1240, 700)
    with other_window() as above:
        until("a window above", lambda: top_window((program.window, above)) == above)
        program.start_again(f"nk:lesson/{lesson.id}")
        program.wait_for(lesson.title)
        until("the front", lambda: top_window((program.window, above)) == program.window)
    xdotool("windowfocus", "--sync", program.window)
    program.start_again()
    program.press("alt+4")
    program.wait_for("Data")
    assert program.size() == (1240, 700)
    program.close()
    again = start()
    again.close()
