"""Every page is reached and used by keys alone, and the keyboard is always somewhere in sight."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollArea,
    QToolButton,
    QWidget,
)
from tests.ui.helpers import button, visible
from tests.ui.stops import look, stops

from nklearn import app
from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.content.shelf import PAGES
from nklearn.domain.addresses import Address
from nklearn.ui import tokens
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.main_window import MainWindow
from nklearn.ui.practice.report_dialog import ReportDialog
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.shell.rail import Rail
from nklearn.ui.shell.section_bar import SectionBar, sections
from nklearn.ui.shell.top_bar import TopBar
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.focus_ring import FocusRing
from nklearn.ui.widgets.prose import Prose

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def focus(window: MainWindow) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def press(window: MainWindow, key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(window), key, held)
    look(window)


def _is_state_of(here: str, address: str) -> bool:
    """Tell whether two addresses are states of one page; a change of the lineage is but a state."""
    one, other = Address.parse(here), Address.parse(address)
    return one.page == other.page and (one.path == other.path or one.page == "ministries")


def press_return(window: MainWindow) -> int:
    """Press Enter, and Escape for each menu that it opens; return how many menus that were.

    A menu of a button runs a loop of its own: only a timer gets in.
    """
    closed: list[QMenu] = []

    def escape() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            closed.append(menu)
            QTest.keyClick(menu, Key.Key_Escape)

    timer = QTimer(window)
    timer.timeout.connect(escape)
    timer.start(20)
    press(window, Key.Key_Return)
    while QApplication.activePopupWidget():  # a menu that runs no loop is open still
        QTest.qWait(5)
    timer.stop()
    timer.deleteLater()
    if isinstance(QApplication.activeWindow(), QMenu):  # the offscreen platform leaves it so
        window.activateWindow()
        look(window)
    return len(closed)


def page(window: MainWindow) -> QWidget:
    found = window.router.page
    assert found is not None
    return found


def in_page(window: MainWindow) -> bool:
    return page(window).isAncestorOf(focus(window))


def where(window: MainWindow) -> tuple[str, str, str]:
    """Return what has the keyboard, in words that outlive it."""
    here = focus(window)
    anchor = here.textCursor().selectedText() if isinstance(here, Prose) else ""
    return type(here).__name__, here.accessibleName(), anchor


def round_trip(window: MainWindow, key: Key = Key.Key_Tab, limit: int = 250) -> list[QWidget]:
    """Press Tab until the keyboard is back where it was; return what it passed."""
    start, passed = where(window), list[QWidget]()
    for _ in range(limit):
        press(window, key)
        passed.append(focus(window))
        if where(window) == start:
            return passed
    raise AssertionError(f"a trap: {[w.accessibleName() for w in passed[-6:]]}")


def shown(widget: QWidget) -> QRect:
    """Return the part of a widget that nothing around it cuts off, in the widget's own place."""
    part, around = widget.rect(), widget.parentWidget()
    while around is not None:
        part &= QRect(widget.mapFrom(around, QPoint()), around.size())
        around = None if around.isWindow() else around.parentWidget()
    return part


def in_sight(window: MainWindow) -> list[str]:
    """Return what is wrong with the ring around what has the keyboard."""
    here = focus(window)
    (ring,) = visible(window, FocusRing) or (None,)
    if ring is None:
        return [f"no ring around {where(window)}"]
    told: list[str] = []
    part, place = shown(here), f"{where(window)}"
    area = next((a for a in visible(window, QScrollArea) if a.isAncestorOf(here)), None)
    view = area.viewport().height() if area else window.height()
    if here.height() < view and not isinstance(here, Prose) and part.height() < here.height():
        told.append(f"cut off, {part.height()} of {here.height()} px: {place}")
    if part.width() < here.width():
        told.append(f"cut off at the side: {place}")
    if isinstance(here, Prose) and here.textCursor().hasSelection():
        line = here.cursorRect()
        if not part.contains(line.adjusted(0, 2, 0, -2)):
            told.append(f"its line is out of sight: {place}")
    drawn = shown(ring)
    if min(drawn.width(), drawn.height()) < 12 or drawn.width() < here.width():
        told.append(f"a ring of {drawn.width()} by {drawn.height()} px: {place}")
    return told


