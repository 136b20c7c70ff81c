"""Which character of a document shows which character of the bare words of a text."""

from __future__ import annotations

from bisect import bisect_right


class TextMap:
    """Places in the bare words and in the document that shows them, with markers and list marks.

    Pieces are added in the order in which they are put into the document.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []  # in the words
        self._spots: list[int] = []  # in the document
        self._lengths: list[int] = []
        self.words = ""

    def add(self, spot: int, words: str) -> None:
        """Take note that `words` stand in the document from `spot` on."""
        if words:
            self._starts.append(len(self.words))
            self._spots.append(spot)
            self._lengths.append(len(words.encode("utf-16-le")) // 2)
            self.words += words

    def end_line(self) -> None:
        """Take note that what comes now begins a line."""
        self.words += "\n"

    def spot(self, place: int, *, end: bool = False) -> int:
        """Return where a place of the words stands; an `end` belongs to the piece before it."""
        if not self._starts:
            return 0
        piece = max(0, bisect_right(self._starts, place - end) - 1)
        ahead = self.words[self._starts[piece] : place]
        return self._spots[piece] + min(len(ahead.encode("utf-16-le")) // 2, self._lengths[piece])

    def place(self, spot: int) -> int:
        """Return which place of the words a spot of the document shows, or is next after."""
        if not self._spots:
            return 0
        piece = max(0, bisect_right(self._spots, spot) - 1)
        start = self._starts[piece]
        units = max(0, min(spot - self._spots[piece], self._lengths[piece]))
        rest = self.words[start:].encode("utf-16-le")[: 2 * units]
        return start + len(rest.decode("utf-16-le", "ignore"))
