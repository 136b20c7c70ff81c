"""The file of a secret key that releases and content are signed with.

Three lines: a comment, the public key, and the seed of the Ed25519 key as 64 hexadecimal digits.
`NKLEARN_SIGNING_KEY` names it; `python packaging/release/sign.py new FILE` makes one. Its only
protection are the rights of the file, so a file that others may read is refused.
"""

from __future__ import annotations

import os
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.base.files import read_text
from nklearn.base.signed import SigningKey

VARIABLE = "NKLEARN_SIGNING_KEY"
FIRST_LINE = "# NKLearn signing key. Who has it signs as you: keep it secret, never commit it."
_PUBLIC = "# public key: "


def named_key() -> SigningKey | None:
    """Return the key in the file that `NKLEARN_SIGNING_KEY` names; None if it names none.

    Raises:
        UserError: the file is no such key, or others may read it.
    """
    named = os.environ.get(VARIABLE)
    return read_key(Path(named)) if named else None


def read_key(path: Path) -> SigningKey:
    """Return the key in a file.

    Raises:
        UserError: it can't be read, others may read it, or it is no whole key.
    """
    text = read_text(path, limit=4096)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise UserError(
            f"Other accounts may read the signing key {path}.",
            todo=f"Type `chmod 600 {path}`, and make a new key if somebody could have read it.",
        )
    lines = text.splitlines()
    try:
        first, public, seed = lines
        key = SigningKey(bytes.fromhex(seed))
        if first != FIRST_LINE or public != _PUBLIC + key.public:
            raise ValueError("not the lines of a key")
    except ValueError as error:
        raise UserError(
            f"{path} is not a whole signing key.",
            todo="Use the file that `python packaging/release/sign.py new FILE` made.",
        ) from error
    return key


def write_key(path: Path, key: SigningKey) -> None:
    """Put a key into a new file that its owner alone may read.

    Raises:
        UserError: a file is there already, or none can be made.
    """
    text = f"{FIRST_LINE}\n{_PUBLIC}{key.public}\n{key.seed.hex()}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError as error:
        raise UserError(
            f"{path} is there already.", safe="It was not changed.", todo="Choose another name."
        ) from error
    except OSError as error:
        raise UserError(
            f"Could not write {path}: {error.strerror or error}.",
            todo="Check the rights of that folder.",
        ) from error
