"""How a person wants the program to look; a stored value that makes no sense is the default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from nklearn.base.errors import UserError
from nklearn.domain.settings import (
    ASK_CONFIDENCE,
    ASKS,
    DAILY_REVIEW,
    FOLDER_LENGTH,
    HARD_MATERIALS,
    HIDE_NAMES,
    LEAVE_OUTS,
    LESSON_FACES,
    LINE_SPACINGS,
    MOTIONS,
    RULERS,
    TALK_LENGTH,
    TEXT_SIZES,
    THEMES,
    Ask,
    AskConfidence,
    HardMaterial,
    HideNames,
    LeaveOut,
    LessonFace,
    LineSpacing,
    Motion,
    Ruler,
    TextSize,
    Theme,
)
from nklearn.domain.site import Site
from nklearn.storage.workspace_store import WorkspaceStore

LOOK = ("theme", "text_size", "motion", "lesson_face", "line_spacing", "ruler")
HABITS = ("daily_review", "confidence")  # a person's as well, but nobody begins with another's
SCHOOL = ("teacher_folder", "talk_to", "hide_names", "hard_material", "leave_out")

_Value = TypeVar("_Value")


class Preferences:
    """Typed preferences. Setting one saves it, and may raise UserError.

    The look (theme, text size, motion, lesson face) is a person's own; what anybody chose last
    is the computer's look as well, which holds where nobody was chosen yet. `window`, `ask`
    and `leave_out` are the computer's alone.
    """

    def __init__(self, store: WorkspaceStore, profile: str = "", site: Site | None = None) -> None:
        """Read from and write to `store`, for one person or, without a profile, the computer.

        What nobody chose is as `site` has it; what the site fixes can't be chosen.
        """
        self._store, self._profile = store, profile
        self._site = site or Site()

    def fixed(self, name: str) -> bool:
        """Tell whether the school fixed a preference; setting it raises UserError."""
        return name in self._site.fixed

    def check_free(self, name: str) -> None:
        """Make sure that a preference can be chosen.

        Raises:
            UserError: the school fixed it.
        """
        if self.fixed(name):
            raise UserError(
                "Your school has set this for all its computers.",
                safe="Nothing was changed.",
                todo="Ask whoever looks after the computers.",
            )

    @property
    def theme(self) -> Theme:
        """The colours; light unless chosen otherwise."""
        return _one_of(self._chosen("theme"), THEMES, "light")

    @theme.setter
    def theme(self, value: Theme) -> None:
        self._save("theme", value)

    @property
    def line_spacing(self) -> LineSpacing:
        """The space between the lines of lessons; normal unless chosen otherwise."""
        return _one_of(self._chosen("line_spacing"), LINE_SPACINGS, "normal")

    @line_spacing.setter
    def line_spacing(self, value: LineSpacing) -> None:
        self._save("line_spacing", value)

    @property
    def ruler(self) -> Ruler:
        """Whether a band marks the line that is being read; off unless chosen otherwise."""
        return _one_of(self._chosen("ruler"), RULERS, "off")

    @ruler.setter
    def ruler(self, value: Ruler) -> None:
        self._save("ruler", value)

    @property
    def text_size(self) -> TextSize:
        """The size of text in per cent; 100 unless chosen otherwise."""
        return _one_of(self._chosen("text_size"), TEXT_SIZES, 100)

    @text_size.setter
    def text_size(self, value: TextSize) -> None:
        self._save("text_size", str(value))

    @property
    def motion(self) -> Motion:
        """Whether things may move and blink; as the system has it unless chosen otherwise."""
        return _one_of(self._chosen("motion"), MOTIONS, "system")

    @motion.setter
    def motion(self, value: Motion) -> None:
        self._save("motion", value)

    @property
    def lesson_face(self) -> LessonFace:
        """The letters of lessons; with serifs unless chosen otherwise."""
        return _one_of(self._chosen("lesson_face"), LESSON_FACES, "serif")

    @lesson_face.setter
    def lesson_face(self, value: LessonFace) -> None:
        self._save("lesson_face", value)

    @property
    def daily_review(self) -> int:
        """How many questions come back on a day at most; 20 unless chosen otherwise."""
        return _one_of(self._chosen("daily_review"), DAILY_REVIEW, 20)

    @daily_review.setter
    def daily_review(self, value: int) -> None:
        self._save("daily_review", str(value))

    @property
    def confidence(self) -> AskConfidence:
        """Whether practice asks how sure somebody is; it does unless chosen otherwise."""
        return _one_of(self._chosen("confidence"), ASK_CONFIDENCE, "ask")

    @confidence.setter
    def confidence(self, value: AskConfidence) -> None:
        self._save("confidence", value)

    @property
    def ask(self) -> Ask:
        """When to ask who is reading at start."""
        return _one_of(self._of_all("ask"), ASKS, "several")

    @ask.setter
    def ask(self, value: Ask) -> None:
        self._save_for_all("ask", value)

    @property
    def leave_out(self) -> LeaveOut:
        """What a class leaves out altogether; nothing unless chosen otherwise."""
        return _one_of(self._of_all("leave_out"), LEAVE_OUTS, "nothing")

    @leave_out.setter
    def leave_out(self, value: LeaveOut) -> None:
        self._save_for_all("leave_out", value)

    @property
    def window(self) -> bytes | None:
        """The window's place and size as Qt saves them."""
        stored = self._store.preference("window")
        return stored if isinstance(stored, bytes) else None

    @window.setter
    def window(self, value: bytes) -> None:
        self._store.set_preference("window", value)

    @property
    def hide_names(self) -> HideNames:
        """Whether readers type their name at start instead of seeing everybody's."""
        return _one_of(self._of_all("hide_names"), HIDE_NAMES, "no")

    @hide_names.setter
    def hide_names(self, value: HideNames) -> None:
        self._save_for_all("hide_names", value)

    @property
    def hard_material(self) -> HardMaterial:
        """What stands before hard material: an advisory to accept, or its summary alone."""
        return _one_of(self._of_all("hard_material"), HARD_MATERIALS, "accept")

    @hard_material.setter
    def hard_material(self, value: HardMaterial) -> None:
        self._save_for_all("hard_material", value)

    @property
    def teacher_folder(self) -> str:
        """The path of the folder for files from the teacher; empty if none was chosen."""
        kept = _text(self._of_all("teacher_folder"), FOLDER_LENGTH)
        return self._store.places.found(kept)

    @teacher_folder.setter
    def teacher_folder(self, value: str) -> None:
        self._save_for_all("teacher_folder", self._store.places.kept(value))

    @property
    def talk_to(self) -> str:
        """Whom a reader can talk to, in the school's words; empty if nobody entered any."""
        return _text(self._of_all("talk_to"), TALK_LENGTH)

    @talk_to.setter
    def talk_to(self, value: str) -> None:
        self._save_for_all("talk_to", value.strip()[:TALK_LENGTH].rstrip())

    def _chosen(self, name: str) -> tuple[object, ...]:
        return self._said(name, self._profile)

    def _of_all(self, name: str) -> tuple[object, ...]:
        return self._said(name, "")

    def _said(self, name: str, profile: str) -> tuple[object, ...]:
        """Return what counts for a preference, the strongest word first."""
        site = self._site.values.get(name)
        if name in self._site.fixed:
            return (site,)
        return (self._store.preference(name, profile), site)

    def _save(self, name: str, value: str) -> None:
        self._save_of(name, value, self._profile)

    def _save_for_all(self, name: str, value: str) -> None:
        self._save_of(name, value, "")

    def _save_of(self, name: str, value: str, profile: str) -> None:
        self.check_free(name)
        self._store.set_preference(name, value, profile)


def _one_of(said: Sequence[object], values: Sequence[_Value], default: _Value) -> _Value:
    fitting = (value for one in said for value in values if str(value) == one)
    return next(fitting, default)


def _text(said: Sequence[object], length: int) -> str:
    fitting = (one for one in said if isinstance(one, str) and len(one) <= length)
    return next(fitting, "")
