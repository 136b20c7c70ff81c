"""Stops at what a teacher gives out: nothing yet, then a draft and two assignments."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop


def assigning_stops(window: MainWindow) -> Iterator[Stop]:
    """Give the stops; a teacher sits at the desk."""
    yield Stop("teach-assignments-empty", "nk:teach/assignments")
    yield Stop("teach-assignments", "nk:teach/assignments?class=all", lambda: _give_out(window))


def _give_out(window: MainWindow) -> None:
    """Save a draft, and an assignment with a file beside the desk."""
    import msgspec

    from nklearn.classroom import assigning
    from nklearn.classroom.codes import new_student_id
    from nklearn.classroom.drafts import new_draft, save_draft
    from nklearn.domain.teaching import Kind, SchoolClass, Student

    desk = window.context.teacher
    if desk is None or desk.store.assignments():
        return
    if not desk.store.classes():
        made = SchoolClass(desk.new_id(), "10B", desk.now())
        desk.store.save_class(made)
        names = ("Daria K.", "Elias H.", "Hana N.", "Jun W.")
        desk.store.save_students(
            *(
                Student(new_student_id(desk.random_bytes), made.id, name, "", "", 0, desk.now())
                for name in names
            )
        )
    folder = desk.folder / "exchange"
    folder.mkdir(parents=True, exist_ok=True)
    module = desk.catalog.modules()[0]
    lesson = module.lessons[0]
    reading = tuple(f"{lesson.id}/{name}" for name, _ in lesson.sections)
    draft = msgspec.structs.replace(
        new_draft(desk),
        title=module.title,
        kind=Kind.PRACTICE,
        reading=reading,
        practice=module.quiz[:5],
    )
    assigning.save(desk, draft, folder)
    save_draft(desk, msgspec.structs.replace(new_draft(desk), title=lesson.title, reading=reading))
