"""What search can find: one document for everything that has an address, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nklearn.base.overriding import override
from nklearn.content.compile.records import Records
from nklearn.content.compile.references import inlines, section_targets
from nklearn.content.entries import entry_of
from nklearn.content.entry_words import PAGE_WORDS
from nklearn.content.shelf import Shelf
from nklearn.domain import quantities
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import WORDS, Dataset
from nklearn.domain.entities import Entity
from nklearn.domain.evidence import section_address, summary_address, target_address
from nklearn.domain.institutions import CommandLink, InstitutionEvent
from nklearn.domain.law import Penalty, Provision
from nklearn.domain.lessons import (
    Cite,
    Figure,
    Lesson,
    Module,
    ModuleSummary,
    Section,
    cited,
    plain,
)
from nklearn.domain.search import SearchHit
from nklearn.domain.songbun import Label
from nklearn.storage.search_writer import Document

_SHOWN = 240
# Claims and records say it themselves; sources and data sets only have to do with it.
_WORTH = {"claim": 1.0, "cell": 1.0, "glossary": 1.05, "source": 0.7, "data": 0.8, "lesson": 0.85}
# A summary says in short what lessons and claims say: where either serves, they come first.
_WORTH["summary"] = 0.6
# Records that lie between others: who looks for those finds them too.
_STEPS = (InstitutionEvent, CommandLink, Provision, Penalty)


def documents(
    records: Records,
    modules: Iterable[Module],
    lessons: Iterable[Lesson],
    summaries: Iterable[ModuleSummary],
) -> list[Document]:
    """Return all documents: modules, sections, glossary, disagreements, data, records, sources …"""
    found = [
        _document("module", str(Address.of("lessons", each.id)), each.title, each.about)
        for each in modules
    ]
    for lesson in lessons:
        found += [_section(lesson, section, records) for section in lesson.sections]
    found += [_summary(each, records) for each in summaries]
    for word in records.glossary.values():
        address = str(Address.of("glossary", word.id))
        variants = (word.hangul, *word.variants)
        found.append(_document("glossary", address, word.word, word.meaning, variants=variants))
    for each in records.disagreements.values():
        body = f"{each.meanwhile} {' '.join(each.differs_in)}"
        hit = SearchHit(
            str(Address.of("disagreement", each.id)),
            "disagreement",
            each.title,
            each.explanation,
            "",
            "",
            each.sensitivity.value,
        )
        found.append(Document(hit, body))
    for dataset in records.datasets.values():
        found.append(_dataset(dataset, records))
    found += _entities(records)
    for source in records.sources.values():
        address = str(Address.of("source", source.id))
        body = f"{source.short} {source.authors} {source.position}"
        found.append(_document("source", address, source.title, source.purpose, body))
    found += _claims(records)
    for dataset in records.datasets.values():
        found += _cells(dataset, records)
    return [replace(each, worth=_WORTH.get(each.hit.kind, 1.0)) for each in found]


def _document(
    kind: str, address: str, title: str, text: str, body: str = "", variants: tuple[str, ...] = ()
) -> Document:
    return Document(SearchHit(address, kind, title, text, "", "", "none"), body, variants)


def _summary(summary: ModuleSummary, records: Records) -> Document:
    said = " ".join(plain(summary.texts).split())
    hit = SearchHit(
        summary_address(summary.module),
        "summary",
        summary.title,
        _shortened(said),
        "",
        "",
        records.sensitivity(list(cited(summary.texts).values())).value,
    )
    return Document(hit, said)


def _section(lesson: Lesson, section: Section, records: Records) -> Document:
    paragraphs = [
        "".join(span.text for span in spans if not isinstance(span, Cite))
        for spans in inlines(section)
    ]
    charts = [block.chart for block in section.blocks if isinstance(block, Figure)]
    prose = " ".join(" ".join(paragraphs).split())
    hit = SearchHit(
        section_address(lesson.id, section.id),
        "lesson",
        section.title,
        _shortened(prose),
        lesson.title,
        "",
        records.sensitivity(section_targets(section)).value,
    )
    titles = " ".join(f"{chart.title} {chart.subtitle}" for chart in charts)
    return Document(hit, f"{prose} {titles}")


def _dataset(dataset: Dataset, records: Records) -> Document:
    hit = SearchHit(
        str(Address.of("data", dataset.id)),
        "data",
        dataset.title,
        dataset.description,
        records.sources[dataset.locator.source].short,
        "",
        "none",
    )
    labels = " ".join(line.label for line in dataset.series)
    periods = [dataset.period_label(period) for period in dataset.periods]
    return Document(hit, f"{labels} {dataset.estimator} {' '.join(periods)}")


class _Read(Shelf):
    """What the compiler has read, as a shelf."""

    def __init__(self, records: Records) -> None:
        super().__init__()
        self._records = records

    @override
    def load_entities(self, page: str) -> tuple[Entity, ...]:
        return tuple(self._records.entities.get(page, {}).values())

    @override
    def source_line(self, source: str, place: str) -> str:
        return ", ".join(filter(None, (self._records.sources[source].short, place)))


def _entities(records: Records) -> Iterator[Document]:
    """Give each record with the words of its rows; for steps between others, with their names."""
    shelf = _Read(records)
    for entity in records.every_entity():
        shown = entry_of(shelf, entity)
        rows = [f"{row.label} {row.value}" for row in shown.rows]
        linked = [link.text for group in shown.related for link in group.links]
        parts = [PAGE_WORDS[entity.PAGE], shown.kind_label, *rows, shown.note]
        hit = SearchHit(
            shown.address,
            shown.kind,
            shown.title,
            _shortened(shown.about or "; ".join(rows[:3])),
            _first_source(entity, records),
            entity.status.value if isinstance(entity, Label) else "",
            shown.sensitivity.value,
        )
        body = " | ".join([*parts, *(linked if isinstance(entity, _STEPS) else ())])
        plain = shown.title.replace("[", "").replace("]", "")  # restored words are searched for
        yield Document(hit, body, (entity.hangul, *entity.variants, plain))


def _first_source(entity: Entity, records: Records) -> str:
    """Return the source of the first claim or cell that a record rests on, in short."""
    for target in entity.grounds:
        found = records.claims.get(target) or records.cells.get(target)
        if found:
            return f"{records.sources[found.locator.source].short}, {found.locator.place}"
    return ""


def _claims(records: Records) -> Iterator[Document]:
    for name in sorted(records.claims):
        claim = records.claims[name]
        hit = SearchHit(
            target_address(name),
            "claim",
            claim.title,
            claim.statement,
            f"{records.sources[claim.locator.source].short}, {claim.locator.place}",
            claim.status.value,
            claim.sensitivity.value,
        )
        parts = [claim.subject, claim.measure, *claim.topics, *(str(year) for year in claim.years)]
        parts += [quantity.text for quantity in claim.quantities]
        yield Document(hit, " ".join(parts))


def _cells(dataset: Dataset, records: Records) -> Iterator[Document]:
    """Give each cell; in a table with columns with the words of its row, such as who it is for."""
    for line in dataset.series:
        said = [cell.printed for cell in line.observations if cell.unit == WORDS]
        for cell in line.observations:
            value = quantities.cell_value(cell, records.units[cell.unit])
            hit = SearchHit(
                target_address(cell.id),
                "cell",
                dataset.title_of(line, cell),
                quantities.cell_statement(dataset, line, cell, value),
                f"{records.sources[cell.locator.source].short}, {cell.locator.place}",
                cell.status.value,
                "none",
            )
            yield Document(hit, " | ".join(said))


def _shortened(text: str) -> str:
    """Cut at a word, with a sign that there is more."""
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rsplit(" ", 1)[0] + " …"
