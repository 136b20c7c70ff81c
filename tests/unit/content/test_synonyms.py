"""The checker reads groups of synonyms, and reports what search could not use."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.synonyms import load_synonyms


def reported(tmp_path: Path, text: str) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    path = tmp_path / "synonyms.yaml"
    path.write_text(text, encoding="utf-8")
    faults = Faults(tmp_path)
    return load_synonyms(path, faults), [str(fault) for fault in faults.sorted()]


def test_groups_are_read_in_order(tmp_path: Path) -> None:
    groups, faults = reported(tmp_path, "- words: [job, occupation]\n- words: [police, MPS]\n")
    assert (groups, faults) == ((("job", "occupation"), ("police", "MPS")), [])


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    assert load_synonyms(tmp_path / "synonyms.yaml", faults) == ()
    assert len(faults) == 0


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("[mine, mining]", "search takes `mining` and `mine` for one word already; name one"),
        ("[job, '…']", "`…` is no word"),
        ("[job, 'a|b']", "`a|b` is no word"),
        ("[job]", "has too few entries"),
    ],
)
def test_faults_of_a_group(tmp_path: Path, group: str, told: str) -> None:
    _, faults = reported(tmp_path, f"- words: [coal, ore]\n- words: {group}\n")
    assert len(faults) == 1
    assert told in faults[0]
    assert faults[0].startswith("synonyms.yaml:2:")
