"""The summary of a module: read with its notes, on one page of paper, and behind the gate."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.fixtures import hard_course, summaries
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_layout import squeezed

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.lessons import cited
from nklearn.learning.preferences import HardMaterial
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.summary import SummaryPage
from nklearn.ui.reading import paper_pages
from nklearn.ui.reading.gate import Gate
from nklearn.ui.reading.lesson_prose import LessonProse
from nklearn.ui.reading.paper_summary import one_page, source_line
from nklearn.ui.reading.to_paper import ToPaper
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.margin_note import MarginNote
from nklearn.ui.widgets.module_end import ModuleEnd
from nklearn.ui.widgets.prose import Prose

ADDRESS = "nk:summary/mining-economy"
HARD = "nk:summary/pits"
CONTROL = Qt.KeyboardModifier.ControlModifier
_FOOT = paper_pages.Foot("The pit", "Version 1", "Page %d of %d")


@pytest.fixture(scope="session")
def content_with_summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content with a summary of the greatest length."""
    folder = tmp_path_factory.mktemp("summary")
    compile_content(summaries.shipped_with_summary(folder / "tree"), folder / "content.db")
    return folder / "content.db"


@pytest.fixture
def content_file(content_with_summary: Path) -> Path:
    return content_with_summary


def look(window: MainWindow, address: str = ADDRESS) -> SummaryPage:
    assert window.go(address), window.notices.last
    settle()
    layouts.finish()
    page = window.router.page
    assert isinstance(page, SummaryPage)
    return page


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


# -- on screen -------------------------------------------------------------------------------


def test_each_number_leads_to_its_claim(window: MainWindow) -> None:
    page = look(window)
    summary = window.context.catalog.summary("mining-economy")
    assert summary
    targets = cited(summary.texts)
    assert list(targets) == list(range(1, len(targets) + 1))
    assert len(targets) > 15
    notes = [note.accessibleName() for note in visible(page, MarginNote)]
    titles = [window.context.catalog.evidence(target).title for target in targets.values()]
    assert notes == [f"Note {number}: {title}" for number, title in enumerate(titles, 1)]
    text = visible(page, LessonProse)[-1]
    number = max(targets)
    text.cited.emit(number)
    settle()
    focus = window.focusWidget()
    assert isinstance(focus, Prose)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert str(window.router.here) == f"nk:fact/{targets[number]}"


def test_a_word_leads_to_the_glossary(window: MainWindow) -> None:
    page = look(window)
    words = visible(page, LessonProse)[2]
    words.select_anchor(0)
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert str(window.router.here) == "nk:glossary/output"


def test_keys_go_from_citation_to_citation_and_section_to_section(window: MainWindow) -> None:
    page = look(window)
    QTest.keyClick(window, Qt.Key.Key_F7)
    first = visible(page, LessonProse)[0]
    assert window.focusWidget() is first
    QTest.keyClick(window, Qt.Key.Key_PageDown, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_PageDown, CONTROL)
    assert str(window.router.here) == f"{ADDRESS}#not-known"
    QTest.keyClick(window, Qt.Key.Key_PageUp, CONTROL)
    assert str(window.router.here) == f"{ADDRESS}#remember"


def test_a_part_stands_at_the_top(window: MainWindow) -> None:
    page = look(window, f"{ADDRESS}#not-known")
    (heading,) = [each for each in visible(page, QLabel) if each.text() == "What is not known"]
    top = heading.mapTo(page, heading.rect().topLeft()).y()
    assert 0 <= top < 40


def test_what_is_not_there_is_said(window: MainWindow) -> None:
    window.go("nk:home")
    assert not window.go("nk:summary/nowhere")
    assert not window.go(f"{ADDRESS}#nowhere")
    assert str(window.router.here) == "nk:home"


