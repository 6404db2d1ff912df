"""The words for how well a language is spoken, folded, in four languages (levels A1 to C2: Council of Europe, CEFR)."""

from __future__ import annotations

import re

FILLED, EMPTY = "★●⬤■◆♦✦⭐▮█▓▉▊▋▌⚫🔵🟦◼⬛", "☆○◯□◇♢✧▯░▒⚪◻⬜"
"""What a scale is drawn with."""
_STRONG = (
    r"maternel(?:le)?s?|lm|natale|natives?|natif|courante?s?|couramment|bilingue|trilingue|fluent|fluide|parlee?s?|"
    r"parle bien|"
    r"maitris\w+|tres bonn?e?s?|tres bien|bonn?e?s?|bien|avancee?s?|excellent\w*|parfait\w*|moyenn?e?s?|"
    r"intermediaires?|"
    r"usuelle?|quotidien\w*|(?:se |me )?debrouiller?|berceau|enfance|l1|conversation\w*|operationnel\w*|experte?|"
    r"professionnel\w*|scolaires?|de base|de voyage|"
    r"moedertaal|vloeiend|vlot|goede?|zeer goed|uitstekend|tweetalig|gemiddeld|redelijk|thuis|basis|basiskennis|"
    r"muttersprach\w*|fliessend|flussig|verhandlungssicher|gut|sehr gut|gute|befriedigend|grundkenntnisse|"
    r"schulkenntnisse|konversation\w*|"
    r"mother tongue|proficien\w+|advanced|upper|intermediate|good|working|limited working|conversational|basic"
)
_PASSIVE = (
    r"comprehension|comprise?s?|peu parlee?|lue?s?|lire|je lis|lecture|passifs?|passives?|passivement|"
    r"leesvaardigheid|leeskennis|lektur|lesekenntnisse|reading knowledge|"
    r"begrijpend|begrijp|passief|passieve|lezen|passiv\w*|lesen|verstehe|reading|understand|passively"
)
_SOME = (
    r"notions?|quelques (?:bases|notions)|rudiments?|bases|un peu|noties?|(?:een )?beetje|ein wenig|etwas|"
    r"a little|little|some"
)
"""Little, but claimed: no level is told, and none of the CEFR's lies below it for sure."""
_WEAK = (
    r"quelques (?:mots|phrases|chansons)|\w+ chansons|rudimentaires?|elementaires?|elementair|"
    r"debutante?s?|debute|initiation|apprentissage|(?:je l'|j')apprends|oublie\w*|rouillee?|loin|"
    r"faibles?|limitee?s?|a rafraichir|a peine|nulle?|non|aucune?|pas du tout|pas encore|bonjour|touristique|"
    r"souvenirs?|zero|lecons?|en cours|cursus|lessen|kurs|lessons|alphabet|alfabet|en herbe|attempt|tentative|"
    r"(?<!suis )nee|geen|beginnend|net begonnen|beginneling|volg ik|ik volg|leer ik|je suis (?:un|des|le) cours|"
    r"ich besuche|roestig|nauwelijks|beperkte?|zwakke?|"
    r"anfanger\w*|geringe?|kaum|kein\w*|lerne|begonnen|begrenzt|rudimentar|schwach|"
    r"beginners?|elementary(?: proficiency)?|rusty|none|non-existent|hardly|learning|a few (?:words|songs|phrases|"
    r"expressions)|"
    rf"poor|limited|{_PASSIVE}"
)
LEVEL = re.compile(
    rf"\b(?P<cefr>[abc][12])\b\+?|(?P<stars>(?:[{FILLED}] ?)+(?:[{EMPTY}] ?)*|(?:[{EMPTY}] ?)+|\*(?: ?\*){{0,5}}|"
    r"(?<![\w+])\+(?:\+){0,4}(?![\d+])|[✔✓☑✗✘☒](?: ?[✔✓☑]){0,5})|(?P<percent>\d{1,3}) ?%|"
    r"(?<![\d/])(?P<of>\d{1,2}) ?/ ?(?P<scale>4|5|6|10)(?![\d/])|"
    rf"\b(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<some>{_SOME}))\b"
)
"""A level: of the CEFR, in stars, bars or a share, or in words: strong (A2 and above), some, or weak."""

