"""What this process has cost so far, for measurements of the start."""

from __future__ import annotations

import time
from pathlib import Path


def costs() -> dict[str, float]:
    """Return the CPU time in seconds (user and system) and the resident set in MiB.

    The resident set is read from Linux; elsewhere it is 0.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        pages = 0
    return {"cpu_s": time.process_time(), "mib": pages * 4096 / 2**20}
