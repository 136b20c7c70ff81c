"""The write side of content.db, for the compiler alone: a whole pack in, the file's bytes out.

The same pack gives the same bytes: the order is the caller's, and nothing else goes in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from nklearn.domain.claims import Claim, Disagreement, Source, Unit
from nklearn.domain.datasets import Dataset
from nklearn.domain.entities import Entity
from nklearn.domain.evidence import Use, section_address
from nklearn.domain.lessons import (
    Check,
    Figure,
    GlossaryEntry,
    Lesson,
    Module,
    ModuleSummary,
    Section,
)
from nklearn.domain.map_layout import NO_MAP, MapLayout
from nklearn.domain.questions import Question
from nklearn.domain.views import DataView
from nklearn.storage import question_rows, search_writer
from nklearn.storage.blocks import dumps
from nklearn.storage.search_writer import Document
from nklearn.storage.sqlite_files import CONTENT

_PAGE_SIZE = 4096
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All content, checked and in order. `pages` maps a name to its sections; `uses` holds
    targets and where they are used; `documents` stand in order of importance; `names` holds
    groups of spellings, `synonyms` groups of words that search takes for one another."""

    version: str
    stop_words: tuple[str, ...] = ()
    units: Sequence[Unit] = ()
    sources: Sequence[Source] = ()
    claims: Sequence[Claim] = ()
    datasets: Sequence[Dataset] = ()
    disagreements: Sequence[Disagreement] = ()
    glossary: Sequence[GlossaryEntry] = ()
    entities: Sequence[Entity] = ()
    modules: Sequence[Module] = ()
    lessons: Sequence[Lesson] = ()
    questions: Sequence[Question] = ()
    summaries: Sequence[ModuleSummary] = ()
    pages: Sequence[tuple[str, tuple[Section, ...]]] = ()
    uses: Sequence[tuple[str, Use]] = ()
    documents: Sequence[Document] = ()
    names: Sequence[tuple[str, ...]] = ()
    synonyms: Sequence[tuple[str, ...]] = ()
    views: Sequence[DataView] = ()
    map_layout: MapLayout = NO_MAP


