"""How the program and its lessons look, and how practice asks: what is a reader's own."""

from __future__ import annotations

from nklearn.learning.preferences import DAILY_REVIEW
from nklearn.ui import tokens
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.widgets.segmented import Segmented

_DAILY = (5, 10, 20, 30, 50)


class LookCard(Card):
    """Theme, text size, motion."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("How it looks"))
        look = context.look
        themes = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
            "system": self.tr("As the system"),
        }
        sizes = {str(size): f"{size}%" for size in tokens.TEXT_SIZES}
        motions = {
            "system": self.tr("As the system"),
            "reduced": self.tr("Reduced"),
            "full": self.tr("Full"),
        }
        told = self.tr("Reduced: nothing slides or fades, and the text cursor does not blink.")
        self._theme = self.choice(self.tr("Theme"), "", themes, look.set_theme)
        self.mark_fixed("theme", self._theme)
        self._size = self.choice(
            self.tr("Text size"), "", sizes, lambda size: look.set_text_size(int(size))
        )
        self.mark_fixed("text_size", self._size)
        self._motion = self.choice(self.tr("Motion"), told, motions, look.set_motion)
        self.mark_fixed("motion", self._motion)

    def show_look(self) -> None:
        """Show what is in force; it may have been changed by a key or from the top bar."""
        theme = self.context.theme
        self._theme.set_value(theme.chosen)
        self._size.set_value(str(theme.text_size))
        self._motion.set_value(theme.motion)


class LessonCard(Card):
    """The letters and lines of lessons."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("How lessons read"))
        faces = {"serif": self.tr("With serifs"), "sans": self.tr("Without serifs")}
        told = self.tr("Serifs are the small strokes at the ends of letters.")
        self._face = self.choice(
            self.tr("Letters of lessons"), told, faces, context.look.set_lesson_face
        )
        self.mark_fixed("lesson_face", self._face)
        spacings = {"normal": self.tr("Normal"), "wide": self.tr("Wide")}
        spacing = self.preference("line_spacing", self.tr("Line spacing"), "", spacings)
        # Lessons that are open lay themselves out anew.
        spacing.chosen.connect(lambda: context.theme.changed.emit())
        told = self.tr("A band that marks the line that you read.")
        ruler = self.preference(
            "ruler", self.tr("Reading ruler"), told, {"off": self.tr("Off"), "on": self.tr("On")}
        )
        ruler.chosen.connect(lambda: context.theme.changed.emit())

    def show_look(self) -> None:
        """Show what is in force."""
        self._face.set_value(self.context.theme.lesson_face)


class PracticeCard(Card):
    """How practice asks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("Practice"))
        told = self.tr("How many questions come back on a day at most. What is left waits.")
        choices = {str(count): str(count) for count in _DAILY}
        self._daily: Segmented = self.choice(
            self.tr("Daily review"),
            told,
            choices,
            lambda text: self.keep("daily_review", int(text)),
        )
        kept = context.preferences.daily_review
        nearest = min((n for n in _DAILY if n in DAILY_REVIEW), key=lambda n: abs(n - kept))
        self._daily.set_value(str(nearest))
        self.mark_fixed("daily_review", self._daily)
        told = self.tr(
            "How sure you are is asked before the check. Afterwards you see how often it fitted."
        )
        asks = {"ask": self.tr("Ask"), "never": self.tr("Don’t ask")}
        self.preference("confidence", self.tr("How sure are you?"), told, asks)
