"""One option of a choice: letter, check box, text, and after the check what it really is."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme


class OptionState(StrEnum):
    """What an option shows. Dashed always means "not chosen"."""

    IDLE = "idle"
    SELECTED = "selected"
    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    OTHER = "other"


_CHOSEN = (OptionState.SELECTED, OptionState.RIGHT, OptionState.WRONG)
_INK = {"selected": "ACCENT", "right": "POSITIVE", "wrong": "NEGATIVE", "missed": "POSITIVE"}
_ICON = {"selected": "circle-dot", "right": "check", "wrong": "x", "missed": "check"}


class OptionRow(QAbstractButton):
    """Draws an option; who owns it sets its state.

    `compact` is the form inside a lesson; `several` adds a check box, for questions with more
    than one right option.
    """

    accessible_role = "radio"

    def __init__(
        self, theme: Theme, letter: str, text: str, *, compact: bool = False, several: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._letter, self._compact = theme, letter, compact
        self._several = several
        self.accessible_role = "check" if several else "radio"
        self.setCheckable(several)  # a check box for screen readers too
        self._state, self._reveal, self._key = OptionState.IDLE, "", False
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    @property
    def state(self) -> OptionState:
        """What the option shows."""
        return self._state

    def accessible_states(self) -> set[str]:
        """Say whether the option is chosen."""
        chosen = (OptionState.SELECTED, OptionState.RIGHT, OptionState.WRONG)
        return {"checkable", "checked"} if self._state in chosen else {"checkable"}

    def show_state(self, state: OptionState, reveal: str = "", *, key: bool = False) -> None:
        """Show a state; `reveal` says what the option really is, once that may be known.

        As a `key` what is right is nobody's answer.
        """
        self._state, self._reveal, self._key = state, reveal, key
        self.setChecked(self._several and state in _CHOSEN)
        done = state not in (OptionState.IDLE, OptionState.SELECTED)
        self.setCursor(Qt.CursorShape.ArrowCursor if done else Qt.CursorShape.PointingHandCursor)
        self._name()
        self.updateGeometry()
        self.setFixedHeight(self.heightForWidth(max(self.width(), 1)))
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave the tick to `show_state`: a click is only a wish."""

    def _tag(self) -> str:
        if self._several and self._state is OptionState.MISSED:
            return self.tr("Correct, not chosen")
        return {
            OptionState.SELECTED: self.tr("Selected"),
            OptionState.RIGHT: self.tr("The key") if self._key else self.tr("Your answer, correct"),
            OptionState.WRONG: self.tr("Your answer"),
            OptionState.MISSED: self.tr("Correct answer"),
        }.get(self._state, "")

    def _name(self) -> None:
        state = {
            OptionState.IDLE: self.tr("not selected"),
            OptionState.SELECTED: self.tr("selected"),
            OptionState.RIGHT: self.tr("the key") if self._key else self.tr("your answer, correct"),
            OptionState.WRONG: self.tr("your answer, incorrect"),
            OptionState.MISSED: self.tr("correct answer, not chosen"),
            OptionState.OTHER: self._other_words(),
        }[self._state]
        words = (self.tr("Option %s") % self._letter, self.text(), state, self._reveal)
        self.setAccessibleName(", ".join(filter(None, words)))

    def _other_words(self) -> str:
        if self._key:
            return self.tr("not in the key")
        return self.tr("rightly not chosen") if self._several else self.tr("not chosen")

    # -- geometry ----------------------------------------------------------------------------

    def _font_role(self) -> str:
        return "body" if self._compact else "heading"

    def _tile(self) -> int:
        return self._theme.px(36 if self._compact else 46)

    def _check_box(self) -> QRectF:
        """Return where the check box stands; empty where there is none."""
        if not self._several:
            return QRectF()
        size = self._theme.px(16 if self._compact else 18)
        return QRectF(self._tile() + self._theme.px(14), (self.height() - size) / 2, size, size)

    def _tag_width(self) -> int:
        tag = self._tag()
        if not tag:
            return 0
        metrics = QFontMetrics(self._theme.font("label"))
        return metrics.horizontalAdvance(tag) + self._theme.px(16) + 24

    def _boxes(self, width: int) -> tuple[QRect, QRect, int]:
        """Return the boxes of text and reveal, and the height of the whole."""
        flags = int(Qt.TextFlag.TextWordWrap)
        left = self._tile() + self._theme.px(14)
        if self._several:
            left += round(self._check_box().width()) + self._theme.px(12)
        room = max(80, width - left - 14 - self._tag_width())
        font = QFontMetrics(self._theme.font(self._font_role()))
        pad = self._theme.px(8 if self._compact else 12)
        text = font.boundingRect(QRect(0, 0, room, 10_000), flags, self.text())
        reveal = QRect()
        if self._reveal:
            small = QFontMetrics(self._theme.font("small"))
            reveal = small.boundingRect(QRect(0, 0, room, 10_000), flags, self._reveal)
        inner = text.height() + (reveal.height() + 2 if self._reveal else 0)
        height = max(inner + 2 * pad, self._theme.px(38 if self._compact else 52))
        top = (height - inner) // 2
        return (
            QRect(left, top, room, text.height()),
            QRect(left, top + text.height() + 2, room, reveal.height()),
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
        return QSize(self._theme.px(320), self.heightForWidth(max(self.width(), 200)))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        # Qt would take arrows for Tab; they, letters and Enter belong to the whole question.
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
        hover = self.underMouse() and state is OptionState.IDLE
        ink = theme.color(_INK.get(state, "ACCENT" if hover else "LINE_CONTROL"))
        fill = {
            OptionState.SELECTED: "ACCENT_SOFT",
            OptionState.RIGHT: "POSITIVE_SOFT",
            OptionState.WRONG: "NEGATIVE_SOFT",
        }.get(state, "BG_HOVER" if hover else "BG_SURFACE")
        strong = state in _CHOSEN
        width = 2.0 if strong or state is OptionState.MISSED else 1.0
        if hover and theme.name == "contrast":
            width = 2.0
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        shape = QPainterPath()
        shape.addRoundedRect(box, 7, 7)
        painter.fillPath(shape, theme.color(fill))
        self._paint_tile(painter, shape, strong=strong)
        if self._several:
            self._paint_check_box(painter, strong=strong)
        pen = QPen(ink, width)
        if state is OptionState.MISSED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        self._paint_words(painter)
        painter.end()

    def _paint_tile(self, painter: QPainter, shape: QPainterPath, *, strong: bool) -> None:
        theme, tile = self._theme, self._tile()
        area = QRectF(0, 0, tile, self.height())
        if strong:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(area, theme.color(_INK[self._state]))
            painter.restore()
        else:
            painter.setPen(QPen(theme.color("LINE_SUBTLE"), 1))
            painter.drawLine(tile, 1, tile, self.height() - 1)
        painter.setFont(theme.font("label" if self._compact else "strong"))
        painter.setPen(theme.color("TEXT_ON_ACCENT" if strong else "TEXT_SECONDARY"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._letter)

    def _paint_check_box(self, painter: QPainter, *, strong: bool) -> None:
        theme, box = self._theme, self._check_box()
        ink = theme.color(_INK[self._state] if strong else "LINE_CONTROL")
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if strong else theme.color("BG_SURFACE"))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        if strong:
            mark = "x" if self._state is OptionState.WRONG else "check"
            inner = box.adjusted(2, 2, -2, -2)
            icons.paint(painter, mark, inner, theme.color("TEXT_ON_ACCENT"))

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        text, reveal, _ = self._boxes(self.width())
        muted = self._state is OptionState.OTHER
        painter.setPen(theme.color("TEXT_SECONDARY" if muted else "TEXT_PRIMARY"))
        painter.setFont(theme.font(self._font_role()))
        painter.drawText(text, int(Qt.TextFlag.TextWordWrap), self.text())
        if self._reveal:
            painter.setPen(theme.color("TEXT_SECONDARY"))
            painter.setFont(theme.font("small"))
            painter.drawText(reveal, int(Qt.TextFlag.TextWordWrap), self._reveal)
        tag = self._tag()
        if not tag:
            return
        ink = theme.color(_INK[self._state])
        size, left = theme.px(16), self.width() - self._tag_width()
        middle = self.height() / 2
        selected = self._several and self._state is OptionState.SELECTED
        icon = "square-check" if selected else _ICON[self._state]
        icons.paint(painter, icon, QRectF(left, middle - size / 2, size, size), ink)
        painter.setPen(ink)
        painter.setFont(theme.font("label"))
        box = QRectF(left + size + 6, 0, self._tag_width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tag)
