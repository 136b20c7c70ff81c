"""The gradebook as a spreadsheet (XLSX), in which every text is a text and nothing is worked out.

Names and ids go in as strings, whatever they look like: no formula, no link, no number is made of
them, and leading zeros stay. Scores are numbers in the percent format. The same table gives the
same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nklearn.domain.grade_table import GradeTable

if TYPE_CHECKING:
    from xlsxwriter import Format, Worksheet

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd hh:mm",
}
_LONGEST = 32_000  # letters; Excel takes 32,767 in a cell
_Value = str | float | int | None


def gradebook_xlsx(table: GradeTable) -> bytes:
    """Return the file, with the sheets Gradebook, Attempts and Items."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    # The time of making would make every file another one.
    book.set_properties({"title": table.school_class, "created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold, score = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
    wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})

    sheet = book.add_worksheet("Gradebook")
    head = ["Id", "Name", "Number", "Group"]
    for _, title in table.assignments:
        head += [title, f"{title}: state"]
    _line(sheet, 0, [*head, "Average"], wrapped)
    for place, row in enumerate(table.rows, 1):
        values: list[_Value] = [row.id, row.name, row.number, row.group]
        for fraction, state in zip(row.fractions, row.states, strict=True):
            values += [fraction, state]
        _line(sheet, place, [*values, row.mean], None, score)
    foot: list[_Value] = ["", "Class average", "", ""]
    for mean in table.means:
        foot += [mean, ""]
    _line(sheet, len(table.rows) + 1, foot, bold, score)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 3 + 2 * len(table.assignments) + 1, 14)

    _sheet(
        book.add_worksheet("Attempts"),
        ["Id", "Name", "Assignment", "Title", "Attempt", "Handed in (UTC)", "Score", "To mark"],
        map(astuple, table.attempts),
        wrapped,
        score,
        percents={6},
    )
    _sheet(
        book.add_worksheet("Items"),
        [
            *("Assignment", "Title", "Number", "Question", "Attempts", "Facility index"),
            *("Discrimination index", "Discriminative efficiency", "Most chosen instead"),
        ],
        map(astuple, table.items),
        wrapped,
        score,
        percents={5, 6, 7},
    )
    book.close()
    return out.getvalue()


def _sheet(
    sheet: Worksheet,
    head: Sequence[str],
    rows: Iterable[Sequence[_Value]],
    bold: Format,
    score: Format,
    *,
    percents: set[int],
) -> None:
    _line(sheet, 0, head, bold)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _put(sheet, place, column, value, score if column in percents else None)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(head) - 1, 18)


def _line(
    sheet: Worksheet,
    place: int,
    values: Sequence[_Value],
    texts: Format | None,
    scores: Format | None = None,
) -> None:
    for column, value in enumerate(values):
        _put(sheet, place, column, value, texts if isinstance(value, str) else scores)


def _put(sheet: Worksheet, row: int, column: int, value: _Value, how: Format | None) -> None:
    if isinstance(value, str):
        if value:
            whole = value[:_LONGEST].encode("utf-8", "replace").decode("utf-8")  # no half signs
            sheet.write_string(row, column, whole, how)
    elif value is not None:
        sheet.write_number(row, column, value, how)
