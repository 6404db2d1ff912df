"""The words for a permanent or a temporary appointment in teaching and CPMS, folded, in four languages.

Sources: the statutes of 22 March 1969 (network of the Community), 1 February 1993 (free network, "engagé à titre
définitif") and 6 June 1994 (official subsidised network); nl "vast benoemd", TABD, TADD; de "definitiv ernannt",
"bezeichnet".
"""

from __future__ import annotations

import re

_WORK = (
    r"(?:professeure?s?|prof|enseignante?|instit(?:uteur|utrice)?|educat(?:eur|rice)|agente?|membre|personnel|"
    r"assistante? sociale?|psychologue|"
    r"conseill(?:er|ere)|directeur|directrice|fonctions?|periodes?|heures?|charge|contrat|poste|emploi|"
    r"engagement|nomination|attribution|"
    r"statut|volet|partie|statutairement|situation|logopede|infirmiere?|auxiliaire)"
)

PERMANENT = re.compile(
    r"\b(?:(?:a )?titre definitif|etd|(?:nomination|engagement) definiti(?:f|ve)|(?:nommee?|engagee?|"
    r"designee?) definitivement|"
    r"definitivement (?:nommee?|engagee?)|(?:nommee?|engagee?|statut ?:) (?:a )?t\.?d\.?(?!\w)|"
    r"(?:fais partie|suis (?:l'une?|une?)) des (?:\w+ ){0,4}nommee?s|nous sommes (?:\w+ ){0,4}nommee?s|"
    r"nommee? et definitive?|engagement a duree definitive|"
    r"vast[ -]?benoemde?|vaste benoeming|in vaste? (?:dienst)?verband|in vaste dienst|"
    r"definitief benoemd|vaste benoemde|"
    r"(?:definitiv|fest|endgultig|dauerhaft) (?:ernannt\w*|im amt|im dienst|angestellt|eingestellt)|"
    r"definitive[rnms]? (?:ernennung|stelle|anstellung|einstellung|zuweisung|amt|dienst)|"
    r"(?:statuut|status) ?: ?(?:vast|definitief|definitiv|permanent)|"
    r"permanent(?:ly)? (?:appoint\w+|post|position|teacher|member|staff|status|tenure|teaching)|"
    r"appointed (?:\w+ ){0,3}permanent(?:ly)?|"
    r"(?:bin|bleibe) (?:ich )?(?:(?!nicht|nie)\w+ ){0,3}?definitiv(?= ?(?:[.,;]|$|und|seit|an))|"
    r"(?:beteiligt )?definitiv (?=bin ich)|"
    r"on a permanent basis|permanent since|(?:made|became|become|am|is|been) permanent|tenured|tenure(?!-track|"
    r" track))\b"
)
"""A permanent appointment in so many words."""

DEFINITIVE = re.compile(
    rf"\b{_WORK} (?:[\w'-]+ ){{0,3}}?definiti(?:f|ve|fs|ves)\b|\b(?:mon|ma) definiti(?:f|ve)\b|\b(?:je suis|suis|"
    rf"devenue?) definiti(?:f|ve)\b|"
    r"(?:(?<=suis pas )|(?<=suis pas encore )|(?<=suis toujours pas )|(?<=suis donc pas )|(?<=suis enfin )|"
    r"(?<=suis desormais ))definiti(?:f|ve)\b|"
    r"\b(?:statut|situation|nomination|emploi)\b[\w' ]{0,24}[:-] ?definiti(?:f|ve)\b|"
    r"^(?:[\w ]{0,20}[:-] ?)?definiti(?:f|ve) (?:depuis|a|au|pour|dans)\b|\bdefiniti(?:f|ve)s? depuis\b|"
    r"\bdefiniti(?:f|ve)s? pour \d"
)
""""définitif" of a person, a function or hours; not of an exclusion or a version."""

BARE = re.compile(
    r"(?:^|[,;(:/|-] ?|\d ?)(?:definiti(?:f|ve)|def\.|t\.d\.|etd|definitief|definitiv|vast|permanent|tenured)"
    r"(?= ?(?:[,;(.)|]|$|\d|(?:a partir|pour|depuis|des|au|le|du|sinds|vanaf|seit|ab|from|since)\b))"
)
"""A status in one word, between a CV's commas."""

