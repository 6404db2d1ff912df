"""How people write of somebody else's application: who recommends, asks, confirms or sends on for another person.

All patterns match folded text, in French, Dutch, German and English.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_TITLE = (
    r"(?:madame|mme|mlle|mademoiselle|monsieur|mr?\.?|mevrouw|mevr\.?|de heer|dhr\.?|frau|herrn?|mrs\.?|ms\.?|miss)"
)
_APPLICATION = r"(?:candidature|kandidatuur|sollicitatie|bewerbung|application|candidacy)"

OF_ANOTHER = _any(
    rf"\b(?:la|cette|sa|leur) candidature d(?:e |')(?:{_TITLE}\b|ma |mon |notre |cette |ce )",
    r"\b(?:sa|leur) candidature\b",
    r"\b(?:a|ont|avait) (?:deja |aussi |egalement )?(?:postule\b|(?:introduit|pose|depose|"
    r"envoye|remis) (?:sa|son|une? (?:candidature|dossier))\b)",
    rf"\b(?:a la demande|de la part|au nom|en faveur|a l'attention du dossier) (?:de|d'|du) ?(?:{_TITLE}|"
    rf"notre|ma|mon)\b",
    r"\b(?:son|leur) (?:dossier|cv|curriculum|profil)\b",
    rf"\b(?:candidature|dossier|cv|papiers|attestation|services|demarche) (?:complet )?de {_TITLE} [a-z]",
    r"\bde (?:kandidatuur|sollicitatie) van (?!de (?:functie|vacature)|opdracht)",
    r"\b(?:haar|zijn|hun) (?:kandidatuur|sollicitatie|dossier|cv)\b",
    r"\bheeft (?:\w+ ){0,3}gesolliciteerd\b",
    r"\bheeft zich (?:\w+ ){0,3}kandidaat gesteld\b",
    rf"\bop (?:vraag|verzoek) van (?:{_TITLE}|onze|mijn)\b",
    rf"\b(?:dossier|cv|papieren|attest|diploma) van {_TITLE} [a-z]",
    r"\bdie bewerbung von\b",
    r"\bhat sich (?:\w+ ){0,4}beworben\b",
    r"\b(?:im auftrag|auf wunsch|auf bitten?|zugunsten) von\b",
    rf"\b(?:bewerbung|unterlagen|lebenslauf|bescheinigung|zeugnis) von {_TITLE} [a-z]",
    r"\bseiner? bewerbung\b",
    r"\bzu ihrer bewerbung\b",
    r"[a-z]'s (?:\w+ )?(?:application|candidacy|request)\b",
    r"\b(?:her|his|their) (?:application|candidacy|cv|resume)\b",
    r"\bhas (?:already )?applied\b",
    rf"\bapplication (?:of|from) {_TITLE}\b",
    r"\bour (?:member|colleague|teacher)\b",
)
"""The application is told of as somebody else's."""

SUPPORTS = _any(
    rf"\b(?:recommande|recommander|appuie|appuyer|soutiens|soutenir|soutenons|appuyons|"
    rf"recommandons)\b.{{0,60}}\b(?:candidature|{_TITLE}|cette? (?:\w+ )?(?:enseignante?|candidate?|"
    rf"collegue|personne))\b",
    rf"\blettre (?:de recommandation|d'appui|de soutien) (?:en faveur\b|pour {_TITLE}\b)",
    r"\battire votre (?:\w+ )?attention sur\b",
    r"\bma recommandation\b",
    r"\b(?:beveel|bevelen)\b.{0,80}\baan\b",
    r"\baan te bevelen\b",
    rf"\b(?:steun|ondersteun)\b.{{0,40}}\b{_APPLICATION}\b",
    r"\b(?:geknipte|geschikte) persoon\b",
    r"\bmijn aanbeveling\b",
    r"\bempfehlen?\b.{0,60}\b(?:ihnen|frau|herrn?|uneingeschrankt|warmstens)\b",
    r"\bmeine empfehlung\b",
    rf"\b{_APPLICATION} (?:de|van|von|of) (?:\w+ ){{1,3}}(?:nur |graag |volontiers )?(?:befurwort\w*|ondersteun\w*|"
    r"steun\w*)",
    r"\b(?:cannot|can't) speak highly enough\b",
    rf"\b{_APPLICATION} (?:\w+ ){{0,2}}unterstutze",
    r"\bunterstutzen?\b.{0,40}\b(?:ihre|seine|die) bewerbung\b",
    r"\b(?:in support of|in favou?r of)\b",
    r"\bi (?:can |would |strongly |warmly |highly )*recommend\b",
    r"\b(?:my|a|the) (?:letter of )?(?:reference|recommendation) for\b(?! (?:my|me|myself|this|the)\b)",
)
"""Somebody speaks up for another person."""

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

OF_ONESELF = _any(
    r"\bj'(?:enseigne|exerce|habite|ai (?:travaille|enseigne))",
    r"\bje (?:suis (?!le |la )|travaille|possede|remplis|voudrais|souhaite|desire)",
    r"\bik (?:werk|geef|wil|zou|ben (?!de ))",
    r"\bich (?:arbeite|unterrichte|mochte|bin (?!der |die ))",
    r"\bi (?:teach|work|hold|would like|want|am (?!the |writing ))",
)
"""The writer tells of themselves as an applicant does."""
