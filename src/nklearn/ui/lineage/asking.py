"""The question "Who was responsible for coal in March 1983?": its form, and its answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from nklearn.content.lineage import Lineage
from nklearn.content.responsible import Answer, Holder, fields, read_date, responsible
from nklearn.content.standing import standing
from nklearn.domain.addresses import Address
from nklearn.domain.institutions import Certainty
from nklearn.domain.lessons import Link, Paragraph, Span, Text
from nklearn.domain.lineage_choice import LineageChoice
from nklearn.ui.lineage.details import Details, named
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.flow import Flow

_TONES = {Certainty.CERTAIN: "positive", Certainty.UNCLEAR: "caution"}


class Form(QWidget):
    """Asks for a field and a date; `asked` carries both as they were written."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, known: dict[str, str], choice: LineageChoice) -> None:
        super().__init__()
        self._known = {"": self.tr("Everything"), **known}
        self._field = choice.field if choice.field in self._known else ""
        box = column(self, spacing=8)
        box.addWidget(label(self.tr("Who was responsible for"), "label"))
        self._what = Button(theme, self._known[self._field], icon="chevron-down", icon_after=True)
        menu = QMenu(self._what)
        for field, words in self._known.items():
            menu.addAction(words, partial(self._choose, field))
        self._what.setMenu(menu)
        self._name_field()
        first = row(spacing=8)
        first.addWidget(self._what)
        first.addWidget(label(self.tr("in"), "label"), 1)
        box.addLayout(first)
        self.when = QLineEdit(choice.on)
        self.when.setAccessibleName(self.tr("Month and year"))
        self.when.setPlaceholderText(self.tr("March 1983"))
        self.when.returnPressed.connect(self._ask)
        line = row(spacing=8)
        line.addWidget(self.when, 1)
        line.addWidget(Button(theme, self.tr("Ask"), kind="primary", on_click=self._ask))
        box.addLayout(line)

    def _name_field(self) -> None:
        words = self._known[self._field]
        self._what.set_text(words)
        self._what.setAccessibleName(self.tr("Field: %s") % words)

    def _choose(self, field: str) -> None:
        self._field = field
        self._name_field()

    def _ask(self) -> None:
        self.asked.emit(self._field, self.when.text().strip())


class AnswerDetails(Details):
    """The form with the answer to what was asked; `asked` carries the next question."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, lineage: Lineage, choice: LineageChoice) -> None:
        super().__init__(theme)
        self.form = Form(theme, fields(lineage), choice)
        self.form.asked.connect(self.asked)
        self.box.addWidget(self.form)
        self.words = ""
        #: The bodies that the answer names.
        self.bodies: tuple[str, ...] = ()
        if not choice.on and not choice.field:
            self._say(self.tr("Write a month and a year, like March 1983."))
        elif not choice.field:
            self._show_all(lineage, choice)
        else:
            self._show(responsible(lineage, choice))

    def _say(self, words: str) -> None:
        self.words = words
        self.box.addWidget(label(words, "secondary"))

    def _show(self, answer: Answer) -> None:
        if answer.problem:
            self._say(answer.problem)
            return
        self.words = self.tr("%s, %s") % (answer.field, answer.date)
        self.bodies = tuple(Address.parse(each.body.address).rest for each in answer.holders)
        self.box.addWidget(label(self.words, "heading"))
        for holder in answer.holders:
            self.box.addWidget(self._holder(holder))
        if answer.remark:
            self.box.addWidget(label(answer.remark, "secondary"))
        if answer.nearest:
            spans = (Text(self.tr("The nearest change: ")), *named(answer.nearest).spans)
            self.box.addWidget(self.links(self.tr("The nearest change"), [Paragraph(spans)]))

    def _holder(self, holder: Holder) -> QWidget:
        panel = frame("card")
        box = column(panel, spacing=4)
        box.setContentsMargins(12, 10, 12, 10)
        chips = Flow()
        chips.addWidget(chip(holder.sure, _TONES.get(holder.certainty, "")))
        chips.addWidget(chip(holder.kind))
        box.addLayout(chips)
        box.addWidget(self.links(holder.kind, [named(holder.body)], "body"))
        box.addWidget(label(holder.why, "small"))
        lines: list[Paragraph] = []
        for word, link in holder.bounds:
            spans: list[Span] = [Text(f"{word} {link.remark}: "), Link(link.address, link.text)]
            lines.append(Paragraph(tuple(spans)))
        if lines:
            box.addWidget(self.links(self.tr("Changes that bound it"), lines))
        if holder.doubt:
            box.addWidget(label(holder.doubt, "small"))
        return panel

    def _show_all(self, lineage: Lineage, choice: LineageChoice) -> None:
        """Show every body of a date, as `nk:institutions` does."""
        when = read_date(choice.on)
        if when is None:
            self._say(responsible(lineage, choice).problem)
            return
        self.words = str(when)
        self.box.addWidget(label(self.words, "heading"))
        for group in standing(lineage.catalog, when):
            self.box.addWidget(label(group.label, "label"))
            lines = [
                Paragraph(
                    (
                        Link(each.address, each.name),
                        *((Text(f": {each.remark}"),) if each.remark else ()),
                    )
                )
                for each in group.bodies
            ]
            self.box.addWidget(self.links(group.label, lines))
