"""The part of home that says what is due from a teacher."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row

_PATIENCE = 250  # ms after which a part that is out of sight is filled as well
_FEW = 4  # assignments that home lists
_LEFT = Qt.AlignmentFlag.AlignLeft


class DueCard(QWidget):
    """Lists what is to be done, by its date, and leads to all that there is.

    It fills itself once it was painted: no first look at the window waits for reading files.
    """

    open_requested = Signal(str)
    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = False
        self._box = column(self, spacing=8)
        self.setMinimumHeight(context.theme.px(96))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        QTimer.singleShot(_PATIENCE, self, self._ask)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self._fill()
            self.setMinimumHeight(0)
            self.filled.emit()

    def _fill(self) -> None:
        learner = self._context.learner
        known = learner.known
        if known is None or not learner.store.received(known.id):
            self._box.addWidget(self._none())
            return
        from nklearn.ui.classwork.due_list import DueList
        from nklearn.ui.classwork.making import classwork_of

        work = classwork_of(self._context)
        lines = work.lines()
        todo = [line for line in lines if not line.standing.done][:_FEW]
        if todo:
            shown = DueList(todo, work.now())
            shown.open_requested.connect(self.open_requested)
            self._box.addWidget(shown)
        else:
            card = frame("card")
            box = column(card, spacing=2)
            box.setContentsMargins(16, 14, 16, 14)
            box.addWidget(label(self.tr("Nothing is due"), "heading"))
            words = self.tr("All that your teacher gave you is handed in.")
            box.addWidget(label(words, "small"))
            self._box.addWidget(card)
        every = self._button(self.tr("All your work for teachers"), kind="text")
        every.clicked.connect(lambda: self.open_requested.emit("nk:assignment"))
        self._box.addWidget(every, 0, _LEFT)
        self._box.addWidget(self._opener(kind="text"), 0, _LEFT)

    def _none(self) -> QFrame:
        card = frame("card")
        line = row(card, spacing=16)
        line.setContentsMargins(20, 18, 16, 18)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(IconLabel(self._context.theme, "clipboard-list", "ACCENT", 22), 0, top)
        box = column(spacing=4)
        box.addWidget(label(self.tr("No assignments yet"), "heading"))
        words = self.tr("If your teacher gave you a file, open it from the stick or the folder.")
        box.addWidget(label(words, "small"))
        box.addSpacing(4)
        box.addWidget(self._opener(kind="default"), 0, _LEFT)
        line.addLayout(box, 1)
        return card

    def _opener(self, kind: str) -> Button:
        words = self.tr("Open a file")
        made = self._button(words, kind=kind)
        made.clicked.connect(self._ask_files)
        return made

    def _ask_files(self) -> None:
        from nklearn.ui.classwork.choosing import ask_files

        ask_files(self, self._context)

    def _button(self, words: str, *, kind: str) -> Button:
        return Button(self._context.theme, words, kind=kind, small=kind == "default")
