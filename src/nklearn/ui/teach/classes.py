"""Classes and their students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import column, label

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class ClassesSegment(Segment):
    """`nk:teach/classes`."""

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        box = column(self)
        box.addWidget(label(self.tr("Classes and their students."), "secondary"))
        box.addStretch(1)

    @override
    def open(self, address: Address) -> None:
        pass