APPOINTED = re.compile(
    r"\b(?:nommee?|nomee|nomm[eé]\(e\)|(?:ma|date de|acte de|arrete de) nomination|(?:la|une) nomination (?:est|"
    r"m'est|fut|"
    r"arriv|vint|m'a|de \d)\w*|nomination (?:en|le|au|depuis|:|comme|dans|"
    r"a|pour|obtenue|par)|"
    r"(?:agente?|membre|personnel|cadre|emploi|fonction|engagee?) (?:\w+ )?statutaire|statutaire (?:depuis|"
    r"de la|de l'|au|a)|statut ?: ?statutaire|"
    r"benoemd|mijn benoeming|benoeming (?:sinds|in|op|:)|statutair (?:\w+lid|benoemd|aangesteld)|"
    r"ernannt|meine[rn]? ernennung|ernennung (?:seit|zum|am|:))(?!\w)"
)
"""An appointment that is permanent unless the sentence says otherwise."""

ABROAD = re.compile(
    r"\b(?:titularisee?|ma titularisation|titularisation (?:obtenue|en|le|depuis|comme|dans)|"
    r"fonctionnaires? (?:titulaire|de l'etat|d'etat|de l'education|communale?)|"
    r"(?:professeure?|enseignante?|certifiee?|agregee?|ecoles) titulaire(?! d)|"
    r"titulaire (?:de l'education nationale|de la fonction publique|du poste|du corps|sur poste)|"
    r"auf lebenszeit|verbeamtet|beamtin|beamter|ambtenaar)\b"
)
"""A civil servant's status of a neighbour country: it lasts as long as the post."""

NOMINATION = re.compile(r"\b(?:nomination|benoeming|ernennung)\b")
"""An appointment as a noun: told only to deny or await one ("pas de nomination")."""

AWAITED = re.compile(
    r"\b(?:si j'etais(?! (?:nommee?|engagee?|choisie?) (?:chez vous|a (?:ce|cette)|dans (?:votre|cette|"
    r"le carrefour)))|en vue d(?:e|')|promet\w*|mirage|loin d'|si je suis nommee?(?! (?:a|au|dans|chez|pour) (?:ce|"
    r"cette|vous|votre|la mission|"
    r"le poste))|"
    r"en attente|warte\w*|wacht ik|dans l'attente|attend\w*|attends|espoir|esper\w+|promi[st]\w*|"
    r"promesse|prochaine?|"
    r"serai|sera|future?|candidate? a|bientot|prevue?|hoop|wacht\w*|als ik (?:\w+ )?(?:was|word)|zal|"
    r"laat op zich|hoff\w+|aussicht|"
    r"ware|steht|antrag|beantragt|auf sich warten|if i (?:was|were)|hop\w+|await\w*|expect\w*|will)\b"
)
"""Words by which a tenure awaited shows that there is none yet."""

MINE = re.compile(r"\b(?:ma|mon|mijn|meiner?|my) (?:\w+ )?$")
"""What makes an appointment the writer's."""

REALISED = re.compile(r"\b(?:m'a fallu|ai attendu|ai mis|ai du attendre|avons attendu|duurde|het duurde|dauerte)\b")
"""A wait that is over: "il m'a fallu neuf ans pour être nommée"."""

ANOTHERS = re.compile(
    r"\b(?:sa|son|leurs?|toute?|tous les|chaque|any|every|jede[rs]?|elke?|iedere?|"
    r"votre|haar|hun|uw|seiner?|ihrer?|his|her|their|your) $"
)
"""What makes an appointment somebody else's."""

INTERIM = re.compile(
    r"^(?: [\w'-]+){0,6}? ?(?:ad interim|a\.i\.?|a\. i\.|faisant fonction|\(?f\.f\.\)?|ff\b|"
    r"a titre (?:temporaire|provisoire|interimaire)|provisoire\w*|"
    r"stagiaire|temporaire\w*|par interim|interimaire|waarnemend|kommissarisch|ad-interim|tijdelijk|"
    r"zeitweilig|temporarily|acting)"
)
"""An appointment for a while, told after the participle ("nommée directrice ad interim")."""

