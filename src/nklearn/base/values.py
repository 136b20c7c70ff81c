"""`dataclass` for classes that the start of the program needs: the same, but made when used.

The standard library writes seven methods for each frozen class as text and compiles them, a
millisecond a class. With a hundred classes that is more than Qt takes for an empty window, and
most of them have no object before somebody opens a lesson. Here a class gets its slots at once,
and the rest with its first object, or when its fields are asked for; then the standard library
makes fields and `__init__`, and what it would write besides is shared. What can be seen is the
same: `fields`, `replace`, `asdict`, `FrozenInstanceError`, `__match_args__`, `__post_init__`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")
_OF_OBJECTS = ("__dict__", "__weakref__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots, kw_only=False):
        """Make a frozen dataclass with slots, as the standard library does.

        Raises:
            TypeError: the class is neither, rests on another dataclass, or has what is not known
                here: then it must be a dataclass of the standard library.
        """
        if not (frozen and slots):
            raise TypeError("only for frozen classes with slots")
        return lambda cls: _made(cls, kw_only=kw_only)


def _made(cls: type[Any], *, kw_only: bool) -> type[Any]:
    """Make the class with its slots; what is left comes with `_finish`."""
    written = {name: found for name, found in vars(cls).items() if name not in _OF_OBJECTS}
    names = [n for n, kind in cls.__annotations__.items() if not kind.startswith("ClassVar[")]
    if (
        any(map(dataclasses.is_dataclass, cls.__bases__))
        or not written.keys().isdisjoint((*_METHODS, "__slots__"))
        or any(cls.__annotations__[name].startswith(("InitVar", "KW_ONLY")) for name in names)
    ):
        raise TypeError(f"{cls.__qualname__} must be a dataclass of the standard library")

    remade: Any = type(cls)

    def finish() -> None:
        _finish(made, remade(cls.__name__, cls.__bases__, dict(written)), kw_only=kw_only)

    def init(self: Any, *given: Any, **named: Any) -> None:
        finish()
        made.__init__(self, *given, **named)

    own = {name: found for name, found in written.items() if name not in names}
    own |= {"__slots__": tuple(names), "__init__": init, "__repr__": _shown}
    own |= {"__setattr__": _refuse_change, "__delattr__": _refuse_removal}
    own |= {"__getstate__": _taken, "__setstate__": _given}
    own |= {name: _Later(name, finish) for name in ("__dataclass_fields__", "__match_args__")}
    made: Any = remade(cls.__name__, cls.__bases__, own)
    made.__qualname__ = cls.__qualname__
    return made


class _Later:
    """An attribute of a class that is there once the class is finished."""

    def __init__(self, name: str, finish: Callable[[], None]) -> None:
        self._name, self._finish = name, finish

    def __get__(self, _: object, owner: type[Any]) -> Any:
        self._finish()
        return getattr(owner, self._name)


def _finish(made: Any, written: type[Any], *, kw_only: bool) -> None:
    """Give a class its fields, and what goes by them; `written` is the class as it was written."""
    whole: Any = dataclasses.dataclass(frozen=True, repr=False, eq=False, kw_only=kw_only)(written)
    fields = dataclasses.fields(whole)
    compared = _getter([field.name for field in fields if field.compare])
    hashed = _getter([f.name for f in fields if (f.compare if f.hash is None else f.hash)])

    def equal(self: Any, other: Any) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hash_of(self: Any) -> int:
        return hash(hashed(self))

    made.__eq__, made.__hash__ = equal, hash_of
    made.__match_args__ = whole.__match_args__
    made.__dataclass_params__ = whole.__dataclass_params__
    made.__dataclass_fields__ = whole.__dataclass_fields__
    made.__init__ = whole.__init__


def _getter(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _refuse_change(self: Any, name: str, new: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _shown(self: Any) -> str:
    parts = [f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr]
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _taken(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _given(self: Any, state: list[Any]) -> None:
    for field, found in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, found)
