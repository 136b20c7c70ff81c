"""The gradebook as CSV: one row a student, a column of scores and one of states an assignment.

UTF-8 with a byte order mark, by which spreadsheets know it. A text that a spreadsheet would take
for a formula (`=`, `+`, `-` or `@` first, blanks aside; or a tab or line break first) has an
apostrophe in front: the advice of OWASP on CSV injection. So has one that it would take for a
number and write otherwise, such as the ids `007` and `1234E567`. `read_back` gives each text as it
was. Scores are percentages with one decimal place.
"""

from __future__ import annotations

import csv
import io
import re

from nklearn.domain.grade_table import GradeTable

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # also as wide letters
_BREAKS = ("\t", "\r", "\n")
# Leading zeros, powers of ten and more than 15 digits: a spreadsheet would show another text.
_CHANGED = re.compile(r"0[0-9]+|[0-9]+[eE][0-9]+|[0-9]{16,}")


def gradebook_csv(table: GradeTable) -> bytes:
    """Return the file."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    head = ["id", "name", "number", "group"]
    for _, title in table.assignments:
        head += [plain(title), plain(f"{title}: state")]
    write([*head, "average"])
    for row in table.rows:
        line = [plain(row.id), plain(row.name), plain(row.number), plain(row.group)]
        for fraction, state in zip(row.fractions, row.states, strict=True):
            line += [percentage(fraction), state]
        write([*line, percentage(row.mean)])
    foot = ["", "class average", "", ""]
    for mean in table.means:
        foot += [percentage(mean), ""]
    write([*foot, ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, or for a number that it rewrites."""
    return f"'{text}" if _guarded(text) else text


def read_back(cell: str) -> str:
    """Return the text of which `plain` made a cell."""
    return cell[1:] if cell.startswith("'") and _guarded(cell[1:]) else cell


def _guarded(text: str) -> bool:
    if text.startswith("'"):  # else an apostrophe of the text's own could be taken for ours
        return _guarded(text[1:])
    begins = text.startswith(_BREAKS) or text.lstrip().startswith(_FORMULA)
    return begins or _CHANGED.fullmatch(text) is not None


def percentage(fraction: float | None) -> str:
    """Return a score in percent with one decimal place; empty if there is none."""
    return "" if fraction is None else f"{100 * fraction:.1f}"