PASSIVE = re.compile(rf"(?:{_PASSIVE})")
"""A weak word that no praise lifts: "bonne connaissance passive", "gut verstanden"."""

SPOKEN = re.compile(r"\b(?:parlee?|parle|oral|spreken|spreek|gesproken|sprechen|spoken|speak)\b")
"""Words that lift a weak word: "lu et parlé"."""

NOT_SPOKEN = re.compile(
    r"\b(?:ne (?:le |la |l')?parle (?:pas|plus|guere)|pas parle|je (?:le |l'|les )?(?:comprends|lis)\b(?! et)|"
    r"(?:pas|nog geen|noch kein|noch nicht|not yet|moins que l'|sous le|inferieur a|en dessous d[eu]|unter|onder|"
    r"below) (?:\w+ )?a[12]\b|"
    r"ik spreek het niet|spreche (?:ich )?(?:es )?(?:nicht|kaum)|"
    r"oublie\w*|vergeten|vergessen|verschuttet|forgotten|(?:ich|ik|i) (?:lese|verstehe|lees|begrijp|read|"
    r"understand)\b"
    r"(?! und| en\b| and)|"
    r"(?:n'en |ne |il ne m'en )reste (?:rien|plus|que)|rien retenu|tout oublie|"
    r"don't speak|understand only|c'est loin|work in progress|en cours d'apprentissage|sans le parler|"
    r"sans la parler|sans plus|chansons|net begonnen)|"
    r"^ ?[(,]? ?(?:celui |celle )?(?:des|de la|d[eu']) ?(?:partitions?|notices?|modes? d'emploi|menus?|operas?|"
    r"films?|"
    r"series?|manuels?|livrets?|logiciels?|jeux|chants?)"
)
"""A denial of speech after a language's name."""

_PEOPLE = {
    "de": "germanophone duitstalige? deutschsprachige?r? german-speaking",
    "nl": "neerlandophone nederlandstalige? niederlandischsprachige?r? dutch-speaking",
    "fr": "francophone franstalige? franzosischsprachige?r? french-speaking",
    "en": "anglophone engelstalige? englischsprachige?r? english-speaking",
    "lb": "luxembourgophone", "it": "italophone", "pt": "lusophone", "es": "hispanophone",
    "ar": "arabophone", "tr": "turcophone", "ru": "russophone",
}  # fmt: skip
_NATIVE = "|".join(
    rf"(?:^|\b(?:suis|etant|comme|ben|als|bin|am|i'm) )(?:\w+ )?(?P<{code}>{'|'.join(names.split())})"
    rf"(?= (?:de|d'|von|van|by|et|und|en|and)\b|[,;.]|$)"
    for code, names in _PEOPLE.items()
)
NATIVE = re.compile(_NATIVE)
"""A speaker's name, said of the writer: "je suis germanophone", "francophone de naissance"."""
CLAIM = re.compile(
    rf"(?:{_NATIVE})|"
    r"\b(?:(?:je|nous|on) (?:parle|parlons|parlions|parlais|parlait|me suis exprimee?|maitrise|pratique|m'exprime|"
    r"me debrouille|lis et|communique|"
    r"travaille en|possede|comprends et parle)|j'ecris|j'ai (?:grandi|appris|une bonne|vecu)|m'y debrouille|"
    r"(?:m'a|m'ont|m'a toujours|ne m'a jamais) (?:parle|elevee?)|elevee? en|"
    r"(?:mener|tenir|animer|conduire|suivre|donner) (?:[\w']+ ){1,4}?en (?=[a-z]{6})|(?:le|l'|la)(?: |"
    r"')?ai (?:\w+ )?parle|"
    r"[abc][12](?=\+?\))|(?:niveau|level) [abc][12]|"
    r"bilingue|trilingue|quadrilingue|polyglotte|langues? maternelles?|couramment|courante?|maitrise (?:de l'|"
    r"du|parfaite)|(?:bonne|excellente) (?:connaissance|maitrise) (?:de l'|du)|"
    r"mon (?:anglais|neerlandais|allemand|francais|luxembourgeois|italien|espagnol)|ma (?:\w+ )?langue|"
    r"(?:est|reste|etait) (?:la|ma) |scolarit\w+ en|scolarisee?s? en|etudes? en|tenir une conversation|"
    r"me fais comprendre|"
    r"(?:je|nous) travaill\w+ (?:\w+ ){0,4}en|langue de (?:travail|la maison|mon enfance)|"
    r"lue?,? parlee?,? (?:et )?ecrite?|"
    r"connaissance (?:approfondie|fonctionnelle|suffisante)|selor|grondige kennis|parle couramment|"
    r"en (?:deux|"
    r"trois|quatre|cinq) langues|"
    r"ik (?:spreek|schrijf|beheers|druk me)|(?:spreek|beheers) ik|(?:spraken|spreken) (?:we|wij)|"
    r"(?:we|wij) (?:spreken|spraken)|"
    r"thuistaal|werktaal|opgegroeid|mijn (?:frans|nederlands|"
    r"engels|duits)|moedertaal|vloeiend|vlot in|"
    r"tweetalig|drietalig|meertalig|spreek en schrijf|"
    r"ich (?:spreche|beherrsche)|(?:spreche|beherrsche) ich|(?:sprachen|sprechen) wir|wir sprechen|"
    r"arbeitssprache|familiensprache|aufgewachsen|mein (?:franzosisch|englisch|"
    r"deutsch)|muttersprach\w*|"
    r"fliessend\w*|zweisprachig|dreisprachig|verhandlungssicher|im franzosischen|"
    r"(?:i|we) (?:speak|spoke|write|am fluent|am bilingual|grew up)|fluent|mother tongue|native|bilingual|trilingual|"
    r"my (?:french|german|dutch|english))\b"
)
"""A claim to speak, outside of a section of languages."""

