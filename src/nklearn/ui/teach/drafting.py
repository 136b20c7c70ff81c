"""The assignment that a dialog works on: the draft, the bank and tree of its kind, and its sums."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from nklearn.classroom.assigning import bank_of
from nklearn.classroom.bank import Bank
from nklearn.classroom.choosing import ModuleNode, in_order, tree
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import (
    AssignmentDraft,
    Finding,
    Sums,
    findings,
    receivers,
    sums,
)
from nklearn.domain.teaching import Kind, Student


class Drafting(QObject):
    """Owns the draft; the parts of the dialog show it and wish for changes.

    `changed` comes after every change, `kind_changed` before it where the bank is another now.
    """

    changed = Signal()
    kind_changed = Signal()

    def __init__(self, desk: TeacherDesk, draft: AssignmentDraft) -> None:
        super().__init__()
        self.desk, self._draft = desk, draft
        self._banks: dict[Kind, Bank] = {}
        self._trees: dict[Kind, tuple[ModuleNode, ...]] = {}

    @property
    def draft(self) -> AssignmentDraft:
        """The draft as it stands."""
        return self._draft

    @property
    def bank(self) -> Bank:
        """The questions of the kind that is chosen."""
        kind = self._draft.kind
        if kind not in self._banks:
            self._banks[kind] = bank_of(self.desk, kind)
        return self._banks[kind]

    @property
    def nodes(self) -> tuple[ModuleNode, ...]:
        """What can be chosen, as a tree."""
        kind = self._draft.kind
        if kind not in self._trees:
            self._trees[kind] = tree(self.desk.catalog, self.bank)
        return self._trees[kind]

    def forget_banks(self) -> None:
        """Read the banks again: a pack was imported."""
        self._banks.clear()
        self._trees.clear()
        self.kind_changed.emit()
        self.changed.emit()

    def set(self, **changes: Any) -> None:
        """Change fields of the draft."""
        before = self._draft
        self._draft = msgspec.structs.replace(before, **changes)
        if self._draft == before:
            return
        if self._draft.kind is not before.kind:
            self.kind_changed.emit()
        self.changed.emit()

    def taker(self, name: str) -> Callable[[object], None]:
        """Return what takes another value of a field, for a signal."""
        return lambda value: self.set(**{name: value})

    @property
    def chosen(self) -> frozenset[str]:
        """The chosen leaves of the tree: sections and questions."""
        return frozenset((*self._draft.reading, *self._draft.questions))

    def choose(self, leaves: Collection[str]) -> None:
        """Take other leaves as chosen."""
        order = in_order(self.nodes, leaves)
        asked = {*self.bank.ids, *self._draft.questions}
        reading = tuple(leaf for leaf in order if leaf not in asked)
        draft = self._draft.with_questions(leaf for leaf in order if leaf in asked)
        self.set(reading=reading, graded=draft.graded, practice=draft.practice)

    def sums(self) -> Sums:
        """How much it is."""
        return sums(self._draft, self.nodes, self.bank)

    def findings(self) -> tuple[Finding, ...]:
        """What there is to say about it."""
        return findings(self.desk, self._draft, self.bank)

    def students(self) -> tuple[Student, ...]:
        """Whom it is for."""
        return receivers(self.desk, self._draft)
