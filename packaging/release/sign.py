"""Sign files of a release, so that `minisign -Vm FILE -P PUBLIC-KEY` verifies them.

    python packaging/release/sign.py new FILE       make a key; the public half is printed
    python packaging/release/sign.py files FILE...  write FILE.minisig for each
    python packaging/release/sign.py public         print the public half

The key is in the file that `NKLEARN_SIGNING_KEY` names. Without it nothing is signed, and that is
said. A signature is the four lines of minisign's prehashed form, made by `nklearn.base.signed`;
the trusted comment binds the name of the file and the commit. The same file, key and commit give
the same signature.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

from bundle import ROOT, fail, git

from nklearn import __version__
from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.base.key_file import VARIABLE, named_key, write_key
from nklearn.base.signed import SigningKey

LIMIT = 1024 * 1024 * 1024  # bytes; a signature is made over a file in memory
NOT_SIGNED = f"Not signed: {VARIABLE} names no key."


def signature_of(key: SigningKey, file: Path, commit: str) -> bytes:
    """Return the four lines that stand in `FILE.minisig`."""
    data = file.read_bytes()
    document = signed.sign(
        key,
        data,
        untrusted=f"signature of NKLearn {__version__}",
        trusted=f"file:{file.name} version:{__version__} commit:{commit}",
        limit=LIMIT,
    )
    return document[: len(document) - len(data)]


def sign_files(key: SigningKey, files: Iterable[Path], commit: str) -> list[Path]:
    """Write a signature beside each file; return the signatures."""
    made: list[Path] = []
    for file in files:
        beside = file.with_name(file.name + ".minisig")
        beside.write_bytes(signature_of(key, file, commit))
        signed.verify(beside.read_bytes() + file.read_bytes(), key.public, LIMIT)
        made.append(beside)
    return made


def new(path: Path) -> int:
    """Make a key in a new file, outside of the checkout: none must ever be committed."""
    if path.resolve().is_relative_to(ROOT):
        fail(f"{path} is in the checkout; a signing key must never be committed")
    key = SigningKey(secrets.token_bytes(32))
    write_key(path, key)
    print(key.public)
    print(f"{path} is the secret half. Keep a copy in a safe place.", file=sys.stderr)
    return 0


def main() -> int:
    """Do what was typed; 1 if something could not be read, written or signed."""
    parser = argparse.ArgumentParser(description="Sign files of a release.")
    subs = parser.add_subparsers(dest="action", required=True)
    subs.add_parser("new").add_argument("file", type=Path)
    subs.add_parser("files").add_argument("files", type=Path, nargs="+")
    subs.add_parser("public")
    options = parser.parse_args()
    try:
        if options.action == "new":
            return new(options.file)
        key = named_key()
        if key is None:
            print(NOT_SIGNED, file=sys.stderr)
            return 1
        if options.action == "public":
            print(key.public)
        else:
            for made in sign_files(key, options.files, git("rev-parse", "HEAD")):
                print(made)
    except UserError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
