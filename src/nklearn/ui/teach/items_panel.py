"""The panel beside the gradebook: how a class answered one assignment, question by question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nklearn.classroom.understanding import ItemView, Understanding
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.teach.item_words import (
    handed_in_words,
    instead_words,
    percent,
    review_address,
    share_words,
    stem_words,
    waiting_words,
    worth_words,
)
from nklearn.ui.teach.share_bar import ShareBar
from nklearn.ui.teach.show_items import ShowItems
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import (
    Button,
    ElidedLabel,
    clear,
    column,
    frame,
    label,
    row,
    rule,
)
from nklearn.ui.widgets.flow import Flow


class ItemsPanel(QWidget):
    """Shows an assignment; `show_work` fills it. `number` is its place in the gradebook."""

    open_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        outer = column(self)
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nothing within takes it, to scroll by
        area.setAccessibleName(self.tr("How each question was answered"))
        area.setProperty("role", "side")
        area.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget()
        body.setObjectName("sideBody")
        self._box = column(body, spacing=4)
        self._box.setContentsMargins(18, 14, 12, 14)
        area.setWidget(body)
        outer.addWidget(area, 1)
        self._foot = column(spacing=6)
        self._foot.setContentsMargins(18, 8, 18, 14)
        outer.addLayout(self._foot)
        self.setAccessibleName(self.tr("Item analysis"))
        self._screen: ShowItems | None = None

    def show_nothing(self) -> None:
        """Say what will stand here."""
        clear(self._box)
        clear(self._foot)
        self._box.addWidget(label(self.tr("Item analysis"), "caption"))
        self._box.addWidget(
            label(self.tr("Choose an assignment to see how its questions were answered."), "small")
        )
        self._box.addStretch(1)

    def show_work(self, found: Understanding, place: int = 0) -> None:
        """Show an assignment; `place` is its number in the gradebook, 0 for none."""
        clear(self._box)
        clear(self._foot)
        add = self._box.addWidget
        add(label(self.tr("Item analysis"), "caption"))
        add(label(f"{place} {found.title}" if place else found.title, "title"))
        share = self.tr("Share answering correctly.")
        said = label(f"{handed_in_words(found)} {share}", "small")
        said.setToolTip(share_words())
        add(said)
        for view in found.items:
            self._box.addSpacing(4)
            add(rule())
            add(self._item(view))
        self._box.addStretch(1)
        self._fill_foot(found)

    def _item(self, view: ItemView) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        box.setContentsMargins(0, 4, 0, 2)
        head = row(spacing=8)
        number = label(str(view.number), "caption", wrap=False)
        number.setFixedWidth(self._context.theme.px(18))
        head.addWidget(number)
        stem = ElidedLabel(stem_words(view.question))
        stem.setAccessibleName(
            self.tr("Item %d, %s, %s") % (view.number, stem.text(), percent(view.share))
        )
        head.addWidget(stem, 1)
        head.addWidget(label(percent(view.share), "heading", wrap=False))
        box.addLayout(head)
        box.addWidget(ShareBar(self._context.theme, view.share))
        for words in filter(None, (instead_words(view), waiting_words(view))):
            box.addWidget(label(words, "caption"))
        return holder

    def _fill_foot(self, found: Understanding) -> None:
        theme, work = self._context.theme, found.work.assigned.id
        note = frame("note")
        inner = column(note, spacing=2)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.addWidget(label(self.tr("Worth going over"), "label"))
        inner.addWidget(label(worth_words(found.worth, found, self._context.catalog), "small"))
        self._foot.addWidget(note)
        holder = QWidget()
        ways = Flow(holder, spacing=8, line_spacing=8)
        show = Button(theme, self.tr("Show in class"), small=True)
        show.clicked.connect(lambda: self._show(found))
        show.setEnabled(bool(found.attempts))
        review = Button(theme, self.tr("Assign review"), small=True)
        review.clicked.connect(
            lambda: self.open_requested.emit(review_address(found.work.assigned))
        )
        review.setEnabled(bool(found.items))
        every = Button(theme, self.tr("All figures"), kind="text")
        every.clicked.connect(
            lambda: self.open_requested.emit(str(Address.of("teach", "items", work)))
        )
        check = Button(theme, self.tr("Hand-in list"), kind="text")
        check.clicked.connect(
            lambda: self.open_requested.emit(str(Address.of("teach", "checklist", work)))
        )
        for button in (show, review):
            ways.addWidget(button)
        others = QWidget()
        more = Flow(others, spacing=14, line_spacing=0)
        for button in (every, check):
            more.addWidget(button)
        if any(not view.question.scored for view in found.items):
            mark = Button(theme, self.tr("Mark texts"), kind="text")
            mark.clicked.connect(
                lambda: self.open_requested.emit(str(Address.of("teach", "mark", work)))
            )
            more.addWidget(mark)
        self._foot.addWidget(holder)
        self._foot.addWidget(others)

    def _show(self, found: Understanding) -> None:
        self._screen = ShowItems(self._context, found)
        self._screen.open_on(self)
