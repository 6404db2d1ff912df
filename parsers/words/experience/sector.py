"""The words that tell teaching and CPMS from other work: places, functions, and what is no service at all. Folded."""

from __future__ import annotations

import re


def _any(*pieces: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(pieces) + r")(?!\w)")


CPMS = _any(
    r"c\.?p\.?m\.?s\.?(?:[ -]\w+)?",
    r"centres? (?:libre |provincial |specialise )*p\.?m\.?s\.?",
    r"centres? psycho[- ]?medico[- ]?socia(?:l|ux)",
    r"psycho[- ]medico[- ]socia(?:l|ux)",
    r"p\.?m\.?s\.?(?:-zentrum|-centrum)?",
    r"v?clb|centrum voor leerlingenbegeleiding",
    r"kaleido(?: ostbelgien)?",
    r"psy-?en|centres? d'information et d'orientation|cio",
)

SCHOOL = _any(
    r"ecoles?(?! (?:de devoirs|de conduite|de danse|de football|de foot|de cirque|de ski|de natation|de langues))",
    r"[\w-]*athenees?|[\w-]*lycees?|colleges?(?! (?:communal|des bourgmestre|echevinal|medical))|"
    r"centres? scolaires?|communautes? (?:scolaires?|educatives?)|"
    r"centres? educatifs?",
    r"(?:groupe|communaute|complexe|ensemble|cite)s? scolaires?",
    r"enseignement|internaat|internat|cefa|iepscf|ieps|i\.?e\.?p\.?s\.?c\.?f\.?|"
    r"e\.?f\.?a\.?c\.?f\.?|i\.?t\.?c\.?f\.?|eafc|ecsp|eicp|(?:vbs|mpi|mfc|buso|bubao|bsbo|kta|vti)(?= [a-z])|"
    r"promotion sociale|"
    r"hautes? ecoles?",
    r"academies?(?: de (?:musique|danse|dessin)| des (?:beaux-)?arts)?|poles? territoria(?:l|ux)|"
    r"education nationale|academie d[e'] ?\w+|zone de remplacement",
    r"federations? de l'enseignement(?: [a-z]+)?|implantations?|segec|felsi|cecp|cpeons|"
    r"wallonie-bruxelles enseignement|wbe|e\.?s\.?i\.?|epsis",
    r"institut (?:saint|sainte|st|ste|notre|n\.?-?d|technique|provincial|communal|libre|d'enseignement|"
    r"des? (?:arts|filles|soeurs)|sacre|"
    r"du sacre|medico-pedagogique|superieur|agricole|horticole|cardijn)[\w'. -]*",
    r"[\w-]*atheneum|[\w-]*lyceum|(?!(?:smart|taal|talen|dans|rij|zwem|ski|zeil|kook|surf)school)"
    r"(?<!language )(?<!driving )(?<!dance )(?<!ski )(?<!riding )(?<!swimming )[\w-]*school|"
    r"[\w-]*scholen|[\w-]*college|scholengemeenschap|scholengroep|"
    r"[\w-]*instituut|hogeschool|"
    r"onderwijs|cvo|go!|"
    r"college|campus",
    r"(?!(?:sprach(?:en)?|tanz|fahr|ski|schwimm|reit|segel|koch|baum|hunde)schulen?)[\w-]*schulen?|"
    r"[\w-]*gymnasium|[\w-]*athenaum|zentrum fur forderpadagogik|forderzentrum|gesamtschule|"
    r"berufskolleg|lehranstalt|hochschule|schuldienst|"
    r"unterrichtswesen|"
    r"unterricht|kindergarten|rsi|[\w-]*-institut",
    r"(?<!language )(?<!driving )(?<!dance )(?<!ski )(?<!riding )(?<!swimming )schools?|"
    r"academy|high school|education authority|classroom|grammar school",
    r"a\.r\.|ar(?= [a-z])|inst\.|coll\.|ath\.|e\.c\.",
)
"""Where teaching staff serve."""

WEAK_SCHOOL = _any(
    r"instituts?|institute?|centres? d'enseignement|seminaire|universite|university|universitat|universiteit|"
    r"ifapme|ecole de langues"
)
"""Where they may serve, if the function says so."""

