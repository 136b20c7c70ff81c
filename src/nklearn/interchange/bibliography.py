"""Sources as BibTeX, RIS or CSL-JSON, for reference managers and papers.

Everything comes from the CSL-JSON of a source; `bibliography.toml` says what its types and
variables are called elsewhere. Texts stay in Unicode, which all current readers of these formats
take; only what TeX would take for a command is written otherwise.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from nklearn.domain.claims import Source

_Item = dict[str, Any]

_TEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, be they escaped or not.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}
# Addresses are read letter by letter, but a brace or a backslash would end or change the field.
_TEX_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAGES = re.compile(r"\s*[-–—]+\s*")


def write_csl(sources: Iterable[Source]) -> bytes:
    """Return sources as CSL-JSON: a list of items, each under the id of its source."""
    items = [_item(source) for source in sources]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def write_bibtex(sources: Iterable[Source]) -> bytes:
    """Return sources as BibTeX (UTF-8); keys are the ids of the sources."""
    entries = (_bibtex(_item(source)) for source in sources)
    return "\n".join(entries).encode()


def write_ris(sources: Iterable[Source]) -> bytes:
    """Return sources as RIS (UTF-8, lines ending with CR LF as RIS asks)."""
    lines = (line for source in sources for line in (*_ris(_item(source)), ""))
    return "".join(f"{line}\r\n" for line in lines).encode()


FORMATS: dict[str, Callable[[Iterable[Source]], bytes]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl": write_csl,
}


@cache
def _tables() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as stream:
        return tomllib.load(stream)


def _item(source: Source) -> _Item:
    """Return the CSL-JSON of a source, with the address that the source has beside it."""
    item = cast("_Item", json.loads(source.csl))
    if source.url:
        item.setdefault("URL", source.url)
    return item


def _texts(item: _Item, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the variables that an item has, as one line of plain text each."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = " ".join(_MARKUP.sub("", _number_text(value)).split())
            if text:
                yield name, text


def _number_text(value: str | int | float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _names(item: _Item, role: str) -> list[_Item]:
    found = item.get(role)
    return cast("list[_Item]", found) if isinstance(found, list) else []


def _dates(item: _Item, name: str) -> tuple[list[list[int]], str]:
    """Return a date as parts (one list, or two for a range), or as text where it has none."""
    found = cast("_Item", item.get(name) or {})
    try:
        parts = [[int(part) for part in each] for each in found.get("date-parts", [])]
    except (TypeError, ValueError):
        parts = []
    parts = [each for each in parts if each]
    return parts, "" if parts else str(found.get("literal") or found.get("raw") or "")


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _bibtex(item: _Item) -> str:
    tables = _tables()["bibtex"]
    kind: str = tables["types"].get(item.get("type"), "misc")
    names = {**tables["fields"], **tables["fields_of"].get(kind, {})}
    fields: dict[str, str] = {}
    for role in ("author", "editor", "translator"):
        if people := " and ".join(filter(None, map(_bibtex_name, _names(item, role)))):
            fields[role] = people
    for name, text in _texts(item, names):
        if name == "page":
            text = _PAGES.sub("--", _tex(text))
        elif name in ("URL", "DOI"):
            text = "".join(_TEX_ADDRESS.get(sign, sign) for sign in text)
        else:
            text = _tex(text)
        # In braces of its own, so that a style keeps its capitals.
        fields.setdefault(names[name], f"{{{text}}}" if name == "title" else text)
    fields |= _bibtex_dates(item)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def _bibtex_name(name: _Item) -> str:
    parts = dict(_texts(name, ("literal", "family", "given", "suffix")))
    particles = " ".join(
        text for _, text in _texts(name, ("dropping-particle", "non-dropping-particle"))
    )
    if "literal" in parts:
        return f"{{{_tex(parts['literal'])}}}"
    family, given = _tex(parts.get("family", "")), _tex(parts.get("given", ""))
    if not given or " and " in family:
        family = f"{{{family}}}" if family else ""
    family = f"{_tex(particles)} {family}" if particles else family
    return ", ".join(filter(None, (family, _tex(parts.get("suffix", "")), given)))


def _bibtex_dates(item: _Item) -> dict[str, str]:
    found: dict[str, str] = {}
    parts, text = _dates(item, "issued")
    if parts:
        found["year"] = "--".join(dict.fromkeys(f"{each[0]}" for each in parts))
        if len(parts) == 1 and len(parts[0]) > 1 and 1 <= parts[0][1] <= 12:
            found["month"] = _MONTHS[parts[0][1] - 1]
            if len(parts[0]) > 2:
                found["day"] = str(parts[0][2])
    elif text:
        found["year"] = _tex(text)
    seen, _ = _dates(item, "accessed")
    if seen:
        found["urldate"] = "-".join(f"{part:02}" for part in seen[0])
    return found


def _ris(item: _Item) -> Iterator[str]:
    tables = _tables()["ris"]
    yield f"TY  - {tables['types'].get(item.get('type'), 'GEN')}"
    yield f"ID  - {item['id']}"
    for role, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        for name in _names(item, role):
            if text := _ris_name(name):
                yield f"{tag}  - {text}"
    parts, text = _dates(item, "issued")
    if parts:
        yield f"PY  - {parts[0][0]}"
        yield f"DA  - {_ris_date(parts[0])}"
    elif text:
        yield f"DA  - {text}"
    seen, _ = _dates(item, "accessed")
    if seen:
        yield f"Y2  - {_ris_date(seen[0])}"
    done: set[str] = set()
    for name, value in _texts(item, tables["fields"]):
        tag = tables["fields"][name]
        if tag not in done:
            yield f"{tag}  - {value}"
        done.add(tag)
    for _, pages in _texts(item, ("page",)):
        for tag, page in zip(("SP", "EP"), _PAGES.split(pages, maxsplit=1), strict=False):
            yield f"{tag}  - {page}"
    yield "ER  - "


def _ris_name(name: _Item) -> str:
    parts = dict(_texts(name, ("literal", "family", "given", "suffix")))
    if "literal" in parts:
        return parts["literal"]
    particles = [text for _, text in _texts(name, ("dropping-particle", "non-dropping-particle"))]
    family = " ".join([*particles, parts.get("family", "")]).strip()
    return ", ".join(filter(None, (family, parts.get("given", ""), parts.get("suffix", ""))))


def _ris_date(parts: list[int]) -> str:
    """Return a date as RIS has it: YYYY/MM/DD/, with nothing where a part is not known."""
    shown = [f"{part:02}" for part in parts[:3]]
    return "/".join([*shown, *[""] * (3 - len(shown))]) + "/"
