"""Runs everything with the versions that are installed and says what differs from the lock and what failed.

    python -m tests.newest

`make newest` calls it in an environment of the newest versions of the day. Ends with 0 when nothing failed, else 1.
"""

# ruff: noqa: T201 - it prints its answer
from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.locks import ROOT, versions

BIN = Path(sys.executable).parent
STEPS = (
    ("lint", "ruff", "check", "."),
    ("types", "mypy"),
    ("rooms", "lint-imports"),
    ("unit", "pytest", "tests/unit", "-q", "-n", "2"),
    ("integration", "pytest", "tests", "-q", "-m", "not soak", "-n", "2", "--ignore", "tests/unit"),
)


def drift():
    """What is installed in another version than the lock's, or in one of the two only: name, locked, installed."""
    locked = versions("test.txt", ".".join(platform.python_version_tuple()[:2]))
    here = {canonicalize_name(each.name): each.version for each in distributions()}
    ours = {"candidatures", "pip", "setuptools"}
    names = sorted((locked.keys() | here.keys()) - ours)
    return [(n, locked.get(n, "-"), here.get(n, "-")) for n in names if locked.get(n) != here.get(n)]


def run(_name, command, *arguments):
    """Whether a step passed, and the lines by which pytest names what failed."""
    failed = []
    words = [str(BIN / command), *arguments]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            if line.startswith(("FAILED ", "ERROR ")):
                failed.append(line.strip())
    return process.returncode == 0, failed


def main():
    results = {step[0]: run(*step) for step in STEPS}
    print("\nOther versions than the lock's:")
    for name, locked, here in drift():
        print(f"  {name:28} {locked:>20} -> {here}")
    for name, (passed, failed) in results.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}", *failed, sep="\n  ")
    return 0 if all(passed for passed, _ in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
