"""The shapes of the YAML files; docs/content-format.md says what each key means."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from nklearn.domain.dates import PartialDate

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _check_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is not an id (lower-case words joined by hyphens)")
    return text


def _check_date(text: str) -> str:
    PartialDate.parse(text)
    return text


def _check_words(text: str) -> str:
    if not text.strip():
        raise ValueError("blanks alone say nothing")
    return text


def _decimal(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("not a number")
    return Decimal(value)


Id = Annotated[str, AfterValidator(_check_id)]
Line = Annotated[str, Field(min_length=1), AfterValidator(_check_words)]
Date = Annotated[str, AfterValidator(_check_date)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Sensitive = Literal["none", "death", "violence", "sexual-violence"]
Lines = list[Line]


class Model(BaseModel):
    """A mapping without unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PackModel(Model):
    """`pack.yaml`."""

    version: Line
    format: Literal[1, 2, 3]


class UnitModel(Model):
    """An entry of `units.yaml`."""

    id: Id
    label: str
    symbol: str
    dimension: Line
    factor: Annotated[Number, Field(gt=0)]
    words: Lines = []


class SourceModel(Model):
    """An entry of `sources/*.yaml`."""

    id: Id
    title: Line
    short: Line
    kind: Literal[
        "report",
        "article",
        "web page",
        "statistics",
        "book",
        "law",
        "resolution",
        "presentation",
    ]
    authors: Line
    issued: Date
    purpose: Line
    position: Line
    url: str = ""
    csl: dict[str, Any]


class ValueModel(Model):
    """One value of a claim."""

    number: Number
    unit: Id
    qualifier: Literal["", "about", "over", "under", "up to", "at least"] = ""
    text: str = ""


class HopModel(Model):
    """One hand of a chain."""

    who: Line
    what: Line
    source: Id | None = None
    known: bool = True


class ClaimModel(Model):
    """An entry of `claims/*.yaml`."""

    id: Id
    title: Line
    statement: Line
    subject: Line
    measure: str = ""
    kind: Literal["figure", "event", "definition", "testimony", "legal", "organisation", "place"]
    status: Literal["as-printed", "corrected", "illegible", "no-value", "computed"] = "as-printed"
    sensitivity: Sensitive = "none"
    values: list[ValueModel] = []
    years: list[Date] = []
    source: Id
    place: Line
    chain: list[HopModel] = []
    topics: Lines = []
    note: str = ""
    formula: str = ""


class DisagreementModel(Model):
    """An entry of `disagreements/*.yaml`."""

    id: Id
    title: Line
    members: Annotated[Lines, Field(min_length=2)]
    differs_in: Annotated[
        list[
            Literal[
                "year",
                "scope",
                "definition",
                "misprint",
                "arithmetic",
                "estimate",
                "place",
                "wording",
            ]
        ],
        Field(min_length=1),
    ]
    explanation: Line
    meanwhile: Line


class GlossaryModel(Model):
    """An entry of `glossary/*.yaml`."""

    id: Id
    word: Line
    meaning: Line
    hangul: str = ""
    variants: Lines = []


class NamesModel(Model):
    """An entry of `names.yaml`."""

    names: Annotated[Lines, Field(min_length=2)]


class SynonymsModel(Model):
    """An entry of `synonyms.yaml`."""

    words: Annotated[Lines, Field(min_length=2)]


class ViewLineModel(Model):
    """A line of a view."""

    line: Line
    label: str = ""
    about: str = ""


class ViewModel(Model):
    """An entry of `data/views.yaml`."""

    id: Id
    title: Line
    subtitle: Line
    alt: Line
    lines: Annotated[list[ViewLineModel], Field(min_length=1)]
    panels: bool = False


class BannedModel(Model):
    """An entry of `banned-words.yaml`."""

    words: Annotated[Lines, Field(min_length=1)]
    why: Line
    instead: Line


class ModuleModel(Model):
    """`module.yaml`."""

    number: Annotated[int, Field(ge=0)]
    title: Line
    about: Line
    objectives: Annotated[Lines, Field(min_length=1)]
    minutes: Annotated[int, Field(gt=0)]
    advisory: str = ""
    prerequisites: list[Id] = []


class FrontModel(Model):
    """The front matter of a lesson or page."""

    title: Line


class ColumnModel(Model):
    """A column of a data set whose columns are no years."""

    id: Id
    label: Line
    unit: Id | None = None


class SumModel(Model):
    """A sum that a data set prints: `rows` or `columns` that give `total`, an id or a claim."""

    rows: Annotated[list[Id], Field(min_length=2)] | None = None
    columns: Annotated[list[Id], Field(min_length=2)] | None = None
    total: Id
    at: Annotated[list[Id], Field(min_length=1)] | None = None
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)
    disagreement: Id | None = None


class SeriesModel(Model):
    """A series of a data set, or a row of one with columns, which may do without a unit."""

    id: Id
    label: Line
    unit: Id | None = None
    colour: Literal["coal", "petrol", "ochre", "iron", "jade", "plum", "slate", "umber"] = "petrol"


class DataModel(Model):
    """What stands under `nklearn` in a resource of `datapackage.json`."""

    subject: Line | None = None
    estimator: Line
    source: Id
    place: Line
    chain: list[HopModel] = []
    joined: bool = True
    signed: bool = False
    breaks: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = []
    columns: list[ColumnModel] = []
    series: Annotated[list[SeriesModel], Field(min_length=1)]
    sums: list[SumModel] = []


class FieldModel(BaseModel):
    """A field of a Table Schema; keys that only other tools read may be there too."""

    name: str
    type: str


class SchemaModel(BaseModel):
    """A Table Schema."""

    fields: list[FieldModel]


class ResourceModel(BaseModel):
    """A resource of `datapackage.json`."""

    name: Id
    path: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.csv$")]
    title: Line
    description: Line
    table_schema: SchemaModel = Field(alias="schema")
    nklearn: DataModel


class PackageDataModel(Model):
    """What stands under `nklearn` in `datapackage.json` itself."""

    group: Line


class PackageModel(BaseModel):
    """`datapackage.json`."""

    name: str
    nklearn: PackageDataModel | None = None
    resources: list[ResourceModel]
