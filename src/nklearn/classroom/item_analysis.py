"""The figures of Moodle's quiz statistics report, from the marks of finished attempts.

The definitions are those of “Quiz statistics calculations” (docs.moodle.org/dev) and of the two
calculators of Moodle (mod/quiz/report/statistics/classes/calculator.php and
question/classes/statistics/questions/calculator.php); docs/item-analysis.md gives them with an
example worked by hand. Variances and covariances are those of a sample: sums over n - 1.
Moments for skewness and kurtosis are of the population (n), put right to k-statistics.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from nklearn.domain.item_statistics import Figures, ItemFigures, Marks, QuizFigures, Trust

FEWEST = 10  # attempts below which indices are withheld
ENOUGH = 30  # attempts from which no warning stands beside them
DOUBTFUL = 15.0  # discriminative efficiency below which Moodle marks a question

_NOTHING = 1e-9  # marks closer than this are the same mark: sums of thirds are not exact


def trust(attempts: int) -> Trust:
    """Tell how far the indices of so many attempts can be relied on."""
    if attempts < FEWEST:
        return Trust.WITHHELD
    return Trust.CAUTION if attempts < ENOUGH else Trust.USUAL


def analyse(maxima: Mapping[str, float], attempts: Iterable[Marks]) -> Figures:
    """Work out all figures; `maxima` gives the questions in their order with their best marks.

    Every attempt counts with all questions; who gave no answer to one has 0 for it.
    """
    held = list(attempts)
    columns = {item: [each.marks.get(item, 0.0) for each in held] for item in maxima}
    totals = [math.fsum(row) for row in zip(*columns.values(), strict=True)]
    totals = totals or [0.0] * len(held)
    covariances = {item: _covariance(own, totals) for item, own in columns.items()}
    roots = math.fsum(math.sqrt(held) for held in covariances.values() if held and held > 0)
    whole = math.fsum(maxima.values())
    items = tuple(
        _item(item, maxima[item], own, totals, (whole, covariances[item], roots))
        for item, own in columns.items()
    )
    variances = math.fsum(_variance(own) or 0.0 for own in columns.values())
    return Figures(_quiz(totals, whole, len(columns), variances), items)


def doubtful(figures: ItemFigures) -> bool:
    """Tell whether Moodle would mark a question as one that hardly tells people apart."""
    return figures.efficiency is not None and figures.efficiency < DOUBTFUL


def _item(
    item: str,
    maximum: float,
    own: Sequence[float],
    totals: Sequence[float],
    parts: tuple[float, float | None, float],
) -> ItemFigures:
    """Work out one question; `parts`: the whole's maximum, covariance with it, sum of roots."""
    whole, overall, roots = parts
    others = [total - mark for total, mark in zip(totals, own, strict=True)]
    variance, other_variance = _variance(own), _variance(others)
    covariance = _covariance(own, others)
    most = _covariance(sorted(own), sorted(others))
    mean = math.fsum(own) / len(own) if own else 0.0
    discrimination = efficiency = effective = None
    if variance and other_variance and covariance is not None:
        discrimination = 100 * covariance / math.sqrt(variance * other_variance)
    if most and covariance is not None:
        efficiency = 100 * covariance / most
    negative = overall is not None and overall < 0
    if roots and overall is not None and not negative:
        effective = 100 * math.sqrt(overall) / roots
    return ItemFigures(
        item=item,
        attempts=len(own),
        maximum=maximum,
        mean=mean,
        facility=mean / maximum if maximum and own else None,
        sd=None if variance is None else math.sqrt(variance),
        intended_weight=100 * maximum / whole if whole else None,
        effective_weight=effective,
        negative=negative,
        discrimination=discrimination,
        efficiency=efficiency,
    )


def _quiz(totals: Sequence[float], maximum: float, items: int, variances: float) -> QuizFigures:
    """Work out the figures of the totals; `variances` is the sum of the questions' variances."""
    n = len(totals)
    if not n:
        return QuizFigures(0, maximum)
    mean, middle = math.fsum(totals) / n, median(totals)
    k2 = _variance(totals)
    if k2 is None:
        return QuizFigures(n, maximum, mean, middle)
    sd = math.sqrt(k2)
    if n < 3 or not k2:
        return QuizFigures(n, maximum, mean, middle, sd)
    m2, m3, m4 = (math.fsum((each - mean) ** power for each in totals) / n for power in (2, 3, 4))
    k3 = n * n * m3 / ((n - 1) * (n - 2))
    kurtosis = cic = error_ratio = standard_error = None
    if n > 3:
        k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
        kurtosis = k4 / (k2 * k2)
    if items > 1:
        cic = 100 * items / (items - 1) * (1 - variances / k2)
        error_ratio = 100 * math.sqrt(max(0.0, 1 - cic / 100))
        standard_error = error_ratio * sd / 100
    skewness = k3 / k2**1.5
    return QuizFigures(
        n, maximum, mean, middle, sd, skewness, kurtosis, cic, error_ratio, standard_error
    )


def _variance(values: Sequence[float]) -> float | None:
    """Return the variance of a sample; exactly 0 where all are the same, None below 2 values."""
    return _covariance(values, values)


def _covariance(one: Sequence[float], two: Sequence[float]) -> float | None:
    """Return the covariance of a sample; exactly 0 where either does not vary or they cancel."""
    if len(one) < 2:
        return None
    if any(max(held) - min(held) <= _NOTHING for held in (one, two)):
        return 0.0
    mean, other = math.fsum(one) / len(one), math.fsum(two) / len(two)
    products = [(a - mean) * (b - other) for a, b in zip(one, two, strict=True)]
    found = math.fsum(products) / (len(one) - 1)
    # Halves and thirds are not exact: what should cancel may leave a trace, with either sign.
    scale = math.fsum(map(abs, products)) / (len(one) - 1)
    return 0.0 if abs(found) <= _NOTHING * scale else found
