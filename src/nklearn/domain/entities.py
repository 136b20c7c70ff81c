"""What every record of the knowledge base has: a name, its spellings, and what it rests on.

Bodies, events, places, laws and the like (`institutions.py`, `songbun.py`, `places.py`, `law.py`,
`organisations.py`) are entities; each has an address of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A record that can be opened; `PAGE` is the page of its address, and the sort of record.

    `about` says what it is in our words, `note` what a reader must know of doubts; `targets` are
    the claims and cells that it rests on.
    """

    PAGE: ClassVar[str] = ""

    id: str
    name: str
    hangul: str = ""
    variants: tuple[str, ...] = ()
    about: str = ""
    targets: tuple[str, ...] = ()
    note: str = ""
    sensitivity: Sensitivity = Sensitivity.NONE

    @property
    def address(self) -> str:
        """Where it can be opened: nk:body/ministry-of-mining."""
        return str(Address.of(self.PAGE, self.id))

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every claim and cell that any part of it rests on, without repeats."""
        return self.targets
