"""What stands in the panel beside the lineage: a change or a body, with all that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.content.entry_parts import EntryLink
from nklearn.content.entry_words import code_words
from nklearn.content.lineage import Change, Ground, Happening, Lineage
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.institutions import Body
from nklearn.domain.lessons import Link, Paragraph, Span, Text
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row, rule
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose


class Details(QWidget):
    """A column of the panel; `open_requested` carries where its links lead."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.box: QVBoxLayout = column(self, spacing=10)

    def links(self, name: str, lines: Sequence[Paragraph], role: str = "small") -> Prose:
        """Return lines with links that lead on from here."""
        made = Prose(self.theme, name, role)
        made.set_blocks(lines)
        made.be_links()
        made.open_requested.connect(self.open_requested)
        return made

    def button(self, text: str, address: str, icon: str = "") -> None:
        """Add a link that stands for itself."""
        made = Button(self.theme, text, kind="note", icon=icon)
        made.clicked.connect(lambda: self.open_requested.emit(address))
        self.box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)


def named(link: EntryLink) -> Paragraph:
    """Return a line with a link, and what is to be said beside it."""
    spans: list[Span] = [Link(link.address, link.text)]
    if link.remark:
        spans.append(Text(f", {link.remark}"))
    return Paragraph(tuple(spans))


class ChangeDetails(Details):
    """One change: what happened, before and after, what is not known, and who says so."""

    def __init__(self, theme: Theme, change: Change) -> None:
        super().__init__(theme)
        self.box.addWidget(label(str(change.date), "title"))
        chips = Flow()
        for kind in change.kinds:
            chips.addWidget(chip(kind, "accent"))
        for plan in change.plans:
            chips.addWidget(chip(plan))
        self.box.addLayout(chips)
        for number, happening in enumerate(change.happenings):
            if number:
                self.box.addWidget(rule())
            self._happening(happening)
        if change.count:
            self.box.addWidget(rule())
            words = self.tr("Divisions of the Cabinet after it: ")
            line = (Text(words), Link(change.count.address, str(change.count.number)))
            self.box.addWidget(self.links(self.tr("The Cabinet"), [Paragraph(line)]))

    def _happening(self, happening: Happening) -> None:
        part = QWidget()
        box = column(part, spacing=8)
        self.box.addWidget(part)
        if not happening.hard:
            self._fill(box, happening)
            return
        fold = Fold(self.theme, happening.event.sensitivity)
        fold.opened.connect(lambda: self._fill(box, happening))
        box.addWidget(fold)

    def _fill(self, box: QVBoxLayout, happening: Happening) -> None:
        event = happening.event
        title = Paragraph((Link(event.address, happening.title), Text(".")))
        box.addWidget(self.links(self.tr("What happened"), [title], "body"))
        if happening.wording:
            words = self.tr("The text’s own word is “%s”.") % happening.wording
            box.addWidget(label(words, "small"))
        if happening.before or happening.after or happening.out_of:
            box.addWidget(self._before_after(happening))
        for name, words in (
            (self.tr("Not known"), event.unsure),
            (self.tr("About our copy"), event.note),
        ):
            if words:
                box.addWidget(label(name, "label"))
                box.addWidget(label(words, "small"))
        if happening.disagreements:
            box.addLayout(self._rivals(happening.disagreements))
        self._sources(box, happening.grounds, event.table)

    def _before_after(self, happening: Happening) -> QWidget:
        """Return the box that leads from the bodies before to those after."""
        panel = frame("note")
        inner = column(panel, spacing=4)
        inner.setContentsMargins(12, 8, 12, 8)
        if happening.out_of:
            inner.addWidget(label(self.tr("Out of"), "caption"))
            inner.addWidget(self.links(self.tr("Out of"), [named(e) for e in happening.out_of]))
        if happening.before:
            inner.addWidget(label(self.tr("Before"), "caption"))
            inner.addWidget(self.links(self.tr("Before"), [named(e) for e in happening.before]))
        if happening.after:
            head = row(spacing=6)
            head.addWidget(IconLabel(self.theme, "arrow-down", "ACCENT", 14))
            head.addWidget(label(self.tr("After"), "caption"), 1)
            inner.addLayout(head)
            inner.addWidget(self.links(self.tr("After"), [named(e) for e in happening.after]))
        if happening.stays:
            inner.addWidget(label(self.tr("Goes on"), "caption"))
            inner.addWidget(self.links(self.tr("Goes on"), [named(e) for e in happening.stays]))
        return panel

    def _rivals(self, found: Iterable[Disagreement]) -> QVBoxLayout:
        """Return what sources say against one another about it."""
        box = column(spacing=4)
        head = row(spacing=6)
        head.addWidget(IconLabel(self.theme, "equal-not", "CONFLICT", 16))
        head.addWidget(label(self.tr("Sources disagree"), "label", tone="conflict"), 1)
        box.addLayout(head)
        for each in found:
            hard = each.sensitivity is not Sensitivity.NONE
            title = self.tr("Folded: this may be hard to read") if hard else each.title
            line = Paragraph((Link(f"nk:disagreement/{each.id}", title),))
            box.addWidget(self.links(self.tr("Sources disagree"), [line]))
            if not hard:
                box.addWidget(label(each.explanation, "small"))
        return box

    def _sources(self, box: QVBoxLayout, grounds: Sequence[Ground], table: str) -> None:
        box.addWidget(label(self.tr("What this rests on"), "label"))
        if table and not any(table in each.source_line for each in grounds):
            box.addWidget(label(table, "small"))
        folded = self.tr("Folded: this may be hard to read")
        lines = [
            Paragraph((Link(each.address, each.title or folded), Text(f", {each.source_line}")))
            for each in grounds
        ]
        box.addWidget(self.links(self.tr("What this rests on"), lines))


