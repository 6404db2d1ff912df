"""Totals of service that people state: "quinze ans d'enseignement", "depuis plus de vingt ans j'enseigne".

A number of years counts when its own clause speaks of teaching or CPMS and of the applicant: not an age, a wish, a
requirement, another trade, another person, or a part of the career ("dont neuf …", "depuis trois ans je coordonne").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.dates import dates
from parsers.numerals import NUMBER, value_of
from parsers.text import Span, fold, folded, squeeze_quote
from parsers.values import Evidence, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.sections import Layout
    from parsers.text import Folded

KEY = "experience_years"
TOTAL_RULE = "experience.stated/1"
SINCE_RULE = "experience.since/1"

_UNIT = (
    r"(?:ans|annees?(?: scolaires?| completes?| pleines?)*|an|jaar|jaren|schooljaren|"
    r"jahren?|schuljahren?|dienstjahren?|years?)"
)
_TOTAL = re.compile(
    rf"(?P<rough>plus de |plus d'|ruim |meer dan |mehr als |uber |more than |over |une bonne |pres de |presque |"
    rf"bientot |quasi |environ |a peu pres |"
    rf"bijna |fast |rund |knapp |nearly |almost |some |zo'n |ongeveer |gut |"
    rf"gute )?(?<![\w/.,-])(?P<number>{NUMBER})(?:e|eme)? (?:d')?(?P<unit>{_UNIT})(?![\w-])"
)
_ORDINAL = re.compile(rf"(?:dans|entame|en|vis) (?:ma|mon|la) (?P<number>{NUMBER}) ?(?:e|eme|ieme) annee")
_MORE = ("plus d", "ruim", "meer", "mehr", "uber", "more", "over", "une bonne", "gut")

_WORK = (
    r"(?:enseign\w*|classes?|ecoles?|instit\w*|prof\w*|pedagogi\w*|scolaires?|centres? p\.?m\.?s\.?|c\.?p\.?m\.?s\.?|"
    r"p\.?m\.?s\.?|psycho-medico\w*|tableau|eleves|cours|regent\w*|educat\w*|internat|maternelles?|primaires?|"
    r"secondaires?|"
    r"fondamental|qualifiant|tout-petits|athenees?|lycees?|colleges?|direction d'ecole|onderwijs\w*|lesgeven|"
    r"klas\w*|leraar\w*|"
    r"lerares\w*|leerkracht\w*|clb|\w*school\w*|lesopdracht\w*|unterricht\w*|\w*schul\w*|lehr\w*|klassen\w*|"
    r"kaleido|pms\S*|"
    r"teach\w*|taught|classrooms?|education|lessons)"
)
_FILLER = (
    r"(?:l'|d'|de|du|des|la|le|les|en|dans|au|aux|a|comme|devant|derriere|face|passees?|consacrees?|vecues?|"
    r"prestees?|une?|mon|ma|mes|cet|"
    r"cette|ce|notre|meme|ordinaire|experience|anciennete|pratique|metier|carriere|services?|vie|bons?|bonnes?|"
    r"loyaux|differentes?|plusieurs|divers|"
    r"petite?s?|chez|au sein|in|het|secundair|lager|als|ervaring|voor|aan|bij|een|mijn|dezelfde|im|an|der|die|den|"
    r"dem|einer|einem|"
    r"erfahrung|vor|meiner|of|the|as|my|"
    r"experience|full-time|loopbaan|dienst|berufserfahrung)"
)
_AFTER = re.compile(
    rf"^(?:,? ?{_FILLER}(?= |(?<='))){{1,6}} ?{_WORK}\b|^ (?:unterricht|schul|lehr|lerar|onderwijs|teaching|"
    rf"classroom)\w*"
)
_LABEL = re.compile(r"(?:anciennet\w*|experience|ervaring|erfahrung|dienstalter|service)\b[^:]{0,40}:[^;]{0,25}?\(?$")
_TRAINING = re.compile(
    r"\b(?:formation|etudes?|cursus|opleiding|studie\w*|ausbildung|studium|training|course|contrat|stages?|master|"
    r"bachelier)\b[^.;]{0,14}$"
)
_LEARNT = re.compile(
    r"^ (?:d'etudes|a l'ecole normale|a l'universite|de formation|de stage|studie|studium|aan de (?:universiteit|"
    r"hogeschool))"
)
_BARE_AFTER = re.compile(
    r"^ (?:d'anciennete|de carriere|de services?|de metier|d'experience(?: professionnelle| pedagogique)?|"
    r"de pratique|d'exercice|dienst|anciennitat|ancienniteit|dienstanciennit\w*|"
    r"berufserfahrung|ervaring|loopbaan|dienstalter|dienstjahre|of service|of experience|au total|derriere moi|"
    r"in het vak|au compteur)"
)
_ROLE = (
    r"(?:enseign\w*|j'enseigne|prof\w*|instit\w*|regente?|educat(?:eur|rice)|maitresse|dans l'enseignement|"
    r"en (?:centre )?p\.?m\.?s\.?|en cpms|devant (?:une|la|des|mes) classes?|leraar|lerares|leerkracht|"
    r"onderwijzer(?:es)?|"
    r"voor de klas|geef (?:ik )?les|in het onderwijs|lehrer(?:in)?|unterrichte|im schuldienst|lehrkraft|"
    r"teach\w*|taught|in (?:education|the classroom)|assistante? sociale?|psychologue|auxiliaire sociale|logopede|"
    r"infirmiere)"
)
_BEFORE = re.compile(
    rf"\b{_ROLE}\b(?:(?!nomm|engag|definiti|benoem|ernannt|appoint|coordon|respons|referent|relais|"
    rf"depuis)[^.;!?]){{0,60}}?\b"
    r"(?:depuis|voila|voici|cela fait|ca fait|il y a|sinds|al|reeds|seit|for|bereits|since|fort de|avec)\b"
    r"(?: (?:maintenant|deja|bientot|mehr als|plus de|les))* ?$"
)
_SINCE_THEN = re.compile(
    rf"^(?: (?:que|maintenant|deja|bereits|lang|al|now))?,? (?:j'|je |ich |ik |i (?:have |have been |am )?|sta |"
    rf"stehe |unterrichte |geef |bin |ben |que j'|que je |(?:que )?je )[^.;!?]{{0,30}}?\b{_WORK}\b"
)
_LEAD = re.compile(
    r"\b(?:depuis|voila|voici|cela f\w+|ca f\w+|il y a|sinds|al|reeds|seit|for|after|na|nach|apres|bereits|"
    r"fort[e]? de|mes|ces|mijn|meine|my|totalis\w+|compte|"
    r"cumul\w+|avec|with|met|mit|j'ai|ik heb|ich habe|i have|anciennete|experience|carriere|depuis deja|"
    r"the (?:past|last)|de) ?$"
)

_OTHERS = re.compile(
    r"\b(?:mon|ma|notre|son|sa|leur|mes|ses) (?:mari|femme|epouse?|compagnon|compagne|conjointe?|pere|mere|frere|"
    r"soeur|fils|fille|enfants?|collegues?|directeur|directrice|direction|"
    r"predecesseur|amie?|parents|titulaire|eleves|beau-pere|belle-mere|oncle|tante)\b|\bmijn (?:man|vrouw|partner|"
    r"vader|moeder|broer|zus|collega\w*|directeur)|"
    r"\bmeine? (?:mann|frau|partner(?:in)?|vater|mutter|bruder|schwester|kolleg\w+|tochter|sohn|direktor)|"
    r"\bmy (?:husband|wife|partner|father|mother|brother|sister|colleagues?|headteacher)|"
    r"\b(?:elle|il|hij|zij|er|sie|she|he|ils|elles) (?:enseigne\w*|y enseigne|a enseigne|geeft|unterrichtet|"
    r"teaches|has taught|est prof\w*|compte|totalise)|\b(?:un|une) collegue\b"
)
_REQUIRED = re.compile(
    r"\b(?:votre (?:annonce|appel|avis|offre|notice|profil)|vous (?:demandez|exigez|souhaitez|cherchez|"
    r"recherchez)|(?:est|sont) (?:exige|demande|requis)\w*|exigee?s?|demandee?s?|requise?s?|condition\w*|"
    r"minimum de|il faut|gevraagd|vereist|uw (?:vacature|oproep|bericht)|verlang\w*|gefordert|ihre (?:anzeige|"
    r"ausschreibung)|required|your (?:notice|advert\w*|vacancy))\b"
)
_NEGATED = re.compile(
    r"\b(?:n'ai|ne (?:compte|totalise|dispose|possede|justifie)|n'atteins|n'ai pas|pas encore|moins de|moins d'|"
    r"geen|nog geen|minder dan|keine|noch nicht|noch keine|weniger als|not yet|less than|fewer than|"
    r"il me manque|me reste|reste a|encore|prochaines?|a venir|restant\w*|dernieres?|premieres?|nachsten|letzten|"
    r"volgende|laatste|eerste|next|(?<!the )last|first|pendant|durant|dont|waarvan|davon|of which|"
    r"il y a|pour|pres de chez)\b[^.;!?]{0,12}$"
)
_AGE = re.compile(
    r"(?:\bage(?:e|es|s)? de |\ba |\bde |\bde \w+ a |\bentre |\bd'|\bj'ai |\bdes |\baged |\bim alter von |\bvan )$"
)
_OTHER_TRADE = re.compile(
    r"\b(?:fiduciaire|banque|prive|privee|secteur|maison de repos|hopital|clinique|entreprises?|industrie|usine|"
    r"commerce|cpas|bureau d'etudes|agence|cabinet|restaurant|hotel|"
    r"assurances?|forem|onem|administration|journal\w*|chantiers?|bedrijf\w*|bank|prive-?sector|ziekenhuis|"
    r"betrieb\w*|industrie|krankenhaus|privatwirtschaft|business|industry|"
    r"office|company|hospital|private sector|independante?|horeca|comptab\w+|menuis\w+|armee|recherche|"
    r"laboratoire|edition|logistique|ressources humaines|marketing|vente)\b"
)


def stated_years(layout: Layout) -> tuple[Finding, ...]:
    """The totals and beginnings of service that the sentences of `layout` state."""
    found: list[Finding] = []
    for sentence in layout.sentences:
        if layout.is_ignored(sentence.start, sentence.end):
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        if _REQUIRED.search(flat.text):
            continue
        found.extend(_totals(layout, sentence, flat))
        found.extend(_shares(layout, sentence, flat))
        found.extend(_beginnings(layout, sentence, flat))
    return tuple(found)


def _totals(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    for match in _TOTAL.finditer(flat.text):
        value = value_of(match["number"])
        certainty = _certainty(flat.text, match)
        if value is None or not 1 <= value <= 50 or certainty <= 0:
            continue
        focus = flat.span(match.start(), match.end())
        more = bool(match["rough"]) and match["rough"].startswith(_MORE)
        yield _finding(
            layout, (sentence, focus), TOTAL_RULE, value=int(value), certainty=certainty, detail={"more": more}
        )


def _shares(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The part of a working life that was teaching: "trente ans de métier, dont dix-sept en centre PMS"."""
    for match in _OF_WHICH.finditer(flat.text):
        value = value_of(match["number"])
        whole = _TOTAL.search(flat.text[: match.start()])
        bare = whole is not None and _BARE_AFTER.match(flat.text[whole.end() :])
        if value and bare and re.match(rf"(?:\w+ ){{0,2}}{_WORK}\b", flat.text[match.end() :]):
            focus = flat.span(match.start(), match.end())
            yield _finding(layout, (sentence, focus), TOTAL_RULE, value=int(value), certainty=0.8)


