"""What is asked once: whether a teacher's fingerprint is the same, and who one is in a class."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom.classwork import AskCode, AskTrust
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, frame, label


class FingerprintDialog(Dialog):
    """Shows the six words of a teacher's key; `refused` tells at the end whether they differ."""

    def __init__(self, theme: Theme, parent: QWidget, asked: AskTrust) -> None:
        super().__init__(theme, parent)
        self.refused = True
        self.entitle(self.tr("Is this your teacher?"))
        name, group = asked.teacher.name, asked.class_label
        if asked.other:
            told = self.tr(
                "This file says it is from %s, but it came with another key than the files of "
                "this class before. Compare the words with special care, and ask your teacher."
            )
            self.box.addWidget(label(told % name))
        elif group:
            told = self.tr(
                "This file says it is from %s, for %s. It is the first from this teacher."
            )
            self.box.addWidget(label(told % (name, group)))
        else:
            told = self.tr("This file says it is from %s. It is the first from this teacher.")
            self.box.addWidget(label(told % name))
        told = self.tr(
            "Anybody could write that name. Compare these six words with those on your slip, or "
            "with those that your teacher shows to the class:"
        )
        self.box.addWidget(label(told, "secondary"))
        card = frame("note")
        inside = column(card, spacing=2)
        inside.setContentsMargins(16, 12, 16, 12)
        words = label("  ".join(asked.words[:3]) + "\n" + "  ".join(asked.words[3:]), "title")
        words.setAccessibleName(self.tr("The six words: %s") % " ".join(asked.words))
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside.addWidget(words)
        self.box.addWidget(card)
        self.box.addWidget(label(self.tr("You do this once for a teacher."), "small"))
        self._line_up(theme)

    def _line_up(self, theme: Theme) -> None:
        differ = Button(theme, self.tr("They differ"))
        differ.setAutoDefault(False)
        differ.clicked.connect(self._differ)
        self.foot.addWidget(differ)
        same = Button(theme, self.tr("They are the same"), kind="primary", icon="check")
        same.setAutoDefault(False)
        same.clicked.connect(self._same)
        self.foot.addWidget(same)

    def _same(self) -> None:
        self.refused = False
        self.accept()

    def _differ(self) -> None:
        """Say what that means, once; the file stays untouched."""
        if self.problem_shown:
            self.reject()
            return
        self.show_problem(
            self.tr(
                "Then this file is not from the teacher of your slip. Nothing was taken in. Show "
                "the words to your teacher, and ask for the file once more. Press “They differ” "
                "again to close."
            )
        )


class CodeDialog(Dialog):
    """Asks for the join code; at the end `student` is the id, unless it was `refused`."""

    def __init__(
        self, theme: Theme, parent: QWidget, join: Callable[[str], str], asked: AskCode | None
    ) -> None:
        """`join` takes a code and returns the id, or says why not; without `asked` by oneself."""
        super().__init__(theme, parent)
        self.refused, self.student = True, ""
        self._join = join
        self.entitle(self.tr("Type the code from your slip"))
        if asked is not None and asked.other:
            told = self.tr(
                "You have a code of another class already. Type the one for %s: ten letters and "
                "digits that your teacher gave you on paper."
            )
            self.box.addWidget(label(told % asked.class_label))
        elif asked is not None:
            told = self.tr(
                "So that your work in %s counts as yours, type the ten letters and digits that "
                "your teacher gave you on paper. You do this once."
            )
            self.box.addWidget(label(told % asked.class_label))
        else:
            told = self.tr(
                "Ten letters and digits that your teacher gave you on paper. You do this once for "
                "a class."
            )
            self.box.addWidget(label(told))
        self._field = QLineEdit()
        self._field.setProperty("role", "field")
        self._field.setPlaceholderText("XXXXX-XXXXX")
        self._field.setAccessibleName(self.tr("Join code"))
        self._field.setMaxLength(40)
        self._field.returnPressed.connect(self._go)
        self._field.textEdited.connect(lambda: self.show_problem(""))
        self.box.addWidget(self._field)
        told = self.tr(
            "Small letters and spaces do no harm. Only this code is in your files, no name."
        )
        self.box.addWidget(label(told, "small"))
        self.finish(self.tr("Join"), "check").clicked.connect(self._go)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        try:
            self.student = self._join(self._field.text())
        except UserError as error:
            self.show_problem(" ".join(filter(None, (error.what, error.todo))))
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refused = False
        self.accept()
