"""`nklearn show ADDRESS`: anything that has an address, as text or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import cast

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.cli.entry_text import entry_lines, grounds, standing_lines
from nklearn.cli.map_text import map_groups, map_lines
from nklearn.cli.songbun_text import songbun_lines
from nklearn.cli.time_text import time_entries, time_lines
from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.content.chain_rows import ChainView
from nklearn.content.entries import Entry, entry, entry_of
from nklearn.content.lineage_text import lineage_text
from nklearn.content.listings import ListRow, list_rows
from nklearn.content.shelf import PAGES
from nklearn.content.songbun_view import SongbunView, songbun_view
from nklearn.content.standing import StandingGroup, date_asked, standing
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.comparison import Comparison
from nklearn.domain.law_choice import LawChoice
from nklearn.domain.lessons import (
    Bullets,
    Figure,
    Inline,
    Keep,
    Link,
    Paragraph,
    Section,
    Term,
    Text,
    ViewFigure,
)
from nklearn.domain.selection import Selection
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.domain.time_choice import TimeChoice


def show(catalog: Catalog, text: str, *, as_json: bool) -> int:
    """Print the thing at an address with its chain; raise UserError if there is none."""
    from nklearn.cli.commands import emit

    try:
        address = Address.parse(text)
    except ValueError as error:
        raise UserError(f"{error}.", todo="Use an address as `nklearn search` gives it.") from error
    thing = _find(catalog, address)
    if as_json:
        if isinstance(thing, TimeChoice):
            thing = time_entries(catalog, thing)
        emit(_plain_entry(catalog, thing) if isinstance(thing, Entry) else _plain(thing))
    elif address.page == "map":
        for line in map_lines(catalog, address):
            print(line)
    elif address.page == "chain":
        for line in _chain(catalog, address).lines():
            print(line)
    elif isinstance(thing, Entry):
        for line in entry_lines(catalog, thing):
            print(line)
    elif isinstance(thing, SongbunView):
        for line in songbun_lines(catalog, thing):
            print(line)
    elif isinstance(thing, TimeChoice):
        for line in time_lines(catalog, thing):
            print(line)
    else:
        for line in _lines(thing):
            print(line)
    return 0


def _summary(catalog: Catalog, module: str) -> tuple[Section, ...]:
    found = catalog.summary(module)
    if found is None:
        raise UnknownAddressError("summary", module)
    return found.sections


def _find(catalog: Catalog, address: Address) -> object:
    rest = address.rest
    finders: dict[str, Callable[[], object]] = {
        "fact": lambda: catalog.evidence(rest),
        "source": lambda: catalog.source(rest),
        "glossary": lambda: catalog.glossary(rest),
        "disagreement": lambda: catalog.disagreement(rest),
        "question": lambda: catalog.question(rest),
        "lessons": lambda: catalog.module(rest) if rest else catalog.modules(),
        "reserves": lambda: _compared(catalog, Comparison.parse(address)),
        "laws": lambda: _laws(catalog, LawChoice.parse(address)),
        "summary": lambda: _summary(catalog, rest),
        "about": lambda: catalog.page("about"),
        "help": lambda: catalog.page("help"),
    }
    if (rows := list_rows(catalog, address)) is not None:
        return rows
    if address.page == "data" and rest:
        chosen = Selection.parse(address)
        return catalog.evidence(chosen.cell) if chosen.cell else catalog.dataset(rest)
    if address.page == "lesson":
        lesson = catalog.lesson(rest)
        chosen = [part for part in lesson.sections if address.fragment in ("", part.id)]
        if not chosen:
            raise UserError(f"The lesson has no part “{address.fragment}”.")
        return tuple(chosen)
    if address.page == "map":
        return map_groups(catalog, address)
    if address.page == "chain":
        view = _chain(catalog, address)
        return (*view.rows, *view.ways)
    if address.page == "songbun":
        return songbun_view(catalog, SongbunChoice.parse(address))
    if address.page == "time":
        return TimeChoice.parse(address)
    if address.page in PAGES:
        return entry(catalog, address)
    if address.page == "institutions":
        return standing(catalog, date_asked(address))
    if address.page == "ministries":
        return lineage_text(catalog, address)
    if address.page not in finders:
        raise UserError(f"There is nothing to show as text at {address}.")
    return finders[address.page]()


def _chain(catalog: Catalog, address: Address) -> ChainView:
    return ChainView(Chain(catalog), ChainChoice.parse(address))


def _compared(catalog: Catalog, choice: Comparison) -> object:
    """Return what a comparison has open: a value, all that is known of a row, or all rows."""
    from nklearn.content.dumbbells import Subjects, dumbbells_of, spec_of
    from nklearn.content.totals import known_of

    spec, subjects = spec_of(choice.dataset), Subjects(catalog)
    shown = dumbbells_of(catalog, subjects, spec).ordered(choice.order)
    if choice.open:
        return catalog.evidence(choice.open)
    return known_of(catalog, subjects, spec, shown, choice.row) if choice.row else shown


def _laws(catalog: Catalog, choice: LawChoice) -> object:
    """Return the record that is open, or the list; of hard records it says no word."""
    from nklearn.content.law_lists import folded_away, item_of, law_groups, narrowed
    from nklearn.ui.words import NAMED

    if choice.open:
        return entry_of(catalog, item_of(catalog, choice.open))
    groups = narrowed(law_groups(catalog, choice.show), choice, NAMED)
    return folded_away(groups, NAMED)


def _plain_entry(catalog: Catalog, shown: Entry) -> Plain:
    """Return an entry with the evidence of all that it rests on."""
    evidence = [_plain(catalog.evidence(target)) for target in grounds(shown)]
    return {**cast("dict[str, Plain]", _plain(shown)), "evidence": evidence}


Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None


def _plain(value: object) -> Plain:
    """Turn a domain value into what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(part) for part in cast("Iterable[object]", value)]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _lines(thing: object) -> list[str]:
    """Lay a thing out as text: lessons as running text, the rest as indented names and values."""
    parts = cast("tuple[object, ...]", thing) if isinstance(thing, tuple) else (thing,)
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Section):
            lines += _section(part)
        elif isinstance(part, StandingGroup):
            lines += standing_lines(part)
        elif isinstance(part, ListRow):
            value = f"{part.value}  " if part.value else ""
            lines += [f"{value}{part.title}  {part.address}", f"    {part.remark}"]
        else:
            lines += [*_indented(_plain(part)), ""]
    return lines


