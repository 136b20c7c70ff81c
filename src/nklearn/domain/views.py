"""Authored views of the data: lines of one or several data sets that are worth seeing together."""

from __future__ import annotations

from nklearn.base.values import dataclass
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line of a view: `key` is `dataset/series`.

    `label` names it beside those of other data sets and `about` says what it counts; empty where
    its own name, or the first sentence on its data set, does.
    """

    key: str
    label: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class DataView:
    """A selection with a title of its own.

    `panels` draws each line in a small chart with a scale of its own. Data sets that stand in one
    view measure things of one kind: a reader may put any lines of theirs beside each other.
    """

    id: str
    title: str
    subtitle: str
    alt: str
    lines: tuple[ViewLine, ...]
    panels: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The lines, in the order in which they are drawn."""
        return tuple(line.key for line in self.lines)

    @property
    def datasets(self) -> tuple[str, ...]:
        """The ids of the data sets, in the order in which they occur."""
        return tuple(dict.fromkeys(key.partition("/")[0] for key in self.keys))

    @property
    def selection(self) -> Selection:
        """What a reader would have to choose to see it."""
        return Selection(self.datasets[0], shown=self.keys, panels=self.panels)

    @property
    def address(self) -> Address:
        """Where it opens."""
        return self.selection.address
