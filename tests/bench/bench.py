"""`make bench`: start-up, first chart and search, each against a bare Qt window or by itself.

Every figure comes from fresh child processes, run in turn with those of the bare window, so that
ratios hold on a noisy machine. Times are CPU seconds of the child (user and system), medians of
the runs; memory is the resident set at the first paint. Aims are those of docs/architecture.md.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHILD = HERE / "child.py"
AIMS = {
    "first_paint_ratio": 1.5,
    "first_paint_mib": 80.0,
    "first_chart_ms": 600.0,
    "search_ms_100k": 10.0,
}


def run_child(what: str, *arguments: str) -> dict[str, float]:
    """Run one child and return what it measured."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        [sys.executable, str(CHILD), what, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure(runs: int) -> dict[str, float]:
    """Return all figures: ratios, MiB and milliseconds."""
    # The installed program has its bytecode; an account that forbids writing it would not.
    compileall.compile_dir(HERE.parents[1] / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "home")
        run_child("app", home)  # warms caches, makes the workspace
        bare: list[dict[str, float]] = []
        full: list[dict[str, float]] = []
        charts: list[float] = []
        for _ in range(runs):
            bare.append(run_child("bare"))
            full.append(run_child("app", home))
            charts.append(run_child("chart", home)["chart_ms"])
        search = run_child("search", "100000")
    ratios = [own["cpu_s"] / other["cpu_s"] for own, other in zip(full, bare, strict=True)]
    return {
        "first_paint_ratio": round(statistics.median(ratios), 3),
        "first_paint_mib": round(statistics.median(one["mib"] for one in full), 1),
        "bare_window_mib": round(statistics.median(one["mib"] for one in bare), 1),
        "first_paint_ms": round(1000 * statistics.median(one["cpu_s"] for one in full), 1),
        "bare_window_ms": round(1000 * statistics.median(one["cpu_s"] for one in bare), 1),
        "first_chart_ms": round(statistics.median(charts), 1),
        "search_ms_100k": round(search["median_ms"], 2),
        "search_worst_ms_100k": round(search["worst_ms"], 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    figures = measure(options.runs)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        aim = f"   (aim: at most {AIMS[name]:g})" if name in AIMS else ""
        print(f"{name:22}{value:>10}{aim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
