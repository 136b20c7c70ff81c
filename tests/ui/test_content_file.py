"""Content from a file, in a window: checked, put in place, told of, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from tests.fixtures import packs
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible

from nklearn.content.contents import Contents
from nklearn.ui.main_window import MainWindow
from nklearn.ui.settings.dialog import Dialog


@pytest.fixture
def contents_of(tmp_path: Path) -> Callable[[], Contents]:
    bundled = packs.content(tmp_path / "bundled.db", "1.0")
    own, shared = tmp_path / "home" / "content", tmp_path / "shared"
    return lambda: Contents(bundled, own, shared, keys=(packs.KEY.public,))


@pytest.fixture
def seat(make_window: WindowMaker) -> Callable[[], MainWindow]:
    """Start the program, with the one reader of this computer at the settings."""

    def start() -> MainWindow:
        window = make_window()
        people = window.context.people
        reader = people.everyone() or (people.add("Mina K.", "10B"),)
        window.enter(people.reader(reader[0]))
        window.go("nk:settings")
        settle()
        return window

    return start


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def dialog(qtbot: QtBot) -> QDialog:
    """Wait for the dialog that comes once the file was read beside the window."""
    found: list[QDialog] = []

    def shown() -> bool:
        found[:] = [
            own
            for own in QApplication.topLevelWidgets()
            if isinstance(own, Dialog | QMessageBox) and own.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(shown, timeout=20_000)
    return found[0]


def told(found: QDialog) -> str:
    if isinstance(found, QMessageBox):
        return f"{found.text()} {found.informativeText()}"
    return " ".join(label.text() for label in visible(found, QLabel))


def close(found: QDialog) -> None:
    found.accept()
    settle()


def test_a_file_is_put_in_place_and_used_at_the_next_start(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = seat()
    assert "Content pack 1.0, which came with the program." in words_on(window)
    window.open_files([str(packs.parcel(tmp_path / "new.nkcontent", "1.1"))])
    found = dialog(qtbot)
    assert "Content pack 1.1 is used when NKLearn starts next" in told(found)
    close(found)
    assert "Content pack 1.1 is used when NKLearn starts next." in words_on(window)
    assert window.context.catalog.version == "1.0"
    window = seat()
    assert window.context.catalog.version == "1.1"
    assert "Content pack 1.1, which was installed on this account." in words_on(window)
    window.go("nk:about")
    settle()
    assert "Content pack 1.1, which was installed on this account." in words_on(window)


def test_the_way_back_and_forth(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = seat()
    window.open_files([str(packs.parcel(tmp_path / "new.nkcontent", "1.1"))])
    close(dialog(qtbot))
    window = seat()
    click(window, "Go back to content 1.0")
    assert "Content pack 1.0 is used when NKLearn starts next." in words_on(window)
    window = seat()
    assert window.context.catalog.version == "1.0"
    click(window, "Use the newest content again")
    window = seat()
    assert window.context.catalog.version == "1.1"


def test_older_content_is_asked_about(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = seat()
    old = packs.parcel(tmp_path / "old.nkcontent", "0.9")
    window.open_files([str(old)])
    found = dialog(qtbot)
    assert "The file holds content pack 0.9; pack 1.0 is in use." in told(found)
    found.reject()
    settle()
    assert not (tmp_path / "home" / "content").exists()
    window.open_files([str(old)])
    click(dialog(qtbot), "Install it all the same")
    found = dialog(qtbot)
    assert "Content pack 0.9 is used" in told(found)
    close(found)
    assert seat().context.catalog.version == "0.9"


def test_what_is_not_trusted_is_refused_in_plain_words_and_the_next_file_goes_on(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = seat()
    foreign = packs.parcel(tmp_path / "foreign.nkcontent", "1.1", packs.STRANGER)
    own = packs.parcel(tmp_path / "own.NKCONTENT", "1.2")
    window.open_files([str(foreign), str(own)])
    found = dialog(qtbot)
    assert "signed by somebody whom this NKLearn does not know" in told(found)
    assert "The content that you have was not touched." in told(found)
    close(found)
    qtbot.waitUntil(lambda: "1.2" in told(dialog(qtbot)), timeout=20_000)
    close(dialog(qtbot))
    window.open_files([str(own)])
    assert "in place already" in told(dialog(qtbot))
    close(dialog(qtbot))
    assert seat().context.catalog.version == "1.2"


def test_what_is_passed_over_is_named(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = seat()
    window.open_files([str(packs.parcel(tmp_path / "new.nkcontent", "1.1"))])
    close(dialog(qtbot))
    (newest,) = (tmp_path / "home" / "content").glob("*.db")
    newest.write_bytes(newest.read_bytes()[:5000])
    window = seat()
    assert window.context.catalog.version == "1.0"
    assert "was cut" in words_on(window)
    click(window, "Let go of what can’t be opened")
    assert "was cut" not in words_on(window)
    assert "was cut" not in words_on(seat())


def test_a_class_shares_a_folder(
    seat: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    window = seat()
    window.open_files([str(packs.parcel(tmp_path / "new.nkcontent", "1.1"))])
    found = dialog(qtbot)
    assert "in place for everybody" in told(found)
    close(found)
    window = seat()
    assert "from the folder that your school shares" in words_on(window)
    assert button(window, "Go back to content 1.0").isEnabled()
