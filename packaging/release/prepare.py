"""Make the frozen folder ready to be packed: licences, public key, and last the list of files.

    python packaging/release/prepare.py [build/frozen/nklearn]

It comes after `packaging/freeze/freeze.py` and before the installers; nothing may change in the
folder afterwards.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bundle import FROZEN

STEPS = ("licences.py", "public_key.py", "manifest.py")


def main() -> int:
    """Run the three steps; stop at the first that fails."""
    parser = argparse.ArgumentParser(description="Make the frozen folder ready to be packed.")
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    folder: Path = parser.parse_args().folder
    for step in STEPS:
        script = Path(__file__).with_name(step)
        status = subprocess.run([sys.executable, script, folder]).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
