"""Review in a real window: what waits on home, a review by keys, a start anew, nothing due."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.fixtures import hard_course
from tests.fixtures.past_answers import answered
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible
from tests.ui.stops import look

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.claims import Sensitivity
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import SingleChoice
from nklearn.learning.quiz import QuizState
from nklearn.ui.main_window import MainWindow
from nklearn.ui.practice.question_strata import QuestionStrata
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.review.card import ReviewCard
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.words import sensitivity_words

HARD = "pits/what-is-told"


@pytest.fixture
def content_file(request: pytest.FixtureRequest, shipped_content: Path, tmp_path: Path) -> Path:
    """The shipped content or, on demand, a course with a question that speaks of the parameter."""
    speaks_of = getattr(request, "param", "")
    if not speaks_of:
        return shipped_content
    tree = hard_course.make(tmp_path / "tree")
    path = tree / "lessons" / "pits" / "questions.yaml"
    told = path.read_text("utf-8").replace(
        "- id: what-is-told\n", f"- id: what-is-told\n  sensitivity: {speaks_of}\n"
    )
    path.write_text(told, "utf-8")
    compile_content(tree, tmp_path / "content.db")
    return tmp_path / "content.db"


@pytest.fixture
def quiz(content_file: Path) -> list[str]:
    """The single choices of the first module: letters and Enter answer them."""
    with closing(Catalog.open(content_file)) as catalog:
        names = catalog.modules()[0].quiz
        return [n for n in names if isinstance(catalog.question(n).body, SingleChoice)]


def words_on(window: QWidget) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def opened(make: WindowMaker, address: str = "nk:home") -> MainWindow:
    """A window at an address, with its only reader."""
    window = make()
    window.begin(address)
    card_is_filled(window)
    return window


def card_is_filled(window: MainWindow) -> None:
    """Wait until the card on home, which is filled after the first paint, says something."""
    QTest.qWait(300)
    for _ in range(100):
        if all(words_on(card) for card in visible(window, ReviewCard)):
            return
        QTest.qWait(100)


def answer_one(window: MainWindow) -> None:
    """Answer the open question of the review rightly, and go on."""
    session = window.context.learner.review(20)
    assert session
    session.answer(right_response(window.context.catalog.question(session.current)))
    session.next()


def test_home_says_how_many_wait_and_leads_there(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:3], 5, right=True)
    window = opened(make_window)
    (card,) = visible(window, ReviewCard)
    assert "3 questions you answered a while ago." in words_on(card)
    click(card, "Start review, 3")
    assert str(window.router.here) == "nk:review"
    assert "Question 1 of 3" in words_on(window)
    window.go("nk:home")
    card_is_filled(window)
    assert button(window, "Continue review, 3")


def test_home_of_somebody_who_did_nothing_says_what_will_come(window: MainWindow) -> None:
    QTest.qWait(300)
    (card,) = visible(window, ReviewCard)
    assert "Nothing to review" in words_on(card)
    click(card, "Browse practice")
    assert str(window.router.here) == "nk:practice"


def test_what_is_due_is_worked_out_after_the_card_was_painted(window: MainWindow) -> None:
    card = ReviewCard(window.context)
    heard: list[bool] = []
    card.filled.connect(lambda: heard.append(True))
    assert not card.findChildren(QLabel)
    card.grab()
    assert not card.findChildren(QLabel)
    settle()
    assert heard == [True]
    assert card.findChildren(QLabel)
    card.deleteLater()


def test_a_review_by_keys_and_the_same_place_after_a_start_anew(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:3], 5, right=False)
    window = opened(make_window, "nk:review")
    first = question(window).question
    QTest.keyClick(focus(), Qt.Key.Key_A)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    window = opened(make_window, "nk:review")
    assert question(window).question == first
    assert question(window).done
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert "Question 2 of 3" in words_on(window)
    window = opened(make_window, "nk:review")
    assert "Question 2 of 3" in words_on(window)
    for _ in range(2):
        QTest.keyClick(focus(), Qt.Key.Key_A)
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        settle()
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        settle()
    assert "of 3 right" in words_on(window)
    assert words_on(window).count(", comes back ") == 3
    again = opened(make_window, "nk:review")
    assert "of 3 right" in words_on(again)
    assert again.context.learner.review(20) is None


def test_nothing_due_says_when_something_is(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:3], 0, right=False)
    window = opened(make_window, "nk:review")
    assert "Nothing is due today" in words_on(window)
    assert "The next 3 come back tomorrow." in words_on(window)
    click(window, "Browse practice")
    assert str(window.router.here) == "nk:practice"


def test_the_daily_limit_is_kept_and_told(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:8], 5, right=False)
    window = opened(make_window)
    window.context.preferences.daily_review = 5
    window.go("nk:home")
    QTest.qWait(300)
    assert "3 more wait beyond your daily limit." in words_on(window)
    learner, catalog = window.context.learner, window.context.catalog
    session = learner.review(5)
    assert session
    assert len(session.questions) == 5
    while session.state is not QuizState.FINISHED:
        session.answer(right_response(catalog.question(session.current)))
        session.next()
    window.go("nk:review")
    assert "3 more wait beyond your daily limit." in words_on(window)
    window.go("nk:home")
    QTest.qWait(300)
    assert "You reviewed 5 questions today." in words_on(window)


def test_a_wish_leads_on_from_the_results(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:1], 5, right=True)
    window = opened(make_window, "nk:review")
    answer_one(window)
    window.context.learner.ask_again(quiz[1], wanted=True)
    window.go("nk:home")
    window.go("nk:review")
    click(window, "Review 1 more question")
    assert question(window).question.id == quiz[1]


@pytest.mark.parametrize("content_file", ["violence"], indirect=True)
def test_hard_material_stays_folded_and_can_be_put_off(
    make_window: WindowMaker, tmp_path: Path, content_file: Path
) -> None:
    answered(tmp_path / "home", content_file, [HARD, "pits/how-much"], 5, right=False)
    window = opened(make_window)
    stem = window.context.catalog.question(HARD).stem
    window.context.learner.ask_again(HARD, wanted=True)  # so that it comes first
    window.go("nk:review")
    settle()
    (fold,) = visible(window, Fold)
    assert fold.isAncestorOf(focus())
    assert stem not in words_on(window)
    assert not visible(window, AnswerView)
    click(window, "Skip for now")
    assert question(window).question.id == "pits/how-much"
    answer_one(window)
    window.go("nk:home")
    window.go("nk:review")
    settle()
    assert stem not in words_on(window)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    look(window)
    assert stem in words_on(window)
    assert question(window).isAncestorOf(focus())
    answer_one(window)
    window.go("nk:review")
    assert "Your answers" in window.windowTitle()
    look(window)
    assert stem not in words_on(window)
    assert sensitivity_words(Sensitivity.VIOLENCE) in words_on(window)


@pytest.mark.parametrize("content_file", ["sexual-violence"], indirect=True)
def test_what_a_class_leaves_out_is_not_asked(
    make_window: WindowMaker, tmp_path: Path, content_file: Path
) -> None:
    answered(tmp_path / "home", content_file, [HARD, "pits/how-much"], 5, right=False)
    window = opened(make_window, "nk:review")
    assert "Question 1 of 2" in words_on(window)
    window.context.preferences.leave_out = "sexual violence"
    window.go("nk:home")
    QTest.qWait(300)
    assert button(window, "Start review, 1 question")
    window.go("nk:review")
    assert question(window).question.id == "pits/how-much"


def test_a_wrong_block_is_half_as_high_as_a_right_one(
    make_window: WindowMaker, tmp_path: Path, content_file: Path, quiz: list[str]
) -> None:
    answered(tmp_path / "home", content_file, quiz[:2], 5, right=False)
    window = opened(make_window, "nk:review")
    learner, catalog = window.context.learner, window.context.catalog
    session = learner.review(20)
    assert session
    session.answer(wrong_response(catalog.question(session.current)))
    session.next()
    answer_one(window)
    window.go("nk:review")
    look(window)
    (strata,) = visible(window, QuestionStrata)
    drawn = strata.grab().toImage()
    ground = drawn.pixel(0, 0)

    def painted(mark: QRect) -> int:
        column = (drawn.pixel(mark.center().x(), y) for y in range(drawn.height()))
        return sum(pixel != ground for pixel in column)

    wrong, right = (painted(mark.rect) for mark in strata.accessible_marks())
    assert 0 < wrong <= right / 2 + 1
