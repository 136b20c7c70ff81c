"""Evidence: one view of a claim or a cell, for margin notes and fact pages, and its uses."""

from __future__ import annotations

from nklearn.base.values import dataclass
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Hop, Locator, Sensitivity, Status
from nklearn.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a citation leads to, whether it is a claim or a cell of a data set.

    `value` is the value as a reader sees it ("27.09 million tonnes", "about 53%"), empty if
    there is none; `statement` is one sentence with the one who says it; `printed` is what the
    page shows where that differs from the value; `source_line` names work and place ("HRNK
    2016, Table 5"); `hands` counts the hands it passed through (1 is first-hand).
    """

    target: str
    address: str
    title: str
    value: str
    statement: str
    status: Status
    sensitivity: Sensitivity
    note: str
    printed: str
    years: tuple[PartialDate, ...]
    chain: tuple[Hop, ...]
    locator: Locator
    source_line: str
    hands: int
    formula: str
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a claim or cell.

    `kind` is lesson, summary, chart, question, disagreement, or the page of a record ("body",
    "place").
    """

    address: str
    title: str
    kind: str


def target_address(target: str) -> str:
    """Return the address of a target: `claim-id`, or the cell `dataset/series/period`."""
    if "/" not in target:
        return str(Address.of("fact", target))
    dataset, _, cell = target.partition("/")
    return str(Address.of("data", dataset, cell=cell))


def address_target(address: str) -> str:
    """Return the target that `target_address` made an address of; empty for any other address."""
    found = Address.parse(address)
    if found.page == "fact":
        return found.rest
    cell = found.state.get("cell", "") if found.page == "data" else ""
    return f"{found.rest}/{cell}" if cell else ""


def summary_address(module: str) -> str:
    """Return the address of a module's summary on one page."""
    return str(Address.of("summary", module))


def section_address(lesson: str, section: str) -> str:
    """Return the address of a section; `lesson` is `module/lesson`."""
    return str(Address.of("lesson", lesson, fragment=section))
