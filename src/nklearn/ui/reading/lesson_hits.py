"""Where words stand in a lesson: in its data for counting, in text on screen for lighting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock

from nklearn.content.found_words import occurrences
from nklearn.domain.lessons import Bullets, Cite, Inline, Keep, Lesson, Paragraph, Section
from nklearn.ui.widgets.prose import Prose

_THIN = "\u202f"


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit in a lesson: the section's number, and which of the section's hits it is."""

    section: int
    index: int


@dataclass(frozen=True, slots=True)
class Lit:
    """A hit on screen: from `start` to `end` in a prose, or in the title, which has none."""

    prose: Prose | None
    start: int
    end: int


def hits_in(lesson: Lesson, wanted: str) -> tuple[Hit, ...]:
    """Return every hit of the lesson in reading order: titles, paragraphs, lists."""
    return tuple(
        Hit(number, index)
        for number, section in enumerate(lesson.sections)
        for index in range(sum(len(occurrences(line, wanted)) for line in _lines(section)))
    )


def lit_in(title: str, prose: Sequence[Prose], wanted: str) -> list[Lit]:
    """Return the hits of a section that is on screen, in the same order."""
    found = [Lit(None, start, end) for start, end in occurrences(title, wanted)]
    for each in prose:
        block = each.document().begin()
        while block.isValid():
            text, places = _shown(block)
            found += [
                Lit(each, places[start], places[end - 1] + 1)
                for start, end in occurrences(text, wanted)
            ]
            block = block.next()
    return found


def _lines(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield _words(block.spans)
        elif isinstance(block, Bullets):
            yield from map(_words, block.items)
        elif isinstance(block, Keep):
            yield from map(_words, block.sentences)


def _words(spans: Inline) -> str:
    """Return the words of a line without its markers, before which no space is shown."""
    text = ""
    for span in spans:
        text = text.rstrip() if isinstance(span, Cite) else text + span.text
    return text


def _shown(block: QTextBlock) -> tuple[str, list[int]]:
    """Return the words of a line on screen, without markers and bullet, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    walk, first = block.begin(), block.blockFormat().textIndent() < 0
    while not walk.atEnd():
        part = walk.fragment()
        marker = part.charFormat().anchorHref().startswith("cite:")
        if not (first or marker or not part.text().strip(_THIN)):
            letters.append(part.text())
            places += range(part.position(), part.position() + part.length())
        first = False
        walk += 1
    return "".join(letters), places
