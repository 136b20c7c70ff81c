"""Prove the Linux installers on a Debian without Python and Qt, as a person would use them.

    python packaging/proof/bare_system.py [--dist dist]

It makes a minimal Debian 12 twice, as folders: in one the `.deb` is installed by apt, in the other
the `.run` by an ordinary account. In each the program starts on a virtual screen, a question is
answered by keyboard, a second version is installed over the first, the answer is looked for, and
all is removed; what is left is compared with what was there before. Screen and keyboard are
outside: their socket alone is bound into the bare system. Needs root, for chroot and mounts.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from hands import screen

PACKAGING = Path(__file__).resolve().parents[1]
ROOT = PACKAGING.parent
sys.path[:0] = [str(ROOT), str(PACKAGING / "release")]
import fresh_build  # noqa: E402

from nklearn import __version__  # noqa: E402

WORK = ROOT / "build" / "bare"
_ACCOUNT = 1000
# With a blank and Hangul, as names of people have them.
_HOME = "/home/학생 one"
_WORKSPACE = ".local/share/nklearn"
# Made by the system's fontconfig at the first look at its fonts, for all programs of the account.
_FONTS = ".cache/fontconfig"
# What a system changes by itself: logs, caches, its own lists of packages.
_ITS_OWN = (
    "proc",
    "sys",
    "dev",
    "run",
    "tmp",
    "var/cache",
    "var/log",
    "var/lib/apt",
    "var/lib/dpkg",
)
_PAGES = ("nk:home", "nk:songbun", "nk:data/coal-iron-output", "nk:map")
_NEXT = "9.9.9"
_NOTHING: Mapping[str, str] = {}
_QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


class Bare:
    """A bare system in a folder, and an account in it that has no rights."""

    def __init__(self, name: str, display: str) -> None:
        self.root, self.display = WORK / name, display

    def run(
        self,
        *command: str,
        root: bool = False,
        fine: tuple[int, ...] = (0,),
        more: Mapping[str, str] = _NOTHING,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in it, as the account unless `root`.

        Raises:
            SystemExit: it ended with another status than those in `fine`.
        """
        done = subprocess.run(
            self.command(*command, root=root, more=more),
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=900,
        )
        if done.returncode not in fine:
            sys.exit(
                f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            )
        return done

    def command(
        self, *command: str, root: bool = False, more: Mapping[str, str] = _NOTHING
    ) -> list[str]:
        """Return the command that runs another one in it, with no more than a login has."""
        who = [] if root else [f"--userspec={_ACCOUNT}:{_ACCOUNT}"]
        known = {"HOME": "/root" if root else _HOME, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"}
        known |= {"PATH": f"{_HOME}/.local/bin:/usr/sbin:/usr/bin:/sbin:/bin", **more}
        told = [f"{name}={value}" for name, value in known.items()]
        return ["chroot", *who, str(self.root), "env", "-i", *told, *command]

    @property
    def home(self) -> Path:
        """The account's home, as it is seen from outside."""
        return self.root / _HOME.lstrip("/")

    def files(self) -> set[str]:
        """Every file and link that is not the system's own business."""
        found = subprocess.run(
            [
                "find",
                self.root,
                "-xdev",
                "(",
                "-type",
                "f",
                "-o",
                "-type",
                "l",
                ")",
                "-printf",
                "%P\\n",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        return {name for name in found if not name.startswith(tuple(f"{own}/" for own in _ITS_OWN))}


def say(what: str) -> None:
    """Tell how far it is."""
    print(f"[{time.strftime('%H:%M:%S')}] {what}", flush=True)


def unpack(base: Path, bare: Bare) -> None:
    """Make a bare system anew, with an account, and the sockets of the screen bound into it."""
    shutil.rmtree(bare.root, ignore_errors=True)
    bare.root.mkdir(parents=True)
    subprocess.run(["tar", "-C", bare.root, "-xf", base], check=True)
    for place in ("proc", "dev", "tmp/.X11-unix"):
        (bare.root / place).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--rbind", f"/{place}", bare.root / place], check=True)
    shutil.copyfile("/etc/resolv.conf", bare.root / "etc/resolv.conf")
    line = f"student:x:{_ACCOUNT}:{_ACCOUNT}::{_HOME}:/bin/sh\n"
    for name, text in (("passwd", line), ("group", f"student:x:{_ACCOUNT}:\n")):
        with (bare.root / "etc" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    bare.home.mkdir(parents=True)
    os.chown(bare.home, _ACCOUNT, _ACCOUNT)


def assert_bare(bare: Bare) -> None:
    """Make sure that nothing is there which the program must bring itself."""
    for name in ("python3", "python", "xz", "fc-list"):
        if not bare.run("sh", "-c", f"command -v {name}", fine=(0, 1, 127)).returncode:
            sys.exit(f"The bare system has {name}.")
    for pattern in ("*libQt*", "*libpython*", "*.ttf", "*.otf"):
        if found := next(iter((bare.root / "usr").rglob(pattern)), None):
            sys.exit(f"The bare system has {found}.")


def second_version(dist: Path) -> None:
    """Build and pack what is committed as a later version."""
    later = WORK / "later"
    shutil.rmtree(later, ignore_errors=True)
    fresh_build.clone(later)
    says = later / "src" / "nklearn" / "__init__.py"
    says.write_text(says.read_text("utf-8").replace(__version__, _NEXT), "utf-8")
    frozen = fresh_build.make(later, {})
    for script in ("deb.py", "run.py"):
        command = [sys.executable, PACKAGING / "linux" / script, "--frozen", frozen, "--dist", dist]
        subprocess.run(command, check=True, capture_output=True)


def look_at(bare: Bare, program: str, pictures: Path) -> None:
    """Ask the installed program about itself, and have it draw pages on its own."""
    say(bare.run(program, "--version").stdout.strip())
    bare.run(program, "doctor")
    say(bare.run(program, "doctor", "--files").stdout.strip().splitlines()[-1])
    only = [word for page in _PAGES for word in ("--only", page)]
    started = time.monotonic()
    bare.run(program, "tour", f"{_HOME}/pictures", *only, "--theme", "light", "--text", "100")
    drawn = sorted((bare.home / "pictures").glob("*.png"))
    say(f"{len(drawn)} pages drawn in {time.monotonic() - started:.0f} s")
    pictures.mkdir(parents=True, exist_ok=True)
    for picture in drawn:
        shutil.copy(picture, pictures)
    shutil.rmtree(bare.home / "pictures")
    found = bare.run(program, "search", "석탄공업성", "--json").stdout
    if not json.loads(found):
        sys.exit("Nothing was found for 석탄공업성.")
    for language in ("C", "ko_KR.UTF-8"):
        bare.run(program, "--first-paint", more={"LC_ALL": language})


def use(bare: Bare, program: str, errors: Path) -> int:
    """Start the window, answer a question by keyboard, quit; return how many answers are kept."""
    from tests.end2end import test_real_window as window

    from nklearn.content.catalog import Catalog

    class Installed(window.Program):
        """The installed program's window, seen from outside."""

        def __init__(self) -> None:
            self.home, self.errors, self.window = bare.home / _WORKSPACE, errors, 0
            with errors.open("w") as told:
                self.process = subprocess.Popen(bare.command(program), stderr=told)

    os.environ["DISPLAY"] = bare.display
    started = Installed()
    try:
        started.look()
        before = started.count("answer")
        if not before:
            started.press("alt+3")
            started.wait_for("Practice")
            started.begin("Question 1")
            with contextlib.closing(Catalog.open(ROOT / "build" / "content.db")) as catalog:
                window.answer(started, catalog, 1)
        kept = started.count("answer")
        window.ask_to_close(started.window)
        if started.process.wait(60):
            sys.exit(f"The window ended with {started.process.returncode}: {errors.read_text()}")
    finally:
        if started.process.poll() is None:
            started.process.kill()
    return kept


def prove(
    bare: Bare, program: str, install: Callable[[str], None], remove: Callable[[], None]
) -> None:
    """Install, use, upgrade, use again, remove; `install` takes "first" or "second".

    Raises:
        SystemExit: something is not as it should be.
    """
    before = bare.files()
    started = time.monotonic()
    install("first")
    say(f"installed in {time.monotonic() - started:.0f} s")
    look_at(bare, program, WORK / "pictures" / bare.root.name)
    errors = WORK / f"{bare.root.name}-errors.txt"
    if use(bare, program, errors) != 1:
        sys.exit("The answer was not kept.")
    say("a question is answered by keyboard")
    install("second")
    told = next(bare.root.rglob("_internal/version.json")) if program == "nklearn" else None
    version = told or (bare.home / ".local/opt/nklearn/current/_internal/version.json")
    if json.loads(version.read_text("utf-8"))["version"] != _NEXT:
        sys.exit("The second version did not take the place of the first.")
    if use(bare, program, errors) != 1:
        sys.exit("The answer is gone after the upgrade.")
    say("upgraded: the answer is there")
    remove()
    left = sorted(bare.files() - before)
    gone = sorted(before - bare.files())
    strangers = [name for name in left if _WORKSPACE not in name and _FONTS not in name]
    say(f"removed; left are {len(left)} files: {', '.join(left)}")
    if strangers or gone:
        sys.exit(f"More than the workspace is left: {strangers}; or missing: {gone}")


def prove_deb(bare: Bare, first: Path, second: Path) -> None:
    """The package for all users, by an administrator."""
    needed = ["apt-get", "-y", "-q", "--no-install-recommends"]
    field = ("dpkg-deb", "-f", str(first), "Depends")
    depends = subprocess.run(field, capture_output=True, text=True, check=True).stdout
    bare.run("apt-get", "-q", "update", root=True)
    names = [name.split()[0] for name in depends.split(",")]
    bare.run(*needed, "install", *names, root=True, more=_QUIET)  # what any desktop has

    def install(which: str) -> None:
        package = first if which == "first" else second
        shutil.copy(package, bare.root / "tmp" / package.name)
        bare.run(*needed, "install", f"/tmp/{package.name}", root=True, more=_QUIET)

    def remove() -> None:
        bare.run("apt-get", "-y", "-q", "purge", "nklearn", root=True, more=_QUIET)

    prove(bare, "nklearn", install, remove)


def prove_run(bare: Bare, needs: Path, first: Path, second: Path) -> None:
    """The installer for one account, without rights."""
    field = ("dpkg-deb", "-f", str(needs), "Depends")
    depends = subprocess.run(field, capture_output=True, text=True, check=True).stdout
    names = [name.split()[0] for name in depends.split(",")]
    bare.run("apt-get", "-q", "update", root=True)
    command = ["apt-get", "-y", "-q", "--no-install-recommends", "install", *names]
    bare.run(*command, root=True, more=_QUIET)

    def install(which: str) -> None:
        package = first if which == "first" else second
        shutil.copy(package, bare.root / "tmp" / package.name)
        bare.run("sh", f"/tmp/{package.name}", "--check")
        told = bare.run("sh", f"/tmp/{package.name}", "--quiet")
        if told.stdout or told.stderr:
            sys.exit(f"--quiet said: {told.stdout}{told.stderr}")

    def remove() -> None:
        bare.run(f"{_HOME}/.local/opt/nklearn/nklearn-uninstall", "--quiet")

    prove(bare, f"{_HOME}/.local/bin/nklearn", install, remove)


def base_system() -> Path:
    """Return a minimal Debian 12 as an archive, made once from the sources of this system."""
    made = WORK / "debian-12.tar"
    if not made.exists():
        say("making a minimal Debian 12")
        WORK.mkdir(parents=True, exist_ok=True)
        new = made.with_suffix(".new.tar")
        subprocess.run(["mmdebstrap", "-q", "--variant=minbase", "bookworm", new], check=True)
        new.rename(made)
    return made


def main() -> int:
    """Prove both installers, and say what was found."""
    parser = argparse.ArgumentParser(description="Prove the Linux installers on a bare Debian.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    if os.geteuid():
        sys.exit(f"chroot needs root: sudo {sys.executable} {' '.join(sys.argv)}")
    if "NKLEARN_PROOF_APART" not in os.environ:
        # In a list of mounts of its own: whatever happens, none stays.
        apart = {**os.environ, "NKLEARN_PROOF_APART": "1"}
        command = ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv]
        return subprocess.run(command, env=apart).returncode
    first = {kind: next(options.dist.glob(f"*{kind}")) for kind in (".deb", ".run")}
    base = base_system()
    later = WORK / "dist"
    say("packing a second version")
    second_version(later)
    second = {kind: next(later.glob(f"*{kind}")) for kind in (".deb", ".run")}
    with screen() as on:
        say(f"{first['.deb'].name}, {first['.deb'].stat().st_size / 1e6:.1f} MB")
        bare = Bare("deb", on.display)
        unpack(base, bare)
        assert_bare(bare)
        prove_deb(bare, first[".deb"], second[".deb"])
        say(f"{first['.run'].name}, {first['.run'].stat().st_size / 1e6:.1f} MB")
        bare = Bare("run", on.display)
        unpack(base, bare)
        assert_bare(bare)
        prove_run(bare, first[".deb"], first[".run"], second[".run"])
    say("Both installers are proven on a bare Debian 12.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
