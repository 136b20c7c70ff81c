"""Make `dist/nklearn_<version>_amd64.deb` of the frozen folder: for an administrator, all users.

The program lies in `/usr/lib/nklearn`: a package that dpkg looks after belongs below `/usr`, where
a school's read-only or shared system images hold it too; `/opt` is for what no package manager
knows. `/usr/bin/nklearn` is a link: the program finds its folder by its real path.

    python packaging/linux/deb.py [--frozen FOLDER] [--dist FOLDER] [--libraries FILE]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import needs
import share
from frozen import (
    DIST,
    FROZEN,
    HERE,
    ROOT,
    Frozen,
    copy,
    is_file,
    measure,
    program_mode,
    run,
    take,
    write,
)

MAINTAINER = "NKLearn developers <developers@nklearn.invalid>"
DESCRIPTION = """\
Description: offline course and data explorer about North Korea
 NKLearn teaches, without any network, how North Korea's mining economy,
 ministries, songbun classes, forced labour, trafficking and flight are
 documented, and how anyone knows. Every number leads to its claim and source.
 .
 Students work alone or on assignments; teachers give out work, collect sealed
 results and grade them, all by files over a stick or a shared folder. It is
 made for ages 14 to 19 and their teachers.
"""


def build(frozen: Frozen, dist: Path, libraries: Path = needs.TABLE) -> Path:
    """Make the package and return its path; the same input gives the same bytes."""
    dist.mkdir(parents=True, exist_ok=True)
    made = dist / f"nklearn_{_version(frozen)}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="nklearn-deb-") as name:
        tree = Path(name) / "tree"
        _program(frozen, tree / "usr")
        _documents(frozen, tree / "usr" / "share")
        _control(frozen, tree, needs.find(frozen.entries(), libraries))
        _settle(tree, frozen.epoch)
        run(
            [
                *("dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "-Sextreme"),
                *("--threads-max=1", "--build", tree, made),
            ],
            SOURCE_DATE_EPOCH=str(frozen.epoch),
        )
        installed = sum(path.stat().st_size for path in (tree / "usr").rglob("*") if is_file(path))
    measure(made, made.stat().st_size, installed)
    return made


def _version(frozen: Frozen) -> str:
    """As Debian compares versions: 0.2.0~rc1 comes before 0.2.0."""
    return re.sub("[a-z]", r"~\g<0>", frozen.version, count=1)


def _program(frozen: Frozen, usr: Path) -> None:
    home = usr / "lib" / "nklearn"
    for path in frozen.entries():
        target = home / path.relative_to(frozen.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            target.symlink_to(path.readlink())
        elif path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            copy(path, target, program_mode(path))
    (usr / "bin").mkdir()
    (usr / "bin" / "nklearn").symlink_to("../lib/nklearn/nklearn")


def _documents(frozen: Frozen, folder: Path) -> None:
    share.lay_out(folder)
    share.metainfo(folder, frozen)
    _packed(folder / "man" / "man1" / "nklearn.1.gz", share.manual(frozen))
    doc = folder / "doc" / "nklearn"
    moment = format_datetime(datetime.fromtimestamp(frozen.epoch, UTC))
    _packed(
        doc / "changelog.gz",
        f"nklearn ({_version(frozen)}) stable; urgency=medium\n\n"
        "  * What changed stands in CHANGES.md.gz beside this file.\n\n"
        f" -- {MAINTAINER}  {moment}\n",
    )
    _packed(doc / "CHANGES.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    copy(HERE / "debian" / "copyright", doc / "copyright")
    overrides = HERE / "debian" / "lintian-overrides"
    copy(overrides, folder / "lintian" / "overrides" / "nklearn")


def _packed(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    target.chmod(0o644)


def _control(frozen: Frozen, tree: Path, found: needs.Needs) -> None:
    files = sorted(path for path in tree.rglob("*") if is_file(path))
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    fields = {
        "Package": "nklearn",
        "Version": _version(frozen),
        "Architecture": "amd64",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": found.depends(),
        "Recommends": found.recommends(),
        "Section": "education",
        "Priority": "optional",
    }
    lines = [f"{key}: {value}\n" for key, value in fields.items() if value]
    write(tree / "DEBIAN" / "control", "".join(lines) + DESCRIPTION)
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(tree).as_posix()}\n"
        for path in files
    ]
    write(tree / "DEBIAN" / "md5sums", "".join(sums))


def _settle(tree: Path, epoch: int) -> None:
    """Give folders one mode, and everything one date."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Make the Debian package.")
    parser.add_argument("--frozen", type=Path, default=FROZEN, help="the frozen folder")
    parser.add_argument("--dist", type=Path, default=DIST, help="where the package goes")
    parser.add_argument("--libraries", type=Path, default=needs.TABLE, help="the system's part")
    options = parser.parse_args()
    if shutil.which("dpkg-deb") is None:
        parser.exit(1, "dpkg-deb is not installed: Debian packages are made on Debian or Ubuntu.\n")
    print(build(take(options.frozen), options.dist, options.libraries))


if __name__ == "__main__":
    main()
