"""Taking away: what is offered, what is in the files, what is said when one fails."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.helpers import settle, visible

from nklearn.content.citations import Cited
from nklearn.ui.main_window import MainWindow
from nklearn.ui.takeaway import pictures, printing
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme

_MEDIA_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


def _made(theme: Theme) -> QWidget:
    return sheet(theme, "Boxes", "Three of them", QLabel("Box"), "Source: nobody.")


def _offer() -> Offer:
    cited = (Cited("hrnk-2016", "Table 5"),)
    return Offer("boxes", "Boxes", sheet=_made, csv=lambda: b"a,b\n", cited=lambda: cited)


@pytest.fixture
def takes(window: MainWindow, qtbot: QtBot) -> TakeAway:
    made = TakeAway(window.context, _offer)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def _words(takes: TakeAway, told: list[str]) -> list[str]:
    takes.told.connect(told.append)
    return told


def test_a_picture_has_twice_the_pixels_and_the_look_of_the_window(
    takes: TakeAway, window: MainWindow, tmp_path: Path
) -> None:
    told = _words(takes, [])
    window.context.look.set_theme("dark")
    takes.save("png", tmp_path / "boxes.png")
    picture = QImage(str(tmp_path / "boxes.png"))
    assert (picture.width(), picture.height()) == (2240, 1560)
    assert picture.pixelColor(2, 2) == window.context.theme.color("BG_SURFACE")
    assert told == [f"Saved as {tmp_path / 'boxes.png'}."]


def test_an_svg_keeps_title_and_words_as_text(takes: TakeAway, tmp_path: Path) -> None:
    takes.save("svg", tmp_path / "boxes.svg")
    root = ElementTree.parse(tmp_path / "boxes.svg").getroot()
    texts = "".join(root.itertext())
    for words in ("Boxes", "Three of them", "Source: nobody."):
        assert words in texts


@pytest.mark.parametrize(("paper", "points"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_a_pdf_is_one_page_of_its_paper_on_its_side(
    takes: TakeAway, tmp_path: Path, paper: str, points: tuple[int, int]
) -> None:
    takes.save("pdf", tmp_path / "boxes.pdf", paper)
    data = (tmp_path / "boxes.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    boxes = {tuple(round(float(each)) for each in found) for found in _MEDIA_BOX.findall(data)}
    assert boxes == {points}
    assert data.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" not in data, "drawn, not sent as pixels"
    assert len(data) < 100_000
    assert list(tmp_path.glob("*.pdf")) == [tmp_path / "boxes.pdf"]


def test_paper_is_white_in_a_dark_window(window: MainWindow, qtbot: QtBot) -> None:
    window.context.look.set_theme("dark")
    made = pictures.laid_out(_made, Theme("light"))
    qtbot.addWidget(made)
    picture = made.grab().toImage()
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    darkest = min(
        picture.pixelColor(x, y).lightness() for x in range(20, 90) for y in range(18, 44)
    )
    assert darkest < 80, "the title is written in dark letters"


def test_the_printer_is_asked_for_and_the_window_goes_on(
    takes: TakeAway, window: MainWindow
) -> None:
    dialog = printing.ask_printer(takes, _made, "Boxes", "A3")
    settle()
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    assert dialog.printer().pageLayout().pageSize().name().startswith("A3")
    dialog.reject()
    settle()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog)]


def test_a_place_that_takes_no_file_is_said_and_nothing_is_left(
    takes: TakeAway, window: MainWindow, tmp_path: Path
) -> None:
    told = _words(takes, [])
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    for kind in ("png", "svg", "csv", "pdf"):
        takes.save(kind, blocked / f"boxes.{kind}")
        assert window.notices.last is not None
        window.notices.last = None
    settle()
    assert told == []
    assert list(tmp_path.rglob("boxes*")) == []
    for box in QApplication.topLevelWidgets():
        if type(box).__name__ == "QMessageBox":
            box.close()
    settle()


def test_citations_come_in_three_styles(takes: TakeAway) -> None:
    told = _words(takes, [])
    found: set[str] = set()
    for style, name in (("apa", "APA"), ("mla", "MLA"), ("harvard", "Harvard")):
        takes.copy_citation(style)
        words = QGuiApplication.clipboard().text()
        assert words.endswith("[Table 5]")
        assert told[-1] == f"The citation is on the clipboard, as {name}."
        found.add(words)
    assert len(found) == 3


def test_what_is_not_offered_has_no_button(window: MainWindow, qtbot: QtBot) -> None:
    made = TakeAway(window.context, lambda: Offer("x", "X", csv=lambda: b""))
    qtbot.addWidget(made)
    made.show()
    settle()
    names = [
        button.accessibleName() for button in visible(made, QWidget) if button.accessibleName()
    ]
    assert names == ["CSV"]
    made.set_narrow(True)
    settle()
    menu = made._all.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Save values as CSV"]
