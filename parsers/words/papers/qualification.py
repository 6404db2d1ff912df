"""The words of titles, in four languages, folded; what says a title is not held yet; who else may hold it."""

from __future__ import annotations

import re

_NAMES = (
    r"diplomes?(?= )|lizenz\w*|lizentiat\w*|promotion(?= (?:zum|zur|in)\b| \()|promoviert\w*|promotion,|regentin|"
    r"diplomiert\w*|laurea|"
    r"licenciatura|lic\.(?= )|voortgezette (?:leraren)?opleiding|agregatie|post-hbo|doctorandus|deug|"
    r"(?:erste|zweite) staatsprufung|diplome d'etat|titre de capacite|staatspruf\w+|lerarendiploma|"
    r"onderwijsbevoegdheid|"
    r"bacheliere?s?|bachelor\w*|bacc?alaureats?|licences?|licenciee? en|graduee? en|licenciat|masters?|"
    r"maitrise|graduats?|regendat|regente?s?(?= (?:en|litter|scient|de|math|franc|lang|sc)| ?-)|regentes? ?:|"
    r"a\.?e\.?s\.?[is]\.?(?! \w+ a )|agregations?|agregee?|c\.?a\.?p\.?a\.?e\.?s\.?|capes|capet|crpe|"
    r"c\.?a\.?p\.?(?!-| en entreprise)|d\.?a\.?p\.?|"
    r"certificats?|certifications?|brevets?|attestations? (?:de (?:reussite|capacite|formation)|d')|equivalences?|"
    r"postgraduats?|d\.e\.[as]\.|de[as](?= (?:en|in)\b)|d\.?e\.?s\.?s\.?|doctoraat|doctorats?|docteure?|"
    r"ingenieure? (?:civile?|industrielle?|commerciale?)|instituteur (?:primaire|prescolaire|maternel)|"
    r"institutrice (?:primaire|prescolaire|maternelle|gardienne)|module pedagogique|"
    r"titres? (?:pedagogique|requis)|specialisation|formation (?:des directeurs|initiale des direct\w+)|cess|"
    r"c\.?q\.?6|humanites|formation pedagogique|diplomee?|"
    r"licentiaat|aggregaat|aggregatie|getuigschrift|lerarenopleiding|academische lerarenopleiding|"
    r"specifieke lerarenopleiding|educatieve (?:master|bachelor|graduaat)|postgraduaat|graduaat|"
    r"banaba|bewijs van pedagogische bekwaamheid|bpb|gpb|attest|regentaat|regent(?:es)?(?= )|burgerlijk ingenieur|"
    r"industrieel ingenieur|handelsingenieur|kandidatu(?:ur|ren)(?= (?:in\b|germ|rom|gesch|rechten|wis))|"
    r"doctor in|onderwijzer(?:es)?(?= )|"
    r"kleuteronderwijzer(?:es)?|master in|diploma(?: secundair)?|"
    r"staatsexamen|(?:erstes|zweites|1\.|2\.) staatsexamen|lehramt\w*|primarschullehrer\w*|"
    r"padagogischer befahigungsnachweis|befahigungsnachweis|meisterbrief|meisterprufung|diplom\w*|magister|"
    r"zertifikat\w*|zusatzausbildung|abitur|gleichwertigkeit|lehrbefahigung|lehrdiplom|abschluss als|zeugnis|"
    r"b\.?a\.?(?: \(hons\))?|b\.?sc\.?|m\.?a\.?(?= in| of|\b \()|m\.?sc\.?|b\.?ed\.?|m\.?ed\.?|ph\.?d\.?|pgce|"
    r"pgde|h\.?dip\.?|postgraduate (?:diploma|certificate)|(?:bachelor|master) of \w+|"
    r"higher diploma|certificate|degree in|equivalence|qualified teacher status|qts|teaching (?:diploma|"
    r"qualification|certificate)"
)
TITLE = re.compile(rf"(?:(?<![\w'-])|(?<=\b[ld]'))(?:{_NAMES})(?!\w)")
"""A title's name."""
TITLE_START = re.compile(rf"(?:(?:\w+ ){{0,2}})?(?:{_NAMES})(?!\w)")
"""A line that a title leads."""
_STUDIED = (
    r"assistante?s? social\w*|assistante? en psychologie|infirmiere?s?|psychologues?|logopedes?|ergotherapeute|"
    r"kinesitherapeute|bibliothecaire|traducteur|traductrice|interprete|"
    r"educat(?:eur|rice) (?:specialise\w*|gradue\w*)|institut(?:eur|rice)s?|regente?s?|licencie\w*|gradue\w*|"
    r"pedagogue|psychopedagogue|"
    r"onderwijzer(?:es)?|kleuter(?:onderwijzer(?:es)?|leid(?:er|ster))|maatschappelijk (?:assistente?|werk\w*)|"
    r"verpleegkundige|psycholog(?:e|in)?|psycholoog|logopediste?|regentes?|opvoed(?:er|ster)|"
    r"diplompsycholog\w*|sozialarbeiter\w*|sozialassistent\w*|krankenpfleger\w*|kindergartner\w*|lehrer(?:in)?|"
    r"erzieher\w*|social worker|nurse|psychologist|speech therapist"
)
STUDIED = re.compile(rf"(?<![\w'-])(?:{_STUDIED})(?!\w)")
"""A profession that is the name of its diploma, in a list of studies."""
BY_TRAINING = re.compile(
    rf"(?:(?<![\w'-])|(?<=\b[ld]'))(?:{_STUDIED})(?: (?!que\b|qui\b)[\w'-]+){{0,3}}? "
    r"(?:de formation|diplomee?|brevetee?|van opleiding|"
    r"van vorming|gediplomeerd\w*|mit diplom|by training|qualified)\b"
)
"""A profession by training: "assistante sociale de formation"."""
DIPLOMA_START = re.compile(rf"(?:\w+ )?(?:{_NAMES})(?!\w)")
"""A row that a title leads."""
SHORT_COURSE = re.compile(
    r"\b(?:(?:\d+|une?|deux|trois|quatre|cinq) (?:jours?|journees?|demi-journees?|heures?|h|modules?|"
    r"dagen?|uren?|tage?|stunden|"
    r"days?|hours?|soirees?|week-?ends?)|journees?|seminaires?|ateliers?|workshops?|webinaires?|colloques?|conferences?|"
    r"stages?|studiedag\w*|tagung\w*|seminar\w*|rcp|ehbo|first aid|bepps|moniteur|monitrice|animateur|animatrice|"
    r"redder|sauveteur|adeps|microbit|moocs?)\b"
)
"""A course of days, or no study for a post."""
STUDY_HEAD = re.compile(
    r"diplom|titre|etude|academ|opleiding|studi|ausbildung|education|degree|qualif|werdegang|cursus|scolar|akadem"
)
CONTINUED_HEAD = re.compile(
    r"continu|complement|suivie|stage|nascholing|bijscholing|fortbildung|weiterbildung|training|cours\b|courte|in-?service|"
    r"perfection|autres"
)
"""Headings of studies proper, and of courses beside them."""
SCHOOL_LEAVING = re.compile(
    r"\b(?:cess|c\.?e\.?s\.?s\.?|enseignement secondaire superieur|bac(?:calaureat)?(?= (?:s|es|l|stmg|sti|"
    r"general|pro)\b)|baccalaureat|humanites|abitur|diploma secundair|secundair onderwijs \(|"
    r"cesi|permis|secourisme|premiers secours|secouriste|a-levels|leaving certificate)\b"
)
"""Leaving school, and what is no qualification for a post: listed last."""
IN_PROGRESS = re.compile(
    r"\ben cours\b(?! (?:du|de|d'))|\ben preparation|\binscrite?\b|\babandon|\binacheve|\bnon (?:termine|acheve|"
    r"obtenu|defendu|reconnu)|\binterrompu|\bpas (?:encore )?(?:obtenu|termine|defendu|acheve|fini|reussi|valide)|"
    r"\bpas encore\b|\bfin prevue|\bprevue? (?:en|pour)|\bdemande (?:en cours|introduite|deposee)|"
    r"\bdossier (?:depose|introduit)|\ben attente|\bune annee suivie|\bsur (?:trois|deux|quatre|cinq|"
    r"\d)\b.*\bcours|"
    r"\bjamais (?:commence|termine|defendu|acheve|fini)|\bentamee?\b|\ben pause\b|\bcommencee? (?:en )?\d|\bvolgt\b|"
    r"\b(?:une?|deux|trois|quatre|\d) (?:modules?|attestations?|unites?)(?: \w+)? sur\b|\bmodules?(?: \w+)? sur\b|"
    r"\brenonc|\bretiree?\b|\bsans suite|\brate\b|\bechec\b|"
    r"\badmise? en\b|"
    r"\bprojetee?\b|\binscription\b|\bune annee (?:de|reussie)|\bpremiere annee\b|\bgestopt|\bniet afgewerkt|"
    r"\bschakelprogramma|\beerste jaar\b|\bnever\b|\bwithdrawn|\bcoursework|\bpartially|"
    r"\bbloc 1\b|\bgeplant\b|\bgepland\b|"
    r"\b(?:deuxieme|tweede|zweite\w*) (?:annee|jaar|jahr)?(?: ?(?:sur|van|von) (?:trois|drie|drei))|"
    r"\bil (?:me )?reste\b|\bme manque|\bje (?:suis|prepare|termine|poursuis|suivrai|commence|"
    r"m'inscri)\w* (?:actuellement |en ce moment )?(?:un|une|mon|ma|le|la|les)\b|\bn'ai (?:pas|ni)|\bsans (?:le|"
    r"la|mon|en avoir|avoir)|"
    r"\blopend|\bin voorbereiding|\bniet (?:voltooid|afgerond|behaald)|\bnog (?:niet|bezig|\d+)|\bbezig\b|"
    r"\bafgebroken|\baangevat|\bstopgezet|\bingeschreven|\baangevraagd|"
    r"\blaufend|\bin vorbereitung|\bnicht (?:abgeschlossen|beendet)|\babgebrochen|\bbeantragt|\bsteht aus|"
    r"\bderzeit\b|\bangemeldet|\bnoch (?:nicht|offen)|"
    r"\bin progress|\bongoing|\bnot (?:completed|finished|yet)|\bunfinished|\bexpected|\bpending|\bapplied for|"
    r"\benrolled|\bdropped|\babandoned|\bcurrently (?:studying|preparing)|\bto be completed"
)
"""What says that a title is not held (yet)."""
OWNED = re.compile(
    r"(?:\b(?:je (?:suis|possede|detiens|dispose|dois)|j'ai|mon|ma|mes|titulaire|porteuse|porteur|detent(?:eur|"
    r"rice)|muni|munie|obtenu|decroche|complete|passe|reussi|fait|termine|"
    r"etudes d\w*|j'etais|formation|parcours|diplomee?|nantie?|forte?|avec|"
    r"ik (?:heb|ben|behaalde|bezit)|studeerde|afgestudeerd|trained|qualified|"
    r"mijn|houder|in het bezit|behaald|ich (?:habe|bin|besitze)|mein\w*|erworben|"
    r"inhaber(?:in)?|i (?:have|hold|am|obtained|completed)|my|holder|holding)\b[^.;!?]{0,50}|^\W*|"
    r": (?:une? |l'|een |eine? )?|^apres (?:une? |mon |ma |mes |des )(?:etudes d\W?\w* )?)$"
)
"""What stands before a title that the applicant claims."""
OTHERS = re.compile(
    r"\b(?:mon|ma|notre|son|sa|leur|mes|ses) (?:mari|femme|epouse?|compagnon|compagne|conjointe?|pere|mere|frere|"
    r"soeur|fils|fille|enfants?|collegues?|directeur|directrice|eleves|stagiaires?|amie?)\b|"
    r"\b(?:etudiants?|stagiaires?|eleves|futurs?|jury|maitre de stage|mentor|jurys)\b|\bmijn (?:man|vrouw|partner|"
    r"collega\w*|dochter|zoon)\b|\bmeine? (?:mann|frau|kolleg\w+|tochter|sohn)\b|"
    r"\bmy (?:husband|wife|partner|colleagues?|daughter|son|students?)\b|\b(?:votre (?:annonce|appel|avis|offre)|"
    r"vous (?:demandez|exigez))\b"
)
GENERAL = re.compile(
    r"(?:etudes et |mes |mon |mijn |meine? )?(?:diplomes?|diplomee?s?|diploma'?s?|certificats?|titres?|"
    r"attesten|zeugnisse?|"
    r"certificates?|brevets?)|(?:diplome|titre|intitule)s?(?: (?:etablissement|ecole|annee|date|mention))+|"
    r"driving licen[cs]e.*"
)
"""What names no title by itself."""
INSTITUTION = re.compile(
    r"(?:[,(–-]|\bde l'|\bde la|\ba la|\ba l'|\bdu|\ban der|\baan de|\bat the) ?(?:haute ecole|universite|"
    r"ecole normale|institut|u\.?c\.?l(?:ouvain)?|ulb|ulg|uliege|unamur|umons|fucam|fundp|helmo|henallux|ephec|"
    r"heaj|hech|ihecs|"
    r"ecole|athenee|lycee|college|centre|k\.?u\.? ?leuven|ugent|universiteit|hogeschool|vub|ua|uantwerpen|ucll|"
    r"vives|odisee|thomas more|pxl|hochschule|universitat|autonome hochschule|"
    r"university|trinity|moray|promotion sociale|enseignement de promotion|jury central|ifpc|ifc|cecafoc|zawm|cvo)\b"
)
