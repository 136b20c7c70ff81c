"""The institutions that the texts name as they stood on a date, for pages and text alike."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.base.errors import UserError
from nklearn.content.entry_words import CERTAINTY, code_words
from nklearn.content.shelf import Shelf
from nklearn.domain.addresses import Address
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Certainty, Standing, state_on


@dataclass(frozen=True, slots=True)
class StandingBody:
    """A body as it stood: `remark` says since when, until when, and what leaves it unclear."""

    name: str
    address: str
    kind: str
    certainty: Certainty
    remark: str


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """Bodies of which the same is known: `label` says it in words."""

    certainty: Certainty
    label: str
    bodies: tuple[StandingBody, ...]


def standing(shelf: Shelf, date: PartialDate) -> tuple[StandingGroup, ...]:
    """Return the named bodies on a date: those that existed, then those that may have.

    Bodies that the texts do not name are in none of the groups.
    """
    found = state_on(shelf.bodies(), shelf.events(), date)
    groups = (
        StandingGroup(
            certainty,
            label,
            tuple(_body(each) for each in found if each.certainty is certainty),
        )
        for certainty, label in CERTAINTY.items()
    )
    return tuple(group for group in groups if group.bodies)


def date_asked(address: Address) -> PartialDate:
    """Return the date of nk:institutions?on=1983-03.

    Raises:
        UserError: it has none, or no date that can be read.
    """
    try:
        return PartialDate.parse(address.state.get("on", ""))
    except ValueError as error:
        raise UserError(
            f"{address} names no date.", todo="Write a date, like nk:institutions?on=1983-03."
        ) from error


def _body(each: Standing) -> StandingBody:
    unsaid = "" if each.certainty is Certainty.START_UNKNOWN else "start unknown"
    parts = [
        f"since {each.since.date}" if each.since else unsaid,
        f"until {each.until.date}" if each.until else "",
        f"unclear because of “{each.doubt.name}”, {each.doubt.date}" if each.doubt else "",
        each.doubt.unsure if each.doubt else "",
    ]
    body = each.body
    remark = "; ".join(filter(None, parts))
    return StandingBody(body.name, body.address, code_words(body.kind), each.certainty, remark)
