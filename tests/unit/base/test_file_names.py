"""Names of files by the rules of Windows, held against Python's own knowledge of them."""

from __future__ import annotations

import ntpath
import unicodedata
import warnings
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fixtures.scripts import ROOT, script

from nklearn.base.file_names import LONGEST, collisions, fault, fitting, key, words
from nklearn.classroom.exchange import ENDINGS, name_of

faults = script("check_names").faults
DEVICES = st.sampled_from(["con", "PRN", "Aux", "nul", "COM1", "lpt9", "com¹", "CONIN$", "conout$"])
TROUBLE = st.text(st.sampled_from('<>:"/\\|?*. -\0\n\x7f\u202e\u2028\ud800é한\u1112\u1161\u0301aZ'))
NAMES = st.one_of(
    st.text(),
    TROUBLE,
    st.builds("{}{}{}".format, DEVICES, TROUBLE, st.sampled_from(["", ".txt", " .pdf", "."])),
    st.text(st.sampled_from("관리소 양강도 평안남도 \u0301é"), min_size=30, max_size=200),
)


def reserved(name: str) -> bool:
    """What Python itself says of a name on Windows; it learnt more in 3.13."""
    if hasattr(ntpath, "isreserved"):
        return bool(ntpath.isreserved(name))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return PureWindowsPath(name).is_reserved()


@given(NAMES)
@example("CON.txt")
@example("nul .pdf")
@example("..")
@example("")
@example("a" * 300 + ".csv")
@example("관리소" * 90 + ".nkprofile")
@example("e\u0301" * 200)
@example("photo\u202egpj.exe")
def test_what_fits_is_one_plain_name_on_windows_too(name: str) -> None:
    made = fitting(name)
    assert fault(made) == ""
    assert not reserved(made)
    path = PureWindowsPath("E:\\NKLearn", made)
    assert path.name == made
    assert path.parent == PureWindowsPath("E:\\NKLearn"), "it leads nowhere else"
    assert not path.drive.endswith(made)
    assert len(made.encode()) <= LONGEST
    assert made == unicodedata.normalize("NFC", made)
    assert fitting(made) == made, "what fits stays"


@given(NAMES)
def test_what_python_calls_reserved_has_a_fault(name: str) -> None:
    if reserved(name) and "\ud800" not in name:
        assert fault(name)


@given(NAMES)
def test_words_stand_within_any_name(text: str) -> None:
    made = words(text, "class")
    assert fault(f"slips-{made}.pdf") == ""
    assert fitting(f"{made}.nkprofile").endswith(".nkprofile")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("coal-iron-output.csv", "coal-iron-output.csv"),
        ("CON.csv", "_CON.csv"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("Condition.csv", "Condition.csv"),
        ('10/B: "late".pdf', "10-B- -late.pdf"),
        ("10 B. .pdf", "10 B.pdf"),
        ("...", "file"),
        (".csv", "file.csv"),
        ("\u1112\u1161\u11ab.pdf", "한.pdf"),
        ("홍길동.nkprofile", "홍길동.nkprofile"),
    ],
)
def test_names_stay_as_near_as_can_be(name: str, made: str) -> None:
    assert fitting(name) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [("Mina K.", "Mina-K"), ("10/B", "10-B"), ("?!", "reader"), ("홍 길동", "홍-길동")],
)
def test_words(text: str, made: str) -> None:
    assert words(text, "reader") == made


def test_names_that_some_system_takes_for_one() -> None:
    names = ("Coal.csv", "coal.CSV", "iron.csv", "\u1112\u1161\u11ab", "한", "STRASSE", "straße")
    assert collisions(names) == {*names} - {"iron.csv"}


@given(NAMES)
def test_a_key_is_the_same_for_each_way_to_write_a_name(name: str) -> None:
    made = fitting(name)
    assert key(made) == key(unicodedata.normalize("NFD", made))
    assert key(made) == key(key(made))


@given(st.sampled_from(sorted(ENDINGS)), st.binary(max_size=40), NAMES)
def test_files_of_the_exchange_folder(kind: str, data: bytes, document: str) -> None:
    name = name_of(kind, data, document)
    assert fault(name) == ""
    assert key(name) == name, "no two of them differ in case alone"


@pytest.mark.parametrize(
    "part", ["src", "resources", "lessons", "tests", "docs", "packaging", ".github"]
)
def test_every_name_of_the_repository_can_be_checked_out_on_windows(part: str) -> None:
    assert (ROOT / part).is_dir()
    assert list(faults(ROOT / part)) == []


def test_the_check_finds_each_kind_of_fault(tmp_path: Path) -> None:
    (tmp_path / "deep" / ("d" * 90) / ("e" * 90)).mkdir(parents=True)
    for name in ("aux.txt", "what?", "A", "a", "fine.txt"):
        (tmp_path / name).touch()
    found = {line.partition(":")[0] for line in faults(tmp_path)}
    deep = f"deep/{'d' * 90}/{'e' * 90}"
    assert found >= {"aux.txt", "what?", deep}
    assert "fine.txt" not in found
    assert {"A", "a"} <= found or not {"A", "a"} & {each.name for each in tmp_path.iterdir()}
