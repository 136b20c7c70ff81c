"""Which content the program uses: the newest that opens of its own, a shared and a person's one.

Light to import: every start asks. What checks and installs is imported when somebody installs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.base.values import dataclass
from nklearn.content.catalog import Catalog
from nklearn.content.version_folder import Entry, Pointer, VersionFolder
from nklearn.domain.site import Site
from nklearn.domain.versions import version_key
from nklearn.storage.sqlite_files import CONTENT

FOLDER = "content"  # in the workspace's folder


class Place(Enum):
    """Where a content lies. Of two of one version the later in this list is used."""

    OWN = "own"
    SHARED = "shared"
    PROGRAM = "program"


_RANK = {place: number for number, place in enumerate(Place)}


@dataclass(frozen=True, slots=True)
class Held:
    """A content that is there; `id` tells it from every other one."""

    place: Place
    path: Path
    version: str
    id: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation did: a content, and where it is now. `again`: it was there already."""

    version: str
    place: Place
    path: Path
    again: bool


class Contents:
    """All contents that this program may use.

    `open` chooses one for as long as the program runs; what is installed or taken back meanwhile
    counts at the next start.
    """

    def __init__(
        self,
        bundled: Path,
        own: Path | None = None,
        shared: Path | None = None,
        *,
        keys: tuple[str, ...] = (),
        own_allowed: bool = True,
    ) -> None:
        """Take the program's own content, the folders beside it, and the keys that are trusted.

        Without `own_allowed` the school wants nobody to have a content of their own. Without any
        folder nothing can be installed.
        """
        self._bundled = bundled
        self._own = VersionFolder(own) if own and own_allowed else None
        self._shared = VersionFolder(shared, for_all=True) if shared else None
        self._keys = keys
        self._own_allowed = own_allowed
        self.used: Held | None = None
        self.problems: tuple[UserError, ...] = ()
        self.passed: tuple[str, ...] = ()  # ids of what would be used if it could be opened

    def open(self) -> Catalog:
        """Open the newest content that can be opened; `problems` say what was passed over and why.

        Raises:
            UserError: none can be opened.
        """
        passed: list[str] = []
        catalog, self.used, self.problems = self._choose((), passed)
        self.passed = tuple(passed)
        return catalog

    def before(self) -> Held | None:
        """Return what would be used if somebody went back from what is used; None if nothing."""
        if self.used is None or not self._folders():
            return None
        try:
            catalog, found, _ = self._choose((self.used.id,))
        except UserError:
            return None
        catalog.close()
        return found

    def next(self) -> Held | None:
        """Return what the next start will use, if that is another content than is used now."""
        found = self.usable()[0]
        return found if found and self.used and found.id != self.used.id else None

    @property
    def installs(self) -> bool:
        """Whether somebody can install content here at all."""
        try:
            self.target()
        except UserError:
            return False
        return True

    def go_back(self) -> Held:
        """Use the content before from the next start on; return it.

        Where a newer one was passed over because it can't be opened, that one is let go instead:
        what is used already is the content before it.

        Raises:
            UserError: there is none, or it can't be noted.
        """
        folder = self._own or self._shared
        if self.passed and self.used and folder:
            for one in self.passed:
                folder.refuse(one)
            self.passed, self.problems = (), ()
            return self.used
        found = self.before()
        if found is None or self.used is None or folder is None:
            raise UserError(
                "There is no content before this one.",
                safe="Nothing was changed.",
                todo="Install the content that you want, if you have it as a file.",
            )
        folder.refuse(self.used.id)
        return found

    @property
    def went_back(self) -> bool:
        """Whether somebody went back from a content that would be used otherwise."""
        return bool(self._own and _pointer_of(self._own, []).refused)

    def use_newest(self) -> None:
        """Use the newest again from the next start on, after somebody went back.

        Raises:
            UserError: it can't be noted.
        """
        folder = self._own or self._shared
        if folder is not None:
            folder.refuse_nothing()

    def install(self, path: Path, program: str, *, older: bool = False) -> Installed:
        """Check a `.nkcontent` file from end to end, then put what it holds into a folder.

        It goes to the shared folder where this account may write there, else to the person's own.
        `older` is the wish to have it although what is there is as new or newer.

        Raises:
            UserError: it is not trusted, whole, readable here or newer; or there is no room.
        """
        from nklearn.content.installing import install

        return install(self, path, program, self._keys, older=older)

    def target(self) -> tuple[VersionFolder, Place]:
        """Return the folder that is installed to.

        Raises:
            UserError: there is none.
        """
        if self._shared and self._shared.path.is_dir() and self._shared.takes():
            return self._shared, Place.SHARED
        if self._own:
            return self._own, Place.OWN
        if self._shared and self._own_allowed:
            return self._shared, Place.SHARED
        raise UserError(
            "Content can’t be installed here.",
            safe="Nothing was changed.",
            todo="Ask whoever looks after the computers: they install it for everybody."
            if not self._own_allowed
            else "Start NKLearn without NKLEARN_CONTENT, which names the content to use.",
        )

    def usable(self) -> tuple[Held | None, tuple[Held, ...]]:
        """Return what a start of now would use, and every content that may be used."""
        try:
            catalog, found, _ = self._choose(())
        except UserError:
            return None, self._listed([])[0]
        catalog.close()
        listed, refused = self._listed([])
        if base := self._open_bundled()[0]:
            listed = (*listed, _bundled(self._bundled, base.version))
            base.close()
        return found, tuple(one for one in listed if one.id not in refused)

    def check_files(self) -> Iterator[tuple[Held, str]]:
        """Read every content in the folders whole; give each with what is wrong, or nothing."""
        import hashlib

        for one in self._listed([])[0]:
            if one.entry is None:
                continue
            try:
                with one.path.open("rb") as stream:
                    mark = hashlib.file_digest(stream, "sha256").hexdigest()
                fault = "" if mark == one.entry.sha256 else "it is not as it was installed"
            except OSError as error:
                fault = str(error.strerror or error)
            yield one, fault

    # -- choosing ----------------------------------------------------------------------------

    def _choose(
        self, refused: tuple[str, ...], passed: list[str] | None = None
    ) -> tuple[Catalog, Held, tuple[UserError, ...]]:
        """Open the best content that is not refused; ids of what would not open go to `passed`."""
        problems: list[UserError] = []
        base, told = self._open_bundled()
        listed, gone_back = self._listed(problems)
        if base is not None:
            listed = (*listed, _bundled(self._bundled, base.version))
        able = [one for one in listed if one.id not in gone_back and one.id not in refused]
        for one in sorted(able, key=rank, reverse=True):
            if one.place is Place.PROGRAM and base is not None:
                return base, one, _instead(one, problems)
            try:
                catalog = _open(one)
            except UserError as error:
                problems.append(error)
                if passed is not None:
                    passed.append(one.id)
                continue
            if base is not None:
                base.close()
            if told is not None:
                problems.append(told)
            return catalog, one, _instead(one, problems)
        if base is not None and not refused:  # somebody went back from it to what is gone now
            one = _bundled(self._bundled, base.version)
            return base, one, _instead(one, problems)
        if base is not None:
            base.close()
        raise told or UserError("There is no other content.")

    def _open_bundled(self) -> tuple[Catalog | None, UserError | None]:
        try:
            catalog = Catalog.open(self._bundled)
        except UserError as error:
            return None, error
        try:
            _ = catalog.version
        except UserError as error:
            catalog.close()
            return None, error
        return catalog, None

    def _folders(self) -> list[tuple[Place, VersionFolder]]:
        both = ((Place.OWN, self._own), (Place.SHARED, self._shared))
        return [(place, folder) for place, folder in both if folder is not None]

    def _listed(self, problems: list[UserError]) -> tuple[tuple[Held, ...], set[str]]:
        """Return what the folders point to, and the ids that somebody went back from."""
        found: list[Held] = []
        gone_back: set[str] = set()
        for place, folder in self._folders():
            pointer = _pointer_of(folder, problems)
            gone_back.update(pointer.refused)
            for entry in (pointer.current, pointer.before):
                if entry is not None:
                    at = folder.file(entry)
                    found.append(Held(place, at, entry.version, entry.name, entry))
        return tuple(found), gone_back


