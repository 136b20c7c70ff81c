"""The gradebook in a window: cells in words, sorting, keys, decisions, the student's page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QSpinBox
from tests.fixtures import class_work
from tests.ui import taught
from tests.ui.helpers import button, click, settle, visible

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.gradebook import cell_of
from nklearn.classroom.overriding import override
from nklearn.classroom.understanding import Understanding, understanding_of
from nklearn.classroom.work import work_of
from nklearn.domain.questions import SingleChoice
from nklearn.domain.teaching import Assigned
from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.fields import CountField
from nklearn.ui.teach.gradebook_table import GradebookTable
from nklearn.ui.teach.items_panel import ItemsPanel
from nklearn.ui.teach.regrade_dialog import RegradeDialog
from nklearn.ui.teach.ruling_dialog import RulingDialog
from nklearn.ui.teach.student_view import StudentView

Key, Role = Qt.Key, Qt.ItemDataRole
HAND = "Decide by hand…"


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    return taught.enter(window)


@pytest.fixture
def work(desk: TeacherDesk, shipped_pack: Path) -> Assigned:
    """Work without a written answer, that the last two of 15 have not handed in."""
    return taught.handed_in(desk, taught.graded(shipped_pack)[:4], range(13))


@pytest.fixture
def table(window: MainWindow, work: Assigned) -> GradebookTable:
    assert window.go("nk:teach/gradebook")
    settle()
    (found,) = visible(window, GradebookTable)
    return found


def column(
    table: GradebookTable, place: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole
) -> list[str]:
    model = table.model
    return [str(model.index(row, place).data(role)) for row in range(model.rowCount())]


def least(one: QLabel) -> int:
    """Return the height that a label's words need at its width."""
    return one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()


def head(table: GradebookTable, section: int) -> None:
    """Click the head of a column."""
    header = table.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )
    settle()


def test_cells_are_said_in_words(table: GradebookTable, work: Assigned) -> None:
    assert tuple(column(table, 0)) == class_work.NAMES
    scores, said = column(table, 1), column(table, 1, Role.AccessibleTextRole)
    assert scores[13:] == ["–", "–"]
    assert said[3] == f"Daria Kowalska, {work.title}, {scores[3]} percent"
    assert said[14] == f"Priya Nair, {work.title}, not handed in"
    assert column(table, 2) == [*scores[:13], "", ""], "one piece of work is the average"


