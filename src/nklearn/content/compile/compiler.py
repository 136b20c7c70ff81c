"""From the folders `resources/` and `lessons/` to one content.db, or to the list of all faults."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.content.compile import (
    alike,
    bibliography,
    data_files,
    entities,
    formulas,
    map_files,
    models,
    module_checks,
    question_checks,
    records,
    references,
    statements,
    style,
    sums,
    yaml_files,
)
from nklearn.content.compile.documents import documents
from nklearn.content.compile.faults import Fault, Faults
from nklearn.content.compile.lessons import LessonReader
from nklearn.content.compile.markdown import MarkdownReader
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.questions import QuestionReader, WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.content.compile.synonyms import load_synonyms
from nklearn.content.compile.views import load_views
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.claims import Source
from nklearn.domain.lessons import Lesson, LessonSummary, Module, ModuleSummary, Section
from nklearn.domain.map_layout import MapLayout
from nklearn.domain.questions import Question
from nklearn.domain.views import DataView
from nklearn.storage import teacher_pack
from nklearn.storage.content_writer import Pack, build

_LESSON = re.compile(r"([0-9]{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
# What stands beside the lessons of a module, written like them.
_BESIDE = ("guide.md", "summary.md")
_FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ContentError(UserError):
    """The content has faults; `faults` holds them all."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults for whoever prints them."""
        super().__init__(
            f"The content has {len(faults)} fault{'s' if len(faults) > 1 else ''}.",
            safe="The content file was left as it was.",
            todo="Run `nklearn content check` and mend them.",
            details="\n".join(str(fault) for fault in faults),
        )
        self.faults = faults


def check_content(root: Path) -> list[Fault]:
    """Return every fault of the content below `root`, by file and line; none means it is sound.

    `root` holds `resources/` and `lessons/`.
    """
    return _Reading(root).run()[1]


def compile_content(root: Path, out: Path, teacher: Path | None = None) -> None:
    """Write the content below `root` as a content.db. The same files give the same bytes.

    The graded questions go to `teacher`, a file of their own, if it is given; nothing of them is
    in `out`.

    Raises:
        ContentError: there are faults; both files are then left as they were.
        UserError: a file can't be written.
    """
    reading = _Reading(root)
    pack, faults = reading.run()
    if pack is None or faults:
        raise ContentError(faults)
    write_atomically(out, build(pack))
    if teacher is not None:
        write_atomically(teacher, teacher_pack.build(pack.version, reading.graded))


def _with_citations(sources: Iterable[Source]) -> list[Source]:
    sources = list(sources)
    entries = bibliography.entries(sources)
    return [replace(source, citations=entries[source.id]) for source in sources]


@dataclass(slots=True)
class _Lessons:
    """What the modules' folders hold, and the views of the data."""

    modules: list[Module] = field(default_factory=list[Module])
    lessons: list[Lesson] = field(default_factory=list[Lesson])
    questions: list[WrittenQuestion] = field(default_factory=list[WrittenQuestion])
    graded: list[WrittenQuestion] = field(default_factory=list[WrittenQuestion])
    summaries: list[ModuleSummary] = field(default_factory=list[ModuleSummary])
    views: tuple[DataView, ...] = ()


