"""The whole way of a new learner: start, read, answer, quit, return, continue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from tests.ui.answering import answer_by_keys, set_answer
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible

from nklearn.domain.questions import TYPES, MultipleResponse, Numeric, SingleChoice
from nklearn.learning.quiz import Outcome, QuizState
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.widgets.advisory import AdvisoryStrip
from nklearn.ui.widgets.option_row import OptionRow, OptionState
from nklearn.ui.words import score_words

MODULE = "mining-economy"
LESSON = "mining-economy/how-much-was-dug"


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def answer_by_mouse(window: MainWindow, *, right: bool) -> None:
    view = question(window)
    body = view.question.body
    if isinstance(body, SingleChoice):
        wanted = next(option for option in body.options if option.right is right)
        row = next(row for row in visible(view, OptionRow) if row.text() == wanted.text)
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        settle()
    elif isinstance(body, MultipleResponse):
        wanted = {option.text for option in body.options if option.right is right}
        for row in visible(view, OptionRow):
            if row.text() in wanted:
                QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        settle()
    else:
        set_answer(view, right=right)  # the ways of the other types have tests of their own


def test_from_first_start_to_last_answer_by_mouse(make_window: WindowMaker) -> None:
    window = make_window()
    learner = window.context.learner
    assert "Welcome" in words_on(window)
    click(window, "Start with lesson 1")
    assert not visible(window, AdvisoryStrip), "this module has none"
    lessons = window.context.catalog.module(MODULE).lessons
    for lesson in lessons:
        for number, (section, _) in enumerate(lesson.sections, 1):
            assert str(window.router.here) == f"nk:lesson/{lesson.id}#{section}"
            assert f"Section {number} of {len(lesson.sections)}" in words_on(window)
            last = number == len(lesson.sections)
            end = "Finish" if lesson is lessons[-1] else "Next lesson:"
            click(window, end if last else "Next:")
            assert section in learner.read(lesson.id)
            assert "Saved on this computer" in words_on(window)
    assert str(window.router.here) == f"nk:practice/{MODULE}"
    count = len(window.context.catalog.module(MODULE).quiz)
    for number in range(1, count + 1):
        assert f"Question {number} of {count}" in words_on(window)
        assert not button(window, question(window).verb()).isEnabled()
        answer_by_mouse(window, right=number != 2)
        waits = not question(window).question.scored
        click(window, question(window).verb())
        if waits:
            assert "Saved for your teacher" in words_on(window)
        elif number != 2:
            assert "Correct" in words_on(window)
        click(window, "Next question" if number < count else "See your answers")
    session = learner.last_quiz(MODULE)
    assert session
    assert session.outcomes.count(Outcome.RIGHT) == count - 1 - session.score.waiting
    assert score_words(session.score) in words_on(window)


def test_every_option_says_what_it_is_after_the_check(window: MainWindow) -> None:
    window.go(f"nk:practice/{MODULE}")
    settle()
    while not isinstance(question(window).question.body, SingleChoice):
        answer_by_mouse(window, right=True)
        click(window, question(window).verb())
        click(window, "Next question")
    answer_by_mouse(window, right=False)
    click(window, "Check")
    rows = visible(window, OptionRow)
    states = sorted(row.state for row in rows)
    assert states.count(OptionState.WRONG) == 1
    assert states.count(OptionState.MISSED) == 1
    for row in rows:
        assert row.accessibleName().count(",") >= 3, row.accessibleName()


def test_quit_in_the_middle_and_continue(make_window: WindowMaker) -> None:
    window = make_window()
    window.go(f"nk:practice/{MODULE}")
    settle()
    answer_by_mouse(window, right=False)
    click(window, question(window).verb())
    click(window, "Next question")
    second = question(window).question.id
    window = make_window()
    assert "Continue where you left off" in words_on(window)
    click(window, "Continue practice")
    assert question(window).question.id == second
    count = len(window.context.catalog.module(MODULE).quiz)
    assert f"Question 2 of {count}" in words_on(window)


def test_lesson_is_found_where_it_was_left(make_window: WindowMaker) -> None:
    window = make_window()
    click(window, "Start with lesson 1")
    click(window, "Next:")
    here = str(window.router.here)
    window = make_window()
    click(window, "Continue lesson")
    assert str(window.router.here) == here


def test_inline_check_is_kept(make_window: WindowMaker) -> None:
    window = make_window()
    section = next(
        section.id
        for section in window.context.catalog.lesson(LESSON).sections
        if any(hasattr(block, "question") for block in section.blocks)
    )
    address = f"nk:lesson/{LESSON}#{section}"
    window.go(address)
    settle()
    answer_by_mouse(window, right=False)  # a click answers at once
    assert "Not this one" in words_on(window)
    window = make_window()
    window.go(address)
    settle()
    assert "Not this one" in words_on(window)
    click(window, "Try again")
    answer_by_mouse(window, right=True)
    assert "Correct" in words_on(window)


def test_what_a_check_says_is_scrolled_to(window: MainWindow) -> None:
    section = next(
        section.id
        for section in window.context.catalog.lesson(LESSON).sections
        if any(hasattr(block, "question") for block in section.blocks)
    )
    window.resize(1024, 600)
    window.go(f"nk:lesson/{LESSON}#{section}")
    settle()
    answer_by_mouse(window, right=False)
    QTest.qWait(50)
    (feedback,) = visible(window, Feedback)
    shown = feedback.visibleRegion().boundingRect()
    assert shown.height() > feedback.height() * 0.9


def test_quiz_by_keyboard_alone(window: MainWindow) -> None:
    window.go(f"nk:practice/{MODULE}")
    settle()
    learner = window.context.learner
    count = len(learner.quiz(MODULE).questions)
    types: set[str] = set()
    for _ in range(count):
        view = question(window)
        types.add(view.question.type)
        focus = window.focusWidget()
        assert focus is not None
        assert view.isAncestorOf(focus), "the keyboard starts in the question"
        answer_by_keys(view)
        session = learner.quiz(MODULE)
        assert session.state is QuizState.CHECKED, view.question.id
        assert session.outcomes[session.position] in (Outcome.RIGHT, Outcome.WAITS), (
            view.question.id
        )
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        settle()
    assert types == set(TYPES.values()), "every type is asked"
    session = learner.last_quiz(MODULE)
    assert session
    assert session.score.right == session.score.total == count - session.score.waiting
    assert score_words(session.score) in words_on(window)


def test_the_checks_of_a_whole_module_by_keyboard_alone(window: MainWindow) -> None:
    """Every section is reached by a key, every check by Tab, and answered by keys."""
    learner = window.context.learner
    lessons = window.context.catalog.module(MODULE).lessons
    window.go(f"nk:lesson/{lessons[0].id}#{lessons[0].sections[0][0]}")
    settle()
    answered: list[str] = []
    for lesson in lessons:
        for section, _ in lesson.sections:
            assert str(window.router.here) == f"nk:lesson/{lesson.id}#{section}"
            for view in visible(window, AnswerView):
                for _ in range(120):
                    focus = window.focusWidget()
                    entry = view.entry()
                    if entry is focus or (entry and entry.isAncestorOf(focus)):
                        break
                    QTest.keyClick(focus, Qt.Key.Key_Tab)
                else:
                    raise AssertionError(f"Tab does not reach {view.question.id}")
                answer_by_keys(view)
                last = learner.last_answer(view.question.id, "check")
                assert last, view.question.id
                assert last.fraction in (1.0, None), view.question.id
                answered.append(view.question.type)
            QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            settle()
    assert len(answered) == sum(lesson.checks for lesson in lessons)
    assert len(set(answered)) >= 7
    assert str(window.router.here) == f"nk:practice/{MODULE}"


def test_what_is_not_checked_yet_is_there_after_a_look_elsewhere(window: MainWindow) -> None:
    window.go(f"nk:practice/{MODULE}")
    settle()
    before: dict[str, object] = {}
    count = len(window.context.learner.quiz(MODULE).questions)
    for _ in range(count):
        view = question(window)
        set_answer(view, right=len(before) % 2 == 0)
        before[view.question.id] = view.response
        window.go("nk:data")
        window.go(f"nk:practice/{MODULE}")
        settle()
        assert question(window).response == before[question(window).question.id]
        click(window, question(window).verb())
        click(window, "Next question" if len(before) < count else "See your answers")


def test_a_text_that_is_no_number_costs_nothing(window: MainWindow) -> None:
    window.go(f"nk:practice/{MODULE}")
    settle()
    while not isinstance(question(window).question.body, Numeric):
        answer_by_mouse(window, right=True)
        click(window, question(window).verb())
        click(window, "Next question")
    view = question(window)
    (field,) = visible(view, QLineEdit)
    QTest.keyClicks(field, "about ten")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "not a number yet" in words_on(window)
    assert window.context.learner.quiz(MODULE).state is QuizState.ASKING


def test_width_of_a_page_does_not_depend_on_its_height(window: MainWindow) -> None:
    """A bar that came and went made layouts chase one another until the stack was full."""
    window.set_text_size(150)
    window.go(f"nk:practice/{MODULE}")
    settle()
    widths: set[int] = set()
    for height in range(560, 1500, 47):
        window.resize(1024, height)
        settle()
        widths.add(question(window).width())
    assert len(widths) == 1
