"""The console script, and ``python -m gouji`` where that is not on the path."""

from __future__ import annotations

import sys
from typing import NoReturn

INTERRUPTED = 130
"""The exit status of what a signal ended, as shells count it; also in :mod:`gouji.cli.main`."""


def main() -> NoReturn:
    """Run the command line. Ctrl-C says nothing, even while modules are still loaded."""
    try:
        from .cli.main import run

        status = run()
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