def _certainty(flat: str, match: re.Match[str]) -> float:
    """How sure it is that a number of years is the applicant's total in teaching or CPMS (0: not at all)."""
    before, after = _clause_before(flat, match.start()), _clause_after(flat, match.end())
    if _is_somebody_elses(before, after) or _is_age(match["unit"], before, after):
        return 0.0
    if _AFTER.match(after[:90]):
        return 0.55 if _PASSED.search(before) else 0.75 if _HERE.match(after) else 0.95
    if (_SINCE_THEN.match(after[:90]) and _LEAD.search(before)) or _BEFORE.search(before[-110:]):
        return 0.85
    if _LABEL.search(before) and not _OTHER_TRADE.search(flat):
        return 0.8
    if not _BARE_AFTER.match(after) or _OTHER_TRADE.search(flat):
        return 0.0
    return 0.7 if _SERVICE_AFTER.match(after) else 0.55


_PASSED = re.compile(r"\b(?:apres|nach|after|na) (?:plus de )?$")
"""A stretch that another one followed: "après huit ans à …"."""
_HERE = re.compile(r" (?:dans|a) (?:(?:la|le|cet|cette|mon|une?|ce|notre) |l')")
"""One post, not a career: "quinze ans dans cette école"."""


def _is_somebody_elses(before: str, after: str) -> bool:
    """Whether the years are another person's, another trade's, those of a training, or denied."""
    if _OTHERS.search(before[-70:]) or _NEGATED.search(before) or _OTHER_TRADE.search(after[:45]):
        return True
    return bool(_TRAINING.search(before) or _LEARNT.match(after))


