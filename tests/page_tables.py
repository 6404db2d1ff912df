"""Tables in pages of the docs that are made from the code: between two marks, written anew by a command."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class PageTable:
    """One table, and the page it stands in."""

    page: Path
    begin: str
    end: str
    """The lines above and below it."""

    def written(self, text: str | None = None) -> str:
        """The table as it stands in the page, or in this text of it."""
        text = self.page.read_text("utf-8") if text is None else text
        return text.split(self.begin, maxsplit=1)[1].split(self.end, maxsplit=1)[0].strip()

    def renewed(self, text: str, made: str) -> str:
        """The page's text with another table."""
        before, rest = text.split(self.begin)
        return f"{before}{self.begin}\n{made}\n{self.end}{rest.split(self.end)[1]}"

    def command(self, table: Callable[[], str]) -> None:
        """Print the table as it is now; with `--write`, put it into the page."""
        if "--write" in sys.argv[1:]:
            self.page.write_text(self.renewed(self.page.read_text("utf-8"), table()), "utf-8")
        else:
            print(table())  # noqa: T201 - its answer
