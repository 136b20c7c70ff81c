"""Titles and subtitles of what a reader has chosen: measure, items, years."""

from __future__ import annotations

from nklearn.content.plots import Line
from nklearn.domain.views import DataView

_FEW = 5


def title_of(lines: list[Line], years: list[str], around: DataView | None = None) -> str:
    """Return a title: "Output of mines: Coal and Iron ore, 1998 to 2014".

    A data set shown whole has its own title; lines of several have that of the view `around` them,
    where they measure one thing. The ends of the years are said once.
    """
    dataset = lines[0][0]
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    measure = dataset.title
    if not _whole(lines):
        subject = (around.title if around else dataset.subject).partition(":")[0]
        measure = _items(lines) if around and around.panels else f"{subject}: {_items(lines)}"
    if years[0] in measure and years[-1] in measure:
        return measure
    return f"{measure}, {span}"


def subtitle_of(lines: list[Line], scale: str, *, bars: bool = False) -> str:
    """Return what is measured; `scale` says how: "in tonnes", "as an index, 1998 = 100".

    A data set shown whole names its lines here, but for bars, which name themselves; a part of one
    names the table that it stands in.
    """
    if _whole(lines):
        items = f": {_items(lines)}" if 1 < len(lines) <= _FEW and not bars else ""
        return f"{scale[:1].upper()}{scale[1:]}{items}"
    titles = dict.fromkeys(dataset.title for dataset, _ in lines)
    return f"{'; '.join(titles)}, {scale}"


def _items(lines: list[Line]) -> str:
    return listed([series.label for _, series in lines])


def _whole(lines: list[Line]) -> bool:
    """Whether the lines are all those of one data set that have a value."""
    dataset = lines[0][0]
    own = {s.id for s in dataset.series if any(c.number is not None for c in s.observations)}
    shown = {series.id for each, series in lines if each.id == dataset.id}
    return shown >= own and all(each.id == dataset.id for each, _ in lines)


def listed(names: list[str]) -> str:
    """Write names as a sentence does: "Coal, Copper and Lead"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
