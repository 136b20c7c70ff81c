"""Where the boxes of the chain of command stand: layers from the links, no box set by hand.

Each group is laid out as trees, level under level, packed along their outlines; the groups then
take the first free place on one grid, so that no two boxes meet. A link runs in the gaps between
the boxes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nklearn.content.chain import GROUPS, PARTY, Chain
from nklearn.content.chain_routes import EDGE, HIGH, Box, Stroke, strokes_of
from nklearn.domain.chain_choice import ChainChoice

# The grid that the groups should fit into, in columns and rows.
_COLUMNS, _ROWS = 9, 7
# From how many bodies on those without bodies of their own stand as one, until unfolded.
_FOLD = 2
# Members of an open fold stand so many beside one another, each so many columns wide.
_ABREAST, _SPAN = 2, 1.5
# What begins so keeps a place free beside a box that is wider than a column.
_GHOST = "~"


@dataclass(frozen=True, slots=True)
class Area:
    """The room of a group in the scene: left, top, width, height."""

    group: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChainScene:
    """All that is drawn."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    areas: tuple[Area, ...]


_Tree = dict[str, tuple[float, int]]  # column and row of each box


def chain_scene(chain: Chain, choice: ChainChoice) -> ChainScene:
    """Return the picture of a chain; what is open is never inside a fold."""
    plan = _Plan(chain, choice)
    placed: dict[str, tuple[float, int]] = {}
    for group in GROUPS:
        forms = plan.forms(group)
        if forms:
            own = {name: plan.group(name) for name in placed}
            placed |= _put(placed, own, forms, plan.ends(group), beside=group == PARTY)
    boxes = tuple(
        replace(plan.boxes[name], column=x, row=y)
        for name, (x, y) in placed.items()
        if not name.startswith(_GHOST)
    )
    width = max((box.x + box.wide for box in boxes), default=0.0) + EDGE
    height = max((box.y for box in boxes), default=0.0) + HIGH + EDGE
    return ChainScene(width, height, boxes, strokes_of(chain, boxes), _areas(boxes))


def fold_id(owner: str) -> str:
    """Return the id of the box in which what `owner` has stands folded."""
    return f"fold:{owner}"


