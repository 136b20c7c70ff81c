"""A reader's work for teachers, made where a page or a file needs it."""

from __future__ import annotations

from nklearn.classroom.classwork import Classwork
from nklearn.ui.context import Context


def classwork_of(context: Context) -> Classwork:
    """Return the work of the reader who is here."""
    return Classwork(context.learner, context.catalog, context.catalog.version)
