"""Work for a teacher in the real window: a file comes, is done, handed in, and answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)
from tests.fixtures import classroom
from tests.fixtures import classwork as made
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import click, settle, visible

from nklearn.base import signed
from nklearn.classroom import fingerprint, sealed
from nklearn.classroom.codes import join_code
from nklearn.classroom.formats import Assignment, Content, Result, decode
from nklearn.classroom.items import public_item
from nklearn.domain.questions import SingleChoice
from nklearn.domain.records import Mode
from nklearn.learning.quiz import QuizState
from nklearn.ui.classwork.due_list import DueList
from nklearn.ui.classwork.making import classwork_of
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.assignment import AssignmentPage
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.option_row import OptionRow

SEEDED = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made_ = tmp_path / "stick"
    made_.mkdir()
    return made_


def work_of(window: MainWindow, **changes: object) -> Assignment:
    """Graded work: three single choices of the content, without their keys, and one lesson."""
    catalog = window.context.catalog
    module = catalog.modules()[0]
    asked = [catalog.question(name) for name in module.quiz]
    chosen = [own for own in asked if isinstance(own.body, SingleChoice) and not own.chart][:3]
    lesson = module.lessons[0]
    fields: dict[str, object] = {
        "items": tuple(public_item(own, Random(n))[0] for n, own in enumerate(chosen)),
        "reading": tuple(f"{lesson.id}/{name}" for name, _ in lesson.sections[:2]),
        "content": Content(version=catalog.version),
        "due": datetime.now(UTC) + timedelta(days=3),
    }
    return made.assignment(**{**fields, **changes})


def file_in(folder: Path, assignment: Assignment, name: str = "a.nkassign") -> str:
    path = folder / name
    path.write_bytes(made.assigned(assignment))
    return str(path)


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def here(window: MainWindow) -> str:
    return str(window.router.here)


def dialog(window: MainWindow) -> QDialog:
    settle()
    (found,) = (own for own in window.findChildren(QDialog) if own.isVisible())
    return found


def message(window: MainWindow) -> str:
    box = dialog(window)
    assert isinstance(box, QMessageBox)
    told = f"{box.text()} {box.informativeText()}"
    box.close()
    settle()
    return told


def joined(window: MainWindow) -> None:
    """Have the reader join and know the teacher, as in a lesson before."""
    work = classwork_of(window.context)
    work.join(join_code(made.STUDENT))
    work.trust(made.teacher())


def drop(window: MainWindow, *paths: str) -> bool:
    """Drag files over the window and let them go; tell whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), copy, data, left, none))
    settle()
    return enter.isAccepted()


def session_page(window: MainWindow) -> AssignmentPage:
    page = window.router.page
    assert isinstance(page, AssignmentPage)
    return page


def choose(window: MainWindow, place: int) -> None:
    rows = visible(window, OptionRow)
    QTest.mouseClick(rows[place], Qt.MouseButton.LeftButton)
    settle()


def choose_folder(window: MainWindow, folder: Path) -> None:
    found = dialog(window)
    assert isinstance(found, QFileDialog)
    found.fileSelected.emit(str(folder))
    found.close()
    settle()


def test_from_the_file_to_the_feedback(make_window: WindowMaker, folder: Path) -> None:
    window = make_window()
    _open_and_join(window, file_in(folder, work_of(window)))
    click(window, "Begin the questions")
    page = session_page(window)
    assert page.session
    assert page.session.mode is Mode.GRADED
    choose(window, 1)
    click(window, "Next question")
    choose(window, 0)
    first = page.session.run

    # The program ends; what was answered and chosen is there when it starts again.
    window = make_window()
    _go_on_from_home(window)
    page = session_page(window)
    assert page.session
    assert page.session.run.id == first.id
    assert page.session.position == 1
    assert page.session.draft
    click(window, "Next question")
    choose(window, 2)
    click(window, "See all answers")
    assert page.session.state is QuizState.SUMMARY
    click(window, "Hand in")
    click(dialog(window), "Hand in")
    choose_folder(window, folder)
    result = _handed_in(window, folder)
    _feedback_comes(window, folder, {given.item: 1.0 for given in result.answers})


