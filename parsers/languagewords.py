"""The words for how well a language is spoken, folded, in four languages (levels A1 to C2: Council of Europe, CEFR)."""

from __future__ import annotations

import re

LEVEL = re.compile(
    r"\b(?P<cefr>[abc][12])\b\+?|(?P<stars>[★●⬤■◆♦✦✔⭐▮]+ ?[☆○◯□◇♢✧▯]*|[☆○◯□◇♢✧▯]+|\*(?: ?\*){0,5}|"
    r"\+(?:\+){0,4}(?!\d))|(?P<percent>\d{1,3}) ?%|"
    r"\b(?P<of>[0-5]) ?/ ?(?P<scale>[56])\b|"
    r"\b(?P<strong>maternelle?|natale|native?|courante?|couramment|bilingue|trilingue|fluent|fluide|parlee?|"
    r"parle bien|maitris\w+|tres bonn?e?|bonn?e|bien|avancee?|"
    r"excellent\w*|parfait\w*|moyen\w*|intermediaire|usuelle?|quotidien\w*|se debrouiller|debrouille|berceau|"
    r"enfance|l1|"
    r"moedertaal|vloeiend|vlot|goed|zeer goed|uitstekend|tweetalig|gemiddeld|redelijk|thuis gesproken|"
    r"muttersprach\w*|fliessend|flussig|verhandlungssicher|gut|sehr gut|grundkenntnisse|"
    r"mother tongue|proficient|advanced|upper|intermediate|good|working|conversational)\b|"
    r"\b(?P<weak>notions?|bases?|rudiments?|elementaires?|debutante?|initiation|apprentissage|passif|passive|"
    r"passive?ment|comprehension|comprise?|peu parlee?|lue?s?|lecture|"
    r"un peu|quelques mots|oublie\w*|rouillee?|loin|faible|a rafraichir|"
    r"noties?|beginner|basis|begrijpend|passief|beetje|elementair|beginnend|lezen|"
    r"anfanger\w*|passiv\w*|ein wenig|etwas|lesen|geringe?|basic|beginner|a little|some|reading|rusty|elementary)\b"
)
"""A level: of the CEFR, in stars or a share, or in words, strong (A2 and above) or weak."""

SPOKEN = re.compile(r"\b(?:parlee?|parle|oral|spreken|gesproken|sprechen|spoken|speak)\b")
"""Words that lift a weak word: "lu et parlé"."""

NOT_SPOKEN = re.compile(
    r"\b(?:ne (?:le |la |l')?parle (?:pas|plus|guere)|pas parle|je (?:le |l'|les )?(?:comprends|lis)\b(?! et)|"
    r"ik spreek het niet|spreche (?:ich )?(?:es )?(?:nicht|kaum)|"
    r"don't speak|understand only|c'est loin|work in progress|en cours d'apprentissage|sans le parler|"
    r"sans la parler|chansons)"
)
"""A denial of speech after a language's name."""

CLAIM = re.compile(
    r"\b(?:(?:je|nous) (?:parle|parlons|maitrise|pratique|m'exprime|me debrouille|lis et|communique|"
    r"travaille en|possede|comprends et parle)|j'ecris|j'ai (?:grandi|appris|une bonne|vecu)|"
    r"bilingue|trilingue|quadrilingue|polyglotte|langues? maternelles?|couramment|courante?|maitrise (?:de l'|"
    r"du|parfaite)|(?:bonne|excellente) (?:connaissance|maitrise) (?:de l'|du)|"
    r"mon (?:anglais|neerlandais|allemand|francais|luxembourgeois|italien|espagnol)|ma (?:\w+ )?langue|"
    r"est ma |connaissance (?:approfondie|fonctionnelle|suffisante)|selor|grondige kennis|parle couramment|"
    r"en (?:deux|"
    r"trois|quatre|cinq) langues|"
    r"ik (?:spreek|schrijf|beheers)|mijn (?:frans|nederlands|engels|duits)|moedertaal|vloeiend|vlot in|"
    r"tweetalig|drietalig|meertalig|spreek en schrijf|"
    r"ich (?:spreche|beherrsche)|spreche ich|mein (?:franzosisch|englisch|deutsch)|muttersprach\w*|"
    r"fliessend\w*|zweisprachig|dreisprachig|verhandlungssicher|im franzosischen|"
    r"i (?:speak|write|am fluent|am bilingual|grew up)|fluent|mother tongue|native|bilingual|trilingual|"
    r"my (?:french|german|dutch|english))\b"
)
"""A claim to speak, outside of a section of languages."""

TAUGHT = re.compile(
    r"(?:professeure?s?|prof|enseign\w+|cours|classes?|lecons?|agregee?|licence|bachelier|master|didactique|"
    r"philologie|remplacement|titulaire|immersion|"
    r"leraar|lerares|leerkracht|les|lehrer\w*|unterrichte?|fach|teach\w*|teacher|"
    r"lesson)s? (?:\w+ ){0,3}?(?:d'|de l'|de |du |en |of |in |fur |het )?(?:\w+ (?:et|en|und|and) (?:d'|de |"
    r"l')?)?$"
)
"""A language taught or studied, which is no claim to speak it."""

PLACE = re.compile(
    r"(?:grand-duche|systeme|enseignement|reseau|lycee|marche|cote|pays|public|droit|etat|titre|diplome|"
    r"ministere|onderwijs) $"
)
"""What a language's name is an adjective of: "enseignement français"."""

ONLY_READ = re.compile(
    r"\b(?:je|ik|ich|i) (?:lis|comprends|lees|begrijp|lese|verstehe|read|understand) (?:l'|le |un peu (?:l'|le |d'))?$"
)
"""A language that is only read or understood."""
