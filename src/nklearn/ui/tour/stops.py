"""What the tour draws: every page, each in the states that differ in kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import Kind
from nklearn.content.explorer import explore
from nklearn.content.shelf import PAGES
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.evidence import section_address
from nklearn.domain.lessons import Check, Figure, Lesson, Section, ViewFigure
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.learning.learner import Learner
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.chain import chain_stops
from nklearn.ui.tour.classwork import classwork_stops
from nklearn.ui.tour.facts import facts_stops
from nklearn.ui.tour.lesson_tools import lesson_tools_stops
from nklearn.ui.tour.map import map_stops
from nklearn.ui.tour.ministries import ministries_stops
from nklearn.ui.tour.people import people_stops
from nklearn.ui.tour.practice import practice_stops
from nklearn.ui.tour.reading import reading_stops
from nklearn.ui.tour.reserves import laws_stops, reserves_stops
from nklearn.ui.tour.review import review_stops
from nklearn.ui.tour.songbun import songbun_stops
from nklearn.ui.tour.stop import Stop
from nklearn.ui.tour.teach import teach_stops
from nklearn.ui.tour.time import time_stops

# Of how many data sets of each kind a cell is opened.
_CELLS = 4


def stops_of(window: MainWindow) -> Iterator[Stop]:
    """Give the stops in their order; what is done before one is there at the later ones too.

    Each is made when it is its turn: the order of a quiz is known once it is begun.
    """
    catalog, learner = window.context.catalog, window.context.learner
    module = catalog.modules()[0]
    lessons = [catalog.lesson(summary.id) for summary in module.lessons]
    yield Stop("profiles", "nk:profiles", lambda: _seat_reader(window))
    yield from people_stops(window)
    yield Stop("home-first", "nk:home")
    yield Stop("lessons", "nk:lessons")
    yield Stop("module", str(Address.of("lessons", module.id)))
    yield from lesson_tools_stops(catalog, learner, lessons[0])
    yield Stop("notebook-empty", "nk:notebook")
    for lesson in lessons:
        yield from _lesson_stops(lesson, whole=lesson is lessons[0])
    yield from _check_stops(catalog, learner, lessons[0])
    yield Stop("practice", "nk:practice")
    yield from _quiz_stops(catalog, learner, module.id)
    yield from practice_stops(catalog, learner, module)
    yield Stop("home", "nk:home", lambda: _read_some(learner, lessons[0]))
    yield from review_stops(learner, module)
    yield from classwork_stops(window, module)
    yield from _data_stops(catalog)
    yield from reserves_stops(catalog)
    yield from laws_stops(catalog)
    yield from ministries_stops(catalog)
    yield from chain_stops(catalog)
    yield from songbun_stops(catalog)
    yield from map_stops(catalog)
    yield from time_stops(catalog)
    yield from _reference_stops(catalog)
    yield from reading_stops(catalog, learner)
    yield from teach_stops(window)


def _seat_reader(window: MainWindow) -> None:
    """Give the window's reader a name, so that pages show one, and somebody beside them."""
    people = window.context.people
    people.rename(window.context.learner.profile, "Mina K.", "10B")
    people.add("Jun W.", "10B")
    window.enter(window.context.reader)


def _lesson_stops(lesson: Lesson, *, whole: bool) -> Iterator[Stop]:
    """Give every section of a whole lesson, otherwise those with a figure and the last."""
    name = lesson.id.rpartition("/")[2]
    last = lesson.sections[-1]
    for number, section in enumerate(lesson.sections, 1):
        if whole or section is last or _has_figure(section):
            yield Stop(f"lesson-{name}-{number}", section_address(lesson.id, section.id))


def _has_figure(section: Section) -> bool:
    return any(isinstance(block, Figure | ViewFigure) for block in section.blocks)


def _check_stops(catalog: Catalog, learner: Learner, lesson: Lesson) -> Iterator[Stop]:
    """Give the first check of a lesson, answered wrongly."""
    checks = (
        (section.id, block.question)
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Check)
    )
    for section, name in islice(checks, 1):
        check = catalog.question(name)
        answer = partial(learner.answer, check, wrong_response(check), "check")
        yield Stop("lesson-check", section_address(lesson.id, section), answer)


def _read_some(learner: Learner, lesson: Lesson) -> None:
    section = lesson.sections[0].id
    learner.mark_read(f"{lesson.id}/{section}")
    learner.remember_place(section_address(lesson.id, section))


