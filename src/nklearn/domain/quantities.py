"""Quantities as a reader sees them, and the arithmetic between units of one dimension."""

from __future__ import annotations

from decimal import Decimal

from nklearn.base.errors import BugError
from nklearn.domain.claims import Status, Unit
from nklearn.domain.datasets import Dataset, Observation, Series


def number_text(number: Decimal) -> str:
    """Write a number with thousands separators and as many decimals as it carries.

    >>> number_text(Decimal("1200.50")), number_text(Decimal("1E+3"))
    ('1,200.50', '1,000')
    """
    return f"{number:,f}".replace("-", "−")


def value_text(number: Decimal, symbol: str) -> str:
    """Write a number with the symbol of its unit: "27.09 Mt", "53%"."""
    return f"{number_text(number)}{'' if symbol == '%' else ' '}{symbol}".strip()


def quantity_text(number: Decimal, unit: Unit, qualifier: str = "") -> str:
    """Write a number with its unit: "27.09 million tonnes", "about 53%"."""
    if unit.label in ("", "%", "per cent", "percent"):
        shown = number_text(number) + ("%" if unit.label else "")
    else:
        shown = f"{number_text(number)} {unit.label}"
    return f"{qualifier} {shown}" if qualifier else shown


def convert(number: Decimal, source: Unit, target: Unit) -> Decimal:
    """Return what `number` of one unit is in another, without idle zeros.

    Raises:
        BugError: the units measure different things.
    """
    if source.dimension != target.dimension:
        raise BugError(f"{source.id} ({source.dimension}) is no {target.id} ({target.dimension})")
    if source.factor == target.factor:
        return number
    return tidy(number * source.factor / target.factor)


def tidy(number: Decimal) -> Decimal:
    """Return the same number without zeros at the end of its fraction."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number  # type: ignore[operator]


def cell_value(cell: Observation, unit: Unit) -> str:
    """Return what a cell says with its unit, or its words; empty if there is no value."""
    return cell.text if cell.number is None else quantity_text(cell.number, unit)


def cell_statement(dataset: Dataset, series: Series, cell: Observation, value: str) -> str:
    """Put a cell into one sentence with the one who estimates; `value` is its text or empty."""
    if not value and cell.status is Status.ILLEGIBLE:
        value = "there is a value, but our copy can't be read there"
    said = (value or "no value").removesuffix(".")
    where = dataset.period_label(cell.period)
    return f"{series.label}, {where}: {said}. Given by: {dataset.estimator}."
