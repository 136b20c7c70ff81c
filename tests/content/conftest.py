"""What tests of the content share: this checkout compiled, with the teacher's pack beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Catalog, TeacherPack]]:
    """What learners open, and the graded questions of teachers."""
    folder = tmp_path_factory.mktemp("course")
    compile_content(ROOT, folder / "content.db", folder / "teacher-pack.db")
    with (
        closing(Catalog.open(folder / "content.db")) as catalog,
        closing(TeacherPack(folder / "teacher-pack.db")) as pack,
    ):
        yield catalog, pack
