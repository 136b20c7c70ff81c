"""Changing the rubric of an assignment: four names, what each shows, what each is worth."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QSpinBox, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom.marking import Level, Rubric, usual_rubric
from nklearn.ui import accessible
from nklearn.ui.focusing import give_back
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

_WIDE = 640  # px at 100% text


class RubricForm(QDialog):
    """Edits the four levels; `save` takes them and may raise UserError, which is told here."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        rubric: Rubric,
        save: Callable[[tuple[Level, ...]], object],
    ) -> None:
        super().__init__(parent.window())
        self._save = save
        self._fields: list[tuple[QLineEdit, QLineEdit, QSpinBox]] = []
        self.setWindowTitle(self.tr("Rubric"))
        box = column(self, margins=20, spacing=10)
        words = self.tr(
            "Four levels, the lowest first. Marks that were given keep their worth; give a level"
            " again to change it."
        )
        box.addWidget(label(self.tr("Rubric of this assignment"), "title"))
        box.addWidget(label(words, "small"))
        for number in range(1, len(rubric.levels) + 1):
            box.addWidget(self._level(number))
        self._told = label("", "small", tone="caution")
        self._told.hide()
        box.addWidget(self._told)
        foot = row(spacing=10)
        usual = Button(theme, self.tr("The usual rubric"), kind="text")
        usual.clicked.connect(lambda: self._fill(usual_rubric()))
        foot.addWidget(usual)
        foot.addStretch(1)
        cancel = Button(theme, self.tr("Cancel"), on_click=self.reject)
        keep = Button(theme, self.tr("Save rubric"), kind="primary", on_click=self._keep)
        foot.addWidget(cancel)
        foot.addWidget(keep)
        box.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDE))
        self._fill(rubric)
        self.finished.connect(self.deleteLater)
        give_back(self)

    def _level(self, number: int) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=8)
        line.addWidget(label(str(number), "number", wrap=False))
        inner = column(spacing=4)
        name, says = QLineEdit(), QLineEdit()
        name.setMaxLength(60)
        says.setMaxLength(400)
        name.setAccessibleName(self.tr("Name of level %d") % number)
        says.setAccessibleName(self.tr("What an answer of level %d shows") % number)
        name.setPlaceholderText(self.tr("Name"))
        says.setPlaceholderText(self.tr("What an answer of this level shows"))
        inner.addWidget(name)
        inner.addWidget(says)
        line.addLayout(inner, 1)
        worth = QSpinBox()
        worth.setRange(0, 100)
        worth.setSuffix("%")
        worth.setAccessibleName(self.tr("Worth of level %d in percent") % number)
        line.addWidget(worth, 0, Qt.AlignmentFlag.AlignTop)
        self._fields.append((name, says, worth))
        return holder

    def _fill(self, rubric: Rubric) -> None:
        for (name, says, worth), level in zip(self._fields, rubric.levels, strict=True):
            name.setText(level.name)
            says.setText(level.says)
            says.setCursorPosition(0)
            worth.setValue(round(100 * level.fraction))

    def _keep(self) -> None:
        levels = tuple(
            Level(name.text(), says.text(), worth.value() / 100)
            for name, says, worth in self._fields
        )
        try:
            self._save(levels)
        except UserError as error:
            self._told.setText(f"{error.what} {error.todo}")
            self._told.show()
            accessible.announce(self._told, self._told.text())
        else:
            self.accept()
