"""How long every keystroke of some typed searches takes, over made-up claims.

python tests/bench/search_bench.py 100000
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from generate import pack

from nklearn.content.catalog import Catalog
from nklearn.storage.content_writer import build

_RUNS = 3
TYPED = (
    "how much coal in 1998",
    "the share of energy use in the north",
    "coal output in Pyongan 2014",
    "iron ore reserves at Musan",
    "chagang",
    "what did a former worker say",
    "coal magnesite 무산",
    "number of workers zzz qqq",
    "a an i o",
    "무산",
)


def measure(path: Path) -> tuple[float, float, str]:
    """Return the median and worst time of a keystroke in milliseconds, and the worst text.

    Each keystroke counts with the median of several runs, so that other work does not. Every run
    types into a search of its own, because a search remembers the words before.
    """
    times: dict[str, list[float]] = {}
    for _ in range(_RUNS):
        with closing(Catalog.open(path)) as catalog:
            for text in TYPED:
                for end in range(1, len(text) + 1):
                    start = time.perf_counter()
                    catalog.search(text[:end])
                    times.setdefault(text[:end], []).append((time.perf_counter() - start) * 1000)
    spent = {text: statistics.median(each) for text, each in times.items()}
    worst = max(spent, key=spent.__getitem__)
    return statistics.median(spent.values()), spent[worst], worst


def over_generated(number: int) -> tuple[float, float]:
    """Return the median and the worst keystroke in milliseconds over `number` claims."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "content.db")
        path.write_bytes(build(pack(number)))
        median, worst, text = measure(path)
        size = path.stat().st_size / 1e6
    print(f"{number} claims, {size:.0f} MB; slowest: {text!r}", file=sys.stderr)
    return median, worst


def main() -> None:
    """Print the figures for as many claims as the command line says."""
    median, worst = over_generated(int(sys.argv[1]))
    print(f"median {median:.2f} ms, worst {worst:.2f} ms")


if __name__ == "__main__":
    main()
