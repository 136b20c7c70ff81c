"""What pages share: content, reader, look, and the one way to tell the reader something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from nklearn.base.errors import UserError
from nklearn.base.values import dataclass
from nklearn.classroom.door import Door
from nklearn.content.catalog import Catalog
from nklearn.content.contents import Contents
from nklearn.learning.learner import Learner
from nklearn.learning.people import People, Reader
from nklearn.learning.preferences import Preferences
from nklearn.ui.look import Look
from nklearn.ui.shell.notices import Report
from nklearn.ui.theme import Theme

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class Enter(Protocol):
    """Gives the window to a reader, with a teacher’s desk if they came through the door."""

    def __call__(self, reader: Reader, teacher: TeacherDesk | None = None) -> None:
        """Let the reader in; the desk of a teacher who was here is locked first."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Services for the pages of one reader.

    `saved` tells the reader of a save, `unsaved` of something by the way that could not be saved,
    `report` of a step of theirs that could not, `tell` of any other trouble:
    nothing of their work is at stake. `enter` gives the window to a reader; with the same one
    again it shows their new name. `open_files` takes in files from a teacher, what of a folder is
    new, and content. `contents` knows which content is used, and the way back. `door` knows the
    teachers; `teacher` is the desk of the reader if they are one who came through it, and None for
    everybody else.
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
    enter: Enter
    open_files: Callable[[Sequence[str]], None]
    door: Door
    contents: Contents
    teacher: TeacherDesk | None = None

    @property
    def learner(self) -> Learner:
        """The reader's work."""
        return self.reader.learner

    @property
    def preferences(self) -> Preferences:
        """What the reader chose for the eye."""
        return self.reader.preferences