def _quiz_stops(catalog: Catalog, learner: Learner, module: str) -> Iterator[Stop]:
    """Ask one question of each type and show it answered wrongly; the next is answered rightly.

    Of the types after the first it is enough to see them asked and wrong. The others are
    answered on the way to the results.
    """
    address = str(Address.of("practice", module))
    asked: dict[str, int] = {}

    def answer_until(number: int) -> None:
        quiz = learner.quiz(module)
        while quiz.position < number:
            if quiz.answer_for(quiz.position) is None:
                quiz.answer(right_response(catalog.question(quiz.current)))
            quiz.next()

    def answer(number: int, right: bool) -> None:
        answer_until(number)
        quiz = learner.quiz(module)
        question = catalog.question(quiz.current)
        wrong = wrong_response(question) if question.scored else right_response(question)
        quiz.answer(right_response(question) if right else wrong)

    order = [catalog.question(name) for name in learner.quiz(module).questions]
    for number, question in enumerate(order):
        asked[question.type] = asked.get(question.type, 0) + 1
        name = f"quiz-{question.type}"
        if asked[question.type] == 1:
            yield Stop(f"{name}-asked", address, partial(answer_until, number))
            yield Stop(f"{name}-checked", address, partial(answer, number, right=False))
        elif asked[question.type] == 2 and question.type == "single-choice":
            yield Stop(f"{name}-right", address, partial(answer, number, right=True))
    yield Stop("quiz-results", address, lambda: answer_until(len(order)))


def _data_stops(catalog: Catalog) -> Iterator[Stop]:
    yield Stop("data", "nk:data")
    drawn: dict[str, int] = {}
    for dataset in catalog.datasets():
        cell = next(cell for line in dataset.series for cell in line.observations)
        yield Stop(f"data-{dataset.id}", f"nk:data/{dataset.id}")
        table = dataset.columns and not dataset.dated
        kind = "table" if table else "bars" if len(dataset.periods) == 1 else "lines"
        drawn[kind] = drawn.get(kind, 0) + 1
        if drawn[kind] <= _CELLS:
            yield Stop(f"data-{dataset.id}-cell", catalog.evidence(cell.id).address)
    yield from islice(_line_stops(catalog), 3)
    drawn_views: set[Kind] = set()
    for view in catalog.views:  # those that no data set shows by itself, one of each kind
        kind = explore(catalog, view.selection).kind
        if (len(view.datasets) > 1 or view.panels) and kind not in drawn_views:
            drawn_views.add(kind)
            yield Stop(f"view-{view.id}", str(view.address))


def _line_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the table, the index and a range of the first data sets that share a subject."""
    for first in catalog.datasets():
        alike = [d for d in catalog.datasets_about(first.subject) if len(d.periods) > 1]
        others = [each for each in alike if not each.columns and each.id != first.id]
        years = first.periods[2:-2]
        if first.columns or not others or len(years) < 2:
            continue
        second = others[0]
        both = f"{first.series[0].id},{second.id}/{second.series[0].id}"
        yield Stop("data-table", f"nk:data/{first.id}?view=table")
        yield Stop("data-index", f"nk:data/{first.id}?show={both}&scale=index")
        yield Stop("data-range", f"nk:data/{first.id}?from={years[0]}&to={years[-1]}&reference=no")


def _record_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give a record of every kind that there is: the one with most to show, and a folded one."""
    folded: list[Stop] = []
    for page in PAGES:
        found = catalog.entities(page)
        open_ones = [each for each in found if each.sensitivity is Sensitivity.NONE]
        hard = [each for each in found if each not in open_ones]
        if open_ones:
            most = max(open_ones, key=lambda each: (len(each.grounds), len(each.about)))
            yield Stop(f"record-{page}", most.address)
        elif hard:
            yield Stop(f"record-{page}", hard[0].address)
        folded += [Stop("record-folded", each.address) for each in hard[:1]]
    yield from folded[:1]


def _reference_stops(catalog: Catalog) -> Iterator[Stop]:
    yield from facts_stops(catalog)
    yield Stop("sources", "nk:sources")
    yield Stop("source", str(Address.of("source", catalog.sources()[0].id)))
    yield Stop("glossary", "nk:glossary")
    yield Stop("glossary-word", str(Address.of("glossary", catalog.glossary_entries()[0].id)))
    yield Stop("disagreements", "nk:disagreement")
    for found in catalog.disagreements()[:1]:
        yield Stop("disagreement", str(Address.of("disagreement", found.id)))
        yield Stop("fact", catalog.evidence(found.members[0]).address)
    yield from _record_stops(catalog)
    yield Stop("search", str(Address.of("search", q="coal")))
    yield Stop("search-nothing", str(Address.of("search", q="zzyzx")))
    yield Stop("settings", "nk:settings")
    yield Stop("about", "nk:about")
    yield Stop("help", "nk:help")
