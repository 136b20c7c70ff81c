"""What the trusted comment of a classroom file says that it is: none can pass for another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nklearn.base.signed import SignatureError

#: What anybody may read above a teacher’s signature; it is not part of what is signed.
UNTRUSTED = "signed by NKLearn; check it with minisign -V"

_FORM = re.compile(
    r"nklearn-([a-z]{1,20}) class=([0-9a-z]{1,32}) document=([0-9a-z]{1,32}) sequence=(\d{1,10})"
)


@dataclass(frozen=True, slots=True)
class Binding:
    """The kind of a document, its class, its id and its place in the sequence of the class."""

    kind: str
    class_id: str
    document: str
    sequence: int

    def __str__(self) -> str:
        """Return the comment itself."""
        return (
            f"nklearn-{self.kind} class={self.class_id} document={self.document}"
            f" sequence={self.sequence}"
        )


def read_binding(trusted: str) -> Binding:
    """Return what a trusted comment says.

    Raises:
        SignatureError: the comment is not one of ours.
    """
    found = _FORM.fullmatch(trusted)
    if not found:
        raise SignatureError(
            "damaged",
            "The signature of this file does not say what the file is.",
            todo="Ask for the file once more, or copy it again.",
        )
    kind, class_id, document, sequence = found.groups()
    return Binding(kind, class_id, document, int(sequence))
