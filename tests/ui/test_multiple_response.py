"""Questions with several right options, by mouse and keyboard, in practice and in a lesson."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible

from nklearn.content.compile.compiler import compile_content
from nklearn.domain.responses import ChoicesResponse
from nklearn.learning.progress import Score
from nklearn.learning.quiz import Outcome
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.option_row import OptionRow, OptionState
from nklearn.ui.widgets.strata import Strata

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "content"
LESSON = "nk:lesson/pits/the-pit#output"
# Of the options a to e, by these names, Gold, Iron and Coal are right.
QUESTION = """
- id: {id}
  type: multiple-response
  use: {use}
  section: the-pit/output
  difficulty: recall
  stem: {stem}
  claims: [pit-fall]
  explanation: The tables name these. What is hoped for is no output.
  options:
    - {{id: a, text: Gold, right: true, is: It stands in the second table.}}
    - {{id: b, text: Zinc, is: It was only hoped for.}}
    - {{id: c, text: Iron, right: true, is: It stands in the first table.}}
    - {{id: d, text: Lead, is: '{long}'}}
    - {{id: e, text: Coal, right: true, is: It stands in both tables.}}
"""
STEMS = {
    "minerals": "Which of these did the pit give, if one takes all its tables together and leaves "
    "out what was only hoped for?",
    "seen": "Name what was dug here, by the tables of other years as well, and let hopes be.",
}
LONG = (
    "It came from another pit, which belonged to the same enterprise and was often counted with "
    "this one. The report keeps them apart, and so do we."
)


@pytest.fixture(scope="module")
def content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, its quiz of one multiple response alone, and another one as a check."""
    folder = tmp_path_factory.mktemp("course")
    tree = Path(shutil.copytree(FIXTURE, folder / "tree"))
    made = [
        QUESTION.format(id=name, use=use, long=LONG, stem=STEMS[name])
        for name, use in (("minerals", "quiz"), ("seen", "check"))
    ]
    questions = tree / "lessons/pits/questions.yaml"
    # The other questions of the quiz go; the check stays.
    text = questions.read_text("utf-8").split("\n- id: how-much")[0]
    questions.write_text(text + "".join(made), "utf-8")
    lesson = tree / "lessons/pits/01-the-pit.md"
    check = ":::{check} how-far\n:::\n"
    text = lesson.read_text("utf-8")
    assert check in text
    lesson.write_text(text.replace(check, f"{check}\n:::{{check}} seen\n:::\n"), "utf-8")
    compile_content(tree, folder / "content.db")
    return folder / "content.db"


def rows(window: MainWindow) -> dict[str, OptionRow]:
    """The check boxes on screen by their words."""
    return {row.text(): row for row in visible(window, OptionRow) if row.isCheckable()}


def tick(window: MainWindow, *names: str) -> None:
    for name in names:
        QTest.mouseClick(rows(window)[name], Qt.MouseButton.LeftButton)
    settle()


def ticked(window: MainWindow) -> set[str]:
    return {name for name, row in rows(window).items() if row.state is OptionState.SELECTED}


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found
    return found


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(window), key)
        settle()


def verdict(window: MainWindow) -> str:
    (feedback,) = visible(window, Feedback)
    return feedback.verdict.text()


def practice(window: MainWindow) -> None:
    window.go("nk:practice/pits")
    settle()


def test_ticks_come_and_go(window: MainWindow) -> None:
    practice(window)
    assert not button(window, "Check").isEnabled()
    tick(window, "Gold", "Lead")
    assert ticked(window) == {"Gold", "Lead"}
    assert question(window).response == ChoicesResponse(("a", "d"))
    tick(window, "Lead")
    assert ticked(window) == {"Gold"}
    assert button(window, "Check").isEnabled()
    tick(window, "Gold")
    assert not button(window, "Check").isEnabled()
    assert question(window).response is None