def test_tab_passes_every_stop_of_every_page_and_returns(window: MainWindow) -> None:
    """No trap, nothing without a name, and always a ring in sight; back again with Shift Tab."""
    told = walk_by_tab(window, stops(window))
    assert told == {}, "\n".join(f"{fault}  in {place}" for fault, place in told.items())


def walk_by_tab(window: MainWindow, walk: Iterable[Stop]) -> dict[str, str]:
    """Go around every page by Tab and back; return what is wrong, with the stop's name."""
    told: dict[str, str] = {}
    for stop in walk:
        if not in_page(window):
            window._enter_page()
            look(window)
        passed: list[tuple[str, str, str]] = []
        start = where(window)
        for _ in range(250):
            for fault in in_sight(window):
                told.setdefault(fault, stop.name)
            if not focus(window).accessibleName():
                told.setdefault(f"no name: {where(window)}", stop.name)
            passed.append(where(window))
            press(window, Key.Key_Tab)
            if where(window) == start:
                break
        else:
            told[f"a trap: {passed[-4:]}"] = stop.name
        back: list[tuple[str, str, str]] = []
        for _ in range(len(passed)):
            back.append(where(window))
            press(window, Key.Key_Backtab, SHIFT)
        if [passed[0], *reversed(passed[1:])] != back:
            told[f"another way back: {set(passed) ^ set(back)}"] = stop.name
    return told


_ENOUGH = 4  # of one kind of control on one kind of page


class Walker:
    """Goes from page to page by Tab and Enter, and tries every kind of control on the way."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.pages: set[str] = set()
        self.tried: set[tuple[str, str, str]] = set()
        self.kinds: set[str] = set()

    def here(self) -> str:
        return str(self.window.router.here)

    def explore(self, depth: int = 6) -> None:
        address = self.here()
        kind = Address.parse(address).page
        self.pages.add(kind)
        if not in_page(self.window):
            press(self.window, Key.Key_F6)
        for stop in self._stops():
            key = (kind, *_kind_of(stop))
            alike = sum(own[:2] == key[:2] for own in self.tried)
            if key in self.tried or depth == 0 or alike >= _ENOUGH:
                continue
            self.tried.add(key)
            self._try(stop, address, depth)

    def _stops(self) -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = []
        here = focus(self.window)
        if isinstance(here, Prose) and not here.textCursor().hasSelection():
            press(self.window, Key.Key_Tab)  # words anew: none of their links is chosen yet
        start = where(self.window)
        for _ in range(250):
            if in_page(self.window):
                found.append(where(self.window))
            press(self.window, Key.Key_Tab)
            if where(self.window) == start:
                return found
        raise AssertionError(f"a trap at {self.here()}: {start}, {found[-6:]}")

    def _go_to(self, stop: tuple[str, str, str]) -> bool:
        for _ in range(250):
            if where(self.window) == stop:
                return True
            press(self.window, Key.Key_Tab)
        return False

    def _try(self, stop: tuple[str, str, str], address: str, depth: int) -> None:
        if not self._go_to(stop):
            return  # what was tried before has changed the page: this control is gone
        self.kinds.add(stop[0])
        menus = press_return(self.window)
        if (dialog := QApplication.activeModalWidget()) is not None:
            assert isinstance(dialog, QFileDialog | QPrintDialog | ReportDialog), dialog
            QTest.keyClick(dialog, Key.Key_Escape)
            look(self.window)
        if menus or dialog:
            assert where(self.window) == stop, f"a menu of {stop} left {where(self.window)}"
        focus(self.window)
        assert focus(self.window).isVisible(), f"Enter on {stop} lost the keyboard"
        if self.here() == address:
            return
        if _is_state_of(self.here(), address):
            self._reset(address)
            return
        assert in_page(self.window), f"{stop} opened {self.here()}, but left {where(self.window)}"
        self.explore(depth - 1)
        for _ in range(30):
            if self.here() == address:
                break
            press(self.window, Key.Key_Left, ALT)
        assert self.here() == address

    def _reset(self, address: str) -> None:
        """Bring the page back to another state of itself, which was no step to go back from."""
        open_page = self.window.router.page
        assert open_page is not None
        open_page.open(Address.parse(address))
        open_page.moved.emit(open_page.address)
        look(self.window)


def _kind_of(stop: tuple[str, str, str]) -> tuple[str, str]:
    """Return what tells kinds of controls apart: cards differ by where they lead.

    What stands behind a colon is of which of several things a button is: “Practise: Pits”.
    """
    kind, name, anchor = stop
    if kind in ("Button", "LinkCard"):
        return kind, name.partition(":")[0]
    return kind, "a link" if anchor else ""


def settings_and_profiles(window: MainWindow) -> set[str]:
    """Go from the settings to the choice of a reader and into the program again."""
    press(window, Key.Key_Comma, CTRL)
    assert str(window.router.here) == "nk:settings"
    switch = next(own for own in round_trip(window) if own.accessibleName() == "Switch reader")
    while focus(window) is not switch:
        press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    assert str(window.router.here) == "nk:profiles"
    press(window, Key.Key_Return)
    QTest.keyClicks(focus(window), "Mina")  # nobody has asked this reader yet
    press(window, Key.Key_Return)
    assert str(window.router.here) == "nk:home"
    return {"settings", "profiles"}


def notebook(window: MainWindow) -> set[str]:
    """Go to the notebook by the reader's menu, whose second entry it is."""
    for _ in range(250):
        if isinstance(focus(window), ProfileButton):
            break
        press(window, Key.Key_Tab)

    def take() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            QTest.keyClick(menu, Key.Key_Down)
            QTest.keyClick(menu, Key.Key_Down)
            QTest.keyClick(menu, Key.Key_Return)

    timer = QTimer(window)
    timer.timeout.connect(take)
    timer.start(20)
    press(window, Key.Key_Return)
    timer.stop()
    timer.deleteLater()
    assert str(window.router.here) == "nk:notebook"
    return {"notebook"}


