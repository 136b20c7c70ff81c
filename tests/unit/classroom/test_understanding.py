"""From a teacher's file to what it says: versions, attempts, marks, who has handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.fixtures import class_work
from tests.fixtures import tiny_course as tiny
from tests.fixtures.classroom import recipient, teacher_keys

from nklearn.base.errors import UserError
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.understanding import misconceptions_of, understanding_of
from nklearn.classroom.work import HandedIn, checklist, said_wrong, work_of, written_answers
from nklearn.content.catalog import Catalog
from nklearn.domain.item_statistics import Trust
from nklearn.domain.questions import Option, Question, SingleChoice
from nklearn.domain.records import Profile
from nklearn.domain.responses import ChoiceResponse, OrderResponse, Response, WrittenResponse
from nklearn.domain.teaching import Counts, Mark, Override, Ruling
from nklearn.storage.teaching_store import TeachingStore

CITED = SingleChoice(
    (
        Option("a", "24", True, (), ()),
        Option("b", "31", False, (), ("other-claim",)),
        Option("c", "37", False, (), ("third-claim",)),
    )
)
ONE = replace(tiny.choice("one"), body=CITED)
TWO = tiny.ordering("two")
TEXT = tiny.written("text")
WORDS = WrittenResponse("The report says so, and we do not know how.")


@pytest.fixture
def desk(tmp_path: Path, shipped_content: Path) -> Iterator[TeacherDesk]:
    with closing(Catalog.open(shipped_content)) as catalog:
        store = TeachingStore.in_memory(clock=lambda: class_work.START)
        held = TeacherDesk(
            Profile("p" * 8, "R. Adeyemi", class_work.START),
            tmp_path,
            teacher_keys(),
            recipient(-1),
            store=store,
            catalog=catalog,
            clock=lambda: class_work.START,
        )
        class_work.make_class(held, 4)
        class_work.put_pack(held, [ONE, TWO, TEXT])
        yield held
        held.close()


def answering(choices: str, orders: Sequence[str], *, text: bool = True) -> class_work.Answer:
    """Answer the first question by letter, the second by an order; a space leaves it open."""

    def answer(number: int, question: Question) -> Response | None:
        if question is ONE:
            return ChoiceResponse(choices[number]) if choices[number] != " " else None
        if question is TWO:
            return OrderResponse(tuple(orders[number])) if orders[number] else None
        return WORDS if text else None

    return answer


def test_all_is_led_back_to_the_questions(desk: TeacherDesk) -> None:
    made = class_work.assign(desk, [ONE, TWO])
    answer = answering("abb ", ["abcd", "acbd", "bacd", ""])
    class_work.hand_in(desk, made, [ONE, TWO], answer, range(4))
    found = understanding_of(desk, made.id)
    assert (found.handed_in, found.students, found.attempts) == (4, 4, 4)
    assert found.trust is Trust.WITHHELD
    one, two = found.items
    assert (one.share, one.right, one.picks.unanswered) == (0.25, 1, 1)
    assert one.instead is not None
    assert (one.instead.words, one.instead.count) == (("31",), 2)
    assert two.share == pytest.approx((1 + 0 + 1 / 3) / 4)
    assert found.worth is not None
    assert found.worth.numbers == (1, 2)
    assert found.quiz.mean == pytest.approx((2 + 0 + 1 / 3) / 4)
    assert [(each.claim, each.students) for each in found.misconceptions] == [("other-claim", 2)]


def test_two_versions_of_an_assignment_stand_together(desk: TeacherDesk) -> None:
    answer = answering("abca", ["abcd"] * 4)
    first = class_work.assign(desk, [ONE, TWO])
    class_work.hand_in(desk, first, [ONE, TWO], answer, [0, 1])
    second = class_work.assign(desk, [TWO, ONE], sequence=2)
    class_work.hand_in(desk, second, [ONE, TWO], answer, [2, 3])
    found = understanding_of(desk, first.id)
    assert [item.question.id for item in found.items] == ["m/two", "m/one"]
    assert [item.share for item in found.items] == [1.0, 0.5]


@pytest.mark.parametrize(
    ("counts", "share", "attempts"),
    [
        (Counts.BEST, 1.0, 1),
        (Counts.FIRST, 0.0, 1),
        (Counts.LAST, 0.0, 1),
        (Counts.AVERAGE, 1 / 3, 3),
    ],
)
def test_the_attempt_that_counts(
    desk: TeacherDesk, counts: Counts, share: float, attempts: int
) -> None:
    made = class_work.assign(desk, [ONE], counts=counts)
    for number, letter in enumerate("bac", 1):
        at = class_work.START + timedelta(days=number)
        class_work.hand_in(desk, made, [ONE], answering(letter, [""]), [0], attempt=number, at=at)
    found = understanding_of(desk, made.id)
    assert found.items[0].share == pytest.approx(share)
    assert (found.attempts, found.handed_in) == (attempts, 1)


def test_a_written_answer_is_set_aside_until_all_are_marked(desk: TeacherDesk) -> None:
    made = class_work.assign(desk, [ONE, TEXT])
    answer = answering("ab", ["", ""])
    class_work.hand_in(desk, made, [ONE, TEXT], answer, [0, 1])
    texts = written_answers(work_of(desk, made.id))
    assert [each.text for each in texts] == [WORDS.text] * 2
    found = understanding_of(desk, made.id)
    assert (found.items[1].figures, found.items[1].waiting) == (None, 2)
    assert found.quiz.maximum == 1
    for text, fraction in zip(texts, (0.4, 0.8), strict=True):
        mark = Mark(text.result, text.item, 2, fraction, "", desk.now())
        desk.store.add_mark(mark)
    found = understanding_of(desk, made.id)
    assert found.items[1].share == pytest.approx(0.6)
    assert found.quiz.maximum == 2


def test_the_other_task_and_what_is_said_to_be_wrong_are_told(desk: TeacherDesk) -> None:
    asked = [ONE, TWO]
    made = class_work.assign(desk, asked)
    answer = answering("ab", ["abcd", "abcd"])
    wrong = {TWO.id: " Two of them were in one year. "}
    class_work.hand_in(desk, made, asked, answer, [1], problems=wrong | {ONE.id: "Which source?"})
    class_work.hand_in(desk, made, asked, answer, [0], problems=wrong)
    class_work.hand_in(desk, made, asked, answer, [0], attempt=2, problems=wrong)
    class_work.hand_in(desk, made, asked, answer, [2], other_text="The mines are counted so.")
    work = work_of(desk, made.id)
    assert [one.other_text for one in work.of(class_work.student_id(2))] == [
        "The mines are counted so."
    ]
    assert {each.student for each in work.counted} == set(map(class_work.student_id, (0, 1)))
    said = {question: [one.words for one in own] for question, own in said_wrong(work).items()}
    # By question in its order; what one student says twice is told once.
    assert list(said) == [ONE.id, TWO.id]
    assert said == {ONE.id: ["Which source?"], TWO.id: ["Two of them were in one year."] * 2}


def test_the_checklist_says_where_everybody_stands(desk: TeacherDesk) -> None:
    due = class_work.START + timedelta(minutes=1)
    made = class_work.assign(desk, [ONE], due=due)
    class_work.hand_in(desk, made, [ONE], answering("a a", [""] * 3), [0, 2])
    excused = Override(made.id, class_work.student_id(3), Ruling.EXCUSED, None, "ill", desk.now())
    desk.store.add_override(excused)
    rows = checklist(desk, work_of(desk, made.id))
    assert [(row.student.name, row.state) for row in rows] == [
        ("Abena Owusu", HandedIn.HANDED_IN),
        ("Benjamin Weiss", HandedIn.MISSING),
        ("Chloé Martin", HandedIn.LATE),
        ("Daria Kowalska", HandedIn.EXCUSED),
    ]
    cleared = replace(excused, ruling=Ruling.CLEARED)
    desk.store.add_override(cleared)
    assert checklist(desk, work_of(desk, made.id))[3].state is HandedIn.MISSING


def test_misconceptions_are_counted_across_assignments(desk: TeacherDesk) -> None:
    other = replace(ONE, id="m/other")
    class_work.put_pack(desk, [other], "more")
    first = class_work.assign(desk, [ONE])
    second = class_work.assign(desk, [other], name="b6" * 8)
    class_work.hand_in(desk, first, [ONE], answering("bba", [""] * 3), [0, 1, 2])
    class_work.hand_in(
        desk, second, [other], lambda n, _: ChoiceResponse("bcc"[n]), [0, 1, 2]
    )  # fmt: skip
    found = misconceptions_of(desk, class_work.CLASS)
    told = [(each.claim, each.students, each.answers, each.questions) for each in found]
    assert told == [
        ("other-claim", 2, 3, ("m/one", "m/other")),
        ("third-claim", 2, 2, ("m/other",)),
    ]


def test_a_question_that_no_pack_holds_is_named(desk: TeacherDesk) -> None:
    gone = tiny.choice("gone")
    made = class_work.assign(desk, [ONE, gone])
    class_work.hand_in(
        desk, made, [ONE, gone], lambda _, each: ChoiceResponse(each.body.options[0].id)
        if isinstance(each.body, SingleChoice) else None, [0]
    )  # fmt: skip
    found = understanding_of(desk, made.id)
    assert found.work.lost == ("m/gone",)
    assert [item.question.id for item in found.items] == ["m/one"]


def test_no_such_assignment(desk: TeacherDesk) -> None:
    with pytest.raises(UserError, match="no such assignment"):
        work_of(desk, "0" * 16)


def test_nobody_has_handed_in(desk: TeacherDesk) -> None:
    made = class_work.assign(desk, [ONE, TWO, TEXT])
    found = understanding_of(desk, made.id)
    assert (found.handed_in, found.students, found.worth) == (0, 4, None)
    assert [item.share for item in found.items] == [None, None, None]
