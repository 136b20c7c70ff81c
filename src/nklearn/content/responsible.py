"""Who was responsible for a field at a date: the bodies that the events tell of, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nklearn.content.entry_parts import EntryLink
from nklearn.content.entry_words import code_words
from nklearn.content.lineage import Lineage
from nklearn.domain.addresses import Address
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Certainty, InstitutionEvent, Standing, state_on
from nklearn.domain.lineage_choice import PAGE, LineageChoice
from nklearn.domain.reach import Reason

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
#: How sure an answer is, in a word or two.
SURE = {
    Certainty.CERTAIN: "Certain",
    Certainty.UNCLEAR: "Unclear",
    Certainty.START_UNKNOWN: "Start unknown",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A body that was responsible, or may have been.

    `why` says what ties it to the field, `doubt` what leaves it unclear; `bounds` are the events
    that bound it, each with its date and what it did: "Since", "Until" or "Unclear because of".
    """

    body: EntryLink
    kind: str
    certainty: Certainty
    why: str
    bounds: tuple[tuple[str, EntryLink], ...]
    doubt: str = ""

    @property
    def sure(self) -> str:
        """How sure it is, in words."""
        return SURE[self.certainty]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, or `problem`: what in it can't be understood.

    `field` and `date` are the question's in words; `remark` is what a reader must know of the
    answer as a whole, `nearest` the event to look at where there is none.
    """

    field: str
    date: str
    holders: tuple[Holder, ...] = ()
    remark: str = ""
    nearest: EntryLink | None = None
    problem: str = ""


def read_date(text: str) -> PartialDate | None:
    """Read a date as people write it: 1983-03, March 1983, 5 Mar 1983, 3/1983, 1983; else None."""
    plain = " ".join(text.casefold().split())
    code = plain
    if (found := _NAMED.fullmatch(plain)) and found[2][:3] in _MONTHS:
        month = _MONTHS.index(found[2][:3]) + 1
        code = f"{found[3]}-{month:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    elif found := _SLASHED.fullmatch(plain):
        code = f"{found[2]}-{int(found[1]):02}"
    elif found := re.fullmatch(r"(\d{4})-(\d)", plain, re.ASCII):
        code = f"{found[1]}-0{found[2]}"
    try:
        return PartialDate.parse(code)
    except ValueError:
        return None


def fields(lineage: Lineage) -> dict[str, str]:
    """Return the fields that one can ask about, with their words, in the order of the lanes."""
    return {lane.field: code_words(lane.field) for lane in lineage.layout.lanes}


def responsible(lineage: Lineage, choice: LineageChoice) -> Answer:
    """Answer a question; never raises for what a person types."""
    known = fields(lineage)
    field = _field(known, choice.field)
    when = read_date(choice.on) if choice.on else None
    words = known.get(field, choice.field)
    if when is None:
        problem = (
            f"“{choice.on}” can’t be read as a date. Write a month and a year, like March 1983."
            if choice.on
            else "Write a month and a year, like March 1983."
        )
        return Answer(words, choice.on, problem=problem)
    date = str(when)
    if not field:
        listed = ", ".join(each.lower() for each in known.values())
        return Answer(
            words, date, problem=f"The events tell nothing of “{choice.field}”. Ask for: {listed}."
        )
    found = state_on(lineage.history.bodies.values(), lineage.history.events, when)
    holders = tuple(
        _holder(lineage, standing, field, when)
        for standing in found
        if field in lineage.history.fields_on(standing.body.id, when)
    )
    remark = _remark(lineage, when, found=bool(holders), words=words.lower())
    nearest = None if holders else _nearest(lineage, field, when)
    ranked = sorted(holders, key=lambda each: list(SURE).index(each.certainty))
    return Answer(words, date, tuple(ranked), remark, nearest)


def _field(known: dict[str, str], asked: str) -> str:
    plain = asked.casefold()
    for field, words in known.items():
        if plain in (field.casefold(), words.casefold()):
            return field
    return ""


def _after_all(lineage: Lineage, when: PartialDate) -> bool:
    return bool(lineage.changes) and when.start > lineage.changes[-1].date.end


def _holder(lineage: Lineage, standing: Standing, field: str, when: PartialDate) -> Holder:
    reason = lineage.history.fields_on(standing.body.id, when)[field]
    certainty = standing.certainty
    doubts = [standing.doubt.unsure if standing.doubt else ""]
    if reason is Reason.SPLIT_LATER and certainty is Certainty.CERTAIN:
        certainty = Certainty.UNCLEAR
    if _after_all(lineage, when) and certainty is Certainty.CERTAIN:
        certainty = Certainty.UNCLEAR
        doubts.append("No event tells whether it was still there.")
    bounds = (
        ("Since", standing.since),
        ("Until", standing.until),
        ("Unclear because of", standing.doubt),
    )
    return Holder(
        EntryLink(standing.body.name, standing.body.address, standing.body.hangul),
        code_words(standing.body.kind),
        certainty,
        _why(lineage, standing, field, reason),
        tuple((word, _link(event)) for word, event in bounds if event),
        " ".join(filter(None, doubts)),
    )


def _why(lineage: Lineage, standing: Standing, field: str, reason: Reason) -> str:
    words = code_words(field).lower()
    if reason is Reason.OWN:
        return f"Its field is {words}."
    if reason is Reason.NAMED:
        return f"Its name says {words}."
    if reason is Reason.MADE_OF:
        parts = standing.since.before if standing.since else ()
        names = [
            lineage.history.bodies[name].name
            for name in parts
            if any(field in each.fields for each in lineage.history.of(name))
        ]
        return f"It was made of: {', '.join(names)}." if names else f"It took {words} in."
    parts = standing.until.begun if standing.until else ()
    names = [
        lineage.history.bodies[name].name
        for name in parts
        if field in lineage.history.own_fields(lineage.history.bodies[name])
    ]
    return f"Only its end tells so, when it was split: {', '.join(names)} came out of it."


def _link(event: InstitutionEvent) -> EntryLink:
    """Return the way to an event's change; hard events are not named."""
    name = event.name if event.sensitivity == "none" else code_words(event.kind)
    return EntryLink(name, str(Address.of(PAGE, event.date.code)), str(event.date))


def _remark(lineage: Lineage, when: PartialDate, *, found: bool, words: str) -> str:
    if not lineage.steps:
        return ""
    first, last = lineage.steps[0].date, lineage.changes[-1].date
    if when.end < first.start:
        return f"The lineage begins in {first}. What came before, its events do not tell."
    if _after_all(lineage, when):
        return f"The last change that we know of is of {last}. What came later is not told."
    if not found:
        return f"The events name no body for {words} at that date. That does not mean none existed."
    return ""


def _nearest(lineage: Lineage, field: str, when: PartialDate) -> EntryLink | None:
    """Return the event nearest to a date in which a body of a field takes part."""
    near = [
        event
        for event in lineage.history.events
        if any(
            field in stretch.fields
            for name in event.bodies
            for stretch in lineage.history.of(name)
            if event in (stretch.since, stretch.until)
        )
    ]
    if not near:
        return None
    return _link(min(near, key=lambda each: abs((each.date.start - when.start).days)))
