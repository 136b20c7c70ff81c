"""Where things lead: addresses in prose, sections of questions, and the uses of every target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from nklearn.content.compile import explorer_states
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.domain.addresses import Address
from nklearn.domain.charts import AnyChart
from nklearn.domain.claims import Disagreement
from nklearn.domain.dates import PartialDate
from nklearn.domain.evidence import Use, section_address, summary_address
from nklearn.domain.lessons import (
    Bullets,
    Check,
    Cite,
    Figure,
    Inline,
    Keep,
    Lesson,
    Module,
    ModuleSummary,
    Paragraph,
    Section,
    ViewFigure,
    cited,
)
from nklearn.domain.questions import Written
from nklearn.domain.selection import Selection

_ALONE = frozenset(
    (
        "home",
        "lessons",
        "practice",
        "data",
        "facts",
        "sources",
        "organisations",
        "disagreement",
        "glossary",
        "search",
        "settings",
    )
)
_TODO = "correct the address (nk:lesson/module/lesson#section, nk:data/set, nk:fact/id …)"


class Addresses:
    """Knows every address that the content has."""

    def __init__(
        self,
        records: Records,
        modules: Iterable[Module],
        lessons: Iterable[Lesson],
        pages: Iterable[str],
        unread: set[str],
    ) -> None:
        """Take all that is there; `unread` names lessons whose file could not be read."""
        self._unread = unread
        self._modules = {module.id for module in modules}
        self._sections = {each.id: {part.id for part in each.sections} for each in lessons}
        self._pages = set(pages)
        self._summaries: dict[str, set[str]] = {}
        self._records = records

    def add_summaries(self, summaries: Iterable[ModuleSummary]) -> None:
        """Know the summaries of modules and their sections too."""
        for each in summaries:
            self._summaries[each.module] = {section.id for section in each.sections}

    def has_section(self, lesson: str, section: str) -> bool:
        """Whether a lesson (`module/lesson`) has a section."""
        return lesson in self._unread or section in self._sections.get(lesson, ())

    def unread_in(self, module: str) -> bool:
        """Whether a lesson of a module could not be read."""
        return any(name.startswith(f"{module}/") for name in self._unread)

    def problem(self, text: str) -> str:
        """Return what is wrong with an address, empty if it leads somewhere."""
        if not text.startswith("nk:"):
            return f"{text!r} is no address of the app"
        try:
            address = Address.parse(unquote(text))
        except ValueError as error:
            return str(error)
        return "" if self._leads(address) else f"nothing is at {text}"

    def _leads(self, address: Address) -> bool:
        records, rest = self._records, address.rest
        if address.page in explorer_states.PAGES:
            return not explorer_states.problem(address, records)
        if not rest:
            if address.page == "institutions":
                return _is_date(address.state.get("on", "1998"))
            return address.page in _ALONE or address.page in self._pages
        if address.page == "lesson":
            known = rest in self._sections or rest in self._unread
            return known and (not address.fragment or self.has_section(rest, address.fragment))
        if address.page == "summary":
            parts = self._summaries.get(rest)
            return parts is not None and address.fragment in ("", *parts)
        if address.page == "data":
            if rest in records.lost_data:
                return True
            return rest in records.datasets and self._shows(rest, address)
        groups = {
            "lessons": self._modules,
            "practice": self._modules,
            "fact": records.claims,
            "source": records.sources,
            "glossary": records.glossary,
            "disagreement": records.disagreements,
            **records.entities,
        }
        return rest in groups.get(address.page, ())

    def _shows(self, dataset: str, address: Address) -> bool:
        chosen, datasets = Selection.parse(address), self._records.datasets
        subject = datasets[dataset].subject
        lines = {
            f"{each.id}/{line.id}"
            for each in datasets.values()
            if each.subject == subject and not each.columns
            for line in each.series
        }
        known = lines.issuperset(chosen.shown)
        return known and (not chosen.cell or chosen.cell in self._records.cells)


def _is_date(code: str) -> bool:
    try:
        PartialDate.parse(code)
    except ValueError:
        return False
    return True


def check_links(links: Sequence[tuple[Place, str]], known: Addresses, faults: Faults) -> None:
    """Note links that lead nowhere."""
    for place, address in links:
        if problem := known.problem(address):
            faults.add(place, problem, _TODO)


def check_questions(
    questions: Iterable[WrittenQuestion],
    lessons: Iterable[Lesson],
    known: Addresses,
    faults: Faults,
) -> None:
    """Note questions whose section is not there, and checks that stand in no lesson."""
    asked = {
        block.question
        for lesson in lessons
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Check)
    }
    for written in questions:
        question = written.question
        lesson, _, section = question.section.rpartition("/")
        if not known.has_section(f"{question.module}/{lesson}", section):
            what = f"unknown section `{question.section}`"
            faults.add(written.entry.at("section"), what, "write lesson/section of this module")
        asks = question.id in asked or known.unread_in(question.module)
        if not written.in_quiz and not asks:
            what = f"the check `{question.id}` stands in no lesson"
            faults.add(written.entry.at("use"), what, "put it into one or remove `use`")


def inlines(section: Section) -> Iterator[Inline]:
    """Give every run of prose of a section."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.spans
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Keep):
            yield from block.sentences