def test_lessons_and_the_end_of_the_module_lead_to_it(window: MainWindow) -> None:
    window.go("nk:lessons/mining-economy")
    settle()
    (links,) = [each for each in visible(window, Prose) if "One-page" in each.toPlainText()]
    links.select_anchor(0)
    links.setFocus()
    QTest.keyClick(links, Qt.Key.Key_Return)
    assert str(window.router.here) == ADDRESS
    lesson = window.context.catalog.module("mining-economy").lessons[-1]
    window.go(f"nk:lesson/{lesson.id}#{lesson.sections[-1][0]}")
    settle()
    (end,) = visible(window, ModuleEnd)
    (link,) = [each for each in visible(end, Prose) if "one page" in each.toPlainText()]
    link.select_anchor(0)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert str(window.router.here) == ADDRESS


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_is_squeezed(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for width, height in SIZES:
        window.resize(width, height)
        look(window)
        QTest.qWait(20)
        assert squeezed(window) == [], (width, height)


# -- on paper --------------------------------------------------------------------------------


def test_every_summary_fits_one_page(
    window: MainWindow, shipped_content: Path, content_with_summary: Path
) -> None:
    printed = 0
    for path in (shipped_content, content_with_summary):
        with closing(Catalog.open(path)) as catalog:
            for module in catalog.modules():
                summary = catalog.summary(module.id)
                for face in ("serif", "sans") if summary else ():
                    assert summary
                    document = one_page(catalog, summary, face=face)
                    data = paper_pages.pdf(document, summary.title, "A4", _FOOT)
                    assert pages(data) == 1, (module.id, face)
                    printed += 1
    assert printed >= 2


def test_paper_names_the_place_of_every_number(window: MainWindow) -> None:
    catalog = window.context.catalog
    summary = catalog.summary("mining-economy")
    assert summary
    text = one_page(catalog, summary).toPlainText()
    for section in summary.sections:
        assert section.title in text
    for number, target in cited(summary.texts).items():
        line = source_line(catalog, target)
        assert len(line) < 60
        assert re.search(rf"(?m)^(?:\d+, )*{number}(?:, \d+)*  {re.escape(line)}$", text), line
    assert source_line(catalog, "coal-fall-report") == "Gulag, Inc., section 1, footnote 18"
    assert source_line(catalog, "mines-table-2-total") == "Gulag, Inc., Table 2"
    assert "Committee for Human Rights in North Korea" in text


def body_size(document: QTextDocument) -> float:
    """Return the size of the letters in the first list."""
    block = document.begin()
    while not block.text().startswith("•"):
        block = block.next()
    return block.begin().fragment().charFormat().fontPointSize()


def test_a_longer_text_gets_smaller_letters(window: MainWindow) -> None:
    catalog = window.context.catalog
    summary = catalog.summary("mining-economy")
    assert summary
    long = one_page(catalog, summary)
    short = one_page(catalog, type(summary)(summary.module, "A", summary.sections[:2]))
    assert body_size(long) < body_size(short)
    assert paper_pages.page_count(short) == 1


def test_it_is_saved_and_said(window: MainWindow, tmp_path: Path) -> None:
    page = look(window)
    (tool,) = page.findChildren(ToPaper)
    file = tmp_path / "page.pdf"
    tool.save(file)
    settle()
    assert pages(file.read_bytes()) == 1
    assert b"/MediaBox [0 0 595" in file.read_bytes()
    assert tool.line.isVisible()
    assert tool.line.text() == f"Saved as {file}."
    look(window, "nk:summary/mining-economy#words")
    assert not tool.line.isVisible()


def test_tools_ask_by_mouse_and_keys(window: MainWindow) -> None:
    look(window)
    assert button(window, "Print")
    for ask in (
        lambda: click(window, "Save as PDF"),
        lambda: QTest.keyClick(window, Qt.Key.Key_E, CONTROL),
    ):
        ask()
        settle()
        (dialog,) = visible(window, QFileDialog)
        assert dialog.selectedFiles()[0].endswith("mining-economy-summary.pdf")
        dialog.reject()
        settle()


# -- before hard material --------------------------------------------------------------------


class TestGate:
    """A module with an advisory, whose summary has a claim that speaks of violence or none."""

    @pytest.fixture
    def text(self) -> str:
        return summaries.HARD

    @pytest.fixture
    def content_file(self, tmp_path: Path, text: str) -> Path:
        tree = summaries.add(hard_course.make(tmp_path / "tree"), text)
        compile_content(tree, tmp_path / "content.db")
        return tmp_path / "content.db"

    @pytest.fixture
    def gates_open(self) -> bool:
        return False

    def test_a_hard_one_opens_behind_the_gate_once(
        self, make_window: WindowMaker, tmp_path: Path
    ) -> None:
        window = make_window()
        page = look(window, HARD)
        assert visible(page, Gate)
        assert visible(page, LessonProse) == []
        (tool,) = page.findChildren(ToPaper)
        tool.save(tmp_path / "page.pdf")
        assert not (tmp_path / "page.pdf").exists(), "nothing of it goes to paper either"
        assert [each.accessibleName() for each in visible(page, Button)] == ["Go on", "Not now"]
        click(window, "Go on")
        assert not visible(page, Gate)
        assert visible(page, LessonProse)
        folded = [n for n in visible(page, MarginNote) if "violence" in n.accessibleName()]
        assert len(folded) == 1
        assert visible(look(make_window(), HARD), LessonProse)

    def test_not_now_leads_to_the_lessons(self, window: MainWindow) -> None:
        look(window, HARD)
        click(window, "Not now")
        assert str(window.router.here) == "nk:lessons"

    def test_where_summaries_are_set_lessons_stand_in(self, window: MainWindow) -> None:
        window.context.preferences.hard_material = "summary"
        page = look(window, HARD)
        assert visible(page, LessonProse) == []
        assert not visible(page, Gate)
        (links,) = visible(page, Prose)
        links.select_anchor(0)
        links.setFocus()
        QTest.keyClick(links, Qt.Key.Key_Return)
        assert str(window.router.here).startswith("nk:lesson/pits/")

    @pytest.mark.parametrize("text", [summaries.SOFT])
    @pytest.mark.parametrize("hard_material", ["accept", "summary"])
    def test_one_without_hard_claims_opens_at_once(
        self, window: MainWindow, hard_material: HardMaterial
    ) -> None:
        window.context.preferences.hard_material = hard_material
        page = look(window, HARD)
        assert not visible(page, Gate)
        assert visible(page, LessonProse)
        assert window.context.learner.advisories_accepted == frozenset()
