"""What is made new is closed to other accounts, whatever the account's habits are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nklearn.base.files import open_to_others
from nklearn.domain.records import Profile
from nklearn.storage.workspace_migrations import back_up
from nklearn.storage.workspace_store import WorkspaceStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def easygoing() -> Iterator[None]:
    """An account whose new files anybody may write."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("local", [True, False])
def test_a_new_folder_and_all_in_it_are_closed(tmp_path: Path, local: bool) -> None:
    home = tmp_path / "new" / "home"
    with WorkspaceStore.open(home, is_local=lambda _: local) as store:
        store.save_profile(Profile("p", "Mina", NOW))
        back_up(store._db, home / "backups", "workspace-v4", NOW)
        modes = {path.name: path.stat().st_mode & 0o777 for path in home.rglob("*")}
        assert home.stat().st_mode & 0o777 == 0o700
        assert modes.pop("backups") == 0o700
        assert set(modes.values()) == {0o600}
        assert ("workspace.db-wal" in modes) == local
    assert not open_to_others(home)


def test_a_folder_that_was_there_keeps_its_rights_and_is_noticed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for mode, noticed in ((0o755, True), (0o770, True), (0o711, False), (0o700, False)):
        home.chmod(mode)
        with WorkspaceStore.open(home):
            assert home.stat().st_mode & 0o777 == mode
            assert open_to_others(home) == noticed
    assert not open_to_others(tmp_path / "none")
