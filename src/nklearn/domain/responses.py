"""The answers that people give, and how each is written as text that other programs can read.

docs/workspace-format.md lists the kinds; files that leave the program use the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

from nklearn.base.values import dataclass


@dataclass(frozen=True, slots=True)
class ChoiceResponse:
    """The id of the option that was chosen."""

    option: str


@dataclass(frozen=True, slots=True)
class ChoicesResponse:
    """The ids of the options that were chosen; their order means nothing."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumericResponse:
    """The number as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class OrderResponse:
    """The ids of all items, in the order that they were put in."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchResponse:
    """For each row that has one, the id of the row and of what was matched to it."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextResponse:
    """The word or words as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class GapsResponse:
    """For each filled gap its id, and the option's id or the text as typed."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PointsResponse:
    """The ids of the spots that were marked on a map or chart; their order means nothing."""

    spots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenResponse:
    """A text of several sentences, as typed."""

    text: str


Response = (
    ChoiceResponse
    | ChoicesResponse
    | NumericResponse
    | OrderResponse
    | MatchResponse
    | TextResponse
    | GapsResponse
    | PointsResponse
    | WrittenResponse
)


def encode(response: Response) -> tuple[str, str]:
    """Return the kind of a response and its text: plain, or a JSON list.

    Half a pair of UTF-16, which no file can hold, becomes the sign for what can't be shown.
    """
    kind, text = _encode(response)
    return kind, text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encode(response: Response) -> tuple[str, str]:
    match response:
        case ChoiceResponse(held):
            return "choice", held
        case ChoicesResponse(held):
            return "choices", _json(held)
        case NumericResponse(held):
            return "numeric", held
        case OrderResponse(held):
            return "order", _json(held)
        case MatchResponse(held):
            return "match", _json(held)
        case TextResponse(held):
            return "text", held
        case GapsResponse(held):
            return "gaps", _json(held)
        case PointsResponse(held):
            return "points", _json(held)
        case WrittenResponse(held):
            return "written", held


def decode(kind: str, text: str) -> Response:
    """Return the response that `encode` wrote.

    Raises:
        ValueError: there is no such kind, or the text is none of that kind.
    """
    read = _READERS.get(kind)
    if read is None:
        raise ValueError(f"{kind!r} is no kind of answer")
    try:
        return read(text)
    except RecursionError:  # lists in lists without end
        raise ValueError("this is no answer of its kind") from None


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _texts(text: str) -> tuple[str, ...]:
    return tuple(map(_text, _list(json.loads(text))))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [_list(pair) for pair in _list(json.loads(text))]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("a pair has two parts")
    return tuple((_text(first), _text(second)) for first, second in pairs)


def _list(held: object) -> list[object]:
    if not isinstance(held, list):
        raise ValueError("a list was expected")
    return cast("list[object]", held)


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise ValueError("a text was expected")
    held.encode("utf-8")  # half a sign, which JSON can name, is a ValueError as well
    return held


_READERS: dict[str, Callable[[str], Response]] = {
    "choice": ChoiceResponse,
    "choices": lambda text: ChoicesResponse(_texts(text)),
    "numeric": NumericResponse,
    "order": lambda text: OrderResponse(_texts(text)),
    "match": lambda text: MatchResponse(_pairs(text)),
    "text": TextResponse,
    "gaps": lambda text: GapsResponse(_pairs(text)),
    "points": lambda text: PointsResponse(_texts(text)),
    "written": WrittenResponse,
}
