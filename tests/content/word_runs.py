"""Runs of eight words, as hashes: they tell whether text was copied, and carry none of it.

The hashes of the two texts stand in `word-runs.bin`, six bytes each. To make them anew:

    python tests/content/word_runs.py TEXT... > tests/content/word-runs.bin
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

LENGTH = 8
_BYTES = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def folded(text: str) -> list[str]:
    """Return the words of a text without case, marks and apostrophes."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return [re.sub("['’]", "", word) for word in _WORD.findall(bare)]


def runs(words: list[str]) -> Iterator[tuple[int, bytes]]:
    """Give the place of every run of eight words, and its hash."""
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield start, blake2b(run.encode(), digest_size=_BYTES).digest()


def known_runs(path: Path) -> frozenset[bytes]:
    """Read the hashes that `main` wrote."""
    data = path.read_bytes()
    return frozenset(data[at : at + _BYTES] for at in range(0, len(data), _BYTES))


def main(paths: list[str]) -> None:
    """Write the hashes of some texts to the standard output, in order of their values."""
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    found = {digest for text in texts for _, digest in runs(folded(text))}
    sys.stdout.buffer.write(b"".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1:])
