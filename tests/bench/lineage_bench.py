"""How long it takes to lay generated events out.

python tests/bench/lineage_bench.py 500
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.histories import history

from nklearn.domain.lineage import lay_out
from nklearn.domain.reach import History

_SEEDS = range(7)


def milliseconds(count: int) -> float:
    """Return the median CPU time over several histories of `count` events."""
    times: list[float] = []
    for seed in _SEEDS:
        bodies, events = history(seed, count)
        start = time.process_time()
        lay_out(History(bodies, events))
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


if __name__ == "__main__":
    print(f"{milliseconds(int(sys.argv[1])):.1f} ms")
