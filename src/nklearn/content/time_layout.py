"""Where entries of a time axis stand in a lane: rows without overlap, groups where it is dense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Free room between a mark and its words, and between one thing and the next in a row.
GAP, APART = 5.0, 12.0
# How much room words need within a bar, beside themselves.
_PAD = 12.0
_NOWHERE = -1e12
# With less room than this, words are left out.
_SOME = 40.0


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: a mark from `first` to `last`, with words that are `label` wide.

    `plain` is the part of the mark on which words can be read, empty if there is none.
    """

    id: str
    first: float
    last: float
    label: float
    plain: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """One item or a group of several in a row; words begin at `label_at`.

    `inside` says that the words stand in the bar.
    """

    items: tuple[Item, ...]
    row: int
    first: float
    last: float
    label_at: float
    label: float
    inside: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what it holds, by time."""
        return tuple(each.id for each in self.items)

    @property
    def left(self) -> float:
        """Where mark and words begin."""
        return min(self.first, self.label_at)

    @property
    def right(self) -> float:
        """Where mark and words end."""
        return max(self.last, self.label_at + self.label)


def pack(
    items: Sequence[Item],
    rows: int,
    width: float,
    group_label: Callable[[tuple[Item, ...]], float],
) -> tuple[Placed, ...]:
    """Place items in at most `rows` rows of a scene `width` wide.

    Nothing in a row comes nearer than APART to the next. Where an item finds no room it becomes
    one with its nearer neighbour in time, whose words are then `group_label(items)` wide.
    """
    ordered = sorted(items, key=lambda each: (each.first, each.last, each.id))
    groups: list[tuple[Item, ...]] = [(each,) for each in ordered]
    placed: list[Placed] = []
    before: list[list[float]] = []  # where the rows ended before each group that is placed
    ends = [_NOWHERE] * max(1, rows)
    while len(placed) < len(groups):
        here = len(placed)
        spot = _lay(groups[here], width, group_label)
        row = next((n for n, end in enumerate(ends) if end + APART <= spot.left), None)
        if row is not None:
            before.append(ends)
            ends = [spot.right if n == row else end for n, end in enumerate(ends)]
            placed.append(_in_row(spot, row))
        elif here + 1 < len(groups) and _gap(groups, here) < _gap(groups, here - 1):
            groups[here : here + 2] = [groups[here] + groups[here + 1]]
        else:
            groups[here - 1 : here + 1] = [groups[here - 1] + groups[here]]
            placed.pop()
            ends = before.pop()
    return tuple(part for each in placed for part in _split(each, group_label))


def _split(group: Placed, group_label: Callable[[tuple[Item, ...]], float]) -> tuple[Placed, ...]:
    """Cut a long group into even parts, within its own room: one name for all would say little."""
    if len(group.items) == 1:
        return (group,)
    need = max(group_label((each,)) for each in group.items)
    need = max(need, group_label(group.items)) + _PAD
    whole = group.last - group.first
    count = int((whole + APART) // (need + APART))
    if count < 2:
        return (group,)
    wide = (whole - (count - 1) * APART) / count
    bins: list[list[Item]] = [[] for _ in range(count)]
    for each in group.items:
        number = int((each.first - group.first) // (wide + APART))
        bins[max(0, min(number, count - 1))].append(each)
    parts: list[Placed] = []
    end = group.last
    for number in range(count - 1, -1, -1):
        items, first = tuple(bins[number]), group.first + number * (wide + APART)
        if not items:
            continue
        if len(items) == 1 and items[0].first >= first and items[0].last <= end:
            parts.append(_alone(items[0], group.row, first, end))
        else:  # as near to when it was as its room allows
            label = group_label(items)
            start = max(first, min(items[0].first, first + wide - label - _PAD))
            last = max(start + label + _PAD, min(items[-1].first, first + wide))
            parts.append(Placed(items, group.row, start, last, start + _PAD / 2, label, True))
        end = first - APART
    return tuple(reversed(parts))


def _alone(item: Item, row: int, start: float, end: float) -> Placed:
    """Return a mark that has no neighbour between `start` and `end`: its words may be cut."""
    behind, ahead = end - item.last - GAP, item.first - GAP - start
    if max(behind, ahead) < _SOME:
        return Placed((item,), row, item.first, item.last, item.last, 0.0, False)
    if behind >= min(item.label, ahead):
        label = min(item.label, behind)
        return Placed((item,), row, item.first, item.last, item.last + GAP, label, False)
    label = min(item.label, ahead)
    return Placed((item,), row, item.first, item.last, item.first - GAP - label, label, False)


def _gap(groups: Sequence[tuple[Item, ...]], number: int) -> float:
    """Return how far a group is from the next."""
    return groups[number + 1][0].first - groups[number][-1].first


def _lay(
    items: tuple[Item, ...], width: float, group_label: Callable[[tuple[Item, ...]], float]
) -> Placed:
    """Return where a mark or a group has its words: inside, else behind, else before it."""
    first = items[0].first
    if len(items) == 1:
        last, label = items[0].last, items[0].label
    else:
        # A group ends where its last begins: a long bar would stand for nothing in particular.
        last, label = max(first, items[-1].first), group_label(items)
        last = max(last, first + label + _PAD)  # its words stand in it
        if last > width:
            first, last = max(0.0, first - (last - width)), width
    start, end = items[0].plain if len(items) == 1 else (first, last)
    inside = label + _PAD <= end - start + 0.01
    if inside:
        return Placed(items, 0, first, last, start + _PAD / 2, label, inside)
    behind = last + GAP
    if behind + label <= width or first - GAP - label < 0:
        return Placed(items, 0, first, last, behind, label, inside)
    return Placed(items, 0, first, last, first - GAP - label, label, inside)


def _in_row(spot: Placed, row: int) -> Placed:
    return Placed(spot.items, row, spot.first, spot.last, spot.label_at, spot.label, spot.inside)


def ticks(start: float, end: float, room: float, least: float) -> list[tuple[float, int]]:
    """Return where an axis of `room` px from `start` to `end` (years) has ticks.

    Each is (position in years, month): month 0 means a tick of a year. Two ticks are at least
    `least` px apart, a month's a third of that.
    """
    if end <= start or room <= 0:
        return []
    per_year = room / (end - start)
    step = next((n for n in (1, 2, 5, 10, 20, 50) if n * per_year >= least), 100)
    first = -int(-start // step) * step
    found = [(float(year), 0) for year in range(first, int(end) + 1, step)]
    months = next((n for n in (1, 3, 6) if n * per_year / 12 >= least * 0.8), 0)
    if step == 1 and months:
        for year in range(int(start), int(end) + 1):
            for month in range(months, 12, months):
                at = year + month / 12
                if start <= at <= end:
                    found.append((at, month + 1))
    return sorted(found)
