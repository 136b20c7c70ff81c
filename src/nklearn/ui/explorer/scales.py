"""The scales and kinds of the explorer's charts, and their names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.content.chart_kinds import Kind
from nklearn.content.explorer import View
from nklearn.ui.words import scale_names


def _tr(text: str) -> str:
    return QCoreApplication.translate("scales", text)


def chart_kind_name(kind: Kind) -> str:
    """Return the name of a kind of chart."""
    return {
        Kind.LINES: _tr("Lines"),
        Kind.POINTS: _tr("Single points"),
        Kind.STEPS: _tr("Steps"),
        Kind.BARS: _tr("Bars"),
        Kind.PANELS: _tr("Panels"),
        Kind.TABLE: _tr("Table"),
    }[kind]


def scales_of(view: View) -> dict[str, str]:
    """Return the scales that fit what is shown, by name: amounts, an index, each its own."""
    amounts, *index = scale_names(view.base)
    found = {"unit": amounts}
    if index:
        found["index"] = index[0]
    if view.kind is not Kind.BARS and (len(view.selection.shown) > 1 or view.selection.panels):
        found["panels"] = _tr("Panels")
    return found


def scale_of(view: View) -> str:
    """Return which of them is chosen."""
    if view.selection.panels:
        return "panels"
    return "index" if view.selection.index else "unit"
