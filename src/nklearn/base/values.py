"""`dataclass` for classes that the start of the program needs: the same, for a tenth of the time.

The standard library writes seven methods for each frozen class as text and compiles them, a
millisecond a class. With a hundred classes that is more than Qt takes for an empty window.
Here the methods are shared and look at the fields when they are called; only `__init__` is still
written, by the standard library, when the first object of its class is made. What can be seen is
the same: `fields`, `replace`, `asdict`, `FrozenInstanceError`, slots, `__post_init__`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots, kw_only=False):
        """Make a frozen dataclass with slots, as the standard library does.

        Raises:
            TypeError: the class is neither, rests on another dataclass, or brings a method that
                is made here: then it must be a dataclass of the standard library.
        """
        if not (frozen and slots):
            raise TypeError("only for frozen classes with slots")
        return lambda cls: _made(cls, kw_only=kw_only)


def _made(cls: type[Any], *, kw_only: bool) -> type[Any]:
    written, bases = dict(cls.__dict__), cls.__bases__
    if any(map(dataclasses.is_dataclass, bases)) or not written.keys().isdisjoint(_METHODS):
        raise TypeError(f"{cls.__qualname__} must be a dataclass of the standard library")
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)

    def init(self: Any, *given: Any, **named: Any) -> None:
        own = {key: found for key, found in written.items() if key not in _OF_EACH_CLASS}
        twin: Any = dataclasses.dataclass(frozen=True, repr=False, eq=False, kw_only=kw_only)(
            type(cls.__name__, bases, own)
        )
        made.__init__ = twin.__init__
        made.__init__(self, *given, **named)

    made.__init__ = init
    _compare_and_hash(made)
    _freeze(made)
    made.__repr__ = _shown
    made.__getstate__, made.__setstate__ = _taken, _given
    return made


_OF_EACH_CLASS = ("__dict__", "__weakref__")


def _compare_and_hash(made: Any) -> None:
    """Give a class its equality, and a hash by the same fields."""
    fields = dataclasses.fields(made)
    compared = _getter([field.name for field in fields if field.compare])
    hashed = _getter([f.name for f in fields if (f.compare if f.hash is None else f.hash)])

    def equal(self: Any, other: Any) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hash_of(self: Any) -> int:
        return hash(hashed(self))

    made.__eq__, made.__hash__ = equal, hash_of


def _getter(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _freeze(made: Any) -> None:
    """Let nobody change the fields of a class’s objects."""
    names = frozenset(field.name for field in dataclasses.fields(made))

    def change(self: Any, name: str, new: Any) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, new)

    def remove(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    made.__setattr__, made.__delattr__ = change, remove


def _shown(self: Any) -> str:
    parts = [f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr]
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _taken(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _given(self: Any, state: list[Any]) -> None:
    for field, found in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, found)
