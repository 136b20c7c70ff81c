"""What a class has handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.teach.imports import ImportButton, LastImport
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import column, label

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class GradebookSegment(Segment):
    """`nk:teach/gradebook`."""

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        box = column(self)
        box.addWidget(label(self.tr("What a class has handed in."), "secondary"))
        box.addStretch(1)
        self._import = ImportButton(context, desk)
        self._last = LastImport(context, desk)
        self._import.imported.connect(self._last.refresh)
        for part in (self._import, self._last):
            part.open_requested.connect(self.open_requested)
        box.addWidget(self._last, 0, Qt.AlignmentFlag.AlignRight)

    @override
    def tools(self) -> Sequence[QWidget]:
        return (self._import,)

    @override
    def open(self, address: Address) -> None:
        pass
