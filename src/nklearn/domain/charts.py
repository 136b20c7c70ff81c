"""Chart specifications: what a chart shows, as data; the ui draws them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words beside a point of a chart: `series` and `period` name the point."""

    series: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One line chart of series of a data set.

    `title` states the finding, `subtitle` the measure, unit and years; `unit` is the unit the
    values are shown in; `labelled` holds points whose value is printed beside the marker;
    `cites` are the claims and cells that title and annotations rest on; `alt` describes the
    chart for people who can't see it.
    """

    dataset: str
    series: tuple[str, ...]
    unit: str
    title: str
    subtitle: str
    alt: str
    cites: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()
    annotations: tuple[Annotation, ...] = ()
