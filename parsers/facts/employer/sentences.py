"""Sentences of the present that name who employs the applicant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.employer.places import institution_in, place_in
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.text.text import Folded, Span

    Reading = Callable[[str, Span, Folded], tuple[str, float] | None]

_JOBLESS = vocabulary("posts.jobless")
_VERB = (
    r"(?:j'(?:enseigne|exerce|assure|occupe|officie|interviens|accompagne)|je (?:suis(?! (?:ne|nee|entree?|"
    r"passee?|sortie?|alle)\b)|travaille|cumule|partage|"
    r"fais (?:cours|classe))|j'ai (?:la chance|le plaisir|le bonheur|l'honneur|l'occasion|le privilege) (?:d'|de )"
    r"(?:enseigner|travailler|exercer|diriger|accompagner)|(?:employee?|occupee?|engagee?) (?:par|chez)|je (?:"
    r"dirige|donne cours|preste|coordonne|fais partie)|mon employeur|ik (?:werk|geef|ben|sta|coordineer)|(?:werk|"
    r"geef|sta|ben|leid) ik|"
    r"mijn werkgever|ich (?:unterrichte|arbeite|bin|leite)|(?:unterrichte|arbeite|leite|bin) ich|mein arbeitgeber|"
    r"i (?:am|work|teach|hold|share|split|currently|have been (?:teaching|working))|my employer|"
    r"(?:mon|ma|notre|mijn|onze|meiner?|unserer?|my|our) (?:ecole|athenee|lycee|college|institut|centre|"
    r"etablissement|school|schule|"
    r"p\.?m\.?s\.?|cpms)|"
    r"(?:ma|mon|mijn|meine?|my) (?:superieure?|directrice|directeur|prefete?|proviseure?|direction|directie|"
    r"schulleit\w+|head(?:teacher|master|mistress)?|principal))"
)
_OTHER_VERB = (
    r"(?:je (?!commence|debute|entre\b|quitte|deviens|"
    r"suis|voudrais|souhait|aimerais|desir|esper|postul|pos|connais|collabor|rencontr|visit|recois|"
    r"remerci|habit|vais|irai|serai|"
    r"pourrais|peux|rejoin|accueill|invit|veux|sais|crois|pense|vous|me permets|n)|j'(?!ai|avais|etais|aimerais|"
    r"espere|envoie|habite|accueille|"
    r"invite|apprecie|aime))[a-z]+"
)
_ROLE = (
    r"(?:actuellement|aujourd'hui|momenteel|thans|derzeit|zurzeit|currently|titulaire|profs?|professeure?|"
    r"enseignante?|"
    r"institut(?:eur|rice)|educat(?:eur|rice)|direct(?:eur|rice)|regente?|psychologue|assistante? sociale?|"
    r"auxiliaire|infirmiere|logopede|"
    r"conseill(?:er|ere)|(?:engagee?|nommee?|affectee?|detachee?|en fonction|en poste|etd)|leraar|lerares|"
    r"leerkracht|onderwijzer(?:es)?|"
    r"lehrer(?:in)?|teacher|(?:en tant que|en qualite de|as an?) [\w-]+)"
)
_PRESENT = re.compile(rf"\b(?P<person>{_VERB})\b|\b(?P<other>{_OTHER_VERB})\b|(?:^|, |; |: |- )(?P<role>{_ROLE})\b")
_WHERE = re.compile(
    r",? (?:ou|dans (?:lequel|laquelle)|waar|wo|where) (?:j'(?:enseigne|exerce|occupe|officie)|je (?:travaille|"
    r"suis|donne|dirige|preste)|"
    r"ik (?:werk|les ?geef|sta|nu)|ich (?:arbeite|unterrichte|tatig)|i (?:work|teach|am))|"
    r",? (?:mon employeur|qui m'emploie|m'emploie|mijn werkgever|mein arbeitgeber|my employer)\b"
)
_LABEL = re.compile(
    r"(?:^\W*|- |; |\| )(?:(?:mon|ma|mijn|meine?|my|huidige|derzeitige[rs]?|jetzige[rs]?|current|present|"
    r"actuele?) )?(?:employeur|"
    r"pouvoir organisateur|etablissement|ecole|affectation|lieu de travail|"
    r"(?:fonction|poste|"
    r"emploi|situation)s? (?:actuelle?s?|presente?)|"
    r"werkgever|school|huidige (?:functie|werkgever)|arbeitgeber|dienststelle|derzeitige (?:stelle|funktion)|"
    r"employer|current (?:post|position|employer))[^:]{0,20}: "
)
_PAST = re.compile(
    r"\b(?:s'est (?:achev|termin)\w+|a pris fin|prend fin|est arrivee? a (?:terme|echeance)|liep (?:af|ten einde)|"
    r"eindigde|afgelopen|endete|ausgelaufen|beendet|expired|came to an end|"
    r"j'ai (?:enseigne|travaille|ete|donne|commence|debute|exerce|quitte|etudie|suivi|obtenu)|j'etais|"
    r"anciens?|ancienne|auparavant|jadis|j'enseignais|je travaillais|jusqu'en|a l'epoque|"
    r"vroeger|voordien|werkte|studeerde|fruher|zuvor|arbeitete|unterrichtete|studierte|formerly|previously|"
    r"used to|worked|taught|studied|"
    r"diplomee? d[eu']|etudiante? (?:a|au)|eleve (?:a|au)|stages?|etudes|visit\w+)\b"
)
_OTHERS = re.compile(
    r"\b(?:mon|ma|mes|notre|sa|son) (?:mari|femme|epou\w+|compa\w+|conjointe?|pere|mere|frere|soeur|fils|fille|"
    r"enfants?|collegues?|amie?|eleves|parents)\b|"
    r"\bvotre (?:collaborat\w+|collegue|directrice|directeur|enseignante?)\b|\buw (?:collega|medewerk\w+)\b|"
    r"\bihre? (?:kolleg\w+|mitarbeiter\w*)\b|"
    r"\bmijn (?:man|vrouw|partner|vader|moeder|kinderen|zoon|dochter)\b|\bmeine? (?:mann|frau|vater|mutter|kinder|"
    r"tochter|sohn)\b|\bmy (?:husband|wife|partner|son|daughter|children)\b"
)
_REACH = 130
"""How far after its verb or role an employer may be named, in characters."""


def labelled(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The employer after a label ("Employeur : …"), and how sure that is."""
    label = _LABEL.search(flat.text)
    if label is None:
        return None
    begin = flat.span(label.start(), label.end()).end
    name = place_in(text[: sentence.end], begin) or institution_in(text, begin, sentence.end)
    if name is None and _EMPLOYER_LABEL.search(label.group()):
        first = re.match(r"\s*([A-ZÀ-Ý][^,;(\n–]{2,60})", text[begin : sentence.end])
        name = first[1].strip() if first else None
    return (name, 0.75) if name else None


