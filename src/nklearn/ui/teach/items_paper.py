"""Item analysis and the hand-in list on paper. Item analysis bears no names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from nklearn.classroom.understanding import Understanding
from nklearn.classroom.work import CheckRow, said_wrong
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Sensitivity
from nklearn.domain.item_statistics import Trust
from nklearn.ui.reading.paper_text import PaperText
from nklearn.ui.teach.item_words import (
    handed_in_words,
    instead_words,
    item_columns,
    number,
    percent,
    pick_words,
    quiz_lines,
    share_words,
    stem_words,
    trust_words,
    worth_words,
)


def items_document(catalog: Catalog, found: Understanding) -> QTextDocument:
    """Return what a class answered, question by question, without names."""
    return _ItemsPaper(catalog, found).document


def checklist_document(
    catalog: Catalog, title: str, words: str, rows: Sequence[tuple[CheckRow, str]]
) -> QTextDocument:
    """Return the list of who has handed in; each row comes with its state in words."""
    return _ListPaper(catalog, title, words, rows).document


class _ItemsPaper(PaperText):
    def __init__(self, catalog: Catalog, found: Understanding) -> None:
        super().__init__(catalog, face="sans", body=10)
        self._small(QCoreApplication.translate("items", "Item analysis"))
        self._heading(found.title, 18, 2)
        self._small(f"{handed_in_words(found)} {share_words()}", 4)
        if words := trust_words(found):
            self._small(words, 4)
        self._heading(QCoreApplication.translate("items", "Worth going over"), 11, 12)
        self._small(worth_words(found.worth, found, catalog), 2)
        self._said_wrong(found)
        self._heading(QCoreApplication.translate("items", "The whole"), 11, 12)
        for name, value, says in quiz_lines(found):
            self._small(f"{name}: {value}. {says}", 2)
        self._heading(QCoreApplication.translate("items", "The questions"), 11, 12)
        for place in range(len(found.items)):
            self._item(found, place)

    def _said_wrong(self, found: Understanding) -> None:
        said = said_wrong(found.work)
        if not said:
            return
        words = QCoreApplication.translate("items", "What students say is wrong")
        self._heading(words, 11, 12)
        titles = {
            view.question.id: f"{view.number}  {stem_words(view.question)}" for view in found.items
        }
        for question, notes in said.items():
            self._small(titles.get(question, question), 4)
            for one in notes:
                self._small(f"“{one.words}”", 1, lead="·  ")

    def _item(self, found: Understanding, place: int) -> None:
        view = found.items[place]
        self._heading(f"{view.number}  {stem_words(view.question)}", 10.5, 12)
        share = QCoreApplication.translate("items", "Share answering correctly: %s")
        told = [share % percent(view.share)]
        if instead := instead_words(view):
            told.append(instead)
        self._small(". ".join(told) + ".", 2)
        figures = view.figures
        if figures is not None and found.trust is not Trust.WITHHELD:
            names = [name for name, _, _ in item_columns()]
            values = (
                figures.sd_percent,
                figures.intended_weight,
                figures.effective_weight,
                figures.discrimination,
                figures.efficiency,
            )
            pairs = zip(names[1:], values, strict=True)
            self._small("; ".join(f"{name} {number(held, 1, '%')}" for name, held in pairs), 2)
        if view.question.sensitivity is not Sensitivity.NONE:
            return
        for line in view.picks.rows[:8]:
            mark = "✓" if line.picked.right else "·"
            self._small(f"{line.picked.count}  {pick_words(line.picked)}", 1, lead=f"{mark}  ")


class _ListPaper(PaperText):
    def __init__(
        self, catalog: Catalog, title: str, words: str, rows: Sequence[tuple[CheckRow, str]]
    ) -> None:
        super().__init__(catalog, face="sans", body=10)
        self._small(QCoreApplication.translate("items", "Hand-in list"))
        self._heading(title, 18, 2)
        self._small(words, 4)
        for checked, state in rows:
            student = checked.student
            sign = "☑" if checked.at else "☐"
            who = f"{student.number}  {student.name}" if student.number else student.name
            self._small(f"{who} – {state}", 4, lead=f"{sign}  ")
