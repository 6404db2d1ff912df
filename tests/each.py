"""Tables of sentences in tests: one test for the table, in which every row passes or fails for itself."""

from __future__ import annotations

import inspect
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest

    Check = Callable[..., None]

_LABEL = 300


def each(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Check], Callable[[pytest.Subtests], None]]:
    """Ask a test of every row, as `pytest.mark.parametrize` does, where it needs no fixture: a row is a subtest.

    A test costs some milliseconds before it asks anything, and a subtest, which a row becomes when it fails, one. Every
    row that fails is told, with its values, whatever others do.
    """
    kept = [row.values if hasattr(row, "marks") else (row,) if isinstance(names, str) else row for row in rows]
    keys = (names,) if isinstance(names, str) else names

    def decorate(check: Check) -> Callable[[pytest.Subtests], None]:
        def every(subtests: pytest.Subtests) -> None:
            assert kept, "no row"
            for row in kept:
                try:
                    check(**dict(zip(keys, row, strict=True)))
                except BaseException:  # whatever it was, the subtest tells it: a row that passes has nothing to tell
                    with subtests.test(", ".join(map(str, row))[:_LABEL]):
                        raise

        every.__signature__ = inspect.signature(every)  # type: ignore[attr-defined]  # what asks for the fixture
        return wraps(check)(every)

    return decorate


def examples(rows: Iterable[tuple[Any, ...]]) -> Callable[[Check], Check]:
    """Give a property test every row as an `@example`, in order."""

    def decorate(check: Check) -> Check:
        for row in reversed([*rows]):
            check = example(*row)(check)
        return check

    return decorate


def rows_beside(module: str, *names: str) -> list[list[str]]:
    """The rows of text files that stand beside a test's module: what is told, then the sentence.

    Empty rows and those that begin with # are none.
    """
    files = (Path(module).with_name(name).read_text("utf-8") for name in names)
    rows = (row for file in files for row in file.splitlines() if row and not row.startswith("#"))
    return [row.split(" | ", maxsplit=1) for row in rows]
