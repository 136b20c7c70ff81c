"""The gradebook as CSV: one row a student, a column of scores and one of states an assignment.

UTF-8 with a byte order mark, by which spreadsheets know it. A text that a spreadsheet would take
for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a return) has an apostrophe in front:
the advice of OWASP on CSV injection. Scores are percentages with one decimal place.
"""

from __future__ import annotations

import csv
import io

from nklearn.domain.grade_table import GradeTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gradebook_csv(table: GradeTable) -> bytes:
    """Return the file."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    head = ["id", "name", "number", "group"]
    for _, title in table.assignments:
        head += [plain(title), plain(f"{title}: state")]
    write([*head, "average"])
    for row in table.rows:
        line = [row.id, plain(row.name), plain(row.number), plain(row.group)]
        for fraction, state in zip(row.fractions, row.states, strict=True):
            line += [percentage(fraction), state]
        write([*line, percentage(row.mean)])
    foot = ["", "class average", "", ""]
    for mean in table.means:
        foot += [percentage(mean), ""]
    write([*foot, ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def percentage(fraction: float | None) -> str:
    """Return a score in percent with one decimal place; empty if there is none."""
    return "" if fraction is None else f"{100 * fraction:.1f}"
