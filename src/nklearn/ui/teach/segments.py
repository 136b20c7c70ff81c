"""The segments of the Teach page by name; the module of one is imported when it is first shown.

Each import stands in a function of its own, where a tool that freezes the program finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nklearn.ui.context import Context
from nklearn.ui.teach.segment import Segment

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

SegmentMaker = Callable[[Context, "TeacherDesk"], Segment]


def _assignments(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.assignments import AssignmentsSegment

    return AssignmentsSegment(context, desk)


def _gradebook(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.gradebook import GradebookSegment

    return GradebookSegment(context, desk)


def _classes(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.classes import ClassesSegment

    return ClassesSegment(context, desk)


def _keys(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.keys import KeysSegment

    return KeysSegment(context, desk)


def _items(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.items import ItemsSegment

    return ItemsSegment(context, desk)


def _mark(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.mark import MarkSegment

    return MarkSegment(context, desk)


def _checklist(context: Context, desk: TeacherDesk) -> Segment:
    from nklearn.ui.teach.checklist import ChecklistSegment

    return ChecklistSegment(context, desk)


#: In the order of the line of segments. Addresses are `nk:teach/<name>/…`.
SEGMENTS: dict[str, SegmentMaker] = {
    "assignments": _assignments,
    "gradebook": _gradebook,
    "classes": _classes,
    "keys": _keys,
    "items": _items,
    "mark": _mark,
    "checklist": _checklist,
}
#: Those that stand not in the line: they open from another, which is lit meanwhile.
PARTS = {"items": "gradebook", "mark": "gradebook", "checklist": "gradebook"}


def segment_names() -> dict[str, str]:
    """Return the words of each segment of the line."""
    return {
        "assignments": QCoreApplication.translate("teach", "Assignments"),
        "gradebook": QCoreApplication.translate("teach", "Gradebook"),
        "classes": QCoreApplication.translate("teach", "Classes"),
        "keys": QCoreApplication.translate("teach", "Keys"),
    }
