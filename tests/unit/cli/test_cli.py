"""The command line, as scripts and administrators use it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from nklearn.__main__ import main
from nklearn.base.paths import root
from nklearn.cli.parser import parse


@pytest.fixture(autouse=True)
def content(shipped_content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NKLEARN_CONTENT", str(shipped_content))
    monkeypatch.setenv("NKLEARN_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_stats_have_the_promised_keys(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shipped_content: Path,
) -> None:
    alone = shutil.copy(shipped_content, tmp_path / "alone.db")
    monkeypatch.setenv("NKLEARN_CONTENT", str(alone))
    status, out, _ = run(capsys, "content", "stats", "--json")
    stats = json.loads(out)
    assert status == 0
    assert set(stats) == {
        "claims",
        "sources",
        "disagreements",
        "datasets",
        "observations",
        "glossary",
        "institutions",
        "bodies",
        "events",
        "command_links",
        "classes",
        "consequences",
        "songbun_categories",
        "songbun_origins",
        "labels",
        "places",
        "instruments",
        "provisions",
        "penalties",
        "sanctions",
        "organisations",
        "people",
        "modules",
        "lessons",
        "summaries",
        "questions",
        "graded_questions",
        "questions_by_type",
    }
    assert stats["lessons"] == len(list((root() / "lessons").glob("*/[0-9][0-9]-*.md")))
    rows = (_rows(path) for path in (root() / "resources" / "data").glob("*/*.csv"))
    assert stats["observations"] == sum(rows)
    assert stats["questions"] == _entries("questions.yaml")
    assert stats["graded_questions"] == 0, "no teacher's pack lies beside this content"


def test_coverage_names_what_no_lesson_uses(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "content", "coverage", "--json")
    found = json.loads(out)
    assert status == 0
    assert {"data", "disagreement", "body", "place", "law", "organisation", "fact"} <= set(found)
    for kind in found.values():
        assert kind["all"] == kind["used"] + len(kind["unused"])
    stats = json.loads(run(capsys, "content", "stats", "--json")[1])
    assert found["place"]["all"] == stats["places"]
    status, out, _ = run(capsys, "content", "coverage")
    assert status == 0
    assert f"place: {found['place']['used']} of {stats['places']}" in out.splitlines()
    assert len(out.splitlines()) == len(found)
    _, out, _ = run(capsys, "content", "coverage", "--all")
    named = [line.strip() for line in out.splitlines() if line.startswith(" ")]
    assert named == [address for kind in found.values() for address in kind["unused"]]


def _entries(name: str) -> int:
    files = (root() / "lessons").glob(f"*/{name}")
    return sum(len(re.findall("^- id:", file.read_text("utf-8"), re.MULTILINE)) for file in files)


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_search_gives_addresses_that_show_opens(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "search", "coal", "1998", "--limit", "10", "--json")
    hits = json.loads(out)
    assert 0 < len(hits) <= 10
    assert set(hits[0]) == {"address", "kind", "title", "text", "source", "status"}
    for hit in hits:
        status, shown, _ = run(capsys, "show", hit["address"])
        assert status == 0, hit
        assert shown.strip(), hit


def test_show_prints_the_chain(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "nk:data/coal-iron-output?cell=coal/2006")
    assert "24.680" in out
    assert "Statistics Korea" in out
    _, out, _ = run(capsys, "show", "nk:fact/coal-energy-production-2014", "--json")
    assert json.loads(out)["chain"][1]["source"] == "statistics-korea"


def test_show_of_comparisons_and_laws(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "nk:reserves?row=gold", "--json")
    known = json.loads(out)
    assert [total["text"] for total in known["totals"]] == ["2,000 tonnes", "972 tonnes"]
    _, out, _ = run(capsys, "show", "nk:reserves?set=mines-by-resource", "--json")
    assert [row["second"]["number"] for row in json.loads(out)["rows"]][-2:] == ["696", "920"]
    _, out, _ = run(capsys, "show", "nk:laws?show=sanctions")
    assert "Resolution 2371" in out


def test_show_lists_no_word_of_hard_law(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "nk:laws", "--json")
    items = [item for group in json.loads(out) for item in group["items"]]
    hard = [item for item in items if item["sensitivity"] != "none"]
    assert hard
    assert all(not (item["title"] or item["sides"] or item["about"]) for item in hard)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nk:facts?q=coal+energy&kind=figure", "53%  Coal’s share of energy production, 2014"),
        ("nk:disagreement?differs=misprint", "misprint"),
        ("nk:sources?kind=report", "Gulag, Inc."),
        ("nk:glossary?q=songbun", "nk:glossary/songbun"),
        ("nk:organisations?kind=charity", "Liberty in North Korea"),
    ],
)
def test_show_gives_lists_as_their_pages_do(
    capsys: pytest.CaptureFixture[str], address: str, words: str
) -> None:
    status, out, _ = run(capsys, "show", address)
    assert status == 0
    assert words in out
    status, out, _ = run(capsys, "show", address, "--json")
    assert status == 0
    assert all({"address", "title"} <= set(row) for row in json.loads(out))


def test_show_lists_what_a_search_of_songbun_finds(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "show", "nk:songbun?find=families&tab=food")
    assert status == 0
    assert "complex class: 18 of 31 match" in out
    assert "nk:label/songbun-complex/31" in out
    assert "nk:label/songbun-complex/1 " not in out.replace("\n", " ")
    assert "nk:data/rations?cell=weekly/white-rice" in out
    _, out, _ = run(capsys, "show", "nk:songbun?open=songbun-basic/5")
    assert "Why it is read so: " in out
    _, out, _ = run(capsys, "show", "nk:songbun?find=family", "--json")
    assert json.loads(out)["near"] == "families"
    status, _, _ = run(capsys, "show", "nk:songbun/none")
    assert status == 1


def test_show_of_nothing_is_one_plain_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for address in (
        "nk:fact/none",
        "nk:home/../x",
        "nk:reserves?row=none",
        "???",
        "nk:lesson/mining-economy/none",
    ):
        status, out, err = run(capsys, "show", address)
        assert status == 1
        assert out == ""
        assert "Traceback" not in err


def test_data_formats_agree(capsys: pytest.CaptureFixture[str]) -> None:
    _, listed, _ = run(capsys, "data", "list", "--json")
    assert json.loads(listed)[0]["rows"] == 20
    _, as_json, _ = run(capsys, "data", "show", "coal-iron-output", "--format", "json")
    _, as_csv, _ = run(capsys, "data", "show", "coal-iron-output", "--format", "csv")
    _, as_table, _ = run(capsys, "data", "show", "coal-iron-output")
    rows = json.loads(as_json)
    assert list(rows[0]) == [
        "series",
        "item",
        "period",
        "value",
        "unit",
        "status",
        "note",
        "source",
    ]
    assert len(rows) == 20
    assert len(as_csv.splitlines()) == len(as_table.splitlines()) == 21


def test_lessons(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "lessons", "--json")
    modules = json.loads(out)
    assert modules[0]["module"] == "mining-economy"
    words = [lesson["words"] for module in modules for lesson in module["lessons"]]
    assert 600 <= min(words) <= max(words) <= 1000


def test_check_and_build(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Path(shutil.copytree(root() / "tests" / "fixtures" / "content", tmp_path / "tree"))
    monkeypatch.setattr("sys._MEIPASS", str(tree), raising=False)
    assert run(capsys, "content", "check")[0] == 0
    out = tmp_path / "sub" / "content.db"
    assert run(capsys, "content", "build", "--out", str(out))[0] == 0
    first = out.read_bytes()
    assert run(capsys, "content", "build", "--out", str(out))[0] == 0
    assert out.read_bytes() == first
    (tree / "lessons" / "pits" / "module.yaml").write_text("title: 5", "utf-8")
    for action in ("check", "build"):
        status, faults, said = run(capsys, "content", action, "--out", str(out))
        assert status == 1
        assert "module.yaml" in faults
        assert "nothing was compiled" in said
    assert out.read_bytes() == first


def test_build_gives_what_all_tests_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, shipped_content: Path, shipped_pack: Path
) -> None:
    out = tmp_path / "content.db"
    assert run(capsys, "content", "build", "--out", str(out))[0] == 0
    assert out.read_bytes() == shipped_content.read_bytes()
    assert out.with_name(shipped_pack.name).read_bytes() == shipped_pack.read_bytes()


def test_stats_count_the_pack_beside_the_content(
    capsys: pytest.CaptureFixture[str], shipped_pack: Path
) -> None:
    assert shipped_pack.exists()
    stats = json.loads(run(capsys, "content", "stats", "--json")[1])
    assert stats["graded_questions"] == _entries("graded.yaml")


def test_doctor_sees_a_whole_and_a_broken_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, _ = run(capsys, "doctor", "--json")
    assert status == 0, out
    assert json.loads(out)["problems"] == []
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    monkeypatch.setenv("NKLEARN_CONTENT", str(broken))
    status, out, _ = run(capsys, "doctor", "--json")
    assert status == 1
    assert len(json.loads(out)["problems"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["content", "burn"],
        ["search"],
        ["tour"],
        ["tour", "x", "--size", "9x9"],
        ["tour", "x", "--text", "110"],
        ["data", "show"],
        ["search", "coal", "--limit", "0"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2


def test_an_address_is_opened(tmp_path: Path) -> None:
    options = parse(["--home", str(tmp_path), "nk:about"])
    assert (options.command, options.address, options.home) == ("open", "nk:about", tmp_path)
