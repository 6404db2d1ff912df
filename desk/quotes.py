"""Passages as they are quoted to people; what is kept and exported stays as it stands in the text."""

from __future__ import annotations

import re

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
