"""Under a chart of several data sets: what each of its lines is, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nklearn.content.explorer import View
from nklearn.ui.charts.marks import LineMark
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, label


class LineNotes(QWidget):
    """Shown where lines rest on definitions of their own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.setAccessibleName(self.tr("What each line is"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(2, 1)

    def show_notes(self, view: View) -> None:
        """Show the notes of a view; nothing where it has none."""
        self.setVisible(bool(view.notes))
        if view.notes == self._shown:
            return
        self._shown = view.notes
        clear(self._grid)
        colours = {line.key: line.colour for line in view.plot.series}
        top = Qt.AlignmentFlag.AlignTop
        for number, (key, name, words) in enumerate(view.notes):
            mark = LineMark(self._theme, colours[key], number)
            for place, part in enumerate((mark, label(name, "label", wrap=False))):
                self._grid.addWidget(part, number, place, top)
            self._grid.addWidget(label(words, "caption"), number, 2)
