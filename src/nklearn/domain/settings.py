"""What each setting may be: for what a person chooses, and for what a school sets beforehand."""

from __future__ import annotations

from typing import Literal, get_args

Theme = Literal["light", "dark", "contrast", "system"]
TextSize = Literal[100, 115, 130, 150]
Motion = Literal["system", "reduced", "full"]
LineSpacing = Literal["normal", "wide"]
Ruler = Literal["off", "on"]
HideNames = Literal["no", "yes"]
HardMaterial = Literal["accept", "summary"]
LessonFace = Literal["serif", "sans"]
Ask = Literal["several", "always"]
LeaveOut = Literal["nothing", "sexual violence"]
AskConfidence = Literal["ask", "never"]

THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT_SIZES: tuple[TextSize, ...] = get_args(TextSize)
MOTIONS: tuple[Motion, ...] = get_args(Motion)
LINE_SPACINGS: tuple[LineSpacing, ...] = get_args(LineSpacing)
RULERS: tuple[Ruler, ...] = get_args(Ruler)
HIDE_NAMES: tuple[HideNames, ...] = get_args(HideNames)
HARD_MATERIALS: tuple[HardMaterial, ...] = get_args(HardMaterial)
LESSON_FACES: tuple[LessonFace, ...] = get_args(LessonFace)
ASKS: tuple[Ask, ...] = get_args(Ask)
LEAVE_OUTS: tuple[LeaveOut, ...] = get_args(LeaveOut)
ASK_CONFIDENCE: tuple[AskConfidence, ...] = get_args(AskConfidence)

DAILY_REVIEW = range(5, 51)  # questions a day that a review may have
TALK_LENGTH = 300
FOLDER_LENGTH = 4096
