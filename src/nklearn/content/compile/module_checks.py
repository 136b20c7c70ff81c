"""What holds for a module as a whole: what stands before hard material, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.content.compile.references import section_targets
from nklearn.content.compile.yaml_files import Entry
from nklearn.content.opened import opened
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Lesson, Module, ModuleSummary, Section, ViewFigure, cited

# A reader needs about as long to think and read what comes after it (CONTENT.md gives no time).
_MINUTES_A_QUESTION = 1
_MINUTES_OFF = 5


def check_advisories(
    modules: Sequence[Module],
    lessons: Sequence[Lesson],
    summaries: Sequence[ModuleSummary],
    questions: Sequence[WrittenQuestion],
    entries: Mapping[str, Entry],
    records: Records,
    faults: Faults,
) -> None:
    """Note modules that hold something hard and no advisory; `entries` are their module.yaml."""
    for module in modules:
        texts = [each for each in lessons if each.module == module.id]
        short = [each for each in summaries if each.module == module.id]
        asked = [each for each in questions if each.question.module == module.id]
        hard = next(_hard(texts, short, asked, records), "")
        if hard and not module.advisory:
            todo = "add `advisory`: what the module speaks of, before a reader meets it"
            faults.add(entries[module.id].at("advisory"), f"{hard}, without an advisory", todo)


def _hard(
    lessons: Sequence[Lesson],
    summaries: Sequence[ModuleSummary],
    questions: Sequence[WrittenQuestion],
    records: Records,
) -> Iterator[str]:
    """Give what of a module is hard, in words, in the order in which a reader meets it."""
    for lesson in lessons:
        for section in lesson.sections:
            for target in section_targets(section):
                if words := _words(records.sensitivity((target,))):
                    yield f"`{lesson.id}` cites `{target}`, which {words}"
            for address, sensitivity in _opened(section, records):
                if words := _words(sensitivity):
                    yield f"`{lesson.id}` shows {address}, which {words}"
    for summary in summaries:
        for target in cited(summary.texts).values():
            if words := _words(records.sensitivity((target,))):
                yield f"the summary cites `{target}`, which {words}"
    for written in questions:
        if words := _words(written.question.sensitivity):
            yield f"the question `{written.question.id}` {words}"


def _opened(section: Section, records: Records) -> Iterator[tuple[str, Sensitivity]]:
    """Give the records that the views of a section open."""
    for block in section.blocks:
        if isinstance(block, ViewFigure):
            for page, name in opened(Address.parse(block.address)):
                if found := records.entities.get(page, {}).get(name):
                    yield found.address, found.sensitivity


def _words(sensitivity: Sensitivity) -> str:
    """Say what something hard speaks of; empty if it is not hard."""
    if sensitivity is Sensitivity.NONE:
        return ""
    return f"speaks of {sensitivity.value.replace('-', ' ')}"


def check_minutes(
    modules: Sequence[Module],
    lessons: Sequence[Lesson],
    questions: Sequence[WrittenQuestion],
    entries: Mapping[str, Entry],
    faults: Faults,
) -> None:
    """Note a module’s minutes if they are far from its reading time and its questions."""
    for module in modules:
        needed = sum(each.minutes for each in lessons if each.module == module.id)
        asked = [each for each in questions if each.question.module == module.id]
        needed += len(asked) * _MINUTES_A_QUESTION
        if abs(module.minutes - needed) > _MINUTES_OFF:
            what = f"the module takes {needed} minutes by words and questions, not {module.minutes}"
            place = entries[module.id].at("minutes")
            faults.add(place, what, f"write about {5 * round(needed / 5)}")
