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
    r"(?:aide[rs]?|aidons|aidant|accompagne[rs]?)(?: [\w']+){0,3} a (?:mieux )?s'orienter|"
    r"choix (?:du|de (?:son|leurs?)|d'un) (?:futur )?metiers?|metiers de demain|"
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
    r"orientations? (?:sportive|sexuelle|spatiale|clinique|generale|politique|religieuse|philosophique|client|"
    r"scientifique|didactique|agronomique|linguistique|budgetaire|strategique|"
    r"resultats?|solutions?|qualite|nocturne)|"
    r"orientation (?:et (?:\w+ ){1,2})?(?:des?|du|de la|aux|d') ?(?:visiteur|patient|client|"
    r"touriste|beneficiaire|demandeur|usager|migrant|appel)\w*|"
    r"orientatie van (?:de )?(?:bezoeker|patient|klant|toerist)\w*|"
    r"orientierung (?:der|von|fur) (?:besucher|patient|kunde|tourist|gast)\w*|"
    r"week-?ends? d'orientation|"
    r"(?:ou |se )(?:decid|vot|act|prononc)\w+ (?:les|des) orientations|"
    r"(?:courses?|classes?|sens|table|loi|parcours de course|raid|boussole|carte) d(?:e l')?'? ?orientation|"
    r"orientation (?:et|a la) (?:boussole|mobilite)|"
    r"(?:master|licence|bachelier|baccalaureat|diplome|sciences|graduat)[^.;:]{0,50},? "
    r"orientation (?!scolaire|professionnel|vocationnel|et conseil|des? (?:eleves|jeunes))[a-z]|"
    r"(?:nouvelle|autre|toute|une) orientation(?! (?:scolaire|des eleves))|changement d'orientation|"
    r"donner? (?:a \w+ \w+ )?une orientation|"
    r"(?:sexuele|seksuele|ruimtelijke) (?:geaardheid|orientatie)|(?:raumliche|sexuelle|"
    r"politische) orientierung|orientierungs(?:lauf|sinn|los|woche|tag|phase|kurs)|"
    r"orientation (?:weeks?|days?)|orientatie(?:dag|week)|"
    r"attestations? d'orientation|guidances? a domicile|logopedique|parental guidance|"
    r"under the guidance|s'orienter (?:vers|dans l'espace|spatialement|en (?:foret|ville|mer|montagne)|sur (?:une|"
    r"le) )"
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
    r"dossiers?|confiee?s?|lessen|lesgeven|recois|recu|aide|aider|encadr\w+|soirees?|parcours|metier|quotidien|temps|"
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
    r"\b(?:cites? des metiers|carrefours?|siep|infor-jeunes)(?: \w+){0,4}? (?:organise|propose|offre|anime|accueille)"
    r"(?:nt)?\b|ce que vous (?:faites|proposez|offrez|organisez)|"
    r"(?:j'ai|avoir|nous avons) (?:\w+ )?(?:lu|vu|aime|apprecie|decouvert|visite)\b[^.;]{0,50}? (?:votre|vos|vous)\b|"
    r"(?:votre|vos) (?:site|stand|equipe|semaine|brochures?|salon|forum)"
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


CONTRAST = re.compile(
    r"\b(?:mais|en revanche|par contre|cependant|pourtant|toutefois|neanmoins|but|however|though|maar|wel|aber|"
    r"jedoch|dafur)\b"
)
"""Where a sentence turns from what it denies to what there is."""

COURSE_ONLY = re.compile(
    r"^(?!.*\b(?:experience|ervaring|erfahrung|pratiqu)).*\b(?:formations?|formee?|former|titres?|diplomes?|"
    r"opleiding|vorming|"
    r"ausbildung|fortbildung|training|trained|specialis\w+)\b"
)
"""A denial of training alone, beside which there may be practice."""

VISITS = re.compile(
    r"\b(?:visit\w*|stages?|stagiaire|formations?|forme[er]s?|journees?|salons?|partenariat|collabor\w+|avec le|"
    r"bezoek\w*|"
    r"besuch\w*|praktik\w+|internship|seminar\w*|poste vise|candidat\w*|sollicit\w*|bewerb\w*)\b"
)
"""What brings somebody to a body of guidance for a day, a course or by an application only."""