def _is_age(unit: str, before: str, after: str) -> bool:
    """Whether "N ans" is somebody's age."""
    if unit != "an" and not (unit in {"ans", "years"} and _AGE.search(before)):
        return False
    return not _BARE_AFTER.match(after) and not _AFTER.match(after[:70])


_SERVICE_AFTER = re.compile(r" (?:d'anciennete|de services?|dienst|anciennit|dienstalter|of service)")
_OF_WHICH = re.compile(
    rf"\b(?:dont|waarvan|davon|of which) (?P<number>{NUMBER})(?: {_UNIT})? (?:en|dans|au|a|comme|in|als|im|as) "
)


def _clause_before(flat: str, at: int) -> str:
    cut = max(flat.rfind(mark, 0, at) for mark in (";", ". ", " mais ", " maar ", " aber ", " but "))
    return flat[max(cut + 1, at - 160, 0) : at]


def _clause_after(flat: str, at: int) -> str:
    ends = [
        end
        for mark in (";", ". ", " dont ", " waarvan ", " davon ", " of which ", " mais ")
        if (end := flat.find(mark, at)) >= 0
    ]
    return flat[at : min([*ends, at + 110])]


_BEGUN = re.compile(
    r"\b(?P<entered>(?:j'ai|je suis|ai) (?:debute|commence|entree?|embrasse)\b|^entree? (?:dans|au|en)\b|"
    r"j'ai fait mes debuts|tout a (?:debute|commence)|"
    r"ma carriere (?:a )?(?:debute|commence)|ik ben (?:begonnen|gestart)|ich habe (?:begonnen|angefangen)|"
    r"i (?:started|began|entered))|"
    r"\bj'enseigne\b|\bje (?:suis|travaille|donne cours|exerce)\b|\bik (?:geef|sta|ben|werk)\b|"
    r"\bich (?:unterrichte|bin|arbeite)\b|\bi (?:have been|have taught|teach|work)\b|"
    rf"^(?:\w+ ){{0,2}}{_ROLE}(?= (?:depuis|sinds|seit|since)|(?: [a-z']+){{1,5}} (?:depuis|sinds|seit|since))"
)
_STATUS = re.compile(
    r"nomm|nomin|engag|definiti|benoem|ernannt|ernenn|appoint|referent|respons|coordon|relais|titulaire|temps|"
    r"periodes|"
    r"marie|belge|habite|woon|wohne|live"
)
_SCHOOLED = re.compile(rf"\b{_WORK}\b")


