"""`make bench`: start-up, first chart, lessons, search, compiling, the lineage and the classroom.

Every figure comes from fresh child processes; those of the start run in turn with a bare window, so
that ratios hold on a noisy machine. Times are CPU time of the child (user and system), medians of
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

from child import EXPLORERS

HERE = Path(__file__).resolve().parent
CHILD = HERE / "child.py"
AIMS = {
    "first_paint_ratio": 1.5,
    "first_paint_mib": 80.0,
    "first_chart_ms": 600.0,
    "explorer_open_ms": 400.0,
    **{f"open_{page}_ms": 400.0 for page in EXPLORERS},
    "pan_ratio": 1.5,
    "lesson_open_ms": 150.0,
    "map_redraw_ms": 16.0,
    "search_ms_100k": 10.0,
    "compile_linear": 1.25,
    "lineage_500_ms": 200.0,
    "gradebook_step_ms": 16.0,
    "gradebook_open_s": 2.0,
    "import_ratio": 2.0,
}
_CLAIMS, _LESSONS = 10_000, 1_000


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


def window(runs: int) -> dict[str, float]:
    """Return what the window costs: starting it, and opening things in it."""
    # The installed program has its bytecode; an account that forbids writing it would not.
    compileall.compile_dir(HERE.parents[1] / "src", quiet=1)
    kinds = ("bare", "app", "chart", "explorer", "explorers", "lesson", "pan", "map")
    found: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "home")
        run_child("reader", home)
        run_child("app", home)  # warms caches
        for _ in range(runs):
            for kind in kinds:
                found[kind].append(run_child(kind, home))

    def middle(kind: str, name: str) -> float:
        return statistics.median(one[name] for one in found[kind])

    pairs = zip(found["app"], found["bare"], strict=True)
    return {
        "first_paint_ratio": round(statistics.median(a["cpu_s"] / b["cpu_s"] for a, b in pairs), 3),
        "first_paint_mib": round(middle("app", "mib"), 1),
        "bare_window_mib": round(middle("bare", "mib"), 1),
        "first_paint_ms": round(1000 * middle("app", "cpu_s"), 1),
        "bare_window_ms": round(1000 * middle("bare", "cpu_s"), 1),
        "first_chart_ms": round(middle("chart", "ms"), 1),
        "explorer_open_ms": round(middle("explorer", "ms"), 1),
        **{
            f"open_{page}_ms": round(middle("explorers", page), 1) for page in found["explorers"][0]
        },
        "pan_ratio": round(
            statistics.median(one["ours_ms"] / one["bare_ms"] for one in found["pan"]), 3
        ),
        "pan_step_ms": round(middle("pan", "ours_ms"), 2),
        "lesson_open_ms": round(middle("lesson", "ms"), 1),
        "map_redraw_ms": round(middle("map", "pan_ms"), 2),
        "map_zoom_ms": round(middle("map", "zoom_ms"), 2),
    }


def search() -> dict[str, float]:
    """Return what a keystroke of search costs over 100,000 claims."""
    found = run_child("search", "100000")
    return {
        "search_ms_100k": round(found["median_ms"], 2),
        "search_worst_ms_100k": round(found["worst_ms"], 2),
    }


def compiling() -> dict[str, float]:
    """Return what compiling costs, and how the cost of an item grows from half the content."""
    half = run_child("compile", str(_CLAIMS // 2), str(_LESSONS // 2))["cpu_s"]
    whole = run_child("compile", str(_CLAIMS), str(_LESSONS))["cpu_s"]
    return {"compile_10k_s": round(whole, 2), "compile_linear": round(whole / (2 * half), 3)}


def lineage() -> dict[str, float]:
    """Return what laying out the lineage of 500 generated events costs."""
    return {"lineage_500_ms": round(run_child("lineage", "500")["ms"], 1)}


def classroom() -> dict[str, float]:
    """Return what a school of 2,000 costs its teacher: 60 assignments, a million answers.

    A step draws the whole table anew; Qt itself draws only what came into sight.
    """
    with tempfile.TemporaryDirectory() as folder:
        steps = run_child("gradebook", str(Path(folder) / "home"))
    opened, imported = run_child("gradebook-open", ""), run_child("import", "")
    return {
        "gradebook_step_ms": round(steps["ours_ms"], 2),
        "gradebook_worst_ms": round(steps["worst_ms"], 2),
        "gradebook_ratio": round(steps["ours_ms"] / steps["bare_ms"], 3),
        "gradebook_open_s": round(opened["s"], 2),
        "gradebook_answers": opened["answers"],
        "import_ratio": round(imported["import_s"] / imported["cryptography_s"], 3),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    figures = {**window(options.runs), **search(), **compiling(), **lineage(), **classroom()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        aim = f"   (aim: at most {AIMS[name]:g})" if name in AIMS else ""
        print(f"{name:22}{value:>10}{aim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
