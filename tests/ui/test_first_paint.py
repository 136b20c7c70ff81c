"""`nklearn --first-paint`: what measurements of the start, and checks after installing, ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_window_opens_says_what_it_cost_and_closes(
    tmp_path: Path, shipped_content: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nklearn", "--home", str(tmp_path), "--first-paint"],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "NKLEARN_CONTENT": str(shipped_content),
        },
        timeout=60,
    )
    costs = json.loads(done.stdout)
    assert 0 < costs["cpu_s"] < 60
    assert (costs["mib"] > 10) is sys.platform.startswith("linux")
