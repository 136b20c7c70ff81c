"""`nklearn teach erase`: students let go of for good, without a window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.classroom.desk import TeacherDesk


def erase_student(desk: TeacherDesk, options: argparse.Namespace) -> int:
    """Erase the student of a join code; return 1 if a folder could not be cleared.

    Raises:
        UserError: there is no such student, nobody said yes, or nothing could be saved.
    """
    from nklearn.classroom.codes import read_join_code
    from nklearn.classroom.erasure import REACH, erase

    student = desk.store.student(read_join_code(options.code))
    if student is None:
        raise UserError("No student here has this code.", todo="nklearn teach classes")
    if not options.yes:
        raise UserError(
            f"{student.name} and all that they handed in would be erased; it can’t be undone.",
            safe="Nothing was erased.",
            todo="Repeat the command with --yes.",
        )
    given = desk.store.assignments(student.school_class)
    known = [Path(one.folder) for one in given if one.folder and Path(one.folder).is_dir()]
    report = erase(desk, student.id, tuple(dict.fromkeys([*known, *options.folder])))
    print(f"{student.id} is erased; {report.removed} files removed from folders.")
    print(REACH)
    for trouble in report.troubles:
        print(trouble, file=sys.stderr)
    return 1 if report.troubles else 0
