"""The words for school and career guidance, folded, in four languages, and those that mislead.

The notice's own: entretiens d'orientation, approche orientante, éducation au choix, forums and salons of professions,
bilan de compétences; nl studiekeuze, de Berufswahlvorbereitung, en careers guidance.
"""

from __future__ import annotations

import re

_GUIDANCE = (
    r"eduquer aux? choix|educations? aux? choix|(?:inventaires?|epreuves?|tests?|"
    r"questionnaires?) d'(?:interets?|orientation)|siep|"
    r"infor[- ]jeunes|(?:documentation|renseignements?) sur les (?:etudes|metiers|filieres)|"
    r"information (?:scolaire|sur les (?:etudes|metiers|professions|filieres))|(?:etudes|"
    r"metiers) et (?:les |des )?professions|"
    r"(?:journees?|semaines?|foire|ateliers?|rencontres?) (?:de |des |du |sur les |autour des )?(?:metiers?|"
    r"orientation|professions)|"
    r"choix (?:scolaires?|de carriere|d'avenir|vocationnels?|de (?:leur|son) (?:avenir|option|filiere|"
    r"orientation))|psy-?en|"
    r"conseil en evolution professionnelle|insertion (?:socio-?)?professionnelle|"
    r"\w*loopbaan(?:begeleid|orientatie|consulent|advies|advis)\w*|trajectbegeleid\w*|sid-in\w*|"
    r"studienwahl\w*|berufsfindung\w*|schnupper\w+|berufskund\w+|berufsinformation\w*|"
    r"laufbahn(?:berat|begleit|orient|planung|gesprach|wahl)\w*|(?:wahl|auswahl) (?:ihre[rs]|des|eines) "
    r"(?:studiums|studienfachs|berufs|ausbildung)|schulwahl\w*|"
    r"keuze (?:voor|in) het hoger onderwijs|advp|developpement vocationnel|projets? d'etudes|"
    r"(?:aide[rs]?|aidons|aidant|accompagne[rs]?)(?: [\w']+){0,3} (?:a (?:mieux )?s'orienter|dans (?:ses|leurs?|"
    r"son) choix)|"
    r"(?:accompagnement|accompagner|preparation|aide|accompagne) (?:des|aux|au|du|les|leurs) choix|"
    r"(?:animations?|seances?|information|infos?|ateliers?|soirees?|fiches|grilles?|exposes?|"
    r"rencontres?) (?:d'information )?"
    r"(?:sur |autour |d')?(?:les |des |de |du )?(?:options|filieres|metiers|debouches)|"
    r"(?:quel|essaie|decouvre|vis|touche a|choisi[rs]|trouve|invente) (?:ton|son|mon|un|leur)? ?(?:futur )?metier|"
    r"villages? des metiers|portes ouvertes (?:des|dans les|a l') ?(?:hautes? ecoles?|universites?|superieur)|"
    r"choix (?:du|de (?:son|leur|leurs)|d'un) (?:futur )?metiers?|(?:activ\w+|activer) (?:le|du) (?:projet|"
    r"developpement)|"
    r"projets? (?:du jeune|personnels? du jeune|de vie|d'orientation)|developpement vocationnel|metiers de demain|"
    r"(?:referente?|coordinat\w+|responsable|deleguee?) (?:de la |a la )?transition|plans? individuels? de transition|"
    r"careers? evenings?|"
    r"careers? (?:interviews?|talks?|days?|work|programme|service)|"
    r"(?:degree|course|career|university|college|post-16|option|vocational) choices?|"
    r"choos(?:e|ing) (?:their |a |an )?(?:(?:university|degree|college) )?(?:courses?|degrees?|careers?)|"
    r"onderwijskeuze\w*|schoolkeuze\w*|loopbaancoach\w*|studierichtingen|"
    r"(?:decouverte|exploration) des (?:metiers|etudes|professions|filieres)|"
    r"(?:re)?orienter (?:les|des|mes|nos|ces) (?:eleves|jeunes|etudiante?s)|"
    r"reorientation (?:scolaire|des? (?:eleves|jeunes|etudiants))|"
    r"choix (?:de (?:leurs|mes|nos) )?etudes|choix de leurs (?:etudes|options)|"
    r"orientations?|orientante?s?|orienter sans|choix (?:d'|des |de l')?(?:etudes?|options?|metiers?|"
    r"filieres?)|choix professionnels?|"
    r"projets? (?:professionnels?|d'orientation|vocationnels?|de formation)|bilans? de competences|guidance|"
    r"education au choix|"
    r"forums? (?:des |de l'|aux )?(?:metiers?|etudes|professions|orientation)|salons? (?:du )?siep|"
    r"salons? (?:des etudes|de l'etudiant)|conseil psychopedagogique|"
    r"portfolio orientant|"
    r"\w*studiekeuze\w*|\w*beroepskeuze\w*|keuzebegeleid\w*|keuzegesprek\w*|loopbaanbegeleid\w*|"
    r"\w*orientatie\w*|beroepenbeurs|keuzetraject\w*|"
    r"\w*berufswahl\w*|\w*berufsorientier\w*|berufsberat\w*|studienberat\w*|laufbahnberat\w*|schullaufbahn\w*|"
    r"\w*orientierung\w*|studien- und beruf\w*|\w*wegeberat\w*|bildungsberat\w*|"
    r"careers? (?:guidance|link|advis\w+|counsel\w+|education|co-?ordinator|teacher|lead|fair|week)|"
    r"vocational (?:guidance|counsel\w+)"
)
GUIDANCE = re.compile(rf"\b(?:{_GUIDANCE})\b")
"""Guidance, by any of its names."""

