"""How a class answered: the panel, the page of figures, show in class, the hand-in list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from tests.fixtures import class_work
from tests.ui import taught
from tests.ui.helpers import button, click, settle, visible

from nklearn.classroom.assigning import bank_of
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import blocked, findings
from nklearn.classroom.reviewing import review_draft
from nklearn.classroom.understanding import understanding_of
from nklearn.domain.teaching import Assigned, Kind
from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.assign_dialog import AssignDialog
from nklearn.ui.teach.checklist import ChecklistSegment
from nklearn.ui.teach.figure_table import FigureTable
from nklearn.ui.teach.items import ItemsSegment
from nklearn.ui.teach.items_panel import ItemsPanel
from nklearn.ui.teach.items_paper import items_document
from nklearn.ui.teach.show_items import ShowItems


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    return taught.enter(window)


@pytest.fixture
def work(desk: TeacherDesk, shipped_pack: Path) -> Assigned:
    return taught.handed_in(desk, taught.graded(shipped_pack), range(13))


def words(widget: QLabel) -> str:
    return widget.text()


def said(window: MainWindow, kind: type[ItemsSegment | ChecklistSegment]) -> str:
    (own,) = visible(window, kind)
    return "\n".join(map(words, own.findChildren(QLabel)))


def test_the_page_of_figures(window: MainWindow, work: Assigned) -> None:
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    told = said(window, ItemsSegment)
    assert "13 of 15 handed in." in told
    assert "With fewer than 30 the indices are rough" in told
    assert "Worth going over" in told
    assert "Most chosen instead: " in told
    assert "13 answers wait for your mark" in told
    assert "Misconceptions by claim" in told
    tables = window.findChildren(FigureTable)
    figures = next(table for table in tables if table.model().columnCount() == 7)
    model = figures.model()
    texts = [[str(model.index(r, c).data()) for c in range(7)] for r in range(model.rowCount())]
    assert len(texts) == len(taught.TYPES)
    assert texts[-1][1:] == ["waits"] * 6
    assert all(text.endswith("%") for text in texts[0][1:4])
    # No student's name stands anywhere on it.
    assert not any(name in told for name in class_work.NAMES)


def test_what_students_say_is_wrong_stands_on_the_page_without_names(
    window: MainWindow, desk: TeacherDesk, shipped_pack: Path
) -> None:
    questions = taught.graded(shipped_pack)[:3]
    work = taught.handed_in(desk, questions, range(3))
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    assert "What students say is wrong" not in said(window, ItemsSegment)
    class_work.hand_in(
        *(desk, work, questions, taught.answer, [4]),
        problems={questions[1].id: "Two of <these> are the same."},
    )
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    told = said(window, ItemsSegment)
    assert f"2  {questions[1].stem}\n“Two of <these> are the same.”" in told
    assert not any(name in told for name in class_work.NAMES)
    paper = items_document(window.context.catalog, understanding_of(desk, work.id)).toPlainText()
    assert "“Two of <these> are the same.”" in paper


def test_a_small_class_gets_counts_and_no_indices(
    window: MainWindow, desk: TeacherDesk, shipped_pack: Path
) -> None:
    work = taught.handed_in(desk, taught.graded(shipped_pack)[:3], range(4))
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    assert "too few for indices" in said(window, ItemsSegment)
    table = next(t for t in window.findChildren(FigureTable) if t.model().columnCount() == 7)
    row = [str(table.model().index(0, column).data()) for column in range(1, 7)]
    assert row[0].endswith("%")
    assert row[2].endswith("%")
    assert [row[1], *row[3:]] == ["left out"] * 4


def test_a_claim_behind_a_misconception_opens(window: MainWindow, work: Assigned) -> None:
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    (segment,) = visible(window, ItemsSegment)
    from nklearn.ui.widgets.prose import Prose

    link = next(each for each in segment.findChildren(Prose) if each.anchors())
    link.setFocus()
    link.select_anchor(0)
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    assert str(window.router.here).startswith(("nk:fact/", "nk:data/"))


def test_show_in_class_is_large_goes_by_keys_and_names_nobody(
    window: MainWindow, work: Assigned
) -> None:
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    show = button(window, "Show in class")
    show.setFocus()
    QTest.keyClick(show, Qt.Key.Key_Return)
    settle()
    (screen,) = window.findChildren(ShowItems)
    assert screen.isFullScreen()

    def shown() -> str:
        return "\n".join(map(words, visible(screen, QLabel)))

    first = shown()
    assert "1 of 5" in first  # the written one is not shown
    assert "right" not in first.split("\n")  # nothing is given away yet
    QTest.keyClick(screen, Qt.Key.Key_Return)
    settle()
    assert "right" in shown().split("\n")
    QTest.keyClick(screen, Qt.Key.Key_Right)
    settle()
    assert "2 of 5" in shown()
    assert "Most chosen instead" not in shown()
    QTest.keyClick(screen, Qt.Key.Key_End)
    assert screen.place == 4
    QTest.keyClick(screen, Qt.Key.Key_Space)
    assert screen.place == 4  # there is no further one
    QTest.keyClick(screen, Qt.Key.Key_Home)
    every = ""
    for _ in range(5):
        screen.tell()
        every += shown()
        screen.go(1)
    assert not any(name in every for name in class_work.NAMES)
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    settle()
    assert not visible(window, ShowItems)
    assert show.hasFocus()


def test_the_panel_beside_the_gradebook(
    window: MainWindow, desk: TeacherDesk, work: Assigned
) -> None:
    panel = ItemsPanel(window.context)
    panel.setParent(window)
    panel.resize(305, 600)
    wishes: list[str] = []
    panel.open_requested.connect(wishes.append)
    panel.show_nothing()
    panel.show()
    found = understanding_of(desk, work.id)
    panel.show_work(found, 3)
    settle()
    told = "\n".join(map(words, panel.findChildren(QLabel)))
    assert "3 Ministries in order" in told
    assert "13 of 15 handed in. Share answering correctly." in told
    assert "Worth going over" in told
    names = [each.accessibleName() for each in panel.findChildren(QLabel)]
    assert any(name.startswith("Item 1, ") and name.endswith("%") for name in names)
    for own in ("Assign review", "All figures", "Hand-in list", "Mark texts"):
        click(panel, own)
    review, *others = wishes
    assert review == f"nk:teach/assignments/new?class={class_work.CLASS}&review={work.id}"
    assert others == [f"nk:teach/{part}/{work.id}" for part in ("items", "checklist", "mark")]
    panel.hide()
    panel.deleteLater()
    settle()


def test_a_review_is_drafted(window: MainWindow, desk: TeacherDesk, work: Assigned) -> None:
    draft = review_draft(desk, work.id)
    found = understanding_of(desk, work.id)
    assert found.worth
    low = [view.question for view in found.items if view.question.id in found.worth.items]
    assert set(draft.reading) == {f"{each.module}/{each.section}" for each in low}
    assert draft.practice
    assert (draft.title, draft.kind) == ("Review: Ministries in order", Kind.PRACTICE)
    assert not blocked(findings(desk, draft, bank_of(desk, Kind.PRACTICE)))
    assert window.go(f"nk:teach/items/{work.id}")
    settle()
    click(window, "Assign review")
    settle()
    (dialog,) = visible(window, AssignDialog)
    titles = [each.text() for each in dialog.findChildren(QLineEdit)]
    assert "Review: Ministries in order" in titles
    click(dialog, "Cancel")
    settle()
    assert not visible(window, AssignDialog)


def test_the_hand_in_list(window: MainWindow, work: Assigned) -> None:
    assert window.go(f"nk:teach/checklist/{work.id}")
    settle()
    assert "13 of 15 handed in." in said(window, ChecklistSegment)
    click(window, "Show: Not handed in")
    settle()
    assert str(window.router.here) == f"nk:teach/checklist/{work.id}?show=missing"
    (table,) = visible(window, FigureTable)
    model = table.model()
    rows = [(model.index(n, 0).data(), model.index(n, 3).data()) for n in range(model.rowCount())]
    assert rows == [("Noah Okafor", "not handed in"), ("Priya Nair", "not handed in")]


def test_both_go_to_paper(window: MainWindow, work: Assigned, tmp_path: Path) -> None:
    for part, kind in (("items", ItemsSegment), ("checklist", ChecklistSegment)):
        assert window.go(f"nk:teach/{part}/{work.id}")
        settle()
        (segment,) = visible(window, kind)
        path = tmp_path / f"{part}.pdf"
        segment._paper.save(path)
        assert path.read_bytes().startswith(b"%PDF")
        sheet = segment._sheet()
        assert sheet
        text = sheet.make().toPlainText()
        assert "Ministries in order" in text
        named = [name for name in class_work.NAMES if name in text]
        assert named == ([] if part == "items" else list(class_work.NAMES))


def test_no_such_assignment(window: MainWindow, work: Assigned) -> None:
    for part in ("items", "mark", "checklist"):
        assert not window.go(f"nk:teach/{part}/0000000000000000")
        assert not window.go(f"nk:teach/{part}")
