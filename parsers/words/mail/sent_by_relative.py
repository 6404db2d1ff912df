"""How people write who send an application for somebody else, in four languages: patterns match folded text."""

from __future__ import annotations

import re

RELATIVE = (
    r"(?:(?:mon|ma|notre|mijn|m'n|mein(?:e[rsnm]?)?|my|our) (?:mari|femme|epoux|epouse|compagnon|compagne|"
    r"conjointe?|fils|fille|soeur|frere|pere|mere|maman|papa|parents|belle-\w+|beau-\w+|amie?|"
    r"voisine?|cousine?|niece|neveu|tante|oncle|collegue|man|vrouw|echtgenote?|echtgenoot|partner|dochter|"
    r"zoon|zus|broer|vriendin?|buurvrouw|buurman|collega|mann|frau|ehemann\w*|ehefrau|"
    r"mannes|tochter|sohn\w*|schwester|bruders?|mutter|vaters?|freund\w*|lebensgefahrt\w*|kolleg\w*|"
    r"husband|wife|spouse|daughter|son|sister|brother|mother|father|friend|neighbour|colleague))"
)

BY_A_RELATIVE = re.compile(
    rf"(?:\b(?:adresse|boite|compte|messagerie|e-?mail|mail|ordinateur|adres|mailadres|mailbox|postfach|"
    rf"konto|mailadresse|address|account)\b.{{0,30}}\b(?:de|d'|van|von|of|meine[srn]|from)? ?{RELATIVE}"
    rf"|\b(?:pour|de la part de|au nom de|a la demande de|voor|namens|in naam van|fur|im namen|im auftrag|"
    rf"for|on behalf of) {RELATIVE}"
    rf"|\b(?:candidature|cv|curriculum vitae|dossier|lettre|sollicitatie|kandidatuur|bewerbung|application|"
    rf"unterlagen|documents) (?:de |van |von |of |for |meine[rs] )?{RELATIVE}"
    rf"|{RELATIVE}(?:'s)? (?:address|account|adresse|mailbox|postule|solliciteert|bewirbt|applies|"
    rf"is applying|souhaite postuler|vous adresse|cv|application)"
    r"|\b(?:lui|leur) (?:repondre|ecrire|adresser)|\b(?:la|le) (?:contacter|joindre|"
    r"recontacter)|\b(?:antwoord|schrijf|mail) (?:haar|hem)\b|\b(?:ihr|"
    r"ihm) (?:bitte )?(?:direkt )?(?:antworten|schreiben)|\b(?:reply|write|answer) (?:to )?(?:him|her)\b"
    r"|\bsa candidature\b|\bson (?:cv|curriculum|dossier)\b|\b(?:haar|zijn) (?:cv|sollicitatie|"
    r"kandidatuur)|\b(?:her|his) (?:cv|application|cover letter)|\bihre[n]? (?:bewerbung|"
    r"lebenslauf) (?:und|im namen))"
)
"""Words of somebody who sends for another person, or from another person's address."""

ASKS_ANSWER = re.compile(
    r"\b(?:repon\w*|repondre|ecri\w*|contact\w*|joindre|joignable|adress\w*|renvoy\w*|courriel|e-?mail\w*|"
    r"mail\w*|antwoord\w*|beantwoord\w*|schrijf\w*|bereik\w*|antwort\w*|schreib\w*|erreich\w*|kontakt\w*|"
    r"reply\w*|repl\w*|answer\w*|respond\w*|"
    r"write|reach\w*|sous|coordonnees)\b"
)
"""Words that stand before an address at which somebody wants to be answered."""

ANSWER_THERE = re.compile(
    r"\W{0,3}(?:\s*[,;:.(–-]\s*)?(?:c'est (?:la|a cette adresse|celle)|est celle|pour (?:me|toute) (?:repon|repondre)|"
    r"(?:ou|a laquelle) (?:il faut|vous pouvez|me|l'on peut)|(?:als|voor) (?:uw )?antwoord|(?:fur|"
    r"bitte) (?:ihre )?antwort|"
    r"for (?:your )?(?:reply|answer)|is where)"
)
"""Words that stand behind such an address: "…, c'est là qu'il faut me répondre"."""
BORROWED = re.compile(
    r"\bcyber-?(?:cafe|espace|centre)\b|\bespace (?:public )?numerique\b|\b(?:ordinateur|poste|pc|adresse|"
    r"boite) (?:public\w*|"
    r"commune?|partagee?|du service|de la bibliotheque|de l'ecole|du cpas|du forem)\b|\b(?:bibliotheek|buurthuis|"
    r"internetcafe|stadtbibliothek|public library|internet cafe|library computer)\b"
)
"""A computer or an address that is not the writer's own."""
