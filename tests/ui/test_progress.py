"""The progress page in a real window: what it counts, what comes next, what is taken back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.fixtures.past_answers import answered
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import look

from nklearn.content.catalog import Catalog
from nklearn.domain.questions import Difficulty, SingleChoice
from nklearn.ui.main_window import MainWindow
from nklearn.ui.review.day_bars import DayBars
from nklearn.ui.review.day_list import DayList
from nklearn.ui.review.day_table import DayTable
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import difficulty_name

PAGE = "nk:progress"


def words_on(window: QWidget) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def opened(make: WindowMaker) -> MainWindow:
    window = make()
    window.begin(PAGE)
    look(window)
    return window


def test_somebody_who_did_nothing_is_told_what_to_do_first(window: MainWindow) -> None:
    window.go(PAGE)
    look(window)
    first = window.context.catalog.modules()[0].lessons[0]
    words = words_on(window)
    assert f"Read “{first.title}”" in words
    assert "Because it is the next lesson that you have not read." in words
    assert words.count("Not asked yet") == len(Difficulty)
    assert "What you read and answer will stand here" in words
    assert not visible(window, DayBars)
    click(window, "Start lesson")
    assert str(window.router.here).startswith(f"nk:lesson/{first.id}")


def test_it_counts_by_module_skill_and_day(
    make_window: WindowMaker, tmp_path: Path, content_file: Path
) -> None:
    with closing(Catalog.open(content_file)) as catalog:
        made = [catalog.question(name) for name in catalog.modules()[0].quiz]
        judged = [
            each.id
            for each in made
            if each.difficulty is Difficulty.JUDGE and isinstance(each.body, SingleChoice)
        ]
    home = tmp_path / "home"
    answered(home, content_file, judged[:4], 40, right=True)
    window = opened(make_window)
    assert "Too early to tell: 4 answers so far" in words_on(window)
    assert "Review 4 questions" in words_on(window)
    answered(home, content_file, judged[:3], 2, right=False)
    answered(home, content_file, judged[3:4], 0, right=True)
    window = opened(make_window)
    words = words_on(window)
    assert "5 of 8 right" in words
    name = difficulty_name(Difficulty.JUDGE)
    assert name in words
    assert "1 answer: 1 right" in words
    assert "3 answers: 3 not right" in words
    assert "3 questions wait for review" in words
    first = window.context.catalog.modules()[0].lessons[0]
    for section, _ in first.sections[:1]:
        window.context.learner.mark_read(f"{first.id}/{section}")
    window.go("nk:home")
    window.go(PAGE)
    look(window)
    assert f"Read 1 section of “{first.title}”" in words_on(window)
    strata = visible(window, Strata)[0]
    assert strata.accessible_marks()[0].name.startswith(f"{first.title}: 1 of")


def test_the_chart_of_days_is_read_by_keys_and_as_a_table(
    make_window: WindowMaker, tmp_path: Path, content_file: Path
) -> None:
    with closing(Catalog.open(content_file)) as catalog:
        names = catalog.modules()[0].quiz
    answered(tmp_path / "home", content_file, names[:3], 6, right=True)
    answered(tmp_path / "home", content_file, names[3:5], 1, right=False)
    window = opened(make_window)
    (bars,) = visible(window, DayBars)
    assert [mark.name.partition(". ")[2] for mark in bars.accessible_marks()] == [
        "3 answers: 3 right",
        "2 answers: 2 not right",
    ]
    bars.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(bars, Qt.Key.Key_Left)
    assert "2 answers: 2 not right" in bars.accessibleDescription()
    QTest.keyClick(bars, Qt.Key.Key_Home)
    assert "3 answers: 3 right" in bars.accessibleDescription()
    QTest.keyClick(bars, Qt.Key.Key_T)
    settle()
    (table,) = visible(window, DayTable)
    assert QApplication.focusWidget() is table
    values = table.model()
    rows = [
        [values.data(values.index(row, column)) for column in range(1, 4)]
        for row in range(values.rowCount())
    ]
    assert rows == [["0", "0", "2"], ["3", "0", "0"]]
    QTest.keyClick(table, Qt.Key.Key_T)
    settle()
    assert QApplication.focusWidget() is bars


def test_more_days_are_shown_when_asked_for(
    make_window: WindowMaker, tmp_path: Path, content_file: Path
) -> None:
    with closing(Catalog.open(content_file)) as catalog:
        names = catalog.modules()[0].quiz
    for day in range(11, -1, -1):
        answered(tmp_path / "home", content_file, names[:1], day, right=True)
    window = opened(make_window)
    (days,) = visible(window, DayList)
    assert words_on(days).count("answer: ") == 10
    more = button(window, "Show 2 more days")
    more.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(more, Qt.Key.Key_Return)
    settle()
    assert words_on(days).count("answer: ") == 12
    here = QApplication.focusWidget()
    assert here
    assert days.isAncestorOf(here)


def test_what_was_reported_is_listed_and_taken_back(window: MainWindow) -> None:
    learner, catalog = window.context.learner, window.context.catalog
    name = catalog.modules()[0].quiz[0]
    learner.report_problem(name, "The chart shows another year.", catalog.version)
    learner.report_problem("mining-economy/gone", "", catalog.version)
    window.go(PAGE)
    look(window)
    assert catalog.question(name).stem in words_on(window)
    assert "“The chart shows another year.”" in words_on(window)
    click(window, "Take back: A question that is gone")
    look(window)
    assert [problem.question for problem in learner.problems] == [name]
    here = QApplication.focusWidget()
    page = window.router.page
    assert here
    assert page
    assert page.isAncestorOf(here)
    click(window, "Take back")
    look(window)
    assert "What you reported" not in words_on(window)


def test_home_and_the_menu_of_the_reader_lead_there(window: MainWindow) -> None:
    click(window, "Your progress")
    assert str(window.router.here) == PAGE
