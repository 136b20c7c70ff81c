"""Which of two versions is the newer."""

from __future__ import annotations

import pytest

from nklearn.domain.versions import version_key


@pytest.mark.parametrize(
    ("older", "newer"),
    [("0.4", "0.5"), ("0.9", "0.10"), ("0.4", "0.4.1"), ("0.9.9", "1"), ("beta", "0"), ("", "0.0")],
)
def test_order(older: str, newer: str) -> None:
    assert version_key(older) < version_key(newer)


def test_the_same() -> None:
    assert version_key("1.2") == version_key("1.2.0")
