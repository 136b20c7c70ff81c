"""Answers and sessions: what was asked, answered, drafted, put off and reported."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from nklearn.domain.records import Answer, Confidence, Draft, Mode, Problem, QuizRun
from nklearn.domain.responses import Response, decode, encode
from nklearn.storage.workspace_base import time_of, time_text
from nklearn.storage.workspace_people import WorkspacePeople

_ANSWER = "SELECT id, question, context, kind, response, fraction, at, run, confidence FROM answer"
_RUN = (
    "SELECT id, module, seed, questions, position, started, ended, retrying, mode, released"
    " FROM quiz_run"
)


class WorkspaceSessions(WorkspacePeople):
    """Answers, sessions and what belongs to them."""

    # Answers

    def add_answer(self, profile: str, answer: Answer) -> None:
        """Add an answer; its draft goes, and one of a session ends the retry of its question.

        The first answer to a question in a review lets go of the wish to be asked it again; a
        wish that is made afterwards outlives a retry there.
        """
        kind, response = encode(answer.response)
        with self._writing():
            if answer.context == "review":
                self._db.execute(
                    "DELETE FROM asked_again WHERE profile = ? AND question = ? AND NOT EXISTS"
                    " (SELECT 1 FROM answer WHERE run = ? AND question = ?)",
                    (profile, answer.question, answer.run, answer.question),
                )
            self._db.execute(
                "INSERT INTO answer"
                " (id, profile, question, context, run, kind, response, fraction, confidence, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.id,
                    profile,
                    answer.question,
                    answer.context,
                    answer.run or None,
                    kind,
                    response,
                    answer.fraction,
                    answer.confidence,
                    time_text(answer.at),
                ),
            )
            self._db.execute(
                "DELETE FROM draft WHERE profile = ? AND question = ? AND run = ?",
                (profile, answer.question, answer.run),
            )
            if answer.run:
                self._db.execute("UPDATE quiz_run SET retrying = 0 WHERE id = ?", (answer.run,))

    def last_answer(self, profile: str, question: str, context: str) -> Answer | None:
        """Return the latest answer to a question in a context."""
        row = self._row(
            f"{_ANSWER} WHERE profile = ? AND question = ? AND context = ?"
            " ORDER BY seq DESC LIMIT 1",
            profile,
            question,
            context,
        )
        return _answer(row) if row else None

    def run_answers(self, run: str) -> tuple[Answer, ...]:
        """Return every answer of a session, in the order in which they were given."""
        return tuple(map(_answer, self._rows(f"{_ANSWER} WHERE run = ? ORDER BY seq", run)))

    def answers(self, profile: str) -> tuple[Answer, ...]:
        """Return every answer of a person, in the order in which they were given."""
        return tuple(map(_answer, self._rows(f"{_ANSWER} WHERE profile = ? ORDER BY seq", profile)))

    # Drafts

    def draft(self, profile: str, question: str, run: str = "") -> Draft | None:
        """Return what was chosen or typed but not checked yet, in a session or within a lesson."""
        row = self._row(
            "SELECT kind, response, confidence FROM draft"
            " WHERE profile = ? AND question = ? AND run = ?",
            profile,
            question,
            run,
        )
        return Draft(decode(row[0], row[1]), confidence_of(row[2])) if row else None

    def save_draft(
        self, profile: str, question: str, run: str, draft: Draft | None, at: datetime
    ) -> None:
        """Keep what is chosen or typed; None lets go of it."""
        with self._writing():
            if draft is None:
                self._db.execute(
                    "DELETE FROM draft WHERE profile = ? AND question = ? AND run = ?",
                    (profile, question, run),
                )
                return
            kind, response = encode(draft.response)
            self._db.execute(
                "INSERT INTO draft (profile, question, run, kind, response, confidence, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (profile, question, run) DO UPDATE SET"
                " kind = excluded.kind, response = excluded.response,"
                " confidence = excluded.confidence, at = excluded.at",
                (profile, question, run, kind, response, draft.confidence, time_text(at)),
            )

    # Sessions

    def start_run(self, profile: str, run: QuizRun) -> None:
        """Begin a session; one that still goes on for the same module and mode ends unfinished.

        `run.seed` is from 0 to 2**63 - 1.
        """
        with self._writing():
            self._db.execute(
                "UPDATE quiz_run SET ended = ?"
                " WHERE profile = ? AND module = ? AND mode = ? AND ended IS NULL",
                (time_text(run.started), profile, run.module, run.mode),
            )
            self._db.execute(
                "INSERT INTO quiz_run (id, profile, module, seed, questions, position, retrying,"
                " started, ended, mode, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                ),
            )

    def save_run(self, run: QuizRun) -> None:
        """Save where a session stands: its order, position, retry, end and release."""
        ended = time_text(run.ended) if run.ended else None
        with self._writing():
            self._db.execute(
                "UPDATE quiz_run SET questions = ?, position = ?, retrying = ?, ended = ?,"
                " released = ? WHERE id = ?",
                (
                    json.dumps(run.questions),
                    run.position,
                    int(run.retrying),
                    ended,
                    int(run.released),
                    run.id,
                ),
            )

    def runs(self, profile: str, module: str, mode: Mode = Mode.PRACTICE) -> tuple[QuizRun, ...]:
        """Return every session of a module in a mode, oldest first; at most the last is open."""
        rows = self._rows(
            f"{_RUN} WHERE profile = ? AND module = ? AND mode = ? ORDER BY seq",
            profile,
            module,
            mode,
        )
        return tuple(map(_run, rows))

    def all_runs(self, profile: str) -> tuple[QuizRun, ...]:
        """Return every session of a person, oldest first."""
        return tuple(map(_run, self._rows(f"{_RUN} WHERE profile = ? ORDER BY seq", profile)))

    # Asked again, problems

    def asked_again(self, profile: str) -> tuple[str, ...]:
        """Return the questions that this person wants to be asked again, first wish first."""
        rows = self._rows(
            "SELECT question FROM asked_again WHERE profile = ? ORDER BY at, question", profile
        )
        return tuple(row[0] for row in rows)

    def set_asked_again(self, profile: str, question: str, wanted: bool, at: datetime) -> None:
        """Keep or let go of the wish to be asked a question again."""
        with self._writing():
            if wanted:
                self._db.execute(
                    "INSERT INTO asked_again (profile, question, at) VALUES (?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (profile, question, time_text(at)),
                )
            else:
                self._db.execute(
                    "DELETE FROM asked_again WHERE profile = ? AND question = ?",
                    (profile, question),
                )

    def add_problem(self, profile: str, problem: Problem) -> None:
        """Keep what a person says is wrong with a question."""
        with self._writing():
            self._db.execute(
                "INSERT INTO problem (id, profile, question, words, content, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    problem.id,
                    profile,
                    problem.question,
                    problem.words,
                    problem.content,
                    time_text(problem.at),
                ),
            )

    def problems(self, profile: str) -> tuple[Problem, ...]:
        """Return what a person reported, oldest first."""
        rows = self._rows(
            "SELECT id, question, words, at, content FROM problem WHERE profile = ? ORDER BY seq",
            profile,
        )
        return tuple(Problem(row[0], row[1], row[2], time_of(row[3]), row[4]) for row in rows)

    def remove_problem(self, profile: str, problem: str) -> None:
        """Take a report back."""
        with self._writing():
            self._db.execute("DELETE FROM problem WHERE profile = ? AND id = ?", (profile, problem))


def _answer(row: tuple[Any, ...]) -> Answer:
    response: Response = decode(row[3], row[4])
    confidence = confidence_of(row[8])
    return Answer(
        row[0], row[1], row[2], response, row[5], time_of(row[6]), row[7] or "", confidence
    )


def confidence_of(stored: int | None) -> Confidence | None:
    """Return how sure somebody was, as it is stored."""
    return None if stored is None else Confidence(stored)


def _run(row: tuple[Any, ...]) -> QuizRun:
    return QuizRun(
        id=row[0],
        module=row[1],
        seed=row[2],
        questions=tuple(json.loads(row[3])),
        position=row[4],
        started=time_of(row[5]),
        ended=time_of(row[6]) if row[6] else None,
        retrying=bool(row[7]),
        mode=Mode(row[8]),
        released=bool(row[9]),
    )
