"""Histories that nobody wrote: bodies and events made of random choices, for tests and benches."""

from __future__ import annotations

import random

from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Body, InstitutionEvent

FIELDS = ("coal", "metal", "mining", "oil", "electricity", "machine", "geology", "economy")
KINDS = ("ministry", "committee", "department", "bureau")


def history(seed: int, count: int) -> tuple[list[Body], list[InstitutionEvent]]:
    """Return bodies and `count` events among them, some unsure, some of one day, in any order."""
    chance = random.Random(seed)
    bodies: list[Body] = []
    events: list[InstitutionEvent] = []
    living: list[str] = []

    def new() -> str:
        name = f"body-{len(bodies)}"
        field = chance.choice(FIELDS)
        words = chance.choice((field, f"{field} & {chance.choice(FIELDS)}", "things"))
        bodies.append(
            Body(id=name, name=f"Body of {words}", kind=chance.choice(KINDS), field=field)
        )
        return name

    for number in range(count):
        some = chance.sample(living, min(len(living), chance.randint(0, 3)))
        if not some or chance.random() < 0.1:
            some.append(new())  # nobody says when it began
        made = [new() for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.1 and bodies:
            made.append(chance.choice(bodies).id)  # a name that comes back
        kind = chance.choice(("merged", "split", "separated", "abolished"))
        out_of = chance.choice(some) if kind == "separated" else ""
        before = tuple(some) if kind != "separated" else ()
        after = tuple(dict.fromkeys(made)) if kind != "abolished" else ()
        stays = tuple(name for name in before if chance.random() < 0.1)
        year, month = chance.randint(1960, 1999), chance.randint(1, 12)
        code = f"{year}" if chance.random() < 0.2 else f"{year}-{month:02}"
        doubted = tuple(
            name for name in (*before, *after, out_of) if name and chance.random() < 0.15
        )
        events.append(
            InstitutionEvent(
                id=f"event-{number}",
                name=f"Event {number}",
                date=PartialDate.parse(code),
                kind=kind,
                before=before,
                after=after,
                remains=stays,
                out_of=out_of,
                doubted=doubted,
            )
        )
        living = [name for name in living if name not in before] + list(after)
    return bodies, events
