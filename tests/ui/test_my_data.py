"""Export, bring and erase by the buttons: nothing by accident, nothing lost, nothing left."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.unit.storage.test_workspace_erasing import files_with

from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.profiles import ProfilesPage
from nklearn.ui.settings.data import DataCard, EraseDialog
from nklearn.ui.widgets.check_box import CheckBox

LESSON = "mining-economy/how-much-was-dug"


@pytest.fixture
def gates_open() -> bool:
    """To go through a gate would make a reader."""
    return False


@pytest.fixture
def seated(make_window: WindowMaker) -> Generator[MainWindow]:
    """A window with a reader who has read, at the settings."""
    window = make_window()
    people = window.context.people
    people.add("Jun W.")
    window.enter(people.reader(people.add("MARKERmina", "10B")))
    window.context.learner.mark_read(f"{LESSON}/the-fall")
    window.go("nk:settings")
    settle()
    yield window


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def card_of(window: MainWindow) -> DataCard:
    (card,) = visible(window, DataCard)
    return card


def dialog_of(window: MainWindow) -> EraseDialog:
    (dialog,) = visible(window, EraseDialog)
    return dialog


def told_in(window: MainWindow) -> str:
    """Return what a message says, and close it."""
    (box,) = visible(window, QMessageBox)
    told = f"{box.text()} {box.informativeText()}"
    box.close()
    settle()
    return told


def test_erasing_needs_a_tick_and_ends_at_the_names(seated: MainWindow, tmp_path: Path) -> None:
    assert files_with(tmp_path, "MARKERmina")
    click(seated, "Erase my data")
    dialog = dialog_of(seated)
    assert "1 section read, 0 answers" in " ".join(x.text() for x in visible(dialog, QLabel))
    assert not button(dialog, "Erase my data").isEnabled()
    button(dialog, "Cancel").click()
    settle()
    assert len(seated.context.people.everyone()) == 2
    click(seated, "Erase my data")
    dialog = dialog_of(seated)
    (tick,) = visible(dialog, CheckBox)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    go = button(dialog, "Erase my data")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Return)
    settle()
    assert str(seated.router.here) == "nk:profiles"
    assert [person.name for person in seated.context.people.everyone()] == ["Jun W."]
    assert files_with(tmp_path, "MARKERmina") == []
    QApplication.processEvents()
    seated.go("nk:home")
    assert files_with(tmp_path, "MARKERmina") == []


def test_what_cannot_be_erased_is_said_and_stays(seated: MainWindow, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.rename(tmp_path / "away")
    card_of(seated).erase()
    (tmp_path / "away").rename(home)
    told = told_in(seated)
    assert "could not be erased" in told
    assert "Nothing was erased" in told
    assert str(seated.router.here) == "nk:settings"
    assert len(seated.context.people.everyone()) == 2


def test_work_goes_to_another_computer_and_back(
    seated: MainWindow, make_window: WindowMaker, tmp_path: Path
) -> None:
    path = tmp_path / "mina.nkprofile"
    card_of(seated).export(path)
    assert "Your data is in mina.nkprofile" in words_on(seated)
    card_of(seated).bring(path)
    assert "Your work from mina.nkprofile is here now" in words_on(seated)
    card_of(seated).erase()
    settle()
    page = seated.router.page
    assert isinstance(page, ProfilesPage)
    page.bring(path)
    settle()
    assert "The work of MARKERmina is here now" in words_on(seated)
    (mina,) = (p for p in seated.context.people.everyone() if p.name == "MARKERmina")
    reader = seated.context.people.reader(mina)
    assert reader.learner.read(LESSON) == {"the-fall"}
    seated.context.people.erasing.erase(mina)
    seated.context.people.add("markermina")
    seated.go("nk:profiles")
    page.bring(path)
    settle()
    assert "already a reader called markermina" in words_on(seated)
    name, _ = visible(seated, QLineEdit)
    name.setText("Mina L.")
    click(seated, "Bring the work")
    assert "The work of Mina L. is here now" in words_on(seated)


def test_a_file_of_another_or_none_changes_nothing(seated: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mina.nkprofile"
    card_of(seated).export(path)
    (jun,) = (p for p in seated.context.people.everyone() if p.name == "Jun W.")
    seated.enter(seated.context.people.reader(jun))
    seated.go("nk:settings")
    settle()
    card_of(seated).bring(path)
    assert "another reader" in told_in(seated)
    path.write_bytes(path.read_bytes()[:100])
    card_of(seated).bring(path)
    assert "only a part" in told_in(seated)
    seated.go("nk:profiles")
    page = seated.router.page
    assert isinstance(page, ProfilesPage)
    page.bring(path)
    assert len(seated.context.people.everyone()) == 2
    assert "only a part" in told_in(seated)
