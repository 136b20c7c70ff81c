"""No module of the program can reach a network: none imports what could."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = (
    *("socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "urllib.error"),
    *("ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "webbrowser"),
    *("requests", "httpx", "aiohttp", "PySide6.QtNetwork", "PySide6.QtWebSockets"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def reaches_network(name: str) -> bool:
    return any(name == own or name.startswith(f"{own}.") for own in FORBIDDEN)


def test_what_could_reach_a_network_is_told() -> None:
    found = set(imported(ast.parse("import http.client\nfrom PySide6 import QtNetwork\nimport os")))
    assert {name for name in found if reaches_network(name)} == {
        "http.client",
        "PySide6.QtNetwork",
    }


def test_nothing_in_the_program_imports_a_way_to_a_network() -> None:
    files = sorted((ROOT / "src").rglob("*.py"))
    assert len(files) > 100
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imported(ast.parse(path.read_text("utf-8")))
        if reaches_network(name)
    ]
    assert not found
