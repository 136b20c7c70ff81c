"""Where boxes stand so that none covers another: lanes in an order, and tracks within a lane.

A box is a stretch of columns over one lane or several. What spans several lanes has them to itself
in its columns; what lies in one lane gets a track of it. Columns are kept as bits of a number,
which makes five hundred events a matter of milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Wish:
    """A box to place: columns `start` to before `end`, in `lanes`; `main` is its own among them."""

    start: int
    end: int
    lanes: frozenset[str]
    main: str

    @property
    def bits(self) -> int:
        """Its columns as bits."""
        return ((1 << (self.end - self.start)) - 1) << self.start


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: from `first` to `last` lane; `track` in its lane, -1 for all of it."""

    first: int
    last: int
    track: int = -1


def order_lanes(lanes: Sequence[str], together: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return lanes in an order in which those that belong together stand together, if they can.

    `lanes` come by age; the side on which the older ones stand is the upper.
    """
    groups = Counter(group for group in together if len(group) > 1)
    best = list(lanes)
    least = _spread(best, groups)
    better = True
    while better and least:
        better = False
        for tried in _moved(best):
            cost = _spread(tried, groups)
            if cost < least:
                best, least, better = tried, cost, True
                break
    age = {lane: n for n, lane in enumerate(lanes)}
    half = len(best) // 2
    upper, lower = (sum(age[lane] for lane in part) for part in (best[:half], best[-half:]))
    return tuple(best if upper <= lower else reversed(best))


def _moved(order: Sequence[str]) -> Iterator[list[str]]:
    """Give every order in which one piece of this one, of any length, stands elsewhere."""
    for length in range(1, len(order)):
        for start in range(len(order) - length + 1):
            piece = order[start : start + length]
            rest = [*order[:start], *order[start + length :]]
            for at in range(len(rest) + 1):
                if at != start:
                    yield [*rest[:at], *piece, *rest[at:]]


def _spread(order: Sequence[str], groups: Counter[frozenset[str]]) -> int:
    """Return how many lanes stand in groups that they do not belong to."""
    at = {lane: n for n, lane in enumerate(order)}
    cost = 0
    for group, times in groups.items():
        spots = [at[lane] for lane in group]
        cost += times * (max(spots) - min(spots) + 1 - len(spots))
    return cost


def pack(lanes: Sequence[str], wishes: Sequence[Wish]) -> tuple[list[Place], list[int]]:
    """Place all boxes; return their places, in the order of `wishes`, and the tracks of each lane.

    A box over several lanes gives up those where another stands at the same time, and those that
    do not lie beside its main lane, or beside one another.
    """
    return _Packing(lanes, wishes).done()


@dataclass
class _Packing:
    lanes: Sequence[str]
    wishes: Sequence[Wish]
    at: dict[str, int] = field(init=False)
    single: list[int] = field(init=False)
    wide: list[int] = field(init=False)
    found: dict[int, Place] = field(init=False)
    alone: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {lane: n for n, lane in enumerate(self.lanes)}
        self.single = [0] * len(self.lanes)  # the columns that boxes of one lane take
        self.wide = [0] * len(self.lanes)  # those that boxes of several have to themselves
        self.found = {}
        self.alone = []

    def done(self) -> tuple[list[Place], list[int]]:
        several: list[int] = []
        for n, wish in enumerate(self.wishes):
            if len(wish.lanes) == 1:
                self._put_alone(n)
            else:
                several.append(n)
        while several:
            several = self._spread_out(several)
        return self._tracks()

    def _put_alone(self, n: int) -> None:
        self.alone.append(n)
        self.single[self.at[self.wishes[n].main]] |= self.wishes[n].bits

    def _spread_out(self, several: Sequence[int]) -> list[int]:
        """Give boxes all lanes that are free; return those that must be asked once more."""
        again: list[int] = []
        for n in several:
            wish = self.wishes[n]
            free = [
                own
                for own in sorted(self.at[lane] for lane in wish.lanes)
                if not (self.single[own] | self.wide[own]) & wish.bits
            ]
            run = _run(free, self.at[wish.main])
            if run:
                self.found[n] = Place(run[0], run[-1])
                for own in run:
                    self.wide[own] |= wish.bits
                continue
            main = self.at[wish.main]
            for other, place in list(self.found.items()):
                if place.first <= main <= place.last and self.wishes[other].bits & wish.bits:
                    del self.found[other]
                    for own in range(place.first, place.last + 1):
                        self.wide[own] &= ~self.wishes[other].bits
                    again.append(other)
            self._put_alone(n)
        return again

    def _tracks(self) -> tuple[list[Place], list[int]]:
        taken: list[list[int]] = [[] for _ in self.lanes]
        for n in sorted(self.alone, key=lambda n: (self.wishes[n].start, n)):
            wish = self.wishes[n]
            tracks = taken[self.at[wish.main]]
            track = next((t for t, bits in enumerate(tracks) if not bits & wish.bits), len(tracks))
            if track == len(tracks):
                tracks.append(0)
            tracks[track] |= wish.bits
            self.found[n] = Place(self.at[wish.main], self.at[wish.main], track)
        heights = [max(1, len(tracks)) for tracks in taken]
        placed = [self.found[n] for n in range(len(self.wishes))]
        # A lane of one track: whether a box has all of it or the track is the same.
        return [
            replace(each, track=0)
            if each.track < 0 and each.first == each.last and heights[each.first] == 1
            else each
            for each in placed
        ], heights


def _run(free: Sequence[int], main: int) -> list[int]:
    """Return the lanes in a row around the main one; the longest row, the first, if it is taken."""
    runs: list[list[int]] = []
    for own in free:
        if runs and runs[-1][-1] == own - 1:
            runs[-1].append(own)
        else:
            runs.append([own])
    around = next((run for run in runs if main in run), None)
    return around or max(runs, key=len, default=list[int]())
