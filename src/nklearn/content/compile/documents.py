"""What search can find: one document for everything that has an address, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nklearn.content.compile.records import Records
from nklearn.content.compile.references import inlines, section_targets
from nklearn.domain import quantities
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.evidence import section_address, target_address
from nklearn.domain.lessons import Cite, Figure, Lesson, Module, Section
from nklearn.domain.search import SearchHit
from nklearn.storage.content_writer import Document

_SHOWN = 240


def documents(
    records: Records, modules: Iterable[Module], lessons: Iterable[Lesson]
) -> list[Document]:
    """Return all documents: modules, sections, glossary, disagreements, data, sources, claims."""
    found = [
        _document("module", str(Address.of("lessons", each.id)), each.title, each.about)
        for each in modules
    ]
    for lesson in lessons:
        found += [_section(lesson, section, records) for section in lesson.sections]
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
            records.sensitivity(each.members).value,
        )
        found.append(Document(hit, body))
    for dataset in records.datasets.values():
        found.append(_dataset(dataset, records))
    for source in records.sources.values():
        address = str(Address.of("source", source.id))
        body = f"{source.short} {source.authors} {source.position}"
        found.append(_document("source", address, source.title, source.purpose, body))
    found += _claims(records)
    for dataset in records.datasets.values():
        found += _cells(dataset, records)
    return found


def _document(
    kind: str, address: str, title: str, text: str, body: str = "", variants: tuple[str, ...] = ()
) -> Document:
    return Document(SearchHit(address, kind, title, text, "", "", "none"), body, variants)


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
    for line in dataset.series:
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
            yield Document(hit)


def _shortened(text: str) -> str:
    """Cut at a word, with a sign that there is more."""
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rsplit(" ", 1)[0] + " …"
