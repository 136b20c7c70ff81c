"""Files that come from a teacher: opened and checked, and refused in plain words.

Nothing in a file is believed that its own signature does not hold. Whether the key that signed it
is that of a teacher whom the student knows is for `classwork.py` to say.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom.binding import read_binding
from nklearn.classroom.formats import Assignment, NewerVersionError, Release, decode

ENDINGS = (".nkassign", ".nkrelease")
#: What is handed in or between teachers, and so is nothing for a student to open.
OTHERS = (".nkresult", ".nkerase")
LIMIT = signed.LIMIT
_AGE, _SIGNED = b"age-encryption.org/", b"untrusted comment:"
_SAFE = "The file was not touched."


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with a true signature of the key that it names itself; `hash` is of the file."""

    document: Assignment | Release
    hash: str
    data: bytes


def open_file(data: bytes, name: str) -> Opened:
    """Return what a file holds; `name` is how the words call it.

    Raises:
        UserError: it is none of a teacher's files, is damaged, or of a newer version.
    """
    if not data.strip():
        raise UserError(
            f"The file “{name}” is empty. Perhaps it is still being copied.",
            safe=_SAFE,
            todo="Wait a moment and open it again, or ask your teacher for it once more.",
        )
    if data.startswith(_AGE):
        raise UserError(
            f"The file “{name}” is work that somebody handed in. Only their teacher can open it.",
            safe=_SAFE,
            todo="Put it where your teacher collects such files.",
        )
    if not data.startswith(_SIGNED):
        raise UserError(
            f"The file “{name}” is not one that NKLearn made for a class, or only a part of one.",
            safe=_SAFE,
            todo="Copy it again, or ask your teacher for it once more.",
        )
    try:
        return _opened(data, name)
    except NewerVersionError as error:
        raise UserError(
            f"The file “{name}” was made by a newer version of NKLearn.",
            safe=_SAFE,
            todo="Install the newer version on this computer, then open the file again.",
            details=error.details,
        ) from error
    except signed.SignatureError as error:
        raise _damaged(name, error.what) from error


def _opened(data: bytes, name: str) -> Opened:
    parts = signed.split(data)
    binding = read_binding(parts.trusted)
    if binding.kind == "erasure":
        raise UserError(
            f"The file “{name}” is for the computers of teachers.",
            safe=_SAFE,
            todo="There is nothing to open in it for you.",
        )
    kinds = {"assignment": Assignment, "release": Release}
    if binding.kind not in kinds:
        raise _damaged(name, f"kind {binding.kind}")
    document: Assignment | Release
    try:
        document = decode(kinds[binding.kind], parts.payload)
    except NewerVersionError:
        raise
    except UserError as error:
        raise _damaged(name, error.details or error.what) from error
    signed.verify(data, document.teacher.key)
    own = document.id if isinstance(document, Assignment) else document.assignment
    bound = binding.class_id, binding.sequence
    if bound != (document.school_class, document.sequence) or (
        isinstance(document, Assignment) and binding.document != own
    ):
        raise _damaged(name, "the signature was made for another document")
    return Opened(document, hashlib.sha256(data).hexdigest(), data)


def _damaged(name: str, details: str) -> UserError:
    return UserError(
        f"The file “{name}” is damaged, or was changed after your teacher saved it.",
        safe=_SAFE,
        todo="Copy it again, or ask your teacher for it once more.",
        details=details,
    )
