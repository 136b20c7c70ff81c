"""The look in force: theme, text size, motion, letters, and what follows from them for Qt."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
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
_WIDE = 1.3  # how much higher lines are where they stand wide apart
_SANS_VARIANTS = {"answer"}
_FLASH = 1000  # ms of a full blink of the text cursor, as Qt has it by itself


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
        self._chosen = "light"
        self._name = "light"
        self._listens = False
        self._choose(name)
        self._text_size = text_size if text_size in tokens.TEXT_SIZES else 100
        self._motion = "system"
        self._lesson_face = "serif"
        #: The space between the lines of lessons, "normal" or "wide"; pages of lessons set it.
        self.line_spacing = "normal"
        folder = Path(__file__).parent
        self._template = Template((folder / "style.qss").read_text("utf-8"))
        self._contrast = Template((folder / "contrast.qss").read_text("utf-8"))

    @property
    def name(self) -> str:
        """The theme's name: light, dark or contrast."""
        return self._name

    @property
    def chosen(self) -> str:
        """What was chosen: a theme's name, or "system"."""
        return self._chosen

    @property
    def motion(self) -> str:
        """What was chosen for motion: "system", "reduced" or "full"."""
        return self._motion

    @property
    def lesson_face(self) -> str:
        """The letters of lessons: "serif" or "sans"."""
        return self._lesson_face

    @property
    def text_size(self) -> int:
        """The text size in percent."""
        return self._text_size

    def set(
        self,
        *,
        name: str | None = None,
        text_size: int | None = None,
        motion: str | None = None,
        lesson_face: str | None = None,
    ) -> None:
        """Change what is given, apply it and tell everybody; nothing happens if all is so."""
        before = (self._name, self._text_size, self._lesson_face)
        if name is not None:
            self._choose(name)
        self._text_size = text_size if text_size in tokens.TEXT_SIZES else self._text_size
        self._lesson_face = lesson_face or self._lesson_face
        if motion is not None and motion != self._motion:
            self._motion = motion
            self._apply_motion()
        if before != (self._name, self._text_size, self._lesson_face):
            self.apply()
            self.changed.emit()

    def _choose(self, name: str) -> None:
        """Choose a theme; "system" follows the system between light and dark."""
        if name not in tokens.THEMES and name != "system":
            return
        self._chosen = self._name = name
        if name != "system":
            return
        hints = QGuiApplication.styleHints()
        self._follow(hints.colorScheme())
        if not self._listens:
            self._listens = True
            hints.colorSchemeChanged.connect(self._system_changed)

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._name = "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._chosen == "system":
            before = self._name
            self._follow(scheme)
            if before != self._name:
                self.apply()
                self.changed.emit()

    def duration(self, milliseconds: int) -> int:
        """Return how long a movement of this length may take: 0 where motion is reduced.

        Everything that moves asks here. Where the system decides, a text cursor that must not
        blink stands for the rest.
        """
        by_system = self._motion == "system" and QApplication.cursorFlashTime() <= 0
        return 0 if self._motion == "reduced" or by_system else milliseconds

    def _apply_motion(self) -> None:
        """Let Qt's own movements, the blinking text cursor and menus that roll, follow."""
        flash = {"reduced": 0, "full": _FLASH}.get(self._motion, -1)  # -1: as the system says
        QApplication.setCursorFlashTime(flash)
        if self._motion != "system":
            QApplication.setEffectEnabled(Qt.UIEffect.UI_General, self._motion == "full")

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
        if role in _SANS_VARIANTS or (role == "lesson" and self._lesson_face == "sans"):
            face = "sans"
        if role == "lesson" and self.line_spacing == "wide":
            line *= _WIDE
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