MISLEADING = re.compile(
    r"orientations? (?:sexuelle|spatiale|clinique|generale|politique|religieuse|philosophique|client|"
    r"scientifique|didactique|agronomique|linguistique|budgetaire|strategique|"
    r"resultats?|solutions?|qualite|nocturne)|"
    r"orientation (?:et (?:\w+ ){1,2})?(?:des?|du|de la|aux|d') ?(?:visiteur|patient|client|"
    r"touriste|beneficiaire|demandeur|usager|migrant|appel)\w*|"
    r"orientatie van (?:de )?(?:bezoeker|patient|klant|toerist)\w*|"
    r"orientierung (?:der|von|fur) (?:besucher|patient|kunde|tourist|gast)\w*|"
    r"week-?ends? d'orientation|"
    r"(?:ou |se )(?:decid|vot|act|prononc)\w+ (?:les|des) orientations|"
    r"(?:course|sens|table|loi|parcours de course|raid|boussole|carte) d(?:e l')?'? ?orientation|"
    r"orientation (?:et|a la) (?:boussole|mobilite)|"
    r"(?:master|licence|bachelier|baccalaureat|diplome|sciences|graduat)[^.;:]{0,50},? "
    r"orientation (?!scolaire|professionnel|vocationnel|et conseil|des? (?:eleves|jeunes))[a-z]|"
    r"(?:nouvelle|autre|toute|une) orientation(?! (?:scolaire|des eleves))|changement d'orientation|"
    r"donner? (?:a \w+ \w+ )?une orientation|"
    r"(?:sexuele|seksuele|ruimtelijke) (?:geaardheid|orientatie)|(?:raumliche|sexuelle|"
    r"politische) orientierung|orientierungs(?:lauf|sinn|los|woche|tag|phase|kurs)|"
    r"orientation (?:weeks?|days?)|orientatie(?:dag|week)|"
    r"attestations? d'orientation|guidances? a domicile|logopedique|parental guidance|"
    r"under the guidance|(?<! a )(?<!mieux )s'orienter"
)
"""Another sort of orientation: in space, of a degree, of a career's own turn."""

NEXT_POST = re.compile(
    r"charge\w*(?:\(e\))? de mission[^.;]{0,60}(?:orientation|guidance)|(?:poste|emploi|fonction) (?:vise|"
    r"souhaite|brigue)|dispositif[^.;]{0,40}orientation|"
    r"bewerbung (?:als|um)|beauftragte?[rn]? (?:im|fur den) bereich|opdrachthouder|sollicitatie|"
    r"kandidatuur voor|(?:objet|concerne|betreft|betrifft|subject) ?:|"
    r"(?:votre|cette|la|de) mission d'orientation|poste de [^.;]{0,40}orientation|position of"
)
"""The post applied for, in its own name."""

