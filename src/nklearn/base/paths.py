"""Where things lie: in a checkout, in the frozen program, and in a person's own folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath


def resources() -> Path:
    """Return the folder of fonts, icons and licences (checkout or frozen program)."""
    return root() / "resources"


def translations() -> Path:
    """Return the folder of compiled translations; `NKLEARN_TRANSLATIONS` names another one."""
    named = os.environ.get("NKLEARN_TRANSLATIONS")
    return Path(named) if named else resources() / "translations"


def frozen() -> bool:
    """Return whether this is the installed program and no checkout."""
    return hasattr(sys, "_MEIPASS")


def root() -> Path:
    """Return the folder that holds `resources/`: the bundle's, or the checkout's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[3]


def program() -> Path | None:
    """Return the folder that an installer puts in place; None where this runs from a checkout.

    A macOS application is laid out another way, and has none either.
    """
    frozen = getattr(sys, "_MEIPASS", None) and root().name == "_internal"
    return root().parent if frozen else None


# Beside the content it was compiled with; it never goes into a learner's installer.
TEACHER_PACK = "teacher-pack.db"


def content_db() -> Path:
    """Return where the compiled content lies.

    `NKLEARN_CONTENT` names another file; tests and content authors use it.
    """
    named = os.environ.get("NKLEARN_CONTENT")
    if named:
        return Path(named)
    if frozen():
        return root() / "content.db"
    return root() / "build" / "content.db"


# Who makes the file in Explorer gets the second name without being shown its ending.
PORTABLE = ("portable", "portable.txt")
_BESIDE = "workspace"


def release_key() -> str:
    """Return the public key that content for this build is signed with; empty if it has none.

    It is in `release.pub`, as minisign writes it, at the root of a build that was signed.
    """
    try:
        lines = (root() / "release.pub").read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return next((line.strip() for line in lines if line.startswith("RW")), "")


DEFAULTS = "nklearn-defaults.toml"  # beside the program; in a folder of its own `defaults.toml`


def named_defaults() -> Path | None:
    """Return the file that `NKLEARN_DEFAULTS` names; None if it names none."""
    named = os.environ.get("NKLEARN_DEFAULTS")
    return Path(named).absolute() if named else None


def defaults_files() -> tuple[Path, ...]:
    """Return where the defaults of a school may lie; the first that is there counts.

    `NKLEARN_DEFAULTS` names another one; set to nothing, it means none.
    """
    if "NKLEARN_DEFAULTS" in os.environ:
        named = named_defaults()
        return (named,) if named else ()
    if frozen():
        folder = program_folder(Path(sys.executable).resolve())
        # Where versions lie beside each other, the file shall outlive an upgrade.
        above = [folder.parents[1]] if folder.parent.name == "versions" else []
        return (*(each / DEFAULTS for each in (folder, *above)), _machine_defaults())
    return (_machine_defaults(),)


def program_folder(executable: Path) -> Path:
    """Return the folder in which a person finds the frozen program: on macOS, the bundle's."""
    for folder in executable.parents:
        if folder.suffix == ".app" and folder / "Contents" in executable.parents:
            return folder.parent
    return executable.parent


def portable_home() -> Path | None:
    """Return the workspace beside the frozen program, if a file `portable` lies there too."""
    if not frozen():
        return None
    folder = program_folder(Path(sys.executable))
    marked = any((folder / name).is_file() for name in PORTABLE)
    return folder / _BESIDE if marked else None


def is_portable(folder: Path) -> bool:
    """Tell whether a folder is the portable workspace, or in it."""
    home = portable_home()
    return home is not None and folder.absolute().is_relative_to(home.absolute())


def _machine_defaults() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / "NKLearn" / "defaults.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/NKLearn/defaults.toml")
    return Path("/etc/nklearn/defaults.toml")


def default_home() -> Path:
    """Return where the workspace goes unless `--home` says otherwise.

    `NKLEARN_HOME` names a folder; else it lies beside a portable program; else in the account's
    own folder, by the platform's custom.
    """
    named = os.environ.get("NKLEARN_HOME")
    if named:
        return Path(named)
    return portable_home() or Path(account_home(sys.platform, os.environ, Path.home))


def account_home(
    platform: str, environment: Mapping[str, str], person: Callable[[], PurePath]
) -> PurePath:
    """Return the account's folder for the workspace on a platform; `person` gives its home."""
    if platform == "win32":
        named = environment.get("LOCALAPPDATA")
        base = PureWindowsPath(named) if named else PureWindowsPath(person(), "AppData", "Local")
        return base / "NKLearn"
    if platform == "darwin":
        return PurePosixPath(person(), "Library", "Application Support", "NKLearn")
    named = environment.get("XDG_DATA_HOME", "")
    # What is not absolute there is to be ignored, says the specification.
    data = named if named.startswith("/") else PurePosixPath(person(), ".local", "share")
    return PurePosixPath(data, "nklearn")
