"""Make `dist/NKLearn-<version>-x86_64.run` of the frozen folder: for one account, without rights.

Debian's makeself makes the file: a shell script with an archive behind it. The program is one
tightly compressed archive inside that archive, with a decompressor beside it, because a bare system
has none that is as good. What is ours (run/start.sh) stands before makeself's own script: it
reads our options, looks whether NKLearn can be installed here, and makes the folder to unpack in.

    python packaging/linux/run.py [--frozen FOLDER] [--dist FOLDER] [--libraries FILE]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import lzma
import os
import re
import shutil
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import needs
import share
from frozen import (
    DIST,
    FROZEN,
    HERE,
    Frozen,
    copy,
    is_file,
    measure,
    program_mode,
    run,
    take,
    write,
)

XZDEC = Path("/usr/bin/xzdec")
HEADER = Path("/usr/share/makeself/makeself-header.sh")
_FIRST_LINES = re.compile(r'cat << EOF +> "\$archname"\n#!/bin/sh\n')
_ZEROS = "0" * 64
# Machine code packs better with the first; the dictionary is what unpacking takes of memory.
_FILTERS = [
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 64 * 1024 * 1024},
]
_KIB = 1024


def build(frozen: Frozen, dist: Path, libraries: Path = needs.TABLE) -> Path:
    """Make the file and return its path; the same input gives the same bytes."""
    dist.mkdir(parents=True, exist_ok=True)
    made = dist / f"NKLearn-{frozen.version}-x86_64.run"
    found = needs.find([*frozen.entries(), XZDEC], libraries)
    with tempfile.TemporaryDirectory(prefix="nklearn-run-") as name:
        work = Path(name)
        archive = work / "archive"
        _fill_archive(frozen, archive, found)
        write(work / "header.sh", _header(frozen, made.name, archive, found))
        made.unlink(missing_ok=True)
        # Everything that makeself would take from here is said: each answers in the file.
        run(
            [
                *("makeself", "--quiet", "--nocomp", "--sha256", "--nomd5", "--nocrc"),
                *("--keep-umask", "--nox11", "--noprogress", "--header", "./header.sh"),
                *("--packaging-date", datetime.fromtimestamp(frozen.epoch, UTC).ctime()),
                *("--tar-extra", f"--owner=0 --group=0 --numeric-owner --mtime=@{frozen.epoch}"),
                *("archive", "made.run", f"NKLearn {frozen.version}", "sh", "./install.sh"),
            ],
            cwd=work,
            TMPDIR=name,
        )
        _seal(work / "made.run")
        copy(work / "made.run", made, 0o755)
        installed = frozen.size() + _size(archive / "share")
    measure(made, made.stat().st_size, installed)
    return made


def _fill_archive(frozen: Frozen, archive: Path, found: needs.Needs) -> None:
    """Lay out what makeself packs, the same way whenever it is done."""
    share.lay_out(archive / "share")
    _menu_entry(archive / "share" / "applications" / "nklearn.desktop")
    manual = archive / "share" / "man" / "man1" / "nklearn.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress(share.manual(frozen).encode(), 9, mtime=0))
    for name in ("install.sh", "uninstall.sh"):
        copy(HERE / "run" / name, archive / name)
    copy(XZDEC, archive / "xzdec", 0o755)
    rows = "\n".join(
        f"{each.name}|{each.debian.partition(' ')[0]}|{each.fedora}"
        for each in found.wanted
        if not each.optional
    )
    write(archive / "facts.sh", f"version='{frozen.version}'\nlibraries='{rows}'\n")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  "
        f"{path.relative_to(frozen.folder).as_posix()}\n"
        for path in frozen.entries()
        if is_file(path)
    ]
    write(archive / "files.sha256", "".join(sums))
    _pack_program(frozen, archive / "program.tar.xz")
    for path in [archive, *archive.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (frozen.epoch, frozen.epoch))


def _menu_entry(path: Path) -> None:
    """Make the menu entry that of one account, with the removal; @FOLDER@ is filled in there."""
    program = "@FOLDER@/current/nklearn"
    text = path.read_text("utf-8").replace(
        "Exec=nklearn %f\n",
        f'Exec="{program}" %f\nTryExec={program}\nActions=uninstall;\nX-NKLearn-Folder=@FOLDER@\n',
    )
    text += (
        "\n[Desktop Action uninstall]\nName=Remove NKLearn\nName[ko]=NKLearn 제거\n"
        'Exec="@FOLDER@/nklearn-uninstall" --menu\n'
    )
    write(path, text)


def _pack_program(frozen: Frozen, target: Path) -> None:
    """Write the frozen folder as .tar.xz; like beside like, which packs better."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as tar:
        entries = frozen.entries()
        folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
        others = [path for path in entries if path.is_symlink() or not path.is_dir()]
        others.sort(key=lambda path: (path.suffix, path.as_posix()))
        for path in [*folders, *others]:
            _add(tar, path, frozen)
    packed = lzma.compress(plain.getbuffer(), lzma.FORMAT_XZ, lzma.CHECK_CRC64, filters=_FILTERS)
    target.write_bytes(packed)
    target.chmod(0o644)


