"""Proofreads prose: citations, terms, links, numbers and words; and turns it into spans.

Links are collected, and checked when every lesson is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nklearn.content.compile import style
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.figures import Figure, FigureFinder
from nklearn.content.compile.markdown import CITE, Piece, Prose
from nklearn.content.compile.records import Records, check_target
from nklearn.content.compile.style import Banned
from nklearn.content.compile.support import Support
from nklearn.domain.lessons import Cite, Inline, Link, Span, Term, Text


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure of some prose, where it stands, and whether in quotation marks."""

    figure: Figure
    place: Place
    quoted: bool


class Proofreader:
    """Checks prose against the records."""

    def __init__(self, records: Records, banned: Sequence[Banned], faults: Faults) -> None:
        """Note faults in `faults`."""
        self.records = records
        self.faults = faults
        self.links: list[tuple[Place, str]] = []
        self._banned = banned
        self._finder = FigureFinder(
            (unit, records.unit_words[name]) for name, unit in records.units.items()
        )

    def cited(self, prose: Prose) -> Inline:
        """Check text whose numbers need a citation in their sentence, and return its spans."""
        spans = self.spans(prose)
        self.numbers_cited(prose)
        return spans

    def given(self, prose: Prose, support: Support, cite: str) -> Inline:
        """Check text whose numbers rest on what `cite` names elsewhere, and return its spans."""
        spans = self.spans(prose)
        for found in self._figures(prose) if support.sound else ():
            self._compare(found, support, bool(support.values), cite)
        return spans

    def numbers_cited(self, prose: Prose) -> None:
        """Check that each number stands in a sentence with a citation that backs it."""
        figures = list(self._figures(prose))
        if not figures:
            return
        for start, end in style.sentences(_joined(prose, mask=False)):
            targets = [
                target
                for piece, place in _placed(prose)
                if piece.kind == "cite" and start <= place < end
                for target in piece.targets
            ]
            support = self.records.support(targets)
            for found in figures if support.sound else ():
                if start <= found.figure.start < end:
                    self._compare(found, support, bool(targets), "[@id]")

    def spans(self, prose: Prose, notes: dict[str, int] | None = None) -> Inline:
        """Check words, targets, terms and links; return the prose as the reader's spans.

        `notes` numbers the targets of a section in reading order and grows as it is used; a
        text that stands alone numbers its own.
        """
        notes = {} if notes is None else notes
        self._words(prose)
        spans: list[Span] = []
        for piece in prose.pieces:
            place = prose.place.at(piece.line)
            if piece.kind == "cite":
                spans += self._cite(piece, place, notes)
            elif piece.kind == "term":
                spans.append(self._term(piece, place))
            elif piece.kind == "link":
                self.links.append((place, piece.goal))
                spans.append(Link(piece.goal, piece.text))
            else:
                _append_text(spans, Text(piece.text, piece.emphasis, piece.strong))
        return tuple(spans)

    def words(self, text: str, place: Place) -> None:
        """Note words that are not used in a plain text."""
        bare = style.unquoted(text)
        for banned in self._banned:
            for match in banned.pattern.finditer(bare):
                self._not_used(match[0], banned, place)

    def _words(self, prose: Prose) -> None:
        bare = style.unquoted(_joined(prose, mask=True, terms=True))
        for banned in self._banned:
            for match in banned.pattern.finditer(bare):
                self._not_used(match[0], banned, prose.place.at(_line(prose, match.start())))

    def _not_used(self, word: str, banned: Banned, place: Place) -> None:
        self.faults.add(place, f'"{word}": {banned.why}', f"write {banned.instead}")

    def _cite(self, piece: Piece, place: Place, notes: dict[str, int]) -> list[Span]:
        known = [t for t in piece.targets if check_target(t, place, self.records, self.faults)]
        if not known:
            return []
        numbers = tuple(notes.setdefault(target, len(notes) + 1) for target in known)
        return [Cite(tuple(known), numbers, piece.conflict)]

    def _term(self, piece: Piece, place: Place) -> Term:
        found = self.records.words.get(piece.goal.casefold(), "")
        if not found:
            todo = "add it to the glossary or correct the word"
            self.faults.add(place, f"the term `{piece.goal}` is not in the glossary", todo)
        return Term(found, piece.text)

    def _figures(self, prose: Prose) -> Iterator[_Found]:
        text = _joined(prose, mask=True)
        bare = style.unquoted(text)
        for figure in self._finder.find(text):
            place = prose.place.at(_line(prose, figure.start))
            yield _Found(figure, place, bare[figure.start] == " ")

    def _compare(self, found: _Found, support: Support, cited: bool, cite: str) -> None:
        figure, place = found.figure, found.place
        if support.backs(figure):
            return
        if support.is_unread(figure):
            if not found.quoted:
                what = f'"{figure.text}" stands in a cell that can’t be read'
                self.faults.add(place, what, "quote it as what is printed; it is no value")
        elif cited:
            self.faults.add(
                place,
                f'"{figure.text}" is not what its citation says',
                f"correct the number, say that it is rounded, or correct {cite}",
            )
        else:
            self.faults.add(
                place,
                f'the number "{figure.text}" has no citation',
                f"add {cite}, or mark it as {{name}}, {{section}}, {{list}} or {{example}}",
            )


def _append_text(spans: list[Span], text: Text) -> None:
    last = spans[-1] if spans else None
    if isinstance(last, Text) and (last.emphasis, last.strong) == (text.emphasis, text.strong):
        spans[-1] = Text(last.text + text.text, text.emphasis, text.strong)
    else:
        spans.append(text)


def _shown(piece: Piece, *, mask: bool, terms: bool) -> str:
    if piece.kind == "cite":
        return CITE
    if mask and (piece.kind == "free" or (terms and piece.kind == "term")):
        return "x" * len(piece.text)
    return piece.text


def _joined(prose: Prose, *, mask: bool, terms: bool = False) -> str:
    """Return the text with a sign for each citation; `mask` blots out what is not checked."""
    return "".join(_shown(piece, mask=mask, terms=terms) for piece in prose.pieces)


def _placed(prose: Prose) -> Iterator[tuple[Piece, int]]:
    """Give each piece with its place in the joined text."""
    place = 0
    for piece in prose.pieces:
        yield piece, place
        place += 1 if piece.kind == "cite" else len(piece.text)


def _line(prose: Prose, start: int) -> int:
    """Return the line of a place in the joined text."""
    line = prose.place.line
    for piece, place in _placed(prose):
        if place > start:
            break
        line = piece.line
    return line