def _open_and_join(window: MainWindow, path: str) -> None:
    window.open_files([path])
    # Whose is it? The words are those of the teacher's key.
    asked = dialog(window)
    words = fingerprint.words(made.teacher().key)
    assert all(word in words_of(asked) for word in words)
    assert "R. Adeyemi" in words_of(asked)
    click(asked, "They are the same")
    # Who is it for?
    asked = dialog(window)
    (field,) = visible(asked, QLineEdit)
    QTest.keyClicks(field, join_code(made.STUDENT)[:-1] + "!")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert "A join code has no “!”" in words_of(asked)
    field.clear()
    QTest.keyClicks(field, join_code(made.STUDENT).lower())
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert here(window) == f"nk:assignment/{made.ID}"
    assert "Numbers that disagree" in words_on(window)
    assert "0 of 2 sections read" in words_on(window)


def _go_on_from_home(window: MainWindow) -> None:
    window.go("nk:home")
    QTest.qWait(400)
    (due,) = visible(window, DueList)
    (row,) = visible(due, LinkCard)
    assert "begun" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settle()
    assert here(window) == f"nk:assignment/{made.ID}"
    assert "1 of 3 answered." in words_on(window)
    click(window, "Go on with the questions")


def _handed_in(window: MainWindow, folder: Path) -> Result:
    """One sealed file, which the teacher opens; and nothing can be changed any more."""
    assert here(window) == f"nk:assignment/{made.ID}"
    assert "Handed in" in words_on(window)
    assert "Begin the questions" not in words_on(window)
    (result_file,) = folder.glob("*.nkresult")
    document = sealed.unseal(result_file.read_bytes(), [classroom.teacher_keys().identity])
    result = decode(Result, signed.split(document).payload)
    assert (result.student, len(result.answers)) == (made.STUDENT, 3)
    click(window, "Receipt")
    assert f"nk:assignment/{made.ID}/receipt/1" == here(window)
    assert "3 of 3 questions" in words_on(window)
    window.go(f"nk:assignment/{made.ID}/answers/1")
    settle()
    click(window, "Look again")
    assert "Your teacher releases the results." in words_on(window)
    return result


def _feedback_comes(window: MainWindow, folder: Path, fractions: dict[str, float]) -> None:
    own = sealed.recipient_of(classwork_of(window.context).keys().identity)
    released = folder / "feedback.nkrelease"
    released.write_bytes(made.released((own,), fractions, comment="Well argued."))
    assert drop(window, str(released))
    assert here(window) == f"nk:assignment/{made.ID}"
    assert "100%" in words_on(window)
    click(window, "Look at each answer")
    assert "Well argued." in words_on(window)
    assert "Correct" in words_on(window)


def words_of(asked: QDialog) -> str:
    return " ".join(label.text() for label in visible(asked, QLabel))


def test_words_that_differ_take_nothing_in(window: MainWindow, folder: Path) -> None:
    window.open_files([file_in(folder, work_of(window))])
    asked = dialog(window)
    click(asked, "They differ")
    settle()
    assert "not from the teacher of your slip" in words_of(asked)
    click(asked, "They differ")
    settle()
    assert not [own for own in window.findChildren(QDialog) if own.isVisible()]
    assert classwork_of(window.context).tasks() == ()
    assert here(window) == "nk:home"


def test_what_is_dropped_and_is_no_class_file_is_said(window: MainWindow, folder: Path) -> None:
    other = folder / "photo.jpg"
    other.write_bytes(b"\xff\xd8\xff")
    assert drop(window, str(other))
    assert "“photo.jpg” is not one that NKLearn opens here." in message(window)
    assert drop(window, str(folder / "gone.nkassign"))
    assert "can’t be read" in message(window)
    nothing = QMimeData()
    nothing.setText("words")
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, nothing, left, none)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_a_folder_gives_what_is_new(window: MainWindow, folder: Path) -> None:
    joined(window)
    file_in(folder, work_of(window))
    file_in(folder, work_of(window, id="a551900000000002", title="Second"), "b.nkassign")
    others = work_of(window, id="a551900000000003", students=(made.OTHER_STUDENT,))
    file_in(folder, others, "c.nkassign")
    (folder / "d.nkresult").write_bytes(sealed.seal(b"x", [classroom.recipient()]))
    window.context.preferences.teacher_folder = str(folder)
    window.go("nk:assignment")
    click(window, "Look in the teacher’s folder")
    settle()
    assert here(window) == "nk:assignment"
    assert len(visible(window, LinkCard)) == 2
    click(window, "Look in the teacher’s folder")
    settle()
    told = message(window)
    assert "nothing new for you" in told
    assert "1 file there is not for you" in told


