"""The window: rail, top bar, pages, status bar, and the keys that work everywhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.learning.people import Reader
from nklearn.ui import accessible, layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into, step_pane, step_stop
from nklearn.ui.page import Page
from nklearn.ui.seats import PageFactory, Seats
from nklearn.ui.shell.notices import Notices
from nklearn.ui.shell.open_dialogs import close_dialogs
from nklearn.ui.shell.rail import Rail, rail_items
from nklearn.ui.shell.section_bar import SectionBar
from nklearn.ui.shell.status_bar import StatusBar
from nklearn.ui.shell.top_bar import TopBar
from nklearn.ui.widgets.basics import column, row
from nklearn.ui.words import initials, reader_name

if TYPE_CHECKING:  # no start of the program waits for them
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.ui.classwork.incoming import Incoming

_PLACES = ("lesson", "practice")


class MainWindow(QMainWindow):
    """Puts the pages of `factories` on screen. Made once, by the composition root."""

    first_painted = Signal()

    def __init__(
        self,
        context_of: Callable[[MainWindow], Context],
        factories: dict[str, PageFactory],
        *,
        keep_problem: UserError | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("NKLearn")
        self.setMinimumSize(800, 560)
        self.notices = Notices(self)
        self.notices.last = keep_problem
        self._seats = Seats(context_of(self), factories)
        self._seats.reader_changed.connect(self._show_reader)
        theme = self.context.theme
        self.router = self._seats.router
        self.router.page_made.connect(self._adopt)
        self.router.moved.connect(self._moved)
        self.router.failed.connect(self.notices.show)
        self._rail = Rail(theme, rail_items(factories))
        self._rail.open_requested.connect(self.go)
        self._sections = SectionBar(theme, factories)
        self._sections.open_requested.connect(self.go)
        self._top = TopBar(theme, self.context.catalog.search)
        self._top.open_requested.connect(self._go_into)
        self._top.back_requested.connect(self.router.back)
        self._top.forward_requested.connect(self.router.forward)
        self._top.theme_requested.connect(self.context.look.set_theme)
        self._top.text_size_requested.connect(self.set_text_size)
        self._stack = QStackedWidget()
        self._status = StatusBar(
            theme,
            self.context.catalog.version,
            keeps=self.context.people.keeps,
            portable=self.context.people.portable,
        )
        self._status.help_requested.connect(lambda: self.go("nk:help"))
        self._status.details_requested.connect(self._show_last)
        self._lay_out()
        self._ring: QWidget | None = None
        self._incoming: Incoming | None = None
        self.setAcceptDrops(True)
        self._painted = False
        theme.changed.connect(self._resize_parts)
        self._make_keys()
        self._restore()
        self._show_reader()

    @property
    def context(self) -> Context:
        """The services of the reader who is here."""
        return self._seats.context

    def _lay_out(self) -> None:
        body = QWidget()
        outer = row(body)
        outer.addWidget(self._rail)
        right = column()
        right.addWidget(self._top)
        right.addWidget(self._sections)
        right.addWidget(self._stack, 1)
        right.addWidget(self._status)
        outer.addLayout(right, 1)
        self.setCentralWidget(body)

    def _restore(self) -> None:
        saved = self.context.preferences.window
        if not (saved and self.restoreGeometry(QByteArray(saved))):
            self.resize(1280, 690)

    # -- keys --------------------------------------------------------------------------------

    def _make_keys(self) -> None:
        self._page_keys: list[QShortcut] = []

        def key(sequence: str, work: Callable[[], object], *, always: bool = False) -> None:
            made = QShortcut(QKeySequence(sequence), self)
            made.activated.connect(lambda: work())
            if not always:
                self._page_keys.append(made)

        key("Ctrl+K", self._to_search)
        key("Alt+Left", self.router.back)
        key("Alt+Right", self.router.forward)
        key("Ctrl+PgDown", lambda: self._step_section(1))
        key("Ctrl+PgUp", lambda: self._step_section(-1))
        key("Ctrl+E", self._export)
        key("F6", lambda: self._step_pane(1))
        key("Shift+F6", lambda: self._step_pane(-1))
        key("F7", lambda: self._step_anchor(1))
        key("Shift+F7", lambda: self._step_anchor(-1))
        key("F1", lambda: self._go_into("nk:help"))
        key("Ctrl+,", lambda: self._go_into("nk:settings"))
        key("F11", self._toggle_full_screen, always=True)
        key("Ctrl+D", self._next_theme, always=True)
        key("Ctrl++", lambda: self._step_text(1), always=True)
        key("Ctrl+=", lambda: self._step_text(1), always=True)
        key("Ctrl+-", lambda: self._step_text(-1), always=True)
        key("Ctrl+0", lambda: self.set_text_size(100), always=True)
        for number in range(1, 9):
            key(f"Alt+{number}", lambda number=number: self._open_number(number))
        key("Alt+9", self._open_teach)

    def _open_number(self, number: int) -> None:
        if page := self._rail.page_of(number):
            self._go_into(page)

    def _open_teach(self) -> None:
        if self.context.teacher is not None:
            self._go_into("nk:teach")

    def _to_search(self) -> None:
        if self._top.search.isVisible():
            self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._top.search.selectAll()
        else:
            self._go_into("nk:search")

    def _export(self) -> None:
        if page := self.router.page:
            page.export()

    def _step_section(self, step: int) -> None:
        if page := self.router.page:
            page.next_section(step)

    def _step_anchor(self, step: int) -> None:
        if page := self.router.page:
            page.step_anchor(step)

    def _step_pane(self, step: int) -> None:
        page = self.router.page
        own = page.panes() if page else []
        panes: list[QWidget] = [self._top, self._rail, self._sections, *own]
        step_pane(panes, self.focusWidget(), step)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab: top bar, rail, page, status bar; within each in the order in which it was put.

        Qt's own order is that of making, and pages are made anew all the time. Qt also asks when
        what had the keyboard is hidden: then it waits on the stack for what the page shows next.
        So it does when the way back ends: the button that led there can't be used any more.
        """
        focus = self.focusWidget()
        ended = focus and not focus.isEnabled() and self._top.isAncestorOf(focus)
        if focus and (ended or not focus.isVisible()):
            self._enter_page()
            return True
        page = self._stack.currentWidget() or self._stack
        parts = (self._top, self._rail, self._sections, page, self._status)
        if focus is self._stack:
            focus = page
        here = self.router.page
        if here is None:
            return step_stop(parts, focus, forward=next)
        return step_stop(parts, focus, forward=next, covers=here.covers)

    def _enter_page(self) -> None:
        """Have the keyboard wait for what the page shows next: that can't take it yet.

        What is in a layout is shown once control returns, which may be after this comes around.
        """
        self._stack.setFocus()
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._take_focus))

    def _take_focus(self) -> None:
        page = self.router.page
        if page is not None and self._stack.hasFocus():
            layouts.finish()
            focus_into(page.start())

    def _toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    # -- look --------------------------------------------------------------------------------

    def _next_theme(self) -> None:
        names = list(tokens.THEMES)
        here = names.index(self.context.theme.name)
        self.context.look.set_theme(names[(here + 1) % len(names)])

    def set_text_size(self, size: int) -> None:
        """Change the text size and keep the choice."""
        self.context.look.set_text_size(size)

    def _step_text(self, step: int) -> None:
        sizes = tokens.TEXT_SIZES
        here = sizes.index(self.context.theme.text_size) + step
        self.set_text_size(sizes[max(0, min(here, len(sizes) - 1))])

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # With the window as its context: a timer without one fires after the window is gone.
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """Make what no first look at the window needs."""
        self.first_painted.emit()
        from nklearn.ui.widgets.focus_ring import FocusRing

        accessible.install()

        page = self.router.page
        if page is not None and not page.isAncestorOf(self.focusWidget()):
            focus_into(page.start())
        self._ring = FocusRing(self, self.context.theme)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._resize_parts()

    def _resize_parts(self) -> None:
        scale = self.context.theme.text_size
        # From 130% on the next narrower layout applies, whatever the window's width.
        width = round(self.width() * 100 / scale) if scale >= 130 else self.width()
        compact = width < tokens.COMPACT_BELOW
        self._rail.set_compact(compact)
        self._top.set_compact(compact)
        if page := self.router.page:
            page.set_width_class(width, self.height())

    # -- readers -----------------------------------------------------------------------------

    def begin(self, address: str) -> None:
        """Open an address (home if it is empty), first asking who is reading where that helps."""
        self._seats.begin(address)

    def enter(self, reader: Reader, teacher: TeacherDesk | None = None) -> None:
        """Give the window to a reader; the one who is here may have another name now."""
        self._seats.enter(reader, teacher)

    def _show_reader(self) -> None:
        person, guest = self.context.learner.known, self._seats.guest
        name = self.tr("Guest") if guest else reader_name(person.name if person else "")
        below = self.tr("Nothing is kept") if guest else person.school_class if person else ""
        teaches = self.context.teacher is not None
        below = self.tr("Teacher") if teaches else below
        sign = initials(person.name) if person else ""
        alone = not self.context.people.keeps
        self._top.profile.show_reader(name, below, sign, guest=guest, alone=alone, teacher=teaches)
        self._rail.show_teacher(shown=teaches)
        self._status.show_reader(guest=guest)

    # -- pages -------------------------------------------------------------------------------

    def go(self, address: str) -> bool:
        """Open an address; say whether it opened. While a name is chosen, it waits for that."""
        return self._seats.open(address)

    def open_files(self, paths: Sequence[str]) -> None:
        """Take in files from a teacher, and what is new in folders; once a name is chosen."""
        if self._incoming is None:
            from nklearn.ui.classwork.incoming import Incoming

            self._incoming = Incoming(self, self._seats, self.go)
            self._seats.reader_changed.connect(self._incoming.go_on)
        self._incoming.receive(paths)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        event.acceptProposedAction()
        self.open_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _go_into(self, address: str) -> None:
        """Open an address and put the keyboard into its page."""
        page = self.router.page if self.go(address) else None
        focus = self.focusWidget()
        if page and not (focus and focus.isVisible() and page.isAncestorOf(focus)):
            self._enter_page()

    def _adopt(self, page: Page) -> None:
        page.open_requested.connect(self.go)
        page.moved.connect(self.router.replace)
        self._stack.addWidget(page)

    def _moved(self, page: Page, address: Address) -> None:
        focus, left = self.focusWidget(), self._stack.currentWidget()
        leaving = left not in (None, page) and focus and left.isAncestorOf(focus)
        if self.isVisible():
            # Nobody shall see text that has not found its place yet.
            self._stack.setUpdatesEnabled(False)
            QTimer.singleShot(0, self, self._show_page)
        self._stack.setCurrentWidget(page)
        # A page that shows another address has made anew what had the keyboard.
        lost = left is page and self.isVisible() and not (focus and focus.isVisible())
        if leaving or lost or page.bare or self._top.isHidden():
            self._enter_page()  # Qt would go by the order in which things were made
        for part in (self._rail, self._top, self._status):
            part.setVisible(not page.bare)
        for key in self._page_keys:
            key.setEnabled(not page.bare)
        self._rail.show_current(page.rail)
        self._sections.show_current("" if page.bare else page.rail, address.page)
        self._top.show_place(page.crumbs, page.heading)
        self._top.show_history(self.router.can_go_back, self.router.can_go_forward)
        self.setWindowTitle(f"{page.heading} – NKLearn")
        self._resize_parts()
        if address.page in _PLACES and address.path:
            try:
                self.context.learner.remember_place(str(address))
            except UserError as error:
                self.unsaved(error)
            else:
                if self._status.unsaved:
                    self.saved()

    def _show_page(self) -> None:
        layouts.finish()
        self._stack.setUpdatesEnabled(True)

    # -- telling -----------------------------------------------------------------------------

    def saved(self) -> None:
        """Say that everything is on disk."""
        self._status.show_saved(datetime.now().astimezone())

    def unsaved(self, error: UserError) -> None:
        """Say in the status bar alone that something could not be saved; it may be tried again."""
        self.notices.last = error
        self._status.show_unsaved()

    def say(self, error: UserError) -> None:
        """Show a problem in the status bar alone."""
        self.notices.last = error
        self._status.show_problem(error.what)

    def report(self, error: UserError, again: Callable[[], object] | None = None) -> None:
        """Say that a step could not be saved, and offer to do it `again`."""
        self._status.show_unsaved()
        self.notices.show(error, again)

    def _show_last(self) -> None:
        if self.notices.last is not None:
            self.notices.show(self.notices.last)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        if not close_dialogs(self):
            event.ignore()  # it says what it could not keep
            return
        with contextlib.suppress(UserError):  # the window's place is not worth a question
            self.context.preferences.window = bytes(self.saveGeometry().data())
        super().closeEvent(event)