SPECIFIC = re.compile(rf"(?!(?:orientations?|guidance|orientante?s?|orientierung|orientatie)$)(?:{_GUIDANCE})")
"""A name that says guidance by itself, where it stands alone in a list; "orientation" may be any."""

COURSE = re.compile(
    r"\b(?:formations?|formee?s?|formateur|certificats?|certification|modules?|diplome|jours?|journees?|"
    r"heures|\d+ ?h|stages? de formation|seminaires?|attestation|brevet|"
    r"postgraduat|credits|ects|ifpc|ifc|cecafoc|formas|colloque|cycle|master|licence|licenciee?|bachelier|graduat|"
    r"specialisation|memoire|cours|"
    r"opleiding\w*|vorming\w*|getuigschrift|nascholing\w*|postgraduaat|studiepunten|dagen|cursus|navorming|"
    r"fortbildung\w*|\w*ausbildung|zertifikat\w*|weiterbildung\w*|lehrgang|seminar|"
    r"courses?|training|trained|certificates?|workshops?|diploma)\b"
)
"""A training."""

TASK = re.compile(
    r"\b(?:anim\w+|coanim\w+|co-anim\w+|coordo\w+|coordin\w+|co-ordin\w+|referente?|personne[- ]relais|relais|"
    r"professeur-relais|responsable|membre|cellule|groupe|entretiens?|"
    r"accompagn\w+|organis\w+|seances?|ateliers?|mis sur pied|mise en place|particip\w+|charge[es]? d|"
    r"conseill\w+|conseils? (?=en|et|aux|a l')|information (?:des|aux|et orientation d)|informe[rsz]?|"
    r"help(?:ed|s|ing)|guid(?:ed|ing)|"
    r"preparation|prepare|suivi|service|equipe|semaine|quinzaine|stand|"
    r"deleguee?|passation|charge|mentor|informat(?:eur|rice)|heure|carnets?|permanences?|pratiqu\w+|"
    r"conception|concu|projets? menes|cree|creation|montage|mene|menes|"
    r"fai(?:s|t|re) passer|prepar(?:ons|ais|ee?s?)|emmen\w+|visit\w+|attributions?|interlocut\w+|"
    r"lessen|infosessies?|infomoment\w*|voorlichting|debrief\w*|expliqu\w+|"
    r"recois|recu|aide|aider|encadr\w+|soirees?|parcours|metier|quotidien|temps|"
    r"verantwoordelijk\w*|\w*begeleid\w*|werkgroep|gesprek\w*|organiseer\w*|organisatie|mentor|infoavond\w*|"
    r"beauftragte?r?|koordin\w+|\w*begleit\w+|\w*betreu\w+|\w*berat\w+|\w*vorbereit\w+|ansprechpartner\w*|"
    r"zustandig|auftrag|arbeit|organisier\w*|leit\w+|"
    r"lead\w*|runs?|running|advis\w+|members?|interviews?|counsel\w+|doing it|organi[sz]\w+|mentor\w*)\b"
)
"""A task in guidance."""

WHOLLY_GUIDANCE = re.compile(
    r"\b(?:referente? (?:en |a l')?orientation|animat(?:eur|rice) d'orientation|conseill(?:er|ere) (?:en |"
    r"d')orientation|personne-relais orientation|"
    r"orientation ?: projets|bilans? de competences|approche (?:educative de l'orientation|orientante)|"
    r"\w*studiekeuzebegeleid\w*|leerlingenbegeleider studiekeuze|"
    r"berufsberater\w*|\w*loopbaan(?:consulent|begeleider|adviseur|coach)\w*|berufswahlkoordinator\w*|"
    r"careers? (?:advis\w+|counsell?or|link teacher)|"
    r"portfolio orientant|cellule (?:d')?orientation)\b"
)
"""A function or practice that is guidance and nothing else."""

OTHERS = re.compile(
    r"\b(?:leur orientation|son orientation|orientation d'un enfant|orientation des enfants|ils|elles|"
    r"les ecoles|les parents|les familles|l'argent|l'etat|la societe|on)\b"
)
"""Guidance as a subject of thought, or other people's own."""

