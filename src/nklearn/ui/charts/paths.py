"""Which way a line goes: its gaps, the joins across them, and its steps."""

from __future__ import annotations

from nklearn.content.plots import PlotPoint, PlotSeries

#: Lines of more points than these are drawn thin and without markers, which nobody could tell
#: apart; a line of 2 px is several times slower there.
DENSE = 400


def runs(line: PlotSeries) -> list[tuple[list[PlotPoint], bool]]:
    """Split a line where it has no value, and set joins across a gap apart (True: dashed)."""
    found: list[tuple[list[PlotPoint], bool]] = []
    run: list[PlotPoint] = []
    for point in line.points:
        if point.y is None:
            found.append((run, False))
            run = []
            continue
        if run and (run[-1].x, point.x) in line.gaps:
            found.append((run, False))
            found += [([run[-1], point], True)] if line.bridged else []
            run = []
        run.append(point)
    return [(part, dashed) for part, dashed in [*found, (run, False)] if len(part) > 1]


def corners(part: list[PlotPoint], *, stepped: bool) -> tuple[list[float], list[float]]:
    """Return the x and y that a run goes through; a stepped one keeps each value to the next."""
    xs, ys = [point.x for point in part], [point.y or 0.0 for point in part]
    if not stepped:
        return xs, ys
    path = [(xs[0], ys[0])]
    for x, before, y in zip(xs[1:], ys, ys[1:], strict=False):
        path += [(x, before), (x, y)]
    return [x for x, _ in path], [y for _, y in path]
