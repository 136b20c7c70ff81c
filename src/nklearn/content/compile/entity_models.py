"""The shapes of the files of entities; docs/content-format.md says what each key means."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from nklearn.content.compile.models import Date, Id, Line, Lines, Model, Number, Sensitive

ListId = Literal[
    "songbun-basic",
    "songbun-complex",
    "songbun-hostile",
    "songbun-origins",
    "occupations-party",
    "occupations-state",
    "occupations-security",
    "occupations-other",
    "penalties",
]
DivisionKind = Literal["committee", "ministry", "academy", "bank", "bureau"]


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | Decimal) else value


NumberText = Annotated[str, BeforeValidator(_number_as_text)]


class EntityModel(Model):
    """What every record may have."""

    id: Id
    hangul: str = ""
    variants: Lines = []
    about: str = ""
    note: str = ""
    claims: Lines = []
    sensitivity: Sensitive = "none"


class _Named(EntityModel):
    name: Line


class _Titled(EntityModel):
    title: Line


class BodyModel(_Named):
    """An entry of `institutions/bodies.yaml`."""

    kind: Literal[
        "cabinet",
        "ministry",
        "committee",
        "department",
        "general-bureau",
        "bureau",
        "academy",
        "bank",
        "council",
        "party",
        "army",
        "police",
        "enterprise",
        "unit",
    ]
    field: Literal[
        "mining",
        "coal",
        "metal",
        "electricity",
        "machine",
        "oil",
        "geology",
        "economy",
        "construction",
        "party",
        "security",
        "other",
    ]
    counts_as: DivisionKind | None = None


class EventModel(_Titled):
    """An entry of `institutions/events.yaml`."""

    date: Date
    kind: Literal["created", "merged", "split", "renamed", "separated", "elevated", "abolished"]
    before: list[Id] = Field(default=[], alias="from")
    after: list[Id] = Field(default=[], alias="to")
    remains: list[Id] = []
    out_of: Id | None = None
    table: str = ""
    wording: str = ""
    plan: str = ""
    unsure: str = ""
    unsure_about: list[Id] | None = None


class CommandModel(EntityModel):
    """An entry of `institutions/command.yaml`."""

    over: Id
    under: Id
    kind: Literal["administrative", "party", "technical", "planning", "guidance"]


class ClassModel(_Named):
    """An entry of `songbun/classes.yaml`."""

    other_name: str = ""
    order: int
    labels: ListId | None = Field(default=None, alias="list")


class ConsequenceModel(_Titled):
    """An entry of `songbun/consequences.yaml`."""

    area: Literal[
        "work",
        "residence",
        "schooling",
        "mobility",
        "army",
        "party",
        "food",
        "medicine",
        "marriage",
    ]
    classes: list[Id] = []


class StateModel(Model):
    """What a place was for a time."""

    state: Line
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")
    claims: Lines = []
    change: Literal["closed", "moved"] | None = None
    moved_to: Id | None = None


class PlaceModel(_Named):
    """An entry of `places/places.yaml`."""

    kind: Literal[
        "province",
        "city",
        "county",
        "village",
        "mine",
        "enterprise",
        "kwan-li-so",
        "kyo-hwa-so",
        "institute",
        "mountains",
        "country",
    ]
    provinces: list[Id] = []
    county: str = ""
    lat: Annotated[Number, Field(ge=-90, le=90)] | None = None
    lon: Annotated[Number, Field(ge=-180, le=180)] | None = None
    precision: Literal["town", "city", "village", "county", "none-known"] = "none-known"
    position_source: Id | None = None
    states: list[StateModel] = []
    minerals: Lines = []
    outline: Line | None = None


class GeometryModel(BaseModel):
    """The geometry of a feature of `places/provinces.geojson`."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]


class FeatureModel(BaseModel):
    """A feature of `places/provinces.geojson`."""

    id: Line
    geometry: GeometryModel


class OutlinesModel(BaseModel):
    """`places/provinces.geojson`; keys that only other tools read may be there too."""

    type: Literal["FeatureCollection"]
    features: list[FeatureModel]


class InstrumentModel(_Named):
    """An entry of `law/instruments.yaml`."""

    kind: Literal[
        "constitution", "law", "code", "treaty", "declaration", "resolution", "convention"
    ]
    date: Date | None = None
    issuer: str = ""
    source: Id | None = None


class ProvisionModel(_Titled):
    """An entry of `law/provisions.yaml`."""

    instrument: Id
    article: NumberText = ""
    promises: Line
    practice: str = ""
    practice_claims: Lines = []


class PenaltyModel(_Named):
    """An entry of `law/penalties.yaml`."""

    instrument: Id | None = None
    issuer: str = ""
    number: NumberText = ""


class SanctionModel(_Named):
    """An entry of `law/sanctions.yaml`."""

    date: Date
    trigger: str = ""
    minerals: str = ""
    workers: str = ""
    status: str = ""
    source: Id
    place: Line


class OrganisationModel(_Named):
    """An entry of `organisations/*.yaml`."""

    kind: Literal[
        "advocacy",
        "research",
        "government",
        "united-nations",
        "company",
        "media",
        "charity",
        "network",
        "bank",
        "statistics",
    ]
    country: str = ""


class PersonModel(_Named):
    """An entry of `people/*.yaml`."""

    kind: Literal["office-holder", "author", "researcher", "published-witness"]
