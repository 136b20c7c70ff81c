"""Nested domain values as JSON text: every dataclass has a short tag, tuples become lists.

A field that has its default is left out, so that a field added later reads old files.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, cast

from nklearn.base.errors import BugError
from nklearn.domain.charts import Annotation, BarsSpec, ChartSpec
from nklearn.domain.claims import Hop, Locator, Quantity, Sensitivity, Status
from nklearn.domain.datasets import Column
from nklearn.domain.dates import PartialDate
from nklearn.domain.lessons import (
    Bullets,
    Check,
    Cite,
    Figure,
    Keep,
    Link,
    Paragraph,
    Term,
    Text,
    ViewFigure,
)
from nklearn.domain.questions import (
    Accepted,
    Gap,
    GapText,
    MatchChoice,
    Matching,
    MatchRow,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    OrderItem,
    Pointing,
    ShortAnswer,
    SingleChoice,
    Slip,
    Spot,
    WordSlip,
    Written,
)
from nklearn.domain.views import DataView, ViewLine

_TAG = "_"
_CLASSES: dict[str, type[Any]] = {
    "annotation": Annotation,
    "accepted": Accepted,
    "gap": Gap,
    "gap-text": GapText,
    "match-choice": MatchChoice,
    "matching": Matching,
    "match-row": MatchRow,
    "ordering": Ordering,
    "order-item": OrderItem,
    "pointing": Pointing,
    "short-answer": ShortAnswer,
    "spot": Spot,
    "word-slip": WordSlip,
    "written": Written,
    "bars": BarsSpec,
    "bullets": Bullets,
    "chart": ChartSpec,
    "check": Check,
    "cite": Cite,
    "column": Column,
    "figure": Figure,
    "hop": Hop,
    "keep": Keep,
    "link": Link,
    "locator": Locator,
    "multiple-response": MultipleResponse,
    "numeric": Numeric,
    "option": Option,
    "p": Paragraph,
    "quantity": Quantity,
    "single-choice": SingleChoice,
    "slip": Slip,
    "t": Text,
    "term": Term,
    "view": DataView,
    "view-figure": ViewFigure,
    "view-line": ViewLine,
}
_TAGS: dict[type[Any], str] = {kind: tag for tag, kind in _CLASSES.items()}
_ENUMS: dict[str, type[Enum]] = {
    "sensitivity": Sensitivity,
    "status": Status,
}
_ENUM_TAGS: dict[type[Enum], str] = {kind: tag for tag, kind in _ENUMS.items()}
_T = TypeVar("_T")

BLOCKS = (Paragraph, Bullets, Figure, ViewFigure, Check, Keep)
SPANS = (Text, Cite, Term, Link)
BODIES = (
    SingleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Matching,
    ShortAnswer,
    GapText,
    Pointing,
    Written,
)


def dumps(value: object) -> str:
    """Write domain values (dataclasses with a tag, tuples, texts, numbers) as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str, kind: type[_T] | tuple[type[_T], ...]) -> _T:
    """Read one value that must be of `kind`.

    Raises:
        ValueError: the text is no such value.
    """
    value = _value(json.loads(text))
    if not isinstance(value, kind):
        raise ValueError(f"{type(value).__name__} where {kind} was expected")
    return value


def load_all(text: str, kind: type[_T] | tuple[type[_T], ...]) -> tuple[_T, ...]:
    """Read a list whose members must all be of `kind`.

    Raises:
        ValueError: the text is no such list.
    """
    values = load(text, cast("type[tuple[Any, ...]]", tuple))
    if not all(isinstance(value, kind) for value in values):
        raise ValueError(f"something else than {kind} in a list of them")
    return values


def _learn_entities() -> None:
    """Take in the classes of entities, which no start needs."""
    from nklearn.storage.entity_tags import CLASSES, ENUMS

    _CLASSES.update(CLASSES)
    _TAGS.update({kind: tag for tag, kind in CLASSES.items()})
    _ENUMS.update(ENUMS)
    _ENUM_TAGS.update({kind: tag for tag, kind in ENUMS.items()})


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        tag = _ENUM_TAGS.get(type(value))
        return {_TAG: tag, "v": value.value} if tag else value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal):
        return {_TAG: "decimal", "n": str(value)}
    if isinstance(value, PartialDate):
        return {_TAG: "date", "code": value.code}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if type(value) not in _TAGS:
        _learn_entities()
    tag = _TAGS.get(type(value))
    if tag is None:
        raise BugError(f"{type(value).__name__} has no tag for JSON")
    parts: dict[str, object] = {_TAG: tag}
    for part in fields(cast("Any", value)):
        held = getattr(value, part.name)
        if part.default is MISSING or held != part.default:
            parts[part.name] = _plain(held)
    return parts


def _value(plain: object) -> Any:
    if isinstance(plain, list):
        return tuple(_value(item) for item in cast("list[object]", plain))
    if not isinstance(plain, dict):
        return plain
    parts = cast("dict[str, object]", plain)
    tag = parts.pop(_TAG, None)
    if tag == "decimal":
        return Decimal(str(parts["n"]))
    if tag == "date":
        return PartialDate.parse(str(parts["code"]))
    if enum := _ENUMS.get(str(tag)):
        return enum(parts["v"])
    if str(tag) not in _CLASSES:
        _learn_entities()
    kind = _CLASSES.get(str(tag))
    if kind is None:
        raise ValueError(f"unknown tag {tag!r}")
    try:
        return kind(**{name: _value(held) for name, held in parts.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error
