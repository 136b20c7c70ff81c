"""What tests of the content share: this checkout compiled, with the teacher's pack beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.storage.teacher_pack import TeacherPack


@pytest.fixture(scope="session")
def packs(shipped_content: Path, shipped_pack: Path) -> Iterator[tuple[Catalog, TeacherPack]]:
    """What learners open, and the graded questions of teachers."""
    with (
        closing(Catalog.open(shipped_content)) as catalog,
        closing(TeacherPack(shipped_pack)) as pack,
    ):
        yield catalog, pack
