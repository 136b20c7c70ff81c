"""The scales that a chart of the explorer can have, and their names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.content.chart_kinds import Kind
from nklearn.content.explorer import View
from nklearn.ui.words import scale_names


def scales_of(view: View) -> dict[str, str]:
    """Return the scales that fit what is shown, by name: amounts, an index, each its own."""
    amounts, *index = scale_names(view.base)
    found = {"unit": amounts}
    if index:
        found["index"] = index[0]
    if view.kind is not Kind.BARS and (len(view.selection.shown) > 1 or view.selection.panels):
        found["panels"] = QCoreApplication.translate("Explorer", "Each its own")
    return found


def scale_of(view: View) -> str:
    """Return which of them is chosen."""
    if view.selection.panels:
        return "panels"
    return "index" if view.selection.index else "unit"
