"""Lessons as the reader meets them: modules, lessons, sections, blocks and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import zip_longest

from nklearn.base.values import dataclass
from nklearn.domain.charts import AnyChart
from nklearn.domain.datasets import Dataset, Observation


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words."""

    text: str
    emphasis: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation marker. `targets` are claim or cell ids, `numbers` their notes in the section.

    `conflict` marks values that rival one another; the marker then has a not-equal sign.
    """

    targets: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary word as it stands in the sentence."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address of the app."""

    address: str
    text: str


Span = Text | Cite | Term | Link
Inline = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` numbers it."""

    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart within the text: lines over time, or bars."""

    chart: AnyChart


@dataclass(frozen=True, slots=True)
class ViewFigure:
    """A state of one of the explorers, drawn within the text; `address` leads to it.

    `title` states the finding and `subtitle` what is drawn; `cites` are the targets that they rest
    on; `alt` describes the figure for people who can't see it. Of a table, `rows` and `columns`
    are those that are shown, all of them if empty.
    """

    address: str
    title: str
    subtitle: str
    alt: str
    cites: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def cells(self, dataset: Dataset) -> Iterator[Observation]:
        """Give the cells of a table that the figure shows."""
        for line in dataset.series:
            if not self.rows or line.id in self.rows:
                for cell in line.observations:
                    if not self.columns or cell.period in self.columns:
                        yield cell


@dataclass(frozen=True, slots=True)
class Check:
    """A question asked within the text; `question` is its id."""

    question: str


@dataclass(frozen=True, slots=True)
class Keep:
    """The sentences to keep at the end of a lesson."""

    sentences: tuple[Inline, ...]


Block = Paragraph | Bullets | Figure | ViewFigure | Check | Keep


@dataclass(frozen=True, slots=True)
class Section:
    """One idea: a heading and its blocks. `notes` are cited ids and terms in reading order."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a module; `id` is `module/lesson`, `words` counts its prose."""

    id: str
    module: str
    title: str
    words: int
    sections: tuple[Section, ...]

    @property
    def minutes(self) -> int:
        """Reading time at 130 words a minute (plain English with figures, ages 14 to 19)."""
        return max(1, round(self.words / 130))


@dataclass(frozen=True, slots=True)
class LessonSummary:
    """What a list of lessons shows: section ids and titles without their text."""

    id: str
    title: str
    words: int
    sections: tuple[tuple[str, str], ...]
    checks: int


@dataclass(frozen=True, slots=True)
class Module:
    """A module: several lessons and one quiz; `quiz` holds question ids in order."""

    id: str
    number: int
    title: str
    about: str
    objectives: tuple[str, ...]
    minutes: int
    advisory: str
    lessons: tuple[LessonSummary, ...] = field(default_factory=tuple)
    quiz: tuple[str, ...] = field(default_factory=tuple)
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleSummary:
    """A module on one page of paper; the numbers of its citations run through all sections."""

    module: str
    title: str
    sections: tuple[Section, ...]

    @property
    def texts(self) -> tuple[Paragraph | Bullets, ...]:
        """All that it says, in reading order."""
        every = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in every if isinstance(block, Paragraph | Bullets))


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word explained: its meaning in plain English, Hangul and other spellings if known."""

    id: str
    word: str
    meaning: str
    hangul: str = ""
    variants: tuple[str, ...] = ()


def cited(blocks: Iterable[Paragraph | Bullets]) -> dict[int, str]:
    """Return the target of every note number that occurs in the text, in reading order."""
    found: dict[int, str] = {}
    for block in blocks:
        for line in block.items if isinstance(block, Bullets) else (block.spans,):
            for span in line:
                if isinstance(span, Cite):
                    found.update(zip(span.numbers, span.targets, strict=True))
    return found


def shown(spans: Inline) -> Iterator[tuple[Span, str]]:
    """Return the spans of a line with the words that each puts on screen; markers put none.

    A marker stands close to its word, whatever the author typed before it.
    """
    for span, after in zip_longest(spans, spans[1:]):
        if isinstance(span, Text | Term | Link):
            yield span, span.text.rstrip() if isinstance(after, Cite) else span.text
        elif span is not None:
            yield span, ""


def plain(blocks: Iterable[Paragraph | Bullets]) -> str:
    """Return running text as bare words, without markers; each paragraph or item is a line."""
    lines: list[str] = []
    for block in blocks:
        for spans in block.items if isinstance(block, Bullets) else (block.spans,):
            lines.append("".join(words for _, words in shown(spans)))
    return "\n".join(lines)


def runs(section: Section) -> tuple[tuple[Paragraph | Bullets, ...], ...]:
    """Return the running text of a section as it is cut by figures, checks and what to keep.

    The sentences to keep are a run of their own.
    """
    found: list[tuple[Paragraph | Bullets, ...]] = []
    run: list[Paragraph | Bullets] = []
    for block in section.blocks:
        if isinstance(block, Paragraph | Bullets):
            run.append(block)
            continue
        if run:
            found.append(tuple(run))
            run = []
        if isinstance(block, Keep):
            found.append((Bullets(block.sentences),))
    return (*found, tuple(run)) if run else tuple(found)


def section_text(section: Section) -> str:
    """Return all that a section says in words, run after run: what notes are anchored in."""
    return "\n".join(map(plain, runs(section)))
