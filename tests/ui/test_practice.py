"""Practice by mouse and keys: modes, drafts, putting off, wishes, notes for the teacher, doubt."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
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
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.widgets.strata import Strata

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
    click(window, "Go to question 1,")
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
    assert "Your note is saved." in words_on(window)


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
    unfold(window)
    assert "You left this question open." in words_on(window)


def say_how_sure(window: MainWindow, steps: int) -> None:
    """Tab to how sure one is, and choose by arrows."""
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        focus = window.focusWidget()
        if focus and isinstance(focus.parentWidget(), Segmented):
            break
    press(window, *[Qt.Key.Key_Right] * steps)


def test_a_check_without_a_mouse(window: MainWindow) -> None:
    window.go(CHECK)
    settle()
    learner = window.context.learner
    total = len(learner.quiz("pits", Mode.CHECK).questions)
    for place in range(total):
        if visible(window, Fold):
            press(window, Qt.Key.Key_Return)
            QTest.qWait(20)
        view = question(window)
        focus = window.focusWidget()
        assert focus
        assert view.isAncestorOf(focus), "the keyboard begins in the answer"
        if isinstance(view.question.body, Numeric):
            QTest.keyClicks(focus, str(view.question.body.answer))
        else:
            press(window, Qt.Key.Key_A)
        say_how_sure(window, 1 + place % 3)
        view.focus_first()
        press(window, Qt.Key.Key_Return)
    assert button(window, "Hand in").hasFocus()
    strata = visible(window, QuestionStrata)[0]
    strata.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert learner.quiz("pits", Mode.CHECK).position == 1
    strata.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_End, Qt.Key.Key_Return)
    unfold(window)
    question(window).focus_first()
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)
    (card,) = visible(window, CalibrationCard)
    said = words_on(window)
    for name in ("Sure", "Think so", "Guess"):
        assert name in said
    told = [strata.accessibleName() for strata in visible(card, Strata)]
    session = learner.last_quiz("pits", Mode.CHECK)
    assert session
    sure = [each for each in session.counted.values() if each.confidence is Confidence.SURE]
    right = sum(each.fraction == 1 for each in sure)
    assert f"Sure: {right} of {len(sure)} right" in told


def test_what_cannot_be_read_may_be_left_open(window: MainWindow) -> None:
    window.go(CHECK)
    settle()
    session = window.context.learner.quiz("pits", Mode.CHECK)
    place = session.questions.index("pits/how-much")
    session.go_to(place)
    window.go(CHECK)
    settle()
    QTest.keyClicks(answer_field(window), "about ten")
    go = "See all answers" if place == 3 else "Next question"
    click(window, go)
    assert "If you go on, this question stays open." in words_on(window)
    click(window, go)
    session = window.context.learner.quiz("pits", Mode.CHECK)
    assert session.position == place + 1
    assert session.answer_for(place) is None
    session.go_to(place)
    window.go(CHECK)
    settle()
    assert answer_field(window).text() == "about ten", "and what was typed is kept"


def test_a_draft_that_could_not_be_saved_stays_with_its_question(window: MainWindow) -> None:
    window.go("nk:practice/pits")
    settle()
    learner = window.context.learner
    while learner.quiz("pits").current != "pits/how-much":
        click(window, "Skip for now")
    path = learner._store.path
    assert path
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        QTest.keyClicks(answer_field(window), "47")
        QTest.qWait(300)
        assert "The last step is not saved" in words_on(window)
        window.go("nk:data")
        window.go("nk:practice/pits")
        settle()
        assert answer_field(window).text() == "47"
        other.execute("ROLLBACK")
    QTest.keyClicks(answer_field(window), "1")
    QTest.qWait(300)
    draft = learner.quiz("pits").draft
    assert draft
    assert draft.response == NumericResponse("471")
    assert learner.unsaved == {}


def test_the_list_says_how_each_way_stands(window: MainWindow) -> None:
    learner = window.context.learner
    session = learner.quiz("pits", Mode.GRADED)
    window.go("nk:practice")
    settle()
    assert "0 of 4 answered: continue" in words_on(window)
    session.go_to(4)
    session.hand_in()
    window.go("nk:practice")
    settle()
    assert "Handed in. Your teacher releases the results." in words_on(window)
    assert "right" not in words_on(window)
    click(window, "Graded work: Pits")
    assert "Handed in" in words_on(window)
    window.go("nk:practice/pits?mode=review")
    settle()
    assert "There is no way “review” to practise." in words_on(window)