UNIVERSITY = _any(r"universites?|university|universitat|universiteit")
"""Where many work who teach nobody."""

TEACHER = _any(
    r"enseignants?|enseignantes?|j'enseigne|j'ai enseigne",
    r"profs?|prof+[ec]s+[ec]ure?s?|p\.e\.|instits?|instituteurs?|institutrices?|regente?s?|agregee? (?:en|de)|"
    r"maitres? (?:special|de (?:religion|morale|gymnastique|psychomotricite|philosophie|seconde langue|langue))\w*|"
    r"maitresses? (?:speciale|de religion|de morale)",
    r"maitres?[- ]assistante?s?|maitres? de formation pratique|charge(?:e|\(e\))?s? (?:de cours|d'enseignement|"
    r"d'education)|puericultrices? (?:en|a l') ?ecole|"
    r"psychomotricien(?:ne)? en maternelle",
    r"chefs? d'atelier|chefs? de travaux|prefet(?:e)? (?:des etudes|d'education)?|prefete|proviseure?s?|censeure?|"
    r"directions? d'ecole|"
    r"directeur(?:/directrice)? d'ecole|directrice d'ecole|sous-direct(?:eur|rice)|educateur-econome|"
    r"educatrice-econome|"
    r"surveillante?-educat\w+|educat(?:eur|rice) (?:d'internat|scolaire|en ecole|interne|externe)|"
    r"accompagnat(?:eur|rice) (?:cefa|en cefa)|titulaires?|conseill(?:er|ere)s? (?:pedagogique|au soutien|"
    r"psychopedagogique)s?|"
    r"inspect(?:eur|rice)s? de l'enseignement|suppleante? en (?:primaire|maternelle|secondaire)",
    r"\w*leraars?|\w*leraren|\w*lerares(?:sen)?|\w*leerkracht(?:en)?|\w*onderwijzer(?:es)?|kleuter(?:juf|"
    r"leid(?:er|ster)|onderwijzer(?:es)?)|"
    r"docente?|lector|zorgcoordinator|zorgleerkracht|schooldirecteur|vakleerkracht|pedagogisch begeleid(?:er|"
    r"ster)|les gegeven|lesgever",
    r"\w*lehrer(?:in)?(?:nen)?|\w*lehrkraft|\w*lehrkrafte|studienrat|studienratin|studiendirektor(?:in)?|"
    r"schulleiter(?:in)?|"
    r"kindergartnerin|referendar(?:in)?|studienreferendar(?:in)?|fachlehrer(?:in)?|unterrichte|"
    r"klassenleiter(?:in)?|primarschullehrer(?:in)?|"
    r"oberstudienrat|oberstudienratin",
    r"\w*teachers?|lecturer|headteacher|head of year|deputy head|schoolteacher|supply teaching",
)
"""Functions that are teaching posts wherever they are held."""

STAFF = _any(
    r"educat(?:eur|rice)s?|educateur\(trice\)|direct(?:eur|rice)s?(?: f\.?f\.?)?|directions?|coordinat(?:eur|"
    r"rice)s?|econome|bibliothecaire|"
    r"logopede|surveillante?s?|infirmiere?|assistante? sociale?|psychologue|auxiliaire|remplacements?|interims?|"
    r"interimaire|"
    r"opvoed(?:er|ster)|directeur|direct(?:rice)?|vervanging(?:en)?|interim|leerlingenbegeleid(?:er|ster)|"
    r"erzieher(?:in)?|vertretung(?:en)?|direktor(?:in)?|principal|head|deputy|counsell?or|librarian|replacements?",
    r"psycholog(?:e|in|ist)|logopedist(?:e)?|logopad(?:e|in)|maatschappelijk (?:werk(?:er|ster)|assistente?)|"
    r"verple(?:ger|egster|egkundige)|sozial(?:arbeiter|assistent)(?:in)?|schulkrankenschwester|social worker|nurse",
)
"""Functions that count when they are held in a school."""

