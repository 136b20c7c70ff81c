"""The gradebook of a class: who has handed in what, how it went, and what a teacher decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom.gradebook import gradebook_of
from nklearn.classroom.understanding import Understanding, understanding_of
from nklearn.domain.addresses import Address
from nklearn.domain.gradebook import CellState, Gradebook
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.teach.export_menu import ExportMenu
from nklearn.ui.teach.grace_field import GraceField
from nklearn.ui.teach.gradebook_legend import Legend
from nklearn.ui.teach.gradebook_table import GradebookTable
from nklearn.ui.teach.gradebook_words import cell_words, state_words
from nklearn.ui.teach.imports import ImportButton, LastImport
from nklearn.ui.teach.items_panel import ItemsPanel
from nklearn.ui.teach.ruling_dialog import RulingDialog
from nklearn.ui.teach.segment import Segment
from nklearn.ui.teach.student_view import StudentView
from nklearn.ui.widgets.basics import Button, column, label
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_STUDENT = "student"
_LOW = 560  # px at 100% text
_FILTERS = (
    CellState.MISSING,
    CellState.IN_PROGRESS,
    CellState.LATE,
    CellState.WAITS,
    CellState.EXCUSED,
    CellState.OVERRIDDEN,
)
_HIDE = "hide names"  # of settings: whether the gradebook shows no names


class GradebookSegment(Segment):
    """`nk:teach/gradebook`, and `nk:teach/gradebook/student/<id>` for one student.

    The state of the first: `by` and `down` (what rows are sorted by), `at` (the assignment that is
    looked at).
    """

    all_classes = True

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        theme = context.theme
        self._address = Address.of("teach", "gradebook")
        self._book = Gradebook((), ())
        self._understood: dict[str, Understanding] = {}  # by assignment, until `_reload`
        self._beside: tuple[Understanding, int] | None = None
        self._group, self._state = "", ""
        self._import = ImportButton(context, desk)
        self._import.imported.connect(self._reload)
        self._import.open_requested.connect(self.open_requested)
        self._export = ExportMenu(context, desk)
        self._export.told.connect(self._tell)
        self._side = ItemsPanel(context)
        self._side.open_requested.connect(self.open_requested)
        self._stack = QStackedWidget()
        box = column(self)
        box.addWidget(self._stack)
        whole = QWidget()
        inner = column(whole, spacing=10)
        inner.addWidget(self._make_filters())
        self._table = GradebookTable(theme)
        self._table.cell_chosen.connect(self._show_chosen)
        self._table.student_opened.connect(self._open_student)
        self._table.sort_requested.connect(self._sort)
        inner.addWidget(self._table, 1)
        self._empty = label("", "secondary")
        inner.addWidget(self._empty)
        inner.addWidget(self._make_actions())
        self._foot = self._make_foot()
        inner.addWidget(self._foot)
        self._stack.addWidget(whole)
        self._student: StudentView | None = None
        self._whole = whole

    # -- parts -------------------------------------------------------------------------------

    def _make_filters(self) -> QWidget:
        theme = self.context.theme
        holder = QWidget()
        line = Flow(holder, spacing=10, line_spacing=8)
        self._find = FindField(theme, self.tr("Find a student"))
        self._find.setFixedWidth(theme.px(220))
        self._find.typed.connect(self._refill)
        self._find.list_requested.connect(self._table_focus)
        line.addWidget(self._find)
        self._filter = Button(theme, "", icon="chevron-down", icon_after=True, small=True)
        self._menu = QMenu(self._filter)
        self._menu.aboutToShow.connect(self._fill_filters)
        self._filter.setMenu(self._menu)
        line.addWidget(self._filter)
        self._names = Button(theme, "", small=True, on_click=self._turn_names)
        line.addWidget(self._names)
        self._grace = GraceField(self.context, self.desk)
        self._grace.changed.connect(self._reload)
        line.addWidget(self._grace)
        return holder

    def _make_actions(self) -> QWidget:
        theme = self.context.theme
        holder = QWidget()
        line = Flow(holder, spacing=8, line_spacing=8)
        self._said = label("", "small", wrap=False)
        line.addWidget(self._said)
        add = line.addWidget
        self._open = Button(theme, self.tr("Student’s page"), small=True)
        self._open.clicked.connect(lambda: self._open_student(self._table.chosen[0]))
        self._rule = Button(theme, self.tr("Decide by hand…"), small=True, on_click=self._decide)
        self._release = Button(theme, self.tr("Release feedback…"), small=True)
        self._release.clicked.connect(self._begin_release)
        self._regrade = Button(theme, self.tr("Regrade…"), small=True)
        self._regrade.clicked.connect(self._begin_regrade)
        self._items = Button(theme, self.tr("Questions"), small=True, on_click=self._open_items)
        for button in (self._open, self._rule, self._items, self._release, self._regrade):
            add(button)
        # Where there is no height for all of them, one button holds them.
        self._acts = Button(
            theme, self.tr("What to do"), icon="chevron-down", icon_after=True, small=True
        )
        menu = QMenu(self._acts)
        menu.aboutToShow.connect(lambda: self._fill_acts(menu))
        self._fill_acts(menu)
        self._acts.setMenu(menu)
        self._acts.hide()
        add(self._acts)
        return holder

    def _fill_acts(self, menu: QMenu) -> None:
        menu.clear()
        for button in (self._open, self._rule, self._items, self._release, self._regrade):
            action = menu.addAction(button.accessibleName(), button.click)
            action.setEnabled(button.isEnabled())
        menu.addAction(self._grace.accessibleName(), self._grace.ask)

    @override
    def set_width_class(self, width: int, height: int) -> None:
        low = height * 100 / self.context.theme.text_size < _LOW
        for button in (self._open, self._rule, self._items, self._release, self._regrade):
            button.setVisible(not low)
        self._acts.setVisible(low)
        self._foot.setVisible(not low)
        self._grace.setVisible(not low)

    def _make_foot(self) -> QWidget:
        holder = QWidget()
        line = Flow(holder, spacing=16, line_spacing=4)
        line.addWidget(Legend(self.context.theme))
        self._last = LastImport(self.context, self.desk)
        self._last.open_requested.connect(self.open_requested)
        line.addWidget(self._last)
        return holder

    @override
    def tools(self) -> Sequence[QWidget]:
        return (self._import, self._export)

    @override
    def side(self) -> QWidget | None:
        return self._side

    @override
    def panes(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._whole:
            return [self._table.view, self._whole]
        return [self._student or self._whole]

    @override
    def start(self) -> QWidget:
        return self.panes()[0]

    @override
    def export(self) -> None:
        self._export.showMenu()

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        if address.path[1:2] == (_STUDENT,):
            self._show_student(address)
            return
        if len(address.path) > 1:
            raise UserError(f"There is no page “{address}”.", todo="Choose from the line above.")
        self._address = address
        self._stack.setCurrentWidget(self._whole)
        self._reload()

    def _show_student(self, address: Address) -> None:
        name = address.path[2] if len(address.path) == 3 else ""
        student = self.desk.store.student(name)
        if student is None:
            raise UserError("This student is not here.", todo="Choose one from the gradebook.")
        if self._student is not None:
            self._stack.removeWidget(self._student)
            self._student.hide()
            self._student.deleteLater()
        self._student = StudentView(self.context, self.desk, student)
        self._student.open_requested.connect(self.open_requested)
        self._student.rule_requested.connect(self._decide_on)
        self._stack.addWidget(self._student)
        self._stack.setCurrentWidget(self._student)
        self._empty_side()
        self._address = address

    def _reload(self, _run: object = None) -> None:
        """Read the gradebook anew from the teacher's file."""
        wanted = self._address.state.get("class", "")
        known = [one.id for one in self.desk.store.classes() if not one.archived]
        classes = [wanted] if wanted and wanted != "all" else known
        self._book = gradebook_of(self.desk, *classes)
        self._understood.clear()
        self._last.refresh()
        self._export.set_class(wanted if wanted != "all" else "")
        self._refill()
        work = self._address.state.get("at", "")
        if work not in {one.id for one in self._book.columns}:
            work = self._book.columns[-1].id if self._book.columns else ""
        if not self._table.chosen[1]:
            first = (
                self._book.rows[self._table.model.order[0]].id if self._table.model.order else ""
            )
            self._table.choose(first, work)
        self._show_chosen(*self._table.chosen)

    def _refill(self, _words: str = "") -> None:
        """Show the rows that the filters leave, in their order."""
        by = self._address.state.get("by", "")
        down = self._address.state.get("down", "") == "1"
        states = {one for one in _FILTERS if one.name == self._state}
        order = self._book.order(
            by=by, descending=down, words=self._find.text(), group=self._group, states=states
        )
        names = self.desk.store.setting(_HIDE) != "1"
        self._table.show_book(self._book, order, names=names)
        self._table.show_sort(by, descending=down)
        self._names.set_text(self.tr("Hide names") if names else self.tr("Show names"))
        self._find.setEnabled(names)
        chosen = [state_words(one) for one in _FILTERS if one.name == self._state]
        shown = " · ".join(filter(None, (self._group, *chosen)))
        self._filter.set_text(self.tr("Shown: %s") % (shown or self.tr("everyone")))
        self._say_empty(order)

    def _say_empty(self, order: list[int]) -> None:
        words = ""
        if not self._book.rows:
            words = self.tr("This class has no students yet. Add them under Classes.")
        elif not self._book.columns:
            words = self.tr("Nothing has been assigned yet. “New assignment” begins.")
        elif not order:
            words = self.tr("Nobody fits. Choose “everyone”, or other words.")
        self._empty.setText(words)
        self._empty.setVisible(bool(words))

    # -- filters -----------------------------------------------------------------------------

    def _fill_filters(self) -> None:
        menu = self._menu
        menu.clear()
        groups = sorted({one.group for one in self._book.rows if one.group})
        self._add_choice(self.tr("Everyone"), not (self._group or self._state), self._all)
        menu.addSeparator()
        for state in _FILTERS:
            act = self._setter(state=state.name)
            self._add_choice(state_words(state), self._state == state.name, act)
        if groups:
            menu.addSeparator()
        for group in groups:
            self._add_choice(group, self._group == group, self._setter(group=group))

    def _add_choice(self, words: str, chosen: bool, act: Callable[[], None]) -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: act())

    def _setter(self, *, group: str | None = None, state: str | None = None) -> Callable[[], None]:
        def act() -> None:
            self._group = self._group if group is None else group
            self._state = self._state if state is None else state
            self._refill()

        return act

    def _all(self) -> None:
        self._group = self._state = ""
        self._refill()

    def _turn_names(self) -> None:
        hidden = self.desk.store.setting(_HIDE) == "1"
        try:
            self.desk.store.set_setting(_HIDE, "" if hidden else "1")
        except UserError as error:
            self.context.report(error, self._turn_names)
            return
        self._find.show_words("")
        self._refill()

    def _sort(self, by: str) -> None:
        state = self._address.state
        same = state.get("by", "") == by
        down = (state.get("down", "") != "1") if same else bool(by)
        query = {"class": state.get("class", ""), "by": by, "down": "1" if down else ""}
        self._move({name: value for name, value in query.items() if value})
        self._refill()

    def _move(self, query: dict[str, str]) -> None:
        self._address = Address.of("teach", "gradebook", **query)
        self.moved.emit(self._address)

    def _table_focus(self) -> None:
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is chosen ----------------------------------------------------------------------

    def _show_chosen(self, student: str, work: str) -> None:
        columns = {one.id: place for place, one in enumerate(self._book.columns)}
        rows = {one.id: place for place, one in enumerate(self._book.rows)}
        words = ""
        if student in rows:
            names = self.desk.store.setting(_HIDE) != "1"
            words = self._book.rows[rows[student]].name if names else ""
            if work in columns:
                cell = self._book.cell(rows[student], columns[work])
                title = self._book.columns[columns[work]].title
                words = ": ".join(filter(None, (words, f"{title}, {cell_words(cell)}")))
        self._said.setText(words)
        self._open.setEnabled(student in rows)
        for button in (self._rule, self._items, self._release, self._regrade):
            button.setEnabled(work in columns and (button is not self._rule or student in rows))
        self._fill_side(work, columns.get(work, -1) + 1)

    def _fill_side(self, work: str, place: int) -> None:
        """Show how an assignment was answered; what stands there already is left alone."""
        if not work:
            self._empty_side()
            return
        try:
            found = self._understood.get(work) or understanding_of(self.desk, work)
        except UserError as error:
            self._empty_side()
            self.context.tell(error)
            return
        self._understood[work] = found
        if self._beside is None or self._beside[0] is not found or self._beside[1] != place:
            self._beside = found, place
            self._side.show_work(found, place)

    def _empty_side(self) -> None:
        self._beside = None
        self._side.show_nothing()

    # -- wishes ------------------------------------------------------------------------------

    def _open_student(self, student: str) -> None:
        if student:
            self.open_requested.emit(str(Address.of("teach", "gradebook", _STUDENT, student)))

    def _open_items(self) -> None:
        self.open_requested.emit(str(Address.of("teach", "items", self._table.chosen[1])))

    def _decide(self) -> None:
        student, work = self._table.chosen
        if student and work:
            self._decide_on(student, work, self._table.called(student))

    def _decide_on(self, student: str, work: str, called: str = "") -> None:
        dialog = RulingDialog(self.context, self.desk, student, work, self.window(), called)
        dialog.decided.connect(self._after_deciding)
        dialog.open()

    def _after_deciding(self) -> None:
        self.context.saved()
        if self._stack.currentWidget() is self._whole:
            self._reload()
        else:
            self._show_student(self._address)

    def _begin_release(self) -> None:
        from nklearn.ui.teach.release_dialog import ReleaseDialog

        dialog = ReleaseDialog(self.context, self.desk, self._table.chosen[1], self.window())
        dialog.told.connect(self._tell)
        dialog.open()

    def _tell(self, words: str) -> None:
        """Say what was saved, where the chosen cell is told otherwise."""
        self._said.setText(words)
        accessible.announce(self._said, words)

    def _begin_regrade(self) -> None:
        from nklearn.ui.teach.regrade_dialog import RegradeDialog

        work = self._table.chosen[1]
        dialog = RegradeDialog(self.context, self.desk, work, self.window(), self._table.called)
        dialog.regraded.connect(self._after_deciding)
        dialog.open()
