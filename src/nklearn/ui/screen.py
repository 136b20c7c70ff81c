"""Which of Qt's platforms the window opens on, decided before Qt ends the program over it."""

from __future__ import annotations

from collections.abc import Mapping

from nklearn.base.errors import UserError

_NAME = "QT_QPA_PLATFORM"


def platform_for(environment: Mapping[str, str], *, bundled: bool) -> str:
    """Return the platform to name to Qt on Linux, "" for its own choice.

    `bundled`: the program is the installed one, which has no Wayland of its own; Wayland desktops
    show its window through XWayland.

    Raises:
        UserError: there is no screen to open a window on.
    """
    named = environment.get(_NAME, "")
    if named and not (bundled and named.startswith("wayland")):
        return ""
    if environment.get("DISPLAY"):
        return "xcb" if bundled else ""
    if environment.get("WAYLAND_DISPLAY"):
        if not bundled:
            return ""
        raise UserError(
            "NKLearn’s window can’t open: this desktop shows Wayland programs only.",
            safe="Nothing was changed.",
            todo="Install XWayland (on Debian: the package xwayland), and log in again.",
        )
    raise UserError(
        "There is no screen here, so NKLearn’s window can’t open.",
        safe="Nothing was changed.",
        todo="Start it from a desktop. Commands work without a screen, and so does "
        "'nklearn tour DIR', which draws the pages.",
    )
