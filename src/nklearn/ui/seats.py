"""Who sits at the window: asking at start, changing readers, and the pages of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nklearn.base.errors import UserError
from nklearn.learning.people import Reader
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.router import Router

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

PageFactory = Callable[[Context], Page]
_CHOOSING = "choosing"  # the desk where nobody sits yet
_CHOOSER = re.compile(r"(nk:)?(profiles|door)(/.*)?")


class Seats(QObject):
    """Keeps `context`, the services of the reader who is here, and the `router` of their pages.

    Pages belong to a reader: what somebody left open, typed but not checked, stays theirs until
    the program ends; what a guest left goes with the guest, what was erased with its reader, and
    what a teacher left with the desk, which is locked when they go.
    """

    reader_changed = Signal()

    def __init__(self, context: Context, factories: dict[str, PageFactory]) -> None:
        super().__init__()
        self.context = context
        self._factories = factories
        self._wanted = ""
        self.router = Router(self._makers())

    def _makers(self) -> dict[str, Callable[[], Page]]:
        return {name: partial(make, self.context) for name, make in self._factories.items()}

    @property
    def guest(self) -> bool:
        """Whether nothing of what the reader does is kept."""
        return self.context.reader.guest or not self.context.people.keeps

    @property
    def choosing(self) -> bool:
        """Whether nobody sits here yet: somebody chooses a name."""
        return self.context.reader.desk == _CHOOSING

    def begin(self, address: str) -> None:
        """Open an address (home if it is empty), first asking who is reading where that helps."""
        people = self.context.people
        self._wanted = address
        only = people.at_start(but=self.context.door.is_teacher) if people.keeps else None
        if only is not None:
            self.enter(people.reader(only))
        elif people.keeps:
            self.open("nk:profiles")
        else:
            self._open_wanted()

    def open(self, address: str) -> bool:
        """Open an address; say whether it opened. While a name is chosen, it waits for that."""
        choosing = self.choosing
        if _CHOOSER.fullmatch(address.strip()):
            if not choosing:
                self._sit(self.context.people.nobody(_CHOOSING))
            return self.router.open(address)
        if choosing:
            self._wanted = address
            return False
        return self.router.open(address)

    def enter(self, reader: Reader, teacher: TeacherDesk | None = None) -> None:
        """Give the window to a reader; the one who is here may have another name now."""
        moves = reader.desk != self.context.reader.desk
        if moves:
            self._sit(reader, teacher)
            try:
                self.context.people.note_use(reader)
            except UserError as error:
                self.context.report(error)
        self.reader_changed.emit()
        if moves:
            self._open_wanted()

    def _sit(self, reader: Reader, teacher: TeacherDesk | None = None) -> None:
        before, locked = self.context.reader, self.context.teacher
        self.context = replace(self.context, reader=reader, teacher=teacher)
        self.router.sit(reader.desk, self._makers())
        if before.guest:
            self.router.clear(before.desk)
            self.context.people.leave(before)
        elif locked is not None:
            self.router.clear(before.desk)
            locked.close()
        elif before.desk not in ("", _CHOOSING, reader.desk) and before.learner.known is None:
            self.router.clear(before.desk)  # of somebody who was erased
        self.context.look.show(reader.preferences)

    def _open_wanted(self) -> None:
        first = "nk:home" if self.context.teacher is None else "nk:teach"
        address, self._wanted = self._wanted or first, ""
        if not self.router.open(address):
            self.router.open("nk:home")