def review(window: MainWindow) -> set[str]:
    """Go to the review from the list of quizzes, below the cards of all modules."""
    press(window, Key(Key.Key_0 + 3), ALT)
    assert str(window.router.here) == "nk:practice"
    for _ in range(250):
        if focus(window).accessibleName() == "Review what you answered":
            break
        press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    assert str(window.router.here) == "nk:review"
    return {"review"}


def progress(window: MainWindow) -> set[str]:
    """Go to one's progress from the list of quizzes."""
    press(window, Key(Key.Key_0 + 3), ALT)
    by_name(window, "Your progress")
    assert str(window.router.here) == "nk:progress"
    return {"progress"}


def door(window: MainWindow) -> set[str]:
    """Go from the settings to the choice of a reader, to the teachers' door and back again."""
    press(window, Key.Key_Comma, CTRL)
    by_name(window, "Switch reader")
    by_name(window, "I am a teacher")
    assert str(window.router.here) == "nk:door"
    return {"door"}


def by_name(window: MainWindow, name: str) -> None:
    """Go to a control by Tab and press it."""
    for _ in range(250):
        if focus(window).accessibleName() == name:
            break
        press(window, Key.Key_Tab)
    press(window, Key.Key_Return)


def to_section(window: MainWindow, name: str) -> None:
    """Open a section of the rail's item: to the bar by F6, along it by an arrow key."""
    (bar,) = visible(window, SectionBar)
    for _ in range(9):
        if bar.isAncestorOf(focus(window)):
            break
        press(window, Key.Key_F6)
    for _ in range(9):
        if focus(window).accessibleName() == name:
            break
        press(window, Key.Key_Right)
    assert focus(window).accessibleName() == name
    press(window, Key.Key_Return)


