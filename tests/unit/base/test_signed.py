"""A signed document is what was signed, to the byte, or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.classroom import signing_key

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.base.signed import SignatureError, sign, split, verify
from nklearn.classroom.binding import Binding, read_binding

PAYLOAD = '{"title": "Steel, and “Juche” 주체"}\n\r\n\n'.encode()
TRUSTED = str(Binding("assignment", "0123456789abcdef", "fedcba9876543210", 3))


def document(payload: bytes = PAYLOAD, key: int = 0) -> bytes:
    return sign(signing_key(key), payload, untrusted="signed by NKLearn", trusted=TRUSTED)


def refusal(data: bytes, key: int = 0) -> str:
    with pytest.raises(SignatureError) as caught:
        verify(data, signing_key(key).public)
    assert caught.value.what
    assert caught.value.todo
    return caught.value.kind


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_any_payload_comes_back_as_it_was(payload: bytes) -> None:
    data = document(payload)
    parts = verify(data, signing_key().public)
    assert parts.payload == payload
    assert parts.signature_lines + parts.payload == data
    assert parts.signature_lines.count(b"\n") == 4
    assert read_binding(parts.trusted) == Binding(
        "assignment", "0123456789abcdef", "fedcba9876543210", 3
    )
    assert parts.key_id == signed.key_id(signing_key().public)


def test_signing_again_gives_the_same_bytes() -> None:
    assert document() == document()


def test_every_changed_byte_is_refused_but_in_the_untrusted_comment() -> None:
    data = document()
    unbound = range(len("untrusted comment: "), data.index(b"\n"))
    for at in range(len(data)):
        for bit in (1, 0x20, 0x80):
            changed = bytearray(data)
            changed[at] ^= bit
            if at in unbound:  # as in minisign: nothing reads it
                assert verify(bytes(changed), signing_key().public).payload == PAYLOAD
            else:
                # The id of the key stands in the second line: another id is another key.
                assert refusal(bytes(changed)) in ("damaged", "wrong key")


def test_every_shorter_document_is_refused_as_damaged() -> None:
    data = document()
    assert {refusal(data[:length]) for length in range(len(data))} == {"damaged"}


@pytest.mark.parametrize(
    "mangled",
    [
        document().replace(b"\n", b"\r\n"),
        document().replace(b"\n", b"\r\n", 4),
        document().replace(b"\r\n", b"\n"),
        document() + b"\n",
        b"\xef\xbb\xbf" + document(),
        b"\n" + document(),
        document().decode().encode("utf-16"),
        b"",
        PAYLOAD,
        b"\0" * 500,
        b"untrusted comment: x\n" * 5,
        document().replace(b"trusted comment: n", b"trusted comment: \xff", 2),
        document().replace(b"sequence=3", b"sequence=4"),
        document() + b" " * signed.LIMIT,
    ],
)
def test_mangled_documents_are_refused_as_damaged(mangled: bytes) -> None:
    assert refusal(mangled) == "damaged"


def test_parts_of_two_documents_make_no_third() -> None:
    one, other = document(b"one"), document(b"other")
    assert refusal(split(one).signature_lines + b"other") == "damaged"
    lines, others = one.split(b"\n"), other.split(b"\n")
    assert refusal(b"\n".join((*lines[:2], *others[2:4], lines[4]))) == "damaged"


def test_another_key_is_told_apart_from_damage() -> None:
    assert refusal(document(key=1)) == "wrong key"
    # Who writes our id over a signature of theirs has signed nothing.
    ours, theirs = document().split(b"\n"), document(key=1).split(b"\n")
    from base64 import b64decode, b64encode

    forged = b64encode(b64decode(ours[1])[:10] + b64decode(theirs[1])[10:])
    assert refusal(b"\n".join((theirs[0], forged, *theirs[2:]))) == "damaged"


def test_a_line_of_base64_has_one_form() -> None:
    """Two spellings of one signature would be two files that both verify."""
    lines = document().split(b"\n")
    assert lines[3].endswith(b"==")
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet.index(lines[3][-3])
    loose = lines[3][:-3] + alphabet[last + 1 : last + 2] + b"=="
    assert refusal(b"\n".join((*lines[:3], loose, *lines[4:]))) == "damaged"


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_anything_at_all_is_refused_in_plain_words(data: bytes) -> None:
    assert refusal(data) == "damaged"
    assert refusal(b"untrusted comment: a\n" + data) == "damaged"


def test_a_comment_of_ours_is_read_and_no_other() -> None:
    assert read_binding(TRUSTED).sequence == 3
    for other in ("", TRUSTED + " ", TRUSTED.upper(), "nklearn-x class=../a document=1 sequence=1"):
        with pytest.raises(SignatureError):
            read_binding(other)


def test_comments_stay_on_their_line_and_documents_within_the_limit() -> None:
    for comment in ("a\nb", "a\rb", "x" * 600):
        with pytest.raises(ValueError, match="comment"):
            sign(signing_key(), b"", untrusted="", trusted=comment)
        with pytest.raises(ValueError, match="comment"):
            sign(signing_key(), b"", untrusted=comment, trusted="")
    with pytest.raises(ValueError, match="more than"):
        document(b"x" * signed.LIMIT)


def test_a_public_key_is_read_strictly() -> None:
    public = signing_key().public
    assert public.startswith("RW")
    assert len(public) == 56
    assert signed.raw_key(f" {public}\n") == signed.raw_key(public)
    for text in (
        "",
        "RW",
        public[:-1],
        public.lower(),
        public[:6] + "AAAA" + public[10:],
        "é" * 56,
    ):
        with pytest.raises(UserError, match="not a public key"):
            signed.raw_key(text)


def test_secrets_do_not_show_in_messages() -> None:
    key = signing_key()
    assert key.seed.hex() not in repr(key)
    assert repr(key.seed) not in repr(key)