class _Plan:
    """What stands under what, with folds, before anything has a place."""

    def __init__(self, chain: Chain, choice: ChainChoice) -> None:
        self._chain, self._choice = chain, choice
        self.boxes: dict[str, Box] = {}
        self._parent = {name: self._leader(name) for name in chain.bodies}
        for name, examples in chain.examples.items():
            self._parent |= dict.fromkeys(examples, name)
        self._cut_circles()
        self._level: dict[str, int] = {}
        roots = [name for name, parent in self._parent.items() if not parent]
        for root in sorted(roots, key=self._length, reverse=True):
            self._set_levels(root)
        self._deepest = max(self._level.values(), default=0)

    def group(self, name: str) -> str:
        """Return whose a box is, or the place that is kept free for it."""
        return self.boxes[name.removeprefix(_GHOST)].group

    def _leader(self, name: str) -> str:
        """Return under whom a body is drawn: the longest way up within its group."""
        chain = self._chain
        own = [
            link for link in chain.over(name) if chain.group_of[link.over] == chain.group_of[name]
        ]
        best = max(own, key=lambda link: chain.depth(link.over), default=None)
        return best.over if best else ""

    def _cut_circles(self) -> None:
        """Let go of a parent who is, over others, the child of its own child."""
        for name in self._parent:
            seen, here = {name}, self._parent[name]
            while here and here not in seen:
                seen.add(here)
                here = self._parent[here]
            if here:
                self._parent[name] = ""

    def _set_levels(self, root: str) -> None:
        """Number the levels of a tree; one over a body of an earlier tree ends just above it."""
        below = [
            self._level[link.under]
            for link in self._chain.under(root)
            if link.under in self._level
            and self._chain.group_of[link.under] == self._chain.group_of[root]
        ]
        waiting = [(root, max(0, min(below) - 1) if below else 0)]
        while waiting:
            name, level = waiting.pop()
            self._level[name] = level
            waiting += [(child, level + 1) for child in self._children(name)]

    def _children(self, name: str) -> list[str]:
        return [child for child, parent in self._parent.items() if parent == name]

    def forms(self, group: str) -> list[_Tree]:
        """Return the shapes in which a group can stand, the better first."""
        chain = self._chain
        names = [name for name in chain.bodies if chain.group_of[name] == group]
        roots = [name for name in names if not self._parent[name]]
        loose = [name for name in roots if chain.is_loose(name) and name not in chain.examples]
        roots.sort(key=self._length, reverse=True)
        body = _packed([self._tree(name, group) for name in roots if name not in loose])
        if not loose:
            return [body] if body else []
        extra = self._leaves(f"group-{group}", loose, group, 0)
        wide = _packed([body, extra]) if body else extra
        if not body:
            return [wide]
        low = 1 + max(row for _, row in body.values())
        left = min(column for column, _ in body.values())
        least = min(column for column, _ in extra.values())
        below = {key: (column - least + left, row + low) for key, (column, row) in extra.items()}
        return [body | below, wide]

    def ends(self, group: str) -> list[tuple[str, str]]:
        """Return the links from other groups: who is over, and who of this group under."""
        found = self._chain.group_of
        return [
            (link.over, link.under)
            for link in self._chain.links
            if (found[link.over] == group) != (found[link.under] == group)
        ]

    def _pull(self, name: str) -> float:
        """Return to which side links from elsewhere pull a tree: left below 0, right above.

        Groups stand from left to right, and within one the tree with most levels stands first.
        """
        group_of, inside = self._chain.group_of, self._tree_names(name)
        here = GROUPS.index(group_of[name])
        sides: list[int] = []
        for link in self._chain.links:
            if (link.over in inside) == (link.under in inside) or link.under == name:
                continue
            other = link.under if link.over in inside else link.over
            there = GROUPS.index(group_of[other])
            sides.append(-1 if there < here else 1)
        return sum(sides) / len(sides) if sides else 0.0

    def _tree_names(self, name: str) -> set[str]:
        return {name}.union(*(self._tree_names(child) for child in self._children(name)))

    def _length(self, name: str) -> int:
        """Return how many levels a tree has."""
        return 1 + max(map(self._length, self._children(name)), default=0)

    def _tree(self, name: str, group: str) -> _Tree:
        self.boxes[name] = Box(name, group, 0, 0)
        row = self._level[name]
        children = self._children(name)
        leaves = [child for child in children if not self._children(child)]
        parts: list[tuple[float, _Tree]] = []
        if leaves:
            pull = self._pull(leaves[0]) if len(leaves) == 1 else 0.0
            parts.append((pull, self._leaves(name, leaves, group, row + 1)))
        parts += [
            (self._pull(child), self._tree(child, group))
            for child in children
            if child not in leaves
        ]
        parts.sort(key=lambda part: part[0])
        below = _packed(tree for _, tree in parts)
        if not below:
            return {name: (0.0, row)}
        first = [column for column, level in below.values() if level == row + 1]
        middle = round(min(first) + max(first)) / 2
        inner = [child for child in children if child not in leaves]
        if inner:  # the longest line goes straight down
            middle = below[max(inner, key=self._length)][0]
        return {name: (middle, row)} | below

    def _leaves(self, owner: str, names: Sequence[str], group: str, row: int) -> _Tree:
        """Return bodies without bodies of their own: beside one another, or as a fold."""
        last = row == self._deepest and group == GROUPS[0]
        if len(names) < _FOLD or last:
            for name in names:
                self.boxes[name] = Box(name, group, 0, 0)
            return {name: (float(number), row) for number, name in enumerate(names)}
        opened = owner in self._choice.unfolded or self._choice.open in names
        fold = fold_id(owner)
        self.boxes[fold] = Box(fold, group, 0, 0, tuple(names), owner, opened)
        if not opened:
            return {fold: (0.0, row)}
        tree: _Tree = {fold: (0.0, row)}
        for number, name in enumerate(names):
            self.boxes[name] = Box(name, group, 0, 0, span=_SPAN)
            column, below = number % _ABREAST * _SPAN, row + 1 + number // _ABREAST
            tree[name] = (column, below)
            tree[_GHOST + name] = (column + _SPAN - 1, below)
        return tree


