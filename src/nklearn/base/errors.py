"""The two kinds of failure: something a person can mend, and a fault of ours."""

from __future__ import annotations


class UserError(Exception):
    """Something outside the program is wrong, and a person can do something about it.

    `what` says what happened, `safe` what is not lost, `todo` what to do next; each is a
    sentence or empty. `details` may hold technical text for a Details button.
    """

    def __init__(self, what: str, *, safe: str = "", todo: str = "", details: str = "") -> None:
        super().__init__(" ".join(part for part in (what, safe, todo) if part))
        self.what = what
        self.safe = safe
        self.todo = todo
        self.details = details


class BugError(Exception):
    """The program broke one of its own rules; only its developers can mend that."""


class UnknownAddressError(UserError):
    """An id or address leads to nothing in this content."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            f"There is no {kind} {name!r} in this version of the content.",
            todo="Look for it with the search.",
        )
        self.kind = kind
        self.name = name
