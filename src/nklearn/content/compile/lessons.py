"""Lessons, summaries and pages: Markdown to sections, with the rules about size and parts."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.content.compile import bars, charts, style, view_figures, yaml_files
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.markdown import (
    Directive,
    MarkdownReader,
    Prose,
    RawBlock,
    RawDocument,
    RawList,
    RawSection,
)
from nklearn.content.compile.models import FrontModel
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.domain.lessons import (
    Block,
    Bullets,
    Check,
    Figure,
    Inline,
    Keep,
    Lesson,
    ModuleSummary,
    Paragraph,
    Section,
)

_WORDS = (600, 1000)
_SECTIONS = (4, 6)
_KEPT = 3
# A summary must find room on one page of paper with its sources.
_SUMMARY_WORDS = (200, 350)
_SUMMARY_SECTIONS = (3, 4)
_SENTENCE = 20
_GRADE = 10


@dataclass(slots=True)
class Draft:
    """A document on its way: what counts towards the rules about a whole lesson."""

    texts: list[str]
    charts: int = 0
    checks: int = 0
    keeps: int = 0


class LessonReader:
    """Turns raw documents into sections."""

    def __init__(
        self, proof: Proofreader, reader: MarkdownReader, faults: Faults, broken: set[str]
    ) -> None:
        """Check texts with `proof`; `broken` holds ids of questions that could not be read."""
        self._proof = proof
        self._broken = broken
        self._reader = reader
        self._faults = faults

    def lesson(
        self, raw: RawDocument, name: str, module: str, questions: dict[str, WrittenQuestion]
    ) -> Lesson:
        """Read a lesson; `name` is `module/lesson`, `questions` those of its module."""
        draft = Draft([])
        title = self._title(raw)
        sections = tuple(self._section(part, draft, module, questions, {}) for part in raw.sections)
        words = sum(style.count_words(text) for text in draft.texts)
        self._check_targets(raw)
        self._check_size(raw, draft, words)
        return Lesson(name, module, title, words, sections)

    def summary(self, raw: RawDocument, module: str) -> ModuleSummary:
        """Read a module's summary on one page; its notes are numbered through all sections."""
        draft = Draft([])
        title = self._title(raw)
        notes: dict[str, int] = {}
        sections = tuple(self._section(part, draft, module, {}, notes) for part in raw.sections)
        if draft.charts or draft.checks or draft.keeps:
            self._faults.add(raw.place, "a summary holds blocks of lessons", "write text and lists")
        self._check_targets(raw)
        words = sum(style.count_words(text) for text in draft.texts)
        self._check_measure(raw, "summary", words, _SUMMARY_WORDS, _SUMMARY_SECTIONS)
        self._check_style(raw, draft)
        return ModuleSummary(module, title, sections)

    def page(self, raw: RawDocument) -> tuple[Section, ...]:
        """Read a page of plain text; a section without a target line gets a numbered id."""
        draft = Draft([])
        found = [self._section(part, draft, "", {}, {}) for part in raw.sections]
        if draft.charts or draft.checks or draft.keeps:
            self._faults.add(raw.place, "a page of text holds blocks of lessons", "write text")
        if raw.front:
            self._title(raw)
        return tuple(
            Section(part.id or f"part-{number}", part.title, part.blocks)
            for number, part in enumerate(found, 1)
        )

    def _title(self, raw: RawDocument) -> str:
        entry = yaml_files.parse(raw.front, raw.place.at(2), self._faults)
        if entry is None:
            return ""
        if entry.value is None:
            self._faults.add(raw.place, "`title` is missing", "add front matter with a title")
            return ""
        front = yaml_files.check(entry, FrontModel, self._faults)
        if front is None:
            return ""
        self._proof.words(front.title, entry.at("title"))
        return front.title

    def _section(
        self,
        raw: RawSection,
        draft: Draft,
        module: str,
        questions: dict[str, WrittenQuestion],
        notes: dict[str, int],
    ) -> Section:
        self._proof.words(raw.title, raw.place)
        blocks: list[Block] = []
        for part in raw.blocks:
            if draft.keeps:
                self._faults.add(_where(part), "text after `keep`", "end the lesson with `keep`")
            block = self._block(part, draft, notes, module, questions)
            if block is not None:
                blocks.append(block)
        return Section(raw.id, raw.title, tuple(blocks))

    def _block(
        self,
        raw: RawBlock,
        draft: Draft,
        notes: dict[str, int],
        module: str,
        questions: dict[str, WrittenQuestion],
    ) -> Block | None:
        if isinstance(raw, Prose):
            return Paragraph(self._text(raw, draft, notes))
        if isinstance(raw, RawList):
            return Bullets(tuple(self._text(item, draft, notes) for item in raw.items), raw.ordered)
        if raw.name == "chart":
            return self._chart(raw, draft)
        if raw.name == "bars":
            return self._bars(raw, draft)
        if raw.name == "view":
            draft.charts += 1
            return view_figures.build(raw, self._proof, self._reader)
        if raw.name == "check":
            return self._check(raw, draft, module, questions)
        if raw.name == "keep":
            return self._keep(raw, draft, notes)
        todo = "use chart, bars, view, check or keep"
        self._faults.add(raw.place, f"unknown block `{raw.name}`", todo)
        return None

    def _text(self, prose: Prose, draft: Draft, notes: dict[str, int]) -> Inline:
        draft.texts.append(prose.plain)
        self._proof.numbers_cited(prose)
        return self._proof.spans(prose, notes)

    def _chart(self, raw: Directive, draft: Draft) -> Figure | None:
        draft.charts += 1
        text = charts.from_directive(raw, self._proof)
        spec = text and charts.build(text, self._proof, self._reader)
        return Figure(spec) if spec else None

    def _bars(self, raw: Directive, draft: Draft) -> Figure | None:
        draft.charts += 1
        text = bars.from_directive(raw, self._proof)
        spec = text and bars.build(text, self._proof, self._reader)
        return Figure(spec) if spec else None

    def _check(
        self, raw: Directive, draft: Draft, module: str, questions: dict[str, WrittenQuestion]
    ) -> Check | None:
        draft.checks += 1
        found = questions.get(raw.argument)
        if found is None:
            if f"{module}/{raw.argument}" in self._broken:
                return None
            what = f"unknown question `{raw.argument}`"
            self._faults.add(raw.place, what, "name one of the module's questions.yaml")
            return None
        if found.in_quiz:
            what = f"`{raw.argument}` is a question of the quiz"
            self._faults.add(raw.place, what, "give it `use: check` in questions.yaml")
        return Check(f"{module}/{raw.argument}")

    def _keep(self, raw: Directive, draft: Draft, notes: dict[str, int]) -> Keep:
        draft.keeps += 1
        items = self._reader.items(raw)
        if len(items) != _KEPT or any(len(style.sentences(item.plain)) != 1 for item in items):
            what = f"`keep` does not hold exactly {_KEPT} sentences"
            self._faults.add(raw.place, what, "write three list items of one sentence each")
        return Keep(tuple(self._text(item, draft, notes) for item in items))

    def _check_targets(self, raw: RawDocument) -> None:
        seen: set[str] = set()
        for section in raw.sections:
            if not section.title:
                self._faults.add(section.place, "text before the first heading", "put it below one")
            elif not section.id:
                todo = "write `(its-id)=` on the line before it"
                self._faults.add(section.place, f'"{section.title}" has no target line', todo)
            elif section.id in seen:
                what = f"the target `{section.id}` is used twice"
                self._faults.add(section.place, what, "rename one of them")
            seen.add(section.id)

    def _check_size(self, raw: RawDocument, draft: Draft, words: int) -> None:
        def fault(what: str, todo: str) -> None:
            self._faults.add(raw.place, what, todo)

        self._check_measure(raw, "lesson", words, _WORDS, _SECTIONS)
        if not draft.charts:
            fault("the lesson has no figure", "add a chart, bars or a view")
        if not draft.checks:
            fault("the lesson has no check question", "add a `check`")
        if draft.keeps != 1:
            fault("the lesson does not end with one `keep`", "end it with three sentences to keep")
        self._check_style(raw, draft)

    def _check_measure(
        self,
        raw: RawDocument,
        what: str,
        words: int,
        allowed: tuple[int, int],
        parts: tuple[int, int],
    ) -> None:
        number = len(raw.sections)
        if not allowed[0] <= words <= allowed[1]:
            todo = f"aim at {allowed[0]} to {allowed[1]}"
            self._faults.add(raw.place, f"the {what} has {words} words", todo)
        if not parts[0] <= number <= parts[1]:
            todo = f"use {parts[0]} to {parts[1]}"
            self._faults.add(raw.place, f"the {what} has {number} sections", todo)

    def _check_style(self, raw: RawDocument, draft: Draft) -> None:
        length, grade = style.reading(draft.texts)
        if length > _SENTENCE:
            what, todo = (
                f"sentences have {length:.1f} words on average",
                f"aim at {_SENTENCE} or fewer",
            )
            self._faults.add(raw.place, what, todo)
        if grade > _GRADE:
            todo = f"aim at {_GRADE}: shorter words, sentences"
            self._faults.add(raw.place, f"the reading grade is {grade:.1f}", todo)


def _where(block: RawBlock) -> Place:
    return block.items[0].place if isinstance(block, RawList) else block.place
