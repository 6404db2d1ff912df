"""Who is written to: in which language, and as Madame or Monsieur where the dossier proves it; never guessed.

Proof of the title is one before the candidate's own whole name, in the papers, in the words of a mail or as its sender,
or a field of the CV that asks for it ("Civilité : Madame", "Geslacht: vrouw"). A first name proves nothing, and where
two proofs disagree there is none.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.i18n.languages import DEFAULT, LANGUAGES
from parsers.values.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.views.values import ApplicationDetail, BodyView


class Civility(StrEnum):
    """The title that a person gives himself or herself."""

    MS = "ms"
    MR = "mr"


TITLES = {
    Civility.MS: ("madame", "mme", "mademoiselle", "mlle", "mevrouw", "mevr", "mw", "frau", "mrs", "ms", "miss"),
    Civility.MR: ("monsieur", "m", "mr", "meneer", "mijnheer", "dhr", "de heer", "herr"),
}
SEXES = {
    Civility.MS: ("f", "feminin", "femme", "vrouw", "vrouwelijk", "v", "weiblich", "w", "frau", "female", "woman"),
    Civility.MR: ("m", "masculin", "homme", "h", "man", "mannelijk", "mannlich", "male"),
}
"""What a CV says of the sex, in four languages, folded."""
_TITLE_FIELD = r"civilite|titre|aanspreking|aanspreektitel|anrede|title|form of address"
_SEX_FIELD = r"sexe|genre|geslacht|geschlecht|sex|gender"
_GAP = r"\s{1,9}"
"""Between two words; bounded, for a stranger's text may be blanks by the million."""
_BLANK = r"[ \t]{0,9}"
_COMBINING = re.compile(r"[\u0300-\u036f]")
_OWN = frozenset({Voice.OWN, Voice.SIGNATURE})


def language_of(detail: ApplicationDetail) -> str:
    """The language that the candidate writes in, as far as the page has it: by mails, then papers; else French."""
    told = [body.language for body in detail.bodies if len(body.text) > 40]
    papers = sorted(detail.documents, key=lambda document: document.kind != "letter")
    told += [document.language for document in papers]
    return next((language for language in told if language in LANGUAGES), DEFAULT)


def civility_of(detail: ApplicationDetail) -> Civility | None:
    """What the dossier proves. The texts of the papers must be there (`with_text`); None where nothing is proven."""
    told = {civility for text, is_cv in _texts(detail) for civility in _proofs(detail, text, is_cv=is_cv)}
    return told.pop() if len(told) == 1 else None


def _texts(detail: ApplicationDetail) -> Iterator[tuple[str, bool]]:
    """Every text of the candidate's own, and whether it is a CV's; nothing of a mail that waits for a person."""
    others = {mail.id for mail in detail.messages if mail.waits is not None}
    for mail in detail.messages:
        if mail.id not in others and not mail.third_party:
            yield mail.sender_name or "", False
    for body in detail.bodies:
        if body.message_id not in others:
            yield _own_words(body), body.is_cv
    for document in detail.documents:
        if document.message_id not in others:
            yield document.text or "", "cv" in document.kind


def _own_words(body: BodyView) -> str:
    return "\n".join(body.text[start:end] for voice, start, end in body.stretches if voice in _OWN)


def _proofs(detail: ApplicationDetail, text: str, *, is_cv: bool) -> Iterator[Civility]:
    folded, name = _folded(text), _name(detail)
    for civility, titles in TITLES.items():
        if name and re.search(rf"(?<![\w.])(?:{_any(titles)})\.?{_GAP}(?:{name})(?![\w-])", folded):
            yield civility
        if is_cv and _field(_TITLE_FIELD, titles, folded):
            yield civility
    for civility, sexes in SEXES.items():
        if is_cv and _field(_SEX_FIELD, sexes, folded):
            yield civility


def _field(label: str, values: tuple[str, ...], folded: str) -> bool:
    """Whether a line is a label of a form with one of these values and nothing else."""
    line = rf"^[^\w\n]{{0,9}}(?:{label}){_BLANK}:{_BLANK}(?:{_any(values)})\.?{_BLANK}$"
    return re.search(line, folded, re.MULTILINE) is not None


def _name(detail: ApplicationDetail) -> str | None:
    """The whole name, in either order, as a pattern; a family name alone is also a relative's."""
    given, family = (_pattern(part) for part in (detail.row.given_name, detail.row.family_name))
    return rf"{given}{_GAP}{family}|{family},?{_GAP}{given}" if given and family else None


def _pattern(name: str | None) -> str:
    return _GAP.join(re.escape(word) for word in _folded(name or "").split())


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _folded(text: str) -> str:
    """Without accents, in small letters, with plain apostrophes."""
    if text.isascii():
        return text.casefold()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.replace("’", "'"))).casefold()
