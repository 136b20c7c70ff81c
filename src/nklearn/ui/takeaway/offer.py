"""What an explorer offers to take away in its present state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from nklearn.content.citations import Cited
from nklearn.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Offer:
    """`name` is the name of files, without ending; `title` says what it is.

    `sheet` makes the whole picture anew in a theme, with title and source, not on screen;
    `csv` gives the values with status and citation; `cited` names the works that it rests on, each
    with the place in it. Any of them may be missing; each is asked only when it is used.
    """

    name: str
    title: str
    sheet: Callable[[Theme], QWidget] | None = None
    csv: Callable[[], bytes] | None = None
    cited: Callable[[], tuple[Cited, ...]] | None = None