LEVEL = _any(
    r"\d{1,2}(?:[.,]\d)? ?/ ?(?:18|19|20|21|22|24|26|28|30|36|38)",
    r"\d+ (?:periodes|lesuren|lestijden|lecons|stunden|std|p\.|heures/semaine)",
    r"(?:1re|1ere|[2-7](?:e|eme)|[1-7]de|1ste)(?: et | a | en |, |-)?(?:[2-7](?:e|eme)|[2-7]de)?(?: annees?|"
    r" secondaires?| primaires?| maternelles?| leerjaar| jaar|"
    r" graad| degres?| commune| differenciee| techniques?| generales?| professionnelles?| transition|"
    r" qualification)?",
    r"p[1-6](?:-p[1-6])?|m[1-3](?:-m[1-3])?|d[i12]s?|di|ds|cm[12]|ce[12]|cp|clis|ulis|premier degre|"
    r"deuxieme degre|troisieme degre|degre (?:inferieur|superieur)|"
    r"maternelles?|primaires?|secondaires?|specialise|cours (?:generaux|techniques|philosophiques)|"
    r"kleuters?|lager|secundair|sekundarstufe|primarstufe|"
    r"years? \d|reconduction|immersion|remediation|morale|religion|education physique|mathematiques|francais|"
    r"neerlandais|sciences|histoire|geographie|"
    r"latin|anglais|allemand|physique|chimie|biologie|economie|wiskunde|geschiedenis|aardrijkskunde|frans|engels|"
    r"duits|nederlands|mathematik|deutsch|"
    r"franzosisch|englisch|erdkunde|geografie|geschichte",
)
"""Hints of a class: subjects and years taught, loads in periods."""

NO_SERVICE = _any(
    r"(?<!maitre de )(?<!maitres de )(?<!des )(?<!les )stages?(?! (?:organis|d'orient))|stages? de (?:fin|"
    r"bachelier|master)|"
    r"(?<!directeur )(?<!directrice )(?<!enseignant )(?<!enseignante )(?<!des )(?<!de )(?<!deux )stagiaires?|"
    r"stageplaats|praktik(?:um|a)|internship|placement|schulpraktik\w+",
    r"benevol\w+|volontaires?|volontariat|vrijwillig\w*|ehrenamt\w*|volunt\w+",
    r"jobs?(?: d)?[' ]?etudiante?s?|jobs? (?:de |d')?(?:vacances|ete)|(?:contrats?|travail|"
    r"emplois?) (?:d')?etudiante?s?|etudiante?s?(?! en classe)|jobiste|studentenjobs?|studentenarbeid|"
    r"vakantiewerk|vakantiejobs?|ferienjobs?|ferienarbeit|werkstudent(?:in)?|student jobs?|summer jobs?|"
    r"baby-?sitting|babysit\w*|au pair|fille au pair",
    r"cours particuliers?|lecons particulieres|soutien scolaire|professeure? particuliere?|repetit(?:eur|rice)s?|"
    r"privatunterricht|nachhilfe\w*|bijles(?:sen)?|private tutor\w*|tutoring|"
    r"ecoles? de devoirs|huiswerkbegeleiding|hausaufgabenbetreuung|homework club",
    r"monit(?:eur|rice)s?|animat(?:eur|rice)s?|plaines?(?: de (?:jeux|vacances))?|mouvement de jeunesse|"
    r"chefs? (?:scout|guide)\w*|scouts?|colonies?|camps?",
    r"auto-?ecole|ecole de conduite|fahrschule|rijschool|driving school",
    r"(?:associations?|comites?|conseils?|delegue(?:e)?s?) (?:de|des) parents|parents? (?:delegue|d'eleve)\w*|"
    r"conseils? de participation|catechistes?|^(?:ancien(?:ne)? )?eleve (?:a|au|de|en|du)|"
    r"ouder(?:comite|raad|vereniging)|schoolraad|^(?:oud-)?leerling(?:e)?|elternrat|elternbeirat|elternvertret\w+|"
    r"^schuler(?:in)?|school governor|parents'? association|parent-teacher association|parent council|^pupil",
)
"""Work that is no year of service: practice in training, volunteering, students' jobs, private lessons."""

