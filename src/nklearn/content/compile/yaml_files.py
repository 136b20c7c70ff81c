"""YAML with a line for every value, so that each fault can say where it is.

The C parser composes the nodes; what they mean is decided here: texts, whole numbers, decimals
(exact, as written), booleans and empty. Aliases, other tags and repeated keys are faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from nklearn.content.compile.faults import Faults, Place

Loc = tuple[str | int, ...]
_Model = TypeVar("_Model", bound=BaseModel)
_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_TRUE = frozenset(("true", "yes", "on"))
_WORDS = {
    "bool_type": "is not true or false",
    "bool_parsing": "is not true or false",
    "dict_type": "is not a mapping",
    "model_type": "is not a mapping",
    "int_type": "is not a whole number",
    "list_type": "is not a list",
    "tuple_type": "is not a list",
    "string_type": "is not text",
    "too_short": "has too few entries",
    "too_long": "has too many entries",
    "string_too_short": "is empty",
}


@dataclass(slots=True)
class Entry:
    """A value read from a file, with the line of each of its parts."""

    place: Place
    value: Any
    lines: dict[Loc, int] = field(default_factory=dict[Loc, int])

    def at(self, *loc: str | int) -> Place:
        """Return the place of a part, or of the nearest part around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.place.at(self.lines.get(loc, self.place.line))


def read_list(path: Path, faults: Faults) -> list[Entry]:
    """Read a file that holds a list of mappings, one Entry for each."""
    whole = read(path, faults)
    if whole is None or whole.value is None:
        return []
    found = cast("object", whole.value)
    if not isinstance(found, list):
        faults.add(whole.place, "not a list", "start each entry with a dash")
        return []
    items = cast("list[object]", found)
    return [_part(whole, number, value) for number, value in enumerate(items)]


def read(path: Path, faults: Faults) -> Entry | None:
    """Read a file as one value; None if it can't be read, which is then noted."""
    text = faults.read(path)
    return None if text is None else parse(text, faults.place(path), faults)


def parse(text: str, place: Place, faults: Faults) -> Entry | None:
    """Read YAML text whose first line stands at `place`."""
    first = place.line
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        builder = _Builder(faults, place)
        value = None if node is None else builder.build(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        what = f"not YAML: {error.problem or error.context or 'unknown reason'}"
        faults.add(place.at(line), what, "correct the indentation, quotes or colons there")
        return None
    except (yaml.YAMLError, RecursionError, UnicodeError):
        faults.add(place, "not YAML that can be read", "remove odd characters and deep nesting")
        return None
    return Entry(place, value, builder.lines)


def check(entry: Entry, model: type[_Model], faults: Faults) -> _Model | None:
    """Return the entry as a model, or note all that keeps it from being one."""
    try:
        return model.model_validate(entry.value)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            loc = tuple(part for part in each["loc"] if part != "function-before")
            name = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
            what, todo = _words(name or "the entry", each["type"], each["msg"])
            faults.add(entry.at(*loc), what, todo)
        return None


def _words(name: str, kind: str, message: str) -> tuple[str, str]:
    if kind == "missing":
        return f"`{name}` is missing", "add it"
    if kind == "extra_forbidden":
        return f"unknown key `{name}`", "correct or remove it (docs/content-format.md has the keys)"
    if kind == "string_type":
        return f"`{name}` is not text", "put it in quotation marks"
    if kind in _WORDS:
        return f"`{name}` {_WORDS[kind]}", "see docs/content-format.md"
    message = message.removeprefix("Value error, ")
    return f"`{name}`: {message[:1].lower()}{message[1:]}", "correct it"


def _part(whole: Entry, number: int, value: object) -> Entry:
    return Entry(whole.at(number), value, _Below(whole.lines, number))


class _Below(dict[Loc, int]):
    """The lines of one entry of a list, seen through those of the whole file."""

    def __init__(self, lines: dict[Loc, int], number: int) -> None:
        super().__init__()
        self._lines = lines
        self._number = number

    def __contains__(self, loc: object) -> bool:
        return isinstance(loc, tuple) and (self._number, *loc) in self._lines

    def get(self, loc: Loc, default: Any = None) -> Any:
        return self._lines.get((self._number, *loc), default)


class _Builder:
    """Turns nodes into values and notes where each stands."""

    def __init__(self, faults: Faults, place: Place) -> None:
        self.lines: dict[Loc, int] = {}
        self._faults = faults
        self._place = place
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, loc: Loc) -> Any:
        line = self._place.line + node.start_mark.line
        self.lines.setdefault(loc, line)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if id(node) in self._seen:
            self._fault(line, "an alias", "write the value out again")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, n)) for n, item in enumerate(node.value)]
        held: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key_line = self._place.line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_line, "a key that is not a word", "write a plain key")
                continue
            key = str(key_node.value)
            if key in held:
                self._fault(key_line, f"the key `{key}` is given twice", "keep one of them")
            self.lines[(*loc, key)] = key_line
            held[key] = self.build(value_node, (*loc, key))
        return held

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:
        text, tag = str(node.value), str(node.tag).removeprefix(_TAG)
        if tag == "str":
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() in _TRUE
        if tag in ("int", "float"):
            return _number(text)
        if tag == "timestamp":
            return Unquoted(text)
        self._fault(line, f"the tag {node.tag}", "write plain YAML")
        return None

    def _fault(self, line: int, what: str, todo: str) -> None:
        self._faults.add(self._place.at(line), what, todo)


class Unquoted:
    """A date or odd number without quotation marks: neither a text nor a plain number."""

    def __init__(self, text: str) -> None:
        """Keep the text as written."""
        self.text = text


def _number(text: str) -> Any:
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) < 40 else Decimal(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Unquoted(text)
    return number if number.is_finite() else Unquoted(text)
