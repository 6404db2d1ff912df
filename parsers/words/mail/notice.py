"""The notice's own words: a copy of it, or a sentence that quotes it, says nothing of the applicant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.text.text import Span, fold, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        r"appel a candidatures?",
        r"conditions? (?:de recevabilite|d'eligibilite|d'acces|d'admission)",
        r"nomme(?:\(?e\)?|e)?s? ou engage",
        r"porteu(?:r|se)\S* d'un titre de capacite|titres? de capacite",
        r"categorie du personnel directeur",
        r"plus d'une demi-charge|plus (?:de la moitie|d'un mi-temps)",
        r"cinq ans au moins|au moins (?:cinq|5) an",
        r"constitue un atout",
        r"lettre de motivation[^.]{0,60}(?:au plus tard|pour le)",
        r"dispositif multipartenarial",
        r"charge\(e\) de mission",
    )
)
_ENOUGH = 4
_QUOTING = re.compile(
    r"nomme(?:\(?e\)?|e)?s? ou engage\S* a titre definitif|"
    r"(?:votre (?:annonce|appel|avis|offre|notice)|l'(?:annonce|appel|avis))\b[^.;]{0,40}"
    r"\b(?:demand\w+|exig\w+|requi\w+|reclam\w+|s'adress\w+|impos\w+|precis\w+|stipul\w+|mentionn\w+|insist\w+|"
    r"prevoi\w+|parle)\b|"
    r"\b(?:uw|de) (?:vacature|oproep|bericht)\b[^.;]{0,40}\b(?:vraagt|eist|vereist|richt|vermeldt)\b|"
    r"\bihre (?:anzeige|ausschreibung)\b[^.;]{0,40}\b(?:verlangt|fordert|richtet|nennt|sucht)\b|"
    r"\byour (?:notice|advert\w*|vacancy|call)\b[^.;]{0,40}\b(?:asks?|requires?|says|mentions?|is addressed)\b"
)
_OWN = re.compile(
    r"\b(?:j'ai|je (?:suis|remplis|possede|compte|reponds|le suis)|c'est mon cas|mon|ma|moi|ik (?:ben|heb|voldoe)|"
    r"ich (?:bin|habe|erfulle)|mein|i (?:am|have|meet)|my)\b"
)


def is_notice(text: str) -> bool:
    """Whether a text is the notice itself, sent along."""
    flat = fold(text[:20_000])
    return sum(bool(phrase.search(flat)) for phrase in _PHRASES) >= _ENOUGH


def quotations(text: str) -> Iterable[Span]:
    """The sentences that tell what the notice asks for, and nothing of the applicant."""
    for sentence in sentences(text):
        flat = fold(sentence.of(text))
        if _QUOTING.search(flat) and not _OWN.search(flat):
            yield sentence
