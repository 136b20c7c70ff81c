"""One student: name, number, group, extra time, class, computers; leaving and erasing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import codes, computers, rosters
from nklearn.domain.teaching import Device, DeviceState, Student
from nklearn.ui.teach.class_dialogs import field
from nklearn.ui.teach.picker import Picker
from nklearn.ui.teach.work_dialog import WorkDialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, clear, column, frame, label, row
from nklearn.ui.words import day_name

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_WIDTH = 560


class StudentDialog(WorkDialog):
    """Adds a student or changes one; `saved` tells that something is another now."""

    saved = Signal()
    erase_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        desk: TeacherDesk,
        school_class: str,
        known: Student | None,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, parent, width=_WIDTH)
        self.entitle(known.name if known else self.tr("New student"))
        self._desk, self._class, self._known = desk, school_class, known
        box = self.scrolling()
        told = self.tr("Or a pseudonym. It stays on this computer: files carry an id alone.")
        self._name = field(box, self.tr("Name"), known.name if known else "", told)
        line = row(spacing=12)
        box.addLayout(line)
        left, right = column(spacing=8), column(spacing=8)
        line.addLayout(left, 1)
        line.addLayout(right, 1)
        self._number = field(left, self.tr("School number"), known.number if known else "")
        self._group = field(right, self.tr("Group"), known.group if known else "")
        extra = str(known.extra) if known and known.extra else ""
        told = self.tr("Added to every time limit, such as 25. Empty: none.")
        self._extra = field(box, self.tr("Extra time, percent"), extra, told)
        for each in (self._name, self._number, self._group, self._extra):
            each.returnPressed.connect(self._save)
        self._move: Picker | None = None
        self._devices = column(spacing=6)
        if known:
            self._add_known(box, known)
        box.addStretch(1)
        self.finish(self.tr("Save") if known else self.tr("Add")).clicked.connect(self._save)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_known(self, box: QVBoxLayout, known: Student) -> None:
        """Add what only somebody has who is here already."""
        classes = {own.id: own.label for own in self._desk.store.classes()}
        if len(classes) > 1:
            box.addWidget(label(self.tr("Class"), "label"))
            self._move = Picker(self.theme, classes, self.tr("Class"))
            self._move.set_value(known.school_class)
            box.addWidget(self._move)
        box.addWidget(label(self.tr("Join code"), "label"))
        box.addWidget(label(codes.join_code(known.id), "keep"))
        box.addWidget(label(self.tr("Computers"), "label"))
        box.addLayout(self._devices)
        self._fill_devices(known)
        line = row(spacing=12)
        if known.left is None:
            words, icon = self.tr("Has left the class"), "log-out"
        else:
            words, icon = self.tr("Is back in the class"), "rotate-ccw"
        gone = Button(self.theme, words, icon=icon, small=True, on_click=self._toggle_left)
        erase = Button(self.theme, self.tr("Erase for good…"), icon="trash-2", small=True)
        erase.clicked.connect(self._ask_erase)
        for button in (gone, erase):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        box.addSpacing(4)
        box.addLayout(line)

    def _fill_devices(self, known: Student) -> None:
        clear(self._devices)
        devices = self._desk.store.devices(known.id)
        if not devices:
            told = self.tr("None yet. One shows here once it has handed something in.")
            self._devices.addWidget(label(told, "small"))
        for device in devices:
            self._devices.addWidget(self._device(device))

    def _device(self, device: Device) -> QWidget:
        card = frame("card")
        box = column(card, margins=10, spacing=4)
        state = {
            DeviceState.WAITING: self.tr("Waits for your word"),
            DeviceState.CONFIRMED: self.tr("Confirmed"),
            DeviceState.REFUSED: self.tr("Refused"),
        }[device.state]
        seen = day_name(device.first_seen.date(), self._desk.now().date())
        box.addWidget(label(self.tr("%s, since %s") % (state, seen), "strong"))
        box.addWidget(label(" ".join(computers.words(device)), "small"))
        line = row(spacing=8)
        if device.state is not DeviceState.CONFIRMED:
            line.addWidget(self._decision(self.tr("It is theirs"), device, yes=True))
        if device.state is not DeviceState.REFUSED:
            line.addWidget(self._decision(self.tr("Refuse"), device, yes=False))
        line.addStretch(1)
        box.addLayout(line)
        return card

    def _decision(self, words: str, device: Device, *, yes: bool) -> Button:
        made = Button(self.theme, words, small=True)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._decide(device, yes=yes))
        return made

    def _decide(self, device: Device, *, yes: bool) -> None:
        try:
            (computers.confirm if yes else computers.refuse)(self._desk, device)
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            return
        if self._known:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._fill_devices(self._known)
        self.saved.emit()

    # -- doing it ----------------------------------------------------------------------------

    def _percent(self) -> int:
        words = self._extra.text().strip().rstrip("%").strip()
        if not words:
            return 0
        if not words.isdecimal() or len(words) > 3:
            raise UserError(
                f"“{words[:20]}” is no percentage.", todo="Type a whole number, such as 25."
            )
        return int(words)

    def _save(self) -> None:
        try:
            name, number, group = self._name.text(), self._number.text(), self._group.text()
            extra = self._percent()
            known = self._known or rosters.add(self._desk, self._class, name, number, group)
            self._known = known  # what was added is changed, not added again
            wanted = replace(known, name=name, number=number, group=group, extra=extra)
            if self._move and self._move.value != known.school_class:
                wanted = replace(rosters.move(self._desk, wanted, self._move.value), group=group)
            if wanted != known:
                self._known = rosters.change(self._desk, wanted)
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            return
        self.saved.emit()
        self.accept()

    def _toggle_left(self) -> None:
        if self._known is None:
            return
        try:
            if self._known.left is None:
                rosters.leave(self._desk, [self._known])
            else:
                rosters.come_back(self._desk, self._known)
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            return
        self.saved.emit()
        self.accept()

    def _ask_erase(self) -> None:
        if self._known is not None:
            self.accept()
            self.erase_requested.emit(self._known.id)
