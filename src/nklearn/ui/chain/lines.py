"""How each line of command is drawn, its name, and the control that lights one of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from nklearn.domain.chain_choice import LINES
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.segmented import Segmented

# The strokes by line: lengths of dash and gap in widths of the pen, none for solid; and the tone.
_STROKES: dict[str, tuple[tuple[float, ...], str]] = {
    "administrative": ((), "TEXT_PRIMARY"),
    "guidance": ((7, 2.5, 1.2, 2.5), "DATA_PETROL_TEXT"),
    "planning": ((9, 3.5), "DATA_OCHRE_TEXT"),
    "technical": ((1.2, 2.2), "DATA_UMBER_TEXT"),
    "party": ((4, 2.4), "DATA_PLUM_TEXT"),
}
_WIDE, _SAMPLE = 1.8, 26
_ALL = "all"


def line_name(line: str) -> str:
    """Return what a line of command is called."""
    return {
        "administrative": QCoreApplication.translate("chain", "Administrative"),
        "guidance": QCoreApplication.translate("chain", "Guidance"),
        "planning": QCoreApplication.translate("chain", "Planning"),
        "technical": QCoreApplication.translate("chain", "Technical"),
        "party": QCoreApplication.translate("chain", "Party"),
    }.get(line, line)


def line_pen(theme: Theme, line: str, scale: float = 1.0, *, bold: bool = False) -> QPen:
    """Return the pen of a line; of what is no line, a hairline."""
    if line not in _STROKES:
        return QPen(theme.color("LINE_CONTROL"), max(1.0, scale))
    dashes, tone = _STROKES[line]
    pen = QPen(theme.color(tone), (_WIDE + (1.2 if bold else 0)) * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


class LineFilter(Segmented):
    """Lights one line or all; each segment shows how its line is drawn."""

    def __init__(self, theme: Theme) -> None:
        names = {
            _ALL: QCoreApplication.translate("chain", "All lines"),
            **{line: line_name(line) for line in LINES},
        }
        super().__init__(
            theme,
            names,
            QCoreApplication.translate("chain", "Line of command"),
            small=True,
            wrap=True,
        )
        self._look = theme
        for line, button in self._buttons.items():
            if line != _ALL:
                button.setText(" " + names[line])  # Qt puts icon and words too close together
            button.toggled.connect(self._draw)
        theme.changed.connect(self._draw)
        self._draw()

    def set_line(self, line: str) -> None:
        """Choose a line, or all if it is empty, without a signal."""
        self.set_value(line or _ALL)

    @staticmethod
    def line_of(value: str) -> str:
        """Return the line of a chosen value, empty for all."""
        return "" if value == _ALL else value

    def _draw(self) -> None:
        size = QSize(self._look.px(_SAMPLE), self._look.px(10))
        for line, button in self._buttons.items():
            if line == _ALL:
                continue
            ratio = self.devicePixelRatioF()
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            pen = line_pen(self._look, line, self._look.text_size / 100)
            if button.isChecked():
                pen.setColor(self._look.color("TEXT_ON_ACCENT"))
            painter = QPainter(picture)
            painter.setPen(pen)
            painter.drawLine(0, size.height() // 2, size.width(), size.height() // 2)
            painter.end()
            button.setIconSize(size)
            button.setIcon(QIcon(picture))
