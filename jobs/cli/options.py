"""Options that several commands share, and what they say while they wait."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """The languages of the page and of the rules."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


FormatOption = Annotated[Format, typer.Option("--format", help="For people, or JSON for programs.")]


DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and change nothing.")]


def waiting() -> None:
    """Said once, while another command holds the lock."""
    typer.echo("another poll or re-ingest is under way; waiting for its end", err=True)
