"""The lesson reader: outline, one section at a time, notes in the margin, a footer to go on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import section_address
from nklearn.domain.lessons import Lesson
from nklearn.ui import tokens
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.outline import Outline
from nklearn.ui.widgets.section_view import SectionView
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import section_tips


class LessonPage(Page):
    """Reads `nk:lesson/<module>/<lesson>#<section>`."""

    rail = "lessons"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._lesson: Lesson | None = None
        self._view: SectionView | None = None
        self._here = 0
        outer = row(self)
        self._outline = Outline(theme)
        self._outline.chosen.connect(self._open_section)
        outer.addWidget(self._outline)
        right = column()
        outer.addLayout(right, 1)
        self._strip = self._make_strip()
        right.addWidget(self._strip)
        self._scroll = QScrollArea()
        scrolling.set_up(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Lesson text"))
        right.addWidget(self._scroll, 1)
        right.addWidget(self._make_footer())

    def _make_strip(self) -> QFrame:
        """Make what stands for the outline where there is no room for it."""
        strip = frame("band")
        box = row(strip, spacing=12)
        box.setContentsMargins(24, 8, 24, 8)
        self._jump = Button(self.context.theme, "", icon="list-tree")
        self._jump_menu = QMenu(self._jump)
        self._jump.setMenu(self._jump_menu)
        self._jump_strata = Strata(self.context.theme)
        self._jump_strata.setMaximumWidth(self.context.theme.px(160))
        box.addWidget(self._jump)
        box.addWidget(self._jump_strata, 1)
        box.addStretch(1)
        strip.hide()
        return strip

    def _make_footer(self) -> QFrame:
        theme = self.context.theme
        self._footer = frame("footer")
        box = row(self._footer, spacing=16)
        box.setContentsMargins(24, 8, 28, 8)
        self._previous = Button(theme, "", icon="chevron-left")
        self._previous.clicked.connect(lambda: self.next_section(-1))
        self._count = label("", "small", wrap=False)
        self._next = Button(theme, "", kind="primary", icon="chevron-right", icon_after=True)
        self._next.clicked.connect(lambda: self.next_section(1))
        box.addWidget(self._previous)
        box.addStretch(1)
        box.addWidget(self._count)
        box.addStretch(1)
        box.addWidget(self._next)
        return self._footer

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        lesson = self.context.catalog.lesson(address.rest)
        ids = [section.id for section in lesson.sections]
        if address.fragment and address.fragment not in ids:
            raise UserError(
                f"The lesson “{lesson.title}” has no part “{address.fragment}”.",
                todo="Choose a part from the lesson's outline.",
            )
        self._lesson = lesson
        self._here = ids.index(address.fragment) if address.fragment else self._first_unread(lesson)
        module = self.context.catalog.module(lesson.module)
        self.crumbs = (
            (self.tr("Lessons"), "nk:lessons"),
            (f"{module.number} {module.title}", str(Address.of("lessons", module.id))),
        )
        self._show()

    def _first_unread(self, lesson: Lesson) -> int:
        read = self.context.learner.read(lesson.id)
        unread = (n for n, section in enumerate(lesson.sections) if section.id not in read)
        return next(unread, 0)

    def _show(self) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        section = lesson.sections[self._here]
        self.address = Address.parse(section_address(lesson.id, section.id))
        self.heading = lesson.title
        if self._view is not None:
            self._scroll.takeWidget()
            self._view.hide()
            self._view.deleteLater()
        self._view = SectionView(self.context, lesson, section)
        self._view.open_requested.connect(self.open_requested)
        self._view.reveal_requested.connect(self._reveal)
        self._scroll.setWidget(self._view)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_progress()

    def _show_progress(self) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        read = self.context.learner.read(lesson.id)
        module = self.context.catalog.module(lesson.module)
        count = len(lesson.sections)
        number = [summary.id for summary in module.lessons].index(lesson.id) + 1
        where = self.tr("Section %d of %d") % (self._here + 1, count)
        states = [
            "done" if section.id in read else ("current" if n == self._here else "open")
            for n, section in enumerate(lesson.sections)
        ]
        titles = [section.title for section in lesson.sections]
        self._outline.show_lesson(
            self.tr("Module %d, lesson %d") % (module.number, number),
            lesson.title,
            titles,
            states,
            self._here,
        )
        self._jump.set_text(where + "  ▾")
        self._jump.setAccessibleName(where)
        self._jump_strata.show_states(states, section_tips(titles, states), where)
        self._jump_menu.clear()
        for n, title in enumerate(titles):
            action = self._jump_menu.addAction(f"{n + 1}  {title}")
            action.triggered.connect(lambda _=False, n=n: self._open_section(n))
        self._count.setText(where)
        self._show_footer(lesson, titles)

    def _show_footer(self, lesson: Lesson, titles: list[str]) -> None:
        compact = self._strip.isVisible()
        self._previous.setVisible(self._here > 0)
        last = self._here == len(titles) - 1
        if self._here > 0:
            title = self.tr("Previous") if compact else titles[self._here - 1]
            self._previous.set_text(title)
            self._previous.setAccessibleName(self.tr("Previous: %s") % titles[self._here - 1])
        if last:
            words = self.tr("Finish and practise")
        elif compact:
            words = self.tr("Next section")
        else:
            words = self.tr("Next: %s") % titles[self._here + 1]
        self._next.set_text(words)

    # -- moving ------------------------------------------------------------------------------

    def _open_section(self, index: int) -> None:
        if self._lesson is not None:
            section = self._lesson.sections[index]
            self.open_requested.emit(section_address(self._lesson.id, section.id))

    @override
    def next_section(self, step: int) -> None:
        lesson = self._lesson
        if lesson is None or not self._here + max(step, -1) >= 0:
            return
        if step > 0 and not self._mark_read(lesson):
            return
        goal = self._here + step
        if goal < len(lesson.sections):
            self._open_section(goal)
        else:
            self.open_requested.emit(str(Address.of("practice", lesson.module)))

    def _mark_read(self, lesson: Lesson) -> bool:
        section = lesson.sections[self._here]
        try:
            self.context.learner.mark_read(f"{lesson.id}/{section.id}")
        except UserError as error:
            self.context.report(error)
            return False
        self.context.saved()
        return True

    def _reveal(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 40)

    # -- shape -------------------------------------------------------------------------------

    @override
    def set_width_class(self, width: int, height: int) -> None:
        compact = width < tokens.COMPACT_BELOW
        self._outline.setVisible(not compact)
        self._strip.setVisible(compact)
        if self._lesson is not None:
            self._show_footer(self._lesson, [section.title for section in self._lesson.sections])

    @override
    def panes(self) -> list[QWidget]:
        shown = [self._outline, self._jump, self._scroll, self._next]
        return [pane for pane in shown if pane.isVisible()]

    @override
    def start(self) -> QWidget:
        return self._scroll

    @override
    def step_anchor(self, step: int) -> None:
        """Go to the next or previous citation or glossary word."""
        if self._view is not None:
            self._view.step_anchor(step)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self._view.relayout()
