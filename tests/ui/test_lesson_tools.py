"""What is done with a lesson: printing it, finding words in it, its advisory, and its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from tests.fixtures import tiny_course as tiny
from tests.fixtures.hard_course import ADVISORY, FIRST, SECOND
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_reader import turn, words_on
from tests.ui.test_trouble import full_disk

from nklearn.content.catalog import Catalog
from nklearn.content.found_words import occurrences
from nklearn.domain.lessons import Bullets, Check, Inline, Keep, Lesson, Paragraph, Text, cited
from nklearn.domain.questions import Matching, MultipleResponse, Ordering, Question, SingleChoice
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.lesson import LessonPage
from nklearn.ui.reading import paper_pages
from nklearn.ui.reading.find_bar import FindBar
from nklearn.ui.reading.gate import Gate
from nklearn.ui.reading.lesson_hits import hits_in, lit_in
from nklearn.ui.reading.paper_questions import answer_lines
from nklearn.ui.reading.paper_text import LessonPaper
from nklearn.ui.reading.print_lesson import PrintLesson
from nklearn.ui.reading.ruler import Ruler
from nklearn.ui.widgets.advisory import AdvisoryStrip
from nklearn.ui.widgets.section_view import SectionView

_FOOT = paper_pages.Foot("The pit", "Version 1", "Page %d of %d")


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


@pytest.fixture
def gates_open() -> bool:
    return False


def look(window: MainWindow, address: str) -> None:
    """Open an address as somebody who has been through the gate."""
    window.context.learner.accept_advisory("pits")
    window.go(address)
    settle()
    layouts.finish()


def page_of(window: MainWindow) -> LessonPage:
    page = window.router.page
    assert isinstance(page, LessonPage)
    return page


def printing(window: MainWindow) -> PrintLesson:
    (found,) = page_of(window).findChildren(PrintLesson)
    return found


def ctrl(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle()


# -- on paper --------------------------------------------------------------------------------


def paper(catalog: Catalog, lesson: Lesson) -> QTextDocument:
    return LessonPaper(catalog, lesson, lesson.sections).document


def said(spans: Inline) -> str:
    return "".join(span.text for span in spans if isinstance(span, Text))


def reveals(question: Question) -> Iterator[str]:
    """Give what is told only after the check."""
    yield said(question.explanation)
    body = question.body
    if isinstance(body, SingleChoice | MultipleResponse):
        yield from (said(each.reveals) for each in body.options)
    if isinstance(body, Ordering):
        yield from (said(each.reveals) for each in body.items)
    if isinstance(body, Matching):
        yield from (said(each.reveals) for each in body.rows)


def targets(lesson: Lesson) -> set[str]:
    found: set[str] = set()
    for section in lesson.sections:
        kept = [Bullets(b.sentences) for b in section.blocks if isinstance(b, Keep)]
        plain = [b for b in section.blocks if isinstance(b, Paragraph | Bullets)]
        found |= set(cited(plain + kept).values())
    return found


def test_paper_holds_the_whole_lesson_and_no_key(window: MainWindow, shipped_content: Path) -> None:
    catalog = Catalog.open(shipped_content)
    checks = 0
    for summary in catalog.modules()[0].lessons[:3]:
        lesson = catalog.lesson(summary.id)
        text = paper(catalog, lesson).toPlainText()
        for section in lesson.sections:
            assert section.title in text
            for block in section.blocks:
                if not isinstance(block, Check):
                    continue
                question = catalog.question(block.question)
                checks += 1
                assert question.stem in text
                told = {words for words in reveals(question) if words}
                assert told
                assert [words for words in told if words in text] == []
        for target in targets(lesson):
            found = catalog.evidence(target)
            assert catalog.source(found.locator.source).title in text
            assert found.locator.place in text
            assert f"{found.title}." in text
        numbers = len(targets(lesson))
        assert f"\n{numbers}.  " in text
        assert f"\n{numbers + 1}.  " not in text
    assert checks >= 3
    catalog.close()


def test_paper_keeps_hard_facts_folded(window: MainWindow) -> None:
    catalog = window.context.catalog
    lesson = catalog.lesson(FIRST)
    text = paper(catalog, lesson).toPlainText()
    assert "This speaks of violence." in text
    assert "The pit opens" not in text


def test_questions_of_every_type_show_no_key_on_paper() -> None:
    order = tiny.ordering("order")
    assert isinstance(order.body, Ordering)
    shown = [line for lead, line in answer_lines(order) if lead]
    assert sorted(shown) == sorted(item.text for item in order.body.items)
    assert shown != [item.text for item in order.body.items]
    match = tiny.matching("match")
    assert isinstance(match.body, Matching)
    choices = [line for lead, line in answer_lines(match) if lead.strip().isalpha()]
    assert choices == sorted(choice.text for choice in match.body.choices)
    for question, key in (
        (tiny.numeric("number"), "40"),
        (tiny.short("short"), "Dancheon"),
    ):
        lines = [line for _, line in answer_lines(question)]
        assert lines
        assert [line for line in lines if key in line] == []
    for question in (tiny.gaps("gaps"), tiny.pointing("point"), tiny.written("written")):
        assert list(answer_lines(question))


def test_no_heading_stands_alone_at_the_foot_of_a_page(
    window: MainWindow, shipped_content: Path
) -> None:
    catalog = Catalog.open(shipped_content)
    lesson = catalog.lesson(catalog.modules()[0].lessons[1].id)
    document = paper(catalog, lesson)
    a4 = paper_pages.pdf(document, "A", "A4", _FOOT)
    assert a4.count(b"/Type /Page\n") == document.pageCount() >= 5
    last = document.lastBlock()
    bottom = document.documentLayout().blockBoundingRect(last).bottom()
    assert document.pageSize().height() * document.pageCount() >= bottom
    catalog.close()


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_a_pdf_of_the_lesson_is_saved_and_said(
    window: MainWindow, tmp_path: Path, size: str
) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    tool = printing(window)
    file = tmp_path / "pit.pdf"
    tool.save(file, size)
    data = file.read_bytes()
    width, height = {"A4": (b"595", b"842"), "A3": (b"842", b"1191")}[size]
    assert data.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 " + width in data
    assert height in data
    assert b"/ToUnicode" in data, "its words are text"
    settle()
    assert tool.line.isVisible()
    assert tool.line.text() == f"Saved as {file}."
    look(window, f"nk:lesson/{FIRST}#doubt")
    assert not tool.line.isVisible()


def close_boxes() -> None:
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            box.close()
    settle()


def test_where_no_file_can_be_written_none_is_left(window: MainWindow, tmp_path: Path) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    tool = printing(window)
    folder = tmp_path / "full"
    folder.mkdir()
    with full_disk(window):
        tool.save(folder / "pit.pdf", "A4")
    problem = window.notices.last
    assert problem
    assert "Could not write" in problem.what
    assert problem.todo
    assert list(folder.iterdir()) == []
    close_boxes()
    window.notices.last = None
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    tool.save(blocked / "pit.pdf", "A3")
    assert window.notices.last
    assert blocked.read_text() == "no folder"
    assert tool.line.text() == ""
    close_boxes()


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_printing_keys_open_its_menu(window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    look(window, f"nk:lesson/{SECOND}#output")
    for key in (Qt.Key.Key_P, Qt.Key.Key_E):
        ctrl(window, key)
        (menu,) = [each for each in visible(window, QMenu) if each is printing(window).menu]
        assert [action.text() for action in menu.actions()] == [
            "Print on A4",
            "Print on A3",
            "Save as PDF, A4",
            "Save as PDF, A3",
        ]
        assert menu.activeAction() is menu.actions()[0]
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        settle()
        assert not menu.isVisible()


# -- finding ---------------------------------------------------------------------------------


def bar_of(window: MainWindow) -> FindBar:
    (found,) = page_of(window).findChildren(FindBar)
    return found


def lit(window: MainWindow) -> list[str]:
    (view,) = visible(window, SectionView)
    return [s.cursor.selectedText() for prose in view.prose for s in prose.extraSelections()]


def test_words_are_found_in_all_sections_by_keys(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    lesson = window.context.catalog.lesson(FIRST)
    page_of(window).start().setFocus()
    bar = bar_of(window)
    ctrl(window, Qt.Key.Key_F)
    assert bar.isVisible()
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "THE")
    settle()
    hits = hits_in(lesson, "the")
    first = [n for n, hit in enumerate(hits) if hit.section == 0]
    assert len(hits) > len(first) > 0
    assert bar.count.text() == f"1 of {len(hits)}"
    assert [words.lower() for words in lit(window)] == ["the"] * len(lit(window)) != []
    for number in range(1, len(first) + 1):
        QTest.keyClick(window, Qt.Key.Key_F3)
        assert bar.count.text() == f"{number + 1} of {len(hits)}"
    settle()
    goal = lesson.sections[hits[len(first)].section].id
    assert str(window.router.here) == f"nk:lesson/{FIRST}#{goal}"
    assert bar.field.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert str(window.router.here) == f"nk:lesson/{FIRST}#output"
    assert bar.count.text() == f"{len(first)} of {len(hits)}"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    settle()
    assert not bar.isVisible()
    assert lit(window) == []
    focus = window.focusWidget()
    assert focus is page_of(window).start()


def test_counting_and_lighting_find_the_same(window: MainWindow, shipped_content: Path) -> None:
    catalog = Catalog.open(shipped_content)
    context = replace(window.context, catalog=catalog)
    lesson = catalog.lesson(catalog.modules()[0].lessons[1].id)
    views = [SectionView(context, lesson, section) for section in lesson.sections]
    for words in ("the", "1", "mine", "a", "ore", "."):
        hits = hits_in(lesson, words)
        assert hits
        for number, view in enumerate(views):
            shown = lit_in(view.heading, view.prose, words)
            assert len(shown) == sum(hit.section == number for hit in hits), (words, number)
            for each in shown:
                if each.prose is not None:
                    text = each.prose.document().toRawText()[each.start : each.end]
                    assert text.casefold() == words
    for view in views:
        view.deleteLater()
    catalog.close()


def test_case_and_diacritics_do_not_count_in_a_lesson() -> None:
    assert occurrences("Ch’ŏllima, CHOLLIMA", "chollima") == ((11, 19),)
    assert occurrences("Ch’ŏllima", "CH'OLLIMA") == ((0, 9),)
    assert occurrences("the the", "the") == ((0, 3), (4, 7))
    assert occurrences("무연탄 값", "연탄") == ((1, 3),)
    assert occurrences("text", " ") == ()


def test_what_is_not_there_is_said_and_the_mouse_closes(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    bar = bar_of(window)
    QTest.keyClick(window, Qt.Key.Key_F3)
    settle()
    assert bar.isVisible()
    QTest.keyClicks(bar.field, "zzyzx")
    assert bar.count.text() == "Not in this lesson"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "Not in this lesson"
    click(window, "Close (Esc)")
    assert not bar.isVisible()


# -- the gate --------------------------------------------------------------------------------

WHOM = "Ms Lee, room 12"


def arrive(window: MainWindow, address: str) -> None:
    window.go(address)
    settle()


def test_a_gate_stands_before_hard_material_once_for_each_reader(make_window: WindowMaker) -> None:
    window = make_window()
    window.context.preferences.talk_to = WHOM
    arrive(window, f"nk:lesson/{FIRST}#doubt")
    (gate,) = visible(window, Gate)
    assert gate.accessibleName() == f"Content advisory. {ADVISORY}"
    assert ADVISORY in words_on(gate)
    assert f"If you want to talk to someone: {WHOM}" in words_on(gate)
    assert not visible(window, SectionView)
    for key in (Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_PageDown):
        turn(window, key)
    assert not bar_of(window).isVisible()
    assert not visible(window, QMenu)
    assert visible(window, Gate)
    focus = window.focusWidget()
    assert focus is button(gate, "Go on")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert not visible(window, Gate)
    (view,) = visible(window, SectionView)
    assert view.heading == window.context.catalog.lesson(FIRST).sections[2].title
    (strip,) = visible(window, AdvisoryStrip)
    assert WHOM in strip.accessibleName()
    assert window.context.learner.advisories_accepted == {"pits"}
    window = make_window()
    arrive(window, f"nk:lesson/{SECOND}#output")
    assert visible(window, SectionView), "it was accepted before"
    people = window.context.people
    window.enter(people.reader(people.add("Jun W.", "10B")))
    arrive(window, f"nk:lesson/{SECOND}#output")
    assert visible(window, Gate), "another reader is asked for themselves"


def test_the_gate_leads_away_or_to_the_summary_alone(window: MainWindow) -> None:
    arrive(window, f"nk:lesson/{FIRST}#output")
    click(window, "Not now")
    assert str(window.router.here) == "nk:lessons"
    arrive(window, f"nk:lesson/{FIRST}#output")
    click(window, "Skip to summary")
    (view,) = visible(window, SectionView)
    whole = window.context.catalog.lesson(FIRST)
    kept = [
        block for section in whole.sections for block in section.blocks if isinstance(block, Keep)
    ]
    assert view.heading == whole.title
    assert len(view.prose) == len(kept) == 1
    assert "You have not opened the lesson itself." in words_on(view)
    assert window.context.learner.advisories_accepted == frozenset()
    turn(window, Qt.Key.Key_PageDown)
    assert str(window.router.here).startswith(f"nk:lesson/{SECOND}")
    assert window.context.learner.read(FIRST) == frozenset(), "a summary is no section read"
    click(window, "Back to the advisory")
    assert visible(window, Gate)


def test_a_teacher_can_leave_the_summaries_alone(window: MainWindow) -> None:
    window.context.learner.accept_advisory("pits")
    window.context.preferences.hard_material = "summary"
    arrive(window, f"nk:lesson/{FIRST}#doubt")
    (view,) = visible(window, SectionView)
    assert "Your teacher has set that only the summary" in words_on(view)
    assert len(view.prose) == 1
    assert not visible(window, Gate)
    tool = printing(window)
    shown = tool._shown()
    assert shown
    assert len(shown[1]) == 1, "nor does paper hold more"
    window.context.preferences.hard_material = "accept"
    arrive(window, f"nk:lesson/{FIRST}#doubt")
    (view,) = visible(window, SectionView)
    assert view.heading != window.context.catalog.lesson(FIRST).title


# -- lines -----------------------------------------------------------------------------------


def test_lines_stand_wide_apart_when_it_is_set_so(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    (view,) = visible(window, SectionView)
    prose = view.prose[0]
    before = prose.height()
    window.context.preferences.line_spacing = "wide"
    window.context.theme.changed.emit()  # as settings do
    settle()
    assert prose.height() > before * 1.2
    window.context.preferences.line_spacing = "normal"
    look(window, f"nk:lesson/{FIRST}#doubt")
    look(window, f"nk:lesson/{FIRST}#output")
    (view,) = visible(window, SectionView)
    assert view.prose[0].height() == before


def test_the_ruler_lies_on_the_line_of_mouse_and_keys(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    (view,) = visible(window, SectionView)
    prose = view.prose[0]
    ruler = page_of(window).findChildren(Ruler)[0]

    def point(down: float) -> None:
        spot = QPoint(30, round(prose.height() * down))
        QTest.mouseMove(prose.viewport(), spot)
        settle()

    point(0.3)
    assert not ruler.isVisible(), "it is off unless chosen"
    window.context.preferences.ruler = "on"
    window.context.theme.changed.emit()
    point(0.1)
    assert ruler.isVisible()
    high = ruler.y()
    area = ruler.parentWidget()
    assert area
    top = prose.viewport().mapTo(area, QPoint(0, 0)).y()
    assert top - ruler.height() <= high <= top + prose.height()
    point(0.9)
    assert ruler.y() > high
    low = ruler.y()
    view.step_anchor(1)
    settle()
    assert ruler.isVisible()
    assert ruler.y() != low
    window.context.preferences.ruler = "off"
    window.context.theme.changed.emit()
    assert not ruler.isVisible()