class BodyDetails(Details):
    """One body: what it was, what it worked on, and what happened to it."""

    def __init__(self, theme: Theme, lineage: Lineage, body: Body) -> None:
        super().__init__(theme)
        self.box.addWidget(label(body.name, "title"))
        if body.hangul:
            self.box.addWidget(label(body.hangul, "secondary"))
        chips = Flow()
        chips.addWidget(chip(code_words(body.kind), "accent"))
        self.box.addLayout(chips)
        if body.sensitivity is not Sensitivity.NONE:
            fold = Fold(theme, body.sensitivity)
            fold.opened.connect(lambda: self._fill(lineage, body))
            self.box.addWidget(fold)
        else:
            self._fill(lineage, body)

    def _fill(self, lineage: Lineage, body: Body) -> None:
        if body.about:
            self.box.addWidget(label(body.about))
        stretches = lineage.history.of(body.id)
        seen = dict.fromkeys(code_words(field) for each in stretches for field in each.fields)
        if seen:
            self.box.addWidget(label(self.tr("Works on"), "label"))
            self.box.addWidget(label(", ".join(seen), "small"))
        if any(each.unknown_start for each in stretches):
            self.box.addWidget(label(self.tr("When it began is not said."), "small"))
        if any(each.doubtful for each in stretches):
            words = self.tr("For some time it is unclear whether it existed.")
            self.box.addWidget(label(words, "small"))
        events = lineage.history.events_of(body.id)
        if events:
            self.box.addWidget(label(self.tr("What happened to it"), "label"))
            self.box.addWidget(self.links(self.tr("What happened to it"), _changes(lineage, body)))
        if body.note:
            self.box.addWidget(label(self.tr("What to know about this"), "label"))
            self.box.addWidget(label(body.note, "small"))
        self.button(self.tr("All about this body"), body.address, "landmark")


def _changes(lineage: Lineage, body: Body) -> list[Paragraph]:
    """Return a line for each change of a body; what is hard says only when it was."""
    found: list[Paragraph] = []
    for change in lineage.changes:
        for each in change.happenings:
            if body.id in each.event.bodies:
                title = each.kind if each.hard else each.title
                words = Text(f": {title}")
                found.append(Paragraph((Link(change.address, str(change.date)), words)))
    return found
