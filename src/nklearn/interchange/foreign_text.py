"""Text that other programs wrote: which encoding it is in, and its rows where it is a table.

Nothing here believes what it reads: bytes of any kind give text or a UserError, in a time that
grows with their number alone.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

from nklearn.base.errors import UserError

Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "cp949", "cp1252"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
SEPARATORS = (",", ";", "\t", "|")
LINES, LINE_LIMIT = 20_000, 20_000

_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook or a ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "a text document with formatting (RTF)"),
)
_ENDS = re.compile(r"\r\n|\r|\n")
_PROBED = 60
_JUDGED = 5_000
# A quoted field may run over a line or two; one over more is a quotation mark left open.
_LONGEST_FIELD = 4
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Decoded:
    """Text and how it was read; `sure` is False where the encoding is the last one that was left.

    `lost` counts the characters that the encoding doesn't know.
    """

    text: str
    encoding: Encoding
    sure: bool = True
    lost: int = 0


@dataclass(frozen=True)
class Table:
    """Rows as (number of the line in the file, its fields); `open_quote` is a line or 0."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str
    open_quote: int = 0


def decode(data: bytes, encoding: Encoding | None = None) -> Decoded:
    """Return bytes as text, in the encoding that is named or else the likeliest one.

    Raises:
        UserError: the bytes are another kind of file.
    """
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise UserError(
                f"This is {kind}, not a text file.",
                todo="Save the list as CSV in the program that made it, then open that file.",
            )
    marked = [each for each in _MARKS if data.startswith(each[0])]
    if encoding is None and not marked:
        return _guessed(data)
    wanted = encoding or marked[0][1]
    body = data[len(marked[0][0]) :] if marked and wanted == marked[0][1] else data
    text = body.decode(wanted, "replace")
    return Decoded(text, wanted, lost=text.count("\ufffd"))


def _guessed(data: bytes) -> Decoded:
    if 0 in data:
        wide = _wide(data)
        if wide:
            return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if text and _korean(text):
        return Decoded(text, "cp949")
    text = data.decode("cp1252", "replace")
    return Decoded(text, "cp1252", sure=False, lost=text.count("\ufffd"))


def _wide(data: bytes) -> Decoded | None:
    """Return text of two bytes a letter: separators and ends of lines tell which comes first."""
    names: tuple[Encoding, ...] = ("utf-16-le", "utf-16-be")
    found: list[tuple[int, Decoded]] = []
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        plain = sum(" " <= sign <= "~" or sign in "\t\r\n" for sign in text)
        found.append((plain, Decoded(text, name)))
    plain, best = max(found, key=lambda each: each[0], default=(0, None))
    return best if plain else None


def _korean(text: str) -> bool:
    """Tell whether the letters beyond ASCII are mostly the everyday ones of Korean.

    Western names can be valid CP949 by chance, but then as rare syllables of its extension.
    """
    beyond = [sign for sign in text if sign > "\x7f"][:_JUDGED]
    # A rare syllable is written as its parts in EUC-KR, in eight bytes.
    everyday = sum(len(sign.encode("euc_kr", "ignore")) == 2 for sign in beyond)
    return bool(beyond) and everyday * 2 >= len(beyond)


def table(text: str, separator: str | None = None) -> Table:
    """Return the rows of a text, with the separator that is named or else the likeliest one.

    Blank lines are left out. An empty separator makes one column of every line.

    Raises:
        UserError: there are far more lines, or longer ones, than any list has.
    """
    lines = _ENDS.split(text, LINES + 1)
    if len(lines) > LINES:
        raise UserError(
            f"This has more than {LINES} lines; no class list is that long.",
            todo="Check that it is the right file.",
        )
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LIMIT:
            raise UserError(
                f"Line {number} has {len(line)} characters, more than any line of a list.",
                todo="Check that it is the right file.",
            )
    first, said = _said_separator(lines)
    if separator is None:
        separator = said or _likeliest(lines[first:])
    if not separator:
        rows = [(number, (line,)) for number, line in enumerate(lines[first:], first + 1)]
        return Table(_filled(rows), "")
    rows, opened = _parsed(lines, first, separator, quotes=True)
    if opened:
        rows, _ = _parsed(lines, first, separator, quotes=False)
    return Table(_filled(rows), separator, opened)


def _said_separator(lines: list[str]) -> tuple[int, str]:
    """Return how many lines to leave out, and the separator where the first line names one."""
    start = lines[0].strip().strip('"').casefold() if lines else ""
    if start.startswith("sep=") and start[4:] in SEPARATORS:
        return 1, start[4:]
    return (1, "\t") if lines and lines[0] == "sep=\t" else (0, "")


def _likeliest(lines: list[str]) -> str:
    """Return the separator by which most of the first lines have the same number of fields."""
    probe = [line for line in lines if line.strip()][:_PROBED]
    best, score = "", (0.0, 0)
    for separator in SEPARATORS:
        widths = [len(row) for _, row in _parsed(probe, 0, separator, quotes=True)[0]]
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        held = sum(width == common for width in widths) / len(widths)
        if common > 1 and held >= 0.5 and (held, common) > score:
            best, score = separator, (held, common)
    return best


def _parsed(
    lines: list[str], first: int, separator: str, *, quotes: bool
) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
    """Return the rows from a line on, and the line of a quotation mark that was left open."""
    reader = csv.reader(
        (line.replace("\0", "") + "\n" for line in lines[first:]),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
        skipinitialspace=separator != "\t",
    )
    rows: list[tuple[int, tuple[str, ...]]] = []
    before = 0
    try:
        for row in reader:
            if reader.line_num - before > _LONGEST_FIELD:
                return rows, first + before + 1
            fields = row if quotes else [field.strip().strip('"') for field in row]
            rows.append((first + before + 1, tuple(fields)))
            before = reader.line_num
    except csv.Error:
        return rows, first + before + 1
    return rows, 0


def _filled(
    rows: list[tuple[int, tuple[str, ...]]],
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((line, row) for line, row in rows if any(map(clean, row)))


def clean(text: str) -> str:
    """Return one line of text without control signs, in the form that compares equal.

    A file from a Mac may hold Hangul in parts; signs that turn the direction of writing could
    make one name look like another.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return " ".join(text.split())
    kept = (
        " "
        if unicodedata.category(sign) in ("Cc", "Zl", "Zp")
        else ""
        if unicodedata.category(sign) in ("Cf", "Cs", "Co", "Cn") and sign not in _JOINERS
        else sign
        for sign in text
    )
    return " ".join("".join(kept).split())
