"""The teachers' door, by mouse and by keys: set up, quit, come again, wrong passphrase, recover."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.ui.accessibles import interface
from tests.ui.conftest import WindowMaker
from tests.ui.fitting import unfit
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_screen_reader import faults, widgets

from nklearn.classroom import sealed
from nklearn.ui.main_window import MainWindow
from nklearn.ui.reading.paper_pages import page_count
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.teach.key_paper import fingerprint_sheet, recovery_sheet, recovery_words
from nklearn.ui.teach.keys import KeysSegment, PassphraseDialog
from nklearn.ui.teach.recovery_view import RecoveryView
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.tour.teach import teach_stops
from nklearn.ui.widgets.link_card import LinkCard

OTHER = "another slow passphrase"


def started(make_window: WindowMaker) -> MainWindow:
    """Start the program at the choice of names."""
    window = make_window()
    window.context.door.limits = QUICK
    window.begin("")
    window.go("nk:profiles")
    settle()
    return window


def here(window: MainWindow) -> str:
    return str(window.router.here)


def words_on(window: QWidget) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found
    return found


def type_in(window: MainWindow, *texts: str) -> None:
    """Type each text into the field that has the keyboard, with Tab between them, then Enter."""
    for number, text in enumerate(texts):
        if number:
            QTest.keyClick(focus(window), Qt.Key.Key_Tab)
        field = focus(window)
        assert isinstance(field, QLineEdit), field
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(focus(window), Qt.Key.Key_Return)
    for _ in range(3):
        settle()


def field_of(window: MainWindow, name: str) -> QLineEdit:
    return next(f for f in visible(window, QLineEdit) if f.accessibleName().startswith(name))


def set_up_by_keys(window: MainWindow, name: str = "R. Adeyemi") -> str:
    """Set up a teacher; return the recovery key as it stood on the screen."""
    window.go("nk:door/new")
    settle()
    settle()
    type_in(window, name, PASSPHRASE, PASSPHRASE, "")
    (shown,) = visible(window, RecoveryView)
    groups = [label.text() for label in visible(shown, QLabel) if label.property("role") == "key"]
    identity = sealed.read_identity("AGE-SECRET-KEY-1" + "".join(groups))
    assert focus(window) is button(shown, "Print")  # what is to be done first
    for _ in range(2):
        QTest.keyClick(focus(window), Qt.Key.Key_Tab)
    type_in(window, groups[-1].lower())
    return identity


def test_a_teacher_is_set_up_with_the_mouse(make_window: WindowMaker, tmp_path: Path) -> None:
    window = started(make_window)
    click(window, "I am a teacher")
    assert here(window) == "nk:door"
    assert "Set up a teacher" in words_on(window)
    for name, text in (
        ("Your name", "R. Adeyemi"),
        ("Passphrase, at", PASSPHRASE),
        ("Passphrase once", "something else"),
    ):
        QTest.mouseClick(field_of(window, name), Qt.MouseButton.LeftButton)
        QTest.keyClicks(field_of(window, name), text)
    click(window, "Go on")
    assert "The two passphrases are not the same." in words_on(window)
    again = field_of(window, "Passphrase once")
    assert focus(window) is again
    QTest.keyClicks(again, PASSPHRASE)  # what was wrong is selected, so this takes its place
    click(window, "Go on")
    settle()
    (shown,) = visible(window, RecoveryView)
    assert window.context.door.teachers() == ()  # not before the key is on paper
    shown.paper.save(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    QTest.keyClicks(field_of(window, "The last group"), "XXXX")
    click(window, "I have it on paper")
    assert "not the last group" in words_on(window)
    assert window.context.door.teachers() == ()
    groups = [label.text() for label in visible(shown, QLabel) if label.property("role") == "key"]
    QTest.keyClicks(field_of(window, "The last group"), groups[-1])
    click(window, "I have it on paper")
    settle()
    assert here(window).startswith("nk:teach")
    (profile,) = visible(window, ProfileButton)
    assert profile.accessibleName() == "Reader R. Adeyemi, Teacher"
    assert [each.name for each in window.context.door.teachers()] == ["R. Adeyemi"]


def test_leaving_in_the_middle_makes_no_teacher(make_window: WindowMaker) -> None:
    window = started(make_window)
    window.go("nk:door")
    settle()
    settle()
    type_in(window, "R. Adeyemi", PASSPHRASE, PASSPHRASE, "")
    assert visible(window, RecoveryView)
    QTest.keyClick(focus(window), Qt.Key.Key_Escape)
    settle()
    assert here(window) == "nk:profiles"
    assert window.context.door.teachers() == ()
    assert window.context.door.students() == window.context.people.everyone()


def test_a_teacher_comes_again_by_keys_after_a_wrong_passphrase(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = started(make_window)
    window.context.people.add("Mina")
    set_up_by_keys(window)
    assert here(window).startswith("nk:teach")

    window = started(make_window)  # a second start
    assert window.context.teacher is None
    names = [card.accessibleName() for card in visible(window, LinkCard)]
    assert not [name for name in names if "Adeyemi" in name]
    click(window, "I am a teacher")
    settle()
    assert here(window) == "nk:door"
    assert isinstance(focus(window), LinkCard)
    assert focus(window).accessibleName() == "R. Adeyemi, Teacher"
    QTest.keyClick(focus(window), Qt.Key.Key_Return)
    settle()
    settle()
    assert here(window).startswith("nk:door/open/")
    type_in(window, "not my passphrase")
    assert "This is not your passphrase." in words_on(window)
    assert "You can try again in 1 s." in words_on(window)
    go = button(window, "Open my desk")
    assert not go.isEnabled()
    type_in(window, PASSPHRASE)  # too early: nothing is tried
    assert here(window).startswith("nk:door/open/")
    (person,) = window.context.door.teachers()
    window.go("nk:profiles")
    window.go(f"nk:door/open/{person.id}")  # no way around it
    settle()
    settle()
    go = button(window, "Open my desk")
    assert not go.isEnabled()
    qtbot.waitUntil(go.isEnabled, timeout=4000)
    type_in(window, PASSPHRASE)
    assert here(window).startswith("nk:teach")
    assert window.context.teacher is not None


def test_the_recovery_key_gives_a_new_passphrase(make_window: WindowMaker) -> None:
    window = started(make_window)
    identity = set_up_by_keys(window)
    assert window.context.teacher
    public = window.context.teacher.keys.public
    window.go("nk:profiles")
    click(window, "I am a teacher")
    settle()
    QTest.keyClick(focus(window), Qt.Key.Key_Return)
    settle()
    settle()
    click(window, "Use the recovery key")
    settle()
    settle()
    assert here(window).startswith("nk:door/recover/")
    type_in(window, sealed.shown_identity(identity).lower(), OTHER, OTHER)
    assert here(window).startswith("nk:teach")
    assert window.context.teacher
    assert window.context.teacher.keys.public == public
    (person,) = window.context.door.teachers()
    window.go("nk:profiles")
    window.context.door.unlock(person, OTHER).close()


def test_a_second_teacher_is_given_the_key_of_the_school(make_window: WindowMaker) -> None:
    window = started(make_window)
    set_up_by_keys(window)
    window.go("nk:door/new")
    settle()
    settle()
    school = field_of(window, "Recovery key of the school")
    assert school.text() == window.context.door.school_recipient() != ""
    type_in(window, "M. Weiss", PASSPHRASE, PASSPHRASE)
    assert here(window).startswith("nk:teach")  # no other recovery key is made
    assert len(window.context.door.teachers()) == 2


def test_a_teacher_types_a_name_where_names_are_hidden(make_window: WindowMaker) -> None:
    window = started(make_window)
    window.context.people.add("Mina")
    set_up_by_keys(window)
    window.context.people.nobody().preferences.hide_names = "yes"
    window.go("nk:profiles")
    settle()
    settle()
    type_in(window, "r. adeyemi")
    assert here(window).startswith("nk:door/open/")


def test_keys_are_shown_printed_and_the_passphrase_changed(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = started(make_window)
    identity = set_up_by_keys(window)
    desk = window.context.teacher
    assert desk
    window.go("nk:teach/keys")
    settle()
    (keys,) = visible(window, KeysSegment)
    assert "  ".join(desk.words) in words_on(window)
    assert field_of(window, "Public key").text() == desk.keys.public
    keys.paper.save(tmp_path / "key.pdf")
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")
    assert page_count(fingerprint_sheet(desk.catalog, desk.keys.public, "R. Adeyemi")) == 1
    recovery = recovery_sheet(desk.catalog, identity, "R. Adeyemi", "22.11.2026")
    assert page_count(recovery) == 1
    on_paper = recovery.toPlainText()
    assert sealed.recipient_of(identity) in on_paper
    first = on_paper.index("AGE-SECRET-KEY-1")
    printed = "".join(on_paper[first:].split())
    assert printed.startswith(identity)
    keys.words.save(tmp_path / "words.pdf")
    assert (tmp_path / "words.pdf").read_bytes().startswith(b"%PDF")
    words = recovery_words(desk.catalog, desk.recovery, "R. Adeyemi").toPlainText()
    assert desk.recovery in words
    assert "AGE-SECRET" not in words
    click(window, "Change the passphrase")
    dialog = window.findChild(PassphraseDialog)
    assert dialog
    old, first, second = visible(dialog, QLineEdit)
    for field, text in ((old, "wrong one, wrong"), (first, OTHER), (second, OTHER)):
        QTest.keyClicks(field, text)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert "This is not your passphrase." in words_on(dialog)
    old.clear()
    QTest.keyClicks(old, PASSPHRASE)
    QTest.keyClick(old, Qt.Key.Key_Return)
    settle()
    assert "The passphrase is changed." in words_on(window)
    person = desk.profile
    click(window, "Lock the desk now")
    assert here(window) == "nk:profiles"
    window.context.door.unlock(person, OTHER).close()


@pytest.mark.parametrize("address", ["nk:door/open/nobody", "nk:door/elsewhere"])
def test_addresses_that_lead_nowhere_leave_one_where_one_was(
    make_window: WindowMaker, address: str
) -> None:
    window = started(make_window)
    assert not window.go(address)
    (box,) = visible(window, QMessageBox)
    box.close()
    settle()
    assert here(window) == "nk:profiles"


def as_mina(window: MainWindow) -> None:
    window.enter(window.context.people.reader(window.context.people.add("Mina")))


@pytest.mark.parametrize("text", [100, 150])
def test_all_has_room(make_window: WindowMaker, text: int) -> None:
    window = started(make_window)
    as_mina(window)
    window.context.theme.set(text_size=text)
    for width, height in SIZES:
        window.resize(width, height)
        for stop in stops(window, teach_stops(window)):
            assert unfit(window) == [], (stop, width, height)
    assert window.context.teacher is None


def test_all_is_reached_by_keys(make_window: WindowMaker) -> None:
    window = started(make_window)
    as_mina(window)
    assert walk_by_tab(window, stops(window, teach_stops(window))) == {}


def test_all_makes_sense_without_being_seen(make_window: WindowMaker) -> None:
    window = started(make_window)
    as_mina(window)
    for stop in stops(window, teach_stops(window)):
        assert [*faults(interface(window)), *widgets(window)] == [], stop
