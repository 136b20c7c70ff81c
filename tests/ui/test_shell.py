"""The shell: addresses, history, search as one types, themes, keys, names, translation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import visible

from nklearn import app
from nklearn.domain.lessons import Cite
from nklearn.domain.questions import MultipleResponse, Option, SingleChoice
from nklearn.domain.search import SearchHit
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.rail import rail_items
from nklearn.ui.shell.search_list import SearchList
from nklearn.ui.shell.top_bar import SearchField
from nklearn.ui.widgets.prose import Prose

PAGES = (
    "nk:home",
    "nk:lessons",
    "nk:lessons/mining-economy",
    "nk:lesson/mining-economy/how-much-was-dug",
    "nk:practice",
    "nk:practice/mining-economy",
    "nk:data",
    "nk:data/coal-iron-output",
    "nk:data/coal-iron-output?cell=coal/2006",
    "nk:fact/coal-energy-production-2014",
    "nk:sources",
    "nk:source/hrnk-2016",
    "nk:glossary",
    "nk:glossary/anthracite",
    "nk:disagreement",
    "nk:search?q=coal",
    "nk:about",
    "nk:help",
    "nk:settings",
    "nk:settings#name",
    "nk:profiles",
    "nk:profiles/add",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_and_names_all_that_takes_the_keyboard(
    window: MainWindow, address: str
) -> None:
    assert window.go(address)
    assert window.router.here is not None
    assert window.windowTitle().endswith("NKLearn")
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in visible(window, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    "address",
    [
        "nk:nowhere",
        "nk:fact/none",
        "nk:lesson/a/b",
        "nk:data/x",
        "not an address",
        "nk:",
        "nk:profilesx",
    ],
)
def test_a_wrong_address_says_so_and_leaves_the_reader_where_they_were(
    window: MainWindow, address: str
) -> None:
    assert not window.go(address)
    assert str(window.router.here) == "nk:home"
    assert window.notices.last is not None
    for box in QApplication.topLevelWidgets():
        if box is not window and box.isVisible():
            box.close()


def test_back_and_forward(window: MainWindow) -> None:
    for address in ("nk:lessons", "nk:data", "nk:sources"):
        window.go(address)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert str(window.router.here) == "nk:data"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert str(window.router.here) == "nk:lessons"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert str(window.router.here) == "nk:data"
    window.go("nk:about")
    assert not window.router.can_go_forward


def test_pages_are_made_when_first_opened(window: MainWindow) -> None:
    made: list[object] = []
    window.router.page_made.connect(made.append)
    window.go("nk:data")
    window.go("nk:home")
    window.go("nk:data")
    assert len(made) == 1


def test_search_as_one_types_by_keyboard(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (field,) = visible(window, SearchField)
    assert field.hasFocus()
    QTest.keyClicks(field, "anthra")
    (results,) = visible(window, SearchList)
    assert "anthracite" in results.item(0).text().lower()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert str(window.router.here) == "nk:glossary/anthracite"
    assert not visible(window, SearchList)


def test_search_finds_hangul_and_folds_diacritics(window: MainWindow) -> None:
    window.go("nk:search")
    field = next(f for f in visible(window, QLineEdit) if not isinstance(f, SearchField))
    for typed, wanted in (("무연탄", "anthracite"), ("행군", "Arduous March")):
        field.clear()
        commit = QInputMethodEvent()  # as a Korean keyboard gives it
        commit.setCommitString(typed)
        QApplication.sendEvent(field, commit)
        (results,) = visible(window, SearchList)
        assert any(wanted in results.item(n).text() for n in range(results.count())), typed


def test_hard_material_stays_folded_in_search(window: MainWindow) -> None:
    results = SearchList(window.context.theme, window)
    for sensitivity, shown in (("none", True), ("", True), ("violence", False), ("death", False)):
        hit = SearchHit("nk:fact/x", "claim", "A hard title", "text", "Source", "", sensitivity)
        results.show_hits([hit])
        assert ("A hard title" in results.item(0).text()) is shown


def test_theme_and_text_size_are_kept(make_window: WindowMaker) -> None:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.context.preferences.theme == "dark"
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    window = make_window()
    assert window.context.theme.name == "dark"
    assert window.context.theme.text_size == 115


def test_window_size_is_kept(make_window: WindowMaker) -> None:
    window = make_window()
    window.resize(800, 611)  # the offscreen screen is 800 wide, our window at least that
    window.close()
    saved = window.context.preferences.window
    other = make_window()
    assert other.restoreGeometry(saved or b"")
    assert (other.width(), other.height()) == (800, 611)


def test_keys_reach_every_rail_page_and_pane(window: MainWindow) -> None:
    items = [item.goal for item in rail_items(app.page_factories()) if not item.shortcut]
    assert {"home", "lessons", "practice", "data", "facts"} <= set(items)
    for number, page in enumerate(items, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert window.router.here is not None
        assert window.router.here.page == page
    window.go("nk:lesson/mining-economy/how-much-was-dug")
    seen: set[int] = set()
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        seen.add(id(focus))
    assert len(seen) >= 4


def test_f7_walks_citations_and_enter_opens_the_note(window: MainWindow) -> None:
    window.go("nk:lesson/mining-economy/how-much-was-dug")
    QTest.keyClick(window, Qt.Key.Key_F7)
    prose = window.focusWidget()
    assert isinstance(prose, Prose)
    assert prose.textCursor().hasSelection()
    QTest.keyClick(prose, Qt.Key.Key_Return)
    note_link = window.focusWidget()
    assert isinstance(note_link, Prose)
    assert note_link is not prose
    QTest.keyClick(note_link, Qt.Key.Key_Return)
    assert window.router.here is not None
    assert window.router.here.page in ("fact", "data")


def test_each_number_of_a_lesson_leads_to_its_source(window: MainWindow) -> None:
    lesson = window.context.catalog.lesson("mining-economy/how-much-was-dug")
    targets = {
        target
        for section in lesson.sections
        for block in section.blocks
        for spans in getattr(block, "sentences", (getattr(block, "spans", ()),))
        for span in spans
        if isinstance(span, Cite)
        for target in span.targets
    }
    assert len(targets) > 15
    for target in targets:
        assert window.go(window.context.catalog.evidence(target).address), target


class _Pseudo(QTranslator):
    """Marks every text that goes through translation."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str:
        return f"⟦{sourceText}⟧"


def test_every_word_of_the_shell_goes_through_translation(
    make_window: WindowMaker, request: pytest.FixtureRequest
) -> None:
    pseudo = _Pseudo()
    QCoreApplication.installTranslator(pseudo)
    request.addfinalizer(lambda: QCoreApplication.removeTranslator(pseudo))
    window = make_window()
    from_content = ("HRNK", "KOTRA", "The mining economy", "How much was dug", "Statistics Korea")
    plain: list[str] = []
    for address in ("nk:home", "nk:practice/mining-economy", "nk:practice", "nk:lessons"):
        window.go(address)
        for found in visible(window, QAbstractButton):
            words = found.text().strip()
            if words and "⟦" not in words and not words.startswith(from_content):
                plain.append(words)
    options = {
        o.text
        for m in window.context.catalog.modules()
        for q in m.quiz
        for o in _options(window, q)
    }
    assert [words for words in plain if words not in options] == []


def _options(window: MainWindow, question: str) -> tuple[Option, ...]:
    body = window.context.catalog.question(question).body
    return body.options if isinstance(body, SingleChoice | MultipleResponse) else ()