def test_every_page_is_reached_from_home_by_keys_alone(window: MainWindow) -> None:
    walker = Walker(window)
    look(window)
    for number in range(1, 9):
        before = walker.here()
        press(window, Key(Key.Key_0 + number), ALT)
        if walker.here() == before and number > 1:
            break
        walker.explore()
    for number, rail in ((4, "data"), (5, "ministries"), (8, "sources")):
        press(window, Key(Key.Key_0 + number), ALT)
        for name in list(sections(rail).values())[1:]:
            to_section(window, name)
            walker.explore(1)
    press(window, Key.Key_F1)
    assert in_page(window)
    walker.explore()
    press(window, Key.Key_K, CTRL)
    QTest.keyClicks(focus(window), "coal")
    press(window, Key.Key_Up)  # from the first to the last: all results
    press(window, Key.Key_Return)
    walker.explore()
    walker.pages |= notebook(window)
    walker.pages |= review(window)
    walker.pages |= progress(window)
    walker.pages |= settings_and_profiles(window)
    walker.pages |= door(window)
    # Work for a teacher needs a file from one (test_classwork.py), teaching a passphrase
    # (test_teach_door.py).
    walker.pages |= {"assignment", "teach"}
    # Records are reached by search and from facts: tests/ui/test_records.py.
    # Another name for a question to the ministries is "institutions".
    assert walker.pages >= set(app.page_factories()) - set(PAGES) - {"institutions"}
    assert {"Button", "LinkCard", "Prose", "LineChart", "OptionRow"} <= walker.kinds


# -- the table of keys ---------------------------------------------------------------------------

LESSON = "nk:lesson/mining-economy/how-much-was-dug"


_HEADINGS = ("Home", "Lessons", "Practice", "Data", "Ministries", "Songbun", "Map", "Facts")


def test_numbers_and_help_go_into_the_page(window: MainWindow) -> None:
    for start in ("rail", "page", "bar"):
        for number, heading in enumerate(_HEADINGS, 1):
            {"rail": button(window, "Home"), "bar": button(window, "Text size")}.get(
                start, focus(window)
            ).setFocus()
            press(window, Key(Key.Key_0 + number), ALT)
            assert window.windowTitle().startswith(heading)
            assert in_page(window), (start, heading, where(window))
    button(window, "Home").setFocus()
    press(window, Key.Key_F1)
    assert window.windowTitle().startswith("Help")
    assert in_page(window)


def test_a_data_set_opens_on_its_chart(window: MainWindow) -> None:
    window.go(f"{LESSON}#the-fall")
    look(window)
    link = next(
        own
        for own in visible(window, Prose)
        if own.accessibleName() == "Source" and own.toPlainText().startswith("Source:")
    )
    link.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    assert str(window.router.here) == "nk:data/coal-iron-output"
    assert isinstance(focus(window), LineChart), where(window)


def test_panes(window: MainWindow) -> None:
    window.go(LESSON)
    look(window)
    order: list[QWidget] = []
    for _ in range(8):
        press(window, Key.Key_F6)
        order.append(focus(window))
    assert len(set(order)) >= 4
    assert any(bar.isAncestorOf(own) for bar in visible(window, TopBar) for own in order)
    assert any(rail.isAncestorOf(own) for rail in visible(window, Rail) for own in order)
    for wanted in reversed(order[:-1]):
        press(window, Key.Key_F6, SHIFT)
        assert focus(window) is wanted


def test_anchors_sections_and_the_way_back(window: MainWindow) -> None:
    window.go(LESSON)
    look(window)
    press(window, Key.Key_F7)
    first = where(window)
    press(window, Key.Key_F7)
    assert where(window) != first
    press(window, Key.Key_F7, SHIFT)
    assert where(window) == first
    assert first[2]
    before = str(window.router.here)
    press(window, Key.Key_PageDown, CTRL)
    assert str(window.router.here) != before
    assert in_page(window)
    press(window, Key.Key_PageUp, CTRL)
    assert str(window.router.here) == before
    press(window, Key.Key_Left, ALT)
    press(window, Key.Key_Right, ALT)
    assert str(window.router.here) == before