def _add(tar: tarfile.TarFile, path: Path, frozen: Frozen) -> None:
    info = tar.gettarinfo(path, path.relative_to(frozen.folder).as_posix())
    if info.islnk():
        info.type, info.linkname, info.size = tarfile.REGTYPE, "", path.stat().st_size
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mtime = frozen.epoch
    info.mode = 0o755 if info.isdir() else 0o777 if info.issym() else program_mode(path)
    if info.isreg():
        with path.open("rb") as file:
            tar.addfile(info, file)
    else:
        tar.addfile(info)


def _header(frozen: Frozen, name: str, archive: Path, found: needs.Needs) -> str:
    """Return makeself's header with ours before it.

    Raises:
        SystemExit: makeself isn't there, or begins in another way than it did.
    """
    if not HEADER.exists() or not XZDEC.exists():
        sys.exit("makeself or xzdec is not installed; packaging/apt-package.txt names both.")
    theirs = HEADER.read_text("utf-8")
    begin = _FIRST_LINES.match(theirs)
    if begin is None:
        sys.exit(f"{HEADER} begins in another way than makeself 2.4 does; look at run.py.")
    # While it is installed, the archive lies beside what comes out of it.
    bytes_needed = _size(archive) + frozen.size() * 1.02 + 4_000_000
    ours = frozen.fill((HERE / "run" / "start.sh").read_text("utf-8"))
    told = {"GLIBC": found.glibc, "ROOM": str(int(bytes_needed / _KIB)), "NAME": name}
    for key, value in {**told, "WHOLE": _ZEROS, "ZEROS": _ZEROS}.items():
        ours = ours.replace(f"@{key}@", value)
    # Its own figure is what the disk here takes for the archive, which is another one elsewhere.
    theirs = theirs.replace("$USIZE", str(_size(archive) // _KIB))
    quoted = re.sub(r"([\\$`])", r"\\\1", ours)  # makeself's own shell reads it once
    return theirs[: begin.end()] + quoted + theirs[begin.end() :]


def _seal(made: Path) -> None:
    """Put the checksum of the whole file into it; where it stands counts as zeros."""
    data = made.read_bytes()
    place = f"nk_whole='{_ZEROS}'".encode()
    if data.count(place) != 1 or data[: data.index(place)].count(b"\n") > 50:
        sys.exit("the checksum has no place in the .run; look at run/start.sh.")
    whole = hashlib.sha256(data).hexdigest()
    made.write_bytes(data.replace(place, f"nk_whole='{whole}'".encode()))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if is_file(path))


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Make the self-extracting installer.")
    parser.add_argument("--frozen", type=Path, default=FROZEN, help="the frozen folder")
    parser.add_argument("--dist", type=Path, default=DIST, help="where the file goes")
    parser.add_argument("--libraries", type=Path, default=needs.TABLE, help="the system's part")
    options = parser.parse_args()
    if shutil.which("makeself") is None:
        parser.exit(1, "makeself is not installed; packaging/apt-package.txt names its package.\n")
    print(build(take(options.frozen), options.dist, options.libraries))


if __name__ == "__main__":
    main()
