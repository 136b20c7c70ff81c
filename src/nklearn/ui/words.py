"""Words that several screens share for what the domain names by code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nklearn.domain.claims import Status
from nklearn.domain.questions import Difficulty

if TYPE_CHECKING:
    from nklearn.content.plots import Plot, PlotPoint, PlotSeries


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def kind_name(kind: str) -> str:
    """Return what kind of thing a search hit or use is, for a reader."""
    return {
        "lesson": _tr("Lesson"),
        "module": _tr("Module"),
        "claim": _tr("Fact"),
        "cell": _tr("Data"),
        "data": _tr("Data set"),
        "glossary": _tr("Glossary"),
        "source": _tr("Source"),
        "disagreement": _tr("Sources disagree"),
        "question": _tr("Question"),
        "chart": _tr("Chart"),
        "page": _tr("Page"),
    }.get(kind, kind)


def kind_icon(kind: str) -> str:
    """Return the icon of a kind."""
    return {
        "lesson": "book-open",
        "module": "book-open",
        "cell": "table",
        "data": "chart-line",
        "chart": "chart-line",
        "glossary": "list-tree",
        "disagreement": "equal-not",
        "question": "square-check",
    }.get(kind, "quote")


def status_name(status: Status) -> str:
    """Return the name of an evidence status."""
    return {
        Status.AS_PRINTED: _tr("As printed"),
        Status.CORRECTED: _tr("Read with a correction"),
        Status.ILLEGIBLE: _tr("Illegible"),
        Status.NO_VALUE: _tr("No value given"),
        Status.COMPUTED: _tr("Computed by us"),
    }[status]


def status_chip(status: Status) -> str:
    """Return an evidence status as short as a chip wants it."""
    return {
        Status.CORRECTED: _tr("Corrected"),
        Status.NO_VALUE: _tr("No value"),
        Status.COMPUTED: _tr("Computed"),
    }.get(status, status_name(status))


def section_tips(titles: Sequence[str], states: Sequence[str]) -> list[str]:
    """Return what blocks of progress say: each section's title and whether it was read."""
    words = {"done": _tr("read"), "current": _tr("open now")}
    return [
        f"{title}: {words.get(state, _tr('not read yet'))}"
        for title, state in zip(titles, states, strict=True)
    ]


def point_name(plot: Plot, line: PlotSeries, point: PlotPoint) -> str:
    """Return what a point of a chart is: period, line, value, and what is doubtful about it."""
    value = point.text
    if plot.unit_label and value.endswith(plot.symbol):
        value = f"{value.removesuffix(plot.symbol).strip()} {plot.unit_label}"
    doubt = "" if point.status is Status.AS_PRINTED else status_name(point.status).lower()
    return ", ".join(filter(None, (point.period, line.label, value, doubt, point.remark)))


def hands_name(hands: int) -> str:
    """Return how many hands something passed through."""
    names = (_tr("First-hand"), _tr("Second-hand"), _tr("Third-hand"), _tr("Fourth-hand"))
    return names[hands - 1] if 1 <= hands <= len(names) else _tr("%d hands") % hands


def difficulty_name(difficulty: Difficulty) -> str:
    """Return the skill that a question asks for."""
    return {
        Difficulty.RECALL: _tr("Recall"),
        Difficulty.READ: _tr("Read a figure"),
        Difficulty.COMPARE: _tr("Compare"),
        Difficulty.JUDGE: _tr("Judge a source"),
    }[difficulty]