def build(pack: Pack) -> bytes:
    """Return the bytes of a content.db that holds `pack`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        connection.executescript(
            Path(__file__).with_name("content_schema.sql").read_text(encoding="utf-8")
        )
        database = Database(connection, execute_plugins=False)
        for table, columns, rows in _tables(pack):
            database.table(table).insert_all([columns, *rows], batch_size=500)
        search_writer.fill(connection, pack.documents, pack.names)
        connection.commit()
        connection.execute(f"PRAGMA application_id = {CONTENT.application_id}")
        connection.execute(f"PRAGMA user_version = {CONTENT.version}")
        connection.execute("VACUUM")
        return connection.serialize()


def _tables(pack: Pack) -> Iterator[tuple[str, list[str], Iterable[_Row]]]:
    yield (
        "meta",
        ["key", "value"],
        [
            ("map", dumps(pack.map_layout)),
            ("stop_words", " ".join(pack.stop_words)),
            ("summaries", dumps([(each.module, each.title) for each in pack.summaries])),
            ("synonyms", "\n".join("|".join(group) for group in pack.synonyms)),
            ("version", pack.version),
            ("views", dumps(tuple(pack.views))),
        ],
    )
    yield (
        "unit",
        ["id", "label", "symbol", "dimension", "factor"],
        ((u.id, u.label, u.symbol, u.dimension, str(u.factor)) for u in pack.units),
    )
    yield "source", _SOURCE, (_source(*entry) for entry in enumerate(pack.sources))
    yield "claim", _CLAIM, (_claim(*entry) for entry in enumerate(pack.claims))
    yield (
        "claim_source",
        ["source", "claim"],
        ((source, n) for n, claim in enumerate(pack.claims) for source in claim.sources),
    )
    yield from _data_tables(pack)
    yield (
        "disagreement",
        _DISAGREEMENT,
        (
            (
                *(n, d.id, d.title, dumps(d.members), dumps(d.differs_in)),
                *(d.explanation, d.meanwhile, d.sensitivity.value),
            )
            for n, d in enumerate(pack.disagreements)
        ),
    )
    yield (
        "disagreement_member",
        ["target", "disagreement"],
        ((target, n) for n, d in enumerate(pack.disagreements) for target in d.members),
    )
    yield (
        "glossary",
        ["id", "word", "meaning", "hangul", "variants"],
        ((g.id, g.word, g.meaning, g.hangul, dumps(g.variants)) for g in pack.glossary),
    )
    yield (
        "entity",
        ["position", "kind", "id", "name", "body"],
        ((n, each.PAGE, each.id, each.name, dumps(each)) for n, each in enumerate(pack.entities)),
    )
    yield from _lesson_tables(pack)


_SOURCE = [
    "position",
    "id",
    "title",
    "short",
    "kind",
    "authors",
    "issued",
    "purpose",
    "standpoint",
    "url",
    "csl",
    "citations",
]
_CLAIM = [
    "position",
    "id",
    "title",
    "statement",
    "subject",
    "measure",
    "kind",
    "status",
    "sensitivity",
    "quantities",
    "years",
    "chain",
    "source",
    "place",
    "topics",
    "note",
    "formula",
]
_DISAGREEMENT = [
    "position",
    "id",
    "title",
    "members",
    "differs_in",
    "explanation",
    "meanwhile",
    "sensitivity",
]
_QUESTION = ["position", "in_quiz", *question_rows.COLUMNS]


def _source(position: int, source: Source) -> _Row:
    about = (source.title, source.short, source.kind, source.authors, source.issued)
    made_for = (source.purpose, source.position, source.url)
    citations = dumps(tuple(sorted(source.citations.items())))
    return (position, source.id, *about, *made_for, source.csl, citations)


def _claim(position: int, claim: Claim) -> _Row:
    return (
        position,
        claim.id,
        claim.title,
        claim.statement,
        claim.subject,
        claim.measure,
        claim.kind.value,
        claim.status.value,
        claim.sensitivity.value,
        dumps(claim.quantities),
        dumps([year.code for year in claim.years]),
        dumps(claim.chain),
        claim.locator.source,
        claim.locator.place,
        dumps(claim.topics),
        claim.note,
        claim.formula,
    )


def _data_tables(pack: Pack) -> Iterator[tuple[str, list[str], Iterable[_Row]]]:
    yield (
        "dataset",
        [
            "position",
            "id",
            "title",
            "description",
            "subject",
            "estimator",
            "source",
            "place",
            "chain",
            "breaks",
            "joined",
            "columns",
            "heading",
        ],
        (
            (
                *(n, d.id, d.title, d.description, d.subject, d.estimator, d.locator.source),
                *(d.locator.place, dumps(d.chain), dumps(d.breaks), int(d.joined)),
                dumps(d.columns),
                d.group,
            )
            for n, d in enumerate(pack.datasets)
        ),
    )
    yield (
        "series",
        ["dataset", "position", "id", "label", "unit", "colour"],
        (
            (dataset.id, n, line.id, line.label, line.unit, line.colour)
            for dataset in pack.datasets
            for n, line in enumerate(dataset.series)
        ),
    )
    yield (
        "observation",
        [
            "dataset",
            "series",
            "period",
            "value",
            "unit",
            "status",
            "printed",
            "note",
            "source",
            "place",
        ],
        (
            (
                *(dataset.id, cell.series, cell.period),
                *(None if cell.number is None else str(cell.number), cell.unit),
                *(cell.status.value, cell.printed, cell.note),
                *(cell.locator.source, cell.locator.place),
            )
            for dataset in pack.datasets
            for line in dataset.series
            for cell in line.observations
        ),
    )


def _lesson_tables(pack: Pack) -> Iterator[tuple[str, list[str], Iterable[_Row]]]:
    yield (
        "module",
        ["number", "id", "title", "about", "objectives", "minutes", "advisory", "prerequisites"],
        (
            (
                *(m.number, m.id, m.title, m.about, dumps(m.objectives)),
                *(m.minutes, m.advisory, dumps(m.prerequisites)),
            )
            for m in pack.modules
        ),
    )
    yield (
        "lesson",
        ["position", "id", "module", "title", "words", "checks"],
        (
            (n, lesson.id, lesson.module, lesson.title, lesson.words, _checks(lesson))
            for n, lesson in enumerate(pack.lessons)
        ),
    )
    owned = [(lesson.id, lesson.sections) for lesson in pack.lessons]
    owned += [(f"page:{name}", sections) for name, sections in pack.pages]
    owned += [(f"summary:{each.module}", each.sections) for each in pack.summaries]
    yield (
        "section",
        ["owner", "position", "id", "title", "blocks"],
        (
            (owner, n, section.id, section.title, dumps(section.blocks))
            for owner, sections in owned
            for n, section in enumerate(sections)
        ),
    )
    yield ("figure", ["dataset", "position", "address", "spec"], _figures(pack.lessons))
    in_quiz = {name for module in pack.modules for name in module.quiz}
    yield (
        "question",
        _QUESTION,
        ((n, int(q.id in in_quiz), *question_rows.row_of(q)) for n, q in enumerate(pack.questions)),
    )
    yield (
        "target_use",
        ["target", "position", "address", "title", "kind"],
        (
            (target, n, use.address, use.title, use.kind)
            for n, (target, use) in enumerate(pack.uses)
        ),
    )


def _figures(lessons: Sequence[Lesson]) -> Iterator[_Row]:
    found = (
        (section_address(lesson.id, section.id), block.chart)
        for lesson in lessons
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Figure)
    )
    for n, (address, chart) in enumerate(found):
        yield chart.dataset, n, address, dumps(chart)


def _checks(lesson: Lesson) -> int:
    blocks = (block for section in lesson.sections for block in section.blocks)
    return sum(isinstance(block, Check) for block in blocks)
