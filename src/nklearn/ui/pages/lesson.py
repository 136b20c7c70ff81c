"""The lesson reader: outline, one section at a time, notes in the margin, a footer to go on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import section_address
from nklearn.domain.lessons import Lesson, Module, Section
from nklearn.learning.steps import StepKind, step_back, step_on
from nklearn.ui import accessible, icons, layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.reading.find_bar import FindBar
from nklearn.ui.reading.gate import Gate, Opening, SummaryHead, opening, summary_of, talk_words
from nklearn.ui.reading.print_lesson import PrintLesson
from nklearn.ui.reading.ruler import Ruler
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.advisory import AdvisoryStrip
from nklearn.ui.widgets.basics import Button, column, frame, row
from nklearn.ui.widgets.lesson_footer import LessonFooter
from nklearn.ui.widgets.module_end import ModuleEnd
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
        self._compact = False
        # Modules whose advisory this reader has put away; pages are made anew for each reader.
        self._put_away: set[str] = set()
        # Modules passed over at their gate, and how the lesson that is here opened.
        self._skipped: set[str] = set()
        self._opening = Opening.WHOLE
        outer = row(self)
        self._outline = Outline(theme)
        self._outline.chosen.connect(self._open_section)
        foot = self._outline.foot
        foot.bookmark_requested.connect(self._turn_bookmark)
        foot.note_requested.connect(self._note_on_section)
        foot.notebook_requested.connect(self._open_notebook)
        outer.addWidget(self._outline)
        self._print = PrintLesson(context, self, lambda: self._printed())
        foot.add_last(self._print.button)
        right = column()
        outer.addLayout(right, 1)
        right.addWidget(self._make_strip())
        right.addWidget(self._print.line)
        self._scroll = QScrollArea()
        self._find = FindBar(theme, self._scroll)
        self._find.section_requested.connect(self._open_section)
        right.addWidget(self._find)
        self._ruler = Ruler(theme, self._scroll)
        theme.changed.connect(self._take_lines)
        scrolling.set_up(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Lesson text"))
        right.addWidget(self._scroll, 1)
        right.addWidget(self._make_gate(), 1)
        self._footer = LessonFooter(theme)
        self._footer.back_requested.connect(lambda: self.next_section(-1))
        self._footer.on_requested.connect(lambda: self.next_section(1))
        right.addWidget(self._footer)
        self._make_keys()

    def _make_keys(self) -> None:
        for keys, work in (
            ("Ctrl+P", self.export),
            ("Ctrl+F", partial(self._seek, 0)),
            ("F3", partial(self._seek, 1)),
            ("Shift+F3", partial(self._seek, -1)),
            ("Ctrl+B", self._turn_bookmark),
            ("Ctrl+H", self._highlight),
            ("Ctrl+M", self._write_note),
            ("Ctrl+N", self._write_note),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(work)

    def _make_gate(self) -> Gate:
        self._gate = Gate(self.context.theme)
        self._gate.hide()
        self._gate.go_on_requested.connect(self._accept)
        self._gate.skip_requested.connect(lambda: self._pass_over(skip=True))
        self._gate.leave_requested.connect(lambda: self.open_requested.emit("nk:lessons"))
        return self._gate

    def _make_strip(self) -> QFrame:
        """Make what stands above the text: a stand-in for the outline, and the advisory."""
        theme = self.context.theme
        self._strip = frame("band")
        self._strip_box = column(self._strip, spacing=8)
        self._jumps = QWidget()
        box = row(self._jumps, spacing=12)
        self._jump = Button(theme, "", icon="list-tree")
        self._jump_menu = QMenu(self._jump)
        self._jump.setMenu(self._jump_menu)
        self._jump_strata = Strata(theme)
        box.addWidget(self._jump)
        box.addWidget(self._jump_strata, 1)
        self._advisory = AdvisoryStrip(theme)
        self._advisory.skip_requested.connect(self._skip_to_summary)
        self._advisory.hide_requested.connect(self._put_advisory_away)
        self._strip_box.addWidget(self._jumps, 0, Qt.AlignmentFlag.AlignLeft)
        self._strip_box.addWidget(self._advisory, 1)
        return self._strip

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
        module = self._module_of(lesson)
        self._opening = opening(self.context, module, self._skipped)
        if self._opening in (Opening.CHOSEN, Opening.SET):
            lesson, self._here = summary_of(lesson), 0
        else:
            here = ids.index(address.fragment) if address.fragment else None
            self._here = self._first_unread(lesson) if here is None else here
        self._lesson = lesson
        self.crumbs = (
            (self.tr("Lessons"), "nk:lessons"),
            (f"{module.number} {module.title}", str(Address.of("lessons", module.id))),
        )
        if self._opening is Opening.GATE:
            self._shut(lesson, address)
        else:
            self._show()
            if words := address.state.get("find", ""):
                self._find.open_with(words)

    # -- the gate ----------------------------------------------------------------------------

    def _shut(self, lesson: Lesson, address: Address) -> None:
        """Show the gate, and nothing of the lesson."""
        self.address, self.heading, self._lesson = address, lesson.title, None
        self._clear()
        module = self._module_of(lesson)
        self._gate.show_module(module, talk_words(self.context))
        for part in (self._outline, self._strip, self._scroll, self._footer, self._find):
            part.hide()
        self._gate.show()

    def _accept(self) -> None:
        """Keep that the reader goes on, and open what they came for."""
        try:
            self.context.learner.accept_advisory(self.address.path[0])
        except UserError as error:
            self.context.report(error, self._accept)
            return
        self.context.saved()
        self._pass_over(skip=False)

    def _pass_over(self, *, skip: bool) -> None:
        """Open the lesson behind the gate: whole, or its summary alone."""
        module = self.address.path[0]
        (self._skipped.add if skip else self._skipped.discard)(module)
        self.open(self.address)
        self._scroll.show()
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(self.address)

    def _back_to_gate(self) -> None:
        self._skipped.discard(self.address.path[0])
        self.open(self.address)
        self._gate.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        """Take away what was shown."""
        if self._view is not None:
            self._scroll.takeWidget()
            self._view.hide()
            self._view.deleteLater()
            self._view = None

    @property
    def _step_place(self) -> int:
        """The number of the section from which one goes on or back; a summary is the last."""
        if self._lesson is None or self._opening is Opening.WHOLE:
            return self._here
        return len(self.context.catalog.lesson(self._lesson.id).sections) - 1

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
        self._clear()
        self.context.theme.line_spacing = self.context.preferences.line_spacing
        self._gate.hide()
        self._scroll.show()
        self._footer.show()
        self._view = SectionView(self.context, lesson, section)
        if self._opening is not Opening.WHOLE:
            head = SummaryHead(self.context.theme, by_teacher=self._opening is Opening.SET)
            head.whole_requested.connect(self._back_to_gate)
            self._view.text.insertWidget(1, head)
        self._view.open_requested.connect(self.open_requested)
        self._view.reveal_requested.connect(self._reveal)
        self._view.placed.connect(self._align)
        self._view.marks.changed.connect(self._show_marks)
        on = step_on(self._module_of(lesson), lesson.id, self._step_place)
        if on.kind in (StepKind.PRACTICE, StepKind.MODULE):
            self._view.add_end(self._make_end(lesson))
        self._print.told.emit("")
        self._scroll.setWidget(self._view)
        self._scroll.verticalScrollBar().setValue(0)
        self._ruler.follow(self._view.prose)
        self._ruler.set_on(self.context.preferences.ruler == "on")
        self._find.show_section(lesson, self._here, self._view)
        self._show_progress()
        self._shape()

    def _show_progress(self) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        read = self.context.learner.read(lesson.id)
        module = self._module_of(lesson)
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
            self._bookmarked(lesson),
        )
        self._show_marks()
        self._jump.set_text(where + "  ▾")
        self._jump.setAccessibleName(where)
        self._jump_strata.show_states(states, section_tips(titles, states), where)
        self._jump_menu.clear()
        for n, title in enumerate(titles):
            action = self._jump_menu.addAction(f"{n + 1}  {title}")
            if states[n] == "done":
                action.setIcon(self._tick())
            action.triggered.connect(lambda _=False, n=n: self._open_section(n))
        self._jump_menu.addSeparator()
        self._outline.foot.fill(self._jump_menu)
        self._jump_menu.addMenu(self._print.menu)

    def _bookmarked(self, lesson: Lesson) -> set[int]:
        marks = {mark.section for mark in self.context.learner.notebook.bookmarks}
        return {n for n, each in enumerate(lesson.sections) if f"{lesson.id}/{each.id}" in marks}

    def _show_marks(self) -> None:
        lesson = self._lesson
        if lesson is not None:
            notes = self.context.learner.notebook.notes_of_lesson(lesson.id)
            marked = self._here in self._bookmarked(lesson)
            self._outline.foot.show_state(bookmarked=marked, notes=len(notes))

    def _module_of(self, lesson: Lesson) -> Module:
        return self.context.catalog.module(lesson.module)

    def _tick(self) -> QIcon:
        theme = self.context.theme
        return icons.icon("check", theme.color("POSITIVE"), theme.px(tokens.SIZE["icon_small"]))

    def _printed(self) -> tuple[Lesson, tuple[Section, ...]] | None:
        """Return what goes to paper."""
        return (self._lesson, self._lesson.sections) if self._lesson is not None else None

    def _seek(self, by: int) -> None:
        if self._lesson is not None:
            self._find.step(by) if by else self._find.open_bar()

    @override
    def export(self) -> None:
        """Offer the lesson on paper."""
        if self._lesson is None:
            return
        self._print.open_menu(self._jump)

    def _make_end(self, lesson: Lesson) -> ModuleEnd:
        end = ModuleEnd(self.context, self._module_of(lesson), lesson.id)
        end.open_requested.connect(self.open_requested)
        return end

    # -- marking -----------------------------------------------------------------------------

    def _turn_bookmark(self) -> None:
        """Set the section's bookmark, or take it away."""
        if (lesson := self._lesson) is None:
            return
        section = f"{lesson.id}/{lesson.sections[self._here].id}"
        book = self.context.learner.notebook
        wanted = not book.is_bookmarked(section)
        try:
            book.set_bookmark(section, wanted)
        except UserError as error:
            self.context.report(error, self._turn_bookmark)
            return
        self.context.saved()
        self._show_progress()
        words = self.tr("Bookmark set") if wanted else self.tr("Bookmark removed")
        accessible.announce(self._outline.foot, words)

    def _highlight(self) -> None:
        if self._view is not None:
            self._view.marks.highlight()

    def _write_note(self) -> None:
        if self._view is not None:
            self._view.marks.write_note()

    def _note_on_section(self) -> None:
        if self._view is not None:
            self._view.marks.note_on_section()

    def _open_notebook(self) -> None:
        if self._lesson is not None:
            self.open_requested.emit(str(Address.of("notebook", lesson=self._lesson.id)))

    # -- moving ------------------------------------------------------------------------------

    def _open_section(self, index: int) -> None:
        if self._lesson is not None:
            section = self._lesson.sections[index]
            self.open_requested.emit(section_address(self._lesson.id, section.id))

    @override
    def next_section(self, step: int) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        if step < 0:
            place = 0 if self._opening is not Opening.WHOLE else self._here
            if back := step_back(self._module_of(lesson), lesson.id, place):
                self.open_requested.emit(back.address)
        elif self._opening is not Opening.WHOLE or self._mark_read(lesson):
            goal = step_on(self._module_of(lesson), lesson.id, self._step_place)
            self.open_requested.emit(goal.address)

    def _skip_to_summary(self) -> None:
        """Go to the sentences to keep at the end; what is passed over stays unread."""
        if self._lesson is not None:
            self._open_section(len(self._lesson.sections) - 1)
        if self._view is not None:
            layouts.finish()  # nothing can be scrolled to before it has its place
            self._view.show_summary()

    def _put_advisory_away(self) -> None:
        if self._lesson is not None:
            self._put_away.add(self._lesson.module)
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
            self._shape()

    def _mark_read(self, lesson: Lesson) -> bool:
        section = lesson.sections[self._here]
        try:
            self.context.learner.mark_read(f"{lesson.id}/{section.id}")
        except UserError as error:
            self.context.report(error, partial(self.next_section, 1))
            return False
        self.context.saved()
        return True

    def _reveal(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 40)

    def _take_lines(self) -> None:
        """Take on the space between lines and the ruler that the reader chose.

        A page that is not on screen does so when it opens; its reader may have left.
        """
        if not self.isVisible():
            return
        self.context.theme.line_spacing = self.context.preferences.line_spacing
        self._ruler.set_on(self.context.preferences.ruler == "on")
        if self._view is not None:
            for prose in self._view.prose:
                prose.follow_look()

    # -- shape -------------------------------------------------------------------------------

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._compact = width < tokens.COMPACT_BELOW
        self._shape()

    def _shape(self) -> None:
        """Show what the width and the module ask for."""
        lesson = self._lesson
        if lesson is None:
            return
        module = self._module_of(lesson)
        advised = self._opening is Opening.WHOLE
        advised = advised and bool(module.advisory) and module.id not in self._put_away
        self._advisory.show_words(module.advisory, talk_words(self.context))
        self._advisory.setVisible(advised)
        self._jumps.setVisible(self._compact)
        self._jump_strata.setFixedWidth(self.context.theme.px(130))
        self._outline.setVisible(not self._compact)
        self._strip.setVisible(advised or self._compact)
        whole = self._opening is Opening.WHOLE
        back = step_back(module, lesson.id, self._here if whole else 0)
        on = step_on(module, lesson.id, self._step_place)
        where = self.tr("Section %d of %d") % (self._here + 1, len(lesson.sections))
        where = where if whole else self.tr("Summary")
        self._footer.show_steps(back, on, where, short=self._compact)

    def _align(self, left: int) -> None:
        """Let what stands above and below the text begin where it begins."""
        right = max(24, left - 20)
        self._strip_box.setContentsMargins(left, 8, right, 8)
        self._footer.set_edges(left, right)
        self._find.edges.setContentsMargins(left, 4, right, 4)
        self._print.line.setContentsMargins(left, 4, right, 0)

    @override
    def panes(self) -> list[QWidget]:
        shown = [self._outline, self._jumps, self._advisory, self._find, self._scroll]
        shown += [self._gate, self._footer.next]
        return [pane for pane in shown if pane.isVisible()]

    @override
    def start(self) -> QWidget:
        return self._scroll if self._gate.isHidden() else self._gate.first

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
