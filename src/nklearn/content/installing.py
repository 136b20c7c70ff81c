"""Putting a `.nkcontent` file in place: everything is checked before anything is changed."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base.errors import UserError
from nklearn.content import packed
from nklearn.content.version_folder import Entry
from nklearn.domain.versions import version_key
from nklearn.storage.content_store import ContentStore
from nklearn.storage.sqlite_files import CONTENT

if TYPE_CHECKING:
    from nklearn.content.contents import Contents, Held, Installed


def install(
    contents: Contents, path: Path, program: str, keys: tuple[str, ...], *, older: bool
) -> Installed:
    """See `Contents.install`."""
    from nklearn.content.contents import Held, Installed, rank  # it imports this one

    folder, place = contents.target()
    parcel = packed.unwrap(packed.read_file(path), keys)
    header = parcel.header
    packed.check_fits(header, program, CONTENT.version)
    entry = Entry(
        f"{header.version}-{header.sha256[:8]}.db", header.version, header.size, header.sha256
    )
    mine = rank(Held(place, folder.file(entry), header.version, entry.name))
    refuse: tuple[str, ...] = ()
    used, others = contents.usable()
    if used is not None and _is(used, header):
        return Installed(header.version, used.place, used.path, again=True)
    if used is not None and version_key(used.version) >= version_key(header.version):
        if not older:
            raise NotNewerError(header.version, used.version)
        refuse = tuple(one.id for one in others if rank(one) >= mine)

    def check(file: Path) -> None:
        with closing(ContentStore(file)) as store:
            store.check_integrity(full=True)
            if store.meta("version") != header.version:
                raise UserError(
                    "What is in this content file is not what its maker says.",
                    safe="The content that you have was not touched.",
                    todo="Ask for the file once more.",
                )

    there = folder.add(entry, lambda stream: packed.unpack(parcel, stream), check, refuse=refuse)
    return Installed(header.version, place, folder.file(there), again=False)


def _is(one: Held, header: packed.Header) -> bool:
    """Tell whether a content that is there is the very one of a file."""
    if one.entry is not None:
        return one.entry.sha256 == header.sha256
    if one.version != header.version:
        return False
    with one.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == header.sha256


class NotNewerError(UserError):
    """A content is as old as what is there, or older; somebody may still want it."""

    def __init__(self, version: str, there: str) -> None:
        super().__init__(
            f"The file holds content {version}; content {there} is in use and is not older.",
            safe="The content that you have was not touched.",
            todo="Install it all the same only if you want to go back to it.",
        )
        self.version = version
        self.there = there


def pack(path: Path, key: packed.SigningKey, *, needs: str = "", before: str = "") -> bytes:
    """Return a `.nkcontent` file made of a compiled content.db, signed.

    Raises:
        UserError: it is no whole content of this format, or too large.
    """
    with closing(ContentStore(path)) as store:
        store.check_integrity(full=True)
        version = store.meta("version")
    return packed.make(path.read_bytes(), version, CONTENT.version, key, needs=needs, before=before)