def test_heads_sort(table: GradebookTable) -> None:
    head(table, 1)
    shown = column(table, 1)
    numbers = [int(text) for text in shown[:13]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 2
    assert shown[13:] == ["–", "–"]
    head(table, 1)
    assert [int(text) for text in column(table, 1)[:13]] == sorted(numbers)
    assert column(table, 1)[13:] == ["–", "–"], "without a score last either way"
    head(table, 0)
    assert tuple(column(table, 0)) == class_work.NAMES


def test_pictures_of_cells_are_as_fresh_as_the_theme(
    window: MainWindow, table: GradebookTable
) -> None:
    """Each look of a cell is drawn once; another theme or size must draw it anew."""

    def dashes() -> tuple[int, ...]:
        image = table.view.viewport().grab().toImage()
        rect = table.view.visualRect(table.model.index(14, 1))
        where = rect.center().y()
        return tuple(image.pixel(x, where) for x in range(rect.left(), rect.right()))

    theme = window.context.theme
    row = table.model.index(14, 1)
    table.view.scrollTo(row)
    settle()
    light = dashes()
    assert len(set(light)) == 2, "a frame upon the ground"
    theme.set(name="dark")
    settle()
    dark = dashes()
    assert not set(light) & set(dark)
    theme.set(name="light")
    settle()
    assert dashes() == light


def test_large_words_leave_room_for_rows(window: MainWindow, table: GradebookTable) -> None:
    window.resize(1024, 700)
    window.context.theme.set(text_size=150)
    settle()
    settle()  # what hides for want of room gives its room away one turn later
    row = table.view.visualRect(table.model.index(0, 1)).height()
    assert table.view.viewport().height() >= 3 * row
    acts = button(window, "What to do")
    assert not visible(window, CountField)
    (menu,) = acts.findChildren(QMenu)
    next(one for one in menu.actions() if one.text() == "Late after (minutes)").trigger()
    settle()
    assert visible(window, CountField)[0].hasFocus()


def test_a_decision_needs_a_reason_and_shows(
    window: MainWindow, desk: TeacherDesk, table: GradebookTable, work: Assigned
) -> None:
    table.choose(class_work.student_id(14), work.id)
    settle()
    click(window, HAND)
    (dialog,) = visible(window, RulingDialog)
    click(dialog, "Decision: Excused")
    click(dialog, "Save decision")
    assert dialog.isVisible(), "without a reason nothing is saved"
    assert not desk.store.overrides()
    (reason,) = visible(dialog, QLineEdit)
    reason.setFocus()
    QTest.keyClicks(reason, "Was ill.")
    QTest.keyClick(reason, Key.Key_Return)
    settle()
    assert not visible(window, RulingDialog)
    assert [one.reason for one in desk.store.overrides(work.id)] == ["Was ill."]
    assert column(table, 1)[14] == "excused"


def test_another_score_begins_at_the_score_of_now(
    window: MainWindow, desk: TeacherDesk, table: GradebookTable, work: Assigned
) -> None:
    def shown(student: str) -> int:
        table.choose(student, work.id)
        click(window, HAND)
        (dialog,) = visible(window, RulingDialog)
        (field,) = visible(dialog, QSpinBox)
        score = field.value()
        dialog.reject()
        settle()
        return score

    scored = class_work.student_id(12)
    cell = cell_of(desk, scored, work.id)
    assert cell is not None
    assert cell.percent
    assert shown(scored) == cell.percent
    override(desk, work.id, scored, 0.35, "Asked again.")
    assert shown(scored) == 35
    assert shown(class_work.student_id(14)) == 0, "nothing was handed in"


def test_the_panel_is_worked_out_once_for_an_assignment(
    desk: TeacherDesk,
    table: GradebookTable,
    work: Assigned,
    window: MainWindow,
    shipped_pack: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions = taught.graded(shipped_pack)[:2]
    other = class_work.assign(desk, questions, name="b6" * 8, title="Mines by region")
    asked: list[str] = []

    def noted(held: TeacherDesk, assignment: str) -> Understanding:
        asked.append(assignment)
        return understanding_of(held, assignment)

    monkeypatch.setattr("nklearn.ui.teach.gradebook.understanding_of", noted)
    assert window.go("nk:home")
    assert window.go("nk:teach/gradebook")
    settle()
    for name in (work.id, other.id, work.id):
        for number in (3, 4, 5):
            table.choose(class_work.student_id(number), name)
            settle()
    assert sorted(asked) == sorted([work.id, other.id])
    (panel,) = visible(window, ItemsPanel)
    assert f"13 of {len(class_work.NAMES)}" in " ".join(
        own.text() for own in panel.findChildren(QLabel)
    )
    # What comes in later is not missed.
    class_work.hand_in(desk, work, taught.graded(shipped_pack)[:4], taught.answer, [13])
    assert window.go("nk:home")
    assert window.go("nk:teach/gradebook")
    settle()
    assert f"14 of {len(class_work.NAMES)}" in " ".join(
        own.text() for own in panel.findChildren(QLabel)
    )


def test_where_names_are_hidden_no_dialog_tells_them(
    window: MainWindow, desk: TeacherDesk, table: GradebookTable, work: Assigned, shipped_pack: Path
) -> None:
    questions = taught.graded(shipped_pack)[:4]
    body = questions[0].body
    assert isinstance(body, SingleChoice)
    options = tuple(replace(one, right=not one.right) for one in body.options[:2])
    changed = replace(questions[0], body=SingleChoice((*options, *body.options[2:])))
    class_work.put_pack(desk, (changed, *questions[1:]), "mended")
    table.choose(class_work.student_id(3), work.id)
    click(window, "Hide names")
    for name, kind in ((HAND, RulingDialog), ("Regrade…", RegradeDialog)):
        click(window, name)
        (dialog,) = visible(window, kind)
        words = [one.text() for one in dialog.findChildren(QLabel)]
        assert any(text.startswith("Student ") for text in words), words
        assert not any(own in text for own in class_work.NAMES for text in words)
        dialog.reject()
        settle()


def test_minutes_of_grace_are_set_above_the_gradebook(
    window: MainWindow, desk: TeacherDesk, table: GradebookTable, work: Assigned, shipped_pack: Path
) -> None:
    """The class hands in a minute after the other, from the due time on."""
    questions = taught.graded(shipped_pack)[:4]
    again = class_work.assign(desk, questions, sequence=2, due=class_work.START)
    assert again.id == work.id
    assert window.go("nk:teach/items/" + work.id)
    assert window.go("nk:teach/gradebook")
    settle()
    assert [text.endswith("late") for text in column(table, 1)[:5]] == [False] + 4 * [True]
    (field,) = visible(window, CountField)
    assert field.accessibleName() == "Late after (minutes)"
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Key.Key_Return)
    QTest.qWait(600)
    assert [text.endswith("late") for text in column(table, 1)[:5]] == 4 * [False] + [True]


def test_the_students_page_shows_the_other_task_and_what_is_said_to_be_wrong(
    window: MainWindow, desk: TeacherDesk, shipped_pack: Path
) -> None:
    questions = taught.graded(shipped_pack)[:3]
    work = taught.handed_in(desk, questions, ())
    take = partial(class_work.hand_in, desk, work, questions, taught.answer)
    take([3], problems={questions[1].id: "Two of these are the same."})
    take([3], attempt=2, other_text="The mines are counted by name.")
    assert window.go(f"nk:teach/gradebook/student/{class_work.student_id(3)}")
    settle()
    (page,) = visible(window, StudentView)
    for number in (1, 2):
        button(page, f"Attempt {number}").click()
    settle()
    words = [one.text() for one in page.findChildren(QLabel)]
    place = words.index("What is wrong with it, says the student: Two of these are the same.")
    assert words[place - 2] == f"2. {questions[1].stem}"
    other = words.index("The other task, in place of the questions")
    assert words[other + 1] == "The mines are counted by name."
    assert words.count("No answer.") == 0
    squeezed = [one.text() for one in page.findChildren(QLabel) if one.height() < least(one)]
    assert not squeezed
    # The questions stand under the attempt that answered them and not under the other.
    stems = [f"{n}. {question.stem}" for n, question in enumerate(questions, 1)]
    assert [text for text in words if text in stems] == stems


def test_enter_opens_the_student_and_names_can_hide(
    window: MainWindow, desk: TeacherDesk, table: GradebookTable, work: Assigned
) -> None:
    table.view.setFocus()
    table.choose(class_work.student_id(0), work.id)
    QTest.keyClick(table.view, Key.Key_Down)
    assert table.chosen == (class_work.student_id(1), work.id)
    click(window, "Hide names")
    assert column(table, 0)[:2] == ["Student 1", "Student 2"]
    told = column(table, 1, Role.AccessibleTextRole) + column(table, 1, Role.ToolTipRole)
    assert not any(name in text for name in class_work.NAMES for text in told)
    click(window, "Show names")
    table.view.setFocus()
    QTest.keyClick(table.view, Key.Key_Return)
    settle()
    (page,) = visible(window, StudentView)
    words = [one.text() for one in page.findChildren(QLabel)]
    assert "Benjamin Weiss" in words
    attempt = button(page, "Attempt 1")
    attempt.click()
    settle()
    asked = [item.question.stem for item in work_of(desk, work.id).items]
    words = [one.text() for one in page.findChildren(QLabel)]
    assert all(f"{n}. {stem}" in words for n, stem in enumerate(asked, 1))
    assert len(asked) == 4
    QApplication.processEvents()