def test_look_of_the_window(window: MainWindow) -> None:
    theme = window.context.theme
    names = [theme.name]
    for _ in tokens.THEMES:
        press(window, Key.Key_D, CTRL)
        names.append(theme.name)
    assert names == ["light", "dark", "contrast", "light"]
    press(window, Key.Key_Plus, CTRL)
    assert theme.text_size == 115
    press(window, Key.Key_Minus, CTRL)
    press(window, Key.Key_Minus, CTRL)
    assert theme.text_size == 100
    press(window, Key.Key_Plus, CTRL)
    press(window, Key.Key_0, CTRL)
    assert theme.text_size == 100
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()
    assert in_page(window)


def test_search_opens_and_closes(window: MainWindow) -> None:
    press(window, Key.Key_K, CTRL)
    field = focus(window)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "coal")
    press(window, Key.Key_Escape)
    assert field.text() == ""
    window.resize(1024, 700)
    look(window)
    window.go("nk:home")
    look(window)
    press(window, Key.Key_K, CTRL)
    assert window.windowTitle().startswith("Search")
    assert isinstance(focus(window), QLineEdit)
    assert in_page(window)


def test_keys_of_a_chart(window: MainWindow) -> None:
    window.go("nk:data/coal-iron-output")
    look(window)
    (chart,) = visible(window, LineChart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    said: list[str] = []
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Left, Key.Key_End):
        press(window, key)
        said.append(chart.accessibleDescription()[:4])
    assert said == ["1985", "1998", "1985", "2014"]
    press(window, Key.Key_T)
    assert isinstance(focus(window), ValueTable)
    press(window, Key.Key_T)
    assert focus(window) is chart


def test_the_keyboard_comes_back_from_menus_and_dialogs(window: MainWindow) -> None:
    sizes = button(window, "Text size")
    assert isinstance(sizes, QToolButton)
    sizes.setFocus(Qt.FocusReason.TabFocusReason)
    assert press_return(window) == 1
    assert focus(window) is sizes
    window.say(UserError("Could not write.", todo="Try again."))
    details = button(window, "Details")
    details.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    (box,) = visible(window, QMessageBox)
    assert box.isAncestorOf(focus(window))
    QTest.keyClick(box, Key.Key_Escape)
    look(window)
    assert focus(window) is details
    assert [ring.widget() for ring in visible(window, FocusRing)] == [details]


def test_help_lists_every_key_and_no_other(window: MainWindow) -> None:
    spoken = {"PgDown": "Page Down", "PgUp": "Page Up", "+": "Plus", "-": "Minus", ",": "Comma"}
    made: set[str] = set()
    window.go(LESSON)  # a page makes its own keys when it is first opened
    for shortcut in window.findChildren(QShortcut):
        text = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
        held, _, key = text.rpartition("+") if not text.endswith("++") else (text[:-2], "", "+")
        made.add(" ".join(filter(None, (*held.split("+"), spoken.get(key, key)))))
    made -= {f"Alt {number}" for number in range(2, 9)} | {"Ctrl ="}  # "and up"; the same key
    source = (paths.resources() / "pages" / "help.md").read_text("utf-8")
    told = set(
        re.findall(r"\{name\}`((?:(?:Ctrl|Alt|Shift) )?(?:F\d+|[A-Z0-9]|Page \w+|\w+))`", source)
    )
    told -= set("ABCD1234") | {"Half-filled"}
    assert made == told


def test_the_ring_of_a_chart_keeps_off_its_words(window: MainWindow) -> None:
    window.go("nk:data/coal-iron-output")
    look(window)
    (chart,) = visible(window, LineChart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    look(window)
    (ring,) = visible(window, FocusRing)
    inner = ring.mapTo(window, QPoint(tokens.FOCUS_WIDTH, 0)).x()
    assert chart.mapTo(window, QPoint()).x() - inner >= 6
    button(window, "Home").setFocus(Qt.FocusReason.TabFocusReason)
    look(window)
    home = button(window, "Home")
    assert home.mapTo(window, QPoint()).x() - ring.mapTo(window, QPoint()).x() == 4
