"""The program's one entry: the window, the tour, or a command."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from nklearn.base import print_server, streams, traces
from nklearn.base.errors import UserError
from nklearn.base.handover import Holder, Inbox, Wish


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with command line `arguments`; return its exit status.

    0 done; 1 content, input or machine at fault; 2 wrong usage.
    """
    streams.prepare()
    from nklearn.cli.parser import parse

    options = parse(sys.argv[1:] if arguments is None else list(arguments))
    try:
        if options.command == "open":
            return _open(options.address, options.home, first_paint=options.first_paint)
        if options.command == "tour":
            from nklearn import app

            return app.tour(options.folder, options.only, options.size, options.theme, options.text)
        from nklearn.cli.commands import run

        traces.stay_beside(options.home)
        print_server.stay_local()
        return run(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Who reads our output has seen enough (`nklearn lessons | head`).
        sys.stderr.close()
        return 0


def _open(target: str, home: Path, *, first_paint: bool) -> int:
    """Hand over to the window that runs on this workspace, or open one."""
    with Inbox(home) as inbox:
        # Before Qt is loaded: who only hands over is done at once.
        holder = inbox.claim()
        if holder is Holder.ANOTHER and inbox.hand_over(Wish.of(target)):
            return 0
        if traces.stay_beside(home) and holder is Holder.WE:
            traces.clear(home)
        print_server.stay_local()
        # Collecting garbage among a hundred new modules finds none and takes a tenth of the start;
        # app.run() goes on with it.
        gc.disable()
        from nklearn import app

        return app.run(target, home, inbox, first_paint=first_paint)


if __name__ == "__main__":
    sys.exit(main())
