"""The end of a module: what is left to read, and what practice there is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from nklearn.domain.addresses import Address
from nklearn.domain.evidence import summary_address
from nklearn.domain.lessons import Bullets, Link, Module
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import IconLabel, column, label, row
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import counted


class ModuleEnd(QFrame):
    """A card below the last lesson of a module."""

    open_requested = Signal(str)

    def __init__(self, context: Context, module: Module, lesson: str) -> None:
        """Say what is left of `module` for someone who is at the end of `lesson`."""
        super().__init__()
        self.setProperty("role", "card")
        box = column(self, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=8)
        head.addWidget(IconLabel(context.theme, "square-check", "ACCENT"))
        head.addWidget(label(self.tr("The end of module %d") % module.number, "heading"), 1)
        box.addLayout(head)
        box.addWidget(label(self._practice_words(context, module)))
        if context.catalog.summary(module.id):
            words = self.tr("The module on one page, to print or to keep")
            goal = Prose(context.theme, self.tr("One-page summary"), "body")
            goal.set_line((Link(summary_address(module.id), words),))
            goal.be_links()
            goal.open_requested.connect(self.open_requested)
            box.addWidget(goal)
        left = [
            Link(str(Address.of("lesson", other.id)), f"{number}  {other.title}")
            for number, other in enumerate(module.lessons, 1)
            if other.id != lesson
            and not {name for name, _ in other.sections} <= context.learner.read(other.id)
        ]
        if left:
            box.addWidget(label(self.tr("Lessons that you have not read to their end:"), "label"))
            links = Prose(context.theme, self.tr("Lessons not read yet"), "body")
            links.set_blocks([Bullets(tuple((link,) for link in left))])
            links.open_requested.connect(self.open_requested)
            box.addWidget(links)

    def _practice_words(self, context: Context, module: Module) -> str:
        if not module.quiz:
            return self.tr("This was the last lesson of “%s”.") % module.title
        said = counted(
            len(module.quiz),
            self.tr("Practice has 1 question on this module, with feedback on every option."),
            self.tr("Practice has %d questions on this module, with feedback on every option."),
        )
        if last := context.learner.progress(module).quiz_last:
            said += " " + self.tr("Last time: %d of %d.") % (last.right, last.total)
        return said
