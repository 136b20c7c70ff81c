"""Names of files that every system takes: what NKLearn writes or proposes goes through here.

The rules are those of Windows, which are the narrowest, and hold on every system: what is saved
on one computer is carried to another on a stick (https://learn.microsoft.com, “Naming Files,
Paths, and Namespaces”). Nothing here asks on which system it runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

FORBIDDEN = '<>:"/\\|?*'
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
#: Bytes of UTF-8 of a whole name. File systems take 255 (encrypted ones 143), and Windows 260 signs
#: for a path with all of its folders, unless somebody allowed it more.
LONGEST = 120
#: Signs of a path below the folder of the program, for the same reason.
LONGEST_WAY = 150


def fault(name: str) -> str:
    """Return why some system refuses a name of a file or folder; empty if all take it."""
    if not name or name in {".", ".."}:
        return "it is no name"
    if any(sign in FORBIDDEN for sign in name):
        return f"it has one of {' '.join(FORBIDDEN)}"
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name):
        return "it has control characters"
    if name[-1] in ". " or name[0] == " ":
        return "it ends in a dot or a blank, or begins with a blank"
    if _device(name):
        return "Windows has a device of that name"
    if name != unicodedata.normalize("NFC", name):
        return "its letters are taken apart"
    if len(name.encode()) > LONGEST:
        return f"it has more than {LONGEST} bytes"
    return ""


def fitting(name: str, otherwise: str = "file") -> str:
    """Return a name that every system takes, as near to `name` as can be.

    The ending stays. Where nothing is left before it, `otherwise` stands there. What shows no
    sign of its own, such as a mark that turns the order of letters round, goes as well.
    """
    whole = unicodedata.normalize("NFC", name)
    plain = unicodedata.normalize("NFC", "".join(map(_plain, whole)))
    stem, ending = _parted(plain)
    stem = stem.strip(" .-") or otherwise
    stem = _cut(stem, LONGEST - 1 - len(ending.encode())).rstrip(" .-") or otherwise
    if _device(stem):
        stem = f"_{_cut(stem, LONGEST - 2 - len(ending.encode()))}"
    return stem + ending


def words(text: str, otherwise: str) -> str:
    """Return words, as a name or the label of a class, for the middle of a name of a file."""
    joined = unicodedata.normalize("NFC", text)
    kept = "".join(sign if sign.isalnum() else "-" for sign in joined)
    return _cut(re.sub("-+", "-", kept).strip("-"), LONGEST // 2) or otherwise


def key(name: str) -> str:
    """Return what two names share if some system takes them for one: case, and how ö is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def collisions(names: Collection[str]) -> frozenset[str]:
    """Return the names that some system takes for another one of them."""
    seen: dict[str, str] = {}
    found: set[str] = set()
    for name in names:
        other = seen.setdefault(key(name), name)
        if other != name:
            found |= {name, other}
    return frozenset(found)


def _device(name: str) -> bool:
    return name.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    return "-" if sign in FORBIDDEN or kind[0] == "C" or kind in {"Zl", "Zp"} else sign


def _parted(name: str) -> tuple[str, str]:
    """Part the ending off: a dot, then up to twelve letters or figures of ASCII."""
    match = re.fullmatch(r"(.*?)(\.[A-Za-z0-9]{1,12})", name, re.DOTALL)
    return (match[1], match[2]) if match else (name, "")


def _cut(text: str, room: int) -> str:
    """Cut text to so many bytes of UTF-8, never within a sign or before what belongs to it."""
    if len(text.encode()) <= room:
        return text
    cut = text.encode()[:room].decode("utf-8", "ignore")
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut
