"""What pages share: content, learner, theme, and the one way to tell the reader something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.learning.learner import Learner
from nklearn.learning.preferences import Preferences
from nklearn.ui.theme import Theme


class Report(Protocol):
    """Tells the reader of a step that could not be saved, and offers to do it `again`.

    `again` is a method of what is on the screen; what went with its page is not called.
    """

    def __call__(self, error: UserError, again: Callable[[], object] | None = None, /) -> None:
        """Show the error."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Services for pages. `saved` tells the reader of a save, `report` of one that failed."""

    catalog: Catalog
    learner: Learner
    preferences: Preferences
    theme: Theme
    saved: Callable[[], None]
    report: Report
