"""A class on paper: what was assigned, how far it is, and, if wished, who stands where."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import CellState, Gradebook, percent
from nklearn.ui.reading.paper_text import PaperText
from nklearn.ui.teach.gradebook_words import cell_text, when
from nklearn.ui.words import counted

_IN = (CellState.HANDED_IN, CellState.LATE, CellState.WAITS, CellState.OVERRIDDEN)


def _tr(words: str) -> str:
    return QCoreApplication.translate("gradebook", words)


def summary_document(
    catalog: Catalog, label: str, book: Gradebook, made: str, *, names: bool
) -> QTextDocument:
    """Return the summary of a class; without `names` no line is about one student."""
    return _Summary(catalog, label, book, made, names=names).document


class _Summary(PaperText):
    def __init__(
        self, catalog: Catalog, label: str, book: Gradebook, made: str, *, names: bool
    ) -> None:
        super().__init__(catalog, face="sans", body=10)
        self._book = book
        self._small(_tr("Class summary, %s") % made)
        self._heading(label, 18, 2)
        count = len(book.rows)
        mean = book.mean()
        said = counted(count, _tr("1 student"), _tr("%d students"))
        if mean is not None:
            said += _tr("; class average %d percent") % percent(mean)
        self._small(f"{said}.", 4)
        self._small(
            _tr("Averages leave out what was not handed in, is excused or waits to be marked."), 2
        )
        self._heading(_tr("Assignments"), 11, 12)
        for place in range(len(book.columns)):
            self._assignment(place)
        if not book.columns:
            self._small(_tr("Nothing has been assigned yet."), 4)
        if names:
            self._heading(_tr("Students"), 11, 12)
            for row in book.order():
                self._student(row)

    def _assignment(self, place: int) -> None:
        book, one = self._book, self._book.columns[place]
        asked = len(book.rows) - book.count(place, CellState.NOT_ASKED)
        facts = [
            _tr("due %s") % when(one.due),
            _tr("%d of %d handed in") % (book.count(place, *_IN), asked),
        ]
        mean = book.column_mean(place)
        if mean is not None:
            facts.append(_tr("average %d percent") % percent(mean))
        for state, words in (
            (CellState.LATE, _tr("%d late")),
            (CellState.WAITS, _tr("%d to mark")),
            (CellState.EXCUSED, _tr("%d excused")),
        ):
            if count := book.count(place, state):
                facts.append(words % count)
        self._small(f"{one.title}: {', '.join(facts)}.", 4, lead=f"{place + 1}  ")

    def _student(self, row: int) -> None:
        book = self._book
        marks = "   ".join(cell_text(cell) or "·" for cell in book.cells(row))
        mean = book.row_mean(row)
        end = "" if mean is None else _tr("; average %d") % percent(mean)
        self._small(f"{book.rows[row].name}: {marks}{end}", 3)
