"""The tour: every page drawn to PNG, in every theme, size and text size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import section_address
from nklearn.domain.questions import (
    ChoiceResponse,
    ChoicesResponse,
    MultipleResponse,
    NumericResponse,
    Question,
    Response,
    SingleChoice,
)
from nklearn.learning.learner import Learner
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow

SIZES = ((1366, 768), (1366, 690), (1024, 700), (1920, 1080))
THEMES = ("light", "dark", "contrast")
TEXTS = (100, 150)
_QUALITY = 80  # Qt's measure for PNG: the fastest compression that still compresses


@dataclass(frozen=True, slots=True)
class Stop:
    """A picture to take: its file name, its address, and what is done before it."""

    name: str
    address: str
    before: Callable[[], object] | None = None


def draw_tour(
    window: MainWindow,
    folder: Path,
    *,
    only: Sequence[str] = (),
    sizes: Sequence[tuple[int, int]] = (),
) -> int:
    """Draw each stop in each size, in the window's theme and text size; return how many files.

    `window` must have a fresh workspace that may be written in. Raises UserError if the folder
    can't be written or an address leads nowhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Could not make {folder}: {error.strerror}.") from error
    stops = [Stop(_name(address), address) for address in only] or _stops(window)
    theme = window.context.theme
    window.show()
    count = 0
    for stop in stops:
        if stop.before:
            stop.before()
        for size in sizes or SIZES:
            window.resize(*size)
            if not window.router.open(stop.address):
                raise window.notices.last or UserError(f"{stop.address} could not be drawn.")
            if focus := window.focusWidget():
                focus.clearFocus()  # pages as they are read: no ring, the same in every picture
            _settle()
            name = f"{stop.name}--{size[0]}x{size[1]}-{theme.name}-{theme.text_size}.png"
            if not window.grab().save(str(folder / name), "PNG", _QUALITY):
                raise UserError(
                    f"Could not write {folder / name}.", todo="Check the folder's free space."
                )
            count += 1
    return count


def _settle(milliseconds: int = 40) -> None:
    """Let layouts and first paints happen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    layouts.finish()


def _name(address: str) -> str:
    kept = [letter if letter.isalnum() or letter == "-" else "-" for letter in address]
    return "".join(kept).removeprefix("nk-").strip("-") or "page"


def _seat_reader(window: MainWindow) -> None:
    """Give the window's reader a name, so that pages show one, and somebody beside them."""
    people = window.context.people
    people.rename(window.context.learner.profile, "Mina K.", "10B")
    people.add("Jun W.", "10B")
    window.enter(window.context.reader)


def _stops(window: MainWindow) -> list[Stop]:
    catalog, learner = window.context.catalog, window.context.learner
    module = catalog.modules()[0]
    lesson = catalog.lesson(module.lessons[0].id)
    practice = str(Address.of("practice", module.id))
    stops = [
        Stop("profiles", "nk:profiles", lambda: _seat_reader(window)),
        Stop("home-first", "nk:home"),
        Stop("lessons", "nk:lessons"),
        Stop("module", str(Address.of("lessons", module.id))),
    ]
    for number, section in enumerate(lesson.sections, 1):
        stops.append(Stop(f"lesson-{number}", section_address(lesson.id, section.id)))
    checks = list(_checks(catalog, module.lessons[0].id))
    if checks:
        where = next(
            section.id
            for section in lesson.sections
            if any(getattr(block, "question", "") == checks[0].id for block in section.blocks)
        )

        def check_wrong() -> None:
            learner.answer(checks[0], _wrong(checks[0]), "check")

        stops.append(Stop("lesson-check", section_address(lesson.id, where), check_wrong))
    stops += [
        Stop("practice", "nk:practice"),
        *_quiz_stops(catalog, learner, module.id, practice),
        Stop("home", "nk:home", lambda: _read_some(learner, lesson.id, lesson.sections[0].id)),
        Stop("data", "nk:data"),
    ]
    for dataset in catalog.datasets():
        cell = dataset.series[0].observations[0]
        stops.append(Stop(f"data-{dataset.id}", f"nk:data/{dataset.id}"))
        stops.append(Stop(f"data-{dataset.id}-table", f"nk:data/{dataset.id}?view=table"))
        stops.append(Stop(f"data-{dataset.id}-cell", catalog.evidence(cell.id).address))
    stops += list(_reference_stops(catalog))
    return stops


def _checks(catalog: Catalog, lesson: str) -> Iterator[Question]:
    for section in catalog.lesson(lesson).sections:
        for block in section.blocks:
            if name := getattr(block, "question", ""):
                yield catalog.question(name)


def _read_some(learner: Learner, lesson: str, section: str) -> None:
    learner.mark_read(f"{lesson}/{section}")
    learner.remember_place(section_address(lesson, section))


def _quiz_stops(catalog: Catalog, learner: Learner, module: str, address: str) -> Iterator[Stop]:
    """Ask each question, then show it answered: wrong first, right afterwards; then results."""
    total = len(catalog.module(module).quiz)

    def answer() -> None:
        quiz = learner.quiz(module)
        question = catalog.question(quiz.current)
        quiz.answer(_wrong(question) if quiz.position % 2 == 0 else right_response(question))

    for number in range(1, total + 1):
        go_on = (lambda: learner.quiz(module).next()) if number > 1 else None
        yield Stop(f"quiz-{number}-asked", address, go_on)
        yield Stop(f"quiz-{number}-checked", address, answer)
    yield Stop("quiz-results", address, lambda: learner.quiz(module).next())


def _wrong(question: Question) -> Response:
    if isinstance(question.body, SingleChoice):
        return ChoiceResponse(next(o.id for o in question.body.options if not o.right))
    if isinstance(question.body, MultipleResponse):  # one right one missed, a wrong one chosen
        right = [o.id for o in question.body.options if o.right]
        return ChoicesResponse(
            (*right[1:], next(o.id for o in question.body.options if not o.right))
        )
    slips = question.body.slips
    return NumericResponse(str(slips[0].low if slips else question.body.high + 1))


def right_response(question: Question) -> Response:
    """Return a right answer to a question."""
    if isinstance(question.body, SingleChoice):
        return ChoiceResponse(next(o.id for o in question.body.options if o.right))
    if isinstance(question.body, MultipleResponse):
        return ChoicesResponse(tuple(o.id for o in question.body.options if o.right))
    return NumericResponse(str(question.body.answer))


def _reference_stops(catalog: Catalog) -> Iterator[Stop]:
    yield Stop("sources", "nk:sources")
    yield Stop("source", str(Address.of("source", catalog.sources()[0].id)))
    yield Stop("glossary", "nk:glossary")
    yield Stop("glossary-word", str(Address.of("glossary", catalog.glossary_entries()[0].id)))
    yield Stop("disagreements", "nk:disagreement")
    for found in catalog.disagreements()[:1]:
        yield Stop("disagreement", str(Address.of("disagreement", found.id)))
        yield Stop("fact", catalog.evidence(found.members[0]).address)
    yield Stop("search", str(Address.of("search", q="coal")))
    yield Stop("search-nothing", str(Address.of("search", q="zzyzx")))
    yield Stop("settings", "nk:settings")
    yield Stop("about", "nk:about")
    yield Stop("help", "nk:help")