def _indented(value: Plain, depth: int = 0) -> list[str]:
    pad = "    " * depth
    if isinstance(value, list):
        return [line for part in value for line in _indented(part, depth)]
    if not isinstance(value, dict):
        return [f"{pad}{value}"]
    lines: list[str] = []
    for key, part in value.items():
        if isinstance(part, dict | list) and part:
            lines += [f"{pad}{key}:", *_indented(part, depth + 1)]
        elif part not in ("", None, [], {}):
            lines.append(f"{pad}{key}: {part}")
    return lines


def _section(section: Section) -> list[str]:
    lines = [section.title, "=" * len(section.title), ""]
    for block in section.blocks:
        if isinstance(block, Paragraph):
            lines += [words(block.spans), ""]
        elif isinstance(block, Bullets | Keep):
            items = block.items if isinstance(block, Bullets) else block.sentences
            lines += [*(f"- {words(item)}" for item in items), ""]
        elif isinstance(block, Figure):
            lines += [f"[{block.chart.title}. {block.chart.alt}]", ""]
        elif isinstance(block, ViewFigure):
            rests = f" [{'; '.join(block.cites)}]" if block.cites else ""
            lines += [f"[{block.title}. {block.subtitle}. {block.alt} {block.address}]{rests}", ""]
    return lines


def words(spans: Inline) -> str:
    """Return the words of a line; citations as their targets in brackets."""
    parts: list[str] = []
    for span in spans:
        if isinstance(span, Text | Term | Link):
            parts.append(span.text)
        else:
            parts.append(f" [{'; '.join(span.targets)}]")
    return "".join(parts)
