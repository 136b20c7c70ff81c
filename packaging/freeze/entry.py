"""What the frozen program starts: the same `main` as `nklearn` from a checkout."""

from __future__ import annotations

import sys

from nklearn.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
