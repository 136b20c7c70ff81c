"""Formulas of computed claims: arithmetic over targets, which must give the stated value."""

from __future__ import annotations

import ast
import re
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Any

from simpleeval import InvalidExpression, SimpleEval

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.records import Records, check_target
from nklearn.domain.claims import Claim
from nklearn.domain.quantities import number_text

_TARGET = re.compile(r"\{([^{}]*)\}")


def check(records: Records, faults: Faults) -> None:
    """Work out every formula and compare it with the claim's first value."""
    for claim in records.claims.values():
        if claim.formula and claim.quantities:
            _check(claim, records, faults)


def evaluate(formula: str, records: Records) -> Decimal:
    """Return what a formula gives, its targets taken in the base unit of their dimension.

    Raises:
        ValueError: it is no arithmetic over targets that have a value.
    """
    names: dict[str, Decimal] = {}

    def name(match: re.Match[str]) -> str:
        value = records.first_value(match[1].strip())
        if value is None:
            raise ValueError(f"`{match[1]}` has no value")
        names[f"v{len(names)}"] = value[0] * value[1].factor
        return f"v{len(names) - 1}"

    expression = _TARGET.sub(name, formula)
    # simpleeval carries no types.
    evaluator: Any = SimpleEval(names=names, functions={})
    evaluator.nodes[ast.Constant] = _constant
    try:
        result = evaluator.eval(expression)
    except (InvalidExpression, SyntaxError, DecimalException, TypeError, RecursionError) as error:
        raise ValueError(f"the formula can't be worked out ({type(error).__name__})") from error
    if not isinstance(result, Decimal) or not result.is_finite():
        raise ValueError("the formula gives no number")
    return result


def _constant(node: ast.Constant) -> Decimal:
    """Take numbers as they are written; a text is none."""
    return Decimal(str(node.value))


def _check(claim: Claim, records: Records, faults: Faults) -> None:
    place = records.claim_entries[claim.id].at("formula")
    targets = [found.strip() for found in _TARGET.findall(claim.formula)]
    before = len(faults)
    for target in targets:
        check_target(target, place, records, faults)
    if _leads_back(claim, records):
        records.broken.add(claim.id)
        faults.add(place, "the formula leads back to its own claim", "start from other values")
    if len(faults) > before or not records.sound(targets):
        return
    with faults.guard(place, "write arithmetic over targets in braces"):
        result = evaluate(claim.formula, records)
        stated = claim.quantities[0]
        shown = result / records.units[stated.unit].factor
        exponent = stated.number.as_tuple().exponent
        step = Decimal(1).scaleb(min(int(exponent), 0))
        rounded = shown.quantize(step, ROUND_HALF_UP)
        if rounded != stated.number:
            records.broken.add(claim.id)
            faults.add(
                place,
                f"the formula gives {number_text(rounded)}, the value is "
                f"{number_text(stated.number)}",
                "correct the formula or the value",
            )


def _leads_back(claim: Claim, records: Records) -> bool:
    """Whether what a claim is computed from is computed from the claim."""
    seen: set[str] = set()
    todo = [claim.id]
    while todo:
        found = records.claims.get(todo.pop())
        parts = [each.strip() for each in _TARGET.findall(found.formula)] if found else []
        todo += [part for part in parts if part not in seen]
        seen.update(parts)
    return claim.id in seen
