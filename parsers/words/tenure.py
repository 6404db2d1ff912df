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
    r"definitive[rnms]? (?:ernennung|stelle|anstellung)|"
    r"(?:statuut|status) ?: ?(?:vast|definitief|definitiv|permanent)|"
    r"permanent(?:ly)? (?:appoint\w+|post|position|teacher|member|staff|status|tenure|teaching)|"
    r"appointed (?:\w+ ){0,3}permanent(?:ly)?|"
    r"on a permanent basis|permanent since|(?:made|became|become|am|is|been) permanent|tenured|tenure)\b"
)
"""A permanent appointment in so many words."""

DEFINITIVE = re.compile(
    rf"\b{_WORK} (?:[\w'-]+ ){{0,3}}?definiti(?:f|ve|fs|ves)\b|\b(?:je suis|suis|devenue?) definiti(?:f|ve)\b|"
    r"(?:(?<=suis pas )|(?<=suis pas encore )|(?<=suis toujours pas )|(?<=suis donc pas )|(?<=suis enfin )|"
    r"(?<=suis desormais ))definiti(?:f|ve)\b|"
    r"\b(?:statut|situation|nomination|emploi)\b[\w' ]{0,24}[:-] ?definiti(?:f|ve)\b|"
    r"^(?:[\w ]{0,20}[:-] ?)?definiti(?:f|ve) (?:depuis|a|au|pour|dans)\b|\bdefiniti(?:f|ve)s? depuis\b|"
    r"\bdefiniti(?:f|ve)s? pour \d"
)
""""définitif" of a person, a function or hours; not of an exclusion or a version."""

BARE = re.compile(
    r"(?:^|[,;(:/|-] ?|\d ?)(?:definiti(?:f|ve)|def\.|definitief|definitiv|vast|permanent|tenured)"
    r"(?= ?(?:[,;(.)|]|$|\d| pour \d| depuis| sinds| seit))"
)
"""A status in one word, between a CV's commas."""

