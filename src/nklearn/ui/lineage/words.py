"""What the lineage says in words, to the eye and to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.content.entry_words import code_words
from nklearn.content.lineage import Change
from nklearn.domain.lineage import Box
from nklearn.ui.words import counted, sensitivity_words


def picture_name(changes: int, first: int, last: int) -> str:
    """Return what the picture is as a whole."""
    words = counted(
        changes,
        QCoreApplication.translate("lineage", "1 change"),
        QCoreApplication.translate("lineage", "%d changes"),
    )
    return QCoreApplication.translate("lineage", "Lineage of ministries, %s, %d to %d") % (
        words,
        first,
        last,
    )


def step_words(change: Change, count: int) -> str:
    """Return which of the changes it is: "Change 9 of 20"."""
    if not change.number:
        return QCoreApplication.translate("lineage", "Before the lineage begins")
    return QCoreApplication.translate("lineage", "Change %d of %d") % (change.number, count)


def told(change: Change) -> str:
    """Return what happened, as a line; of what is hard, only that it is."""
    parts = [
        sensitivity_words(each.event.sensitivity) if each.hard else each.title
        for each in change.happenings
    ]
    return "; ".join(part.rstrip(".") for part in parts)


def change_name(change: Change, count: int) -> str:
    """Return what a change is called by a screen reader."""
    return f"{change.date}, {step_words(change, count).lower()}, {told(change)}"


def box_name(box: Box) -> str:
    """Return what a box is called: body, kind, fields, from when to when, and what is unclear."""
    stretch = box.stretch
    fields = ", ".join(code_words(field).lower() for field in stretch.fields)
    start = QCoreApplication.translate("lineage", "start not known")
    if stretch.since:
        start = QCoreApplication.translate("lineage", "from %s") % stretch.since.date
    end = QCoreApplication.translate("lineage", "no end told")
    if stretch.until and stretch.until != stretch.since:
        end = QCoreApplication.translate("lineage", "to %s") % stretch.until.date
    open_end = stretch.unknown_end and stretch.until
    parts = (
        box.body.name,
        code_words(box.body.kind).lower(),
        fields,
        start,
        end,
        QCoreApplication.translate("lineage", "whether it went on is not said") if open_end else "",
        QCoreApplication.translate("lineage", "unclear whether it existed")
        if stretch.doubtful
        else "",
    )
    return ", ".join(filter(None, parts))
