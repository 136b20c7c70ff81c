"""The recovery key of the school, shown once: on screen, on paper, and confirmed from there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.classroom import sealed
from nklearn.ui.context import Context
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.teach.forms import Asked, Form
from nklearn.ui.teach.qr_view import QrView
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.flow import Flow


class RecoveryView(QWidget):
    """Shows a recovery key; `confirmed` once its last group was typed from paper."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, context: Context, identity: str, teacher: str, page: QWidget) -> None:
        super().__init__()
        self._context, self._identity, self._teacher = context, identity, teacher
        theme = context.theme
        box = column(self, spacing=10)
        card = frame("card")
        inside = row(card, spacing=20)
        inside.setContentsMargins(18, 16, 18, 16)
        code = QrView(theme, identity, self.tr("QR code of the recovery key"))
        inside.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=8)
        head, *self._groups = sealed.shown_identity(identity).split(" ")
        words.addWidget(label(head, "label"))
        groups = Flow(spacing=12, line_spacing=6)
        for group in self._groups:
            groups.addWidget(label(group, "key", wrap=False))
        words.addLayout(groups)
        words.addWidget(
            label(
                self.tr("It is shown once. NKLearn keeps no copy, and can’t show it again."),
                "small",
            )
        )
        words.addStretch(1)
        inside.addLayout(words, 1)
        box.addWidget(card)
        self._paper = ToPaper(context, page, self._sheet)
        line = Flow(spacing=10, line_spacing=6)
        printed = Button(theme, self.tr("Print"), icon="printer")
        printed.clicked.connect(lambda: self._paper.print_on())
        saved = Button(theme, self.tr("Save as PDF"), icon="file-down")
        saved.clicked.connect(lambda: self._paper.ask())
        line.addWidget(printed)
        line.addWidget(saved)
        box.addLayout(line)
        box.addWidget(self._paper.line)
        told = self.tr(
            "A file is as secret as the key in it: print it, then delete it. Keep the paper locked "
            "away at the school."
        )
        box.addWidget(label(told, "small"))
        box.addSpacing(6)
        ask = Asked(
            self.tr("The last group of the key, from your paper"),
            told=self.tr("The %d letters and digits at its end.") % len(self._groups[-1]),
        )
        self.form = Form(theme, [ask], self.tr("I have it on paper"))
        self.form.submitted.connect(self._check)
        self.form.cancelled.connect(self.cancelled)
        box.addWidget(self.form)

    @property
    def paper(self) -> ToPaper:
        """What prints and saves the sheet."""
        return self._paper

    def _sheet(self) -> Sheet:
        from nklearn.ui.teach.key_paper import recovery_sheet

        day = f"{self._context.people.now().astimezone():%d.%m.%Y}"
        catalog = self._context.catalog
        return Sheet(
            self.tr("Recovery key of the school"),
            "recovery-key",
            lambda: recovery_sheet(catalog, self._identity, self._teacher, day),
        )

    def _check(self, typed: list[str]) -> None:
        if "".join(typed[0].split()).upper() == self._groups[-1]:
            self.confirmed.emit()
        else:
            self.form.show_problem(
                self.tr("This is not the last group of the key. Look at your paper once more.")
            )
