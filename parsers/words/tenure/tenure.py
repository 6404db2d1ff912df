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

_LABEL = (
    r"(?:statut|situation|nomination|emploi|position|regime|titre|contrat|engagement|type|nature|qualite|"
    r"categorie|classement|"
    r"dienststellung|dienstverhaltnis|anstellung|vertrag|statuut|status|contract|aanstelling|stelsel|appointment)"
)

PERMANENT = re.compile(
    r"\b(?:(?:a )?titre (?:d[ei]f[ei]n[ie]t[ie]?f|def\b\.?)|e\.?t\.?d\b\.?|(?:nomination|"
    r"engagement) definiti(?:f|ve)|(?:nommee?|engagee?|"
    r"designee?) definitivement|"
    r"definitivement (?:nommee?|engagee?)|(?:nommee?|engagee?|statut ?:) (?:a )?t\.?d\.?(?!\w)|"
    r"(?:fais partie|suis (?:l'une?|une?)) des (?:\w+ ){0,4}nommee?s|"
    r"(?:compte|figure|suis|appartiens)(?: pas)? (?:toujours |encore )?(?:parmi les|aux) (?:\w+ ){0,4}nommee?s|"
    r"nous sommes (?:\w+ ){0,4}nommee?s|"
    r"nommee? et definitive?|engagement a duree definitive|"
    r"vast[ -]?benoemde?|benoemde? (?:leer\w+|leraar|lerares|onderwijzer\w*|personeelslid)|vaste benoeming|"
    r"in vaste? (?:dienst)?verband|in vaste dienst|"
    r"definitief benoemd|vaste benoemde|"
    r"(?:definitiv|fest|endgultig|dauerhaft) (?:ernannt\w*|im amt|im dienst|angestellt|eingestellt)|"
    r"definitive[rnms]? (?:ernennung|stelle|anstellung|einstellung|zuweisung|amt|dienst)|"
    r"(?:statuut|status) ?: ?(?:vast|definitief|definitiv|permanent)|"
    r"(?:nommee?|engagee?|passee?|statutairement) (?:[\w']+ ){0,3}?(?:definiti(?:f|ve|vement)|def\b)|"
    r"puis (?:definitivement|a titre definitif)|stabilisee? dans|stabilite d'emploi|stabilite de l'emploi|"
    r"permanent(?:ly)? (?:appoint\w+|post|position|teacher|member|staff|status|tenure|teaching)|"
    r"appointed (?:\w+ ){0,3}permanent(?:ly)?|"
    r"(?:bin|bleibe) (?:ich )?(?:(?!nicht|nie)\w+ ){0,3}?definitiv(?= ?(?:[.,;]|$|und|seit|an))|"
    r"(?:beteiligt )?definitiv (?=bin ich)|"
    r"on a permanent basis|permanent since|(?:made|became|become|am|is|been) permanent|tenured|tenure(?!-track|"
    r" track))\b"
)
"""A permanent appointment in so many words."""

DEFINITIVE = re.compile(
    rf"\b{_WORK} (?:[\w'-]+ ){{0,3}}?\(?definiti(?:f|ve|fs|ves)\b|\b(?:etant|comme|enfin|tant que|"
    rf"puis) definiti(?:f|ve)\b|\b(?:mon|ma) definiti(?:f|ve)\b|\b(?:je suis|suis|"
    rf"devenue?|passee?) (?:a la fois |enfin |desormais |maintenant |aujourd'hui |donc |deja |toujours |bien )?"
    r"definiti(?:f|ve)\b|"
    r"(?:(?<=suis pas )|(?<=suis pas encore )|(?<=suis toujours pas )|(?<=suis donc pas )|(?<=suis enfin )|"
    r"(?<=suis desormais ))definiti(?:f|ve)\b|"
    rf"\b{_LABEL}\b[\w' ]{{0,24}}[:=-] ?(?:en |a titre )?definiti(?:f|ve|v)\b|\bregime ?:? ?statutaire|"
    r"\b(?:seize|quinze|quatorze|treize|douze|onze|dix|vingt|huit|six|quatre|\d{1,2}|toutes|heures|periodes|"
    r"charge|le tout|"
    r"tout) (?:\w+ ){0,2}(?:sont|est) (?:\w+ )?definiti(?:f|ve)s?\b|"
    r"(?:(?<=pas encore )|(?<=toujours pas )|(?<=: non )|(?<=^non )|(?<=, non )|(?<=non-))definiti(?:f|"
    r"ve)(?= ?(?:[.,;)]|$))|"
    r"^(?:[\w ]{0,20}[:-] ?)?definiti(?:f|ve) (?:depuis|a|au|pour|dans)\b|\bdefiniti(?:f|ve)s? depuis\b|"
    r"\bdefiniti(?:f|ve)s? pour \d"
)
""""définitif" of a person, a function or hours; not of an exclusion or a version."""