_LACK = (
    r"(?:ce|cela|il) n'(?:est|etait|y a) (?:donc )?(?:pas|rien)[^.;:]{0,12}? (?:de )?l'orientation (?:dont|que|"
    r"au sens)|"
    r"tout (?:est |reste |y est )?a apprendre|ne connais\b[^.;:]{0,30}? que (?:ce que|de nom|par)|"
    r"(?:pars?|pars|partir\w*|commence\w*) (?:de|a) zero|page blanche|(?:reste|ai|"
    r"aurais) (?:\w+ )?(?:tout )?a (?:y )?"
    r"(?:apprendre|decouvrir)|"
    r"(?:domaine|terrain|matiere|monde|chose)s? (?:\w+ )?(?:neu(?:f|ve)|nouve(?:au|lle)|inconnue?s?)|"
    r"(?:n'|ne )(?:m'|me )?(?:en |y )?(?:suis|ai)\b[^.;:]{0,20}?\b(?:jamais|pas|guere)\b[^.;:]{0,20}?\b(?:occupee?|"
    r"frottee?|initiee?|mene\w*|"
    r"conduit\w*|dirige\w*|tenu\w*|aborde\w*|touchee?|anime\w*|donne\w*|accompagne\w*)|"
    r"(?:experience|connaissance|pratique|bagage)s?\b[^.;:]{0,40}?\b(?:nulles?|inexistantes?|se (?:limite|resume|"
    r"borne)\w*|"
    r"quasi nulles?|maigres?)|"
    r"(?:ne |n'en |n'y )(?:sais|comprends|connais) (?:\w+ )?rien|een leek|(?:ein )?laie|layman|is not something i|"
    r"(?:n'ai|n'avais) (?:de l'orientation )?[^.;:]{0,30}?qu'une (?:experience|idee|connaissance|vision)|"
    r"(?:n'y|n'en) (?:connais|sais) (?:\w+ )?(?:rien|pas|guere)|j'y connais|"
    r"(?:nichts|wenig|nie etwas) (?:damit )?zu tun|neuland|nieuw (?:terrein|domein|voor mij)|new to me|from scratch|"
    r"(?:n'|ne )[^.;:]{0,40}?\b(?:aucune?|pas|jamais|rien|ni|guere)\b[^.;:]{0,40}?\b(?:formations?|formee?|"
    r"former|experience|pratiqu\w*|connai\w+|fait|exerce\w*|"
    r"etudi\w+|specialis\w+|bagage|competence|professionnel\w*|prepare\w*)|"
    r"(?:n'|ne )(?:\w+ ){0,2}?(?:connai\w+|maitris\w+|pratiqu\w+|possede|domine) (?:\w+ ){0,2}?(?:pas|jamais|"
    r"guere|rien|peu)\b|"
    r"(?:n'|ne )[^.;:]{0,30}?\b(?:jamais|pas|rien)\b[^.;:]{0,20}?\b(?:travaille|oeuvre|suivi|touche)\b|"
    r"sans (?:aucune )?(?:formation|experience|l'avoir|l'avoir jamais)|aucune (?:formation|experience|"
    r"pratique|connaissance)|(?:novice|profane|debutante?|neophyte)\b|"
    r"(?:no|never|not|n't)\b[^.;:]{0,40}?\b(?:training|experience|done|trained|claim|background|worked|practised)|"
    r"(?:geen|nooit|niet)\b[^.;:]{0,50}?\b(?:opleiding|ervaring|gevolgd|vorming|gedaan|bekend|kennis|vertrouwd)|"
    r"(?:ervaring|opleiding|kennis)\b[^.;:]{0,40}?\b(?:heb ik (?:nog )?(?:niet|geen)|ontbreekt)|"
    r"(?:keine?\w*|nie|nicht)\b[^.;:]{0,50}?\b(?:erfahrung\w*|ausbildung|fortbildung|kenntnis\w*|gearbeitet|"
    r"gemacht|vertraut|tatig)|"
    r"(?:erfahrung|ausbildung|kenntnisse)\b[^.;:]{0,40}?\b(?:habe ich (?:noch )?(?:nicht|keine)|fehlt|fehlen)"
)
LACK = re.compile(rf"\b(?:{_LACK})")
"""The lack of experience or training, in so many words."""

STILL = re.compile(
    r"\b(?:but|mais|maar|aber|doch|en revanche|pourtant|cependant)\b(?P<rest>[^.;]{0,80}\b(?:i have|i've|"
    r"je (?:le |la |l')?(?:fais|pratique|vis|anime)|j'(?:ai|en|y|anime)|"
    r"ik (?:doe|heb|begeleid)|(?:mache|habe|begleite) ich|ich (?:mache|habe|begleite))\b[^.;]{0,60})"
)
"""What follows a denial and takes it back: "but I have been doing it for six years"."""
PRACTISED = re.compile(
    r"\b(?:j'en (?:ai|fais|vis)|je (?:la|le|l')|l'ai|it|het|es|das|dat|anim\w+|accompagn\w+|aid\w+|pratiqu\w+|men\w+|"
    r"organis\w+|coordon\w+|suivi|particip\w+|conseill\w+|guid\w+|recu|recois|orient\w+|choix|metiers?|"
    r"begeleid\w*|help\w*|begleit\w*|berat\w*|advis\w*|run|running|doing|studiekeuze\w*|beruf\w*)(?!\w)"
)
"""What makes of the words after a denial a practice all the same."""
NEVER = re.compile(r"\b(?:never|not|n't|jamais|pas|aucune?|niet|nooit|geen|nie|nicht|keine?)\b")