@pytest.mark.parametrize(
    ("chosen", "words", "outcome"),
    [
        (("Gold", "Iron", "Coal"), "Correct", Outcome.RIGHT),
        (("Gold", "Coal"), "Partly right: 2 of 3 found", Outcome.PARTLY),
        (
            ("Gold", "Coal", "Lead"),
            "Partly right: 2 of 3 found, 1 wrong one chosen",
            Outcome.PARTLY,
        ),
        (("Gold", "Lead"), "Not this one", Outcome.WRONG),
        (("Gold", "Zinc", "Iron", "Lead", "Coal"), "Not this one", Outcome.WRONG),
    ],
)
def test_what_is_said_after_the_check(
    window: MainWindow, chosen: tuple[str, ...], words: str, outcome: Outcome
) -> None:
    practice(window)
    tick(window, *chosen)
    click(window, "Check")
    assert verdict(window) == words
    (feedback,) = visible(window, Feedback)
    takes_away = "Each wrong one takes away" in feedback.accessibleName()
    assert takes_away == ("Lead" in chosen)
    session = window.context.learner.last_quiz("pits")
    assert session
    assert session.outcomes == (outcome,)
    for name, row in rows(window).items():
        right = name in ("Gold", "Iron", "Coal")
        wanted = {
            (True, True): (OptionState.RIGHT, "your answer, correct"),
            (False, True): (OptionState.WRONG, "your answer, incorrect"),
            (True, False): (OptionState.MISSED, "correct answer, not chosen"),
            (False, False): (OptionState.OTHER, "rightly not chosen"),
        }[right, name in chosen]
        assert row.state is wanted[0]
        said = row.accessibleName()
        assert said.startswith("Option ")
        assert f", {name}, {wanted[1]}, It" in said
        assert row.isChecked() == (name in chosen)
    tick(window, "Zinc")  # it is over: nothing changes
    assert rows(window)["Zinc"].isChecked() == ("Zinc" in chosen)


def test_by_keyboard_alone(window: MainWindow) -> None:
    practice(window)
    shown = list(rows(window))
    assert focus(window) is rows(window)[shown[0]]
    press(window, Qt.Key.Key_Return)  # nothing is ticked: nothing is checked
    assert visible(window, Feedback) == []
    assert ticked(window) == set()
    press(window, Qt.Key.Key_C, Qt.Key.Key_2)
    assert ticked(window) == {shown[2], shown[1]}
    press(window, Qt.Key.Key_C)
    assert ticked(window) == {shown[1]}
    assert focus(window) is rows(window)[shown[2]]
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert ticked(window) == {shown[1], shown[3]}
    press(window, Qt.Key.Key_Space, Qt.Key.Key_B)
    assert ticked(window) == set()
    for name in ("Gold", "Iron", "Coal"):
        press(window, Qt.Key(Qt.Key.Key_A + shown.index(name)))
    press(window, Qt.Key.Key_Return)
    assert verdict(window) == "Correct"
    press(window, Qt.Key.Key_Return)
    assert "1 of 1 right" in [label.text() for label in visible(window, QLabel)]


def test_a_held_key_does_not_flicker(window: MainWindow) -> None:
    practice(window)
    press(window, Qt.Key.Key_A)
    view = question(window)
    QTest.simulateEvent(view, True, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True, -1)
    settle()
    assert len(ticked(window)) == 1


def test_unchecked_ticks_are_there_after_a_look_elsewhere(window: MainWindow) -> None:
    practice(window)
    tick(window, "Gold", "Lead")
    window.go("nk:data")
    practice(window)
    assert ticked(window) == {"Gold", "Lead"}
    assert button(window, "Check").isEnabled()
    tick(window, "Gold", "Lead")  # off again
    window.go("nk:data")
    practice(window)
    assert ticked(window) == set()


def test_saved_as_it_was_and_shown_again_after_a_new_start(make_window: WindowMaker) -> None:
    window = make_window()
    practice(window)
    tick(window, "Lead", "Coal", "Gold")
    click(window, "Check")
    window = make_window()
    practice(window)
    assert verdict(window) == "Partly right: 2 of 3 found, 1 wrong one chosen"
    session = window.context.learner.last_quiz("pits")
    assert session
    (kept,) = session.attempts(0)
    assert kept.response == ChoicesResponse(("a", "d", "e"))
    assert kept.fraction == pytest.approx(2 / 3 - 1 / 2)


