"""A text as it is set in print: one apostrophe, spaces at which no line breaks; and passages as they are quoted."""

from __future__ import annotations

import re

NO_BREAK = "\N{NO-BREAK SPACE}"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_FRENCH_SPACE = re.compile(r" (?=[!?;:»])|(?<=«) ")
"""French has a space before high punctuation."""
_PARAGRAPH_SIGN = re.compile(r"(?<=§) (?=\d)")
_ADDRESS = re.compile(r"(\S+@\S+|\S+://\S+)")
"""An address of a mailbox or of a page: each character of it counts."""


def typeset(text: str, language: str) -> str:
    """A text of that language as it is set in print; addresses in it stay as they are."""
    parts = _ADDRESS.split(text)
    parts[::2] = (_set(part, language) for part in parts[::2])
    return "".join(parts)


def _set(text: str, language: str) -> str:
    printed = _PARAGRAPH_SIGN.sub(NO_BREAK, _APOSTROPHE.sub("’", text))
    return _FRENCH_SPACE.sub(NO_BREAK, printed) if language == "fr" else printed


_LIST_MARKS = re.compile(r"(?:[-–—*•·‣∙●○◦▪■□◆♦►▸➢➤✓✔\ufffd\ue000-\uf8ff]\s+)+(?=\S)")
"""Signs of a list before its words; of a sign's own font the letter is private, or nothing tells it (U+FFFD)."""


def passage(quote: str) -> str:
    """On one line, without the mark of the list that it stood in."""
    line = " ".join(quote.split())
    mark = _LIST_MARKS.match(line)
    return line[mark.end() :] if mark else line


def quotation(quote: str) -> str:
    """The same between quotation marks, from which no line is broken."""
    return f"«\u00a0{passage(quote)}\u00a0»"
