"""How people write about applications, in French, Dutch, German and English: all patterns match folded text."""

from __future__ import annotations

import re


def _words(*phrases: str) -> re.Pattern[str]:
    """Any of some phrases, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


APPLIES = _words(
    r"ma (?:\w+ )?candidature",
    r"me porter candidate?",
    r"je (?:postule|me porte candidate?|pose ma|depose ma|soumets ma|suis candidate?)",
    r"je (?:souhaite|souhaiterais|voudrais|desire|aimerais|viens|me permets de) (?:vous )?(?:postuler|"
    r"poser ma|deposer ma|me presenter)",
    r"j'ai l'(?:honneur|avantage) de (?:poser|postuler)",
    r"interesse(?:e|\(e\))? par (?:le|ce|cet|cette|la|votre|l')[ ']?(?:poste|offre|emploi|fonction|"
    r"mission|annonce|place|appel)",
    r"lettre de candidature",
    r"mijn (?:kandidatuur|kandidatuurstelling|sollicitatie\w*)",
    r"ik (?:solliciteer|stel (?:mij|me) kandidaat|wil (?:graag )?solliciteren|wens te solliciteren)",
    r"ik ben (?:\w+ )?geinteresseerd in (?:de|deze|uw) (?:functie|vacature|job|opdracht)",
    r"hierbij (?:solliciteer|stel) ik",
    r"meine[rn]? (?:bewerbung\w*|bewerbungsunterlagen)",
    r"(?:bewerbe ich mich|ich bewerbe mich|mich (?:\w+ ){0,6}bewerben)",
    r"ich interessiere mich (?:\w+ )?fur (?:die|diese|ihre) (?:stelle|ausschreibung)",
    r"my (?:job )?application",
    r"(?:i am|i'm) (?:applying|writing to apply)",
    r"i (?:would like|'d like|wish|want|hereby) (?:to )?apply",
    r"i am (?:\w+ )?interested in (?:the|this|your) (?:post|position|job|vacancy|role)",
)
"""Somebody says that they apply."""

OWN_PAPERS = _words(
    r"mon (?:cv|c\.? ?v\.?|curriculum)",
    r"ma lettre(?! (?:de recommandation|de reference|d'appui|de soutien))",
    r"mes (?:documents|annexes|papiers)",
    r"mon dossier",
    r"mijn (?:cv|c\.v\.|curriculum|motivatie\w*|brief)",
    r"mein(?:en)? (?:lebenslauf|anschreiben|motivationsschreiben|cv)",
    r"meine[n]? (?:unterlagen|zeugnisse)",
    r"my (?:cv|c\.v\.|resume|curriculum|cover letter|motivation letter)",
)
"""Somebody speaks of their own CV or letter."""

ENCLOSES = _words(
    r"ci-joints?",
    r"ci-annexe",
    r"en annexe",
    r"en piece(?:s)? jointe(?:s)?",
    r"en pj",
    r"en attache",
    r"voici",
    r"veuillez trouver",
    r"vous trouve(?:z|rez)",
    r"je vous (?:envoie|adresse|transmets|fais parvenir|joins|remets|soumets)",
    r"(?:in|als) bijlage",
    r"bijgevoegd",
    r"hierbij",
    r"vindt u",
    r"ik stuur",
    r"anbei",
    r"im anhang",
    r"beigefugt\w*",
    r"in der anlage",
    r"sende ich",
    r"attached",
    r"enclosed",
    r"please find",
    r"here (?:is|are)",
    r"i am sending",
)
"""Something comes with the mail."""

PAPERS = _words(
    r"cv",
    r"c\.v\.",
    r"curriculum",
    r"lettre de motivation",
    r"motivatiebrief",
    r"lebenslauf",
    r"motivationsschreiben",
    r"cover letter",
    r"resume",
)
"""Words for the papers of an application, whoever's."""

SUBJECTS = _words(
    r"candidatures?",
    r"postul(?:er|e|ation|ant|ante)",
    r"sollicit(?:eren|atie\w*|atiebrief)",
    r"kandidatuur\w*",
    r"kandidatur",
    r"bewerbung\w*",
    r"job application",
    r"application (?:for|to|as)",
    r"applying for",
)
"""Words that the subject of an application bears."""

