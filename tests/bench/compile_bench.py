"""How long the compiler takes over many copies of the small content tree of the tests.

python tests/bench/compile_bench.py 10000 1000    claims and lessons
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from nklearn.content.compile.compiler import compile_content

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "content"
_PER_FILE = 500
_PER_MODULE = 50


def multiply(root: Path, claims: int, lessons: int) -> None:
    """Fill `root` with the fixture, more claims and more modules of lessons."""
    shutil.copytree(FIXTURE, root)
    one = (root / "resources/claims/pit.yaml").read_text("utf-8").split("\n- id:")[0]
    for first in range(0, claims, _PER_FILE):
        numbers = range(first, min(first + _PER_FILE, claims))
        copies = [one.replace("pit-output-1998", f"pit-output-1998-{n}") for n in numbers]
        path = root / f"resources/claims/more-{first:06}.yaml"
        path.write_text("\n".join(copies), "utf-8")
    module = root / "lessons/pits"
    lesson = (module / "01-the-pit.md").read_text("utf-8")
    for first in range(0, lessons, _PER_MODULE):
        folder = Path(shutil.copytree(module, root / f"lessons/pits-{first}"))
        text = (folder / "module.yaml").read_text("utf-8")
        count = max(1, min(_PER_MODULE, lessons - first))
        text = text.replace("number: 1", f"number: {first + 2}")
        text = text.replace("minutes: 10", f"minutes: {5 * count + 3}")
        (folder / "module.yaml").write_text(text)
        for number in range(2, count + 1):
            (folder / f"{number:02}-the-pit-{number}.md").write_text(lesson, "utf-8")


def seconds(claims: int, lessons: int) -> float:
    """Return the CPU seconds of compiling so many."""
    with tempfile.TemporaryDirectory() as folder:
        multiply(Path(folder, "tree"), claims, lessons)
        out = Path(folder, "content.db")
        start = time.process_time()
        compile_content(Path(folder, "tree"), out)
        spent = time.process_time() - start
        size = out.stat().st_size / 1e6
    print(f"{claims} claims, {lessons} lessons: {size:.0f} MB", file=sys.stderr)
    return spent


def main() -> None:
    """Print the seconds for as many claims and lessons as the command line says."""
    print(f"{seconds(int(sys.argv[1]), int(sys.argv[2])):.1f} s")


if __name__ == "__main__":
    main()