APPOINTED = re.compile(
    r"\b(?:nommee?|nomm[eé]\(e\)|(?:ma|date de|acte de|arrete de) nomination|(?:la|une) nomination (?:est|m'est|fut|"
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

TEMPORARY = re.compile(
    r"\b(?:temporaire|(?:contrats?|engagements?|periodes|heures|designations?|attributions?) temporaires|"
    r"temporairement designee?|interimaire|contractuel(?:le)?s?|acs|ape|cdd|ptp|"
    r"duree determinee|titre (?:temporaire|provisoire|precaire)|"
    r"statut ?:? ?(?:tt|tp|t\.t\.|t\.p\.)|tt|"
    r"tijdelijke?|tadd|tabd|contractueel|gesco|interimaris|"
    r"befristet\w{0,2}|bezeichn\w+ auf (?:un)?bestimmte (?:dauer|zeit)|vacataire|maitre auxiliaire|"
    r"zeitweilig\w{0,2}|vertretungslehr\w+|aushilfslehr\w+|vertraglich angestellt\w*|"
    r"(?:contrats?|engagements?) de remplacement|remplacements? (?:[\w'-]+ ){0,8}?jusqu|"
    r"vervangings(?:contract|opdracht|overeenkomst)\w*|(?:van )?bepaalde duur|"
    r"vertretungs(?:vertrag|vertrage|stelle|auftrag)\w{0,2}|"
    r"replacement (?:contract|post|position)|(?:one-year|yearly|annual) contracts?|"
    r"temporary|fixed[- ]term|supply (?:teacher|teaching|work)|substitute teacher)(?!\w)"
)
"""A temporary appointment."""

REPLACEMENT = re.compile(
    r"\b(?:interims?|remplacements?|remplacante?|vervanging(?:en)?|vertretung(?:en)?|supply|maternity cover|"
    r"ich vertrete|vertrete ich|ik vervang|vervang ik|i(?: a|')m (?:covering|replacing|standing in)|i cover)\b"
)
"""Work that is usually temporary."""

_MONTH = (
    r"(?:jan\w*|fe[bv]\w*|mars|maart|marz|march|a[vp]r\w*|mai|mei|may|juin|juni|june|juil\w*|juli|july|aout|"
    r"aug\w*|sept\w*|o[ck]t\w*|nov\w*|de[cz]\w*)"
)
TERM = re.compile(
    r"\b(?:jusqu'(?:en|au|a)|jusque|tot(?: en met)?|bis(?: zum| ende)?|until|till)"
    r"(?: la)?(?: fin| eind| ende| end of)? "
    rf"(?:(?:1er|\d{{1,2}}\.?) )?(?:{_MONTH}|\d{{1,2}}[/.]\d{{1,2}}[/.])"
)
"""The day or month on which a contract runs out; a year alone tells of a time that is over."""

ELSEWHERE = re.compile(
    r"\b(?:agences? (?:d')?|societes? d'|bureaux? d'|travail|sociale?|ad|expositions?|installations?|"
    r"hebergements?|logements?|solutions?|espaces?|toitures?|locaux|classes) ?$|^ ?(?:work agency|kunst|exhibition|"
    r"jobs?\b|housing|tentoonstelling|expositie|opvang|huisvesting|ausstellung|unterkunft|work (?:during|while|as a))"
)
"""What stands before or after words of temporary work that speak of something else."""

NOMINATION = re.compile(r"\b(?:nomination|benoeming|ernennung)\b")
"""An appointment as a noun: told only to deny or await one ("pas de nomination")."""

AWAITED = re.compile(
    r"\b(?:si j'etais|en attente|warte\w*|wacht ik|dans l'attente|attend\w*|attends|espoir|esper\w+|promi[st]\w*|"
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
    r"^ (?:[a-z]+e?ment )?(?:responsable|coordina\w+|president\w*|delegue\w*|referente?|secretaire|tresori\w+|"
    r"(?:aux?|a la|au sein d[ue']\w*(?: la)?|dans (?:le|la|une?)) ?(?:conseil|comite|commission|jury|cabinet|bureau)\b|"
    r"membre|chef\w*|capitaine|citoyen\w*|chevali\w*|"
    r"meilleur\w*|par (?:mes|ses|les) |parmi|jure|administrat\w*|echevin\w*|porte-parole|mentor|tut(?:eur|"
    r"rice)|parrain|marraine|expert\w*|"
    r"de (?:mon|mes|son|ses|notre|nos) |de ma (?:collegue|direct\w+|soeur|femme)\b|"
    r"\"|ainsi|aux? (?:prix|cesar)|pour le prix|conseiller communal|zur? (?:sprecher|mitglied)|"
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

TEMPORARY_ONCE = re.compile(
    r"\b(?:j'ai ete|ai ete|ont ete|j'etais|etais|fus|suis reste\w*|resta|apres|avant|d'abord|debut\w*|"
    r"commence\w*|puis|nach|zunachst|anfangs|na|eerst|begon\w*|"
    r"first|began|started|after|war|was)\b"
)
"""A temporary status told of earlier years."""

STILL_SO = re.compile(
    r"\b(?:je (?:suis|reste|travaille|demeure)|mon (?:statut|contrat)|ik (?:ben|werk|heb)|werk ik|ben ik|"
    r"ich (?:bin|habe|arbeite)|bin ich|"
    r"mein vertrag|i am|i'm|my (?:contract|post|appointment)) (?!reste(?:e)? )"
)
"""Words of the present that outweigh words of the past beside them."""

I_AM = re.compile(
    r"\b(?:je (?:le|la) suis|c'est (?:bien )?mon cas|tel est mon cas|j'en suis|j'en fais partie|das bin ich|"
    r"dat ben ik|i am one|as i am)\b"
)
I_AM_NOT = re.compile(
    r"\b(?:ce n'est (?:pas|guere) moi|das bin nicht ich|that is not me|je ne (?:le|la) suis pas|"
    r"ce n'est pas (?:encore )?mon cas|je n'en suis pas|je n'en fais pas partie|"
    r"das bin ich nicht|dat ben ik niet|i am not one)\b"
)
"""An answer to the notice's words just quoted."""
