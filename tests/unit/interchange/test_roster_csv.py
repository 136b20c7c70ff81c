"""Class lists as schools have them: encodings, separators, headers, faults, any bytes at all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.base.errors import UserError
from nklearn.interchange.foreign_text import ENCODINGS, Encoding
from nklearn.interchange.roster_csv import (
    BYTES,
    MEANINGS,
    NAME,
    ROWS,
    Meaning,
    RosterRow,
    read_file,
    read_roster,
)

KOREAN = "학번,이름,반\n20301,김민준,3-2\n20302,이서연,3-2\n"
ENGLISH = "Student ID;Last name;First name;Group\r\n17;Adler;Renée;A\r\n18;Zoë, van;Björn;B\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (KOREAN.encode(), "utf-8"),
        (KOREAN.encode("utf-8-sig"), "utf-8"),
        (KOREAN.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + KOREAN.encode("utf-16-be"), "utf-16-be"),
        (KOREAN.encode("utf-16-le"), "utf-16-le"),
        (KOREAN.encode("utf-16-be"), "utf-16-be"),
        (KOREAN.encode("cp949"), "cp949"),
        (KOREAN.encode("euc_kr"), "cp949"),
    ],
)
def test_a_korean_list_is_read_in_every_encoding(data: bytes, encoding: str) -> None:
    preview = read_roster(data)
    assert preview.encoding == encoding
    assert [column.meaning for column in preview.columns] == ["number", "name", "class"]
    assert preview.rows == (
        RosterRow(2, "김민준", "20301", "3-2"),
        RosterRow(3, "이서연", "20302", "3-2"),
    )
    assert not preview.warnings
    assert preview.classes == ("3-2",)


@pytest.mark.parametrize("name", ["Renée", "Åsa", "Käthe", "José Núñez", "Ångström", "Ça"])
def test_western_names_are_not_taken_for_korean(name: str) -> None:
    preview = read_roster(f"Name;Id\n{name};1\nTom;2\n".encode("cp1252"))
    assert preview.encoding == "cp1252"
    assert preview.rows[0].name == name
    assert "Windows-1252 is the last one" in preview.warnings[0]


def test_a_wrong_guess_is_put_right_by_hand() -> None:
    data = "이름\n김민준\n".encode("cp949")
    wrong = read_roster(data, encoding="cp1252")
    assert wrong.rows[0].name != "김민준"
    assert read_roster(data, encoding="cp949").rows == (RosterRow(2, "김민준"),)
    assert "can’t be read in this encoding" in read_roster(data, encoding="utf-8").warnings[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_separators_and_ends_of_lines(separator: str, end: str) -> None:
    lines = ["", "No.;Full name;Team", "1;Ann;Red", "", "   ", ";;", "2;Ben;Blue", ""]
    preview = read_roster(end.join(lines).replace(";", separator).encode())
    assert preview.separator == separator
    assert preview.rows == (
        RosterRow(3, "Ann", "1", "", "Red"),
        RosterRow(7, "Ben", "2", "", "Blue"),
    )


def test_quoted_fields_keep_their_separators_and_lines() -> None:
    data = 'Name,Group\n"Kim, ""Leo""",A\n"Anna\nMaria",B\nEve,A\n'
    assert [(row.line, row.name) for row in read_roster(data).rows] == [
        (2, 'Kim, "Leo"'),
        (3, "Anna Maria"),
        (5, "Eve"),
    ]


def test_a_quotation_mark_left_open_swallows_nothing() -> None:
    names = "".join(f"Student {number},{number}\n" for number in range(9))
    preview = read_roster(f'Name,Id\n"Kim,99\n{names}')
    assert len(preview.rows) == 10
    assert preview.rows[0].name == "Kim"
    assert "on line 2 is never closed" in preview.warnings[0]


def test_given_and_family_names_make_one_in_the_order_of_the_language() -> None:
    assert [row.name for row in read_roster(ENGLISH).rows] == ["Renée Adler", "Björn Zoë, van"]
    assert read_roster("성,이름\n남궁,민\nAdler,Ann\n").rows[0].name == "남궁민"
    assert read_roster("Name;Vorname\nAdler;Ann\n").rows[0].name == "Ann Adler"
    assert read_roster("Name,Surname\nAnn,Adler\n").rows[0].name == "Ann Adler"


def test_the_better_of_two_numbers_counts_and_it_is_said() -> None:
    preview = read_roster("번호,학번,성명,이메일\n1,20301,김민준,a@b.kr\n")
    assert [column.meaning for column in preview.columns] == [
        "ignored", "number", "name", "ignored",
    ]  # fmt: skip
    assert preview.rows[0].number == "20301"
    assert "“학번” is read; “번호” seems" in preview.warnings[0]


def test_a_title_above_the_header_is_left_out() -> None:
    preview = read_roster("3학년 2반 명렬표,,\n번호,이름,모둠\n1,김민준,가\n")
    assert preview.rows == (RosterRow(3, "김민준", "1", "", "가"),)
    assert [(own.line, own.why) for own in preview.skipped] == [(1, "It stands above the header.")]


