"""All that is known of one row of two columns: each total, its parts, why they differ, uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.catalog import Catalog
from nklearn.content.dumbbells import (
    Dumbbell,
    Dumbbells,
    DumbbellSpec,
    End,
    Subjects,
    cell_of,
    end_of,
    other_cell,
)
from nklearn.domain.claims import Claim, Disagreement, Sensitivity, Status
from nklearn.domain.datasets import Observation
from nklearn.domain.evidence import Use, target_address
from nklearn.domain.quantities import number_text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a total: "Expected, 2013 survey", and how much."""

    label: str
    end: End


@dataclass(frozen=True, slots=True)
class Total:
    """A total that a picture shows, in the unit of the row: from `low` to `high`, or one amount.

    `label` says whose it is, `text` how much in words; `parts` split it where the data do; `which`
    is the column (0 or 1) that it stands in, None for one that stands elsewhere in the texts.
    """

    target: str
    label: str
    low: Decimal | None
    high: Decimal | None
    text: str
    status: Status
    parts: tuple[Part, ...] = ()
    which: int | None = None

    @property
    def address(self) -> str:
        """Where its evidence is."""
        return target_address(self.target)

    @property
    def short(self) -> str:
        """The amount in the unit of the row, without the unit."""
        if self.low is None or self.high is None:
            return ""
        low, high = number_text(self.low), number_text(self.high)
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim about the row: how much it says, of what, and where it stands."""

    address: str
    title: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the panel of a row shows. `totals` are drawn, `share` is how much of the second
    is its first part, `said` repeats or adds in words, `more` says other things of the row.

    `reasons` are the disagreements that a value of the row takes part in, with what may explain
    them; `general` are claims about all rows; `uses` is where any of it is used.
    """

    row: Dumbbell
    unit: str
    totals: tuple[Total, ...]
    share: Part | None
    said: tuple[Said, ...]
    more: tuple[Said, ...]
    reasons: tuple[Disagreement, ...]
    general: tuple[Said, ...]
    uses: tuple[Use, ...]

    @property
    def top(self) -> Decimal:
        """The largest amount; at least a little above zero."""
        return max((total.high for total in self.totals if total.high), default=Decimal(1))


def known_of(
    catalog: Catalog, subjects: Subjects, spec: DumbbellSpec, shown: Dumbbells, name: str
) -> Known:
    """Gather what is known of a row.

    Raises:
        UnknownAddressError: there is no such row.
    """
    row = shown.row(name)
    cells = [] if row.added else _cells(catalog, spec, row)
    share = other_cell(catalog, spec.share, row.id)
    about = _about(subjects, spec, row)
    claims = [claim for claim in about if claim.measure in spec.measures]
    own = [*(part.end.target for part in cells), *(end.target for end in row.ends if end.target)]
    targets = list(dict.fromkeys((*own, *(claim.id for claim in claims))))
    reasons = _reasons(catalog, targets)
    rivals = _rivals(catalog, spec, row, reasons, targets)
    claims += rivals
    unit = _unit(catalog, spec, row)
    totals = [
        *(_column_total(shown, row, which, cells) for which in (0, 1)),
        *(_claim_total(catalog, claim, unit) for claim in rivals if claim.quantities),
    ]
    names = {claim.id for claim in claims}
    every = [*targets, *(claim.id for claim in rivals), *(c.id for c in about)]
    return Known(
        row=row,
        unit=row.unit,
        totals=tuple(total for total in totals if total.target),
        share=_share(catalog, spec, share),
        said=tuple(_said(catalog, claim) for claim in claims),
        more=tuple(_said(catalog, claim) for claim in about if claim.id not in names),
        reasons=tuple(reasons),
        general=general_of(catalog, subjects, spec),
        uses=_uses(catalog, every),
    )


def general_of(catalog: Catalog, subjects: Subjects, spec: DumbbellSpec) -> tuple[Said, ...]:
    """Return what is said of all rows at once."""
    found = subjects.about(spec.general)
    return tuple(_said(catalog, claim) for claim in found if _open(claim))


def _open(claim: Claim) -> bool:
    return claim.sensitivity is Sensitivity.NONE


