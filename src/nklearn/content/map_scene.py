"""The map as it is painted at one scale: marks, words and lines, none on another. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from nklearn.content.map_geometry import Box
from nklearn.content.map_placing import Floor, Placed, stacked
from nklearn.content.map_view import MapView, Province, Site
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.map_layout import MapLabel
from nklearn.domain.places import Point

Size = tuple[float, float]
#: How a mark stands for its place: at its point, as an outline in a province of which the texts
#: disagree, or in the county to which it moved.
PLACE, ELSEWHERE, NEW = "place", "elsewhere", "new"
# How much of a line of a province's words is air at its edges, in px: side bearing and leading.
_AIR = (6.0, 5.0)
# How much of a line of words may lie over the border, where they have no room within: they are
# painted upon a rim of their province's own fill.
_OVER = 0.34
# How much of an outline mark may lie over the border, where it has no room within.
_HALF_OUT = 0.6
# The order in which marks get their place.
_ORDER = ("camps", "prisons", "mines", "enterprises", "towns")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are, in px.

    `label` gives the lines of a province's words in each form within its outline, the widest form
    first, and last those beside it; `name` the words beside a mark, and (0, 0) where it has none.
    """

    mark: Callable[[Site], Size]
    label: Callable[[Province], tuple[tuple[Size, ...], ...]]
    name: Callable[[Site], Size]
    words: Callable[[MapLabel], Size]


@dataclass(frozen=True, slots=True)
class SceneMark:
    """A mark; `province` is that of an outline mark."""

    site: Site
    role: str
    placed: Placed
    province: str = ""

    @property
    def id(self) -> str:
        """The id among all marks."""
        return ":".join(
            filter(None, (self.site.id, "" if self.role == PLACE else self.role, self.province))
        )


@dataclass(frozen=True, slots=True)
class SceneLabel:
    """The words of a province; `form` is the number of the form that `Sizes.label` gave.

    `over` says that they stand within, but may reach over the border.
    """

    province: Province
    form: int
    placed: Placed
    over: bool = False

    @property
    def outside(self) -> bool:
        """Whether a line leads from the province to its words."""
        return self.form < 0


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A line between two marks: of a dispute, or of a move from the first to the second."""

    kind: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything at its place; `names` are the words beside marks, `labels` those of provinces."""

    marks: tuple[SceneMark, ...]
    labels: tuple[SceneLabel, ...]
    names: tuple[tuple[SceneMark, Box], ...]
    words: tuple[tuple[MapLabel, Box], ...]
    lines: tuple[SceneLine, ...]

    def boxes(self) -> list[Box]:
        """Return the boxes of all that is shown."""
        return [
            *(mark.placed.box for mark in self.marks),
            *(label.placed.box for label in self.labels),
            *(box for _, box in self.names),
            *(box for _, box in self.words),
        ]


def grown(scene: Scene, factor: float) -> Scene:
    """Return the scene as at a scale `factor` times larger, all at its point, nothing looked for.

    Things keep their size, so some may lie on others: this is for the moment between two scenes.
    """

    def moved(placed: Placed) -> Placed:
        (x, y), more = placed.anchor, factor - 1
        return Placed(placed.box.shifted(x * more, y * more), (x * factor, y * factor))

    def moved_box(box: Box, point: Point) -> Box:
        return box.shifted(point[0] * (factor - 1), point[1] * (factor - 1))

    marks = {mark.id: replace(mark, placed=moved(mark.placed)) for mark in scene.marks}
    return Scene(
        tuple(marks.values()),
        tuple(replace(label, placed=moved(label.placed)) for label in scene.labels),
        tuple((marks[mark.id], moved_box(box, mark.placed.anchor)) for mark, box in scene.names),
        tuple((label, moved_box(box, box.middle)) for label, box in scene.words),
        scene.lines,
    )