_EMPLOYER_LABEL = re.compile(r"employeur|etablissement|ecole|werkgever|school|arbeitgeber|dienststelle|employer")


def owned(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The employer after a label that says so plainly, or calls it the writer's ("Mon établissement : …")."""
    label = _LABEL.search(flat.text)
    return labelled(text, sentence, flat) if label and _OWNED.search(label.group()) else None


_OWNED = re.compile(r"\b(?:mon|ma|mijn|meine?|my|employeur|werkgever|arbeitgeber|employer)\b")


def still_there(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place of a past date where the writer says to be still: "retour à l'institut …, où je suis toujours"."""
    return where(text, sentence, flat) if _STILL.search(flat.text) else None


_STILL = re.compile(r"\b(?:toujours|encore|nog (?:altijd|steeds)|noch immer|immer noch|still|to this day)\b")


def entered(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that a sentence tells of entering, which counts where no other is told."""
    verb = _ENTERED.search(flat.text)
    if verb is None or _OTHERS.search(flat.text[: verb.end()]):
        return None
    begin = flat.span(verb.start(), verb.end()).start
    name = place_in(text[: min(sentence.end, begin + _REACH)], begin)
    return (name, 0.33) if name else None


_ENTERED = re.compile(
    r"\b(?:j'ai (?:ete (?:nommee?|engagee?|designee?|affectee?|mutee?)|(?:re)?commence|debute|rejoint)|"
    r"je suis (?:entree?|arrivee?)|ik (?:begon|ben begonnen|startte)|(?:begon|startte) ik|ich (?:begann|kam)|"
    r"i (?:started|joined|began|was appointed))\b"
)


def where(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that "où je travaille" follows: the last one named before it."""
    hinge = _WHERE.search(flat.text)
    if hinge is None:
        return None
    end = flat.span(hinge.start(), hinge.end()).start
    acronym = re.search(r"\b[A-Z]{3,8}(?:[ -][A-Z][\w'’-]+)*$", text[sentence.start : end])
    if acronym:
        return acronym.group(), 0.72
    names = [name for at in range(sentence.start, end) if _word_begins(text, at) and (name := place_in(text[:end], at))]
    return (names[-1], 0.72) if names else None


def _word_begins(text: str, at: int) -> bool:
    return text[at].isalnum() and (at == 0 or not text[at - 1].isalnum())


def present(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that follows a verb or a role of the present: a school first, else what "au sein de" names."""
    readings = []
    for match in _PRESENT.finditer(flat.text):
        clause = flat.text[max(0, match.start() - 70) : match.end() + _REACH]
        if _PAST.search(clause) or _JOBLESS.search(clause) or _OTHERS.search(flat.text[: match.end()]):
            continue
        begin = flat.span(match.start(), match.end()).start
        end = min(sentence.end, begin + _REACH + 60)
        certainty = (0.7 if match["person"] else 0.5) + 0.02 * bool(_WORKS.match(match.group()))
        if name := place_in(text[:end], begin):
            readings.append((name, certainty))
        elif match["person"] and (name := _before(text, sentence, begin)):
            readings.append((name, 0.6))
        elif not match["other"] and (name := institution_in(text, begin, end)):
            readings.append((name, certainty - 0.05))
    return max(readings, key=lambda reading: reading[1], default=None)


_WORKS = re.compile(
    r"j'enseigne|je (?:travaille|donne cours|preste)|ik (?:werk|geef)|ich (?:arbeite|unterrichte)|i (?:work|teach)"
)
"""Plain words of work: what they name counts before what "je suis" does."""


def _before(text: str, sentence: Span, verb: int) -> str | None:
    """The school that a sentence begins with: "Au collège …, j'enseigne", "C'est à l'école de … que je travaille"."""
    opening = _OPENING.match(text, sentence.start, verb)
    return place_in(text[:verb], opening.end()) if opening else None


_OPENING = re.compile(
    r"\W*(?:[Cc]['’]est |[Aa]ctuellement,? )?"
    r"(?:[ÀàA] (?:l['’]|la )?|[Aa]u |[Dd]ans |[Ii]n |[Aa]an |[Aa]m |[Aa]n |[Aa]t )"
)
