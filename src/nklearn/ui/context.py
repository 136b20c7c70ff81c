"""What pages share: content, learner, theme, and the one way to tell the reader something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.learning.learner import Learner
from nklearn.learning.preferences import Preferences
from nklearn.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """Services for pages. `saved` reports a save to the status bar, `report` an error."""

    catalog: Catalog
    learner: Learner
    preferences: Preferences
    theme: Theme
    saved: Callable[[], None]
    report: Callable[[UserError], None]
