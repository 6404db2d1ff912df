"""Addresses that hold a person's name: e-mail addresses and profiles on the web ("linkedin.com/in/marie-dupont").

They confirm which of the lines that look like names is the writer's, wherever on the page it was drawn.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@ ?\n?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_PROFILE = re.compile(
    r"(?:/in/|(?<![\w.])@|(?:github|gitlab|linkedin)\.com/|[|•·�] ?)"
    r"([a-zà-ÿ]{2,}(?:[-_.][a-zà-ÿ]{2,}){1,3})(?![^\W\d_]|[@.])",
    re.IGNORECASE,
)
_MOST = 20


@lru_cache(maxsize=16)
def emails(text: str) -> tuple[str, ...]:
    """The e-mail addresses of `text`, the first of many."""
    return tuple(found.group() for found in islice(EMAIL.finditer(text), _MOST))


@lru_cache(maxsize=16)
def profiles(text: str) -> tuple[str, ...]:
    """The names of profiles on the web, in small letters, the first of many."""
    return tuple(found[1].casefold() for found in islice(_PROFILE.finditer(text), _MOST))