def find_contents(home: Path, site: Site) -> Contents:
    """Return the contents of this program, for a workspace in `home` on a site."""
    bundled = paths.content_db()
    if os.environ.get("NKLEARN_CONTENT"):  # somebody wants this one and no other
        return Contents(bundled)
    return Contents(
        bundled,
        home / FOLDER,
        Path(site.content_folder) if site.content_folder else None,
        keys=_keys(site),
        own_allowed="content_folder" not in site.fixed,
    )


def find_folder(folder: Path, site: Site) -> Contents:
    """Return the contents of this program and of one folder: for whoever fills that for others."""
    return Contents(paths.content_db(), shared=folder.absolute(), keys=_keys(site))


def _keys(site: Site) -> tuple[str, ...]:
    return tuple(key for key in (paths.release_key(), *site.content_keys) if key)


def rank(one: Held) -> tuple[tuple[int, ...], int]:
    """Return what to sort contents by: the version, then the place."""
    return version_key(one.version), _RANK[one.place]


def _bundled(path: Path, version: str) -> Held:
    return Held(Place.PROGRAM, path, version, f"program {version}")


def _pointer_of(folder: VersionFolder, problems: list[UserError]) -> Pointer:
    try:
        return folder.read()
    except UserError as error:
        problems.append(error)
        return Pointer()


def _open(one: Held) -> Catalog:
    """Open a content of a folder, with checks that cost a start nothing."""
    if one.entry is not None:
        try:
            size = one.path.stat().st_size
        except OSError:
            size = -1
        if size not in (-1, one.entry.size):
            raise UserError(
                f"The content file is damaged: {one.path}: it was cut.", todo=CONTENT.todo
            )
    catalog = Catalog.open(one.path)
    try:
        if catalog.version == one.version:
            return catalog
    except UserError:
        catalog.close()
        raise
    catalog.close()
    raise UserError(
        f"The content file is not the one that was installed: {one.path}.", todo=CONTENT.todo
    )


def _instead(one: Held, problems: list[UserError]) -> tuple[UserError, ...]:
    """Say of each problem what is used instead."""
    return tuple(
        UserError(
            error.what,
            safe=f"Content {one.version} is used instead. Your work is kept elsewhere and is safe.",
            todo=error.todo if error.todo != CONTENT.todo else "Install that content once more.",
            details=error.details,
        )
        for error in problems
    )
