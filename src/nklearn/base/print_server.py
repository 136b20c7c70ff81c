"""Which print server is asked: the computer's own, by a socket that is a file.

CUPS, which Qt prints with on Linux, asks TCP port 631 of this computer where its own socket is
missing. Nothing of NKLearn opens a network connection, not even that one. A server that the
computer or the account names in CUPS's own settings is left alone: somebody chose it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

# Where every CUPS since 2.3 has it, in Debian as in Fedora; the settings' place likewise.
_SOCKET = "/run/cups/cups.sock"
_SETTINGS = Path("/etc/cups/client.conf")
_OWN_SETTINGS = Path(".cups/client.conf")
_NAME = "CUPS_SERVER"


def stay_local(settings: Path = _SETTINGS) -> bool:
    """Tell CUPS to ask its socket alone, on Linux; say whether that was done.

    `settings` is the computer's client.conf. Both files are described in client.conf(5).
    """
    if not sys.platform.startswith("linux") or os.environ.get(_NAME):
        return False
    places = [settings]
    with contextlib.suppress(RuntimeError):  # an account that has no home
        places.append(Path.home() / _OWN_SETTINGS)
    if any(map(_names_server, places)):
        return False
    os.environ[_NAME] = _SOCKET
    return True


def _names_server(settings: Path) -> bool:
    try:
        lines = settings.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(line.split()[:1] and line.split()[0].lower() == "servername" for line in lines)
