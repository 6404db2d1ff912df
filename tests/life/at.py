"""`candidatures` in a process of its own, at another time: `python -m tests.life.at INSTANT COMMAND…`"""

from __future__ import annotations

import sys
from datetime import datetime

import time_machine

from jobs import cli


def main(instant: str, *words: str) -> None:
    """The command, as if it were then."""
    with time_machine.travel(datetime.fromisoformat(instant), tick=True):
        sys.argv[1:] = words
        cli.load(words)
        cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