class _Builder:
    def __init__(
        self, view: MapView, choice: MapChoice, scale: float, sizes: Sizes, floor: Floor
    ) -> None:
        self._view, self._choice, self._scale = view, choice, scale
        self._sizes, self._floor = sizes, floor
        self._marks: list[SceneMark] = []
        self._lines: list[SceneLine] = []

    def build(self) -> Scene:
        shown = sorted(self._view.shown(self._choice), key=lambda site: _ORDER.index(site.layer))
        for site in shown:
            self._at_point(site)
        labels = self._labels()
        for site in shown:
            self._elsewhere(site)
        words = [(label, self._words(label)) for label in self._view.layout.labels]
        names = list(self._names())
        return Scene(
            tuple(self._marks), tuple(labels), tuple(names), tuple(words), tuple(self._lines)
        )

    def _px(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale

    def _add(self, site: Site, role: str, placed: Placed, province: str = "") -> SceneMark:
        mark = SceneMark(site, role, placed, province)
        self._marks.append(mark)
        return mark

    def _at_point(self, site: Site) -> None:
        """Put a place at its point, and where it has been since it moved."""
        size = self._sizes.mark(site)
        if site.point is not None and self._view.province(site.id) is None:
            self._add(site, PLACE, self._floor.push(self._px(site.point), size))
        if site.new_point is not None and self._moved(site):
            new = self._add(site, NEW, self._floor.push(self._px(site.new_point), size))
            self._lines.append(SceneLine("move", site.id, new.id))

    def _moved(self, site: Site) -> bool:
        return site.standing(self._choice.year).value == "moved"

    def _elsewhere(self, site: Site) -> None:
        """Put outlines into provinces of which the texts disagree, joined by a line.

        Where in a province it would lie nobody says; it stands close to the other province.
        """
        before = site.id if site.point is not None else ""
        for number, name in enumerate(site.elsewhere):
            province = self._view.province(name)
            if province is None:
                continue
            goal = self._goal(site, number)
            size = self._sizes.mark(site)
            placed = self._floor.within(province.region, self._scale, self._px(goal), [size])
            if placed is None:  # its middle at least lies there
                air = size[0] * _HALF_OUT, size[1] * _HALF_OUT
                placed = self._floor.within(
                    province.region, self._scale, self._px(goal), [size], air
                )
            if placed is None:
                placed = self._floor.push(self._px(province.region.centre), size)
            mark = self._add(site, ELSEWHERE, placed, name)
            if before:
                self._lines.append(SceneLine("dispute", before, mark.id))
            before = mark.id

    def _goal(self, site: Site, number: int) -> Point:
        """Return the point close to which an outline should stand: that of the other place."""
        if site.point is not None:
            return site.point
        others = [name for n, name in enumerate(site.elsewhere) if n != number]
        other = self._view.province(others[0]) if others else None
        mine = self._view.province(site.elsewhere[number])
        if other is None or mine is None:
            return site.point or (0.0, 0.0)
        return other.region.centre

    def _labels(self) -> list[SceneLabel]:
        """Put words within their outlines, then those that reach over, then those beside."""
        provinces = self._view.by_count
        found: dict[str, SceneLabel] = {}
        for over in (False, True):
            for province in provinces:
                if province.id not in found and (label := self._within(province, over)):
                    found[province.id] = label
        return [found.get(each.id) or self._beside(each) for each in provinces]

    def _within(self, province: Province, over: bool) -> SceneLabel | None:
        region, scale = province.region, self._scale
        *forms, _ = self._sizes.label(province)
        for number, lines in enumerate(forms):
            air = (max(_AIR[0], _OVER * stacked(lines)[0]) if over else _AIR[0], _AIR[1])
            if placed := self._floor.within(region, scale, self._px(region.centre), lines, air):
                return SceneLabel(province, number, placed, over)
        return None

    def _beside(self, province: Province) -> SceneLabel:
        region, scale = province.region, self._scale
        centre, size = self._px(region.centre), stacked(self._sizes.label(province)[-1])
        placed = self._floor.push(centre, size, self._view.land, scale)
        foot = self._floor.foot(region, scale, placed.box) or centre
        return SceneLabel(province, -1, Placed(placed.box, foot))

    def _words(self, label: MapLabel) -> Box:
        point = self._px(self._view.projection.flat((label.longitude, label.latitude)))
        size = self._sizes.words(label)
        return self._floor.push(point, size, self._view.land, self._scale).box

    def _names(self) -> Iterable[tuple[SceneMark, Box]]:
        for mark in self._marks:
            size = self._sizes.name(mark.site)
            if size[0] and (box := self._floor.beside(mark.placed.box, size)):
                yield mark, box


def build_scene(
    view: MapView,
    choice: MapChoice,
    scale: float,
    sizes: Sizes,
    bounds: Box,
    taken: Iterable[Box] = (),
) -> Scene:
    """Return the scene in px of the map at `scale` px a unit; nothing lies on `taken`."""
    return _Builder(view, choice, scale, sizes, Floor(bounds, taken)).build()
