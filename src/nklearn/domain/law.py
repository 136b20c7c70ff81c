"""Law: instruments, what their provisions promise and what is reported, penalties, sanctions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nklearn.domain.claims import Locator
from nklearn.domain.dates import PartialDate
from nklearn.domain.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Entity):
    """A constitution, law, code, treaty, declaration, resolution or convention.

    `source` is the id of the work that holds its text, if that is one of our sources.
    """

    PAGE: ClassVar[str] = "law"

    kind: str
    date: PartialDate | None = None
    issuer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Entity):
    """A part of an instrument: what it promises, and the practice that the texts report."""

    PAGE: ClassVar[str] = "provision"

    instrument: str
    article: str
    promises: str
    practice: str = ""
    practice_targets: tuple[str, ...] = ()

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every claim and cell that promise or practice rest on."""
        return tuple(dict.fromkeys((*self.targets, *self.practice_targets)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty(Entity):
    """A penalty, of an instrument or of the list of a body that issues it, under its number."""

    PAGE: ClassVar[str] = "penalty"

    instrument: str = ""
    issuer: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction(Entity):
    """One step of the sanctions: when, after what, and what it says on minerals and workers.

    `status` says how far our wording of it was verified.
    """

    PAGE: ClassVar[str] = "sanction"

    date: PartialDate
    locator: Locator
    trigger: str = ""
    minerals: str = ""
    workers: str = ""
    status: str = ""
