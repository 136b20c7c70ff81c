"""Under the top bar: the pages that share an item of the rail, one Tab stop with arrow keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, clear
from nklearn.ui.widgets.flow import Flow


def sections(rail: str) -> dict[str, str]:
    """Return the pages that stand under an item of the rail, with what they are called."""
    return {
        "data": {
            "data": QCoreApplication.translate("section_bar", "Data sets"),
            "reserves": QCoreApplication.translate("section_bar", "Reserves compared"),
            "laws": QCoreApplication.translate("section_bar", "Law and penalties"),
        },
        "ministries": {
            "ministries": QCoreApplication.translate("section_bar", "Lineage"),
            "chain": QCoreApplication.translate("section_bar", "Chain of command"),
            "time": QCoreApplication.translate("section_bar", "Time axis"),
        },
        "sources": {
            "facts": QCoreApplication.translate("section_bar", "Facts"),
            "disagreement": QCoreApplication.translate("section_bar", "Numbers that disagree"),
            "sources": QCoreApplication.translate("section_bar", "Sources"),
            "glossary": QCoreApplication.translate("section_bar", "Glossary"),
            "organisations": QCoreApplication.translate("section_bar", "Organisations"),
        },
    }.get(rail, {})


class _SectionButton(Button):
    accessible_role = "tab"

    def accessible_states(self) -> set[str]:
        """Say which page is open."""
        return {"selectable", "selected"} if self.isChecked() else {"selectable"}


class SectionBar(QFrame):
    """Shows the sections of the lit item of the rail; nothing where it has but one."""

    open_requested = Signal(str)
    accessible_role = "tabs"

    def __init__(self, theme: Theme, pages: Iterable[str]) -> None:
        """`pages` are those that there are: a section without a page is left out."""
        super().__init__()
        self._theme, self._pages = theme, frozenset(pages)
        self._rail = ""
        self._buttons: dict[str, Button] = {}
        self.setProperty("role", "sections")
        self.setAccessibleName(self.tr("Sections"))
        self._row = Flow(self, spacing=4, line_spacing=0)
        self.setContentsMargins(20, 0, 20, 0)
        self.hide()

    def show_current(self, rail: str, page: str) -> None:
        """Show the sections of an item of the rail and light the one of `page`, if it is one."""
        if rail != self._rail:
            self._rail = rail
            self._fill({p: name for p, name in sections(rail).items() if p in self._pages})
        lit = page if page in self._buttons else next(iter(self._buttons), "")
        for own, button in self._buttons.items():
            button.setChecked(own == page)
            stop = Qt.FocusPolicy.StrongFocus if own == lit else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
        self.setVisible(len(self._buttons) > 1)

    def _fill(self, found: dict[str, str]) -> None:
        clear(self._row)
        self._buttons = {}
        for page, name in found.items():
            button = _SectionButton(self._theme, name, kind="section")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, page=page: self.open_requested.emit(page))
            self._buttons[page] = button
            self._row.addWidget(button)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        buttons = list(self._buttons.values())
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step and here is not None:
            goal = buttons[(here + step) % len(buttons)]
            for button in buttons:
                stop = Qt.FocusPolicy.StrongFocus if button is goal else Qt.FocusPolicy.ClickFocus
                button.setFocusPolicy(stop)
            goal.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
