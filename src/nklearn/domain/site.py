"""What a school sets beforehand for its computers (docs/defaults-format.md). Light to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from nklearn.base.values import dataclass


def _no_values() -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Site:
    """The defaults of a site; without a file all of it is empty.

    `values` are preferences by name, as the workspace would hold them; those in `fixed` can't be
    chosen otherwise. `faults` say, a line each, what of the file was not understood.
    """

    path: str = ""
    values: Mapping[str, str] = field(default_factory=_no_values)
    fixed: frozenset[str] = frozenset()
    content_folder: str = ""
    content_keys: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
