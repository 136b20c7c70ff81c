"""The chain of command: ways up, groups, and a layout in which no two boxes ever meet."""

from __future__ import annotations

import json
from collections.abc import Generator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nklearn.__main__ import main
from nklearn.base.errors import UnknownAddressError
from nklearn.base.overriding import override
from nklearn.content.catalog import Catalog
from nklearn.content.chain import GROUPS, Chain
from nklearn.content.chain_layout import ChainScene, chain_scene, fold_id
from nklearn.content.chain_routes import GAP_X, HIGH
from nklearn.content.chain_rows import ChainView, chain_rows
from nklearn.content.shelf import Shelf
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import LINES, ChainChoice
from nklearn.domain.entities import Entity
from nklearn.domain.institutions import Body, CommandLink
from nklearn.interchange.links_csv import write_links

TEAM = "digging-team"


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    catalog = Catalog.open(shipped_content)
    yield catalog
    catalog.close()


@pytest.fixture(scope="module")
def chain(catalog: Catalog) -> Chain:
    return Chain(catalog)


class _Made(Shelf):
    """A shelf of made-up bodies and links."""

    def __init__(self, bodies: tuple[Body, ...], links: tuple[CommandLink, ...]) -> None:
        super().__init__()
        self._of: dict[str, tuple[Entity, ...]] = {"body": bodies, "command": links}

    @override
    def load_entities(self, page: str) -> tuple[Entity, ...]:
        return self._of.get(page, ())

    @override
    def source_line(self, source: str, place: str) -> str:
        return f"{source}, {place}"


KINDS = ("cabinet", "ministry", "bureau", "party", "army", "police", "enterprise", "unit")


@st.composite
def chains(draw: st.DrawFn) -> tuple[Chain, ChainChoice]:
    """Bodies of any kind, links from earlier to later ones or the other way, some folds open."""
    count = draw(st.integers(1, 22))
    bodies = tuple(
        Body(
            id=f"b{n}",
            name=f"Body {n}",
            kind=draw(st.sampled_from(KINDS)),
            field=draw(st.sampled_from(("coal", "party", "security"))),
            targets=tuple(draw(st.sets(st.sampled_from(("c1", "c2", "c3")), max_size=2))),
        )
        for n in range(count)
    )
    pairs = draw(
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=30)
    )
    links = tuple(
        CommandLink(
            id=f"l{n}",
            name="",
            over=f"b{min(pair)}",
            under=f"b{max(pair)}",
            kind=draw(st.sampled_from(LINES)),
        )
        for n, pair in enumerate(pairs)
    )
    names = [body.id for body in bodies] + [f"group-{group}" for group in GROUPS]
    unfolded = tuple(draw(st.lists(st.sampled_from(names), max_size=6)))
    chain = Chain(_Made(bodies, links))
    return chain, ChainChoice(open=draw(st.sampled_from(names[:count])), unfolded=unfolded)


def meets(scene: ChainScene) -> list[tuple[str, str]]:
    """Pairs of boxes that overlap or touch."""
    return [
        (one.id, two.id)
        for one, two in combinations(scene.boxes, 2)
        if abs(one.x + one.wide / 2 - two.x - two.wide / 2) < (one.wide + two.wide) / 2 + GAP_X - 1
        and abs(one.y - two.y) < HIGH
    ]


def crossed(scene: ChainScene) -> list[tuple[str, str]]:
    """Strokes that run through a box."""
    found: list[tuple[str, str]] = []
    for stroke in scene.strokes:
        for (x1, y1), (x2, y2) in zip(stroke.points, stroke.points[1:], strict=False):
            for box in scene.boxes:
                across = min(x1, x2) < box.x + box.wide and max(x1, x2) > box.x
                along = min(y1, y2) < box.y + HIGH and max(y1, y2) > box.y
                if across and along:
                    found.append((f"{stroke.over}>{stroke.under}", box.id))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chains())
def test_no_boxes_meet_and_no_line_runs_through_one(made: tuple[Chain, ChainChoice]) -> None:
    chain, choice = made
    scene = chain_scene(chain, choice)
    assert meets(scene) == []
    assert crossed(scene) == []
    shown = {name for box in scene.boxes for name in box.members or (box.id,)}
    assert shown == set(chain.bodies), "every body is in a box or a fold"
    assert choice.open in {box.id for box in scene.boxes}, "what is open is never folded"
    for box in scene.boxes:
        assert box.x >= 0 and box.x + box.wide <= scene.width
        assert box.y >= 0 and box.y + HIGH <= scene.height


def test_every_state_of_the_shipped_chain_is_free_of_overlap(chain: Chain) -> None:
    folds = [box.owner for box in chain_scene(chain, ChainChoice()).boxes if box.members]
    assert len(folds) > 5
    choices = [ChainChoice(unfolded=(one, two)) for one, two in combinations(folds, 2)]
    choices += [ChainChoice(open=name) for name in chain.bodies]
    choices.append(ChainChoice(unfolded=tuple(folds)))
    for choice in choices:
        scene = chain_scene(chain, choice)
        assert (meets(scene), crossed(scene)) == ([], []), choice