TAUGHT = re.compile(
    r"(?:professeure?s?|prof|enseign\w+|cours|classes?|lecons?|agregee?|licence|bachelier|master|didactique|"
    r"philologie|remplacement|titulaire|immersion|"
    r"leraar|lerares|leerkracht|lesgever|geef|"
    r"les(?= (?:in|over|van|frans|nederlands|duits|engels)\b)|lehrer\w*|unterrichte?|fach|teach\w*|teacher|"
    r"lesson)s? (?:\w+ ){0,3}?(?:d'|de l'|de |du |en |of |in |fur |het )?(?:\w+ (?:et|en|und|and) (?:d'|de |"
    r"l')?)?$"
)
"""A language taught or studied, which is no claim to speak it."""

PLACE = re.compile(
    r"(?:grand-duche|systeme|enseignement|reseau|lycee|marche|cote|pays|public|droit|etat|titre|diplome|"
    r"ministere|onderwijs) $"
)
"""What a language's name is an adjective of: "enseignement français"."""

ATTACHED = re.compile(
    rf"\b(?:(?P<strong>{_STRONG}|{_SOME})|(?P<weak>{_WEAK}))(?: \w+)?(?: d'| de l'| de | du | en | in | im | of |"
    rf" van |"
    rf" van het | der |"
    r" des |: ?| : ?| )$"
)
"""A level that leads its language: "notions d'allemand", "langue maternelle : français", "bilingue français"."""

ONLY_READ = re.compile(
    r"\b(?:je|ik|ich|i) (?:lis|comprends|lees|begrijp|lese|verstehe|read|understand) (?:l'|le |un peu (?:l'|le |"
    r"d'))?$"
)
"""A language that is only read or understood."""

MOTHER_TONGUE = re.compile(
    r"\blangues? (?:maternelle|usuelle|d'origine)(?: est)?[ :(=-]{1,3}(?:l'|le |la )?(?P<word>[a-z]{4,20})\b"
)
"""The mother tongue as a feminine: "de langue maternelle allemande"."""
