"""Numbers that disagree, side by side: the rivals of a disagreement, and how far they lie apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.datasets import Dataset
from nklearn.domain.evidence import Evidence
from nklearn.domain.quantities import number_text, tidy

_Measured = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class Rival:
    """One side: its evidence, and from where to where its number lies on the common scale.

    Without a number on the scale `low` and `high` are None; a single number is both.
    """

    evidence: Evidence
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def folded(self) -> bool:
        """Whether its words stay folded."""
        return self.evidence.sensitivity is not Sensitivity.NONE


@dataclass(frozen=True, slots=True)
class Rivals:
    """All sides. `apart` is the distance between two numbers, with its unit.

    It is empty for ranges and for more sides than two: some of them may be parts of others, so
    the lowest and the highest need not be about the same thing.
    """

    disagreement: Disagreement
    sides: tuple[Rival, ...]
    apart: str = ""

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest number, where sides differ; None if nothing is to be seen."""
        spans = {(side.low, side.high) for side in self.sides if side.low is not None}
        numbers = [end for span in spans for end in span if end is not None]
        return (min(numbers), max(numbers)) if len(spans) > 1 else None


def rivals(catalog: Catalog, found: Disagreement) -> Rivals:
    """Return the sides of a disagreement on one scale, if most of them share a dimension."""
    evidence = [catalog.evidence(target) for target in found.members]
    measured = [_measured(catalog, target) for target in found.members]
    dimensions = Counter(
        dimension
        for values in measured
        for dimension in {catalog.unit(unit).dimension for _, unit in values}
    )
    common = next((name for name, count in dimensions.most_common(1) if count > 1), "")
    scale = next(
        (unit for values in measured for _, unit in values if _is(catalog, unit, common)), ""
    )
    sides: list[Rival] = []
    for each, values in zip(evidence, measured, strict=True):
        own = [
            catalog.convert(number, unit, scale)
            for number, unit in values
            if scale and _is(catalog, unit, common)
        ]
        # A claim's further values may be about something else: two make a range, more don't.
        own = own[:2] if len(own) == 2 else own[:1]
        sides.append(Rival(each, min(own), max(own)) if own else Rival(each))
    made = Rivals(found, tuple(sides))
    if made.ends is None:
        return Rivals(found, tuple(Rival(each) for each in evidence))
    single = len(sides) == 2 and all(side.low == side.high is not None for side in sides)
    return Rivals(found, tuple(sides), _apart(catalog, made.ends, scale) if single else "")


def _apart(catalog: Catalog, ends: tuple[Decimal, Decimal], scale: str) -> str:
    unit = catalog.unit(scale)
    number = number_text(tidy(ends[1] - ends[0]))
    if unit.symbol == "%":
        return f"{number} percentage points"
    return f"{number} {unit.label}".strip()


def _is(catalog: Catalog, unit: str, dimension: str) -> bool:
    return bool(dimension) and catalog.unit(unit).dimension == dimension


def _measured(catalog: Catalog, target: str) -> list[_Measured]:
    """Return the numbers of a claim or cell, each with its unit."""
    if "/" not in target:
        return [(each.number, each.unit) for each in catalog.claim(target).quantities]
    dataset: Dataset = catalog.dataset(target.partition("/")[0])
    cells = (cell for series in dataset.series for cell in series.observations)
    return [
        (cell.number, cell.unit) for cell in cells if cell.id == target and cell.number is not None
    ]