def targets_of(spans: Inline) -> Iterator[str]:
    """Give the targets that prose cites."""
    for span in spans:
        if isinstance(span, Cite):
            yield from span.targets


def section_targets(section: Section) -> list[str]:
    """Return what a section cites in prose and charts, without repeats."""
    found = [target for spans in inlines(section) for target in targets_of(spans)]
    for block in section.blocks:
        if isinstance(block, Figure):
            found += block.chart.cites
        elif isinstance(block, ViewFigure):
            found += block.cites
    return list(dict.fromkeys(found))


def section_holds(section: Section, records: Records) -> frozenset[str]:
    """Return what a section cites or draws: its targets, and the cells of its charts."""
    found = set(section_targets(section))
    for block in section.blocks:
        if isinstance(block, Figure):
            found.update(charted(block.chart, records))
        elif isinstance(block, ViewFigure):
            found.update(viewed(block, records))
    return frozenset(found)


def uses(
    lessons: Iterable[Lesson],
    summaries: Iterable[ModuleSummary],
    questions: Iterable[WrittenQuestion],
    disagreements: Iterable[Disagreement],
    records: Records,
) -> list[tuple[str, Use]]:
    """Return every target with where it is used.

    Lessons come first, then summaries, charts, questions, disagreements, and records that rest
    on it.
    """
    in_lessons: list[tuple[str, Use]] = []
    in_charts: list[tuple[str, Use]] = []
    homes: dict[str, str] = {}
    for lesson in lessons:
        for section in lesson.sections:
            address = section_address(lesson.id, section.id)
            use = Use(address, f"{lesson.title}: {section.title}", "lesson")
            prose = [target for spans in inlines(section) for target in targets_of(spans)]
            in_lessons += [(target, use) for target in dict.fromkeys(prose)]
            for block in section.blocks:
                if isinstance(block, Check):
                    homes[block.question] = address
                elif isinstance(block, Figure):
                    chart = Use(address, block.chart.title, "chart")
                    in_charts += [(each, chart) for each in charted(block.chart, records)]
                elif isinstance(block, ViewFigure):
                    view = Use(address, block.title, "chart")
                    in_charts += [(each, view) for each in viewed(block, records)]
    in_summaries = [
        (target, Use(summary_address(each.module), each.title, "summary"))
        for each in summaries
        for target in dict.fromkeys(cited(each.texts).values())
    ]
    asked: list[tuple[str, Use]] = []
    for written in questions:
        question = written.question
        practice = str(Address.of("practice", question.module))
        use = Use(homes.get(question.id, practice), question.stem, "question")
        rests = [*question.claims, *targets_of(question.explanation)]
        if isinstance(question.body, Written) and question.body.beside:
            rests.append(question.body.beside)
        asked += [(target, use) for target in dict.fromkeys(rests)]
    rival = [
        (target, Use(str(Address.of("disagreement", each.id)), each.title, "disagreement"))
        for each in disagreements
        for target in each.members
    ]
    resting = [
        (target, Use(each.address, each.name, each.PAGE))
        for each in records.every_entity()
        for target in each.grounds
    ]
    return [*in_lessons, *in_summaries, *in_charts, *asked, *rival, *resting]


def charted(chart: AnyChart, records: Records) -> list[str]:
    """Return what a chart rests on: its citations and the cells that it draws."""
    cells = chart.cells(records.datasets[chart.dataset])
    return list(dict.fromkeys([*chart.cites, *(cell.id for cell in cells)]))


def viewed(figure: ViewFigure, records: Records) -> list[str]:
    """Return what a view rests on: its citations and the cells of the table that it shows."""
    table = explorer_states.table_of(Address.parse(figure.address), records)
    cells = figure.cells(table) if table else ()
    return list(dict.fromkeys([*figure.cites, *(cell.id for cell in cells)]))
