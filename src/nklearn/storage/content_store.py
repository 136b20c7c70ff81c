"""The read side of content.db: domain objects out, no rows. Plain sqlite3, for a fast start."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from nklearn.domain.charts import AnyChart, BarsSpec, ChartSpec
from nklearn.domain.claims import (
    Claim,
    ClaimKind,
    Disagreement,
    Hop,
    Locator,
    Quantity,
    Sensitivity,
    Source,
    Status,
    Unit,
)
from nklearn.domain.datasets import Column, Dataset, Observation, Series
from nklearn.domain.dates import PartialDate
from nklearn.domain.evidence import Use
from nklearn.domain.lessons import (
    GlossaryEntry,
    Lesson,
    LessonSummary,
    Module,
    ModuleSummary,
    Section,
)
from nklearn.domain.questions import Question
from nklearn.domain.views import DataView
from nklearn.storage import blocks, question_rows, sqlite_files
from nklearn.storage.sqlite_files import CONTENT

if TYPE_CHECKING:
    from nklearn.domain.entities import Entity
    from nklearn.domain.map_layout import MapLayout

_T = TypeVar("_T")
_Row = tuple[Any, ...]

_CLAIM = (
    "SELECT id, title, statement, subject, measure, kind, status, sensitivity, quantities, years,"
    " chain, claim.source, place, topics, note, formula FROM claim"
)
_SOURCE = (
    "SELECT id, title, short, kind, authors, issued, purpose, standpoint, url, csl, citations"
    " FROM source"
)
_DISAGREEMENT = (
    "SELECT id, title, members, differs_in, explanation, meanwhile, d.sensitivity"
    " FROM disagreement AS d"
)
_DATASET = (
    "SELECT id, title, description, subject, estimator, source, place, chain, breaks, joined,"
    " columns, heading FROM dataset"
)
_GLOSSARY = "SELECT id, word, meaning, hangul, variants FROM glossary"


class ContentStore:
    """An open content.db. What is not there is None; a damaged file raises UserError."""

    def __init__(self, path: Path) -> None:
        """Open `path`.

        Raises:
            UserError: it is missing, damaged, no content file, or of another format.
        """
        self.path = path
        self._connection = sqlite_files.open_read_only(path, CONTENT)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def check_integrity(self, *, full: bool = False) -> None:
        """Read the whole file, its indexes too if `full`; raise UserError if it is damaged."""
        sqlite_files.check_integrity(self._connection, self.path, CONTENT, full=full)

    def rows(self, sql: str, *values: object) -> list[_Row]:
        """Run one query; for the stores of this package alone."""
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def meta(self, key: str) -> str:
        """Return a fact about the file itself, empty if it is not noted."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0][0]) if found else ""

    def views(self) -> tuple[DataView, ...]:
        """Return the authored views of the data, in the authors' order."""
        with self._explained():
            return blocks.load_all(self.meta("views") or "[]", DataView)

    def units(self) -> tuple[Unit, ...]:
        """Return all units of measure."""
        rows = self.rows("SELECT id, label, symbol, dimension, factor FROM unit ORDER BY id")
        return tuple(
            Unit(name, label, symbol, dimension, Decimal(factor))
            for name, label, symbol, dimension, factor in rows
        )

    def source(self, name: str) -> Source | None:
        """Return one source."""
        return self._one(_source, f"{_SOURCE} WHERE id = ?", name)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, in the authors' order."""
        return self._all(_source, f"{_SOURCE} ORDER BY position")

    def claim(self, name: str) -> Claim | None:
        """Return one claim."""
        return self._one(_claim, f"{_CLAIM} WHERE id = ?", name)

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims."""
        return self._all(_claim, f"{_CLAIM} ORDER BY position")

    def claims_of(self, source: str) -> tuple[Claim, ...]:
        """Return the claims read from one source, or that came through it."""
        through = "JOIN claim_source AS s ON s.claim = position AND s.source = ?"
        return self._all(_claim, f"{_CLAIM} {through} ORDER BY position", source)

    def claims_by_source(self) -> dict[str, int]:
        """Return how many claims rest on each source."""
        return dict(self.rows("SELECT source, count(*) FROM claim_source GROUP BY source"))

    def dataset(self, name: str) -> Dataset | None:
        """Return one data set with all its cells."""
        return self._one(self._dataset, f"{_DATASET} WHERE id = ?", name)

    def datasets(self) -> tuple[Dataset, ...]:
        """Return all data sets with their cells."""
        return self._all(self._dataset, f"{_DATASET} ORDER BY position")

    def datasets_about(self, subject: str) -> tuple[Dataset, ...]:
        """Return the data sets of one subject with all their cells."""
        return self._all(self._dataset, f"{_DATASET} WHERE subject = ? ORDER BY position", subject)

    def figures(self, dataset: str) -> tuple[tuple[str, AnyChart], ...]:
        """Return the lessons' charts of a data set: address of the section, and specification."""
        sql = "SELECT address, spec FROM figure WHERE dataset = ? ORDER BY position"
        return self._all(
            lambda row: (row[0], blocks.load(row[1], (ChartSpec, BarsSpec))), sql, dataset
        )

    def glossary_entry(self, name: str) -> GlossaryEntry | None:
        """Return one word explained."""
        return self._one(_glossary, f"{_GLOSSARY} WHERE id = ?", name)

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Return all words explained, in the order of the alphabet."""
        return self._all(_glossary, f"{_GLOSSARY} ORDER BY word COLLATE NOCASE, id")

    def disagreement(self, name: str) -> Disagreement | None:
        """Return one disagreement."""
        return self._one(_disagreement, f"{_DISAGREEMENT} WHERE id = ?", name)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return all disagreements."""
        return self._all(_disagreement, f"{_DISAGREEMENT} ORDER BY position")

    def disagreements_of(self, target: str) -> tuple[Disagreement, ...]:
        """Return the disagreements that a claim or cell takes part in."""
        sql = (
            f"{_DISAGREEMENT} JOIN disagreement_member AS m ON m.disagreement = d.position"
            " WHERE m.target = ? ORDER BY d.position"
        )
        return self._all(_disagreement, sql, target)

    def entities(self, kind: str) -> tuple[Entity, ...]:
        """Return all records of one kind (the page of their addresses)."""
        from nklearn.domain.entities import Entity  # here, as no start needs it

        sql = "SELECT body FROM entity WHERE kind = ? ORDER BY position"
        return self._all(lambda row: blocks.load(row[0], Entity), sql, kind)

    def map_layout(self) -> MapLayout:
        """Return how the map is laid out; an empty layout if the file has none."""
        from nklearn.domain.map_layout import MapLayout

        text = self.meta("map")
        with self._explained():
            return blocks.load(text, MapLayout) if text else MapLayout()

    def modules(self) -> tuple[Module, ...]:
        """Return all modules with their lesson summaries and quizzes, in order."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for owner, name, title in self.rows(
            "SELECT owner, id, title FROM section ORDER BY owner, position"
        ):
            sections.setdefault(owner, []).append((name, title))
        lessons: dict[str, list[LessonSummary]] = {}
        for name, module, title, words, checks in self.rows(
            "SELECT id, module, title, words, checks FROM lesson ORDER BY position"
        ):
            summary = LessonSummary(name, title, words, tuple(sections.get(name, ())), checks)
            lessons.setdefault(module, []).append(summary)
        quizzes: dict[str, list[str]] = {}
        for name, module in self.rows(
            "SELECT id, module FROM question WHERE in_quiz ORDER BY position"
        ):
            quizzes.setdefault(module, []).append(name)

        def build(row: _Row) -> Module:
            name, number, title, about, objectives, minutes, advisory, before = row
            return Module(
                id=name,
                number=number,
                title=title,
                about=about,
                objectives=blocks.load_all(objectives, str),
                minutes=minutes,
                advisory=advisory,
                lessons=tuple(lessons.get(name, ())),
                quiz=tuple(quizzes.get(name, ())),
                prerequisites=blocks.load_all(before, str),
            )

        return self._all(
            build,
            "SELECT id, number, title, about, objectives, minutes, advisory, prerequisites"
            " FROM module ORDER BY number",
        )

    def lesson(self, name: str) -> Lesson | None:
        """Return one lesson with its sections."""

        def build(row: _Row) -> Lesson:
            return Lesson(*row, sections=self.sections(name))

        return self._one(build, "SELECT id, module, title, words FROM lesson WHERE id = ?", name)

    def summary_titles(self) -> dict[str, str]:
        """Return the titles of the summaries on one page, by their modules."""
        with self._explained():
            pairs = cast("type[tuple[tuple[str, str], ...]]", tuple)
            return dict(blocks.load(self.meta("summaries") or "[]", pairs))

    def summary(self, module: str) -> ModuleSummary | None:
        """Return a module's summary on one page, if it has one."""
        title = self.summary_titles().get(module)
        if title is None:
            return None
        return ModuleSummary(module, title, self.sections(f"summary:{module}"))

    def sections(self, owner: str) -> tuple[Section, ...]:
        """Return the sections of a lesson (`module/lesson`), `page:name` or `summary:module`."""
        sql = "SELECT id, title, blocks FROM section WHERE owner = ? ORDER BY position"
        return self._all(_section, sql, owner)

    def question(self, name: str) -> Question | None:
        """Return one question (`module/name`)."""
        return self._one(question_rows.question_of, f"{question_rows.SELECT} WHERE id = ?", name)

    def uses_of(self, target: str) -> tuple[Use, ...]:
        """Return where a claim or cell is used, lessons first."""
        sql = "SELECT address, title, kind FROM target_use WHERE target = ? ORDER BY position"
        return self._all(lambda row: Use(*row), sql, target)

    def count(self, table: str) -> int:
        """Return the number of rows of one table of the schema."""
        return int(self.rows(f'SELECT count(*) FROM "{table}"')[0][0])

    def entity_counts(self) -> dict[str, int]:
        """Return the number of records of each kind."""
        return dict(self.rows("SELECT kind, count(*) FROM entity GROUP BY kind"))

    def question_counts(self) -> dict[str, int]:
        """Return the number of questions of each type."""
        return dict(self.rows("SELECT type, count(*) FROM question GROUP BY type ORDER BY type"))

    def _dataset(self, row: _Row) -> Dataset:
        name, title, description, subject, estimator, source, place = row[:7]
        chain, breaks, joined, wide, group = row[7:]
        columns = blocks.load_all(wide, Column)
        order = {column.id: n for n, column in enumerate(columns)}
        cells: dict[str, list[Observation]] = {}
        for cell in self._all(
            _observation, f"{_OBSERVATION} WHERE dataset = ? ORDER BY series, period", name
        ):
            cells.setdefault(cell.series, []).append(cell)
        lines = self.rows(
            "SELECT id, label, unit, colour FROM series WHERE dataset = ? ORDER BY position", name
        )
        pairs = cast("tuple[tuple[str, str], ...]", blocks.load_all(breaks, tuple))
        return Dataset(
            id=name,
            title=title,
            description=description,
            subject=subject,
            estimator=estimator,
            locator=Locator(source, place),
            chain=blocks.load_all(chain, Hop),
            breaks=tuple((first, last) for first, last in pairs),
            joined=bool(joined),
            series=tuple(
                Series(key, label, unit, colour, _in_order(cells.get(key, []), order))
                for key, label, unit, colour in lines
            ),
            columns=columns,
            group=group,
        )

    def _one(self, build: Callable[[_Row], _T], sql: str, *values: object) -> _T | None:
        found = self._all(build, sql, *values)
        return found[0] if found else None

    def _all(self, build: Callable[[_Row], _T], sql: str, *values: object) -> tuple[_T, ...]:
        rows = self.rows(sql, *values)
        with self._explained():
            return tuple(build(row) for row in rows)

    @contextmanager
    def _explained(self) -> Generator[None]:
        """A page of the file, or a value in it, that can't be read means a damaged file."""
        with sqlite_files.explained(self.path, CONTENT):
            try:
                yield
            except (ValueError, TypeError, ArithmeticError) as error:
                raise sqlite3.DatabaseError(f"a value can't be read: {error}") from error


