"""A whole session asks for no network: strace writes down every call, and there is none to reach.

The proof of the installers goes through the same session with the frozen program.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.fixtures.scripts import script

pytestmark = pytest.mark.external

offline = script("proof/offline")


def test_a_session_asks_for_no_network(
    tmp_path: Path, shipped_content: Path, shipped_pack: Path
) -> None:
    program = Path(sys.executable).with_name("nklearn")
    session = offline.Session(program, tmp_path, shipped_content, shipped_pack)
    with offline.screen() as on:
        offline.run(session, on)
    calls = session.calls()
    assert offline.families(calls) == ["AF_UNIX"]
    assert not offline.internet(calls)


def test_a_call_that_leaves_the_computer_would_be_told() -> None:
    calls = [
        "socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3",
        "socket(AF_INET6, SOCK_STREAM, IPPROTO_IP) = 19",
    ]
    assert offline.internet(calls) == calls[1:]
    assert offline.families(calls) == ["AF_INET6", "AF_UNIX"]
