"""A teacher's file, `teaching.db`: classes, assignments, results and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from nklearn.storage import workspace_file
from nklearn.storage.local_disk import is_local
from nklearn.storage.teaching_decisions import TeachingDecisions
from nklearn.storage.teaching_exchange import TeachingExchange
from nklearn.storage.teaching_schema import TEACHING


def _utc_now() -> datetime:
    return datetime.now(UTC)


class TeachingStore(TeachingDecisions, TeachingExchange):
    """One teacher's file, apart from what people learn on the same computer.

    As the workspace: every write is one transaction and on the disk when its method returns;
    every method may raise UserError, and nothing has been written then. Times are UTC.
    """

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime] = _utc_now,
        is_local: Callable[[Path], bool] = is_local,
    ) -> Self:
        """Open the teacher's file in `folder`, or make one there.

        Raises:
            UserError: the folder can't be written, or the file there is damaged, newer, of
                another program or in use; it was left as it was.
        """
        connection = workspace_file.open_file(folder, clock(), is_local, TEACHING)
        return cls(connection, folder / TEACHING.name)

    @classmethod
    def in_memory(cls, *, clock: Callable[[], datetime] = _utc_now) -> Self:
        """Make an empty file of which nothing is kept."""
        return cls(workspace_file.open_memory(clock(), TEACHING), None)