def _cells(catalog: Catalog, spec: DumbbellSpec, row: Dumbbell) -> list[Part]:
    """Return the cells that split the second column."""
    dataset = catalog.dataset(spec.dataset)
    line = next(each for each in dataset.series if each.id == row.id)
    found = ((name, cell_of(line, name)) for name in spec.parts)
    return [
        Part(dataset.period_label(name), end_of(catalog, cell))
        for name, cell in found
        if cell is not None
    ]


def _share(catalog: Catalog, spec: DumbbellSpec, cell: Observation | None) -> Part | None:
    if cell is None:
        return None
    label = catalog.dataset(spec.share[0]).period_label(spec.share[1])
    return Part(label, end_of(catalog, cell))


def _subjects(spec: DumbbellSpec, row: Dumbbell) -> frozenset[str]:
    if row.total or row.added:
        return frozenset((spec.total_subject,))
    return frozenset(each.format(row.label.lower()) for each in spec.subjects)


def _about(subjects: Subjects, spec: DumbbellSpec, row: Dumbbell) -> list[Claim]:
    """Return the claims that name an amount of a row; of a total only those that give it."""
    found = subjects.about(sorted(_subjects(spec, row)))
    found = [claim for claim in found if claim.quantities and _open(claim)]
    if row.total or row.added:
        found = [claim for claim in found if claim.measure in spec.measures]
    return found


def _reasons(catalog: Catalog, targets: Iterable[str]) -> list[Disagreement]:
    found = (each for target in targets for each in catalog.disagreements_of(target))
    return [d for d in dict.fromkeys(found) if d.sensitivity is Sensitivity.NONE]


def _rivals(
    catalog: Catalog,
    spec: DumbbellSpec,
    row: Dumbbell,
    reasons: Iterable[Disagreement],
    known: Iterable[str],
) -> list[Claim]:
    """Return totals of something near to the row that disagree with its own, as printed."""
    names = dict.fromkeys(member for reason in reasons for member in reason.members)
    claims = [catalog.claim(each) for each in names if "/" not in each and each not in known]
    return [
        claim
        for claim in claims
        if claim.measure in spec.measures
        and claim.status is Status.AS_PRINTED
        and claim.subject not in {*_subjects(spec, row), spec.total_subject}
        and _open(claim)
    ]


def _unit(catalog: Catalog, spec: DumbbellSpec, row: Dumbbell) -> str:
    dataset = catalog.dataset(spec.dataset)
    line = next((each for each in dataset.series if each.id == row.id), dataset.series[0])
    return line.observations[0].unit


def _column_total(shown: Dumbbells, row: Dumbbell, which: int, cells: list[Part]) -> Total:
    end = row.ends[which]
    parts = tuple(cells) if which == 1 else ()
    head = shown.heads[which]
    return Total(end.target, head, end.number, end.number, end.text, end.status, parts, which=which)


def _claim_total(catalog: Catalog, claim: Claim, unit: str) -> Total:
    """Return what a claim says in the unit of the row, from the least to the most of it."""
    target = catalog.unit(unit)
    numbers = [
        catalog.convert(each.number, each.unit, unit)
        for each in claim.quantities
        if catalog.unit(each.unit).dimension == target.dimension
    ]
    low, high = (min(numbers), max(numbers)) if numbers else (None, None)
    words = "; ".join(each.text for each in claim.quantities)
    return Total(claim.id, claim.title, low, high, words, claim.status)


def _said(catalog: Catalog, claim: Claim) -> Said:
    return Said(
        address=target_address(claim.id),
        title=claim.title,
        value="; ".join(quantity.text for quantity in claim.quantities),
        place=catalog.source_line(claim.locator.source, claim.locator.place),
    )


def _uses(catalog: Catalog, targets: Iterable[str]) -> tuple[Use, ...]:
    """Return where claims and cells are used; disagreements stand elsewhere in the panel."""
    found = (use for target in dict.fromkeys(targets) for use in catalog.uses_of(target))
    return tuple(dict.fromkeys(use for use in found if use.kind != "disagreement"))
