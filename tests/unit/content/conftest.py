"""A copy of the small valid content tree, to break or to compile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "content"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the fixture that a test may change."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "tree"))