DENIED_TASK = re.compile(r"\b(?:rever?|reves?|dream\w*|droom\w*|traum\w*) (?:d'|de|of|van|von)(?!\w)")

RECEIVED = re.compile(
    r"\b(?:"
    r"(?<!comme )(?<!d')(?:une?|la|le|ma|mon|notre) (?:conseill\w+|entretien|bilan|test|psychologue|"
    r"agente?) (?:\w+ )?"
    r"(?:d'|en )orientation\b[^.;]{0,60}?\bm'(?:a|ont|avait|avaient)? ?(?:\w+ )?"
    r"(?!confi|demand|form|appris|engag|propos|charg|appel|invit|associ|remis|delegu)\w+|"
    r"grace a (?:une?|la|mon|ma|l') ?(?:conseill|entretien|bilan|test|agent|psychologue)|"
    r"(?:j'ai|ai|j'avais) (?:\w+ )?(?:beneficie|profite) d'une? (?:conseil|entretien|bilan|suivi|test|"
    r"accompagnement)|"
    r"(?:een|de|mijn|onze) \w*(?:begeleid(?:er|ster)|begeleiding|adviseur|keuzegesprek|coach)\b[^.;]{0,30}?\b"
    r"(?:hielp|heeft|hebben) (?:mij|me)\b[^.;]{0,40}?\b(?:geholpen|weg|richting|aangeraden|vinden|kiezen)|"
    r"dankzij (?:een|de|mijn) \w*(?:begeleid|gesprek|adviseur)|"
    r"(?:half|verhalf|riet) mir (?:damals )?(?:eine?|die|der|meine?) \w*(?:berater|beratung|gesprach)|"
    r"(?:eine?|die|der|meine?) \w*(?:berater(?:in)?|beratung|gesprach)\b[^.;]{0,30}?\b"
    r"(?:(?:half|verhalf|riet) mir|hat mir[^.;]{0,40}? (?:geholfen|geraten))|"
    r"dank (?:einer?s?|der|des|meiner) \w*(?:berater|beratung|gesprach)|"
    r"(?<!as )(?:an?|the|my|our) (?:school )?(?:careers?|guidance|vocational) "
    r"(?:advis[eo]r|counsell?or|interview|teacher)\b[^.;]{0,40}?\b"
    r"(?:(?:helped|advised|guided|encouraged|inspired|told|said to|made|got) me|"
    r"changed my (?:life|path|mind)|showed me (?:the|my) (?:way|path))|"
    r"thanks to (?:an?|the|my) (?:careers?|guidance) (?:advis|counsel|interview))"
)
"""Guidance that the writer was given."""

OFFERED = re.compile(
    r"\b(?:votre (?:semaine|forum|salon|journee|atelier|stand|exposition)s?|vous (?:organisez|proposez|animez|"
    r"faites)|votre site|"
    r"uw (?:week|beurs|website)|ihre (?:woche|messe|website)|your (?:fair|week|website)|(?:cites? des metiers|"
    r"carrefours?|siep|infor-jeunes)(?: \w+){0,4}? (?:organise|propose|offre|anime|accueille)"
    r"(?:nt)?)\b"
)
"""Guidance that those offer who recruit, or bodies like them."""

OF_MINE = re.compile(
    r"\b(?:ma|mon|mes|mijn|meine[rnms]?|my) (?:(?:propres?|own|eigene\w*|eigen|future?) )?"
    r"(?:(?:re)?orientation|choix|choice|career choice|"
    r"\w*keuze|\w*wahl|loopbaan\w*|laufbahn\w*)(?: d'\w+| de carriere)?$"
)
"""The writer's own choice or turn, up to its end: no pupils' (the words of guidance are the last)."""

THEIRS = re.compile(r"\b(?:dans|de|sur|a|pour|en) leurs? $")
"""What makes a choice the pupils' own."""


VISITS = re.compile(
    r"\b(?:visit\w*|stages?|stagiaire|formations?|forme[er]s?|journees?|salons?|partenariat|collabor\w+|avec le|"
    r"bezoek\w*|"
    r"besuch\w*|praktik\w+|internship|seminar\w*|poste vise|candidat\w*|sollicit\w*|bewerb\w*)\b"
)
"""What brings somebody to a body of guidance for a day, a course or by an application only."""
