"""Home and lessons: one module as well as nine, a new reader as well as one under way."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.fixtures.nine_modules import CONTENT, MODULES, compile_nine
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_layout import squeezed

from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.model_answers import right_response
from nklearn.learning.quiz import QuizState
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.lesson_preview import LessonPreview
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.strata import Strata

WAYS = {"Look at the data", "Numbers that disagree", "Who says so?"}


def ways(window: MainWindow) -> set[str]:
    """Return the ways in that are on screen as cards."""
    names = [found.accessibleName() for found in visible(window, LinkCard)]
    return {way for way in WAYS if any(name.startswith(way) for name in names)}


@pytest.fixture(scope="module")
def nine_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_nine(tmp_path_factory.mktemp("nine"))


@pytest.fixture
def nine(fonts: None, nine_content: Path) -> Generator[MainWindow]:
    """A window over nine modules, shown, with a reader who has a name."""
    with WorkspaceStore.in_memory() as store:
        catalog = Catalog.open(nine_content)
        window = app.make_window(catalog, store)
        people = window.context.people
        window.enter(people.reader(people.add("Mina K.", "10B")))
        window.resize(1366, 768)
        window.show()
        settle()
        yield window
        app.dispose(window)
        catalog.close()


def words_on(window: MainWindow) -> list[str]:
    return [label.text() for label in visible(window, QLabel)]


def card(window: MainWindow, words: str) -> LinkCard:
    return next(c for c in visible(window, LinkCard) if c.accessibleName().startswith(words))


def read(window: MainWindow, module: int, lessons: int, sections: int = 0) -> str:
    """Read whole lessons of a module and, of the one after, some sections; return that one."""
    learner, found = window.context.learner, window.context.catalog.modules()[module - 1]
    for lesson in found.lessons[:lessons]:
        for section, _ in lesson.sections:
            learner.mark_read(f"{lesson.id}/{section}")
    if not sections:
        return ""
    last = found.lessons[lessons]
    for section, _ in last.sections[:sections]:
        learner.mark_read(f"{last.id}/{section}")
    return f"nk:lesson/{last.id}#{last.sections[sections][0]}"


def show(window: MainWindow, width: int, height: int, address: str = "nk:home") -> None:
    window.resize(width, height)
    window.go(address)
    QTest.qWait(20)
    layouts.finish()


def columns(window: MainWindow) -> int:
    return next(g.columns for g in visible(window, CardGrid) if g.accessibleName() == "Modules")


def test_a_new_reader_is_welcomed_by_name(nine: MainWindow) -> None:
    show(nine, 1366, 768)
    words = words_on(nine)
    assert "Welcome, Mina" in words
    assert "0 of 45 lessons read" in words
    assert any(text.startswith("Some modules are hard to read") for text in words)
    assert "Your practice" not in words, "nothing is begun"
    assert words.count("Advisory") == sum(advisory for *_, advisory in MODULES)
    click(nine, "Start with lesson 1")
    assert str(nine.router.here) == "nk:lesson/pits/the-pit#output"


def test_cards_of_modules_say_how_far_one_is(nine: MainWindow) -> None:
    read(nine, 1, lessons=5)
    place = read(nine, 2, lessons=3, sections=2)
    nine.context.learner.remember_place(place)
    show(nine, 1366, 768)
    first, second, third = (card(nine, f"Module {number},") for number in (1, 2, 3))
    assert first.accessibleName() == "Module 1, The mining economy, 5 of 5 lessons read"
    texts = [[label.text() for label in visible(one, QLabel)] for one in (first, second, third)]
    assert "Finished" in texts[0]
    assert "3 of 5 lessons" in texts[1]
    assert "5 lessons" in texts[2]
    states = [visible(one, Strata)[0]._states for one in (first, second, third)]
    assert states == [("done",) * 5, ("done",) * 3 + ("current", "open"), ("open",) * 5]
    assert [one.property("marked") for one in (first, second, third)] == ["false", "true", "false"]
    assert "8 of 45 lessons read" in words_on(nine)
    assert any(
        text.startswith("Module 2, lesson 4. You are at section 3") for text in words_on(nine)
    )
    click(nine, "Continue lesson")
    assert str(nine.router.here) == place


def test_what_follows_a_lesson_that_is_read(nine: MainWindow) -> None:
    place = read(nine, 1, lessons=0, sections=3)
    read(nine, 1, lessons=1)
    nine.context.learner.remember_place(place)
    show(nine, 1366, 768)
    assert {"Next for you", "The pit, part 2"} <= set(words_on(nine))
    for number, (_, _, lessons, _) in enumerate(MODULES, 1):
        read(nine, number, lessons=lessons)
    show(nine, 1366, 768)
    assert {"Every lesson is read", "45 of 45 lessons read"} <= set(words_on(nine))
    click(nine, "Go to practice")
    assert str(nine.router.here) == "nk:practice"


def test_quizzes_that_were_begun_stand_at_the_side(nine: MainWindow) -> None:
    learner, catalog = nine.context.learner, nine.context.catalog
    quiz = learner.quiz("module-2")
    while quiz.state is not QuizState.FINISHED:
        quiz.answer(right_response(catalog.question(quiz.current)))
        quiz.next()
    learner.quiz("pits")
    show(nine, 1366, 768)
    words = words_on(nine)
    assert "0 of 2 answered" in words
    assert "Last time 2 of 2 right" in words
    button(nine, "Open practice: Numbers that disagree").click()
    assert str(nine.router.here) == "nk:practice/module-2"


def test_as_many_columns_as_there_is_room_for(nine: MainWindow) -> None:
    found: list[int] = []
    for width in (1366, 800):
        show(nine, width, 768)
        found.append(columns(nine))
    nine.set_text_size(150)
    show(nine, 800, 700)
    found.append(columns(nine))
    assert found == [3, 2, 1]
    cards = [c for c in visible(nine, LinkCard) if c.accessibleName().startswith("Module")]
    assert len({c.width() for c in cards}) == 1
    by_row = {c.y(): {own.height() for own in cards if own.y() == c.y()} for c in cards}
    assert all(len(heights) == 1 for heights in by_row.values())


def test_the_glimpse_of_a_lesson_goes_where_there_is_no_room(make_window: WindowMaker) -> None:
    window = make_window()
    window.go("nk:lesson/mining-economy/how-much-was-dug")
    show(window, 1366, 768)
    (preview,) = visible(window, LessonPreview)
    words = [label.text() for label in visible(preview, QLabel)]
    assert words[0] == "Coal in 2010: 25.0 or 25.5 million tonnes"
    for width, height in ((1366, 690), (1024, 768)):
        show(window, width, height)
        assert visible(window, LessonPreview) == []


def test_nine_modules_have_the_ways_in_beside_them(nine: MainWindow) -> None:
    show(nine, 1366, 768)
    assert not ways(nine)
    button(nine, "Who says so?").click()
    assert str(nine.router.here) == "nk:sources"


def test_few_modules_have_the_ways_in_below_them(fonts: None, tmp_path: Path) -> None:
    compile_content(CONTENT, tmp_path / "one.db")
    with (
        WorkspaceStore.in_memory() as store,
        closing(Catalog.open(tmp_path / "one.db")) as catalog,
    ):
        window = app.make_window(catalog, store)
        window.show()
        show(window, 1366, 768)
        assert ways(window) == WAYS
        assert not [c for c in visible(window, LinkCard) if "?." in c.accessibleName()]
        app.dispose(window)


def test_lessons_are_cards_with_a_block_a_section(nine: MainWindow) -> None:
    read(nine, 1, lessons=1)
    show(nine, 1366, 768, "nk:lessons/pits")
    first, second = card(nine, "Lesson 1,"), card(nine, "Lesson 2,")
    assert visible(first, Strata)[0]._states == ("done",) * 4
    assert visible(second, Strata)[0]._states == ("open",) * 4
    assert "Read" in [label.text() for label in visible(first, QLabel)]
    assert "1 of 5 lessons read" in words_on(nine)


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_of_nine_modules_is_squeezed(nine: MainWindow, text_size: int) -> None:
    nine.context.learner.remember_place(read(nine, 2, lessons=3, sections=2))
    nine.context.learner.quiz("pits")
    nine.context.theme.set(text_size=text_size)
    for address in ("nk:home", "nk:lessons", "nk:settings"):
        for width, height in SIZES:
            show(nine, width, height, address)
            assert squeezed(nine) == [], (address, width, height)