_OBSERVATION = (
    "SELECT dataset, series, period, value, unit, status, printed, note, source, place"
    " FROM observation"
)


def _in_order(cells: list[Observation], order: dict[str, int]) -> tuple[Observation, ...]:
    """Put the cells of a row into the order of the columns; years are in order already."""
    return tuple(sorted(cells, key=lambda cell: order[cell.period]) if order else cells)


def _observation(row: _Row) -> Observation:
    dataset, series, period, value, unit, status, printed, note, source, place = row
    return Observation(
        id=f"{dataset}/{series}/{period}",
        series=series,
        period=period,
        number=None if value is None else Decimal(value),
        unit=unit,
        status=Status(status),
        printed=printed,
        note=note,
        locator=Locator(source, place),
    )


def _source(row: _Row) -> Source:
    pairs = cast("tuple[tuple[str, str], ...]", blocks.load_all(row[-1], tuple))
    return Source(*row[:-1], citations=dict(pairs))


def _claim(row: _Row) -> Claim:
    (name, title, statement, subject, measure, kind, status, sensitivity) = row[:8]
    quantities, years, chain, source, place, topics, note, formula = row[8:]
    return Claim(
        id=name,
        title=title,
        statement=statement,
        subject=subject,
        measure=measure,
        kind=ClaimKind(kind),
        status=Status(status),
        sensitivity=Sensitivity(sensitivity),
        quantities=blocks.load_all(quantities, Quantity),
        years=tuple(PartialDate.parse(code) for code in blocks.load_all(years, str)),
        chain=blocks.load_all(chain, Hop),
        locator=Locator(source, place),
        topics=blocks.load_all(topics, str),
        note=note,
        formula=formula,
    )


def _disagreement(row: _Row) -> Disagreement:
    name, title, members, differs_in, explanation, meanwhile, sensitivity = row
    return Disagreement(
        name,
        title,
        blocks.load_all(members, str),
        blocks.load_all(differs_in, str),
        explanation,
        meanwhile,
        Sensitivity(sensitivity),
    )


def _glossary(row: _Row) -> GlossaryEntry:
    return GlossaryEntry(*row[:4], variants=blocks.load_all(row[4], str))


def _section(row: _Row) -> Section:
    return Section(row[0], row[1], blocks.load_all(row[2], blocks.BLOCKS))
