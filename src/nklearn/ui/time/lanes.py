"""The lanes of the time axis at one zoom: what stands where, in px of the whole scene."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF

from nklearn.content.time_axis import Strip, TimeEntry
from nklearn.content.time_layout import Item, Placed, pack
from nklearn.domain.moments import Mark
from nklearn.domain.time_choice import FIRST, SUBJECTS
from nklearn.ui.theme import Theme
from nklearn.ui.time.marks import extent

# Heights in px at 100% text: a row, what is free above and below a lane, the parts of a strip.
ROW, AIR, TITLE, BARS = 22, 4, 16, 22
# The most rows of a lane; words that are longer than _LONGEST px are cut.
_ROWS, _LONGEST = 7, 320


@dataclass(frozen=True, slots=True)
class Lane:
    """A subject: where it begins, how high it is, and what stands in it."""

    subject: str
    top: float
    height: float
    placed: tuple[Placed, ...]
    strips: tuple[tuple[float, Strip], ...]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


def lanes(
    theme: Theme,
    entries: tuple[TimeEntry, ...],
    strips: tuple[Strip, ...],
    per_year: float,
    years: float,
    room: float,
) -> tuple[Lane, ...]:
    """Return the lanes that have something: with as many rows as fit `room` px, one at least."""
    metrics = QFontMetricsF(theme.font("caption"))
    px = theme.px
    by_id = {each.id: each for each in entries}
    subjects = [s for s in SUBJECTS if any(e.subject == s for e in (*entries, *strips))]
    items = {
        subject: [_item(theme, metrics, e, per_year) for e in entries if e.subject == subject]
        for subject in subjects
    }
    strip_height = sum(px(TITLE) + px(BARS) for _ in strips)

    def words(group: tuple[Item, ...]) -> float:
        return metrics.horizontalAdvance(group_words([by_id[each.id] for each in group])) + 2

    def packed_in(subject: str, rows: int) -> tuple[Placed, ...]:
        return pack(items[subject], rows, per_year * years, words)

    rows = {subject: int(bool(items[subject])) for subject in subjects}
    packed = {subject: packed_in(subject, 1) for subject in subjects}
    free = room - strip_height - sum(px(ROW) * n + 2 * px(AIR) for n in rows.values())
    # The next row goes to the lane in which most is grouped, as long as there is room.
    crowded = set(subjects)
    while crowded and free >= px(ROW):
        lane = max(crowded, key=lambda subject: _grouped(packed[subject]) / max(1, rows[subject]))
        if not _grouped(packed[lane]) or rows[lane] >= _ROWS:
            crowded.remove(lane)
            continue
        rows[lane] += 1
        packed[lane] = packed_in(lane, rows[lane])
        free -= px(ROW)
    found: list[Lane] = []
    top = 0.0
    for subject in subjects:
        used = max((each.row + 1 for each in packed[subject]), default=0)
        below = top + px(AIR) + used * px(ROW)
        own: list[tuple[float, Strip]] = []
        for strip in strips:
            if strip.subject == subject:
                own.append((below, strip))
                below += px(TITLE) + px(BARS)
        height = below + px(AIR) - top
        found.append(Lane(subject, top, height, packed[subject], tuple(own)))
        top += height
    return tuple(found)


def _grouped(placed: tuple[Placed, ...]) -> int:
    """Return how many entries of a lane stand in groups."""
    return sum(len(each.items) for each in placed if len(each.items) > 1)


def _item(theme: Theme, metrics: QFontMetricsF, each: TimeEntry, per_year: float) -> Item:
    first = (max(each.when.first, FIRST) - FIRST) * per_year
    last = (max(each.when.last, FIRST) - FIRST) * per_year
    start, end = extent(theme, each.when, first, last)
    if each.when.last < FIRST:  # an arrow among its words says so
        start, end = 0.0, 1.0
    width = min(metrics.horizontalAdvance(label_words(each)), float(theme.px(_LONGEST)))
    rival = metrics.horizontalAdvance(" ≠") + 2 if each.disputed else 0.0
    plain = (0.0, 0.0)
    if each.when.mark in (Mark.RANGE, Mark.YEAR, Mark.ABOUT):
        plain = (first + each.when.soft_first * per_year, last - each.when.soft_last * per_year)
    return Item(each.id, start, end, width + 2 + rival, plain)


def label_words(each: TimeEntry) -> str:
    """Return the words beside a mark; what lies before the axis says when it was."""
    if each.when.last < FIRST:
        return f"← {each.when.words}: {each.name}"
    return each.name


def group_words(entries: list[TimeEntry]) -> str:
    """Return the words of a group: "7 in 2016–17"."""
    first = min(max(each.when.years[0], FIRST) for each in entries)
    last = max(max(each.when.years[0], FIRST) for each in entries)
    years = str(first)
    if last != first:
        short = str(last)[2:] if last // 100 == first // 100 else str(last)
        years = f"{first}–{short}"
    return QCoreApplication.translate("lanes", "%d in %s") % (len(entries), years)
