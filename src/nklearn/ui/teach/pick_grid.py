"""What was answered to one question: by all, by the best and last third, and how these did."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nklearn.classroom.understanding import ItemView
from nklearn.ui.teach.item_words import NONE, percent, pick_words
from nklearn.ui.widgets.basics import label

_MOST = 8  # answers that are listed


class PickGrid(QWidget):
    """A line for each answer, most often first; its words may take several lines."""

    accessible_role = "group"

    def __init__(self, view: ItemView) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Answers to question %d") % view.number)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        picks = view.picks
        self._heads = (
            self.tr("What was answered"),
            self.tr("All"),
            self.tr("Best third"),
            self.tr("Last third"),
            self.tr("Mean result"),
        )
        self._add(self._heads, "caption")
        for line in picks.rows[:_MOST]:
            mark = "✓ " if line.picked.right else ""
            thirds = (str(line.upper), str(line.lower)) if picks.upper else (NONE, NONE)
            words = f"{mark}{pick_words(line.picked)}"
            self._add((words, str(line.picked.count), *thirds, percent(line.mean_total)))
        if picks.unanswered:
            self._add((self.tr("No answer"), str(picks.unanswered), NONE, NONE, NONE))

    def _add(self, cells: tuple[str, ...], role: str = "small") -> None:
        line = self._grid.rowCount()
        for place, words in enumerate(cells):
            own: QLabel = label(words, role, wrap=not place)
            if place and role == "small":
                own.setAccessibleName(f"{cells[0]}, {self._heads[place]}, {words}")
            if place:
                own.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(own, line, place)
