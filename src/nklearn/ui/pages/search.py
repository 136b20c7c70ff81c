"""All results of a search, as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.shell.search_list import SearchList
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.words import counted

_LIMIT = 50


class _Field(QLineEdit):
    """The field; Down goes into the list."""

    def __init__(self, results: SearchList) -> None:
        super().__init__()
        self._results = results

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._results.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._results.take()
        else:
            super().keyPressEvent(event)


class SearchPage(Page):
    """Shows `nk:search?q=<words>`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        box = column(self, spacing=12)
        box.setContentsMargins(24, 22, 24, 22)
        self._results = SearchList(context.theme)
        self._field = _Field(self._results)
        self._field.setPlaceholderText(self.tr("Search lessons, facts, places"))
        self._field.setAccessibleName(self.tr("Search"))
        self._count = label("", "small")
        box.addWidget(self._field)
        line = row(spacing=12)
        line.addWidget(self._count, 1)
        self._facts = Button(context.theme, "", kind="text", icon="quote", small=True)
        self._facts.clicked.connect(lambda: self._hand_over("facts"))
        line.addWidget(self._facts)
        self._near = Button(context.theme, "", small=True, icon="search")
        self._near.clicked.connect(lambda: self._hand_over("search"))
        self._spelling = ""
        box.addLayout(line)
        box.addWidget(self._near, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._results, 1)
        self._rest = QWidget()  # keeps the field at the top where there is no list
        box.addWidget(self._rest, 1)
        self._field.textEdited.connect(self._type)
        self._results.chosen.connect(self.open_requested)
        self.heading = self.tr("Search")

    @override
    def panes(self) -> list[QWidget]:
        return [self._field, self._results]

    @override
    def open(self, address: Address) -> None:
        words = address.state.get("q", "")
        self._field.setText(words)
        self._find(words)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, words: str) -> None:
        try:
            self._find(words)
        except UserError as error:
            self._results.show_hits([])
            self._results.hide()
            self._rest.show()
            self._count.setText(str(error))
        self.moved.emit(self.address)

    def _hand_over(self, page: str) -> None:
        """Ask for the facts with these words, or for everything with a nearer spelling."""
        words = self._field.text() if page == "facts" else self._spelling
        self.open_requested.emit(str(Address.of(page, q=words)))

    def _offer(self, words: str, found: bool) -> None:
        """Offer the page of facts where some hold the words, else a nearer spelling."""
        catalog = self.context.catalog
        facts = len(catalog.find("claim", words).ids) if found else 0
        all_facts = self.tr("Search and filter %d facts") % facts
        self._facts.set_text(all_facts)
        self._facts.setVisible(facts > 1)
        self._spelling = "" if found or not words.strip() else catalog.nearest_spelling(words)
        self._near.set_text(self.tr("Search for “%s”") % self._spelling)
        self._near.setVisible(bool(self._spelling))

    def _find(self, words: str) -> None:
        self.address = Address.of("search", q=words)
        hits = self.context.catalog.search(words, _LIMIT) if words.strip() else []
        self._results.show_hits(hits)
        self._offer(words, bool(hits))
        self._results.setVisible(bool(hits))
        self._rest.setVisible(not hits)
        if not words.strip():
            self._count.setText(self.tr("Type a word, a place, a number or a year."))
        elif hits:
            words = counted(len(hits), self.tr("1 result"), self.tr("%d results"))
            self._count.setText(words)
        else:
            told = self.tr(
                "Nothing found for “%s”. Try fewer words, or another spelling of a name, such as "
                "Ryanggang for Yanggang."
            )
            self._count.setText(told % words)
        accessible.announce(self._count, self._count.text())
