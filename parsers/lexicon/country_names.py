"""Countries as people name them in four languages: the names of Unicode's CLDR, which Babel brings."""

from __future__ import annotations

from functools import cache

from babel import Locale

from parsers.text.text import fold

LANGUAGES = ("fr", "nl", "de", "en")
_ALSO = {
    "grand-duche": "LU",
    "grand-duche de luxembourg": "LU",
    "grossherzogtum luxemburg": "LU",
    "holland": "NL",
    "uk": "GB",
    "england": "GB",
    "angleterre": "GB",
    "usa": "US",
    "quebec": "CA",
}
"""Names that people write and CLDR does not have."""


@cache
def _names(language: str) -> dict[str, str]:
    """ISO 3166 codes by folded name."""
    territories = Locale(language).territories.items()
    return {fold(name): code for code, name in territories if len(code) == 2 and code.isalpha()} | _ALSO


@cache
def country_codes(*languages: str) -> dict[str, str]:
    """ISO 3166 codes by folded name, of several languages; the first that has a name tells its code."""
    return {name: code for language in reversed(languages) for name, code in _names(language).items()}
