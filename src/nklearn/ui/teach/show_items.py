"""Show in class: how the questions of an assignment were answered, large and without names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QWidget

from nklearn.base.overriding import override
from nklearn.classroom.understanding import ItemView, Understanding
from nklearn.domain.claims import Sensitivity
from nklearn.domain.item_statistics import PickRow
from nklearn.domain.questions import MultipleResponse, Ordering, SingleChoice
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.teach.item_words import instead_words, percent, pick_words
from nklearn.ui.teach.share_bar import ShareBar
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, IconButton, chip, clear, column, frame, label, row
from nklearn.ui.words import folded_words, sensitivity_words

_CAP = 1180  # px at 100% text
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class ShowItems(QDialog):
    """Fills the screen with one question after another.

    The right answers come only when asked for (Enter), so that a class can think first. Arrows,
    Page Up and Down and Space go on, Home and End to the ends, Esc closes. No name is shown,.
    """

    def __init__(self, context: Context, found: Understanding) -> None:
        super().__init__()
        self._context, self._found = context, found
        self._views = [view for view in found.items if view.question.scored]
        self.place, self.told, self._unfolded = 0, False, set[int]()
        self.setWindowTitle(self.tr("Show in class: %s") % found.title)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = column(self, spacing=16)
        box.setContentsMargins(48, 28, 48, 24)
        self._count = label("", "secondary", wrap=False)
        box.addLayout(self._head())
        self._body = QWidget()
        self._box = column(spacing=14)
        box.addWidget(self._area(), 1)
        theme = context.theme
        self._before = Button(theme, self.tr("Previous"), icon="arrow-left")
        self._before.clicked.connect(lambda: self.go(-1))
        self._answer = Button(theme, self.tr("Show the answer"), kind="primary")
        self._answer.clicked.connect(self.tell)
        self._after = Button(theme, self.tr("Next"), icon="arrow-right", icon_after=True)
        self._after.clicked.connect(lambda: self.go(1))
        foot = row(spacing=10)
        foot.addWidget(label(self._hint(), "small"), 1)
        for button in (self._before, self._answer, self._after):
            foot.addWidget(button)
        box.addLayout(foot)
        self._fill()

    def _head(self) -> QHBoxLayout:
        head = row(spacing=12)
        head.addWidget(label(self._found.title, "heading"), 1)
        head.addWidget(self._count)
        leave = IconButton(self._context.theme, "x", self.tr("Close (Esc)"))
        leave.clicked.connect(self.reject)
        head.addWidget(leave)
        return head

    def _area(self) -> QScrollArea:
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setObjectName("scrollBody")
        outer = row(self._body)
        inner = QWidget()
        inner.setMaximumWidth(self._context.theme.px(_CAP))
        inner.setLayout(self._box)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)
        area.setWidget(self._body)
        return area

    def _hint(self) -> str:
        return self.tr("Arrow keys go on, Enter shows the answer, Esc closes. No names are shown.")

    def open_on(self, parent: QWidget) -> None:
        """Fill the screen that `parent` is on; the keyboard returns there afterwards."""
        self.setParent(parent.window(), Qt.WindowType.Window)
        self.finished.connect(self.deleteLater)
        give_back(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.showFullScreen()
        self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- going through -----------------------------------------------------------------------

    def go(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) question, if there is one."""
        self.go_to(self.place + step)

    def go_to(self, place: int) -> None:
        """Go to a question; its answer is not told yet."""
        if 0 <= place < len(self._views) and place != self.place:
            self.place, self.told = place, False
            self._fill()

    def tell(self) -> None:
        """Show which answers are right and how many chose each; hard material opens first."""
        if not self._views:
            return
        if self._folded:
            self._unfolded.add(self.place)
        else:
            self.told = True
        self._fill()

    @property
    def _folded(self) -> bool:
        hard = self._views[self.place].question.sensitivity is not Sensitivity.NONE
        return hard and self.place not in self._unfolded

    # -- drawing -----------------------------------------------------------------------------

    def _fill(self) -> None:
        clear(self._box)
        if not self._views:
            self._box.addWidget(label(self.tr("There is no scored question to show."), "question"))
            self._box.addStretch(1)
            for button in (self._before, self._answer, self._after):
                button.setEnabled(False)
            return
        view = self._views[self.place]
        self._count.setText(self.tr("%d of %d") % (self.place + 1, len(self._views)))
        self._before.setEnabled(self.place > 0)
        self._after.setEnabled(self.place + 1 < len(self._views))
        self._answer.setEnabled(not self.told)
        self._answer.set_text(
            self.tr("Open this question") if self._folded else self.tr("Show the answer")
        )
        if self._folded:
            said = sensitivity_words(view.question.sensitivity)
            self._box.addWidget(label(folded_words(), "question"))
            self._box.addWidget(label(said, "keep"))
        else:
            self._fill_question(view)
        self._box.addStretch(1)

    def _fill_question(self, view: ItemView) -> None:
        add = self._box.addWidget
        add(label(f"{view.number}  {view.question.stem}", "show"))
        head = row(spacing=16)
        head.addWidget(label(percent(view.share), "huge", wrap=False))
        told = self.tr("answered correctly; what is partly right counts in part")
        head.addWidget(label(told, "keep"), 1)
        self._box.addLayout(head)
        add(ShareBar(self._context.theme, view.share, high=16))
        self._box.addSpacing(10)
        if isinstance(view.question.body, SingleChoice | MultipleResponse):
            for line in view.picks.rows:
                add(self._option(line, view.picks.answered))
        elif self.told:
            if words := instead_words(view):
                add(label(words, "show"))
            if isinstance(view.question.body, Ordering):
                for place, item in enumerate(view.question.body.items, 1):
                    add(label(f"{place}  {item.text}", "keep"))
            right = [line for line in view.picks.rows if line.picked.right]
            for line in right[:4]:
                add(self._option(line, view.picks.answered))

    def _option(self, line: PickRow, answered: int) -> QWidget:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 12, 18, 12)
        head = row(spacing=14)
        head.addWidget(label(pick_words(line.picked), "show"), 1)
        share = line.picked.count / answered if answered else 0.0
        if self.told:
            if line.picked.right:
                card.setProperty("marked", True)
                head.addWidget(chip(self.tr("right"), "positive"))
            head.addWidget(label(percent(share), "show", wrap=False))
        box.addLayout(head)
        if self.told:
            token = "DATA_PETROL" if line.picked.right else "LINE_CONTROL"
            box.addWidget(ShareBar(self._context.theme, share, high=6, token=token))
        return card

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        key = Qt.Key(arg__1.key())
        if key in _FORWARD:
            self.go(1)
        elif key in _BACK:
            self.go(-1)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._views) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not arg__1.isAutoRepeat():
                self.tell()
        else:
            super().keyPressEvent(arg__1)
