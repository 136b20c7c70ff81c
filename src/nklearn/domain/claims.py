"""Claims: someone says something about something, at some time, and how it reached us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from nklearn.base.values import dataclass
from nklearn.domain.dates import PartialDate


class Status(StrEnum):
    """How sure the reading of a value is; each has a mark of its own on screen."""

    AS_PRINTED = "as-printed"
    CORRECTED = "corrected"
    ILLEGIBLE = "illegible"
    NO_VALUE = "no-value"
    COMPUTED = "computed"


class Sensitivity(StrEnum):
    """What a reader may want to be told of before this opens."""

    NONE = "none"
    DEATH = "death"
    VIOLENCE = "violence"
    SEXUAL_VIOLENCE = "sexual-violence"


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    FIGURE = "figure"
    EVENT = "event"
    DEFINITION = "definition"
    TESTIMONY = "testimony"
    LEGAL = "legal"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: `factor` times the amount gives the base unit of its `dimension`."""

    id: str
    label: str
    symbol: str
    dimension: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value of a claim. `text` is how it is shown, `qualifier` e.g. "about" or "over"."""

    number: Decimal
    unit: str
    text: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that claims come from, with what it was made for.

    `csl` is the work as CSL-JSON text; `position` is where its maker stands, in our words.
    `citations` holds its entry in a bibliography by the id of the style.
    """

    id: str
    title: str
    short: str
    kind: str
    authors: str
    issued: str
    purpose: str
    position: str
    url: str
    csl: str
    citations: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Hop:
    """One hand that a claim passed through; a missing `source` means an unknown step."""

    who: str
    what: str
    source: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source a claim stands: section, table or footnote, in words."""

    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its values, years, chain of hands and place in the text.

    `chain` runs from the text that we read back to who says it first. `note` gives the basis
    of a correction; `formula` how a computed value follows from other claims and cells.
    """

    id: str
    title: str
    statement: str
    subject: str
    measure: str
    kind: ClaimKind
    status: Status
    sensitivity: Sensitivity
    quantities: tuple[Quantity, ...]
    years: tuple[PartialDate, ...]
    chain: tuple[Hop, ...]
    locator: Locator
    topics: tuple[str, ...]
    note: str = ""
    formula: str = ""

    @property
    def hands(self) -> int:
        """How many known hands it passed through to reach us (1 is first-hand)."""
        return known_hands(self.chain)

    @property
    def sources(self) -> tuple[str, ...]:
        """The works that it was read in and came through, without repeats."""
        through = (hop.source for hop in self.chain if hop.source)
        return tuple(dict.fromkeys((self.locator.source, *through)))


def known_hands(chain: tuple[Hop, ...]) -> int:
    """Count the hands that are known; a step that nobody states is drawn, not counted."""
    return sum(hop.known for hop in chain)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims or cells that rival one another: how they differ, and what lessons say meanwhile.

    `sensitivity` is the gravest among its members.
    """

    id: str
    title: str
    members: tuple[str, ...]
    differs_in: tuple[str, ...]
    explanation: str
    meanwhile: str
    sensitivity: Sensitivity = Sensitivity.NONE
