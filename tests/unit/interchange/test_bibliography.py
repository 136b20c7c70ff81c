"""Sources as reference managers and TeX read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nklearn.__main__ import main
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Source
from nklearn.interchange.bibliography import write_bibtex, write_csl, write_ris


def source(name: str, url: str = "", **csl: Any) -> Source:
    whole = json.dumps({"id": name, **csl}, ensure_ascii=False)
    return Source(name, "T", "S", "report", "A", "2016", "P", "N", url, whole)


REPORT = source(
    "hrnk-2016",
    url="https://www.hrnk.org/",
    type="report",
    title="Gulag, Inc.: The Use of Forced Labor in North Korea’s Export Industries",
    author=[{"family": "Kim", "given": "Kwang-jin"}],
    translator=[{"family": "Ha", "given": "Raymond"}],
    publisher="Committee for Human Rights in North Korea",
    ISBN="978-0-9856480-9-1",
    **{"publisher-place": "Washington, DC"},
    issued={"date-parts": [[2016]]},
)
NOTICE = source(
    "notice",
    type="webpage",
    title="통계청, '북한의 주요통계지표' 발간",
    author=[{"literal": "Statistics Korea"}],
    accessed={"date-parts": [[2016, 5, 6]]},
    URL="https://www.newswire.co.kr/newsRead.php?no=597602&a_b=50%25",
)


def test_a_report_in_bibtex() -> None:
    assert write_bibtex([REPORT]).decode() == (
        "@techreport{hrnk-2016,\n"
        "  author = {Kim, Kwang-jin},\n"
        "  translator = {Ha, Raymond},\n"
        "  title = {{Gulag, Inc.: The Use of Forced Labor in North Korea’s Export Industries}},\n"
        "  institution = {Committee for Human Rights in North Korea},\n"
        "  address = {Washington, DC},\n"
        "  isbn = {978-0-9856480-9-1},\n"
        "  url = {https://www.hrnk.org/},\n"
        "  year = {2016},\n"
        "}\n"
    )


def test_hangul_corporate_authors_access_dates_and_no_date_in_bibtex() -> None:
    assert write_bibtex([NOTICE]).decode() == (
        "@misc{notice,\n"
        "  author = {{Statistics Korea}},\n"
        "  title = {{통계청, '북한의 주요통계지표' 발간}},\n"
        "  url = {https://www.newswire.co.kr/newsRead.php?no=597602&a_b=50%25},\n"
        "  urldate = {2016-05-06},\n"
        "}\n"
    )


def test_the_same_in_ris() -> None:
    assert write_ris([REPORT, NOTICE]).decode().split("\r\n") == [
        "TY  - RPRT",
        "ID  - hrnk-2016",
        "AU  - Kim, Kwang-jin",
        "A4  - Ha, Raymond",
        "PY  - 2016",
        "DA  - 2016///",
        "TI  - Gulag, Inc.: The Use of Forced Labor in North Korea’s Export Industries",
        "PB  - Committee for Human Rights in North Korea",
        "CY  - Washington, DC",
        "SN  - 978-0-9856480-9-1",
        "UR  - https://www.hrnk.org/",
        "ER  - ",
        "",
        "TY  - ELEC",
        "ID  - notice",
        "AU  - Statistics Korea",
        "Y2  - 2016/05/06/",
        "TI  - 통계청, '북한의 주요통계지표' 발간",
        "UR  - https://www.newswire.co.kr/newsRead.php?no=597602&a_b=50%25",
        "ER  - ",
        "",
        "",
    ]


def test_csl_is_what_the_files_hold_with_the_address() -> None:
    first, second = json.loads(write_csl([REPORT, NOTICE]))
    assert first == {**json.loads(REPORT.csl), "URL": "https://www.hrnk.org/"}
    assert second == json.loads(NOTICE.csl)


def test_signs_that_tex_would_take_for_commands() -> None:
    odd = source(
        "odd",
        type="book",
        title=r"50% of C_1 & #2 ~ ^ {lone \cmd $ <i>in</i> <b>",
        publisher="A & B",
        URL=r"http://x.org/a{b}\c d_e~f",
    )
    written = write_bibtex([odd]).decode()
    assert (
        r"title = {{50\% of C\_1 \& \#2 \textasciitilde{} \textasciicircum{} \textbraceleft{}lone "
        r"\textbackslash{}cmd \$ in}}"
    ) in written
    assert r"publisher = {A \& B}" in written
    assert "url = {http://x.org/a%7Bb%7D%5Cc%20d_e~f}" in written
    assert written.count("{") == written.count("}")


@pytest.mark.parametrize(
    ("issued", "bibtex", "ris"),
    [
        ({"date-parts": [[2017, 3, 1]]}, ["month = {mar}", "day = {1}"], ["DA  - 2017/03/01/"]),
        ({"date-parts": [["2017", "11"]]}, ["year = {2017}", "month = {nov}"], ["PY  - 2017"]),
        ({"date-parts": [[2001], [2014]]}, ["year = {2001--2014}"], ["PY  - 2001"]),
        ({"literal": "after 2010"}, ["year = {after 2010}"], ["DA  - after 2010"]),
    ],
)
def test_dates(issued: dict[str, Any], bibtex: list[str], ris: list[str]) -> None:
    dated = source("dated", type="book", title="T", issued=issued)
    written = write_bibtex([dated]).decode()
    assert all(f"  {line},\n" in written for line in bibtex)
    assert set(ris) <= set(write_ris([dated]).decode().split("\r\n"))


_UNDATED: list[Any] = [{}, {"date-parts": [[]]}, {"date-parts": [["no"]]}, None]


@pytest.mark.parametrize("issued", _UNDATED)
def test_missing_dates_are_left_out(issued: dict[str, Any] | None) -> None:
    undated = source("undated", type="book", title="T", issued=issued)
    assert "year" not in write_bibtex([undated]).decode()
    assert "PY" not in write_ris([undated]).decode()


def test_articles_have_journal_and_pages() -> None:
    article = source(
        "article",
        type="article-journal",
        title="T",
        volume=12,
        issue="3",
        page="7-19",
        author=[
            {"family": "Berg", "given": "A.", "non-dropping-particle": "van den"},
            {"family": "Lee", "given": "B.", "suffix": "Jr."},
        ],
        **{"container-title": "KDI Review"},
    )
    written = write_bibtex([article]).decode()
    assert written.startswith(
        "@article{article,\n  author = {van den Berg, A. and Lee, Jr., B.},\n"
    )
    assert "journal = {KDI Review}" in written
    assert "number = {3}" in written
    assert "pages = {7--19}" in written
    lines = write_ris([article]).decode().split("\r\n")
    assert {"TY  - JOUR", "T2  - KDI Review", "VL  - 12", "SP  - 7", "EP  - 19"} <= set(lines)
    assert {"AU  - van den Berg, A.", "AU  - Lee, B., Jr."} <= set(lines)


def test_a_type_that_is_not_known_is_misc() -> None:
    odd = source("odd", type="hologram", title="T")
    assert write_bibtex([odd]).startswith(b"@misc{odd,")
    assert write_ris([odd]).startswith(b"TY  - GEN")


@pytest.fixture
def shipped(shipped_content: Path, monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    monkeypatch.setenv("NKLEARN_CONTENT", str(shipped_content))
    catalog = Catalog.open(shipped_content)
    found = list(catalog.sources())
    catalog.close()
    return found


def test_every_shipped_source_is_in_every_format(
    shipped: list[Source], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ids = [each.id for each in shipped]
    assert main(["sources"]) == 0
    written = capfdbinary.readouterr().out.decode()
    assert re.findall(r"^@[a-z]+\{(.+),$", written, re.MULTILINE) == ids
    assert written.count("{") == written.count("}")
    assert written.count("  title = {{") == len(ids)
    assert main(["sources", "--format", "ris"]) == 0
    lines = capfdbinary.readouterr().out.decode().split("\r\n")
    assert [line[6:] for line in lines if line.startswith("ID  - ")] == ids
    assert sum(line == "ER  - " for line in lines) == len(ids)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert main(["sources", "--format", "csl"]) == 0
    assert [item["id"] for item in json.loads(capfdbinary.readouterr().out)] == ids


def test_a_file_is_written_whole_or_not_at_all(
    shipped: list[Source], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sources.bib"
    assert main(["sources", "--format", "bibtex", "-o", str(out)]) == 0
    assert out.read_bytes() == write_bibtex(shipped)
    assert capsys.readouterr().out == ""
    folder = tmp_path / "taken"
    folder.mkdir()
    assert main(["sources", "-o", str(folder)]) == 1
    assert "Nothing was half-written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sources.bib", "taken"]
