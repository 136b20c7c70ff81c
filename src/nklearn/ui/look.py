"""How a reader wants the program to look: put on screen at once, and kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nklearn.base.errors import UserError
from nklearn.learning.preferences import (
    LESSON_FACES,
    MOTIONS,
    TEXT_SIZES,
    THEMES,
    Preferences,
)
from nklearn.ui.shell.notices import Report
from nklearn.ui.theme import Theme


class Look:
    """The one place where the look changes. A value that makes no sense is the default.

    `pointing` is how this reader points in questions, "picture" or "list"; it is not kept longer
    than the program runs.
    """

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        saved: Callable[[], None],
        report: Report,
        say: Callable[[UserError], None],
    ) -> None:
        """Change `theme`, keep in `preferences`; tell `saved` or, where that fails, `report`.

        `say` is told where the school has fixed what somebody wants to change.
        """
        self._theme, self._preferences = theme, preferences
        self._saved, self._report, self._say = saved, report, say
        self.pointing = "picture"

    def show(self, preferences: Preferences) -> None:
        """Take on the look of another reader, and keep changes in their preferences."""
        self._preferences = preferences
        self.pointing = "picture"
        self._theme.set(
            name=preferences.theme,
            text_size=preferences.text_size,
            motion=preferences.motion,
            lesson_face=preferences.lesson_face,
        )

    def set_theme(self, name: str) -> None:
        """Change the theme."""
        chosen = next((own for own in THEMES if own == name), THEMES[0])
        if self._may("theme"):
            self._theme.set(name=chosen)
            self._keep("theme", chosen)

    def set_text_size(self, size: int) -> None:
        """Change the text size, in per cent."""
        chosen = next((own for own in TEXT_SIZES if own == size), TEXT_SIZES[0])
        if self._may("text_size"):
            self._theme.set(text_size=chosen)
            self._keep("text_size", chosen)

    def set_motion(self, name: str) -> None:
        """Change whether things may move."""
        chosen = next((own for own in MOTIONS if own == name), MOTIONS[0])
        if self._may("motion"):
            self._theme.set(motion=chosen)
            self._keep("motion", chosen)

    def set_lesson_face(self, name: str) -> None:
        """Change the letters of lessons."""
        chosen = next((own for own in LESSON_FACES if own == name), LESSON_FACES[0])
        if self._may("lesson_face"):
            self._theme.set(lesson_face=chosen)
            self._keep("lesson_face", chosen)

    def _may(self, name: str) -> bool:
        try:
            self._preferences.check_free(name)
        except UserError as error:
            self._say(error)
            self._theme.changed.emit()  # a control that was pressed shows what is in force again
            return False
        return True

    def _keep(self, name: str, value: str | int) -> None:
        try:
            setattr(self._preferences, name, value)
        except UserError as error:
            self._report(error, partial(self._keep, name, value))
        else:
            self._saved()
