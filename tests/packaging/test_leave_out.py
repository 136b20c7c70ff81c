"""What goes into the frozen program: the lists, and the libraries that follow from them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.fixtures.scripts import PACKAGING, script

leave_out = script("freeze/leave_out")
loads = script("freeze/loads")

LIB = "PySide6/Qt/lib/libQt6{}.so.6"
ENTRIES = [
    ("PySide6/QtGui.abi3.so", "gui", "EXTENSION"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "xcb", "BINARY"),
    ("PySide6/Qt/plugins/platforms/libqvnc.so", "vnc", "BINARY"),
    ("libpython3.11.so.1.0", "python", "BINARY"),
    (LIB.format("Gui"), "lib-gui", "BINARY"),
    (LIB.format("Core"), "lib-core", "BINARY"),
    (LIB.format("Network"), "lib-network", "BINARY"),
    ("libcups.so.2", "cups", "BINARY"),
]
LINKS = {
    "gui": ["libQt6Gui.so.6", "libc.so.6"],
    "lib-gui": ["libQt6Core.so.6"],
    "xcb": ["libQt6Gui.so.6"],
    "vnc": ["libQt6Network.so.6"],
}


def test_a_plugin_that_is_left_out_takes_its_libraries_with_it() -> None:
    kept = leave_out.reachable(ENTRIES, _links)
    assert [file for _, file, _ in kept] == ["gui", "xcb", "python", "lib-gui", "lib-core"]


def _links(file: str) -> list[str]:
    return LINKS.get(file, [])


def test_links_to_what_was_left_out_go_too() -> None:
    datas = [
        ("libQt6Core.so.6", LIB.format("Core"), "SYMLINK"),
        ("libQt6Network.so.6", LIB.format("Network"), "SYMLINK"),
        ("content.db", "/somewhere/content.db", "DATA"),
    ]
    kept = leave_out.without_dangling(datas, [(LIB.format("Core"), "lib-core", "BINARY")])
    assert [entry[0] for entry in kept] == ["libQt6Core.so.6", "content.db"]


def test_nothing_that_the_program_imports_is_left_out() -> None:
    """The authoring side may be named in functions that only a checkout reaches."""
    wrong = [
        f"{name}: {module}"
        for name, file in loads.sources()
        for module in loads.imports(file.read_text("utf-8"))
        if not leave_out.wanted(module) and not module.startswith("nklearn.content.compile")
    ]
    assert not wrong


def test_what_is_imported_later_is_asked_for_too() -> None:
    asked = loads.asked_for()
    assert {"nklearn", "nklearn.ui.charts.line_chart", "pyqtgraph", "PySide6.QtSvg"} <= set(asked)
    assert not any(name.startswith("nklearn.content.compile") for name in asked)
    assert "nklearn.base.paths.root" not in asked


def test_a_module_that_was_left_out_too_much_stops_the_build(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "nklearn"
    lacking = "import sys; sys.modules['colorama'] = None"
    run = "from nklearn.__main__ import main; sys.exit(main())"
    program.write_text(f"#!{sys.executable}\n{lacking}\n{run}\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(SystemExit, match=r"leave-out\.toml"):
        loads.check(program)
    told = capfd.readouterr().err
    assert "nklearn.ui.charts.line_chart: " in told
    assert "colorama" in told
    assert "nklearn.base.paths" not in told


def test_nothing_needs_the_hooks_that_are_left_out() -> None:
    """They are there for programs that start processes of their own kind or list packages."""
    assert "pyi_rth_multiprocessing" in leave_out.HOOKS
    named = {
        module.partition(".")[0]
        for _, file in loads.sources()
        for module in loads.imports(file.read_text("utf-8"))
    }
    assert not named & {"multiprocessing", "pkgutil"}


def test_every_reason_is_given_once() -> None:
    for groups in leave_out.LISTS.values():
        assert all(group["why"].endswith(".") for group in groups)
        names = [name for group in groups for name in group["names"]]
        assert len(names) == len(set(names))


def test_the_data_of_icu_keep_korean() -> None:
    kept = (PACKAGING / "freeze/keep-icu.txt").read_text("utf-8").splitlines()
    assert {"coll/ko.res", "coll/root.res", "ko.res"} <= set(kept)


def test_windows_keeps_plugins_elsewhere_and_does_not_mind_case() -> None:
    entries = [
        ("PySide6\\QtGui.pyd", "gui", "EXTENSION"),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "windows", "BINARY"),
        ("PySide6\\plugins\\generic\\qtuiotouchplugin.dll", "touch", "BINARY"),
        ("PySide6\\translations\\qt_ko.qm", "words", "DATA"),
        ("PySide6\\Qt6Core.dll", "core", "BINARY"),
        ("PySide6\\Qt6Network.dll", "network", "BINARY"),
        ("PySide6\\opengl32sw.dll", "painter", "BINARY"),
        ("VCRUNTIME140.dll", "runtime", "BINARY"),
        ("python311.dll", "python", "BINARY"),
    ]
    links = {
        "gui": ["qt6core.dll", "KERNEL32.dll"],
        "core": ["vcruntime140.dll"],
        "touch": ["Qt6Network.dll"],
    }

    def linked(file: str) -> list[str]:
        return links.get(file, [])

    kept = leave_out.reachable(entries, linked)
    assert [file for _, file, _ in kept] == ["gui", "windows", "core", "runtime", "python"]


def test_the_framework_of_python_stays_on_a_mac() -> None:
    entries = [
        ("Python.framework/Versions/3.11/Python", "python", "BINARY"),
        ("Python.framework/Python", "Versions/3.11/Python", "SYMLINK"),
        ("PySide6/Qt/lib/QtDBus.framework/Versions/A/QtDBus", "bus", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "cocoa", "BINARY"),
    ]
    kept = leave_out.reachable(entries, _links)
    assert [file for _, file, _ in kept] == ["python", "Versions/3.11/Python", "cocoa"]
