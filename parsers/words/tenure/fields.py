"""What stands beside words of tenure in a form, a table or a list, folded, in four languages."""

from __future__ import annotations

import re

STEP = re.compile(
    r"\b(temporaire|stagiaire|nommee?|definiti(?:f|ve)|tijdelijk|vast|definitief|befristet|definitiv|temporary|"
    r"permanent)\b"
)
"""The steps of a career's status, which a table lists one below the other."""

_LOAD = (
    r"(?:\d{1,2} ?/ ?\d{2}|\d{1,4} ?%|\d{1,2}(?:[.,]5)? ?(?:p\.?|h\.?|per\.?|periodes?|heures?|uur|uren|u\.?|"
    r"lestijden|"
    r"stunden|std\.?|hours|periods)|mi-temps|temps plein|voltijds|halftijds|vollzeit|halbtags)"
)
LOADED_BEFORE = re.compile(rf"(?<![\w/]){_LOAD}[ ,:(|-]{{0,3}}$|\b(?:19|20)\d\d[ :|-]{{1,3}}$")
LOADED_AFTER = re.compile(
    rf"^[ ,:(|-]{{1,3}}(?:(?:a|pour|a raison de|voor|a rato van|zu|mit|fur|for|at) )?{_LOAD}(?!\w)|"
    r"^ (?:depuis|sinds|seit|since) |^ ?[:(|]? ?(?:\d\d[/.]){1,2}(?:19|20)?\d\d"
)
"""A load or a date beside one word of status: "18/22 déf."."""

_FILLER = (
    r"^(?:\(e\)|[.·]e\b)?(?:[ )]| (?:a titre definitif|definitivement|a ce jour|actuellement|"
    r"op dit moment|zurzeit)){0,3} ?"
)
NO = re.compile(
    _FILLER
    + r"[:?=-]{1,2} ?(?:non(?!-)|nee|neen|nein|no(?!\.)|pas|nog niet|noch nicht|not|aucune?|neant|geen|keine?|none|"
    r"jamais|nooit|nie|/(?= |$)|0(?= |$))(?!\w)"
)
YES = re.compile(_FILLER + r"[:?=-]{1,2} ?(?:oui|ja|jawel|yes|ok|absolument|bien sur|effectivement|en effet|x)(?!\w)")
"""What a form, or the writer himself, answers to words of tenure."""

OBLIGED = re.compile(
    r"\b(?:faut|faudrait|doit|doivent|obligatoire\w*|indispensable\w*|necessaire\w*|exigee?|requise?|moet|vereist|"
    r"nodig|muss|erforderlich|notig|must|need|required)\b"
)
"""A question about a rule."""

TICKED = re.compile(r"(?:☒|☑|✓|✔|✗|\[ ?x ?\]|\(x\)) ?$")
UNTICKED = re.compile(r"(?:☐|□|❏|❑|◻|\[ ?\]|\( \)) ?$")

DATED = re.compile(
    r"^ ?[:(|]? ?(?:le )?(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|(?:1er|\d{1,2}) [a-z]+ (?:19|20)\d\d|(?:19|20)\d\d)\b"
)
"""A date right after a heading or a field: when it was."""

APPOINTMENTS = re.compile(
    r"(?:mes |date de |acte de )?(?:nominations?|titularisations?|engagements? (?:a titre )?definitifs?|"
    r"(?:vaste )?benoeming(?:en)?|"
    r"(?:definitive )?ernennung(?:en)?|(?:permanent )?appointments?|titre definitif)(?: (?:et|en|und) [a-z ]+)?"
)
"""A heading under which appointments are listed."""
