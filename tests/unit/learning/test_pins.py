"""A PIN opens, another one does not, and the wait grows but ends."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.unit.learning.test_people import people

from nklearn.__main__ import main
from nklearn.base.errors import UserError
from nklearn.learning import pins
from nklearn.storage.workspace_store import WorkspaceStore


def test_codes_hold_no_pin_and_fit_their_own_alone() -> None:
    code = pins.coded("né 4711")
    assert code.startswith("$argon2id$")
    assert "4711" not in code
    assert pins.coded("né 4711") != code, "salted"
    assert pins.fits(unicodedata.normalize("NFD", "né 4711"), code)
    for other in ("", "4711", "né 4712", "né 4711 ", "x" * 5000):
        assert not pins.fits(other, code)
    for broken in ("", "x", "$argon2id$", code[:-5], "é" * 90):
        assert not pins.fits("né 4711", broken)
    for wrong in ("", "123", "x" * 21):
        with pytest.raises(UserError, match="4 to 20"):
            pins.coded(wrong)


def test_the_wait_grows_and_never_locks_out() -> None:
    assert [pins.wait_after(n) for n in (0, 1, 2, 3, 4, 5, 6, 7, 10**6)] == [
        *(0, 1, 2, 4, 8, 16, 30, 30, 30)
    ]


def test_a_pin_is_set_changed_removed_and_forgotten(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        everyone = people(store)
        mina = everyone.add("Mina K.")
        mina = everyone.set_pin(mina, "4711")
        assert everyone.at_start() is None, "the only reader is asked too"
        assert not everyone.opens(mina, "0000")
        assert not everyone.opens(mina, "")
        assert everyone.wait(mina) == 2
        assert everyone.opens(mina, "4711")
        assert everyone.wait(mina) == 0
        with pytest.raises(UserError, match="not your PIN"):
            everyone.set_pin(mina, "1234", "9999")
        with pytest.raises(UserError, match="not your PIN"):
            everyone.set_pin(mina, "", "")
        mina = everyone.set_pin(mina, "12345", "4711")
        assert everyone.opens(mina, "12345")
        assert everyone.set_pin(mina, "", "12345").pin == ""
        assert everyone.at_start() is not None
        everyone.set_pin(mina, "4711")
        everyone.reader(mina).learner.mark_read("m/one/first")
    assert main(["--home", str(tmp_path), "profile", "--remove-pin", "Min"]) == 1
    assert main(["--home", str(tmp_path), "profile", "--remove-pin", "mina k."]) == 0
    assert main(["--home", str(tmp_path / "none"), "profile", "--remove-pin", "Mina"]) == 1
    assert not (tmp_path / "none").exists()
    with WorkspaceStore.open(tmp_path) as store:
        (found,) = people(store).everyone()
        assert (found.name, found.pin) == ("Mina K.", "")
        assert store.sections_read(found.id, "m/one") == {"first"}


def test_a_typed_name_is_whole_or_none() -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        mina = everyone.add("Mina K.")
        for typed in ("Mina K.", " mina   k. ", "\uff2dina K."):
            assert everyone.find(typed) == mina
        for typed in ("", "Mina", "Mina K", "M", "%", "*"):
            assert everyone.find(typed) is None
