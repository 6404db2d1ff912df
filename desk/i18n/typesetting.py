"""A text as it is set in print: one apostrophe, and the spaces at which no line breaks."""

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
