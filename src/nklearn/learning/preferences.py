"""How the person wants the program to look; a stored value that makes no sense is the default."""

from __future__ import annotations

from typing import Literal, get_args

from nklearn.storage.workspace_store import WorkspaceStore

Theme = Literal["light", "dark", "contrast", "system"]
TextSize = Literal[100, 115, 130, 150]

THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT_SIZES: tuple[TextSize, ...] = get_args(TextSize)


class Preferences:
    """Typed preferences of a workspace. Setting one saves it, and may raise UserError."""

    def __init__(self, store: WorkspaceStore) -> None:
        """Read from and write to `store`."""
        self._store = store

    @property
    def theme(self) -> Theme:
        """The colours; light unless chosen otherwise."""
        stored = self._store.preference("theme")
        for theme in THEMES:
            if theme == stored:
                return theme
        return "light"

    @theme.setter
    def theme(self, value: Theme) -> None:
        self._store.set_preference("theme", value)

    @property
    def text_size(self) -> TextSize:
        """The size of text in per cent; 100 unless chosen otherwise."""
        stored = self._store.preference("text_size")
        for size in TEXT_SIZES:
            if str(size) == stored:
                return size
        return 100

    @text_size.setter
    def text_size(self, value: TextSize) -> None:
        self._store.set_preference("text_size", str(value))

    @property
    def window(self) -> bytes | None:
        """The window's place and size as Qt saves them."""
        stored = self._store.preference("window")
        return stored if isinstance(stored, bytes) else None

    @window.setter
    def window(self, value: bytes) -> None:
        self._store.set_preference("window", value)
