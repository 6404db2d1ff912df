"""Small words that tell in which language a page was recognized, by Tesseract's names of the languages."""

from __future__ import annotations

import re
from collections import Counter

SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "fra": "le la les des une est et en du au aux je vous pour dans avec sur mon ma mes de à ce que qui par depuis",
        "nld": "de het een en van ik mijn voor met als op naar bij aan werk heb ben ook niet uit tot sinds",
        "deu": "der die das und ich mit für bei eine einer ist als von auf zur zum im nicht sich seit meine",
        "eng": "the and of to in my for with as at i have is was on from by an be since",
    }.items()
}


def spoken_language(text: str) -> str | None:
    """Tesseract's name of the language whose small words stand in `text`, where they are enough to tell."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    votes = {language: sum(words[word] for word in known) for language, known in SMALL_WORDS.items()}
    (best, most), (_, second) = Counter(votes).most_common(2)
    return best if most >= 5 and most > 1.5 * second else None
