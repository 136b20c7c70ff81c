"""A module's summary for paper: in two columns, with its sources, always on one page of A4."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from nklearn.content.catalog import Catalog
from nklearn.domain.lessons import Bullets, ModuleSummary, Paragraph, Section, plain
from nklearn.ui.reading import paper_pages
from nklearn.ui.reading.paper_text import PaperText

# What names a part of a work keeps its capital within a line.
_NAMED = ("Table", "Graph", "Chart", "Image")
_LONG = 30  # letters: a longer name of a work gives way to its short one
_LETTERS = 46  # in a line of a column, about
_GAP = 22  # px of an inch between columns


@dataclass(frozen=True, slots=True)
class _Size:
    """How large letters are, in points, and in how many columns sources stand; 0: as one
    paragraph."""

    body: float
    small: float
    columns: int


# From the most comfortable down to what can still be read.
_SIZES = (
    _Size(11, 8, 3),
    _Size(10.5, 8, 3),
    _Size(10, 8, 3),
    _Size(10, 7.5, 3),
    _Size(9.5, 7.5, 3),
    _Size(9.5, 7, 0),
    _Size(9, 7, 0),
    _Size(8.5, 6.5, 0),
)


def one_page(catalog: Catalog, summary: ModuleSummary, *, face: str = "serif") -> QTextDocument:
    """Return the summary in the largest letters in which it stands on one page.

    One that would not even in the smallest is returned in those; tests hold what ships to this.
    """
    document = QTextDocument()
    for size in _SIZES:
        document = SummaryPaper(catalog, summary, size, face=face).document
        if paper_pages.page_count(document) == 1:
            break
    return document


def source_line(catalog: Catalog, target: str) -> str:
    """Return where a claim or cell stands, in a few words: "Gulag, Inc., section 1"."""
    locator = catalog.evidence(target).locator
    source = catalog.source(locator.source)
    name = source.title.partition(":")[0]
    work = name if len(name) <= _LONG else source.short
    first, *others = locator.place.partition(";")[0].partition(" (")[0].split(", ")
    place = ", ".join([first, *(part for part in others if part.startswith("footnote"))])
    if not place.startswith(_NAMED):
        place = place[:1].lower() + place[1:]
    return ", ".join(filter(None, (work, place)))


class SummaryPaper(PaperText):
    """Writes a summary in one size; `document` is ready once it is made."""

    def __init__(
        self, catalog: Catalog, summary: ModuleSummary, size: _Size, *, face: str = "serif"
    ) -> None:
        super().__init__(catalog, face=face, body=size.body)
        self._size = size
        self._head(summary)
        self._columns([lambda part=part: self._sections(part) for part in _halves(summary)], 18)
        self._sources()

    def _note(self, words: str, top: float = 2, *, lead: str = "", size: float = 0) -> None:
        form = self._font(size or self._size.small, serif=False)
        form.setForeground(self._theme.color("TEXT_SECONDARY"))
        self._paragraph(top, lead=lead, form=form, line=115)
        self._cursor.insertText(words, form)

    def _head(self, summary: ModuleSummary) -> None:
        module = self._catalog.module(summary.module)
        words = QCoreApplication.translate("paper", "Module %d · One-page summary")
        self._note(words % module.number, size=9)
        self._heading(summary.title, 20, 3)
        if module.advisory:
            words = QCoreApplication.translate("paper", "Content advisory.")
            self._note(f"{words} {module.advisory}", 5, size=8.5)

    def _sections(self, sections: Sequence[Section]) -> None:
        for number, section in enumerate(sections):
            self._heading(section.title, self._body + 2.5, 14 if number else 0)
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    self._paragraph(5, line=126)
                    self._spans(block.spans)
                elif isinstance(block, Bullets):
                    self._list(block.items, ordered=block.ordered, top=5, line=126)

    def _columns(self, parts: Sequence[Callable[[], None]], top: float) -> None:
        """Set parts beside one another; the text goes on below them."""
        self._paragraph(top, line=20)
        count = len(parts)
        made = QTextTableFormat()
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        share = QTextLength(QTextLength.Type.PercentageLength, 100 / count)
        made.setColumnWidthConstraints([share] * count)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table: QTextTable = self._cursor.insertTable(1, count, made)
        for number, write in enumerate(parts):
            cell = table.cellAt(0, number)
            form = QTextTableCellFormat()
            form.setLeftPadding(_GAP * number / count)
            form.setRightPadding(_GAP * (count - 1 - number) / count)
            cell.setFormat(form)
            self._cursor, self._empty = cell.firstCursorPosition(), True
            write()
        self._cursor, self._empty = QTextCursor(self.document), False
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _sources(self) -> None:
        if not self._numbers:
            return
        words = QCoreApplication.translate("paper", "Where it comes from")
        self._heading(words, self._body + 0.5, 10)
        lines = _joined(self._catalog, self._numbers)
        if self._size.columns:
            high = -(-len(lines) // self._size.columns)
            parts = [lines[start : start + high] for start in range(0, len(lines), high)]
            self._columns([lambda part=part: self._lines(part) for part in parts], 0)
        else:
            self._note("  ·  ".join(f"{numbers} {line}" for numbers, line in lines), 3)
        self._works()

    def _lines(self, lines: Sequence[tuple[str, str]]) -> None:
        for numbers, line in lines:
            self._note(line, 1.5, lead=f"{numbers}  ")

    def _works(self) -> None:
        """Name the works in full, for who looks for them without the program."""
        found = {self._catalog.evidence(t).locator.source: None for t in self._numbers}
        works = [self._catalog.source(name) for name in found]
        self._note(" ".join(work.citations.get("apa", work.title) for work in works), 5)


def _joined(catalog: Catalog, numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the lines of sources with their numbers; neighbours from one place share a line."""
    found: list[tuple[str, str]] = []
    for target, number in numbers.items():
        line = source_line(catalog, target)
        if found and found[-1][1] == line:
            found[-1] = (f"{found[-1][0]}, {number}", line)
        else:
            found.append((str(number), line))
    return found


def _halves(summary: ModuleSummary) -> tuple[Sequence[Section], Sequence[Section]]:
    """Cut the sections into two columns that are as equal as can be."""
    sections = summary.sections
    long = [_lines_of(section) for section in sections]
    cut = min(range(1, len(sections)), key=lambda at: abs(sum(long[:at]) - sum(long[at:])))
    return sections[:cut], sections[cut:]


def _lines_of(section: Section) -> float:
    """Estimate how high a section is in a column, in lines; its heading is some lines too."""
    texts = [block for block in section.blocks if isinstance(block, Paragraph | Bullets)]
    said = plain(texts).splitlines()
    return 2.5 + sum(-(-len(line) // _LETTERS) + 0.3 for line in said)