OTHER_PLACE = _any(
    r"s\.a\.|sa(?=[,;)]|$)|s\.?p\.?r\.?l\.?|srl|s\.?a\.?r\.?l\.?|n\.?v\.?|b\.?v\.?b\.?a\.?|gmbh|ag|ltd|scrl|scs|asbl|"
    r"a\.?s\.?b\.?l\.?|vzw|voe|ong|ngo|inc",
    r"banques?|bank|sparkasse|assurances?|fiduciaires?|cabinets?|bureaux?(?! des eleves)|bureau|entreprises?|"
    r"societes?|firmes?|usines?|magasins?|grande surface|supermarches?|boutiques?|"
    r"librairies?|hotels?|restaurants?|restauration|brasseries?|cafes?|boulangeries?|garages?|imprimeries?|"
    r"industrie|logistique|transports?|agences?|etude notariale|notaire|"
    r"hopit(?:al|aux)|cliniques?|polycliniques?|maisons? de (?:repos|jeunes|retraite)|maison medicale|"
    r"maison d'accueil|home|creches?|c\.?p\.?a\.?s\.?|o\.?c\.?m\.?w\.?|onem|rva|onss|forem|actiris|vdab|adem|"
    r"arbeitsamt|"
    r"ifapme|syntra|iawm|zawm|mire|miresem|ministere|administration communale|parlement|"
    r"commission europeenne|musees?|museum|office du tourisme|laboratoires?|"
    r"centres? culturels?|bibliotheque (?:communale|publique)|theatre|journal|presse|rtbf|radio|television|"
    r"pharmacie|ferme|exploitation|scierie|sagewerk|menuiserie|papeterie|cimenterie|"
    r"service d'aide|sante mentale|ssm|geestelijke gezondheid\w*|caw|beratungszentrum|"
    r"aide a la jeunesse|amo|saj|spj|planning familial|maison de l'emploi|mission regionale|"
    r"uitgeverij|verlag|betrieb|bedrijf|winkel|ziekenhuis|uitzendkantoor|interimkantoor|zeitarbeit|krankenhaus|"
    r"klinik|company|"
    r"hospital|office|shop|store|recruitment agency|call ?center|armee|police|gendarmerie|bpost|la poste|sncb|"
    r"nmbs|tec|"
    r"(?:language|driving|dance|ski|riding|swimming) schools?|"
    r"(?:sprach(?:en)?|tanz|fahr|ski|schwimm|reit|segel|koch)schulen?|(?:taal|talen|dans|rij|zwem|ski|zeil|"
    r"kook)school|"
    r"salle de sport|ecole de (?:langues|danse|conduite|ski|cirque|natation)|club|federation sportive|chantiers?|"
    r"groupe|croix[- ]rouge|rode kruis|rotes kreuz|red cross|oxfam|unicef|caritas|mutualite\w*|mutuelle|syndicat",
)
LEISURE = _any(
    r"(?:prof|professeure?|enseignante?|monit(?:eur|rice)) (?:\w+ )?(?:de |d')(?:yoga|pilates|fitness|zumba|judo|"
    r"karate|danse|natation|tennis|golf|surf|ski|equitation|voile|plongee|meditation|conduite)",
    r"(?:yoga|pilates|fitness|tanz|ski|schwimm|tennis|reit|segel|surf|fahr|golf)-?lehrer(?:in)?",
    r"(?:yoga|pilates|fitness|dans|ski|zwem|tennis|zeil|surf|golf)-?(?:leraar|lerares|docente?|instructeur|"
    r"instructrice)",
    r"(?:yoga|pilates|fitness|dance|ski|swimming|tennis|riding|surf|golf|driving) (?:teacher|instructor)",
)
"""Who teach a pastime: in a school only where one is named."""
TRAINING_BODY = _any(
    r"ifapme|forem|actiris|vdab|syntra|iawm|zawm|efepme|bruxelles formation|centres? de competences?|"
    r"centres? de formation|afpa|greta|cfa|"
    r"volkshochschule|vhs|alliance francaise|goethe-institut|onem|asbl|vzw|cisp|eft|oisp|entreprise|betrieb|"
    r"bedrijf|prison|"
    r"cours (?:d'alphabetisation|prives?)|centre culturel|club"
)
"""Who train, and are no schools."""
OTHER_JOB = _any(
    r"vendeu(?:r|se)s?|caissiere?s?|serveu(?:r|se)s?|comptables?|employee?s?|ouvriere?s?|manutentionnaire|"
    r"magasiniere?|menuisiere?|electricien(?:ne)?|mecanicien(?:ne)?|plombiere?|"
    r"chauffeu(?:r|se)|receptionniste|secretaires?|gestionnaires?|ingenieure?s?|technicien(?:ne)?s?|"
    r"consultante?s?|responsable (?:des ressources humaines|rh|commercial\w*|"
    r"de magasin|marketing)|traduct(?:eur|rice)s?|interprete|journalistes?|redact(?:eur|rice)s?|graphistes?|"
    r"architecte|avocate?|juriste|analyste|program(?:meur|matrice)|developpeu(?:r|se)|"
    r"independante?s?|guides?|animat(?:eur|rice)s?|"
    r"(?<!industrielle et )(?<!ecole )commerciale?s?|delegue(?:e)? (?:medical|commercial)\w*|"
    r"cuisiniere?s?|boulangere?|coiffeu(?:r|se)|agente? (?:immobilier|d'accueil|administratif|"
    r"administrative|d'entretien|de)|aide-soignante?|aide[- ]menagere|chercheu(?:r|se)s?|"
    r"assistante? de (?:recherche|direction)|doctorante?|archiviste|charge(?:e)? de recrutement|"
    r"apprentie?|contremaitre|chef d'equipe|chefs? de projet|fonctionnaire|militaire|soldat|accueillante?|"
    r"femme de menage|concierge|cartographe|chimiste|barmaid|au pair|echevine?|bourgmestre|conseill(?:er|"
    r"ere) communale?|deputee?|schepen|burgemeester|entraineu(?:r|se)s?",
    r"verko(?:per|opster)|kassierster|kelner|serveerster|boekhoud(?:er|ster)|bediende|arbeider|arbeidster|"
    r"vertaler|vertaalster|ingenieur|technieker|consulente?|zelfstandige?|barman|"
    r"administratief|gids|analist|teamleider|receptionist(?:e)?|onthaalmedewerker|medewerk(?:er|ster)|secretaris|"
    r"secretaresse|magazijnier|onderzoek(?:er|ster)",
    r"verkaufer(?:in)?|kassierer(?:in)?|kellner(?:in)?|buchhalter(?:in)?|angestellte[r]?|arbeiter(?:in)?|"
    r"schreiner|tischler|elektriker(?:in)?|betriebselektriker|ubersetzer(?:in)?|"
    r"ingenieur(?:in)?|techniker(?:in)?|berater(?:in)?|selbststandig\w*|sachbearbeiter(?:in)?|"
    r"werkstattleiter(?:in)?|lektorat|"
    r"wissenschaftliche[rn]? (?:mitarbeiter(?:in)?|hilfskraft|assistent(?:in)?)|sekretar(?:in)?|"
    r"krankenpfleger(?:in)?|forscher(?:in)?",
    r"sales (?:assistant|person)|cashier|waiter|waitress|accountant|clerk|project manager|translator|reviser|"
    r"engineer|technician|recruit(?:er|ment officer)|self-employed|freelance\w*|"
    r"receptionist|secretary|researcher|manager|barista|bartender|journalist|research (?:assistant|fellow|associate)|"
    r"team leader",
    r"sabbati\w+|sabbatjaar|annee sabbatique|voyages?|tour du monde|service (?:militaire|civil)|chomage|"
    r"sans emploi|recherche d'emploi|travel\w*|weltreise|wereldreis|"
    r"mere au foyer|pere au foyer|au foyer|militar(?:dienst|e)|legerdienst|militaire dienst",
)
TRAINER = _any(
    r"formateurs?|formatrices?|instructeurs?|instructrices?|coachs?|opleid(?:er|ster)|teaching assistant|lesgever|"
    r"vormingswerker|"
    r"ausbilder(?:in)?|kursleiter(?:in)?|dozent(?:in)?|trainers?|"
    r"bibliothecaire|puericultrices?|assistante?s? (?:universitaire|d'enseignement|a l'universite)|erzieher(?:in)?"
)
"""Who teach or care, but only in a school are of its staff."""

