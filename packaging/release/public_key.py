"""Put the public key of the release into the frozen program, as `_internal/release.pub`.

    python packaging/release/public_key.py [build/frozen/nklearn]

The program trusts updates of content that this key signed. Where `NKLEARN_SIGNING_KEY` names no
key there is no such file, and the program trusts none but the keys that its administrator names.
The form is that of minisign's own `.pub` files, so `minisign -p` takes it as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bundle import FROZEN, fail

from nklearn.base.errors import UserError
from nklearn.base.key_file import named_key
from nklearn.base.manifest import BUNDLE
from nklearn.base.signed import SigningKey, key_id

NAME = "release.pub"


def text_of(key: SigningKey) -> str:
    """Return what minisign writes into a `.pub` file: a comment and the 56 characters."""
    return f"untrusted comment: NKLearn, public key {key_id(key.public)}\n{key.public}\n"


def put(folder: Path, key: SigningKey | None) -> str:
    """Write the file, or take away an older one; return what to say about it."""
    path = folder / BUNDLE / NAME
    if key is None:
        path.unlink(missing_ok=True)
        return f"{BUNDLE}/{NAME}: none, as this build is not signed"
    path.write_text(text_of(key), "ascii", newline="\n")
    path.chmod(0o644)
    return f"{BUNDLE}/{NAME}: {key.public}"


def main() -> int:
    """Put the key of `NKLEARN_SIGNING_KEY` into a frozen folder."""
    parser = argparse.ArgumentParser(description="Put the public key into the program.")
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    try:
        print(put(parser.parse_args().folder, named_key()))
    except UserError as error:
        fail(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
