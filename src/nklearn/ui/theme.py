"""The look in force: theme and text size, and what follows from them for Qt."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.ui import tokens

SANS = ("NKLearn Sans", "NKLearn Hangul", "Noto Sans", "DejaVu Sans", "sans-serif")
SERIF = ("NKLearn Serif", "NKLearn Hangul", "Noto Serif", "DejaVu Serif", "serif")

# Roles that are variants of a type token: (token, weight or None to keep the token's)
_VARIANTS = {
    "strong": ("body", 600),
    "button": ("body", 500),
    "primary": ("body", 600),
    "smallbutton": ("small", 500),
    "notelink": ("small", 500),
    "chip": ("caption", 500),
    "answer": ("question", 600),
    "big": ("display", 600),
}
_SANS_VARIANTS = {"answer"}


def load_fonts() -> list[str]:
    """Make the bundled fonts known to Qt; return the names of files that could not be read."""
    missing: list[str] = []
    folder = paths.resources() / "fonts"
    files = sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")])
    for file in files:
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            missing.append(file.name)
    return missing if files else ["resources/fonts"]


class Theme(QObject):
    """Colours, fonts and sizes for one theme name and one text size in percent."""

    changed = Signal()

    def __init__(self, name: str = "light", text_size: int = 100) -> None:
        super().__init__()
        self._name = name if name in tokens.THEMES else "light"
        self._text_size = text_size if text_size in tokens.TEXT_SIZES else 100
        folder = Path(__file__).parent
        self._template = Template((folder / "style.qss").read_text("utf-8"))
        self._contrast = Template((folder / "contrast.qss").read_text("utf-8"))

    @property
    def name(self) -> str:
        """The theme's name: light, dark or contrast."""
        return self._name

    @property
    def text_size(self) -> int:
        """The text size in percent."""
        return self._text_size

    def set(self, *, name: str | None = None, text_size: int | None = None) -> None:
        """Change theme or text size, apply it and tell everybody."""
        self._name = name if name in tokens.THEMES else self._name
        self._text_size = text_size if text_size in tokens.TEXT_SIZES else self._text_size
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """Put palette, font and style sheet into the application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise UserError("The window system is not there.")
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self.style_sheet())

    def px(self, size: float) -> int:
        """Scale a size in px by the text size."""
        return round(size * self._text_size / 100)

    def color(self, token: str) -> QColor:
        """Return the colour of a token, e.g. `ACCENT`."""
        return QColor(tokens.THEMES[self._name][token])

    def hex(self, token: str) -> str:
        """Return the colour of a token as written in the token table."""
        return tokens.THEMES[self._name][token]

    def type(self, role: str) -> tuple[int, int, str, int]:
        """Return (px size, px line height, face, weight) of a type role at this text size."""
        base, weight = _VARIANTS.get(role, (role, None))
        size, line, face, own = tokens.TYPE[base]
        face = "sans" if role in _SANS_VARIANTS else face
        return self.px(size), self.px(line), face, weight or own

    def font(self, role: str) -> QFont:
        """Return the font of a type role."""
        size, _, face, weight = self.type(role)
        font = QFont(list(SERIF if face == "serif" else SANS))
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        return font

    def palette(self) -> QPalette:
        """Return a palette for what style sheets do not reach."""
        palette = QPalette()
        role = QPalette.ColorRole
        for where, token in (
            (role.Window, "BG_WINDOW"),
            (role.Base, "BG_SURFACE"),
            (role.AlternateBase, "BG_SUNKEN"),
            (role.Text, "TEXT_PRIMARY"),
            (role.WindowText, "TEXT_PRIMARY"),
            (role.Button, "BG_SURFACE"),
            (role.ButtonText, "TEXT_PRIMARY"),
            (role.Highlight, "ACCENT"),
            (role.HighlightedText, "TEXT_ON_ACCENT"),
            (role.Link, "ACCENT"),
            (role.PlaceholderText, "TEXT_MUTED"),
            (role.ToolTipBase, "BG_SURFACE"),
            (role.ToolTipText, "TEXT_PRIMARY"),
        ):
            palette.setColor(where, self.color(token))
        return palette

    def style_sheet(self) -> str:
        """Return the style sheet with tokens, sizes and fonts filled in."""
        text = self._template.substitute(tokens.THEMES[self._name])
        if self._name == "contrast":
            text += self._contrast.substitute(tokens.THEMES[self._name])
        text = re.sub(r"font\((\w+)\)", lambda found: self._font_css(found[1]), text)
        return re.sub(r"px\((\d+)\)", lambda found: f"{self.px(int(found[1]))}px", text)

    def _font_css(self, role: str) -> str:
        size, _, face, weight = self.type(role)
        families = ", ".join(f'"{name}"' for name in (SERIF if face == "serif" else SANS))
        return f"{weight} {size}px {families}"
