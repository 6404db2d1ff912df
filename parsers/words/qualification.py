"""The words of titles, in four languages, folded; what says a title is not held yet; who else may hold it."""

from __future__ import annotations

import re

_NAMES = (
    r"diplomes?(?= )|bacheliere?s?|bachelor\w*|bacc?alaureats?|licences?|licenciee? en|licenciat|masters?|"
    r"maitrise|graduats?|regendat|regente?(?= (?:en|litteraire|scientifique|de))|"
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
    r"banaba|bewijs van pedagogische bekwaamheid|bpb|gpb|attest|regentaat|regent(?=es? )|burgerlijk ingenieur|"
    r"industrieel ingenieur|handelsingenieur|kandidatuur|doctor in|onderwijzer(?:es)?(?= )|"
    r"kleuteronderwijzer(?:es)?|master in|diploma(?: secundair)?|"
    r"staatsexamen|(?:erstes|zweites|1\.|2\.) staatsexamen|lehramt\w*|primarschullehrer\w*|"
    r"padagogischer befahigungsnachweis|befahigungsnachweis|meisterbrief|meisterprufung|diplom\w*|magister|"
    r"zertifikat\w*|zusatzausbildung|abitur|gleichwertigkeit|lehrbefahigung|lehrdiplom|abschluss als|zeugnis|"
    r"b\.?a\.?(?: \(hons\))?|b\.?sc\.?|m\.?a\.?(?= in| of|\b \()|m\.?sc\.?|b\.?ed\.?|m\.?ed\.?|ph\.?d\.?|pgce|"
    r"pgde|h\.?dip\.?|postgraduate (?:diploma|certificate)|(?:bachelor|master) of \w+|"
    r"higher diploma|certificate|degree in|equivalence|qualified teacher status|qts|teaching (?:diploma|"
    r"qualification|certificate)"
)
TITLE = re.compile(rf"(?<![\w'-])(?:\w+ )??(?:{_NAMES})(?!\w)".replace(r"(?:\w+ )??", ""))
"""A title's name."""
TITLE_START = re.compile(rf"(?:(?:\w+ ){{0,2}})?(?:{_NAMES})(?!\w)")
"""A line that a title leads."""
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
    r"rice)|muni|munie|obtenu|decroche|complete|passe|reussi|diplomee?|nantie?|forte?|avec|"
    r"ik (?:heb|ben|behaalde|bezit)|mijn|houder|in het bezit|behaald|ich (?:habe|bin|besitze)|mein\w*|erworben|"
    r"inhaber(?:in)?|i (?:have|hold|am|obtained|completed)|my|holder|holding)\b[^.;!?]{0,50}|^\W*)$"
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
INSTITUTION = re.compile(
    r"(?:[,(–-]|\bde l'|\bde la|\ba la|\ba l'|\bdu|\ban der|\baan de|\bat the) ?(?:haute ecole|universite|"
    r"ecole normale|institut|u\.?c\.?l(?:ouvain)?|ulb|ulg|uliege|unamur|umons|fucam|fundp|helmo|henallux|ephec|"
    r"heaj|hech|ihecs|"
    r"ecole|athenee|lycee|college|centre|k\.?u\.? ?leuven|ugent|universiteit|hogeschool|vub|ua|uantwerpen|ucll|"
    r"vives|odisee|thomas more|pxl|hochschule|universitat|autonome hochschule|"
    r"university|trinity|moray|promotion sociale|enseignement de promotion|jury central|ifpc|ifc|cecafoc|zawm|cvo)\b"
)
