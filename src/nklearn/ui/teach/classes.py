"""Classes and their students: making them, bringing lists in, slips, computers, letting go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom import codes, rosters
from nklearn.classroom.computers import WAITING
from nklearn.domain.addresses import Address
from nklearn.domain.teaching import SchoolClass, Student
from nklearn.ui import accessible, layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.teach.bringing_in import BringingIn
from nklearn.ui.teach.class_list import ClassList
from nklearn.ui.teach.class_panel import ClassPanel
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, column, label

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.ui.teach.slips_dialog import SlipsToPaper

# Windows lower than this, in px at 100% text, may have to scroll.
_LOW = 640


class ClassesSegment(Segment):
    """`nk:teach/classes?class=<id>` shows a class, `?class=all` all of them.

    With `waiting=1` the computers that wait for a word are shown over it.
    """

    all_classes = True

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        self._class: SchoolClass | None = None
        self._to_paper: SlipsToPaper | None = None
        theme = context.theme
        box = column(self, spacing=8)
        self._told = label("", "small", tone="positive")
        self._told.hide()
        box.addWidget(self._told)
        self.list = ClassList(context, desk)
        self.list.class_opened.connect(self._go)
        self.list.new_requested.connect(self._ask_new)
        self.panel = ClassPanel(context, desk)
        self.panel.wished.connect(self._wish)
        self.panel.student_opened.connect(self._open_student)
        self._area = self._scrolled(self.panel)
        box.addWidget(self.list, 1)
        box.addWidget(self._area, 1)
        self._new = Button(theme, self.tr("New class"), icon="plus", on_click=self._ask_new)
        self._import = Button(theme, self.tr("Import a list"), icon="folder-input", kind="primary")
        self.lists = BringingIn(context, desk, self)
        self.lists.taken_over.connect(self._taken)
        menu = QMenu(self._import)
        self.lists.fill(menu)
        self._import.setMenu(menu)

    def _scrolled(self, panel: ClassPanel) -> QScrollArea:
        """Return an area in which the panel scrolls where the window is low."""
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("scrollBody")
        column(body).addWidget(panel)
        area.setWidget(body)
        return area

    @override
    def set_width_class(self, width: int, height: int) -> None:
        narrow = width < tokens.COMPACT_BELOW
        self._new.setVisible(not narrow)
        self.list.set_narrow(narrow=narrow)
        policy = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if height < _LOW else policy.ScrollBarAlwaysOff
        )

    @override
    def tools(self) -> Sequence[QWidget]:
        return (self._new, self._import)

    @override
    def panes(self) -> list[QWidget]:
        return [self.panel if self._class else self.list]

    @override
    def start(self) -> QWidget:
        if self._class is None:
            return self.list.table if self.list.table.lines else self.list.first
        return self.panel.table if self.panel.table.lines else self.panel.add

    # -- showing -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        name = address.state.get("class", "")
        known = self.desk.store.school_class(name)
        if len(address.path) > 1:
            raise UserError(f"There is no page “{address}”.", todo="Choose a class.")
        if known is None or self._class is None or known.id != self._class.id:
            self._told.hide()
        self._class = known
        self._refresh()
        if WAITING in address.state:
            QTimer.singleShot(0, self, lambda: self._show_waiting(address))

    def _refresh(self) -> None:
        """Show what is so now."""
        if self._class is not None:
            self._class = self.desk.store.school_class(self._class.id)
        self.lists.school_class = self._class
        self._import.setEnabled(self._class is not None)
        first = "" if self._class else self.tr("Choose a class first, or make one.")
        self._import.setToolTip(first)
        self.list.setVisible(self._class is None)
        self._area.setVisible(self._class is not None)
        if self._class is None:
            self.list.refresh()
        else:
            self.panel.show_class(self._class)
        layouts.finish()

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        accessible.announce(self._told, words)

    def _changed(self) -> None:
        """Show what was saved."""
        self.context.saved()
        self._refresh()
        self.class_changed.emit()

    def _go(self, name: str) -> None:
        self.open_requested.emit(str(Address.of("teach", "classes", **{"class": name})))

    def _taken(self, words: str) -> None:
        self._changed()
        self._say(words)

    # -- wishes ------------------------------------------------------------------------------

    def _wish(self, wish: str) -> None:
        own = self._class
        if own is None:
            return
        steps = {
            "add": lambda: self._show_student(None),
            "print": self._ask_print,
            "group": self._ask_group,
            "change": lambda: self._ask_class(own),
            "archive": self._archive,
            "new": self._ask_new,
            "waiting": self._ask_waiting,
            "erase": lambda: self._ask_erase(self.desk.store.students(own.id)),
        }
        steps[wish]()

    def _ask_new(self) -> None:
        self._ask_class(None)

    def _ask_class(self, known: SchoolClass | None) -> None:
        from nklearn.ui.teach.class_dialogs import ClassDialog

        def saved(name: str) -> None:
            self._changed()
            if known is None:
                self._go(name)

        dialog = ClassDialog(self.context.theme, self.desk, known, self.window())
        dialog.saved.connect(saved)
        dialog.open()

    def _archive(self) -> None:
        own = self._class
        if own is None:
            return
        try:
            rosters.change_class(
                self.desk, own.id, own.label, own.retain_until, archived=not own.archived
            )
        except UserError as error:
            self.context.tell(error)
            return
        self._changed()

    def _open_student(self, name: str) -> None:
        found = self.desk.store.student(name)
        if found is not None:
            self._show_student(found)

    def _show_student(self, known: Student | None) -> None:
        from nklearn.ui.teach.student_dialog import StudentDialog

        if self._class is None:
            return
        dialog = StudentDialog(self.context.theme, self.desk, self._class.id, known, self.window())
        dialog.saved.connect(self._changed)
        dialog.erase_requested.connect(self._erase_one)
        dialog.open()

    def _ask_group(self) -> None:
        from nklearn.ui.teach.class_dialogs import GroupDialog

        students = self.panel.chosen()
        if not students or self._class is None:
            return

        def put(group: str) -> None:
            try:
                rosters.regroup(self.desk, students, group)
            except UserError as error:
                self.context.tell(error)
            else:
                self._changed()

        here = rosters.present(self.desk, self._class.id)
        known = tuple(sorted({own.group for own in here if own.group}))
        dialog = GroupDialog(self.context.theme, len(students), known, self.window())
        dialog.chosen.connect(put)
        dialog.open()

    def _show_waiting(self, address: Address) -> None:
        """Show the computers that wait; going back later does not show them once more."""
        if not self.isVisible():
            return
        state = {name: value for name, value in address.state.items() if name != WAITING}
        self.moved.emit(Address.of("teach", "classes", **state))
        self._ask_waiting()

    def _ask_waiting(self) -> None:
        """Show the computers of the class that wait, or where none is open those of all."""
        from nklearn.ui.teach.waiting_dialog import WaitingDialog

        own = self._class.id if self._class else ""
        dialog = WaitingDialog(self.context.theme, self.desk, own, self.window())
        dialog.decided.connect(self._changed)
        dialog.open()

    # -- erasing -----------------------------------------------------------------------------

    def _erase_one(self, name: str) -> None:
        found = self.desk.store.student(name)
        if found is not None:
            self._ask_erase((found,))

    def _ask_erase(self, students: tuple[Student, ...]) -> None:
        from nklearn.ui.teach.erase_dialog import EraseDialog

        if not students:
            return

        def erased(count: int, troubles: list[str]) -> None:
            self._changed()
            words = self.tr("%d erased.") % count
            self._say(" ".join((words, *troubles)))

        dialog = EraseDialog(self.context.theme, self.desk, students, self.window())
        dialog.erased.connect(erased)
        dialog.open()

    # -- slips -------------------------------------------------------------------------------

    def _paper(self) -> SlipsToPaper:
        if self._to_paper is None:
            from nklearn.ui.teach.slips_dialog import SlipsToPaper

            self._to_paper = SlipsToPaper(self.context, self)
            self._to_paper.told.connect(self._say)
        return self._to_paper

    def _ask_print(self) -> None:
        from nklearn.ui.teach.slips_dialog import SlipsDialog

        own = self._class
        if own is None:
            return
        chosen = [each for each in self.panel.chosen() if each.left is None]
        students = chosen if len(chosen) > 1 else rosters.present(self.desk, own.id)
        if not students:
            return
        from nklearn.ui.teach.slips import Slip

        slips = [
            Slip(
                each.name,
                own.label,
                codes.join_code(each.id),
                self.desk.profile.name,
                self.desk.words,
                self.desk.keys.public,
            )
            for each in students
        ]
        SlipsDialog(self.context.theme, slips, self._paper(), self.window()).open()
