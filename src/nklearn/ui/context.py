"""What pages share: content, reader, look, and the one way to tell the reader something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.learning.learner import Learner
from nklearn.learning.people import People, Reader
from nklearn.learning.preferences import Preferences
from nklearn.ui.look import Look
from nklearn.ui.shell.notices import Report
from nklearn.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """Services for the pages of one reader.

    `saved` tells the reader of a save, `unsaved` of something by the way that could not be saved,
    `report` of a step of theirs that could not, `tell` of any other trouble:
    nothing of their work is at stake. `enter` gives the window to a reader; with the same one
    again it shows their new name. `open_files` takes in files from a teacher, and what of a
    folder is new.
    """

    catalog: Catalog
    people: People
    reader: Reader
    theme: Theme
    look: Look
    saved: Callable[[], None]
    unsaved: Callable[[UserError], None]
    report: Report
    tell: Callable[[UserError], None]
    enter: Callable[[Reader], None]
    open_files: Callable[[Sequence[str]], None]

    @property
    def learner(self) -> Learner:
        """The reader's work."""
        return self.reader.learner

    @property
    def preferences(self) -> Preferences:
        """What the reader chose for the eye."""
        return self.reader.preferences
