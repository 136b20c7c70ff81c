"""Imports pyqtgraph, and NumPy with it, for less: only the first chart does.

pyqtgraph copies every name of three modules of Qt into modules of its own, and PySide makes a
class with all its enumerations of every name that is touched. Here a name is looked up when it
is first used, which spares a seventh of the first chart.

No chart of ours is drawn by OpenGL. pyqtgraph imports Qt's modules for it all the same, only to
derive classes that nobody makes; a stand-in spares them, here and in the installer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # halves NumPy's import

_LISTING = "__dir__"


class _Mirror(ModuleType):
    """Stands for pyqtgraph's copy of a module of Qt."""

    def __init__(self, source: ModuleType) -> None:
        super().__init__(f"pyqtgraph.Qt.{source.__name__.rpartition('.')[2]}")
        self._source = source

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)


class _NoOpenGL(ModuleType):
    """Stands for a module of Qt of which pyqtgraph only derives classes."""

    def __getattr__(self, name: str) -> type:
        if not name.startswith("QOpenGL"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)  # one class each: pyqtgraph asks whether a widget is one of them
        return made


@contextmanager
def _names_when_needed() -> Generator[None]:
    sources: tuple[ModuleType, ...] = (QtCore, QtGui, QtWidgets)
    for source in sources:
        mirror = _Mirror(source)
        sys.modules.setdefault(mirror.__name__, mirror)
        setattr(source, _LISTING, list)  # pyqtgraph copies the names that dir() gives
    for name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
        sys.modules.setdefault(name, _NoOpenGL(name))
    try:
        yield
    finally:
        for source in sources:
            delattr(source, _LISTING)


with _names_when_needed():
    import pyqtgraph as pg

__all__ = ["pg"]