def test_results_say_what_was_partly_right(window: MainWindow) -> None:
    practice(window)
    tick(window, "Gold", "Coal")
    click(window, "Check")
    assert button(window, "Try again").isEnabled()
    click(window, "See your answers")
    words = [label.text() for label in visible(window, QLabel)]
    assert "0 of 1 right, 1 partly right" in words
    assert "Partly right at first" in words
    names = [strata.accessibleName() for strata in visible(window, Strata)]
    assert names == ["Question 1: partly right"]
    assert window.context.learner.progress(
        window.context.catalog.module("pits")
    ).quiz_last == Score(0, 1, 1)
    window.go("nk:practice")
    settle()
    assert "Last time 0 of 1 right, 1 partly right" in [
        label.text() for label in visible(window, QLabel)
    ]


def test_a_check_in_a_lesson(window: MainWindow) -> None:
    window.go(LESSON)
    settle()
    check = button(window, "Check")
    assert not check.isEnabled()
    tick(window, "Gold", "Lead")
    assert visible(window, Feedback) == [], "a tick alone checks nothing"
    window.go("nk:data")
    window.go(LESSON)
    settle()
    assert ticked(window) == {"Gold", "Lead"}
    tick(window, "Lead", "Iron")
    click(window, "Check")
    assert verdict(window) == "Partly right: 2 of 3 found"
    assert rows(window)["Coal"].state is OptionState.MISSED
    window.go("nk:data")
    window.go(LESSON)
    settle()
    assert verdict(window) == "Partly right: 2 of 3 found"
    click(window, "Try again")
    assert ticked(window) == set()
    assert not button(window, "Check").isEnabled()
    shown = list(rows(window))
    for name in ("Gold", "Iron", "Coal"):
        press(window, Qt.Key(Qt.Key.Key_A + shown.index(name)))
    press(window, Qt.Key.Key_Return)
    assert verdict(window) == "Correct"


def test_a_screen_reader_finds_check_boxes(window: MainWindow) -> None:
    practice(window)
    tick(window, "Gold")
    for name, row in rows(window).items():
        found = QAccessible.queryAccessibleInterface(row)
        assert found.role() is QAccessible.Role.CheckBox
        assert bool(found.state().checked) == (name == "Gold")
        assert name in found.text(QAccessible.Text.Name)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_states_differ_by_more_than_colour(window: MainWindow, theme: str) -> None:
    """In grey, with the words left out, no two states look the same."""
    window.context.theme.set(name=theme)
    made = OptionRow(window.context.theme, "A", "", several=True)
    made.resize(700, 52)
    pictures: dict[OptionState, QImage] = {}
    for state in OptionState:
        made.show_state(state)
        image = made.grab().toImage().convertToFormat(QImage.Format.Format_Mono)
        pictures[state] = image.copy(0, 0, 120, image.height())  # tile and box, no tag
    for state, image in pictures.items():
        alike = [other for other in OptionState if other != state and pictures[other] == image]
        expected = {
            OptionState.IDLE: [OptionState.OTHER],
            OptionState.OTHER: [OptionState.IDLE],
            OptionState.SELECTED: [OptionState.RIGHT],
            OptionState.RIGHT: [OptionState.SELECTED],
        }
        assert set(alike) <= set(expected.get(state, [])), (state, alike)


@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_is_squeezed(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    practice(window)
    tick(window, "Gold", "Coal", "Lead")
    click(window, "Check")
    for width, height in SIZES:
        window.resize(width, height)
        QTest.qWait(20)
        layouts.finish()
        for label in visible(window, QLabel):
            if label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()) - 2, label.text()
        for row in rows(window).values():
            assert row.height() == row.heightForWidth(row.width())


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("place", ["nk:practice/pits", LESSON])
def test_the_verdict_comes_into_view(window: MainWindow, place: str, text_size: int) -> None:
    """With five options and what each really is, it stands below the fold of a small window."""
    window.context.theme.set(text_size=text_size)
    window.resize(1024, 700)
    window.go(place)
    settle()
    tick(window, "Gold", "Coal", "Lead")
    click(window, "Check")
    QTest.qWait(20)
    (feedback,) = visible(window, Feedback)
    shown = feedback.verdict.visibleRegion().boundingRect()
    assert shown.height() == feedback.verdict.height()
