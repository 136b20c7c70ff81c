"""A class on paper: what was assigned, how far it is, and, if wished, who stands where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import CellState, Gradebook, percent
from nklearn.ui.reading.paper_text import PaperText
from nklearn.ui.teach.gradebook_words import cell_text, when
from nklearn.ui.words import counted

_IN = (CellState.HANDED_IN, CellState.LATE, CellState.WAITS, CellState.OVERRIDDEN)
_MOST = 9  # assignments beside one another
_SIZE = 9.0  # pt
_LINE, _GAP = 0.75, 3  # px of a line below a row, and of room above and below its words


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
        self._small(QCoreApplication.translate("gradebook", "Class summary, %s") % made)
        self._heading(label, 18, 2)
        count = len(book.rows)
        mean = book.mean()
        said = counted(
            count,
            QCoreApplication.translate("gradebook", "1 student"),
            QCoreApplication.translate("gradebook", "%d students"),
        )
        if mean is not None:
            said += QCoreApplication.translate("gradebook", "; class average %d percent") % percent(
                mean
            )
        self._small(f"{said}.", 4)
        self._small(
            QCoreApplication.translate(
                "gradebook",
                "Averages leave out what was not handed in, is excused or waits to be marked.",
            ),
            2,
        )
        self._heading(QCoreApplication.translate("gradebook", "Assignments"), 11, 12)
        if not book.columns:
            self._small(
                QCoreApplication.translate("gradebook", "Nothing has been assigned yet."), 4
            )
            return
        self._assignments()
        if names:
            for first in range(0, len(book.columns), _MOST):
                self._students(range(first, min(first + _MOST, len(book.columns))))
            self._small(
                QCoreApplication.translate(
                    "gradebook",
                    "Scores in percent; – not handed in, * set by hand, · not assigned.",
                ),
                6,
            )

    def _assignments(self) -> None:
        book = self._book
        heads = [
            "",
            QCoreApplication.translate("gradebook", "Assignment"),
            QCoreApplication.translate("gradebook", "Due"),
            QCoreApplication.translate("gradebook", "Handed in"),
            QCoreApplication.translate("gradebook", "Late"),
        ]
        heads += [
            QCoreApplication.translate("gradebook", "To mark"),
            QCoreApplication.translate("gradebook", "Excused"),
            QCoreApplication.translate("gradebook", "Average"),
        ]
        rows: list[list[str]] = []
        for place, one in enumerate(book.columns):
            asked = len(book.rows) - book.count(place, CellState.NOT_ASKED)
            mean = book.column_mean(place)
            states = (CellState.LATE, CellState.WAITS, CellState.EXCUSED)
            rows.append(
                [
                    *(str(place + 1), one.title, when(one.due)),
                    QCoreApplication.translate("gradebook", "%d of %d")
                    % (book.count(place, *_IN), asked),
                    *(str(book.count(place, state)) for state in states),
                    "" if mean is None else str(percent(mean)),
                ]
            )
        self._table(heads, rows, (4, 27, 20, 12, 8, 9, 9, 11), words=3)

    def _students(self, columns: range) -> None:
        book = self._book
        told = (
            QCoreApplication.translate("gradebook", "Students")
            if len(book.columns) <= _MOST
            else QCoreApplication.translate("gradebook", "Students, assignments %d–%d")
        )
        self._heading(told if "%" not in told else told % (columns.start + 1, columns.stop), 11, 14)
        rows: list[list[str]] = []
        for row in book.order():
            cells, mean = book.cells(row), book.row_mean(row)
            rows.append(
                [
                    book.rows[row].name,
                    *(cell_text(cells[place]) or "·" for place in columns),
                    "" if mean is None else str(percent(mean)),
                ]
            )
        means = [book.column_mean(place) for place in columns]
        mean = book.mean()
        rows.append(
            [
                QCoreApplication.translate("gradebook", "Class average"),
                *("" if one is None else str(percent(one)) for one in (*means, mean)),
            ]
        )
        heads = [
            "",
            *(str(place + 1) for place in columns),
            QCoreApplication.translate("gradebook", "Average"),
        ]
        share = min(12.0, 62 / len(columns))
        shares = (100 - 11 - share * len(columns), *[share] * len(columns), 11)
        self._table(heads, rows, shares, words=1, last=True)

    def _table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        words: int,
        last: bool = False,
    ) -> None:
        """Write a table; its first `words` columns hold words, the others figures.

        The heads stand on every page anew; `last` says that the last row is set off as they are.
        """
        self._paragraph(2, line=20)
        made = QTextTableFormat()
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        made.setHeaderRowCount(1)
        percentage = QTextLength.Type.PercentageLength
        made.setColumnWidthConstraints([QTextLength(percentage, share) for share in shares])
        made.setWidth(QTextLength(percentage, 100))
        table: QTextTable = self._cursor.insertTable(1 + len(rows), len(heads), made)
        for place, row in enumerate((heads, *rows)):
            strong = place == 0 or (last and place == len(rows))
            for column, text in enumerate(row):
                self._cell(table, place, column, text, right=column >= words, strong=strong)
        self._cursor, self._empty = QTextCursor(self.document), False
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _cell(
        self, table: QTextTable, row: int, column: int, text: str, *, right: bool, strong: bool
    ) -> None:
        form = QTextTableCellFormat()
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorder(_LINE)
        tone = "LINE_CONTROL" if row == 0 else "LINE_SUBTLE"
        form.setBottomBorderBrush(self._theme.color(tone))
        form.setTopPadding(_GAP)
        form.setBottomPadding(_GAP)
        form.setRightPadding(0 if right else 2 * _GAP)
        cell = table.cellAt(row, column)
        cell.setFormat(form)
        block = QTextBlockFormat()
        block.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        cursor = cell.firstCursorPosition()
        cursor.setBlockFormat(block)
        cursor.insertText(text, self._font(_SIZE, serif=False, weight=600 if strong else 400))
