"""Practice by mouse and keys: modes, drafts, putting off, wishes, notes for the teacher, doubt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible

from nklearn.content.compile.compiler import compile_content
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Numeric
from nklearn.domain.records import Confidence, Mode
from nklearn.domain.responses import NumericResponse
from nklearn.learning.quiz import QuizState
from nklearn.ui.main_window import MainWindow
from nklearn.ui.practice.calibration_card import CalibrationCard
from nklearn.ui.practice.question_strata import QuestionStrata
from nklearn.ui.practice.report_dialog import ReportDialog
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.widgets.fold import Fold

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "content"
CHECK = "nk:practice/pits?mode=check"


@pytest.fixture(scope="module")
def content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course; one question of its quiz of four is hard material."""
    folder = tmp_path_factory.mktemp("course")
    tree = Path(shutil.copytree(FIXTURE, folder / "tree"))
    path = tree / "lessons/pits/questions.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("- id: how-much"), text.index("- id: what-is-told")
    for name, stem in (("second", "And what was lost?"), ("third", "Please say how much it gave.")):
        twin = text[start:end].replace("how-much", name)
        text += "\n" + twin.replace("How much did the pit give in 1998?", stem)
    text = text.replace(
        "stem: And what was lost?", "sensitivity: death\n  stem: And what was lost?"
    )
    path.write_text(text, "utf-8")
    compile_content(tree, folder / "content.db")
    return folder / "content.db"


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def answer_field(window: MainWindow) -> QLineEdit:
    return next(field for field in visible(window, QLineEdit) if field.property("answer"))


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        focus = window.focusWidget()
        assert focus
        QTest.keyClick(focus, key)
        settle()


def unfold(window: MainWindow) -> None:
    if visible(window, Fold):
        click(window, "Show it")
        QTest.qWait(20)


def give(window: MainWindow, *, right: bool = True) -> None:
    """Answer the question on screen without checking it."""
    unfold(window)
    view = question(window)
    made = right_response(view.question) if right else wrong_response(view.question)
    if isinstance(view.question.body, Numeric):
        field = answer_field(window)
        field.clear()
        assert isinstance(made, NumericResponse)
        QTest.keyClicks(field, made.text)
    else:
        view.restore(made)
    settle()


def test_check_mode_from_first_question_to_results(make_window: WindowMaker) -> None:
    window = make_window()
    window.go("nk:practice")
    click(window, "Check yourself")
    session = window.context.learner.quiz("pits", Mode.CHECK)
    total = len(session.questions)
    for place in range(total):
        give(window, right=place > 0)
        if place == 1:
            click(window, "How sure are you?: Sure")
        if place == 2:
            window = make_window()  # the program ends in the middle, and comes back
            window.go(CHECK)
            give(window)
        assert "Correct" not in words_on(window)
        click(window, "See all answers" if place == total - 1 else "Next question")
    assert "All questions are answered" in words_on(window)
    click(window, "Go to it: question 1")
    give(window)
    strata = visible(window, QuestionStrata)[0]
    strata.setFocus()
    press(window, Qt.Key.Key_End, Qt.Key.Key_Return)
    click(window, "See all answers")
    assert "All questions are answered" in words_on(window)
    click(window, "Hand in")
    learner = window.context.learner
    session = learner.last_quiz("pits", Mode.CHECK)
    assert session
    assert session.state is QuizState.FINISHED
    assert session.score.right == session.score.total == total
    assert f"{total} of {total} right" in words_on(window)
    told = [answer.confidence for answer in session.counted.values()]
    assert told.count(Confidence.SURE) == 1
    click(window, "Look again: question 1")
    assert not button(window, "Report a problem").isHidden()
    assert not visible(window, CalibrationCard), "three are too few to compare"


def test_what_is_left_open_is_said_before_handing_in(window: MainWindow) -> None:
    window.go(CHECK)
    settle()
    for place in range(4):
        unfold(window)
        click(window, "See all" if place == 3 else "Next question")
    assert "0 of 4 are answered" in words_on(window)
    click(window, "Hand in")
    assert "0 of 4 right" in words_on(window)
    click(window, "Look again: question 1")
    assert "You left this question open." in words_on(window)


def test_a_question_is_put_off_and_a_draft_survives(make_window: WindowMaker) -> None:
    window = make_window()
    window.go("nk:practice/pits")
    settle()
    session = window.context.learner.quiz("pits")
    first = session.questions[0]
    click(window, "Skip for now")
    session = window.context.learner.quiz("pits")
    assert session.questions[-1] == first
    while not isinstance(window.context.catalog.question(session.current).body, Numeric):
        click(window, "Skip for now")
        session = window.context.learner.quiz("pits")
    unfold(window)
    field = answer_field(window)
    QTest.keyClicks(field, "47")
    click(window, "How sure are you?: Guess")
    QTest.keyClicks(field, "1")
    window = make_window()
    window.go("nk:practice/pits")
    settle()
    unfold(window)
    field = answer_field(window)
    assert field.text() == "471"
    assert button(window, "Check").isEnabled()
    press(window, Qt.Key.Key_Return)
    session = window.context.learner.quiz("pits")
    answer = session.answer_for(session.position)
    assert answer
    assert answer.confidence is Confidence.GUESS


def test_asked_again_and_reported(window: MainWindow) -> None:
    window.go("nk:practice/pits")
    settle()
    give(window, right=False)
    click(window, "Check")
    learner = window.context.learner
    name = learner.quiz("pits").current
    click(window, "Ask me this again later")
    assert learner.asked_again == (name,)
    click(window, "Ask me this again later")
    assert learner.asked_again == ()
    click(window, "Report a problem")
    (dialog,) = visible(window, ReportDialog)
    assert not button(dialog, "Save the note").isEnabled()
    (field,) = visible(dialog, QPlainTextEdit)
    QTest.keyClicks(field, "Two of these are right.")
    click(dialog, "Save the note")
    (problem,) = learner.problems
    assert (problem.question, problem.words) == (name, "Two of these are right.")
    assert problem.content == window.context.catalog.version
    assert not visible(window, ReportDialog)


def test_hard_material_stays_folded(window: MainWindow) -> None:
    window.go(CHECK)
    settle()
    session = window.context.learner.quiz("pits", Mode.CHECK)
    place = session.questions.index("pits/second")
    session.go_to(place)
    window.go(CHECK)
    settle()
    assert "And what was lost?" not in words_on(window)
    assert not visible(window, AnswerView)
    unfold(window)
    assert "And what was lost?" in words_on(window)
    session = window.context.learner.quiz("pits", Mode.CHECK)
    session.go_to(len(session.questions))
    window.go(CHECK)
    settle()
    assert "And what was lost?" not in words_on(window), "nor in the list"


def test_graded_work_is_not_begun_by_an_address(window: MainWindow) -> None:
    window.go("nk:practice/pits?mode=graded")
    settle()
    assert "Graded work begins with a file from your teacher." in words_on(window)
    learner = window.context.learner
    session = learner.quiz("pits", Mode.GRADED)
    window.go("nk:practice/pits?mode=graded")
    settle()
    session.go_to(len(session.questions))
    window.go("nk:practice/pits?mode=graded")
    settle()
    click(window, "Hand in")
    assert "Your teacher releases the results" in words_on(window)
    click(window, "Look again: question 2")
    assert "Correct" not in words_on(window)
    found = learner.last_quiz("pits", Mode.GRADED)
    assert found
    found.release()
    window.go("nk:practice/pits?mode=graded")
    settle()
    assert "You left this question open." in words_on(window)
