"""How an applicant gives up an application, in French, Dutch, German and English, by the parts of such a sentence.

A sentence withdraws where somebody speaks of themselves, gives up, and what they give up is the application or the
selection; or where they are *no longer* in it. All patterns match folded text.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


GIVES_UP = _any(
    r"\b(?:retir|renonc|annul|abandonn)\w*",
    r"\bretrait\b|\bclass\w+\b.* sans suite\b",
    r"\bschrap\w*|\bgeschrapt\b|\bstreich\w*|\bgestrichen\b|\bconsider\b.* closed\b",
    r"\bintrek\w*|\bin te trekken\b|\btrek(?:ken)?\b.* in\b",
    r"\bzie\b.* af\b|\baf te zien\b|\bafzien\b|\bterug ?(?:te )?trekken\b|\btrek\b.* terug\b",
    r"\bzuruck(?:zieh|zuzieh|nehm|zunehm)\w*|\b(?:ziehe|nehme)\b.* zuruck\b|\bverzicht\w*|\bruckzug\b|\brucknahme\b",
    r"\b(?:withdraw|retract|cancel)\w*|\bpull(?:ing)? out\b|\b(?:take|remove)\b.*\b(?:off|from)\b",
)
"""The act."""

APPLICATION = _any(
    r"\b(?:ma|cette|la presente) (?:\w+ )?candidature\b|\bmon nom\b",
    r"\b(?:la|cette|votre|de) (?:procedure|selection|liste)\b",
    r"\b(?:mijn|deze) (?:\w+ )?(?:kandidatuur\w*|sollicitatie|naam)\b",
    r"\b(?:deze|de) (?:selectie|procedure|functie|vacature)\b",
    r"\b(?:meine[rnm]?|diese[rnm]?) (?:bewerbung|kandidatur|namen)\b|\b(?:die|der|diese[rn]?|ihrer) stelle\b|"
    r"\bbewerberliste\b|\b(?:vom|am|das|dem) (?:verfahren|auswahlverfahren)\b",
    r"\bmy (?:\w+ )?(?:application|candidacy|candidature|name)\b",
    r"\b(?:the|your|this) (?:\w+ )?(?:selection|process|list|"
    r"recruitment|competition)\b|\bthis (?:post|position|job|application)\b",
)
"""What is given up."""

ONESELF = re.compile(r"\b(?:je|moi|me|ma|mon|mes|ik|mij|mijn|ich|mich|mir|meine?[rnms]?|i|my|myself)\b|\b[jm]'")
"""Somebody speaks of themselves."""

STANDS_DOWN = _any(
    r"\bdesist\w*",
    r"\b(?:no longer|not) (?:wish to be |want to be )?(?:considered|a candidate)\b",
)
"""A word that says all of it."""

NO_LONGER = _any(
    r"\bne\b[^,;]{0,20} plus\b[^,;]{0,40}\b(?:postuler|candidate?|candidature|procedure|selection|participer|"
    r"poursuivre|interessee?|retenue?)\b",
    r"\bniet (?:meer|langer)\b[^,;]{0,40}\b(?:deel\w*|kandidaat|kandidatuur|selectie|procedure|geinteresseerd|"
    r"in aanmerking)\b",
    r"\b(?:kandidatuur|sollicitatie)\b[^,;]{0,30} niet (?:meer|langer)\b",
    r"\bnicht (?:mehr|weiter|langer)\b[^,;]{0,40}\b(?:interessiert|teilnehm\w*|zur verfugung|verfahren|"
    r"bewerb\w*|aufrecht\w*|verfolg\w*|berucksichtig\w*)\b",
    r"\bno longer\b[^,;]{0,40}\b(?:interested|considered|candidate|apply\w*|application|available for|part of|"
    r"selection|process|post|position)\b",
)
"""Somebody is no longer an applicant."""

SET_ASIDE = _any(
    r"\b(?:tenir compte|prendre en (?:compte|consideration)|donner suite|considerer)\b.{0,6}\bma candidature\b",
    r"\bgeen rekening\b.{0,20}\bmijn (?:kandidatuur|sollicitatie)\b",
    r"\bmeine bewerbung\b.{0,20}\b(?:nicht (?:zu )?berucksichtigen|als gegenstandslos)\b",
    r"\b(?:disregard|ignore)\b.{0,10}\bmy (?:\w+ )?(?:application|candidacy)\b",
)
"""The office is asked to leave an application aside (in French and Dutch by a denial)."""

DENIED = re.compile(r"\b(?:ne|n'|pas|nullement|not|never|n't|nicht|keineswegs|niet|geenszins)\b")
"""A word that turns a withdrawal round."""

SUPPOSED = _any(
    r"\b(?:si (?!possible)|s'il(?! (?:vous|te))|sauf si|au cas ou|puis-je|if|unless|may i|can i|falls|"
    r"wenn|kann ich|indien|als (?:ik|u|mijn)|kan ik|mag ik)\b",
)
"""A withdrawal that is asked about or supposed."""

ELSEWHERE = re.compile(
    r"(?:\bj'(?:ai|avais)|\bik he?b|\bich habe|\bi(?:'ve| have| had)?)\b.*"
    r"\b(?:candidature|kandidatuur|sollicitatie|bewerbung|application) (?:a|au|aux|aupres|chez|at|with|bij|bei)\b"
)
"""An application to somebody else that was given up before."""
