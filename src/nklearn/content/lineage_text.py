"""The lineage as text, for `nklearn show`: its list, one change of it, or an answer."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.content.entry_parts import EntryLink
from nklearn.content.lineage import Happening, Lineage
from nklearn.content.responsible import Answer, read_date, responsible
from nklearn.content.standing import StandingGroup, standing
from nklearn.domain.addresses import Address
from nklearn.domain.lineage_choice import LineageChoice


@dataclass(frozen=True, slots=True)
class EventLine:
    """A row of the list: what happened, and the bodies before and after it."""

    date: str
    address: str
    event: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    out_of: tuple[str, ...]
    unsure: str
    source: tuple[str, ...]


def lineage_text(
    catalog: Catalog, address: Address
) -> tuple[EventLine, ...] | tuple[StandingGroup, ...] | Answer:
    """Return what stands at an address of the lineage: its list if the address names no change.

    Raises:
        UserError: there is no such change or body, or a date that can't be read.
    """
    choice, lineage = LineageChoice.parse(address), Lineage(catalog)
    if choice.asked:
        return _answer(lineage, choice)
    chosen = [lineage.change(choice.change)] if choice.change else lineage.changes
    if choice.body:
        lineage.body(choice.body)
    return tuple(
        _line(str(change.date), happening)
        for change in chosen
        for happening in change.happenings
        if not choice.body or choice.body in happening.event.bodies
    )


def _answer(lineage: Lineage, choice: LineageChoice) -> tuple[StandingGroup, ...] | Answer:
    when = read_date(choice.on)
    if when is not None and not choice.field:
        return standing(lineage.catalog, when)
    answer = responsible(lineage, choice)
    if answer.problem:
        raise UserError(answer.problem)
    return answer


def _line(date: str, happening: Happening) -> EventLine:
    event = happening.event
    if happening.hard:
        folded = f"This speaks of {event.sensitivity.value.replace('-', ' ')}."
        return EventLine(date, event.address, folded, (), (), (), "", ())
    return EventLine(
        date,
        event.address,
        happening.title,
        _names(happening.before),
        _names(happening.after),
        _names(happening.out_of),
        event.unsure,
        tuple(dict.fromkeys(each.source_line for each in happening.grounds)),
    )


def _names(links: tuple[EntryLink, ...]) -> tuple[str, ...]:
    return tuple(each.text for each in links)
