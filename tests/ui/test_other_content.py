"""Another content under the same workspace: no answer is lost, no page stumbles over old ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from tests.fixtures import packs
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import settle

from nklearn.content.contents import Contents
from nklearn.domain.model_answers import wrong_response
from nklearn.domain.records import Draft, Mode
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, NumericResponse
from nklearn.interchange.profile_file import profile_file
from nklearn.ui.main_window import MainWindow

QUESTIONS = "lessons/pits/questions.yaml"
PAGES = (
    *("home", "lessons", "lesson/pits/the-pit", "practice", "practice/pits", "progress", "review"),
    *("notebook", "search?q=pit", "settings", "about"),
)


@pytest.fixture(scope="module")
def packs_of(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two contents: in the second one question changed its options, one its type, one is gone."""
    folder = tmp_path_factory.mktemp("packs")
    first = packs.course(folder / "1.db", folder / "one", {})

    def change(text: str) -> str:
        text = text.replace("- id: how-much", "- id: how-many")
        text = text.replace("- id: what-is-told", "- id: how-much")
        return text.replace(
            "    - id: b\n      text: By all of it", "    - id: e\n      text: By all of it"
        )

    def renew(text: str) -> str:
        return text.replace("9.9", "9.10")

    changes = {QUESTIONS: change, "resources/pack.yaml": renew}
    return first, packs.course(folder / "2.db", folder / "two", changes)


@pytest.fixture
def contents_of(packs_of: tuple[Path, Path], which: list[int]) -> Callable[[], Contents]:
    return lambda: Contents(packs_of[which[0]])


@pytest.fixture
def which() -> list[int]:
    """Which of the two contents the next start uses."""
    return [0]


@pytest.fixture
def gates_open() -> bool:
    """Nobody but the reader that a test adds is there, so nobody went through a gate."""
    return False


def learn(window: MainWindow) -> str:
    """Do a bit of everything; return the reader's id."""
    people = window.context.people
    person = people.add("Mina K.", "10B")
    window.enter(people.reader(person))
    learner = window.context.learner
    ask = window.context.catalog.question
    assert learner.answer(ask("pits/how-far"), ChoiceResponse("b"), "check")
    quiz = learner.quiz("pits")
    while quiz.current != "pits/how-much":
        quiz.answer(wrong_response(ask(quiz.current)))
        quiz.next()
    quiz.answer(NumericResponse("1000"))
    learner.save_draft("pits/what-is-told", _draft())
    learner.ask_again("pits/what-is-told", wanted=True)
    learner.ask_again("pits/how-much", wanted=True)
    learner.report_problem("pits/what-is-told", "Unclear", "9.9")
    learner.mark_read("pits/the-pit/output")
    learner.mark_read("pits/the-pit/gone-section")
    learner.notebook.set_bookmark("pits/the-pit/gone-section", wanted=True)
    learner.remember_place("nk:practice/pits")
    return person.id


def _draft() -> Draft:
    return Draft(ChoicesResponse(("a",)))


def kept(window: MainWindow) -> dict[str, Any]:
    """Return all that is kept of the reader but when and where they were last."""
    people = window.context.people
    (person,) = people.everyone()
    held = json.loads(profile_file(people.work(person)))
    del held["profile"]["last_used"], held["place"]
    for session in held["sessions"]:
        del session["ended"]  # one with a question that is gone can't go on
    return held


def lost(before: dict[str, Any], after: dict[str, Any]) -> list[object]:
    """Return what was kept and is not any more; new sessions may have come."""
    gone: list[object] = []
    for name, value in before.items():
        if isinstance(value, list):
            gone += [one for one in cast("list[object]", value) if one not in after[name]]
        elif after[name] != value:
            gone.append(value)
    return gone


def walk(window: MainWindow) -> None:
    """Open every page that shows what somebody did."""
    (person,) = window.context.people.everyone()
    window.enter(window.context.people.reader(person))
    for page in PAGES:
        assert window.go(f"nk:{page}"), page
        settle()
        assert not window.notices.last, f"{page}: {window.notices.last}"


def test_what_changed_or_is_gone_loses_no_answer(
    make_window: WindowMaker, which: list[int]
) -> None:
    window = make_window()
    learn(window)
    before = kept(window)
    assert (len(before["answers"]), len(before["sessions"])) in ((2, 1), (3, 1))
    which[0] = 1
    window = make_window()
    assert window.context.catalog.version == "9.10"
    walk(window)
    learner = window.context.learner
    again = learner.last_checked(window.context.catalog.question("pits/how-far"), "check")
    assert again is not None
    assert again.answer.response == ChoiceResponse("b")
    typed = learner.last_checked(window.context.catalog.question("pits/how-much"), "quiz")
    assert typed is not None  # it asks for options now
    assert typed.answer.response == NumericResponse("1000")
    assert lost(before, kept(window)) == []
    which[0] = 0
    window = make_window()
    walk(window)
    assert lost(before, kept(window)) == []


def test_practice_goes_on_with_the_questions_of_now(
    make_window: WindowMaker, which: list[int]
) -> None:
    learn(make_window())
    which[0] = 1
    window = make_window()
    walk(window)
    learner = window.context.learner
    session = learner.quiz("pits")  # the one of before has a question that is gone
    assert set(session.run.questions) == {"pits/how-many", "pits/how-much"}
    assert len(learner.store.runs(learner.profile.id, "pits", Mode.PRACTICE)) == 2
    assert "1000" in json.dumps(kept(window)["answers"])
    queue = learner.review_queue(20)
    assert "pits/what-is-told" not in queue.questions