def test_without_a_header_the_entries_tell() -> None:
    plain = read_roster("김민준\n조서연\n")
    assert not plain.header
    assert [row.name for row in plain.rows] == ["김민준", "조서연"]
    surname_first = read_roster("조,민준\n김,서연\n")
    assert not surname_first.header
    numbered = read_roster(
        "1;Ann;a@x.org;Red\n2;Ben;b@x.org;Red\n3;Cem;c@x.org;Blue\n4;Dea;d;Red\n"
    )
    assert [column.meaning for column in numbered.columns] == ["number", "name", "ignored", "group"]


def test_the_meaning_of_columns_and_the_header_are_put_right_by_hand() -> None:
    data = "Ann,Adler\nBen,Baker\n"
    preview = read_roster(data, meanings=("given", "family"))
    assert [row.name for row in preview.rows] == ["Ann Adler", "Ben Baker"]
    assert [row.name for row in read_roster(data, header=True).rows] == []
    assert read_roster("Name\nAnn\n", header=False).rows[0].name == "Name"
    assert [row.name for row in read_roster(data, separator="").rows] == ["Ann,Adler", "Ben,Baker"]


def test_doubles_are_said_by_line() -> None:
    preview = read_roster("id,name\n1,Ann\n1,Ben\n,Cem\n,cem\n5,Dea\n6,Dea\n7,\n8,--\n")
    assert [row.name for row in preview.rows] == ["Ann", "Cem", "Dea", "Dea"]
    assert [(own.line, own.why) for own in preview.skipped] == [
        (3, "The number 1 is on line 2 too."),
        (5, "cem is on line 4 too, with no number to tell them apart."),
        (8, "It has no name."),
        (9, "Its name has no letter."),
    ]
    assert preview.warnings == ("Same name, other number: Dea (lines 6 and 7). Both are taken.",)


def test_the_same_number_in_another_class_is_another_student() -> None:
    preview = read_roster("반,번호,이름\n1,1,김민준\n2,1,이서연\n")
    assert len(preview.rows) == 2
    assert preview.classes == ("1", "2")


def test_signs_that_nobody_sees_are_taken_out_and_hangul_is_put_together() -> None:
    apart = "\u1100\u1175\u11b7\u1106\u1175\u11ab"
    preview = read_roster(f"name\nA\u202enn\x07 \x1b  B\u200b\n{apart}\n")
    assert [row.name for row in preview.rows] == ["Ann B", "김민"]


def test_what_is_too_large_or_no_list_is_refused_in_plain_words() -> None:
    for data in (
        b"",
        b"\n \r\n,,\n",
        b"PK\x03\x04" + bytes(40),
        b"%PDF-1.7",
        b"a" * (BYTES + 1),
        b"name\n" + b"x" * 30_000,
        b"x\n" * (ROWS + 1),
    ):
        with pytest.raises(UserError) as error:
            read_roster(data)
        assert error.value.what.endswith(".")
        assert error.value.todo
    long = read_roster(f"name,id\n{'x' * (NAME + 1)},1\nAnn,{'9' * 80}\n")
    assert [own.why for own in long.skipped] == [
        "Its name has 101 characters; 100 is the most.",
        "Its number has 80 characters; 64 is the most.",
    ]


def test_a_file_says_its_separator_itself(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("sep=;\r\nName;Nr\r\nA, B;1\r\n".encode("utf-16"))
    preview = read_roster(read_file(path))
    assert preview.rows == (RosterRow(3, "A, B", "1"),)
    with pytest.raises(UserError):
        read_file(tmp_path / "none.csv")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400) | st.text(alphabet='a,;\t|"\r\n\0성이름1=@é', max_size=300),
    st.none() | st.sampled_from(ENCODINGS),
    st.none() | st.lists(st.sampled_from(MEANINGS), max_size=5),
)
def test_anything_gives_a_preview_or_a_user_error(
    data: bytes | str, encoding: Encoding | None, meanings: Sequence[Meaning] | None
) -> None:
    try:
        preview = read_roster(data, encoding=encoding, meanings=meanings)
    except UserError:
        return
    lines = [row.line for row in preview.rows] + [own.line for own in preview.skipped]
    assert len(lines) == len(set(lines))
    assert all(row.name.isprintable() and len(row.name) <= NAME for row in preview.rows)


@pytest.mark.parametrize(
    "unit", [b'"', b'"\n', b"1a", b"\xb1\xe8,", b"\0,", b"a\r", b"\xed\xa0\x80\n"]
)
def test_the_largest_file_takes_bounded_time(unit: bytes) -> None:
    data = (unit * BYTES)[:BYTES]
    start = time.process_time()
    with pytest.raises(UserError):
        read_roster(data)
    assert time.process_time() - start < 4
