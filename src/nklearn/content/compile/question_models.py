"""The shapes of the entries of `questions.yaml`, one for each type of question."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from nklearn.content.compile.models import Id, Line, Lines, Model, Number, Sensitive


class ChartModel(Model):
    """A chart of a question, with the keys of the directive and `data`, `title`.

    With a `period` it is drawn as bars.
    """

    data: Id
    series: str | Lines = ""
    period: str = ""
    unit: str
    title: Line
    subtitle: Line
    alt: Line
    cite: str | Lines = ""
    label: str | Lines = ""
    note: str | Lines = ""


class OptionModel(Model):
    """One option of a question that asks to choose."""

    id: Literal["a", "b", "c", "d", "e"]
    text: Line
    right: bool = False
    reveals: Line = Field(alias="is")
    cite: Lines = []

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if _bare(self.reveals) == _bare(self.text):
            raise ValueError("`is` repeats `text`: say what the option really is")
        return self


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class SlipModel(Model):
    """A common mistake in a numeric question."""

    low: Number
    high: Number
    feedback: Line


class WorkingModel(Model):
    """A line of the working of a numeric question."""

    label: Line
    line: Line


class QuestionModel(Model):
    """What all types have."""

    id: Id
    use: Literal["quiz", "check"] = "quiz"
    section: Line
    difficulty: Literal["recall", "read", "compare", "judge"]
    sensitivity: Sensitive = "none"
    stem: Line
    claims: Annotated[Lines, Field(min_length=1)]
    chart: ChartModel | None = None
    hint: str = ""
    explanation: Line


class _OptionsModel(QuestionModel):
    options: Annotated[list[OptionModel], Field(min_length=3, max_length=5)]


class ChoiceModel(_OptionsModel):
    """A single-choice question."""

    type: Literal["single-choice"]


class MultipleModel(_OptionsModel):
    """A multiple response question."""

    type: Literal["multiple-response"]


class ToleranceModel(Model):
    """How far from the answer a number may lie."""

    kind: Literal["nominal", "relative", "geometric"]
    by: Annotated[Number, Field(ge=0)]


class NumericModel(QuestionModel):
    """A numeric question."""

    type: Literal["numeric"]
    answer: Number
    low: Number | None = None
    high: Number | None = None
    tolerance: ToleranceModel | None = None
    unit: Id
    unit_needed: bool = False
    other_units: list[Id] = []
    rule: Line
    working: Annotated[list[WorkingModel], Field(min_length=1)]
    slips: list[SlipModel] = []

    @model_validator(mode="after")
    def _one_range(self) -> Self:
        bare = self.low is None and self.high is None
        if bare == (self.tolerance is None) or (self.low is None) != (self.high is None):
            raise ValueError("give `low` and `high`, or `tolerance`")
        return self


class OrderItemModel(Model):
    """An item of an ordering question."""

    id: Id
    text: Line
    tag: Line
    reveals: Line = Field(alias="is")
    cite: Lines = []


class OrderingModel(QuestionModel):
    """An ordering question; items stand in their right order."""

    type: Literal["ordering"]
    first: Line
    last: Line
    items: Annotated[list[OrderItemModel], Field(min_length=3, max_length=7)]


class MatchChoiceModel(Model):
    """What may be matched to a row."""

    id: Id
    text: Line
    cite: Lines = []


class MatchRowModel(Model):
    """A row of a matching question."""

    id: Id
    text: Line
    match: Id
    reveals: Line = Field(alias="is")
    cite: Lines = []


class MatchingModel(QuestionModel):
    """A matching question."""

    type: Literal["matching"]
    rows: Annotated[list[MatchRowModel], Field(min_length=3, max_length=6)]
    choices: Annotated[list[MatchChoiceModel], Field(min_length=3, max_length=8)]


class AcceptedModel(Model):
    """A wording that is worth something."""

    text: Line
    worth: Annotated[Number, Field(gt=0, le=1)] = Decimal(1)
    feedback: str = ""
    romanised: bool = False


class WordSlipModel(Model):
    """A wording that is wrong in a known way."""

    text: Line
    feedback: Line


class ShortModel(QuestionModel):
    """A question for a word or a few."""

    type: Literal["short-answer"]
    answer: Line
    rule: Line
    accepted: Annotated[list[AcceptedModel], Field(min_length=1)]
    slips: list[WordSlipModel] = []


class GapModel(Model):
    """A gap in a text: to choose (`options`) or to type (`accepted` and `answer`)."""

    id: Id
    label: Line
    reveals: Line = Field(alias="is")
    cite: Lines = []
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    options: Annotated[list[OptionModel], Field(min_length=3, max_length=5)] | None = None
    accepted: Annotated[list[AcceptedModel], Field(min_length=1)] | None = None
    answer: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.options is None) == (self.accepted is None):
            raise ValueError("give `options` or `accepted`")
        if bool(self.answer) == (self.accepted is None):
            raise ValueError("`answer` goes with `accepted`")
        return self


class GapTextModel(QuestionModel):
    """A text with gaps."""

    type: Literal["gap-text"]
    text: Line
    gaps: Annotated[list[GapModel], Field(min_length=1, max_length=6)]


class SpotModel(Model):
    """A spot on a chart (`series/period`) or a province on the map."""

    id: Line
    label: Line
    right: bool = False
    reveals: Line = Field(alias="is")
    cite: Lines = []


class PointingModel(QuestionModel):
    """A question that asks to point."""

    type: Literal["pointing"]
    markers: Annotated[int, Field(ge=1, le=6)] = 1
    spots: Annotated[list[SpotModel], Field(min_length=4, max_length=12)]


class WrittenModel(QuestionModel):
    """A question that asks for a text, with a claim or a chart beside it."""

    type: Literal["written"]
    least: Annotated[int, Field(ge=50, le=300)]
    most: Annotated[int, Field(ge=50, le=300)]
    looks_for: Annotated[Lines, Field(min_length=2, max_length=4)]
    beside: str = ""


AnyModel = (
    ChoiceModel
    | MultipleModel
    | NumericModel
    | OrderingModel
    | MatchingModel
    | ShortModel
    | GapTextModel
    | PointingModel
    | WrittenModel
)
MODELS: dict[str, type[AnyModel]] = {
    "single-choice": ChoiceModel,
    "multiple-response": MultipleModel,
    "numeric": NumericModel,
    "ordering": OrderingModel,
    "matching": MatchingModel,
    "short-answer": ShortModel,
    "gap-text": GapTextModel,
    "pointing": PointingModel,
    "written": WrittenModel,
}
