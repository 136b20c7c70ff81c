"""Who is over whom: relations, ways up and groups, as they follow from the links of command.

Nothing here names a body: groups follow from the lines, from what a body is and works on, and
from the claims that bodies share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nklearn.base.errors import UnknownAddressError
from nklearn.content.shelf import Shelf
from nklearn.domain.chain_choice import LINES, ChainChoice
from nklearn.domain.institutions import Body, CommandLink

#: The groups in the order in which they stand; the first is the line of the Cabinet.
GROUPS = ("cabinet", "party", "police", "army", "types", "offices", "other")
PARTY = "party"


@dataclass(frozen=True, slots=True)
class Step:
    """A body on a way, and the link by which it is under the one before; None for the first."""

    body: Body
    link: CommandLink | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """What an order passes through, from the top down; `line` is "party", or empty."""

    line: str
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """The names of its bodies in one line."""
        return " › ".join(step.body.name for step in self.steps)


class Chain:
    """The bodies that take part in a chain of command or stand outside the Cabinet."""

    def __init__(self, shelf: Shelf, only: Collection[str] | None = None) -> None:
        """Take in all, or `only` some bodies with the links between them."""
        bodies = {b.id: b for b in shelf.bodies() if only is None or b.id in only}
        self.links: tuple[CommandLink, ...] = tuple(
            link
            for link in shelf.command_links()
            if link.over != link.under
            and (only is None or {link.over, link.under} <= bodies.keys())
        )
        linked = {name for link in self.links for name in (link.over, link.under)}
        dated = {name for event in shelf.events() for name in event.bodies}
        self.bodies: dict[str, Body] = {
            name: body for name, body in bodies.items() if name in linked or name not in dated
        }
        self._over: dict[str, list[CommandLink]] = {}
        self._under: dict[str, list[CommandLink]] = {}
        for link in self.links:
            self._over.setdefault(link.under, []).append(link)
            self._under.setdefault(link.over, []).append(link)
        self._linked = linked
        self.examples: dict[str, tuple[str, ...]] = self._find_examples()
        self.group_of: dict[str, str] = self._find_groups()

    def around(self, choice: ChainChoice) -> frozenset[str]:
        """Return the bodies that a choice is about; none if it is about all of them.

        Those are the ways down to the body that is open and those right below it, else the ends
        of the line that is lit.
        """
        if choice.open:
            steps = {step.body.id for way in self.ways(choice.open) for step in way.steps}
            return frozenset(
                steps | {choice.open} | {link.under for link in self.under(choice.open)}
            )
        return frozenset(
            name
            for link in self.links
            if link.kind == choice.line
            for name in (link.over, link.under)
        )

    def body(self, name: str) -> Body:
        """Return a body of the chain.

        Raises:
            UnknownAddressError: it has no part in it.
        """
        if name not in self.bodies:
            raise UnknownAddressError("body in the chain of command", name)
        return self.bodies[name]

    def over(self, name: str) -> tuple[CommandLink, ...]:
        """Return the links to those above a body, in the order of the lines."""
        return tuple(sorted(self._over.get(name, ()), key=_rank))

    def under(self, name: str) -> tuple[CommandLink, ...]:
        """Return the links to those below a body."""
        return tuple(self._under.get(name, ()))

    def is_loose(self, name: str) -> bool:
        """Tell whether no link says who is over or under a body."""
        return name not in self._linked

    def depth(self, name: str, lines: Iterable[str] = LINES) -> int:
        """Return how many steps the longest way up from a body has."""
        return len(self._up(name, frozenset(lines), frozenset())) - 1

    def ways(self, name: str) -> tuple[Way, ...]:
        """Return what an order passes through down to a body: the state's way, the Party's.

        The Party's line may join on the way: it is then told down to where it joins.
        """
        state = frozenset(LINES) - {PARTY}
        steps = self._up(name, state, frozenset())
        found: list[Way] = [Way("", steps)] if len(steps) > 1 else []
        for step in reversed(steps):
            party = self._up(step.body.id, frozenset({PARTY}), frozenset())
            if len(party) > 1:
                found.append(Way(PARTY, party))
                break
        return tuple(found)

    def _up(self, name: str, lines: frozenset[str], seen: frozenset[str]) -> tuple[Step, ...]:
        """Return the longest way down to a body; of equals that of the first line."""
        best: tuple[Step, ...] = (Step(self.body(name)),)
        for link in self.over(name):
            if link.kind in lines and link.over not in seen:
                above = self._up(link.over, lines, seen | {name})
                if len(above) + 1 > len(best):
                    best = (*above, Step(self.body(name), link))
        return best

    # -- groups ------------------------------------------------------------------------------

    def _find_examples(self) -> dict[str, tuple[str, ...]]:
        """Return the types among enterprises without links, each with its examples.

        Enterprises that share claims belong together; one that shares with all that another
        shares with, and with more, is the general one, the other an example of it.
        """
        loose = [
            body
            for body in self.bodies.values()
            if body.kind == "enterprise" and self.is_loose(body.id)
        ]
        near = {
            one.id: {each.id for each in loose if set(one.targets) & set(each.targets)}
            for one in loose
        }
        types: dict[str, tuple[str, ...]] = {}
        for body in loose:
            examples = tuple(
                name for name in near[body.id] if name != body.id and near[name] < near[body.id]
            )
            if examples:
                order = [each.id for each in loose]
                types[body.id] = tuple(sorted(examples, key=order.index))
        return types

    def _find_groups(self) -> dict[str, str]:
        examples = {name for names in self.examples.values() for name in names}
        found: dict[str, str] = {}
        for name, body in self.bodies.items():
            if name in self.examples or name in examples:
                found[name] = "types"
            elif self.is_loose(name):
                found[name] = "offices" if body.field == PARTY else _group([body])
            elif name not in found:
                joined = self._joined(name)
                found |= dict.fromkeys(joined, _group([self.bodies[each] for each in joined]))
        return found

    def _joined(self, name: str) -> set[str]:
        """Return the bodies that lines other than the Party's join with one, and itself."""
        found, waiting = {name}, [name]
        while waiting:
            here = waiting.pop()
            for link in (*self._over.get(here, ()), *self._under.get(here, ())):
                if link.kind != PARTY:
                    new = {link.over, link.under} - found
                    found |= new
                    waiting += new
        return found


def _rank(link: CommandLink) -> int:
    return LINES.index(link.kind) if link.kind in LINES else len(LINES)


def _group(bodies: Iterable[Body]) -> str:
    """Return the group of bodies that belong together, by what they are."""
    kinds = {body.kind for body in bodies}
    fields = {body.field for body in bodies}
    for group, own in (("cabinet", "cabinet"), ("army", "army"), ("police", "police")):
        if own in kinds:
            return group
    if PARTY in fields:
        return PARTY
    return "police" if "security" in fields else "other"
