"""Organisations and people that the texts name in public roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nklearn.domain.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """An organisation outside the state that the course is about, or one that reports on it."""

    PAGE: ClassVar[str] = "organisation"

    kind: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """Somebody with an office, an author, or a witness who published under their own name.

    Others are never named (they have no record).
    """

    PAGE: ClassVar[str] = "person"

    kind: str