OTHERS_APPLICATIONS = re.compile(
    r"\bappels? a(?:ux)? candidatures?\b|\b(?:vos|nos|des|les|ces|aux|gestion de|"
    r"gerer) candidatures\b|\bcandidatures? (?:ouvertes?|recues?)\b"
)
"""Applications in general, in the subjects of those who call for them or sell their handling."""

POST = _words(
    r"recrut\w*",
    r"rekrut\w*",
    r"engagement",
    r"embauche",
    r"offres? d'emploi",
    r"emploi",
    r"poste",
    r"fonction",
    r"annonce",
    r"appel",
    r"charge(?:e|\(e\))? de mission",
    r"mission",
    r"motivation",
    r"dossier",
    r"interesse(?:e|\(e\))?",
    r"selection",
    r"vacature",
    r"vacancy",
    r"opdrachthouder",
    r"aanwerving",
    r"job",
    r"stelle\w*",
    r"ausschreibung",
    r"einstellung",
    r"position",
    r"hiring",
    r"lettre",
    r"annexes?",
    r"documents?",
    r"desistements?",
    r"retrait",
    r"renonce\w*",
    r"intrekk\w+",
    r"ruckzug",
    r"withdraw\w*",
)
"""Words that a mail about a post may bear; too common to prove anything."""

CV_FILE = re.compile(
    r"\b(?:cv|c v|curriculum|curriculumvitae|vitae|resume|lebenslauf|europass|"
    r"levensloop)(?:\b|\d)|\bcv(?=[a-z]{3,})|(?<=[a-z]{3})cv\b"
)
LETTER_FILE = re.compile(
    r"\b(?:lettre|lm|ldm|motivation|motiv|candidature|motivatie\w*|motivationsschreiben|anschreiben|bewerbung\w*|"
    r"sollicitatie\w*|kandidatuur|brief|cover ?letter|application)(?:\b|\d)"
)

COMMERCIAL = _words(
    r"factures?",
    r"facturation",
    r"invoice",
    r"factuur",
    r"rechnung",
    r"devis",
    r"offerte",
    r"offres? (?:de prix|commerciale)",
    r"bon de commande",
    r"commandes?",
    r"bestelling",
    r"bestellung",
    r"purchase order",
    r"quotation",
    r"paiement",
    r"payment",
    r"abonnement",
    r"promo\w*",
    r"remise",
    r"tarifs?",
    r"livraison",
    r"colis",
    r"votre compte",
    r"reservation",
    r"newsletter",
    r"nieuwsbrief",
    r"lettre d'information",
    r"web(?:i|e)naires?",
    r"demonstration",
    r"demo",
    r"essai gratuit",
    r"logiciel",
    r"satisfait ou rembourse",
    r"externalis\w*",
    r"interim",
    r"cabinet de recrutement",
    r"agence",
    r"vos (?:recrutements?|candidatures|candidats|offres d'emploi|besoins)",
    r"votre recrutement",
    r"(?:nos|notre) (?:candidate?s?|profils?|solutions?|logiciel|consultante?s?|clients?|services?|"
    r"offres?|tarifs?|catalogue)",
    r"(?:onze|ons) (?:kandidat\w+|oplossing\w*|diensten|aanbod)",
    r"(?:unsere?n?) (?:kandidat\w+|losung\w*|dienste|angebote?)",
    r"our (?:candidates?|solutions?|services|offers?|consultants?)",
    r"profils? disponibles?",
    r"uitzendkantoor",
    r"se desabonner",
    r"(?:vous )?desinscrire",
    r"unsubscribe",
    r"uitschrijven",
    r"abmelden",
)
"""Words of those who sell or send to many."""

HELP = _words(
    r"m'aider",
    r"aide[rz]?",
    r"relire",
    r"corriger",
    r"rediger",
    r"refaire",
    r"ameliorer",
    r"ateliers?",
    r"ma classe",
    r"mes eleves",
    r"nos eleves",
    r"helpen",
    r"nakijken",
    r"workshops?",
    r"mijn klas",
    r"helfen",
    r"meine klasse",
    r"help me",
    r"proofread",
    r"my class",
    r"my pupils",
)
"""Words of those who come to an office for guidance: its services have to do with CVs and letters too."""
