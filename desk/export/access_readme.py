"""What the folder of all that is held on a person has in it, said to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import message

if TYPE_CHECKING:
    from desk.i18n.speech import Speech

LEAD = message("This folder holds the data that we process about you (General Data Protection Regulation, article 15).")
DATA = message("everything that is held, in a form that programs can read (JSON).")
SUMMARY = message("the contents of your papers, with the sentences concerned, and the decisions.")
ORIGINALS = message("your mails as they came.")
LEFT_OUT = message(
    "Not included: mails written by other people, other candidates' data (blacked out) and the names of our staff."
)


def readme(says: Speech, *, originals: int, others: int) -> str:
    """The text of README.txt."""
    parts = (("data.json", DATA), ("summary-*.pdf", SUMMARY), ("originals", ORIGINALS))
    told = [f"{name}{says.colon} {says.text(text)}" for name, text in parts]
    counts = [
        f"{says.text('Your mails')}{says.colon} {says.number(originals)}",
        f"{says.text('Mails that somebody else wrote')}{says.colon} {says.number(others)}",
    ]
    return "\n".join([says.text(LEAD), "", *told, "", says.text(LEFT_OUT), "", *counts, ""])
