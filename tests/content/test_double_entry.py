"""Tables that were typed twice from the text agree with what ships."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "double-entry"
DATA = ROOT / "resources" / "data"


def _compare(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "compare.py")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_both_entries_agree() -> None:
    result = _compare(FOLDER)
    assert result.returncode == 0, result.stdout
    assert "minerals-output: 49 cells, 0 differing" in result.stdout
    for entry in sorted(FOLDER.glob("*.csv")):
        assert f"{entry.stem}: " in result.stdout
    entered = {entry.stem for entry in FOLDER.glob("*.csv")}
    shipped = {data.stem for data in DATA.glob("*/*.csv") if _is_typed(data)}
    assert shipped == entered, "what is computed throughout has no text to type"


def _is_typed(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        return any(row["value"] and row["status"] != "computed" for row in csv.DictReader(file))


def test_a_slip_in_one_entry_is_found(tmp_path: Path) -> None:
    copied = tmp_path / "docs" / "double-entry"
    shutil.copytree(FOLDER, copied)
    shutil.copytree(ROOT / "resources" / "data", tmp_path / "resources" / "data")
    entry = copied / "minerals-output.csv"
    typed = entry.read_text(encoding="utf-8")
    entry.write_text(typed.replace("6600", "6060"), encoding="utf-8")
    result = _compare(copied)
    assert result.returncode == 1
    assert "copper/2012: 6600 and 6060" in result.stdout
    assert "minerals-output: 49 cells, 1 differing" in result.stdout


def test_a_value_that_only_one_entry_has_is_found(tmp_path: Path) -> None:
    copied = tmp_path / "docs" / "double-entry"
    shutil.copytree(FOLDER, copied)
    shutil.copytree(ROOT / "resources" / "data", tmp_path / "resources" / "data")
    entry = copied / "mining-buyers.csv"
    typed = entry.read_text(encoding="utf-8")
    assert "taiwan,,,,,,,2" in typed
    entry.write_text(typed.replace("taiwan,,,,,,,2", "taiwan,,,,,,3,"), encoding="utf-8")
    result = _compare(copied)
    assert result.returncode == 1
    assert "taiwan/2013: absent and 3" in result.stdout
    assert "taiwan/2014: 2 and empty" in result.stdout
