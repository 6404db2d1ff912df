"""Somebody else in a mail's words, as they stand: capitals tell a formal "Sie" from a "sie", and a name from a noun."""

from __future__ import annotations

import re

THIRD_PERSON = re.compile(
    r"\b(?:[Ee]lle|lui|peut-il|[ZHzh]ij|haar|hem|[Ee]r (?:ist|hat|wird|kann|arbeitet|unterrichtet)|ihm|seine[rnms]?|"
    r"[Ss]ie (?:ist|hat|wird|kann|arbeitet|unterrichtet)|[Ss]he|[Hh]e|[Hh]er|[Hh]is|him)\b"
)
"""Words for a third person, as they stand: German capitals tell a formal "Sie" from a "sie"."""

NAMED = re.compile(
    r"\b(?:Madame|Mme|Mlle|Monsieur|Mevrouw|mevrouw|mevr\.|Frau|Herrn?|Mrs|Mr|Ms|Miss|Dhr\.|de heer) [A-Z][\w'-]+"
    r"|\b[A-Z][a-zà-ÿ'-]+ [A-Z][a-zà-ÿ'-]+\b"
)
"""What may be a person's name, as it stands."""