HONOUR = re.compile(
    r"^ (?:[a-z]+e?ment )?(?:\w+ referente?\b|[\w' -]{3,30} par la direction\b|responsable|coordina\w+|"
    r"president\w*|delegue\w*|referente?|secretaire|tresori\w+|"
    r"(?:aux?|a la|au sein d[ue']\w*(?: la)?|dans (?:le|la|une?)) ?(?:conseil|comite|commission|jury|cabinet|"
    r"bureau)\b|"
    r"membre|chef\w*|capitaine|citoyen\w*|chevali\w*|"
    r"meilleur\w*|par (?:mes|ses|les) |parmi|jure|administrat\w*|echevin\w*|porte-parole|mentor|tut(?:eur|"
    r"rice)|parrain|marraine|expert\w*|"
    r"de (?:mon|mes|son|ses|notre|nos) |de ma (?:collegue|direct\w+|soeur|femme)\b|"
    r"\"|ainsi|aux? (?:prix|cesar|magritte|oscar|concours)|pour le prix|conseiller communal|zur? (?:sprecher|"
    r"mitglied)|"
    r"tot (?:voorzitter|ridder|lid))"
)
"""An honour or a task, no tenure ("nommée référente")."""

OFFICE = re.compile(
    r"^ (?:comme |en tant que |a la fonction de |dans (?:la|ma|cette) fonction de |in de functie van |"
    r"als )?(?:direct\w+|sous-direct\w+|prefete?|proviseure?|"
    r"chef\w* |inspect\w+|adjointe?|schulleiter\w*|coordina\w+)"
)
"""An office that one may hold or not beside one's own tenure ("je ne suis pas nommé directeur")."""

OUTSIDE = re.compile(
    r"(?<!ancien )(?<!ancienne )(?<!ex-)(?<!former )(?<!avec )(?<!avec le )(?<!avec la )(?<!avec les )(?<!mit der )"
    r"(?<!met de )(?<!with )(?<!with the )\b(?:"
    r"polici(?:er|ere)s?|gendarme(?:rie)?|police (?:federale|locale|judiciaire)|zone de (?:police|secours)|"
    r"militaires?|sous-officier\w*|officier de (?:carriere|police|l'armee)|soldat|armee|a la defense|"
    r"pompi(?:er|ere)s?|magistrate?|juge (?:de|au|aux)|greffi(?:er|ere)|huissier|procureur|douani(?:er|ere)|douanes?|"
    r"postiere?|(?:a|de) la poste|bpost|sncb|nmbs|infrabel|spf|spw|fod|region wallonne|"
    r"ministere (?:de la|des|de l')(?! ?(?:communaute|education|enseignement))|cpas|ocmw|onem|rva|onss|forem|actiris|"
    r"hopita(?:l|ux)|clinique|prison|penitentiaire|banque|bank|assurances|"
    r"(?:employee?|ouvriere?)s? (?:d'administration|communale?|administrati\w+|de bureau|provinciale?)|"
    r"(?:agente?|secretaire|receveu\w+) (?:administrati\w+|communale?|des finances|technique)|"
    r"bibliothecaires?|bibliotheque|musee|comptable|ingenieure?|facteur (?:a|chez|des)|"
    r"politie\w*|brandweer\w*|defensie|leger|gevangenis\w*|rijksambtenaar|\w*bediende|bibliothecaris|ziekenhuis|"
    r"financien|griffier|rechter|ambtenaar bij|"
    r"polizei\w*|polizist\w*|feuerwehr\w*|bundeswehr|finanz\w+|zoll(?:amt|beamt\w+)|justiz\w*|richter(?:in)?|"
    r"verwaltungs(?:beamt|angestellt)\w*|stadtverwaltung|krankenhaus|bibliothekar\w*|buchhalter\w*|"
    r"police (?:officer|force|service)|policeman|policewoman|firefighter|fire (?:service|brigade)|army|navy|soldier|"
    r"tax office|civil servant|hospital|accountant|librarian|library|prison officer)\b"
)
"""Work outside teaching and CPMS in which one may be appointed too: it is no tenure of the notice's."""

ORGANISER = re.compile(
    r"\b(?:pouvoir organisateur|p\.?o\.?|enseign\w+|educat(?:eur|rice)|onderwijs|unterricht\w*)(?!\w)"
)
"""Words of schools, beside their names and functions."""