def test_all_levels_are_seen_at_once_in_a_small_window(chain: Chain) -> None:
    scene = chain_scene(chain, ChainChoice())
    assert scene.width <= 914
    assert scene.height <= 490
    row = {box.id: box.row for box in scene.boxes}
    line = ["cabinet-1998", "ministry-of-coal-industry", "coal-industry-general-bureaus"]
    line += ["coal-combined-enterprise", "coal-mine", "mine-shaft", TEAM]
    assert [row[name] for name in line] == list(range(7))
    assert {"combined-enterprise-type-one", "combined-enterprise-type-two"} <= set(row)
    assert {"excavation-team", "mine-sub-team", "korean-workers-party"} <= set(row)
    column = {box.id: box.column for box in scene.boxes}
    assert len({column[name] for name in line}) == 1, "the line goes straight down"


def test_an_order_passes_through_every_level(chain: Chain) -> None:
    state, party = chain.ways(TEAM)
    assert [step.body.id for step in state.steps][::6] == ["cabinet-1998", TEAM]
    assert all(step.link and step.link.targets for step in state.steps[1:])
    assert (party.line, party.steps[-1].body.id) == ("party", "coal-combined-enterprise")
    assert state.words.startswith("Cabinet (since 1998) › Ministry of Coal Industry › ")


def test_groups_follow_from_the_data(chain: Chain) -> None:
    group = chain.group_of
    assert set(group.values()) == set(GROUPS)
    assert group["korean-peoples-army"] == group["pyongyang-defense-command"] == "army"
    assert group["ministry-of-peoples-security"] == group["state-security-department"] == "police"
    assert group["office-39"] == group["kumgang-guidance-bureau"] == "party"
    assert group["organization-and-guidance-department"] == "offices"
    assert {name: len(found) for name, found in chain.examples.items()} == {
        "combined-enterprise-type-one": 2,
        "combined-enterprise-type-two": 3,
    }


def test_every_link_is_drawn_once_and_stands_in_the_list(catalog: Catalog, chain: Chain) -> None:
    links = {link.id for link in catalog.command_links()}
    scene = chain_scene(chain, ChainChoice())
    drawn = [name for stroke in scene.strokes for name in stroke.links]
    assert sorted(drawn) == sorted(links)
    rows = chain_rows(chain)
    assert sorted(row.link.id for row in rows if row.link) == sorted(links)
    assert {row.body.id for row in rows if row.body} == set(chain.bodies)


def test_a_fold_opens_by_its_owner_and_for_what_is_open(chain: Chain) -> None:
    owner = "ministry-of-extractive-industry"
    for choice in (ChainChoice(unfolded=(owner,)), ChainChoice(open="mining-guidance-bureau")):
        boxes = {box.id: box for box in chain_scene(chain, choice).boxes}
        assert boxes[fold_id(owner)].opened
        assert set(boxes[fold_id(owner)].members) <= set(boxes)


@given(
    st.builds(
        ChainChoice,
        open=st.sampled_from(("", TEAM)),
        line=st.sampled_from(("", *LINES)),
        unfolded=st.lists(st.sampled_from(("a", "group-other")), unique=True).map(tuple),
        as_list=st.booleans(),
    )
)
def test_a_choice_survives_its_address(choice: ChainChoice) -> None:
    assert ChainChoice.parse(Address.parse(str(choice.address))) == choice


def test_odd_addresses(chain: Chain) -> None:
    odd = ChainChoice.parse(Address.parse("nk:chain?line=sideways&view=upside&unfold=,,x,x"))
    assert odd == ChainChoice(unfolded=("x",))
    assert len(chain_scene(chain, odd).boxes) == len(chain_scene(chain, ChainChoice()).boxes)
    with pytest.raises(UnknownAddressError):
        ChainChoice.parse(Address.parse("nk:chain/below"))
    with pytest.raises(UnknownAddressError):
        chain.body("nobody")


def test_text_and_csv_have_it_all(catalog: Catalog, chain: Chain) -> None:
    lines = "\n".join(ChainView(chain, ChainChoice(open=TEAM)).lines())
    assert "What an order passes through on its way to Digging team:" in lines
    assert "Mine shaft (administrative)" in lines
    table = write_links(catalog, chain, "party").decode("utf-8-sig").splitlines()
    party = [link for link in chain.links if link.kind == "party"]
    assert len(table) == len(party) + 1
    assert "HRNK 2016" in table[1]


def test_show_prints_it(
    shipped_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NKLEARN_CONTENT", str(shipped_content))
    assert main(["show", "nk:chain?open=digging-team"]) == 0
    assert "Mine shaft › Digging team" in capsys.readouterr().out
    assert main(["show", "--json", "nk:chain?line=party"]) == 0
    kinds = {row["link"]["kind"] for row in json.loads(capsys.readouterr().out) if row["link"]}
    assert kinds == {"party"}