BARE = re.compile(
    r"(?<![\w'])(?:definiti(?:f|ve)s?|def\b\.?|t\.?d\b\.?|definitief|definitiv|vaste?|permanent|tenured|statutaire)"
    r"(?= ?(?:[+,;:(.)|/]|$|\d|a (?:\d|raison\b|temps\b|mi-temps\b)|"
    r"(?:a partir|pour|depuis|des|au|le|du|a l'|dans|sinds|vanaf|bij|op|seit|ab|in der|"
    r"an der|an|"
    r"from|since|at)\b))"
)
"""A status in one word, between a CV's commas or beside a load."""

APPOINTED = re.compile(
    r"\b(?:nommee?|nomee|nomm[eé]\(e\)|(?:ma|date de|acte de|arrete de) nomination|(?:la|une) nomination (?:est|"
    r"m'est|fut|"
    r"arriv|vint|m'a|de \d)\w*|nomination (?:en|le|au|depuis|:|comme|dans|"
    r"a|pour|obtenue|par|\(?\d)|nominations?(?= \d)|(?<!me )(?:nommer|nommez)(?= depuis| en (?:19|20))|"
    r"\d{4} ?[:|-]{0,2} ?(?:extension de )?nomination|(?:recu|eu|obtenu|decroche|apres|avant) la nomination|"
    r"(?<=ans de )nomination|la nomination(?= ?,? (?:en|depuis) (?:19|20))|"
    r"(?:agente?|membre|personnel|cadre|emploi|fonction|engagee?) (?:\w+ )?statutaire|statutaire (?:depuis|"
    r"de la|de l'|au|a)|statut ?: ?statutaire|"
    r"benoemd|mijn benoeming|benoeming (?:sinds|in|op|:)|statutair (?:\w+lid|benoemd|aangesteld)|"
    r"ernannt|meine[rn]? ernennung|ernennung (?:seit|zum|am|:|(?:im jahr )?\d{4}))(?!\w)"
)
"""An appointment that is permanent unless the sentence says otherwise."""

ABROAD = re.compile(
    r"\b(?:titularisee?|ma titularisation|titularisation (?:obtenue|en|le|depuis|comme|dans)|"
    r"fonctionnaires? (?:titulaire|de l'etat|d'etat|de l'education|communale?)|"
    r"(?:professeure?|enseignante?|instituteur|institutrice|certifiee?|agregee?|ecoles|cpe|lycee|college|"
    r"hors classe),? "
    r"titulaire(?! d(?!epuis)| en)|titulaire (?:de l'education nationale|de la fonction publique|de (?:mon|"
    r"son) poste|du poste|"
    r"du corps|sur poste)|(?:enseignante?|professeure?|institutrice|instituteur)[ -]fonctionnaire|"
    r"(?<=suis )fonctionnaire|(?<=suis pas )fonctionnaire|fonctionnarisee?|"
    r"auf lebenszeit|verbeamtet|beamtenverhaltnis|beamtin|beamter|ambtenaar|appointed for life)\b"
)
"""A civil servant's status of a neighbour country: it lasts as long as the post."""

NOMINATION = re.compile(r"\b(?:nominations?|benoeming|ernennung|nommables?|me nommer\w*)\b")
"""An appointment as a noun: told only to deny or await one ("pas de nomination")."""
