"""The class on paper: one line an assignment, and names only where they are wished."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication

from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import CellState, Column, Gradebook, Row
from nklearn.ui.reading import paper_pages
from nklearn.ui.reading.paper_pages import Foot
from nklearn.ui.teach.class_summary import summary_document

NAMES = ("Abena Owusu", "=1+1", "김민지")


@pytest.fixture
def catalog(shipped_content: Path) -> Catalog:
    return Catalog.open(shipped_content)


def book(columns: int = 3) -> Gradebook:
    made = Gradebook(
        tuple(Row(f"0000000{n}", name) for n, name in enumerate(NAMES)),
        tuple(Column(f"{n:016x}", f"Assignment {n + 1}") for n in range(columns)),
    )
    for column in range(columns):
        made.put(0, column, CellState.HANDED_IN, 0.8)
        made.put(1, column, CellState.LATE, 0.6)
        made.put(2, column, CellState.MISSING)
    return made


def tables(catalog: Catalog, book: Gradebook, *, names: bool) -> list[list[list[str]]]:
    document = summary_document(catalog, "10B", book, "2 Nov 2026", names=names)
    found: list[list[list[str]]] = []
    for frame in document.rootFrame().childFrames():
        assert isinstance(frame, QTextTable)
        cells = [
            [frame.cellAt(row, column).firstCursorPosition().block().text() for column in columns]
            for columns in [range(frame.columns())]
            for row in range(frame.rows())
        ]
        found.append(cells)
    return found


@pytest.mark.usefixtures("qapp")
def test_assignments_and_students_stand_in_tables(catalog: Catalog) -> None:
    work, students = tables(catalog, book(), names=True)
    assert work[1] == ["1", "Assignment 1", "no due time", "2 of 3", "1", "0", "0", "70"]
    assert students[0] == ["", "1", "2", "3", "Average"]
    assert ["Abena Owusu", "80", "80", "80", "80"] in students
    assert ["김민지", "–", "–", "–", ""] in students
    assert students[-1] == ["Class average", "70", "70", "70", "70"]


@pytest.mark.usefixtures("qapp")
def test_without_names_no_line_is_about_one_student(catalog: Catalog) -> None:
    document = summary_document(catalog, "10B", book(), "2 Nov 2026", names=False)
    said = document.toPlainText()
    assert "3 students; class average 70 percent." in said
    assert not [name for name in (*NAMES, "00000000") if name in said]
    assert len(tables(catalog, book(), names=False)) == 1


def test_many_assignments_go_below_one_another(catalog: Catalog, qapp: QApplication) -> None:
    found = tables(catalog, book(20), names=True)
    assert [table[0][1:-1] for table in found[1:]] == [
        [str(n) for n in range(1, 10)],
        [str(n) for n in range(10, 19)],
        ["19", "20"],
    ]
    document = summary_document(catalog, "10B", book(20), "2 Nov 2026", names=True)
    data = paper_pages.pdf(document, "10B", "A4", Foot("10B", "NKLearn", "Page %d of %d"))
    assert data.startswith(b"%PDF")
