"""How people write about applications, in French, Dutch, German and English: all patterns match folded text."""

from __future__ import annotations

import re

_RELATIVE = (
    r"(?:(?:mon|ma|notre|mijn|m'n|mein(?:e[rsnm]?)?|my|our) (?:mari|femme|epoux|epouse|compagnon|compagne|"
    r"conjointe?|fils|fille|soeur|frere|pere|mere|maman|papa|parents|belle-\w+|beau-\w+|amie?|"
    r"voisine?|cousine?|niece|neveu|tante|oncle|collegue|man|vrouw|echtgenote?|echtgenoot|partner|dochter|"
    r"zoon|zus|broer|vriendin?|buurvrouw|buurman|collega|mann|frau|ehemann\w*|ehefrau|"
    r"mannes|tochter|sohn\w*|schwester|bruders?|mutter|vaters?|freund\w*|lebensgefahrt\w*|kolleg\w*|"
    r"husband|wife|spouse|daughter|son|sister|brother|mother|father|friend|neighbour|colleague))"
)

FIRST_PERSON = re.compile(
    r"\b(?:ma (?:candidature|lettre (?:de motivation|de candidature|d'accompagnement)|motivation)|"
    r"mon (?:cv|c\.? ?v\.?|curriculum|dossier de candidature|dossier complet)|mes (?:cv|curriculum|"
    r"documents de candidature)"
    r"|je (?:postule|me porte candidate?|pose ma|depose ma|soumets ma|souhaite(?:rais)? (?:postuler|poser|"
    r"deposer|me porter|me presenter)|voudrais (?:postuler|poser)|desire postuler|suis candidate?|"
    r"me permets de (?:postuler|vous adresser ma|vous faire parvenir ma))"
    r"|j'ai l'(?:honneur|avantage) de (?:poser|postuler|vous (?:adresser|soumettre|presenter|"
    r"faire parvenir) ma)|(?:notre|votre) (?:offre|annonce|appel).{0,40}je (?:postule|suis)"
    r"|je suis (?:tres |vivement |fort )?interessee? par (?:le|ce|cet|cette|la|votre|l')[ ']?(?:poste|"
    r"offre|emploi|fonction|mission|annonce|place|appel)"
    r"|(?:lettre|cv|curriculum\w*)(?: vitae)?(?: et (?:la |"
    r"ma )?lettre(?: de motivation)?)? (?:en (?:annexe|piece|pj|attache)|ci-joints?|joints?\b)"
    r"|(?:ci-joints?|en annexe|en piece jointe|veuillez trouver|vous trouverez).{0,40}\b(?:cv|curriculum|"
    r"lettre de motivation|candidature)"
    r"|mijn (?:cv|c\.v\.|curriculum|kandidatuur|sollicitatie\w*|motivatie\w*)|ik (?:solliciteer|"
    r"stel mij kandidaat|stel me kandidaat|wil (?:graag )?solliciteren|wens te solliciteren|"
    r"ben geinteresseerd in (?:de|deze|uw) (?:functie|vacature|job))"
    r"|hierbij (?:solliciteer|stel) ik|meine[rn]? (?:bewerbung\w*|lebenslauf|unterlagen|"
    r"motivationsschreiben)|mein(?:en)? (?:lebenslauf|anschreiben|motivationsschreiben)|"
    r"(?:hiermit )?bewerbe ich mich|ich bewerbe mich|mich (?:\w+ ){0,6}bewerben"
    r"|ich interessiere mich fur (?:die|diese|ihre) (?:stelle|ausschreibung)|my (?:cv|c\.v\.|resume|"
    r"curriculum|application|cover letter|motivation letter)|i (?:am|'m) (?:applying|writing to apply)|"
    r"i (?:would|'d) like to apply|i wish to apply|i hereby apply"
    r"|i am interested in (?:the|this|your) (?:post|position|job|vacancy))"
)
"""Words of somebody who applies."""

APPLICATION = re.compile(
    r"\b(?:candidatures?|candidate?|postul(?:er|e|ation|ant|ante)|solliciteren|sollicitaties?|"
    r"sollicitatie\w*|kandidatuur|kandidatuurstelling|kandidatur|bewerbung\w*|bewerbe|job application|"
    r"application for|application:|applying"
    r"|lettre de motivation|motivatiebrief|motivationsschreiben|anschreiben|cover letter|"
    r"curriculum(?: vitae)?|cv|c\.v\.|lebenslauf|resume)\b"
)
"""Words that a mail about an application bears, whoever writes it."""

POST = re.compile(
    r"\b(?:recrut\w*|rekrut\w*|engagement|embauche|offres? d'emploi|emploi|poste|fonction|vacature|"
    r"vacance|job|stelle|stellen\w*|ausschreibung|position|vacancy|annonce|appel a candidatures?|"
    r"chargee? de mission|chargee?\(e\) de mission|"
    r"opdrachthouder|motivation|dossier|aanwerving|einstellung|hiring|selection|interesse)\b"
)
"""Words that a mail about a post may bear; too common to prove anything."""

CV_FILE = re.compile(
    r"(?:\b|_)(?:cv|c\.v|curriculum|curriculumvitae|vitae|resume|lebenslauf|europass|levensloop|"
    r"personalia)(?:\b|_|\d)|\bcv(?=[a-z]{3,})|(?<=[a-z])cv\b"
)
LETTER_FILE = re.compile(
    r"(?:\b|_)(?:lettre|lm|ldm|motivation|motiv|candidature|motivatie\w*|motivationsschreiben|anschreiben|"
    r"bewerbung\w*|sollicitatie\w*|kandidatuur|brief|cover ?letter|application|"
    r"lettre ?de ?motivation\w*)(?:\b|_|\d)"
)

COMMERCIAL = re.compile(
    r"\b(?:factures?|facturation|invoice|factuur|rechnung|devis|offerte|offre de prix|bon de commande|"
    r"commande|bestelling|bestellung|purchase order|quote|quotation|paiement|payment|rappel de paiement|"
    r"abonnement|promo\w*|"
    r"remise|tarifs?|livraison|colis|votre compte|reservation|newsletter|nieuwsbrief|lettre d'information|"
    r"webinaire?|formation inter|demonstration|satisfait ou rembourse|externalis\w*|interim|"
    r"cabinet de recrutement|"
    r"nos candidats|nos profils|nos solutions|notre logiciel|onze kandidaten|unsere kandidaten|"
    r"our candidates|profils disponibles|job dating)\b"
)
"""Words of those who sell."""

BY_A_RELATIVE = re.compile(
    rf"(?:\b(?:adresse|boite|compte|messagerie|e-?mail|mail|ordinateur|adres|mailadres|mailbox|postfach|"
    rf"konto|mailadresse|address|account)\b.{{0,30}}\b(?:de|d'|van|von|of|meine[srn]|from)? ?{_RELATIVE}"
    rf"|\b(?:pour|de la part de|au nom de|a la demande de|voor|namens|in naam van|fur|im namen|im auftrag|"
    rf"for|on behalf of) {_RELATIVE}"
    rf"|\b(?:candidature|cv|curriculum vitae|dossier|lettre|sollicitatie|kandidatuur|bewerbung|application|"
    rf"unterlagen|documents) (?:de |van |von |of |for |meine[rs] )?{_RELATIVE}"
    rf"|{_RELATIVE}(?:'s)? (?:address|account|adresse|mailbox|postule|solliciteert|bewirbt|applies|"
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
