"""The form of a `.nkcontent` file: content alone, signed, to put under a program that is there.

A signed document (base/signed) whose payload is a line of JSON, the header, and content.db packed
with zlib. docs/content-file.md has every field. Imported only where such a file is made or read.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.base.signed import SignatureError, SigningKey
from nklearn.domain.versions import VERSION, version_key

SUFFIX = ".nkcontent"
LIMIT = 64 * 1024 * 1024  # bytes of the whole file
DATABASE_LIMIT = 256 * 1024 * 1024  # bytes of what it unpacks to
PACK = "nklearn"  # the one course there is; another one would be another program's
_FORMAT = 1
_HEADER_LIMIT = 4096
_CHUNK = 1024 * 1024
_HEX = re.compile(r"[0-9a-f]{64}")
_SAFE = "The content that you have was not touched."


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself, in the order in which it is written.

    `version` is the content's; `needs` is the lowest program that may take it and `before` the
    lowest that may not any more, or empty. `sha256` and `size` are those of content.db.
    """

    format: int
    pack: str
    version: str
    content_format: int
    needs: str
    before: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file whose signature and header are in order; what it holds is still packed."""

    header: Header
    packed: bytes
    key_id: str


def make(
    database: bytes,
    version: str,
    content_format: int,
    key: SigningKey,
    *,
    needs: str = "",
    before: str = "",
) -> bytes:
    """Return the bytes of a file; the same content and key give the same bytes.

    Raises:
        UserError: a version is none, or the content is too large.
    """
    for text in (version, needs or "0", before or "0"):
        if not VERSION.fullmatch(text):
            raise UserError(f"“{text}” is not a version.", todo="Write it as 1.2 or 1.2.3.")
    if len(database) > DATABASE_LIMIT:
        raise UserError("The content is larger than a content file may hold.")
    mark = hashlib.sha256(database).hexdigest()
    header = Header(_FORMAT, PACK, version, content_format, needs, before, mark, len(database))
    line = json.dumps(asdict(header), separators=(",", ":")).encode("ascii")
    try:
        return signed.sign(
            key,
            line + b"\n" + zlib.compress(database, 9),
            untrusted=f"NKLearn content {version}",
            trusted=_trusted(header),
            limit=LIMIT,
        )
    except ValueError as error:
        raise UserError("The content is larger than a content file may hold.") from error


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that may be one of these.

    Raises:
        UserError: it can't be read, or is too large.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise UserError(
            f"The file “{path.name}” can’t be read: {error.strerror or error}.",
            safe=_SAFE,
            todo="Check that the stick or the folder is still there, and open it again.",
        ) from error
    if len(data) > LIMIT:
        raise UserError(f"The file “{path.name}” is larger than any content file.", safe=_SAFE)
    return data


def unwrap(data: bytes, keys: Sequence[str]) -> Parcel:
    """Check the signature against the keys that are trusted here, then the header.

    Raises:
        UserError: nobody who is trusted signed it, it was changed, or it is of another kind.
    """
    try:
        parts = signed.split(data, LIMIT)
        trusted = next((key for key in keys if signed.key_id(key) == parts.key_id), None)
        if trusted is None:
            _refuse_stranger(parts.key_id, none=not keys)
        else:
            signed.check(parts, trusted)
    except SignatureError as error:
        raise UserError(error.what, safe=_SAFE, todo=error.todo) from error
    line = parts.payload[: _HEADER_LIMIT + 1].partition(b"\n")[0]
    header = _header(line)
    if header is None or parts.trusted != _trusted(header):
        raise UserError(
            "This signed file is not content for NKLearn, or is of a form that this NKLearn "
            "does not know.",
            safe=_SAFE,
            todo="Check that it is the right file; a newer NKLearn may know it.",
        )
    return Parcel(header, parts.payload[len(line) + 1 :], parts.key_id)


def check_fits(header: Header, program: str, content_format: int) -> None:
    """Make sure that a program of this version reads what a file holds.

    Raises:
        UserError: it is for a newer program, or for an older one.
    """
    newer = header.needs and version_key(header.needs) > version_key(program)
    if newer or header.content_format > content_format:
        told = f" {header.needs}" if header.needs else ""
        raise UserError(
            f"Content {header.version} needs a newer NKLearn{told}; this is NKLearn {program}.",
            safe=_SAFE,
            todo="Install the newer NKLearn first.",
        )
    older = header.before and version_key(header.before) <= version_key(program)
    if older or header.content_format < content_format:
        raise UserError(
            f"Content {header.version} is for an older NKLearn than this one, {program}.",
            safe=_SAFE,
            todo="Ask for the content that goes with this version.",
        )


def unpack(parcel: Parcel, into: BinaryIO) -> None:
    """Write what a file holds, never more than its header says; it is the whole of it, as it was.

    Raises:
        UserError: it is not what the header says.
        OSError: `into` can't take it.
    """
    size, mark = 0, hashlib.sha256()
    expander, rest = zlib.decompressobj(), parcel.packed
    try:
        while not expander.eof and (piece := expander.decompress(rest, _CHUNK)):
            size += len(piece)
            if size > parcel.header.size:
                _refuse_contents("It holds more than it says.")
            mark.update(piece)
            into.write(piece)
            rest = expander.unconsumed_tail
    except zlib.error as error:
        _refuse_contents(str(error))
    if not expander.eof or expander.unused_data or size != parcel.header.size:
        _refuse_contents("It holds less than it says, or something behind it.")
    if mark.hexdigest() != parcel.header.sha256:
        _refuse_contents("Its SHA-256 is another one.")


def _trusted(header: Header) -> str:
    """Return the trusted comment: a signature for anything else never fits."""
    return f"nkcontent {header.format} {header.pack} {header.version}"


def _header(line: bytes) -> Header | None:
    """Read a header strictly; None if it is none of ours."""
    try:
        found = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    fields = cast("dict[str, Any]", found)
    kinds = {"format": int, "content_format": int, "size": int}
    names = ("format", "pack", "version", "content_format", "needs", "before", "sha256", "size")
    if tuple(fields) != names:
        return None
    if any(type(value) is not kinds.get(name, str) for name, value in fields.items()):
        return None
    header = Header(**fields)
    able = (
        header.format == _FORMAT
        and header.pack == PACK
        and VERSION.fullmatch(header.version)
        and all(VERSION.fullmatch(text or "0") for text in (header.needs, header.before))
        and 0 < header.content_format < 10_000
        and 0 < header.size <= DATABASE_LIMIT
        and _HEX.fullmatch(header.sha256)
    )
    return header if able else None


def _refuse_stranger(key: str, *, none: bool) -> None:
    if none:
        what = "This NKLearn knows no key that content may be signed with, so it takes none."
        todo = "Whoever looks after the computer can name one in the defaults file (content_keys)."
    else:
        what = f"This content was signed by somebody whom this NKLearn does not know (key {key})."
        todo = "Take it only from where NKLearn came from, or ask whoever looks after the computer."
    raise UserError(what, safe=_SAFE, todo=todo)


def _refuse_contents(details: str) -> None:
    raise UserError(
        "What is in this content file is not what its maker says.",
        safe=_SAFE,
        todo="Ask for the file once more.",
        details=details,
    )
