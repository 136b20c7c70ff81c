"""The cheap dataclasses against those of the standard library: nobody shall see a difference."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from nklearn.base import values


class Plain:
    """As it is written; made twice."""

    kinds: ClassVar[tuple[str, ...]] = ("a", "b")
    name: str
    number: int = 3
    parts: list[int] = field(default_factory=list[int], compare=False)
    secret: str = field(default="s", repr=False)
    seen: int = field(default=0, hash=False)

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("negative")

    @property
    def double(self) -> int:
        """Twice the number."""
        return 2 * self.number


def made(by: Any, **more: bool) -> Any:
    own = {key: value for key, value in vars(Plain).items() if key[:6] not in ("__dict", "__weak")}
    return by.dataclass(frozen=True, slots=True, **more)(type("Plain", (), own))


@pytest.fixture(params=[False, True], ids=["by place", "keywords only"])
def pair(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    more = {"kw_only": True} if request.param else {}
    return made(values, **more), made(dataclasses, **more)


OBJECTS: list[dict[str, Any]] = [
    {"name": "x"},
    {"name": "x", "number": 4},
    {"name": "x", "parts": [1]},
    {"name": "x", "secret": "t"},
    {"name": "x", "seen": 1},
]


def test_they_look_and_compare_as_those_of_the_standard_library(pair: tuple[Any, Any]) -> None:
    ours, theirs = ([kind(**given) for given in OBJECTS] for kind in pair)
    assert list(map(repr, ours)) == list(map(repr, theirs))
    assert [[a == b for a in ours] for b in ours] == [[a == b for a in theirs] for b in theirs]
    assert [[hash(a) == hash(b) for a in ours] for b in ours] == [
        [hash(a) == hash(b) for a in theirs] for b in theirs
    ]
    assert ours[0] != theirs[0]
    assert [dataclasses.asdict(one) for one in ours] == [dataclasses.asdict(one) for one in theirs]
    assert [f.name for f in dataclasses.fields(pair[0])] == [
        f.name for f in dataclasses.fields(pair[1])
    ]
    assert pair[0].__slots__ == pair[1].__slots__
    assert pair[0].__match_args__ == pair[1].__match_args__
    assert pair[0].kinds == ("a", "b")
    assert ours[1].double == 8


def test_each_object_has_its_own_default_list(pair: tuple[Any, Any]) -> None:
    one, other = pair[0](name="a"), pair[0](name="b")
    assert one.parts == other.parts == []
    assert one.parts is not other.parts


@pytest.mark.parametrize("given", [{}, {"name": "x", "other": 1}, {"name": "x", "number": -1}])
def test_they_refuse_the_same(pair: tuple[Any, Any], given: dict[str, Any]) -> None:
    told: list[str] = []
    for kind in pair:
        for _ in range(2):  # the first object of a class is made in another way
            with pytest.raises((TypeError, ValueError)) as caught:
                kind(**given)
            told.append(str(caught.value).rpartition("__init__")[2])
    assert len(set(told)) == 1


def test_nothing_can_be_changed_but_with_replace(pair: tuple[Any, Any]) -> None:
    one = pair[0](name="a")
    for name in ("name", "other"):
        with pytest.raises(FrozenInstanceError, match=f"assign to field '{name}'"):
            setattr(one, name, "b")
        with pytest.raises(FrozenInstanceError, match=f"delete field '{name}'"):
            delattr(one, name)
    assert dataclasses.replace(one, number=5) == pair[0](name="a", number=5)
    assert not hasattr(one, "__dict__")


def test_copies_are_equal(pair: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "Plain", pair[0])
    one = pair[0](name="a", parts=[1])
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert other.parts == [1]


def test_the_fields_are_known_before_there_is_an_object(pair: tuple[Any, Any]) -> None:
    assert dataclasses.is_dataclass(pair[0])
    shown = [[(f.name, f.type, f.default, f.repr) for f in dataclasses.fields(k)] for k in pair]
    assert shown[0] == shown[1]
    assert made(values).__match_args__ == made(dataclasses).__match_args__


def test_a_class_without_fields_is_equal_to_itself() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Nothing:
        """Has none."""

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_what_it_does_not_know_is_left_to_the_standard_library() -> None:
    make: Any = values.dataclass
    with pytest.raises(TypeError, match="frozen"):
        make(frozen=True, slots=False)
    wrongs: list[dict[str, Any]] = [
        {"__eq__": object.__eq__},
        {"__slots__": ()},
        {"__annotations__": {"name": "InitVar[str]"}},
    ]
    for wrong in (
        type("Below", (made(values),), {}),
        *(type("Own", (), {"__annotations__": {}, **own}) for own in wrongs),
    ):
        with pytest.raises(TypeError, match="standard library"):
            make(frozen=True, slots=True)(wrong)
