"""A glimpse of a lesson: two values that rival one another, or a sentence to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nklearn.base.values import dataclass
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Bullets, Cite, Keep, Lesson, Paragraph


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: who says it, how it is shown, and its length next to the longest (1)."""

    source: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Preview:
    """`bars` are two rival values under the disagreement's `title`; or `keep` is a sentence."""

    title: str = ""
    bars: tuple[Bar, ...] = ()
    keep: str = ""


def preview_of(catalog: Catalog, lesson: Lesson) -> Preview | None:
    """Return a glimpse of a lesson; None for one of a module with an advisory."""
    if catalog.module(lesson.module).advisory:
        return None
    for targets in _rivals(lesson):
        if found := _pair(catalog, targets):
            return found
    for section in reversed(lesson.sections):
        for block in section.blocks:
            if isinstance(block, Keep) and block.sentences:
                words = "".join(getattr(span, "text", "") for span in block.sentences[0])
                # A citation leaves the space before it behind.
                return Preview(keep=re.sub(r"\s+([.,;:?])", r"\1", words).strip())
    return None


def _rivals(lesson: Lesson) -> Iterator[tuple[str, ...]]:
    """Give the targets of every citation that says that sources disagree."""
    for section in lesson.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Bullets):
                for spans in block.items if isinstance(block, Bullets) else (block.spans,):
                    for span in spans:
                        if isinstance(span, Cite) and span.conflict:
                            yield span.targets


def _pair(catalog: Catalog, targets: tuple[str, ...]) -> Preview | None:
    """Compare two claims or cells of one measure, if a disagreement links these two alone."""
    both = next(
        (
            found
            for found in catalog.disagreements_of(targets[0])
            if len(found.members) == 2 and "misprint" not in found.differs_in
        ),
        None,
    )
    if both is None:
        return None
    values = [_value(catalog, member) for member in both.members]
    amounts = [amount for amount, _ in values if amount is not None and amount > 0]
    if len(amounts) != 2 or amounts[0] == amounts[1] or values[0][1] != values[1][1]:
        return None
    evidence = [catalog.evidence(member) for member in both.members]
    if any(one.sensitivity is not Sensitivity.NONE or not one.value for one in evidence):
        return None
    bars = [
        Bar(one.source_line, one.value, float(amount / max(amounts)))
        for one, amount in zip(evidence, amounts, strict=True)
    ]
    return Preview(both.title, tuple(bars))


def _value(catalog: Catalog, target: str) -> tuple[Decimal | None, str]:
    """Return the amount of a claim or cell in base units, and its dimension."""
    number, unit = None, ""
    if "/" in target:
        name, series, period = target.split("/", 2)
        for one in catalog.dataset(name).series:
            for cell in one.observations:
                if (one.id, cell.period) == (series, period):
                    number, unit = cell.number, cell.unit
    elif len(quantities := catalog.claim(target).quantities) == 1:
        number, unit = quantities[0].number, quantities[0].unit
    if number is None or not unit:
        return None, ""
    measure = catalog.unit(unit)
    return number * measure.factor, measure.dimension
