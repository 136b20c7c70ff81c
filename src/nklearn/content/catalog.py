"""The catalog: all that the rest of the program asks of the content. Light to import.

Ids and targets that lead nowhere raise UnknownAddressError; a damaged file raises UserError.
A catalog never changes while it is open, and any thread may ask it.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

from nklearn.base.errors import UnknownAddressError
from nklearn.base.overriding import override
from nklearn.content.shelf import Shelf
from nklearn.domain import quantities
from nklearn.domain.charts import AnyChart
from nklearn.domain.claims import (
    Claim,
    Disagreement,
    Sensitivity,
    Source,
    Unit,
    known_hands,
)
from nklearn.domain.datasets import Dataset, Observation, Series
from nklearn.domain.dates import PartialDate
from nklearn.domain.evidence import Evidence, Use, target_address
from nklearn.domain.lessons import GlossaryEntry, Lesson, Module, ModuleSummary, Section
from nklearn.domain.questions import Question
from nklearn.domain.search import Found, SearchHit
from nklearn.domain.views import DataView
from nklearn.storage.content_store import ContentStore

if TYPE_CHECKING:
    from nklearn.domain.entities import Entity
    from nklearn.domain.facts import FactLine
    from nklearn.domain.map_layout import MapLayout
    from nklearn.storage.search_store import SearchStore

_T = TypeVar("_T")


class Stats(TypedDict):
    """How much of everything the content holds (docs: `nklearn content stats`)."""

    claims: int
    sources: int
    disagreements: int
    datasets: int
    observations: int
    glossary: int
    institutions: int
    bodies: int
    events: int
    command_links: int
    classes: int
    consequences: int
    songbun_categories: int
    songbun_origins: int
    labels: int
    places: int
    instruments: int
    provisions: int
    penalties: int
    sanctions: int
    organisations: int
    people: int
    modules: int
    lessons: int
    summaries: int
    questions: int
    graded_questions: int
    questions_by_type: dict[str, int]


class Catalog(Shelf):
    """The content of one content.db."""

    def __init__(self, store: ContentStore) -> None:
        """Answer from `store`, which the catalog closes in the end."""
        super().__init__()
        self._store = store

    @classmethod
    def open(cls, path: Path) -> Catalog:
        """Open a compiled content file.

        Raises:
            UserError: it is missing, damaged, no content file, or made by another version.
        """
        return cls(ContentStore(path))

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @cached_property
    def version(self) -> str:
        """The version of the content pack."""
        return self._store.meta("version")

    def modules(self) -> tuple[Module, ...]:
        """Return all modules in order, with lesson summaries and the ids of their quiz."""
        return self._modules

    def module(self, name: str) -> Module:
        """Return one module."""
        found = next((module for module in self._modules if module.id == name), None)
        return _known(found, "module", name)

    def lesson(self, name: str) -> Lesson:
        """Return one lesson by `module/lesson`."""
        return _known(self._store.lesson(name), "lesson", name)

    def summary(self, module: str) -> ModuleSummary | None:
        """Return a module's summary on one page; None if it has none."""
        return self._store.summary(module)

    def claim(self, name: str) -> Claim:
        """Return one claim."""
        return _known(self._store.claim(name), "fact", name)

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, sorted by id."""
        return self._store.claims()

    def claims_of(self, source: str) -> tuple[Claim, ...]:
        """Return the claims read from one source, or that came through it, sorted by id."""
        return self._store.claims_of(source)

    def claims_by_source(self) -> dict[str, int]:
        """Return how many claims rest on each source; one that none rests on is left out."""
        return self._store.claims_by_source()

    def source(self, name: str) -> Source:
        """Return one source."""
        return _known(self._store.source(name), "source", name)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, in the authors' order."""
        return self._store.sources()

    def dataset(self, name: str) -> Dataset:
        """Return one data set with its series and cells."""
        return _known(self._store.dataset(name), "data set", name)

    def datasets(self) -> tuple[Dataset, ...]:
        """Return all data sets, in the authors' order."""
        return self._store.datasets()

    def datasets_about(self, subject: str) -> tuple[Dataset, ...]:
        """Return the data sets of one subject, in the authors' order."""
        return self._store.datasets_about(subject)

    def figures(self, dataset: str) -> tuple[tuple[str, AnyChart], ...]:
        """Return (address of the section, chart) for each chart of lessons over a data set."""
        return self._store.figures(dataset)

    @cached_property
    def views(self) -> tuple[DataView, ...]:
        """The authored views of the data, in the authors' order."""
        return self._store.views()

    def glossary(self, name: str) -> GlossaryEntry:
        """Return one word explained."""
        return _known(self._store.glossary_entry(name), "glossary word", name)

    def glossary_entries(self) -> tuple[GlossaryEntry, ...]:
        """Return all words explained, in the order of the alphabet."""
        return self._store.glossary()

    def question(self, name: str) -> Question:
        """Return one question by `module/question`."""
        return _known(self._store.question(name), "question", name)

    def disagreement(self, name: str) -> Disagreement:
        """Return one disagreement."""
        return _known(self._store.disagreement(name), "disagreement", name)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return all disagreements, in the authors' order."""
        return self._store.disagreements()

    def disagreements_of(self, target: str) -> tuple[Disagreement, ...]:
        """Return the disagreements that a claim or cell takes part in (none is usual)."""
        return self._store.disagreements_of(target)

    def uses_of(self, target: str) -> tuple[Use, ...]:
        """Return what rests on a claim or cell: lessons, charts, questions, then records."""
        return self._store.uses_of(target)

    def unit(self, name: str) -> Unit:
        """Return one unit of measure."""
        return _known(self._units.get(name), "unit", name)

    def units(self) -> tuple[Unit, ...]:
        """Return all units of measure."""
        return tuple(self._units.values())

    def convert(self, number: Decimal, from_unit: str, to_unit: str) -> Decimal:
        """Return what `number` of one unit is in another.

        Raises:
            BugError: the units measure different things.
        """
        return quantities.convert(number, self.unit(from_unit), self.unit(to_unit))

    def page(self, name: str) -> tuple[Section, ...]:
        """Return a page of plain text ("about", "help") as sections with headings."""
        return _known(self._store.sections(f"page:{name}") or None, "page", name)

    def evidence(self, target: str) -> Evidence:
        """Return what a citation leads to: a claim id, or the cell `dataset/series/period`."""
        if "/" in target:
            return self._cell_evidence(target)
        claim = self.claim(target)
        return Evidence(
            target=target,
            address=target_address(target),
            title=claim.title,
            value="; ".join(quantity.text for quantity in claim.quantities),
            statement=claim.statement,
            status=claim.status,
            sensitivity=claim.sensitivity,
            note=claim.note,
            printed="",
            years=claim.years,
            chain=claim.chain,
            locator=claim.locator,
            source_line=self.source_line(claim.locator.source, claim.locator.place),
            hands=claim.hands,
            formula=self._formula_text(claim.formula),
            disagreements=self.disagreements_of(target),
        )

    def map_layout(self) -> MapLayout:
        """Return the labels and tiles of the map."""
        return self._store.map_layout()

    @override
    def load_entities(self, page: str) -> tuple[Entity, ...]:
        """Return all records of one kind from the file."""
        return self._store.entities(page)

    @override
    def source_line(self, source: str, place: str) -> str:
        """Return work and place in one line: "HRNK 2016, Table 5"."""
        return ", ".join(part for part in (self.source(source).short, place) if part)

    def search(self, text: str, limit: int = 20) -> list[SearchHit]:
        """Return at most `limit` hits, best first; never raises for what a person types.

        The last word counts as the beginning of one. Hits carry their sensitivity; who shows
        them decides what stays folded.
        """
        return self._search.search(text, limit)

    def fact_lines(self) -> tuple[FactLine, ...]:
        """Return every claim as one line of a list, sorted by id; read once."""
        return self._fact_lines

    def find(self, kind: str, text: str) -> Found:
        """Return what of a kind of search hit holds all words, best first; if none, some words."""
        return self._search.within(kind, text)

    def nearest_spelling(self, text: str) -> str:
        """Return a text with words that nothing holds as the content spells them; else empty."""
        return self._search.nearest(text)

    def stats(self) -> Stats:
        """Count what the content holds."""
        from nklearn.domain.songbun import CATEGORIES, ORIGINS

        count, kinds = self._store.count, self._store.entity_counts()
        lists = Counter(label.list_id for label in self.labels())
        return Stats(
            claims=count("claim"),
            sources=count("source"),
            disagreements=count("disagreement"),
            datasets=count("dataset"),
            observations=count("observation"),
            glossary=count("glossary"),
            institutions=kinds.get("body", 0),
            bodies=kinds.get("body", 0),
            events=kinds.get("event", 0),
            command_links=kinds.get("command", 0),
            classes=kinds.get("class", 0),
            consequences=kinds.get("consequence", 0),
            songbun_categories=sum(lists[name] for name in CATEGORIES),
            songbun_origins=lists[ORIGINS],
            labels=kinds.get("label", 0),
            places=kinds.get("place", 0),
            instruments=kinds.get("law", 0),
            provisions=kinds.get("provision", 0),
            penalties=kinds.get("penalty", 0),
            sanctions=kinds.get("sanction", 0),
            organisations=kinds.get("organisation", 0),
            people=kinds.get("person", 0),
            modules=count("module"),
            lessons=count("lesson"),
            summaries=len(self._store.summary_titles()),
            questions=count("question"),
            graded_questions=0,  # keys to graded work are never in this file
            questions_by_type=self._store.question_counts(),
        )

    def check_integrity(self) -> None:
        """Read the whole file; raise UserError if it is damaged."""
        self._store.check_integrity()

    @cached_property
    def _fact_lines(self) -> tuple[FactLine, ...]:
        from nklearn.storage.fact_store import fact_lines

        return fact_lines(self._store)

    @cached_property
    def _search(self) -> SearchStore:
        from nklearn.storage.search_store import SearchStore  # not before someone searches

        return SearchStore(self._store)

    @cached_property
    def _modules(self) -> tuple[Module, ...]:
        return self._store.modules()

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self._store.units()}

    def _formula_text(self, formula: str) -> str:
        """Put the values of its targets into a formula, for a reader."""
        shown = re.sub(r"\{([^}]+)\}", lambda found: self.evidence(found[1]).value, formula)
        for written, sign in ((" - ", " − "), (" * ", " × "), (" / ", " ÷ ")):
            shown = shown.replace(written, sign)
        return shown

    def _cell_evidence(self, target: str) -> Evidence:
        dataset, series, cell = self._cell(target)
        value = quantities.cell_value(cell, self.unit(cell.unit))
        return Evidence(
            target=target,
            address=target_address(target),
            title=dataset.title_of(series, cell),
            value=value,
            statement=quantities.cell_statement(dataset, series, cell, value),
            status=cell.status,
            sensitivity=Sensitivity.NONE,
            note=cell.note,
            printed="" if cell.text else cell.printed,
            years=() if dataset.columns else (PartialDate.parse(cell.period),),
            chain=dataset.chain,
            locator=cell.locator,
            source_line=self.source_line(cell.locator.source, cell.locator.place),
            hands=known_hands(dataset.chain),
            formula="",
            disagreements=self.disagreements_of(target),
        )

    def _cell(self, target: str) -> tuple[Dataset, Series, Observation]:
        name, _, rest = target.partition("/")
        dataset = self.dataset(name)
        for series in dataset.series:
            for cell in series.observations:
                if f"{series.id}/{cell.period}" == rest:
                    return dataset, series, cell
        raise UnknownAddressError("cell", target)


def _known(found: _T | None, kind: str, name: str) -> _T:
    if found is None:
        raise UnknownAddressError(kind, name)
    return found