def _beginnings(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """A beginning that still lasts: "j'enseigne depuis 2008", "entré dans l'enseignement en 1993"."""
    begun = _BEGUN.search(flat.text)
    if begun is None or not _SCHOOLED.search(flat.text) or _OTHERS.search(flat.text[: begun.start()]):
        return
    origin = flat.span(begun.start(), begun.end())
    for when in dates(sentence.of(layout.text)):
        focus = Span(sentence.start + when.start, sentence.start + when.end)
        between = fold(layout.text[min(origin.end, focus.start) : max(origin.end, focus.start)])
        lasting = when.ongoing or (begun["entered"] is not None and when.point)
        if when.first is None or not lasting or len(between) > 90 or _STATUS.search(between):
            continue
        first = when.first.replace(month=9) if when.precision == "year" else when.first
        detail = {"since": first.isoformat()}
        yield _finding(layout, (sentence, focus), SINCE_RULE, value=None, certainty=0.5, detail=detail)
        return


def _finding(layout: Layout, place: tuple[Span, Span], rule: str, **said: Any) -> Finding:  # noqa: ANN401 - a Finding's fields
    """A finding whose evidence is the sentence, or of a long one the stretch around what it says."""
    sentence, focus = place
    kept = squeeze_quote(layout.text, sentence, focus)
    evidence = Evidence(
        start=kept.start, end=kept.end, quote=kept.of(layout.text), rule=rule, page=layout.page_at(kept.start)
    )
    return Finding(key=KEY, state=State.FOUND, evidence=(evidence,), **said)
