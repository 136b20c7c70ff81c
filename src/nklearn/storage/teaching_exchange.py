"""What an import asks of a teacher's file: what was taken in, seen and given out, by hash."""

from __future__ import annotations

from collections.abc import Iterable

from nklearn.domain.teaching import Admitted, Device
from nklearn.storage.workspace_base import WorkspaceBase, time_of, time_text


class TeachingExchange(WorkspaceBase):
    """Questions by hash, and writes of many rows in one step."""

    def assignment_hashes(self) -> dict[str, tuple[str, str]]:
        """Return the id and class of every assignment ever given out, by the hash of its file."""
        rows = self._rows("SELECT hash, id, class FROM assignment")
        return {hash_: (name, owner) for hash_, name, owner in rows}

    def settled_events(self) -> frozenset[str]:
        """Return the hashes of files taken in that hold a result which counts."""
        return frozenset(row[0] for row in self._rows("SELECT event FROM result"))

    def waiting_events(self) -> tuple[Admitted, ...]:
        """Return files that were kept while their computer is not confirmed, as they came."""
        rows = self._rows(
            "SELECT hash, kind, class, student, assignment, data, at FROM event"
            " WHERE hash NOT IN (SELECT event FROM result) ORDER BY at, hash"
        )
        return tuple(
            Admitted(hash_, kind, owner, student, assignment, data, time_of(at))
            for hash_, kind, owner, student, assignment, data, at in rows
        )

    def result_ids(self) -> frozenset[str]:
        """Return the ids of all results."""
        return frozenset(row[0] for row in self._rows("SELECT id FROM result"))

    def note_devices(self, devices: Iterable[Device]) -> None:
        """Add computers that are not known yet; what was decided about others stays."""
        with self._writing():
            self._db.executemany(
                "INSERT INTO device (student, key, recipient, first_seen, state)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    (one.student, one.key, one.recipient, time_text(one.first_seen), one.state)
                    for one in devices
                ],
            )

    def events_seen_in(self, folder: str) -> frozenset[str]:
        """Return the hashes of files taken in that an import found in this folder."""
        rows = self._rows(
            "SELECT DISTINCT s.hash FROM file_seen s JOIN import_run r ON r.seq = s.run"
            " JOIN event e ON e.hash = s.hash WHERE r.folder = ?",
            self.places.kept(folder),
        )
        return frozenset(row[0] for row in rows)

    def hashes_seen_in(self, folder: str) -> frozenset[str]:
        """Return the hashes of all files, whatever became of them, that were found in a folder."""
        rows = self._rows(
            "SELECT DISTINCT s.hash FROM file_seen s JOIN import_run r ON r.seq = s.run"
            " WHERE r.folder = ? AND s.hash <> ''",
            self.places.kept(folder),
        )
        return frozenset(row[0] for row in rows)

    def assignment_folders(self) -> frozenset[str]:
        """Return the folders that assignments were put into."""
        rows = self._rows("SELECT DISTINCT folder FROM assignment")
        return frozenset(self.places.found(row[0]) for row in rows)

    def trim_imports(self, keep: int = 5) -> None:
        """Let go of old lists but for the last ones of each folder and what first came in."""
        with self._writing():
            self._db.execute(
                "DELETE FROM file_seen WHERE verdict NOT IN ('read', 'waiting', 'put back')"
                " AND run NOT IN (SELECT seq FROM (SELECT seq, row_number() OVER"
                " (PARTITION BY folder ORDER BY seq DESC) AS place FROM import_run)"
                " WHERE place <= ?)",
                (keep,),
            )

    def forget_files(self, hashes: Iterable[str]) -> None:
        """Take files out of all lists of imports: their names may tell of somebody."""
        self._db.execute("PRAGMA secure_delete = ON")
        with self._writing():
            self._db.executemany(
                "DELETE FROM file_seen WHERE hash = ?", [(hash_,) for hash_ in hashes]
            )

    def events_of(self, student: str) -> frozenset[str]:
        """Return the hashes of what a student handed in."""
        return frozenset(
            row[0] for row in self._rows("SELECT hash FROM event WHERE student = ?", student)
        )
