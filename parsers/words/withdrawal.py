"""How an applicant gives up an application, in French, Dutch, German and English: all patterns match folded text."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


WITHDRAWS = _any(
    r"\b(?:retir\w*|annul\w*) (?:\w+ ){0,2}ma (?:\w+ )?candidature\b(?! (?:aupres|chez|a une?|a l'|dans "
    r"une?|pour une?) )",
    r"\bretrait de ma candidature\b",
    r"\bma candidature (?:est|soit|peut etre) (?:\w+ ){0,2}(?:retiree|annulee)\b",
    r"\bje (?:vous informe que je |tiens a |souhaite |dois |prefere )?(?:me )?(?:desiste|desister|renonce|"
    r"renoncer)\b",
    r"\b(?:mon|un) desistement\b",
    r"\b(?:trek|trekken|wens|wil)\b(?: \w+){0,4} mijn (?:\w+ )?(?:kandidatuur|kandidatuurstelling|"
    r"sollicitatie)\b(?: \w+){0,6} (?:in|intrekken|in te trekken)\b",
    r"\bzie (?:ik )?(?:\w+ ){0,2}af van (?:mijn|deze|de) (?:\w+ )?(?:kandidatuur\w*|sollicitatie|functie|"
    r"vacature|procedure)\b",
    r"\bintrekking van mijn (?:kandidatuur|sollicitatie)\b",
    r"\b(?:ziehe|nehme|mochte|will|muss)\b(?: \w+){0,3} meine bewerbung\b(?: \w+){0,5} (?:zuruck|"
    r"zuruckziehen|zuruckzuziehen|zurucknehmen)\b",
    r"\bmeine bewerbung (?:\w+ ){0,3}(?:ziehe ich|nehme ich) (?:\w+ ){0,3}zuruck\b",
    r"\b(?:ruckzug|rucknahme|zurucknahme) meiner bewerbung\b",
    r"\b(?:withdraw\w*|retract\w*|cancel\w*) my (?:\w+ )?(?:application|candidacy|candidature)\b(?! (?:at|"
    r"with|from) (?:an|the))",
    r"\bwithdrawal of my (?:application|candidacy)\b",
)
"""An application is given up; a word that denies it turns it round."""

NO_LONGER = _any(
    r"\bne (?:souhaite|desire|veux|peux|compte|suis)\b(?: \w+)? plus (?:\w+ )?(?:postuler|poursuivre|"
    r"participer|donner suite|etre (?:candidate?|retenue?|consideree?)|candidate?|interessee?|maintenir|"
    r"disponible pour)\b",
    r"\bne (?:plus|pas) (?:tenir compte|prendre en (?:compte|consideration)|donner suite|considerer)\b(?: "
    r"de| a| en)? ma candidature\b",
    r"\bniet (?:meer|langer) (?:geinteresseerd|kandidaat|beschikbaar voor (?:de|deze)|in aanmerking|"
    r"deelnemen|(?:wens|wil)\w* (?:\w+ )?(?:deel|door))",
    r"\bmijn (?:kandidatuur|sollicitatie) (?:\w+ ){0,4}niet (?:meer|langer)\b",
    r"\bbewerbung (?:\w+ ){0,2}nicht (?:weiter|langer|mehr) (?:\w+ )?(?:aufrecht\w*|verfolg\w*|"
    r"berucksichtig\w*)",
    r"\b(?:stehe|bin)\b(?: \w+){0,4} nicht (?:mehr|langer|weiter) (?:\w+ )?(?:zur verfugung|interessiert|"
    r"an der stelle)\b",
    r"\bnicht (?:mehr|weiter) (?:\w+ )?(?:am verfahren|teilnehmen)\b",
    r"\bno longer (?:wish|want|like|intend|interested|available for|applying|a candidate)\b",
    r"\b(?:disregard|ignore) my (?:\w+ )?(?:application|candidacy)\b",
    r"\bremove me from (?:the|your) (?:list|selection|process)\b",
)
"""Somebody is no longer an applicant."""

DENIED = re.compile(r"\b(?:ne|n'|pas|nullement|not|never|n't|nicht|keineswegs|niet|geenszins)\b")
"""A word that turns a withdrawal round."""

SUPPOSED = _any(
    r"\b(?:si (?!possible)|s'il(?! (?:vous|te))|sauf si|au cas ou|puis-je|if|unless|may i|can i|falls|"
    r"wenn|kann ich|indien|als (?:ik|u|mijn)|kan ik|mag ik)\b",
)
"""A withdrawal that is asked about or supposed."""
