"""The language of a text: French, Dutch, German or English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from parsers.text.marks import WORD

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES = ("fr", "nl", "de", "en")
_ENOUGH = 3
"""Fewer words than this say nothing."""
_SAMPLE = 4_000
_LAST_LETTER = "ſ"
"""The four languages are written in letters up to this (Unicode: Basic Latin, Latin-1 Supplement, Latin Extended-A)."""


@cache
def _identifier() -> LanguageIdentifier:
    """py3langid's model, cut to our languages: 0.7 s and 80 MB, once in the process that the workers are forked from.

    Measured on 673 papers and on runs of three to forty words out of them: no paper wrong, and of short runs as many
    right as with models ten and sixty times its size.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model is loaded when first asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language most of the text is in, or None where there is too little, or in other letters."""
    words = [word for word in WORD.findall(text[: 4 * _SAMPLE]) if len(word) > 1]
    latin = [word for word in words if max(word) <= _LAST_LETTER]
    if len(latin) < _ENOUGH or 2 * len(latin) < len(words):
        return None
    language, _ = _identifier().classify(" ".join(latin)[:_SAMPLE])
    return str(language)
