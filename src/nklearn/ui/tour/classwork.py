"""What the tour draws of work for teachers: what is due, an assignment, and what was handed in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from nklearn.base import signed
from nklearn.classroom import sealed
from nklearn.classroom.attempting import session_of
from nklearn.classroom.binding import Binding
from nklearn.classroom.classwork import Classwork
from nklearn.classroom.codes import join_code
from nklearn.classroom.formats import Assignment, Content, Teacher, encode
from nklearn.classroom.handing_in import hand_in
from nklearn.classroom.items import public_item
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Module
from nklearn.domain.questions import SingleChoice
from nklearn.domain.responses import ChoiceResponse
from nklearn.domain.teaching import Kind
from nklearn.ui.classwork.making import classwork_of
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop

_STUDENT, _CLASS = "7K2M9QXD", "c1a55c1a55c1a551"
_QUESTIONS = 5


def classwork_stops(window: MainWindow, module: Module) -> Iterator[Stop]:
    """Give home with what is due, an assignment that was begun, and the receipt of another."""
    first, second = "a551900000000001", "a551900000000002"
    home = "nk:home"
    yield Stop("home-due", home, lambda: _receive(window, module, (first, second)))
    page = str(Address.of("assignment", first))
    yield Stop("assignment", page, lambda: _begin(classwork_of(window.context), first))
    handed = str(Address.of("assignment", second))
    yield Stop("assignment-handed", handed, lambda: _hand_in(classwork_of(window.context), second))
    yield Stop("assignment-receipt", f"{handed}/receipt/1")
    yield Stop("assignments", "nk:assignment")


def _receive(window: MainWindow, module: Module, names: tuple[str, str]) -> None:
    catalog, work = window.context.catalog, classwork_of(window.context)
    key, recipient = signed.SigningKey(b"tour".ljust(32, b".")), _recipient()
    teacher = Teacher(name="R. Adeyemi", key=key.public, recipient=recipient, recovery=recipient)
    work.join(join_code(_STUDENT))
    work.trust(teacher)
    every = [catalog.question(name) for name in module.quiz]
    asked = [own for own in every if isinstance(own.body, SingleChoice)][:_QUESTIONS]
    for number, name in enumerate(names):
        made = Assignment(
            id=name,
            sequence=1,
            school_class=_CLASS,
            class_label="10B",
            teacher=teacher,
            title=module.title,
            words="Read the lesson before you begin.",
            made=work.now(),
            due=work.now() + timedelta(days=1 + 4 * number),
            kind=Kind.GRADED,
            reading=tuple(f"{module.lessons[0].id}/{own}" for own, _ in module.lessons[0].sections),
            items=tuple(public_item(own, Random(n))[0] for n, own in enumerate(asked)),
            minutes=20,
            content=Content(version=catalog.version),
        )
        bound = Binding("assignment", _CLASS, name, 1)
        data = signed.sign(key, encode(made), untrusted="for 10B", trusted=str(bound))
        work.admit(data, "tour.nkassign")


def _recipient() -> str:
    return sealed.recipient_of(sealed.new_identity())


def _begin(work: Classwork, name: str) -> None:
    """Begin, and answer the first two questions."""
    task = work.task(name)
    attempt = work.begin(task)
    session = session_of(work, task, attempt)
    for _ in range(2):
        if session is not None:
            body = session.question(session.position).body
            if isinstance(body, SingleChoice):
                session.answer(ChoiceResponse(body.options[0].id))
            session.next()


def _hand_in(work: Classwork, name: str) -> None:
    _begin(work, name)
    task = work.task(name)
    if task.going is not None:
        session = session_of(work, task, task.going)
        hand_in(work, task.going, session, random_bytes=os.urandom)