def _packed(trees: Iterable[_Tree]) -> _Tree:
    """Put trees beside one another, each as far left as the outlines of those before allow."""
    whole: _Tree = {}
    for tree in trees:
        if not tree:
            continue
        right: dict[int, float] = {}
        for column, row in whole.values():
            right[row] = max(right.get(row, column), column)
        # On a level of its own a tree may reach under those before, but not past their left.
        shift = -min(column for column, _ in tree.values())
        for column, row in tree.values():
            if row in right:
                shift = max(shift, right[row] + 1 - column)
        whole |= {name: (column + shift, row) for name, (column, row) in tree.items()}
    return whole


def _put(
    placed: _Tree,
    groups: Mapping[str, str],
    forms: Sequence[_Tree],
    ends: Sequence[tuple[str, str]],
    *,
    beside: bool,
) -> _Tree:
    """Return a group on its place: free, near what it is linked with, without a larger grid.

    `groups` says of what is placed whose it is: no group stands between boxes of another.

    The group of the Party keeps its rows, which are levels, right of what is there.
    """
    if not placed:
        return forms[0]
    if beside:
        return _moved(forms[0], max(column for column, _ in placed.values()) + 1, 0)
    taken = set(placed.values())
    columns = max(_COLUMNS, 1 + max(int(column + 0.5) for column, _ in taken))
    rows = max(_ROWS, 1 + max(row for _, row in taken))
    while True:
        found = [
            tree
            for form in forms
            for column in range(columns)
            for row in range(1, rows)
            if _fits(tree := _moved(form, float(column), row), taken, columns, rows)
            and not _between(tree, placed, groups)
        ]
        if found:
            return min(found, key=lambda tree: _far(tree, placed, ends))
        rows += 1


def _between(tree: _Tree, placed: _Tree, groups: Mapping[str, str]) -> bool:
    """Tell whether a tree would stand on a level between two boxes of one group."""
    left = min(x for x, _ in tree.values())
    levels = {y for _, y in tree.values()}
    sides: set[tuple[str, int, bool]] = {
        (groups[name], y, x < left) for name, (x, y) in placed.items() if y in levels
    }
    return any((group, row, not before) in sides for group, row, before in sides)


def _far(tree: _Tree, placed: _Tree, ends: Sequence[tuple[str, str]]) -> float:
    """Return how far a group would be from what it is linked with; up is worse than down."""
    whole = placed | tree
    far = 0.0
    for over, under in ends:
        if over in whole and under in whole and (over in tree) != (under in tree):
            (left, above), (right, below) = whole[over], whole[under]
            far += abs(left - right) + abs(below - above - 1) + (9 if below <= above else 0)
    return far


def _moved(tree: _Tree, column: float, row: int) -> _Tree:
    """Return a tree with its upper left corner at a column and row."""
    left = min(x for x, _ in tree.values())
    top = min(y for _, y in tree.values())
    return {name: (x - left + column, y - top + row) for name, (x, y) in tree.items()}


def _fits(tree: _Tree, taken: set[tuple[float, int]], columns: int, rows: int) -> bool:
    """Tell whether the whole rectangle of a tree is free and within the grid."""
    right = max(x for x, _ in tree.values())
    low = max(y for _, y in tree.values())
    left = min(x for x, _ in tree.values())
    top = min(y for _, y in tree.values())
    if right > columns - 1 or low > rows - 1:
        return False
    return not any(left - 1 < x < right + 1 and top <= y <= low for x, y in taken)


def _areas(boxes: Sequence[Box]) -> tuple[Area, ...]:
    found: list[Area] = []
    for group in GROUPS:
        own = [box for box in boxes if box.group == group]
        if not own:
            continue
        left, top = min(box.x for box in own), min(box.y for box in own)
        right = max(box.x + box.wide for box in own)
        low = max(box.y for box in own) + HIGH
        found.append(Area(group, left, top, right - left, low - top))
    return tuple(found)
