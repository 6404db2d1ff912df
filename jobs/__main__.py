"""Where `candidatures` starts; `python -m jobs` is the same where the console script is not on the path."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Load the command and run it.

    What is loaded stays: to look through it for garbage while it grows is a quarter of the time until a command begins.
    """
    gc.disable()
    from jobs import cli  # noqa: PLC0415 - no garbage is looked for from here on

    cli.load(sys.argv[1:])
    gc.freeze()
    gc.enable()
    cli.main()


if __name__ == "__main__":
    main()
