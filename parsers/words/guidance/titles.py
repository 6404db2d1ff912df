"""Guidance told by its subject alone, folded, in four languages: what a heading, a course or a line of a CV names.

"Activer le projet du jeune", "découvrir les métiers", "what next?", "naar het secundair": no sentence says there who
helps whom; the subject itself is what one does in guidance and nowhere else.
"""

from __future__ import annotations

import re


def _any(*pieces: str) -> str:
    """One alternation of several lines of alternatives."""
    return "|".join(piece.strip("|") for piece in pieces)


_YOUNG = (
    r"(?:(?:du|de la|de l'|de chaque|des?|d'un|avec l[ae']s?|with) ?)?"
    r"(?:jeunes?|eleves?|adolescente?s?|apprenante?s?|ados?)"
)
_OURS = r"(?!enseign|instit|educat|prof|direct|format|d'(?:enseign|instit|educat)|de l'enseign)"
_FRENCH = _any(
    r"s'orienter|(?:mieux|bien|pour|apprendre a|aider a|savoir|oser) choisir",
    r"choisir (?:(?:son|leur|sa|ses|leurs|une?|mon|ton) )?(?:metiers?|etudes|avenir|option|filiere|voie|ecole)",
    r"(?:acteurs?|actrices?|auteurs?|maitres?) de (?:ses|leurs?|son|mes) (?:choix|projet|parcours|avenir|"
    r"orientation)",
    r"(?:accompagn\w*|aid\w+|outill\w+|eclair\w+|prepar\w+|guid\w+|soutenir|soutien|murir|construi\w+)"
    r"(?: [\w']+){0,4}? (?:des |aux? |un |de |dans |leurs? |ses |les |du )+choix",
    rf"projets? (?:personnels? )?{_YOUNG}|entretiens? de projet|projet (?:de vie|d'avenir|vocationnel|d'etudes)",
    rf"(?:fiches?|jeux?|cafes?|forums?|salons?|carnets?|rencontres?|village|bourse|foire|semaine|journees?|soirees?|"
    rf"essais?|essaie|printemps|quinzaine|mardis?|midis?|speed[- ]?(?:dating|meeting)s?|visites?|decouv\w+|explor\w+|"
    rf"animations?|ateliers?|projets?|module|infos?|bureau|coin|parcours|temoignages?|affiches?|cartes?|expos?|"
    rf"brochures?)[- ]"
    rf"(?:(?:des?|du|sur|sur les|les|aux?|de|ton|un|son|autour des|avec des?|en|de decouverte des|"
    rf"ou \w+) )*[- ]?metiers?\b(?! {_OURS[3:-1]})",
    r"(?:parler|parle|parlons)[- ](?:de |des )?metiers?|metiers? et (?:etudes|formations)|"
    r"(?:quels?|ton|essai[- ]?|essais[- ]?|mon futur|leurs? futurs?|futurs?) metiers?|metiers[- ]etudes",
    r"plans? (?:individuels? )?de transition|\bpits?\b|referente? transition|(?:l')?apres[- ](?:rheto|ecole|cess|"
    r"secondaire|primaire|sixieme|humanites)s?",
    r"(?:demain|plus tard|et apres|apres|l'an prochain|l'annee prochaine)(?:,? \w+){0,3} \?|(?:mon|ton|leur|son|"
    r"notre) (?:avenir|futur)(?! employeur)",
    r"grilles? d'options?|(?:informations?|infos?|seances?|soirees?|presentations?)(?: d'information)? (?:sur|aux|"
    r"des) "
    r"(?:les |differentes )?(?:options|filieres|etudes|sections|metiers|debouches|formations|"
    r"structures? de l'enseignement|l'enseignement)",
    r"portes ouvertes des? (?:hautes|univ|facult)\w*|"
    r"visit\w+ (?:[\w']+ ){0,5}?(?:hautes ecoles|universites|campus|facultes)|"
    r"stages? (?:de decouverte|d'un jour|d'essai|d'immersion)|immersion en (?:haute ecole|entreprise)|"
    r"visites? des? salons?|(?:emmen|visit|accompagn|guid)\w*[^.;:]{0,40}? portes[ -]ouvertes|"
    r"portes[ -]ouvertes[^.;:]{0,30} avec",
    r"passages? (?:vers le|en|au|du primaire)[\w ]{0,12} ?(?:secondaire|premiere|1re|superieur)|"
    r"liaison primaire|transition (?:primaire|ecole|inclusive|vers (?:la vie|l'emploi|le (?:monde|secondaire|"
    r"superieur|travail)))[- /\w]*",
)
_OTHER_TONGUES = _any(
    r"\w*studiekeuze\w*|\w*beroepskeuze\w*|schoolkeuze\w*|keuzebegeleiding|op weg naar (?:het )?\w+|"
    r"(?:naar|overgang|stap)\b[^.;:]{0,16}? (?:het )?(?:secundair|hoger onderwijs|middelbaar)|wat na \w+|"
    r"beroepen\w*|sid-ins?|opendeurdag\w*|(?:hun|mijn|jouw) toekomst|toekomst(?:gesprek|plan)\w*|talentenwerking",
    r"\w*berufswahl\w*|\w*berufsorient\w*|\w*studienwahl\w*|ubertritt\w*|ubergang (?:in|von|zu)\w*|"
    r"projekttage? beruf\w*|berufe(?!rf)\w*|beruferkund\w*|(?:ausbildungs|berufs|studien|bildungs|job|"
    r"lehrstellen)messen?|was (?:kommt )?nach (?:der|dem)|schnupper\w+|"
    r"betriebserkund\w*|bewerbungstraining|zukunftswerkstatt",
    r"what next|next steps?|(?:university|college|school) open days|careers? \w+|option(?:s|al)? (?:evenings?|"
    r"choices?)|"
    r"option choices|ucas|(?:university|college) applications|personal statements|work experience|"
    r"after (?:school|a-levels|sixth form)|transition (?:programme|days?|work|to)",
)
TITLE = re.compile(rf"(?<!\w)(?:{_FRENCH}|{_OTHER_TONGUES})(?!\w)")
"""What is guidance by its subject alone."""

