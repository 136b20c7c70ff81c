"""The time axis as text: its entries by date, then what is open."""

from __future__ import annotations

from nklearn.cli.entry_text import entry_lines
from nklearn.content.catalog import Catalog
from nklearn.content.entries import entry
from nklearn.content.time_axis import SUBJECT_NAMES, TimeAxis, TimeEntry
from nklearn.domain.addresses import Address
from nklearn.domain.time_choice import TimeChoice


def time_entries(catalog: Catalog, choice: TimeChoice) -> tuple[TimeEntry, ...]:
    """Return the entries of a choice, in its years.

    Raises:
        UnknownAddressError: something is to be open that there is not.
    """
    axis = TimeAxis(catalog)
    for name in choice.open:
        axis.known(name)
    return axis.in_years(choice)


def time_lines(catalog: Catalog, choice: TimeChoice) -> list[str]:
    """Return a line for each entry, and the record or fact of each that is open."""
    axis = TimeAxis(catalog)
    lines = [_line(each) for each in time_entries(catalog, choice)]
    for name in choice.open:
        if found := axis.bar(name):
            strip, bar = found
            lines += ["", f"{strip.title}, {bar.year}: {bar.text or 'no value'}"]
            continue
        each = axis.entry(name)
        goal = Address.parse(each.address)
        lines += ["", _line(each)]
        if goal.page == "fact":
            lines.append(each.detail)
        else:
            lines += entry_lines(catalog, entry(catalog, goal))
    return lines


def _line(each: TimeEntry) -> str:
    rivals = "  (sources disagree)" if each.disputed else ""
    subject = SUBJECT_NAMES[each.subject]
    return f"{each.when.words}  {subject}  {each.name}{rivals}  [{each.source}]  {each.address}"
