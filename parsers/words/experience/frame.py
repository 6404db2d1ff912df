"""What frames a stretch of time that somebody looks back on, and what filled it: folded, in four languages."""

from __future__ import annotations

import re

FRAME = re.compile(
    r"(?:\b(?:depuis|voila|voici|(?:cela|ca) (?:fait|fera|faisait)|il y a|pendant|durant|j'ai(?: y)? passe|j'ai|"
    r"derriere moi|"
    r"consacre|compte|comptant|totalise|cumule|fort de|forte de|avec|mes|ces|les|apres|plus d'un total de|duree? de|"
    r"ces quelques|experience de|carriere de|"
    r"sinds|al|reeds|gedurende|na|ik heb|heb ik|ik gaf|ik werk|werk ik|duurt|mijn|"
    r"seit|seit nunmehr|nach|ich habe|habe ich|ich war|war ich|meine[rn]?|uber|"
    r"for|after|during|spent|my|these|i have|i bring|the (?:last|past)|of)"
    r"(?: (?:maintenant|deja|bientot|tantot|presque|pres de|plus de|quelque|environ|les|une?|nu|al|now|already|about|"
    r"bereits|"
    r"schon|jetzt|nunmehr|meer dan|mehr als|more than|ook|intussen|ondertussen|aujourd'hui|ainsi|donc|toute?|"
    r"the (?:last|past)|"
    r"mes|ces|all|deze|die|"
    r"diese[nr]?))*) ?$"
)
"""What opens a stretch of time that somebody looks back on."""
FOLLOWED = re.compile(
    r"^(?: (?:deja|maintenant|durant|lang|long|now|already|en \w+|au mois d[e']? ?\w+|het|intussen|toch))*,? ?"
    r"(?:que j[e'] ?|que nous |j'(?:ai|etais) |(?!heb ik er)\w+ ik\b|(?!begann |wurde |startete )\w+ ich\b|"
    r"habe ich\b|"
    r"i (?:have|'ve|taught|worked)\b)"
)
"""What goes on from it in the first person: "… ans que j'accompagne", "… jaar geef ik"."""
YOUNG = re.compile(
    r"\b(?:jeunes?|ados?|adolescente?s?|enfants|gamins?|gosses|petits|jongeren|kinderen|pubers|jugendliche[nr]?|"
    r"kindern?|"
    r"dictees?|cartables?|bulletins|copies|cour de recre\w*|"
    r"teenagers?|youngsters|young people|children|students|\w+-year-olds)\b"
)
OWN_CHILDREN = re.compile(
    r"\b(?:mes|nos|mijn|onze|meinen?|unseren?|my|our|deux|trois|quatre|twee|drie|zwei|drei|two|three) "
    r"(?:enfants|kinderen|kindern?|children)\b"
)
PART = re.compile(
    r"nomm|nomin|engage|definiti|benoem|ernannt|appoint|coordon|coordin|koordin|respons|verantwoord|"
    r"verantwortlich|referent|"
    r"relais|titulaire|membre|mitglied|\blid\b|syndic|delegue|mandat|dirige|je m'occupe|\banim(?:e|ons|ee)\b|"
    r"\borganis(?:e|ons)\b|\bpilot(?:e|ons)\b|\bgere\b|mi-temps|"
    r"temps partiel|"
    r"deeltijds|halftijds|part-time|teilzeit"
)
"""A task or a status within a career, that may be younger than it."""
NOT_WORKED = re.compile(
    r"\b(?:formation|etudes?|etudie|etudiant\w*|stages?|benevol\w+|cours du soir|habite|vis|vit|mariee?|maman|papa|"
    r"veuve?|retraite|pension\w*|suivi (?:des|les|un)|opleiding|studeer\w*|gestudeerd|woon|vrijwillig\w*|pensioen|"
    r"getrouwd|studier\w*|ausbildung|wohne|ehrenamt\w*|verheiratet|ruhestand|studied|student|live|lived|"
    r"volunteer\w*|married|retire\w*|training|joue\w*|chante\w*|speel\w*|gespeeld|gespielt|spiele|play\w*)\b"
)
"""What somebody may do for years besides working in a school."""