def test_a_file_waits_until_somebody_says_who_they_are(window: MainWindow, folder: Path) -> None:
    mina = window.context.people.add("Mina")
    path = file_in(folder, work_of(window))
    window.go("nk:profiles")
    window.open_files([path])
    settle()
    assert here(window) == "nk:profiles"
    assert not [own for own in window.findChildren(QDialog) if own.isVisible()]
    window.enter(window.context.people.reader(mina))
    asked = dialog(window)
    assert "R. Adeyemi" in words_of(asked)
    asked.reject()
    settle()


def test_hard_material_is_announced_and_there_is_another_task(
    window: MainWindow, folder: Path
) -> None:
    joined(window)
    catalog = window.context.catalog
    hard = next((module for module in catalog.modules() if module.advisory), None)
    reading = f"{hard.lessons[0].id}/{hard.lessons[0].sections[0][0]}" if hard else ""
    own = work_of(
        window,
        **({"reading": (reading,)} if reading else {}),
        alternative="Write how the report counts mines.",
    )
    window.open_files([file_in(folder, own)])
    settle()
    work = classwork_of(window.context)
    attempt = work.begin(work.task(made.ID))
    work.write_alternative(attempt, " ")
    window.go("nk:home")
    window.go(f"nk:assignment/{made.ID}")
    settle()
    assert "Write how the report counts mines." in words_on(window)
    (field,) = visible(window, QPlainTextEdit)
    QTest.keyClicks(field, "It adds up three lists.")
    window.go("nk:home")
    settle()
    going = work.task(made.ID).going
    assert going
    assert going.alternative.strip() == "It adds up three lists."


def test_when_the_time_is_over_what_is_there_can_be_handed_in(
    window: MainWindow, folder: Path
) -> None:
    joined(window)
    window.open_files([file_in(folder, work_of(window, minutes=20))])
    settle()
    click(window, "Begin the questions")
    settle()
    page = session_page(window)
    assert page.session
    assert page.session_title(page.session).endswith("20 minutes left")
    choose(window, 0)
    work = classwork_of(window.context)
    going = work.task(made.ID).going
    assert going
    work.note_time(going, 20 * 60)
    window.go(f"nk:assignment/{made.ID}")
    settle()
    assert "The time is over; what is there can still be handed in." in words_on(window)
    click(window, "Look at your answers")
    settle()
    assert page.session_title(page.session).endswith("the time is over")
    assert not any(row.isEnabled() and row.focusPolicy() for row in visible(window, OptionRow))
    window.go(f"nk:assignment/{made.ID}")
    settle()
    click(window, "Hand in")
    click(dialog(window), "Hand in")
    choose_folder(window, folder)
    (result_file,) = folder.glob("*.nkresult")
    document = sealed.unseal(result_file.read_bytes(), [classroom.teacher_keys().identity])
    assert decode(Result, signed.split(document).payload).over_time


def test_the_receipt_is_kept_on_paper_and_as_text(window: MainWindow, folder: Path) -> None:
    from nklearn.ui.classwork.receipt import ReceiptPart

    joined(window)
    window.open_files([file_in(folder, work_of(window))])
    settle()
    click(window, "Begin the questions")
    settle()
    choose(window, 0)
    window.go(f"nk:assignment/{made.ID}")
    settle()
    click(window, "Hand in")
    click(dialog(window), "Hand in")
    dialog(window).close()  # the file is kept, and saved later
    settle()
    assert "not saved anywhere yet" in words_on(window)
    window.go(f"nk:assignment/{made.ID}/receipt/1")
    settle()
    (part,) = visible(window, ReceiptPart)
    part.save(folder / "r.txt")
    text = (folder / "r.txt").read_text()
    assert "Numbers that disagree" in text
    assert made.STUDENT in text
    assert "Left open" in text
    part.save(folder / "r.pdf")
    assert (folder / "r.pdf").read_bytes().startswith(b"%PDF")
