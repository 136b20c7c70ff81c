"""The scales and kinds of the explorer's charts, and their names."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu

from nklearn.content.chart_kinds import Kind
from nklearn.content.explorer import View
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button
from nklearn.ui.words import scale_names


def chart_kind_name(kind: Kind) -> str:
    """Return the name of a kind of chart."""
    return {
        Kind.LINES: QCoreApplication.translate("scales", "Lines"),
        Kind.POINTS: QCoreApplication.translate("scales", "Single points"),
        Kind.STEPS: QCoreApplication.translate("scales", "Steps"),
        Kind.BARS: QCoreApplication.translate("scales", "Bars"),
        Kind.PANELS: QCoreApplication.translate("scales", "Panels"),
        Kind.TABLE: QCoreApplication.translate("scales", "Table"),
    }[kind]


def scales_of(view: View) -> dict[str, str]:
    """Return the scales that fit what is shown, by name: amounts, an index, each its own."""
    amounts, *index = scale_names(view.base)
    found = {"unit": amounts}
    if index:
        found["index"] = index[0]
    if view.kind is not Kind.BARS and (len(view.selection.shown) > 1 or view.selection.panels):
        found["panels"] = QCoreApplication.translate("scales", "Panels")
    return found


def scale_of(view: View) -> str:
    """Return which of them is chosen."""
    if view.selection.panels:
        return "panels"
    return "index" if view.selection.index else "unit"


class ScaleButton(Button):
    """A drop-down of the scales, where they have no room side by side; hidden for a single one."""

    scale_requested = Signal(str)

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        super().__init__(theme, "", icon="chevron-down", icon_after=True, small=small)
        self.setMenu(QMenu(self))

    def show_view(self, view: View, *, wanted: bool) -> None:
        """Show the scale of a view, if the button is `wanted`."""
        names = scales_of(view)
        here = names[scale_of(view)]
        self.setVisible(wanted and len(names) > 1)
        self.set_text(here)
        self.setAccessibleName(self.tr("Scale: %s") % here)
        menu = self.menu()
        menu.clear()
        for scale, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == here)
            action.triggered.connect(partial(self._choose, scale))

    def _choose(self, scale: str, _checked: bool = False) -> None:
        self.scale_requested.emit(scale)