QUOTED = re.compile(
    r'"(?P<title>[^"]{0,70}?\b(?:metiers?|choi(?:x|sir|sis|sissent)|orient\w*|avenir|futurs?|ma voie|'
    r"sa voie|trouver|toekomst|keuze\w*|beroep\w*|kiezen|zukunft|beruf\w*|wahl\w*|future|choice\w*|choos\w+|careers?|"
    r'next)\b[^"]{0,70})"'
)
"""The name of a project, of an animation or of a course that speaks of a choice, of trades or of the time ahead."""

INFANTS = re.compile(
    r"\b(?:petits|tout-petits|bambins|maternelles?|classe d'accueil|kleuter\w*|kindergarten\w*|kleinkind\w*|infants?|"
    r"toddlers?|nursery)\b"
)
"""Children for whom trades are a game: no choice lies ahead of them."""

GIVEN = re.compile(
    r"\b(?:projets?|animations?|anime\w*|ateliers?|modules?|cellules?|journees?|semaines?|soirees?|matinees?|midis?|"
    r"quinzaine|groupes?|jeux?|carnets?|seances?|operations?|programmes?|formations?|stages?|concours|expo\w*|"
    r"forums?|"
    r"salons?|participation|participe\w*|coordin\w+|coordon\w+|organis\w+|rencontres?|cafes?|clubs?|bureau|"
    r"dispositif|"
    r"referente?|relais|responsable|ifpc|ifc|cecafoc|focef|siep|jours?|heures|dossiers?|spectacle|brochures?|blog|"
    r"projecten?|werkgroep|infosessies?|infoavond\w*|sessies?|lessen|dagen|project\w*|workshops?|ag|elternabend\w*|"
    r"runs?|ran|evenings?|days?|course|club|programme|training)\b"
)
"""What bears such a name: something that somebody gives, runs or attends."""

GUIDING_HEAD = re.compile(
    r"^(?:\W*(?:mes?|mon|ma|ce que|je|fais|faits?|j'ai|pour|en|de|du|des|d'|l'|la|le|les|a|au|aux|autre|autres|qui|"
    r"travail|taches?|missions?|experiences?|pratiques?|actions?|activites?|activiteiten|role|cote|et|formations?|"
    r"accompagnements?|insertion|"
    r"volet|acquis|vers|autour|atouts?|dans|"
    r"matiere|domaine|scolaires?|professionnelles?|school|mijn|ervaring|met|rond|meine?|erfahrung\w*|in|der|zur|my|"
    r"work|experience|and|in|of|the|lien|avec|questions?|leurs?|eleves|jeunes|etudes?|metiers?|mieux|tout|long|vie|"
    r"decouverte)\b)*"
    r"\W*(?:orientation|aide (?:au|aux|a leurs?) choix|choix|guidance|s'orienter|orienter|choisir|"
    r"studiekeuze\w*|orientatie|keuzebegeleiding|loopbaanbegeleiding|berufs(?:orientierung|wahl\w*|beratung)|"
    r"studien(?:wahl|beratung)|orientierung|careers?(?: guidance)?)"
    r"(?: (?:des?|du|d'|et|a|aux?|l'|la|le|les|leurs?|eleves?|jeunes?|etudes?|options?|scolaires?|professionnelles?|"
    r"professionnel|metiers?|choix|insertion|information|orientation|guidance|conseils?|tout|au|long|de|vie|projets?|"
    r"op|school|und|in|der|schule|work|and|at|school)|[dl]'(?:etudes?|options?|orientation|eleves?|avenir|ecole|"
    r"insertion|information))*\W*$"
)
"""A heading under which somebody tells what he or she does in guidance, in its whole length."""

IDLE = re.compile(
    r"\b(?:neant|rien|pas encore|aucune?s?|geen|keine?|none|nothing|niets|nichts|interess\w+|interets?|novice|"
    r"debutante?|curieu\w+|geinteresseerd|interessiert|interested|nihil)\b"
)
"""What says of a heading that nothing stands under it but an interest."""

AIMS = re.compile(
    r"\b(?:projet professionnel|objectifs?|motivations?|ambitions?|envies?|souhaits?|aspirations?|attentes?|ziele?|"
    r"doel\w*|"
    r"wensen|goals?|aims?|poste vise|recherche)\b"
)
"""What a section is called that tells of what somebody would like."""