BREAK = _any(
    r"(?:interruption|pause)s?(?: complete| totale)?(?: de| -)? ?carriere|pause[- ]carriere|conge (?:parental|"
    r"sans solde|sans traitement|pour convenances?|de maladie longue|non remunere)\w*|"
    r"disponibilite(?: pour \w+)?|mise en disponibilite|credit-temps(?: complet)?|conges? (?:de )?maternite|"
    r"loopbaanonderbreking|ouderschapsverlof|verlof zonder wedde|onbetaald verlof|terbeschikkingstelling|"
    r"tijdskrediet|"
    r"unbezahlter urlaub|elternzeit|elternurlaub|laufbahnunterbrechung|beurlaubung|sonderurlaub|erziehungsurlaub|"
    r"career break|parental leave|unpaid leave|maternity leave"
)
"""A career interrupted."""
PARTIAL = _any(
    r"partiel(?:le)?|a (?:mi|1/2|1/5|1/4|cinquieme|quart)[\w -]*|mi-temps|1/5|4/5|"
    r"deeltijdse?|teilzeit\w*|part-time|cinquieme"
)

SAME = _any(
    r"(?:la |le )?memes? (?:ecole|etablissement|fonction|centre|athenee|institut|college|poste|employeur|cours|"
    r"p\.?o\.?)|idem|zelfde (?:school|functie|instelling)|"
    r"dieselbe schule|gleiche schule|derselben schule|same (?:school|post|position)"
)
"""An entry that goes on where the one before was."""

