"""The names of months, seasons and the present, in four languages: pieces of patterns for folded text."""

from __future__ import annotations

MONTHS: dict[int, str] = {
    1: r"janvier|januari|januar|jannar|january|jaenner|janner|janv|jan",
    2: r"fevrier|februari|februar|february|fevr|fev|feb",
    3: r"mars|maart|marz|maerz|march|mrt|mar",
    4: r"avril|april|avr|apr",
    5: r"mai|mei|may",
    6: r"juin|juni|june|jun",
    7: r"juillet|juli|july|juil|jul",
    8: r"aout|augustus|august|aug",
    9: r"septembre|september|septemb|sept|sep",
    10: r"octobre|oktober|october|oct|okt",
    11: r"novembre|november|nov",
    12: r"decembre|december|dezember|dec|dez",
}

SEASONS: tuple[tuple[str, int, int, int], ...] = (
    (
        r"rentree(?: scolaire| academique)?|schuljahresbeginn|start (?:van het|of the) (?:schooljaar|school year)",
        9,
        9,
        0,
    ),
    (r"etes?|zomers?|sommer|summers?|vacances d'ete|grandes vacances|juillet[ -]aout|juillet (?:et|/) aout", 7, 8, 1),
    (r"printemps|lente|voorjaar|fruhling|fruhjahr|spring", 3, 5, 1),
    (r"automne|herfst|najaar|herbst|autumn", 9, 11, 1),
    (r"hiver|winter", 12, 2, 1),
    (r"debut(?: de l'annee)?|begin|anfang|early|beginning", 1, 2, 0),
    (r"mi-?|milieu|midden|mitte|mid-?|courant|in de loop van", 6, 7, 0),
    (r"fin(?: de l'annee)?|eind(?:e)?|ende|late|end", 11, 12, 0),
)
"""Pattern, first and last month, and 1 where it is a season (work of a few weeks) and not a beginning or an end."""

NOW = (
    r"(?:ce jour|aujourd'?hui|auj\.?|a present|present(?:e|ement)?|maintenant|actuel(?:le|lement)?|nos jours|"
    r"l'heure actuelle|en cours|en poste|toujours(?: en (?:fonction|poste|cours))?|"
    r"(?:poste|fonction|emploi) actuel(?:le)?|"
    r"et suiv\w*\.?|(?:op )?heden|vandaag|nu|huidig|lopend|heute|jetzt|laufend|gegenwartig|derzeit|dato|ff\.|"
    r"now|today|"
    r"current(?:ly)?|ongoing|onwards|(?:the )?present(?: day)?|to date|until now|date)(?![\w-])"
)
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
