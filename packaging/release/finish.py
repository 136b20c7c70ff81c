"""Put what goes with the installers into `dist/`, and sign it all.

    python packaging/release/finish.py [--dist dist] [--frozen build/frozen/nklearn] [--pack FILE]

It comes last, when the installers are in `dist/`. It adds the bill of materials, the teacher's
pack, the content as a file of its own (where there is a key: nobody may trust it otherwise),
`SHA256SUMS`, and signatures by the key that `NKLEARN_SIGNING_KEY` names; without one,
`UNSIGNED.txt` says so. Run again, it makes the same files anew.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import DIST, FROZEN, ROOT, commit_of, fail, version_of
from public_key import NAME as PUBLIC_KEY
from public_key import text_of
from sign import NOT_SIGNED, sign_files

from nklearn.base import manifest
from nklearn.base.errors import UserError
from nklearn.base.key_file import VARIABLE, named_key
from nklearn.base.paths import TEACHER_PACK
from nklearn.base.signed import SigningKey
from nklearn.content.catalog import Catalog
from nklearn.storage.teacher_pack import TeacherPack

SUMS = "SHA256SUMS"
UNSIGNED = "UNSIGNED.txt"
_OWN = (SUMS, UNSIGNED, PUBLIC_KEY, "*.minisig", "*.cdx.json", "teacher-pack-*.db", "*.nkcontent")
_SIGNED = (SUMS, "*.deb", "*.run", "*.exe", "*.dmg")
_UNSIGNED_TEXT = f"""\
These files are not signed: when they were made, {VARIABLE} named no key.

`sha256sum -c {SUMS}` finds what was damaged on the way, not what somebody else made. For this
reason there is no content file (.nkcontent) beside them, and the program that they install trusts
no updates of content but those whose key its administrator names.
"""


def finish(dist: Path, frozen: Path, pack_file: Path, key: SigningKey | None) -> None:
    """Add what belongs to a release to a folder that holds its installers.

    Raises:
        SystemExit: something is missing, is of another version, or does not fit together.
    """
    version, pack = version_of(frozen), _pack(frozen, pack_file)
    _clear(dist)
    _refuse_others(dist, version)
    _check_frozen(frozen, key)
    _write_sbom(frozen, dist / f"nklearn-{version}.cdx.json")
    shutil.copyfile(pack_file, dist / f"teacher-pack-{pack}.db")
    if key is None:
        (dist / UNSIGNED).write_text(_UNSIGNED_TEXT, "utf-8", newline="\n")
    else:
        (dist / PUBLIC_KEY).write_text(text_of(key), "ascii", newline="\n")
        _pack_content(dist / f"NKLearn-content-{pack}.nkcontent", frozen)
    _write_sums(dist)
    if key is not None:
        files = [file for pattern in _SIGNED for file in sorted(dist.glob(pattern))]
        sign_files(key, files, commit_of(frozen))


def _pack(frozen: Path, file: Path) -> str:
    """Return the version of the content that was frozen; the teacher's pack must be of the same."""
    content = Catalog.open(frozen / manifest.BUNDLE / "content.db").version
    if not file.is_file():
        fail(f"{file} is missing; `nklearn content build` makes it")
    found = TeacherPack(file).version
    if found != content:
        fail(f"{file} is for content {found}, the program holds content {content}")
    return content


def _clear(dist: Path) -> None:
    if not dist.is_dir():
        fail(f"{dist} is missing; the installers are made first")
    for pattern in _OWN:
        for file in dist.glob(pattern):
            file.unlink()


def _refuse_others(dist: Path, version: str) -> None:
    """Refuse files of another version: `SHA256SUMS` would vouch for them as well."""
    own = re.compile(rf"(?<![\d.]){re.escape(version)}(?!\.?\d)")
    others = sorted(file.name for file in dist.iterdir() if not own.search(file.name))
    if others:
        fail(f"not of version {version}, take it out of {dist}: {', '.join(others)}")


def _check_frozen(frozen: Path, key: SigningKey | None) -> None:
    """Make sure that the frozen folder is as it was listed, with the key that signs now."""
    made = manifest.read(frozen)
    if made is None:
        fail(f"{frozen} has no list of files; packaging/release/prepare.py comes first")
    faults = manifest.check(frozen, made)
    if faults:
        fail(f"the frozen folder changed since its files were listed: {faults[0]}")
    path = frozen / manifest.BUNDLE / PUBLIC_KEY
    inside = path.read_text("ascii") if path.exists() else ""
    if inside != (text_of(key) if key else ""):
        fail(f"the public key in the program is not that of {VARIABLE}; run prepare.py anew")


def _write_sbom(frozen: Path, path: Path) -> None:
    script = Path(__file__).with_name("sbom.py")
    if subprocess.run([sys.executable, script, path, frozen]).returncode:
        fail("the bill of materials could not be made")


def _pack_content(path: Path, frozen: Path) -> None:
    content = frozen / manifest.BUNDLE / "content.db"
    pack = [sys.executable, "-m", "nklearn", "content", "pack"]
    if subprocess.run([*pack, "--out", path, "--content", content]).returncode:
        fail("the content file could not be made")


def _write_sums(dist: Path) -> None:
    """Write the checksums in the form that `sha256sum -c` reads, sorted by name."""
    lines: list[str] = []
    for file in sorted(dist.iterdir()):
        if file.name not in (SUMS, UNSIGNED):
            with file.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    (dist / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def main() -> int:
    """Finish a release and list its files with their sizes."""
    parser = argparse.ArgumentParser(description="Add sums, signatures and the rest to dist/.")
    parser.add_argument("--dist", type=Path, default=DIST)
    parser.add_argument("--frozen", type=Path, default=FROZEN)
    parser.add_argument("--pack", type=Path, default=ROOT / "build" / TEACHER_PACK)
    options = parser.parse_args()
    try:
        key = named_key()
        finish(options.dist, options.frozen, options.pack, key)
    except UserError as error:
        fail(str(error))
    for file in sorted(options.dist.iterdir()):
        print(f"{file.stat().st_size:>12,}  {file.name}")
    print(f"Signed with the key {key.public}." if key else NOT_SIGNED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