DEGREE = _any(
    r"diplomes?|bachelors?|bacheliere?s?|baccalaureat|licences?|licencie(?:e)?|masters?|maitrises?|graduats?|"
    r"graduate?|regendat|aesi|aess|agregation|agregee?|cess|"
    r"abitur|certificats?|brevets?|doctorat|humanites|candidatures? en|dea|des|deug|capaes|cap|opleiding|"
    r"licentiaat|aggregaat|aso|tso|lehramt|staatsexamen|diplom|magister|"
    r"formations?|etudes|secondaire superieur|studium|ausbildung|degree|pgce|pgde|a-levels|erasmus"
)
"""What is learnt, not worked."""

IDLE = _any(
    r"convalescence|rien|sans (?:poste|emploi|affectation)|maladie|operation|incapacite|ziek\w*|krank\w*|"
    r"zonder werk|arbeitslos\w*|voyages?|tour d[eu]|illness|unemployed|nothing|niets|nichts|a la maison|thuis|"
    r"zu hause"
)
"""A year in no school."""

TITLE_TEACHING = re.compile(
    r"enseign|ecole|pedagog|scolaire|onderwijs|school|schuldienst|unterricht|lehr|teaching|lesgeven|education"
)
TITLE_CPMS = re.compile(r"\bp\.?m\.?s\b|\bcpms\b|\bclb\b|psycho-medico")
TITLE_OUTSIDE = re.compile(
    r"\b(?:hors|avant(?= (?:l'|d'|le |la |mon |ma ))|en dehors|autres?(?= (?:secteurs?|activites|"
    r"experiences? (?:hors|non)))|prive|industrie|"
    r"buiten|voor(?= het)|ausserhalb|vor(?= dem)|outside|before(?= \w)|"
    r"ne pas|bedrijf|privesector|entreprise|commerce|non[- ]enseign\w*|etudiant)\b"
)

MENTORS = re.compile(
    r"\b(?:maitre de stages?|maitresse de stages?|tuteur|tutrice|mentor|stagebegeleid\w+|stagementor|"
    r"praktikumsanleit\w+)"
    r" (?:pour|de|des|d'|van|voor|von|fur|of|for)\b.{0,40}\b(?:etudiant|stagiaire|student|studierende|trainee)"
)
"""Who guides the students of a school is not employed by it."""
