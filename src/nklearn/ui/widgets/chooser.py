"""A wide button that shows what was chosen and opens what there is to choose; its words wrap."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme


class ChooserState(StrEnum):
    """What a chooser shows. Dashed always means "not chosen"."""

    EMPTY = "empty"
    CHOSEN = "chosen"
    RIGHT = "right"
    WRONG = "wrong"
    PARTLY = "partly"
    MISSED = "missed"
    NONE = "none"


_INK = {"right": "POSITIVE", "wrong": "NEGATIVE", "partly": "CAUTION", "missed": "POSITIVE"}
_FILL = {
    "chosen": "ACCENT_SOFT",
    "right": "POSITIVE_SOFT",
    "wrong": "NEGATIVE_SOFT",
    "partly": "CAUTION_SOFT",
}
_ICON = {"right": "check", "wrong": "x", "partly": "contrast", "missed": "check"}
_PAD = 12


class Chooser(QAbstractButton):
    """Draws a choice with its letter; `caption` stands small below it."""

    accessible_role = "chooser"

    def __init__(self, theme: Theme, *, compact: bool = False) -> None:
        super().__init__()
        self._theme, self._compact = theme, compact
        self._state, self._letter, self._caption = ChooserState.EMPTY, "", ""
        self.unfolded = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def state(self) -> ChooserState:
        """What it shows."""
        return self._state

    def show_state(
        self, state: ChooserState, words: str, *, letter: str = "", caption: str = ""
    ) -> None:
        """Show words in a state."""
        self._state, self._letter, self._caption = state, letter, caption
        self.setText(words)
        asking = state in (ChooserState.EMPTY, ChooserState.CHOSEN)
        shape = Qt.CursorShape.PointingHandCursor if asking else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.updateGeometry()
        self.update()

    def unfold(self, *, unfolded: bool) -> None:
        """Show whether what there is to choose is open below."""
        self.unfolded = unfolded
        self.update()

    def accessible_states(self) -> set[str]:
        """Say whether the choices are open."""
        if self._state not in (ChooserState.EMPTY, ChooserState.CHOSEN):
            return {"readOnly"}
        return {"expandable", "expanded" if self.unfolded else "collapsed"}

    # -- geometry ----------------------------------------------------------------------------

    def _boxes(self, width: int) -> tuple[QRect, QRect, int]:
        """Return the boxes of words and caption, and the height of the whole."""
        theme, flags = self._theme, int(Qt.TextFlag.TextWordWrap)
        left = _PAD + (theme.px(24) if self._letter else 0)
        room = max(60, width - left - _PAD - theme.px(18) - 8)
        words = QFontMetrics(theme.font("body")).boundingRect(
            QRect(0, 0, room, 10_000), flags, self.text()
        )
        small = 0
        if self._caption:
            metrics = QFontMetrics(theme.font("caption"))
            small = metrics.boundingRect(QRect(0, 0, room, 10_000), flags, self._caption).height()
        inner = words.height() + small
        height = max(inner + 2 * theme.px(8), theme.px(38 if self._compact else 44))
        top = (height - inner) // 2
        return (
            QRect(left, top, room, words.height()),
            QRect(left, top + words.height(), room, small),
            height,
        )

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return self._boxes(arg__1)[2]

    @override
    def sizeHint(self) -> QSize:
        wide = self._theme.px(280)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(38 if self._compact else 44))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        # Arrows, letters and Enter belong to the whole question.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self.update()

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, state, painter = self._theme, self._state, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        asking = state in (ChooserState.EMPTY, ChooserState.CHOSEN)
        lively = asking and (self.underMouse() or self.unfolded)
        ink = theme.color(_INK.get(state, "ACCENT" if lively else "LINE_CONTROL"))
        strong = not asking and state is not ChooserState.NONE
        thick = strong or (theme.name == "contrast" and (lively or state is ChooserState.CHOSEN))
        width = 2.0 if thick else 1.0
        fill = "BG_HOVER" if lively and state is ChooserState.EMPTY else "BG_SURFACE"
        painter.setBrush(theme.color(_FILL.get(state, fill)))
        pen = QPen(ink, width)
        if state is ChooserState.MISSED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, 6, 6)
        self._paint_words(painter)
        self._paint_icon(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme, state = self._theme, self._state
        words, caption, _ = self._boxes(self.width())
        if self._letter:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color(_INK.get(state, "ACCENT")))
            spot = QRect(_PAD, words.top(), theme.px(20), QFontMetrics(painter.font()).height())
            painter.drawText(spot.translated(0, theme.px(1)), 0, self._letter)
        muted = state in (ChooserState.EMPTY, ChooserState.NONE)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("TEXT_SECONDARY" if muted else "TEXT_PRIMARY"))
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.text())
        if self._caption:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color(_INK.get(state, "TEXT_SECONDARY")))
            painter.drawText(caption, int(Qt.TextFlag.TextWordWrap), self._caption)

    def _paint_icon(self, painter: QPainter) -> None:
        theme, state, size = self._theme, self._state, self._theme.px(18)
        folded = "chevron-up" if self.unfolded else "chevron-down"
        fixed = state is ChooserState.NONE or not self.isEnabled()
        icon = _ICON.get(state, "" if fixed else folded)
        if icon:
            ink = theme.color(_INK.get(state, "TEXT_SECONDARY"))
            spot = QRectF(self.width() - _PAD - size, (self.height() - size) / 2, size, size)
            icons.paint(painter, icon, spot, ink)


def right_answer(theme: Theme, words: str, *, compact: bool, letter: str = "") -> Chooser:
    """Return what shows a right answer that was not given: dashed, and nothing to press."""
    made = Chooser(theme, compact=compact)
    caption = QCoreApplication.translate("Chooser", "Correct answer")
    made.accessible_role = "decoration"  # what stands beside it says it
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.show_state(ChooserState.MISSED, words, letter=letter, caption=caption)
    made.setAccessibleName(f"{caption}: {words}")
    return made


def breakable(words: str) -> str:
    """Return words typed by a person so that even a long one without a space can wrap."""
    return re.sub(r"(\S{12})(?=\S)", "\\1\u200b", words)