NAMED = re.compile(
    r"(?:projet|club|groupe|atelier|outil|jeu|programme|dispositif|chien|chat|lieu|village|application|"
    r"plateforme|livre|asbl|cours|ainsi|spectacle|piece|personnage) $"
)
"""A thing that is called so ("un projet nommé Cap")."""

PAST_ONLY = re.compile(
    r"\b(?:j'etais|etais|etait|avais ete|avait ete|war ich|war|was ik|jusqu'en|jusqu'au|bis (?:\d|zum|"
    r"ende)|until|tot (?:en met )?\d)\b"
)
"""A status that is over."""

SCOPED = re.compile(
    r"\b(?:fonction|poste|emploi|mandat|place|charge|functie|ambt|amt|stelle|post|position)s? (?:de \w+ )?(?:dans|"
    r"a|au|pour|ou|in|waarin|"
    r"in der|for|which)\b[^.;]{0,14}$"
)
"""What limits a denial to one office: "une fonction dans laquelle je ne suis pas nommé"."""

LEAVING = re.compile(
    r"\b(?:quitt\w+|perd(?:re|s|u)|risqu\w+|verlier\w+|verlie[sz]\w*|los(?:e|ing)|abandonn\w+|lach\w+|renonc\w+|"
    r"achterla\w+|opge\w+|laat[^.;]{0,20} (?:los|achter)|aufg\w+|"
    r"aufgeben|verlass\w+|"
    r"giv\w+ up|leav\w+)\b"
)
"""A tenure that one does not give up lightly is one that one has."""

ANYBODY = re.compile(r"\b(?:on|men|man|one)\b")
"""A subject that is nobody in particular."""

NOUN = re.compile(
    r"(?:nomination|benoeming|ernennung|einstellung|anstellung|stelle|post|position|appointment|engagement|tenure)\b"
)
"""An appointment as a thing."""

INDEFINITE = re.compile(
    r"\b(?:une|toute|sans|een|zonder|eine[rn]?|a|any|obtenir|recevoir|krijgen|sur) (?:[\w-]+ ){0,1}$|^$"
)

HELD = re.compile(
    r"\b(?:j'ai|ai|j'eus|je (?:beneficie|dispose|possede|jouis|detiens|tiens)|beneficiant|titulaire|obtenue?|"
    r"recue?|decroche\w*|m'a\w*|"
    r"depuis|en (?:19|20)\d\d|(?:19|20)\d\d|heb|kreeg|geniet|bezit|verkreeg|sinds|op zak|habe|hatte|besitze|"
    r"erhielt|bekam|seit|wurde|"
    r"have|hold|holds|held|got|received|obtained|since|was|in a)\b"
)
"""What makes an appointment that is told as "an appointment" one that the writer has."""

NAMES = re.compile(r"\b(?:(?:on|se|je|nous) (?:l'|le |la |les )?|qu'on |que l'on |on les |se )$")
"""The verb "nomme" of the present, which accents alone tell from the participle."""

DELAYED = re.compile(
    r"\b(?:se fait attendre|tarde\w*|laat op zich wachten|blijft uit|lasst auf sich warten|auf sich warten|"
    r"bleibt aus|n'arrive pas|"
    r"is slow to come|has yet to come)\b"
)
"""An appointment that has not come, whoever speaks of it."""

HOUSEHOLD = re.compile(
    r"^(?:partner|echtgenoot|echtgenote|conjointe?|epou(?:x|se)|mari|femme|compagn(?:e|on)|ehemann|ehefrau|"
    r"ehepartner|lebenspartner(?:in)?|"
    r"husband|wife|spouse|vater|mutter|pere|mere|vader|moeder)\b"
)
"""A CV's line on the family."""

STEP = re.compile(
    r"\b(temporaire|stagiaire|definiti(?:f|ve)|tijdelijk|vast|definitief|befristet|definitiv|temporary|permanent)\b"
)
"""The steps of a career's status, which a table lists one below the other."""

POSSESSED = re.compile(r"(?:ma nomination|mijn benoeming|meine[rn]? ernennung)\b")

WONDERED = re.compile(r"\b(?:si|of|ob|if|whether) $")
"""An appointment of the writer's, and what asks something of it."""
