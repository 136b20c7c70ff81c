"""How many minutes after the due time work counts as late: one setting of the teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.classroom.gradebook import GRACE_MOST, grace_minutes, set_grace
from nklearn.ui.context import Context
from nklearn.ui.teach.fields import CountField
from nklearn.ui.widgets.basics import label, row

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_REST = 400  # ms without another step, before all is shown anew


class GraceField(QWidget):
    """“Late after (minutes)”; `changed` comes when it was saved and nothing more is typed."""

    changed = Signal()

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        theme = context.theme
        words = self.tr("Late after (minutes)")
        line = row(self, spacing=8)
        line.addWidget(label(words, "small", wrap=False))
        self.setAccessibleName(words)
        self._field = CountField(theme, 0, GRACE_MOST)
        self._field.setKeyboardTracking(False)
        self._field.setFixedWidth(theme.px(84))
        self._field.setAccessibleName(words)
        self._field.setToolTip(
            self.tr("Work that comes up to so many minutes after the due time is not late.")
        )
        self._field.setValue(grace_minutes(desk))
        self._field.valueChanged.connect(self._save)
        line.addWidget(self._field)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.changed)
        theme.changed.connect(lambda: self._field.setFixedWidth(theme.px(84)))

    def ask(self) -> None:
        """Show it where it was hidden for want of room, with the keyboard in it."""
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _save(self, minutes: int) -> None:
        try:
            set_grace(self._desk, minutes)
        except UserError as error:
            self._context.report(error, lambda: self._save(minutes))
            return
        self._context.saved()
        self._rest.start()
