"""What a mail can do and which proof it needs, as the table of SECURITY.md; and what of the code does it.

    python -m tests.acts            # prints the table
    python -m tests.acts --write    # writes it into SECURITY.md, between its two comments

Whoever gives mail something new to do enters the act in `parsers/values/acts.py` and here, and runs the second.
"""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.values.acts import ACTS, MailAct, Needed
from parsers.values.messages import Message
from store.letters.answers import ACTS_OF
from tests.page_tables import PageTable

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
IN_PAGE = PageTable(
    page=ROOT / "SECURITY.md",
    begin="<!-- acts, made by `python -m tests.acts --write` -->",
    end="<!-- end of the acts -->",
)
INTAKE = ROOT / "jobs" / "intake" / "process"
NEEDED = {
    Needed.SENDER: "From is the candidate's address and proven, or a person accepted the mail",
    Needed.LETTER: "it names the letter's Message-ID, which is drawn by lot",
    Needed.NOTHING: "nothing",
}
PAPERS = frozenset({MailAct.OPEN, MailAct.PAPERS, MailAct.WITHDRAW, MailAct.RETURN})
BY_WRITE = {
    "papers.replace": PAPERS,
    "papers.give_up": PAPERS,
    "applications.refresh": PAPERS,
    "answers.note": frozenset(ACTS_OF.values()) | {MailAct.CHOOSE},
    "answers.note_none": frozenset({MailAct.REPORT}),
    "replies.take": frozenset({MailAct.CALENDAR}),
}
"""What a mail does by each write to the store that its processing makes."""
OF_THE_PROGRAM = frozenset(
    {"health.put", "ledger.assign", "ledger.begin_attempt", "ledger.failed_attempt", "ledger.keep"}
)
"""Writes on the mail's own way through the program."""
READS = frozenset(
    {
        "health.get",
        "interviews.by_uid",
        "ledger.names",
        "ledger.originals",
        "ledger.pending",
        "ledger.showing",
        "ledger.still_pending",
        "ledger.turns",
        "ledger.waits",
        "ledger.was",
        "letters.get",
        "notices.get",
        "papers.texts_by",
    }
)
BY_FIELD = {"report": frozenset({MailAct.BOUNCE, MailAct.REPORT}), "calendar_answer": frozenset({MailAct.CALENDAR})}
"""What a mail does by a field of `Message` that is no text or paper."""
WORDS_AND_PAPERS = frozenset(
    {
        *("headers", "applicant", "forwarded_from", "forwarded_subject", "body", "attachments", "links", "passwords"),
        *("language", "is_letter", "is_cv", "own_papers", "others_papers", "programs", "outline", "content_key"),
        "problems",
    }
)


def called(folder: Path = INTAKE) -> Iterator[str]:
    """What is asked of the store while a mail is processed, as `part.method`."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("transaction."):
                yield ast.unparse(node.func).removeprefix("transaction.")


def unknown_calls(folder: Path = INTAKE) -> set[str]:
    """Those of which nothing says what a mail does by them."""
    return set(called(folder)) - BY_WRITE.keys() - OF_THE_PROGRAM - READS


def unknown_fields() -> set[str]:
    """What is read of a mail and of which nothing says what the mail does by it."""
    return {one.name for one in fields(Message)} - BY_FIELD.keys() - WORDS_AND_PAPERS


def table() -> str:
    """The table in Markdown."""
    rows = [f"| {one.does} | {NEEDED[one.needed]} | {one.until} |" for one in ACTS.values()]
    return "\n".join(["| a mail | if | else it is |", "|---|---|---|", *rows])


if __name__ == "__main__":
    IN_PAGE.command(table)
