"""A person's whole work, out of the workspace and into it, each in one step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nklearn.base.errors import UserError
from nklearn.domain.records import Draft
from nklearn.domain.responses import decode, encode
from nklearn.storage.workspace_base import time_of, time_text
from nklearn.storage.workspace_erasing import WorkspaceErasing
from nklearn.storage.workspace_sessions import confidence_of

if TYPE_CHECKING:  # no start of the program waits for them
    from nklearn.domain.work import Stamped, Work

_IDS = ("answer", "quiz_run", "problem", "note")


class WorkspaceWork(WorkspaceErasing):
    """Takes a person's work out, and brings one in."""

    def work(self, profile: str) -> Work | None:
        """Return all that a person did, the profile whole; None if there is no such person."""
        from nklearn.domain.work import SavedDraft, SectionRead, Stamped, Work

        person = self.profile(profile)
        if person is None:
            return None
        reads = self._rows(
            "SELECT lesson, section, at FROM section_read WHERE profile = ?"
            " ORDER BY at, lesson, section",
            profile,
        )
        drafts = self._rows(
            "SELECT question, run, kind, response, confidence, at FROM draft WHERE profile = ?"
            " ORDER BY question, run",
            profile,
        )
        preferences = self._rows(
            "SELECT name, value FROM profile_preference WHERE profile = ?"
            " AND typeof(value) = 'text' ORDER BY name",
            profile,
        )
        place = self._row("SELECT address, at FROM place WHERE profile = ?", profile)
        return Work(
            person,
            tuple(SectionRead(row[0], row[1], time_of(row[2])) for row in reads),
            self.all_runs(profile),
            self.answers(profile),
            tuple(
                SavedDraft(
                    row[0],
                    row[1],
                    Draft(decode(row[2], row[3]), confidence_of(row[4])),
                    time_of(row[5]),
                )
                for row in drafts
            ),
            self._stamped("SELECT question, at FROM asked_again WHERE profile = ?", profile),
            self.problems(profile),
            self.bookmarks(profile),
            self.notes(profile),
            self._stamped("SELECT module, at FROM advisory_accepted WHERE profile = ?", profile),
            tuple((row[0], row[1]) for row in preferences),
            Stamped(place[0], time_of(place[1])) if place else None,
            self.kept_classwork(profile),
        )

    def bring(self, work: Work) -> None:
        """Add a person with all that they did, or merge it with what the same person did here.

        Raises:
            UserError: nothing was changed; some of it is another person's here.
        """
        from nklearn.domain.work import merged

        profile = work.profile.id
        here = self.work(profile)
        whole = merged(here, work) if here else work
        if whole == here:
            return
        with self._writing():
            self._refuse_others(work)
            # Answers are in the order of `seq`; so that they can be put in order, they go first.
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            self._put_profile(whole)
            self._db.execute("INSERT INTO erasing (profile) VALUES (?)", (profile,))
            for table in ("answer", "quiz_run", "draft", "problem", "note"):
                self._db.execute(f"DELETE FROM {table} WHERE profile = ?", (profile,))
            self._db.execute("DELETE FROM erasing WHERE profile = ?", (profile,))
            self._put_sessions(whole)
            self._put_marks(whole)
            self._put_classwork(profile, whole.classwork)

    def _stamped(self, sql: str, profile: str) -> tuple[Stamped, ...]:
        from nklearn.domain.work import Stamped

        rows = self._rows(f"{sql} ORDER BY 2, 1", profile)
        return tuple(Stamped(row[0], time_of(row[1])) for row in rows)

    def _refuse_others(self, work: Work) -> None:
        """Refuse ids that belong to somebody else here: the file was changed by hand."""
        for table, items in zip(
            _IDS, (work.answers, work.runs, work.problems, work.notes), strict=True
        ):
            for item in items:
                owner = self._db.execute(
                    f"SELECT profile FROM {table} WHERE id = ?", (item.id,)
                ).fetchone()
                if owner and owner[0] != work.profile.id:
                    raise UserError(
                        "Some of this work belongs to another reader on this computer.",
                        safe="Nothing was changed here.",
                        todo="Take the work to another computer anew, and bring that file.",
                    )

    def _put_profile(self, work: Work) -> None:
        person = work.profile
        self._db.execute(
            "INSERT INTO profile (id, name, created, class, last_used, pin)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " created = excluded.created, last_used = excluded.last_used",
            (
                person.id,
                person.name,
                time_text(person.created),
                person.school_class,
                time_text(person.last_used or person.created),
                person.pin,
            ),
        )
        self._db.executemany(
            "INSERT INTO profile_preference (profile, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [(person.id, name, value) for name, value in work.preferences],
        )
        if work.place:
            self._db.execute(
                "INSERT OR REPLACE INTO place (profile, address, at) VALUES (?, ?, ?)",
                (person.id, work.place.name, time_text(work.place.at)),
            )

    def _put_sessions(self, work: Work) -> None:
        profile = work.profile.id
        self._db.executemany(
            "INSERT INTO quiz_run (id, profile, module, seed, questions, position, retrying,"
            " started, ended, mode, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    run.id,
                    profile,
                    run.module,
                    run.seed,
                    json.dumps(run.questions),
                    run.position,
                    int(run.retrying),
                    time_text(run.started),
                    time_text(run.ended) if run.ended else None,
                    run.mode,
                    int(run.released),
                )
                for run in work.runs
            ],
        )
        self._db.executemany(
            "INSERT INTO answer (id, profile, question, context, run, kind, response, fraction,"
            " confidence, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    own.id,
                    profile,
                    own.question,
                    own.context,
                    own.run or None,
                    *encode(own.response),
                    own.fraction,
                    own.confidence,
                    time_text(own.at),
                )
                for own in work.answers
            ],
        )
        self._db.executemany(
            "INSERT INTO draft (profile, question, run, kind, response, confidence, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    profile,
                    own.question,
                    own.run,
                    *encode(own.draft.response),
                    own.draft.confidence,
                    time_text(own.at),
                )
                for own in work.drafts
            ],
        )

    def _put_marks(self, work: Work) -> None:
        from nklearn.domain.work import Stamped

        profile = work.profile.id
        self._db.executemany(
            "INSERT OR REPLACE INTO section_read (profile, lesson, section, at)"
            " VALUES (?, ?, ?, ?)",
            [(profile, own.lesson, own.section, time_text(own.at)) for own in work.reads],
        )
        for table, name, items in (
            ("asked_again", "question", work.asked_again),
            ("advisory_accepted", "module", work.advisories),
            ("bookmark", "section", [Stamped(own.section, own.at) for own in work.bookmarks]),
        ):
            self._db.executemany(
                f"INSERT OR REPLACE INTO {table} (profile, {name}, at) VALUES (?, ?, ?)",
                [(profile, own.name, time_text(own.at)) for own in items],
            )
        self._db.executemany(
            "INSERT INTO problem (id, profile, question, words, content, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (own.id, profile, own.question, own.words, own.content, time_text(own.at))
                for own in work.problems
            ],
        )
        self._db.executemany(
            "INSERT INTO note (id, profile, section, quote, before, after, words, made, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    own.id,
                    profile,
                    own.section,
                    own.quote,
                    own.before,
                    own.after,
                    own.words,
                    time_text(own.made),
                    time_text(own.changed),
                )
                for own in work.notes
            ],
        )
