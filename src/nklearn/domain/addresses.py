"""Addresses: everything a person can look at has one, e.g. `nk:data/coal-iron-output?show=coal`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import parse_qsl, quote, unquote, urlencode

from nklearn.base.values import dataclass

_PAGE = re.compile(r"[a-z][a-z-]*")
_MAX = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """A page, a path below it, a state (query) and a part of the page (fragment)."""

    page: str
    path: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = field(default=())
    fragment: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; the `nk:` in front may be missing.

        Raises:
            ValueError: it is no address.
        """
        body = text.strip().removeprefix("nk:")
        if len(body) > _MAX:
            raise ValueError("the address is too long")
        body.encode()  # a lone surrogate could not be written out again
        body, _, fragment = body.partition("#")
        body, _, query = body.partition("?")
        page, *parts = body.rstrip("/").split("/")
        path = tuple(unquote(part) for part in parts)
        if not _PAGE.fullmatch(page) or any(part in ("", ".", "..") for part in path):
            raise ValueError(f"{text!r} is not an address of this program")
        return cls(page, path, tuple(parse_qsl(query, keep_blank_values=True)), unquote(fragment))

    @classmethod
    def of(cls, page: str, *path: str, fragment: str = "", **query: str) -> Address:
        """Build an address from its parts; each path part may itself hold slashes."""
        parts = tuple(piece for part in path for piece in part.split("/") if piece)
        return cls(page, parts, tuple(query.items()), fragment)

    @property
    def rest(self) -> str:
        """The path below the page, as one text."""
        return "/".join(self.path)

    @property
    def state(self) -> Mapping[str, str]:
        """The query as a mapping."""
        return dict(self.query)

    def __str__(self) -> str:
        """Give the address back as text."""
        path = "".join("/" + quote(part, safe="") for part in self.path)
        query = "?" + urlencode(self.query, safe=",/") if self.query else ""
        fragment = "#" + quote(self.fragment, safe="") if self.fragment else ""
        return f"nk:{self.page}{path}{query}{fragment}"
