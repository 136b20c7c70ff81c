"""The shared computer: choosing, adding, guests, switching, and what stays whose."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.answering import set_answer
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible

from nklearn.domain.questions import Numeric
from nklearn.domain.records import Profile
from nklearn.learning.people import Reader
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.shell.rail import Rail
from nklearn.ui.shell.status_bar import StatusBar
from nklearn.ui.shell.top_bar import TopBar
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard

LESSON = "mining-economy/how-much-was-dug"
QUIZ = "nk:practice/mining-economy"
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def gates_open() -> bool:
    """To go through a gate would make a reader."""
    return False


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def here(window: MainWindow) -> str:
    return str(window.router.here)


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found
    return found


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(window), key)
        settle()


def card(window: MainWindow, words: str) -> LinkCard:
    return next(c for c in visible(window, LinkCard) if c.accessibleName().startswith(words))


def choose(window: MainWindow, words: str) -> None:
    QTest.mouseClick(card(window, words), Qt.MouseButton.LeftButton)
    settle()


def add(window: MainWindow, name: str, school_class: str = "") -> Reader:
    people = window.context.people
    return people.reader(people.add(name, school_class))


def said(window: MainWindow) -> str:
    (profile,) = visible(window, ProfileButton)
    return profile.accessibleName()


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[], Rows]:
    """Read all that the tables of the workspace hold."""

    def read() -> Rows:
        with closing(sqlite3.connect(tmp_path / "home" / "workspace.db")) as raw:
            query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
            names = [row[0] for row in raw.execute(query)]
            return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names}

    return read


def test_a_new_reader_by_keyboard_alone_is_found_at_the_next_start(
    make_window: WindowMaker,
) -> None:
    window = make_window()
    window.begin("")
    settle()
    assert here(window) == "nk:profiles"
    for part in (Rail, TopBar, StatusBar):
        assert visible(window, part) == [], "the page fills the window"
    assert focus(window) is card(window, "Add your name")
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(focus(window), "Mina K.")
    press(window, Qt.Key.Key_Tab)
    QTest.keyClicks(focus(window), "10B")
    press(window, Qt.Key.Key_Return)
    assert here(window) == "nk:home"
    assert "Welcome, Mina" in words_on(window)
    assert said(window) == "Reader Mina K., 10B"
    window = make_window()
    window.begin("")
    assert here(window) == "nk:home"
    assert window.context.learner.profile.name == "Mina K."
    assert said(window) == "Reader Mina K., 10B"


def test_nothing_but_a_name_opens_a_page_and_what_was_asked_for_waits(window: MainWindow) -> None:
    add(window, "Mina")
    add(window, "Jun")
    window.begin(f"nk:lesson/{LESSON}")
    settle()
    assert here(window) == "nk:profiles"
    for key in (Qt.Key.Key_2, Qt.Key.Key_Left):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert here(window) == "nk:profiles"
    choose(window, "Mina")
    assert here(window).startswith(f"nk:lesson/{LESSON}")
    assert window.context.learner.profile.name == "Mina"
    window.go("nk:profiles")
    assert not window.go("nk:glossary/anthracite"), "as a second start asks for it"
    choose(window, "Jun")
    assert here(window) == "nk:glossary/anthracite"


def test_what_cannot_be_a_name_is_told_beside_the_field(window: MainWindow) -> None:
    add(window, "Mina K.")
    window.go("nk:profiles/add")
    settle()
    field, _ = visible(window, QLineEdit)
    for typed, words in (("", "at least one letter"), ("mina k.", "already a reader called Mina")):
        field.setText(typed)
        click(window, "Start reading")
        assert words in words_on(window)
        assert focus(window) is field
    press(window, Qt.Key.Key_Escape)
    assert here(window) == "nk:profiles"
    assert [p.name for p in window.context.people.everyone()] == ["Mina K."]


def test_a_guest_leaves_nothing_in_the_file(
    make_window: WindowMaker, rows: Callable[[], Rows]
) -> None:
    window = make_window()
    add(window, "Mina")
    add(window, "Jun")
    window.begin("")
    before = rows()
    choose(window, "Guest")
    assert said(window) == "Reader Guest, Nothing is kept"
    assert "Reading as a guest: nothing is kept" in words_on(window)
    click(window, "Start with lesson 1")
    click(window, "Next:")
    window.set_text_size(130)
    window.go(QUIZ)
    settle()
    window.context.learner.quiz("mining-economy")
    assert "nothing is kept" in words_on(window)
    assert window.context.learner.read(LESSON)
    window.go("nk:settings")
    assert "Ask who is reading" not in words_on(window), "what is the computer's is not a guest's"
    window.go("nk:profiles")
    assert rows() == before
    assert window.context.theme.text_size == 100
    choose(window, "Guest")
    assert window.context.learner.read(LESSON) == frozenset()
    assert "Welcome" in words_on(window)
    window.set_text_size(150)
    window.close()
    assert rows() == before


def test_two_readers_stay_apart_and_a_switch_ends_nothing(make_window: WindowMaker) -> None:
    window = make_window()
    for name in ("Mina", "Jun"):
        add(window, name)
    window.begin("")
    choose(window, "Mina")
    window.context.learner.mark_read(f"{LESSON}/the-fall")
    window.go(QUIZ)
    settle()
    while not isinstance(question(window).question.body, Numeric):
        answer_first(window)
    asked = question(window).question.id
    (field,) = visible(question(window), QLineEdit)
    QTest.keyClicks(field, "12.5")
    window.go("nk:profiles")
    choose(window, "Jun")
    assert said(window) == "Reader Jun"
    assert window.context.learner.read(LESSON) == frozenset()
    assert "Welcome, Jun" in words_on(window)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert here(window) == "nk:home", "no way back into another reader's pages"
    window.go(QUIZ)
    settle()
    assert "Question 1 of 45" in words_on(window)
    window.go("nk:profiles")
    choose(window, "Mina")
    window.go(QUIZ)
    settle()
    assert question(window).question.id == asked
    (field,) = visible(question(window), QLineEdit)
    assert field.text() == "12.5", "typed, not checked, and not lost"


def answer_first(window: MainWindow) -> None:
    set_answer(question(window), right=True)
    click(window, question(window).verb())
    click(window, "Next question")


def test_the_look_is_each_readers_own(window: MainWindow) -> None:
    add(window, "Mina")
    add(window, "Jun")
    window.begin("")
    choose(window, "Mina")
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.context.theme.name == "dark"
    window.go("nk:profiles")
    assert window.context.theme.name == "dark", "the computer's look is the one used last"
    choose(window, "Jun")
    assert window.context.theme.name == "light"
    window.go("nk:profiles")
    choose(window, "Mina")
    assert window.context.theme.name == "dark"


def test_always_ask_if_that_was_chosen(make_window: WindowMaker) -> None:
    window = make_window()
    add(window, "Mina")
    window.begin("nk:settings")
    settle()
    assert here(window) == "nk:settings"
    click(window, "Ask who is reading at start: Always")
    assert "Saved on this computer" in words_on(window)
    window = make_window()
    window.begin("")
    assert here(window) == "nk:profiles"
    choose(window, "Mina")
    assert here(window) == "nk:home"


def test_who_had_no_name_in_the_first_release_gets_one_and_keeps_all(window: MainWindow) -> None:
    window.context.learner.mark_read(f"{LESSON}/the-fall")
    window.begin("")
    settle()
    choose(window, "Reader without a name")
    assert here(window).startswith("nk:profiles/name/")
    press(window, Qt.Key.Key_Escape)
    choose(window, "Reader without a name")
    QTest.keyClicks(focus(window), "Mina")
    press(window, Qt.Key.Key_Return)
    assert said(window) == "Reader Mina"
    assert window.context.learner.read(LESSON) == {"the-fall"}
    assert len(window.context.people.everyone()) == 1


def test_names_are_found_by_letters_class_and_arrows(window: MainWindow, qtbot: QtBot) -> None:
    names = ("Ann", "Ben", "Chloé", "Dan", "Eve", "Fay", "Gus", "Hana", "김민아")
    for number, name in enumerate(names):
        add(window, name, "10A" if number % 3 else "10B")
    window.begin("")
    settle()
    settle()  # the page takes the keyboard once its cards are shown
    (grid,) = visible(window, CardGrid)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), LinkCard))
    newest = focus(window)
    assert newest is card(window, "김민아")
    press(window, Qt.Key.Key_Right)
    assert focus(window) is card(window, "Hana")
    press(window, Qt.Key.Key_Down)
    assert grid.columns == 4
    assert focus(window) is card(window, "Dan")
    press(window, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert focus(window) is newest
    press(window, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert focus(window) is card(window, "Add your name"), "in sight, and not at the end"
    click(window, "Class: 10B")
    shown = [c.accessibleName().split(",")[0] for c in visible(window, LinkCard)]
    assert shown == ["Gus", "Dan", "Ann", "Add your name", "Guest"]
    click(window, "Class: All")
    (field,) = visible(window, QLineEdit)
    QTest.keyClicks(field, "chlo")
    field.insert("e\u0301")
    settle()
    assert visible(window, LinkCard)[0] is card(window, "Chloé")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert said(window) == "Reader Chloé, 10A"


def test_who_was_here_is_said_in_days(window: MainWindow) -> None:
    from nklearn.ui.words import day_name

    today = window.context.people.now().astimezone().date().replace(year=2026, month=3, day=1)
    assert day_name(today, today) == "today"
    assert day_name(today.replace(month=2, day=28), today) == "yesterday"
    assert day_name(today.replace(month=1, day=17), today) == "17 Jan"
    assert day_name(today.replace(year=2025, month=11, day=17), today) == "17 Nov 2025"


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_of_the_choice_is_squeezed(window: MainWindow, text_size: int) -> None:
    person: Profile = window.context.people.add("Sara Longlastname-Othername of the Hill", "10B")
    assert person.name
    for number in range(9):
        add(window, f"Reader {number}", f"10{'ABC'[number % 3]}")
    window.context.theme.set(text_size=text_size)
    for address in ("nk:profiles", "nk:profiles/add"):
        for width, height in SIZES:
            window.resize(width, height)
            window.go(address)
            QTest.qWait(20)
            layouts.finish()
            squeezed = [
                label.text()
                for label in visible(window, QLabel)
                if label.wordWrap() and label.height() < label.heightForWidth(label.width()) - 2
            ]
            assert squeezed == [], (address, width, height)


def test_the_profile_menu_leads_on(window: MainWindow) -> None:
    add(window, "Mina")
    window.begin("")
    settle()
    (profile,) = visible(window, ProfileButton)
    actions = {action.text(): action for action in profile.menu().actions()}
    wanted = ["Your progress", "Your notebook", "Switch reader", "Change name", "Settings"]
    assert list(actions) == wanted
    actions["Change name"].trigger()
    settle()
    assert here(window) == "nk:settings#name"
    assert isinstance(focus(window), QLineEdit)
    assert focus(window).accessibleName() == "Name"
    actions["Switch reader"].trigger()
    settle()
    assert here(window) == "nk:profiles"
    assert button(window, "Theme")
