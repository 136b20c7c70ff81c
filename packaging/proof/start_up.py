"""What the frozen program's first paint costs, against an empty frozen window in the same run.

    python packaging/proof/start_up.py [--runs 15]

Both are frozen with the same lists and started in turn. Times are CPU time (user and system) of
the process up to the first paint, medians of the runs; memory is the resident set there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = ROOT / "build" / "frozen" / "nklearn" / "nklearn"
SPEC = ROOT / "build" / "empty" / "empty.spec"
EMPTY = ROOT / "build" / "empty" / "dist" / "empty" / "empty"
AIMS = {"ratio": 1.5, "mib": 80.0}

_SPEC = """\
import sys
sys.path.insert(0, {freeze!r})
import leave_out
analysis = Analysis([{script!r}], excludes=leave_out.MODULES)
analysis.binaries = [entry for entry in analysis.binaries if leave_out.stays(entry[0])]
analysis.datas = [entry for entry in analysis.datas if leave_out.stays(entry[0])]
exe = EXE(PYZ(analysis.pure), analysis.scripts, exclude_binaries=True, name="empty")
COLLECT(exe, analysis.binaries, analysis.datas, name="empty")
"""


def freeze_empty() -> None:
    """Freeze the empty window, with what the program leaves out left out."""
    SPEC.parent.mkdir(parents=True, exist_ok=True)
    script, freeze = HERE / "empty_window.py", HERE.parent / "freeze"
    SPEC.write_text(_SPEC.format(freeze=str(freeze), script=str(script)), "utf-8")
    command = ("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR")
    places = ("--distpath", EMPTY.parents[1], "--workpath", SPEC.parent / "work")
    subprocess.run([sys.executable, *command, *places, SPEC], check=True)


def first_paint(*command: str | Path) -> dict[str, float]:
    """Start a program until its first paint, and return what it says that it cost."""
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **os.environ},
        timeout=120,
    )
    return json.loads(done.stdout.splitlines()[-1])


def a_reader(home: Path) -> None:
    """Make a workspace with one reader: home, not the choice of a name, is what is measured."""
    from nklearn.domain.records import Profile
    from nklearn.storage.workspace_store import WorkspaceStore

    now = datetime(2026, 3, 1, tzinfo=UTC)
    with WorkspaceStore.open(home) as store:
        store.save_profile(Profile("reader", "Reader", now, "", now))


def main() -> int:
    """Measure; return 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    freeze_empty()
    empty: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        a_reader(home)
        start = (PROGRAM, "--home", home, "--first-paint", "nk:home")
        first_paint(EMPTY)
        first_paint(*start)  # both warm the caches of the disk
        for _ in range(runs):
            empty.append(first_paint(EMPTY))
            ours.append(first_paint(*start))
    ratios = [own["cpu_s"] / bare["cpu_s"] for own, bare in zip(ours, empty, strict=True)]
    found = {
        "ratio": round(statistics.median(ratios), 3),
        "mib": round(statistics.median(one["mib"] for one in ours), 1),
        "ms": round(1000 * statistics.median(one["cpu_s"] for one in ours)),
        "empty_ms": round(1000 * statistics.median(one["cpu_s"] for one in empty)),
        "empty_mib": round(statistics.median(one["mib"] for one in empty), 1),
    }
    missed = [name for name, aim in AIMS.items() if found[name] > aim]
    print(json.dumps(found))
    for name in missed:
        print(f"missed: {name} is {found[name]}, the aim is {AIMS[name]}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