class _Reading:
    """One passage through all files of the content."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._faults = Faults(root)
        self._markdown = MarkdownReader(self._faults)
        self._unread: set[str] = set()
        self.graded: list[Question] = []
        self._entries: dict[str, Entry] = {}

    def run(self) -> tuple[Pack | None, list[Fault]]:
        """Return the pack and the faults; the pack is None if there are any."""
        resources = self._root / "resources"
        pack = self._pack(resources / "pack.yaml")
        known = records.load(resources, self._faults)
        data_files.load(resources / "data", known, self._faults)
        records.load_disagreements(resources, known, self._faults)
        sums.check(known, self._faults)
        formulas.check(known, self._faults)
        statements.check(known, self._faults)
        words = entities.load(resources, known, self._faults)
        banned = style.load_banned(resources / "banned-words.yaml", self._faults)
        proof = Proofreader(known, banned, self._faults)
        self._check_words(known, proof)
        for text, place in words:
            proof.words(text, place)
        questions = QuestionReader(proof, self._markdown, self._faults)
        reader = LessonReader(proof, self._markdown, self._faults, questions.broken)
        found = self._modules(questions, reader, proof)
        pages = self._pages(resources / "pages", reader)
        addresses = references.Addresses(
            known, found.modules, found.lessons, [name for name, _ in pages], self._unread
        )
        addresses.add_summaries(found.summaries)
        references.check_links(proof.links, addresses, self._faults)
        every = [*found.questions, *found.graded]
        references.check_questions(every, found.lessons, addresses, self._faults)
        question_checks.check(
            every, found.modules, found.lessons, self._unread, known, self._faults
        )
        stop_words = self._stop_words(resources / "stop-words.txt")
        alike.check(every, stop_words, self._faults)
        module_checks.check_advisories(
            found.modules, found.lessons, found.summaries, every, self._entries, known, self._faults
        )
        self.graded = [written.question for written in found.graded]
        synonyms = load_synonyms(resources / "synonyms.yaml", self._faults)
        found.views = load_views(resources / "data" / "views.yaml", proof, self._markdown)
        map_layout = map_files.load(resources, known, self._faults)
        if not len(self._faults):  # what is not read yet takes no time
            module_checks.check_minutes(
                found.modules, found.lessons, found.questions, self._entries, self._faults
            )
        if len(self._faults) or pack is None:
            return None, self._faults.sorted()
        return self._packed(pack, stop_words, synonyms, map_layout, known, found, pages), []

    def _packed(
        self,
        pack: models.PackModel,
        stop_words: tuple[str, ...],
        synonyms: tuple[tuple[str, ...], ...],
        map_layout: MapLayout,
        known: Records,
        found: _Lessons,
        pages: list[tuple[str, tuple[Section, ...]]],
    ) -> Pack:
        disagreements = list(known.disagreements.values())
        return Pack(
            version=pack.version,
            stop_words=stop_words,
            units=list(known.units.values()),
            sources=_with_citations(known.sources.values()),
            claims=[known.claims[name] for name in sorted(known.claims)],
            datasets=list(known.datasets.values()),
            disagreements=disagreements,
            glossary=list(known.glossary.values()),
            entities=known.every_entity(),
            modules=found.modules,
            lessons=found.lessons,
            questions=[written.question for written in found.questions],
            pages=pages,
            summaries=found.summaries,
            uses=references.uses(
                found.lessons, found.summaries, found.questions, disagreements, known
            ),
            documents=documents(known, found.modules, found.lessons, found.summaries),
            names=known.names,
            synonyms=synonyms,
            views=found.views,
            map_layout=map_layout,
        )

    def _pack(self, path: Path) -> models.PackModel | None:
        entry = yaml_files.read(path, self._faults)
        return entry and yaml_files.check(entry, models.PackModel, self._faults)

    def _stop_words(self, path: Path) -> tuple[str, ...]:
        text = self._faults.read(path) if path.exists() else ""
        lines = (line for line in (text or "").splitlines() if not line.startswith("#"))
        return tuple(sorted({word for line in lines for word in line.split()}))

    def _check_words(self, known: Records, proof: Proofreader) -> None:
        for name, claim in known.claims.items():
            entry = known.claim_entries[name]
            for key in ("title", "statement", "note"):
                proof.words(getattr(claim, key), entry.at(key))
        # The glossary explains the words that people use, so it may hold them in its own entry.
        for word in known.glossary.values():
            bare = word.meaning
            for form in (word.word, *word.variants):
                bare = re.sub(re.escape(form), " ", bare, flags=re.IGNORECASE)
            proof.words(bare, known.places[f"glossary/{word.id}"])
        for each in known.disagreements.values():
            for text in (each.title, each.explanation, each.meanwhile):
                proof.words(text, known.places[f"disagreement/{each.id}"])

    def _pages(self, folder: Path, reader: LessonReader) -> list[tuple[str, tuple[Section, ...]]]:
        found: list[tuple[str, tuple[Section, ...]]] = []
        for path in sorted(folder.glob("*.md")):
            text = self._faults.read(path)
            if text is not None:
                raw = self._markdown.document(text, self._faults.place(path))
                found.append((path.stem, reader.page(raw)))
        return found

    def _modules(
        self, questions: QuestionReader, reader: LessonReader, proof: Proofreader
    ) -> _Lessons:
        found = _Lessons()
        folders = [path for path in sorted((self._root / "lessons").glob("*")) if path.is_dir()]
        drafts = [self._module(folder, questions, reader, proof, found) for folder in folders]
        modules = sorted((draft for draft in drafts if draft), key=lambda module: module.number)
        for before, after in pairwise(modules):
            if before.number == after.number:
                place = self._faults.place(self._root / "lessons" / after.id / "module.yaml")
                what = f"the number {after.number} is that of {before.id} too"
                self._faults.add(place, what, "give each module its own number")
        names = {module.id for module in modules}
        for module in modules:
            for name in module.prerequisites:
                if name not in names:
                    place = self._faults.place(self._root / "lessons" / module.id / "module.yaml")
                    self._faults.add(place, f"unknown module `{name}`", "correct `prerequisites`")
        order = {module.id: number for number, module in enumerate(modules)}
        found.modules = modules
        found.lessons.sort(key=lambda lesson: order.get(lesson.module, 0))
        found.summaries.sort(key=lambda summary: order.get(summary.module, 0))
        for asked in (found.questions, found.graded):
            asked.sort(key=lambda written: order.get(written.question.module, 0))
        return found

    def _module(
        self,
        folder: Path,
        questions: QuestionReader,
        reader: LessonReader,
        proof: Proofreader,
        found: _Lessons,
    ) -> Module | None:
        path = folder / "module.yaml"
        if not _FOLDER.fullmatch(folder.name):
            self._faults.add(
                self._faults.place(path), f"{folder.name!r} is not an id", "rename the folder"
            )
        asked = questions.read(folder / "questions.yaml", folder.name)
        lessons = self._lessons(folder, asked, reader)
        found.lessons += lessons
        found.questions += asked.values()
        graded = questions.read(folder / "graded.yaml", folder.name)
        for name, written in graded.items():
            if name in asked or not written.in_quiz:
                at = written.entry.at("id" if name in asked else "use")
                todo = "a graded question is in no lesson, quiz or review: give it an id of its own"
                self._faults.add(at, f"`{name}` is graded, and open to learners as well", todo)
        found.graded += graded.values()
        self._guide(folder / "guide.md", reader)
        summary = self._summary(folder / "summary.md", reader)
        found.summaries += [summary] if summary else []
        entry = yaml_files.read(path, self._faults)
        model = entry and yaml_files.check(entry, models.ModuleModel, self._faults)
        if not entry or not model:
            return None
        for key in ("title", "about", "advisory"):
            proof.words(getattr(model, key), entry.at(key))
        self._entries[folder.name] = entry
        return Module(
            id=folder.name,
            number=model.number,
            title=model.title,
            about=model.about,
            objectives=tuple(model.objectives),
            minutes=model.minutes,
            advisory=model.advisory,
            lessons=tuple(
                LessonSummary(each.id, each.title, each.words, (), 0) for each in lessons
            ),
            quiz=tuple(each.question.id for each in asked.values() if each.in_quiz),
            prerequisites=tuple(model.prerequisites),
        )

    def _lessons(
        self, folder: Path, asked: dict[str, WrittenQuestion], reader: LessonReader
    ) -> list[Lesson]:
        lessons: list[Lesson] = []
        seen: set[str] = set()
        for path in sorted(folder.glob("*.md")):
            if path.name in _BESIDE:
                continue
            place = self._faults.place(path)
            named = _LESSON.fullmatch(path.name)
            if not named:
                self._faults.add(place, f"{path.name!r} is no lesson", "name it `NN-its-id.md`")
                continue
            if named[2] in seen:
                self._faults.add(place, f"the id `{named[2]}` is used twice", "rename one of them")
            seen.add(named[2])
            name = f"{folder.name}/{named[2]}"
            text = self._faults.read(path)
            if text is None:
                self._unread.add(name)
            else:
                raw = self._markdown.document(text, place)
                lessons.append(reader.lesson(raw, name, folder.name, asked))
        return lessons

    def _guide(self, path: Path, reader: LessonReader) -> None:
        """Check the teacher's guide; it is not compiled, because learners open content.db."""
        text = self._faults.read(path)
        if text is not None:
            reader.page(self._markdown.document(text, self._faults.place(path)))

    def _summary(self, path: Path, reader: LessonReader) -> ModuleSummary | None:
        """Read the summary beside a module's lessons, if it has one."""
        text = self._faults.read(path) if path.exists() else None
        if text is None:
            return None
        raw = self._markdown.document(text, self._faults.place(path))
        return reader.summary(raw, path.parent.name)
