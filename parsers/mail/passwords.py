"""The passwords that a mail gives for its files."""

from __future__ import annotations

import re

_MOST = 12
_LONGEST = 80
_WORD = (
    r"(?:mots? de passe|mdp|code(?: d['’]acc[èe]s| d['’]ouverture| secret)?|passwords?|pass ?code"
    r"|wachtwoord(?:en)?|paswoord|passw[oö]rt(?:er)?|kennwort|pwd|pw)"
)
_GIVEN = re.compile(
    rf"\b{_WORD}\b(?P<between>[^\n:=«»\"“”]{{0,80}}?)"
    r"(?:\s?[:=]\s?|\s(?:est|sont|is|ist|lautet|luidt|sera)\s(?:le suivant\s?:?\s?|:\s?)?|\s?(?=[«\"“„]))"
    r"(?P<value>[^\n]{1,160})",
    re.IGNORECASE,
)
_NEXT_LINE = re.compile(rf"\b{_WORD}\b[^\n:=]{{0,80}}:[ \t]*\n\s*(?P<value>\S[^\n]{{0,80}})", re.IGNORECASE)
_QUOTED = re.compile(r"[«\"“„'‘`]\s?([^«»\"“”„'’`\n]{2,60}?)\s?[»\"”“'’`]")
_TRAILING = ".,;:!?)»”\"'"


def given_passwords(text: str) -> tuple[str, ...]:
    """What may be a password in the words of a mail, likeliest first; to be tried, nothing more."""
    candidates: list[str] = []
    for pattern in (_GIVEN, _NEXT_LINE):
        for match in pattern.finditer(text):
            candidates += _readings(match["value"].strip())
    return tuple(dict.fromkeys(c for c in candidates if 1 < len(c) <= _LONGEST))[:_MOST]


def _readings(value: str) -> list[str]:
    """A value may be quoted, followed by more of the sentence, end with a full stop that is its own or not."""
    quoted = [found.strip() for found in _QUOTED.findall(value)[:2]]
    first = value.lstrip("«\"“„'‘ ").split()[0:1]
    words = [reading for word in first for reading in (word.rstrip(_TRAILING), word)]
    whole = value.strip("«»\"“”„'’ ").rstrip(".") if len(value.split()) <= 4 else ""
    return [*quoted, *words, whole]
