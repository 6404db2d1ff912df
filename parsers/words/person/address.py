"""The words beside a postal address, folded, in four languages: streets, labels, dwelling, work, times."""

from __future__ import annotations

import re

STREET = re.compile(
    r"\b(?:rue|r|avenue|av|boulevard|bd|bld|blvd|place|pl|placette|chemin|ch|chem|route|rte|clos|allee|chaussee|"
    r"chee|chsee|quai|square|"
    r"impasse|ruelle|grand[- ]rue|grand[- ]route|grand[- ]place|cite|sentier|dreve|venelle|faubourg|fbg|"
    r"cour|cours|parc|domaine|residence|voie|montee|cote|tienne|thier|lotissement|hameau|lieu-dit|passage|esplanade|"
    r"rond-point|val|fond|fonds|pachis|bis|bte|boite|bus|"
    r"\w*straat|\w*str\.|\w*laan|\w*weg|\w*steenweg|\w*stwg|\w*plein|\w*lei|\w*dreef|\w*markt|\w*hof|\w*kaai|"
    r"\w*strasse|\w*str|\w*gasse|\w*platz|"
    r"\w*allee|\w*ring|street|road|lane|op der|um|am|im|an der|auf der|in der|zur|zum)\b"
)
"""What a street's name holds, before or behind its own word."""

HOUSE = re.compile(r"[a-z)] ?,? ?(?:n°? ?)?\d{1,4} ?(?:[a-z]\b|bis|ter)?(?:[/ ,](?: ?(?:bte|boite|bus|b))? ?\w{1,4})?$")
"""A house's number behind a word, at a line's or a part's end."""

LABEL = re.compile(
    r"\b(?:adresse|domicile|localite|ville|code postal|cp|postcode|gemeente|plz|ort|adres|"
    r"woonplaats|anschrift|wohnort|address|residence|home|prive|privee|commune de)\b"
)
"""What announces an address."""

DWELLS = re.compile(
    r"\b(?:domicilie\w*|domicile|adresse privee|(?:j')?habite|habitant|residant|reside|(?:je|nous) vi(?:s|vons)|"
    r"installee?s?|etablie?s?|gedomicilieerd|"
    r"woonachtig|woon|wonen|wohne|wohnen|wohnhaft|wohnort|woonplaats|thuisadres|prive ?adres|privatadresse|privat|"
    r"live|living|reside|residing|home)\b"
)
"""What says that the writer lives there."""

WORK = re.compile(
    r"\b(?:(?:adresse )?professionnelle?|bureau|secretariat|employeur|travail|job|lieu de travail|siege|werkadres|"
    r"school ?adres|"
    r"dienstadresse|dienstlich|arbeitgeber|work|office|"
    r"(?<!de l')(?<!de l' )(?<!des )(?<!de )(?:ecole|ecoles|institut|athenee|universite|academie|haute ecole)|"
    r"(?<!du )(?<!des )(?<!de )(?:lycee|college|centre|c?pms|cpms|carrefour|forem|asbl)|"
    r"directeur|directrice|atheneum|hogeschool|basisschool|schule|gymnasium|kindergarten|school|university|college of)"
    r"\b(?! \d)"
)
"""What says that it is a school's or an office's; a street may be called after one."""

FORMER = re.compile(
    r"\b(?:ancienn?e?s?|auparavant|precedemment|precedente?|avant|jusqu'\w+|jusque|vorige|vroeger|voorheen|oud adres|"
    r"tot (?:en met )?(?:\w+ )?\d{4}|"
    r"fruher\w*|vor dem umzug|bisher\w*|ehemal\w*|alte (?:adresse|anschrift)|"
    r"bis (?:\w+ )?\d{4}|former\w*|previous\w*|until|old address|(?<=-)(?:19|20)\d\d)\b"
)
"""What says that somebody has left it."""

MOVED = re.compile(
    r"\b(?:(?:ai|avons|suis|sommes|viens de|venons d'|venant d') ?(?:\w+ )?(?:demenage\w*|emmenage\w*)|demenagement|"
    r"nouvelle (?:adresse|residence)|"
    r"changement d'adresse|change d'adresse|nouveau domicile|(?:m'|me )(?:suis )?install\w*|"
    r"verhuisd|verhuisde|nieuw (?:adres|huis)|"
    r"umgezogen|neue (?:adresse|anschrift|wohnung)|moved|new address)\b"
)
"""What says that somebody lives there since lately."""

SOON = re.compile(
    r"\b(?:demenager(?:ai|ons|a|ont)|(?:vais|allons|va|vont|compte|comptons|dois|devons) (?:bientot )?(?:demenager|"
    r"m'installer|nous installer|emmenager|"
    r"habiter)|je m'installerai|verhuis(?:en)? (?:ik|wij|we|in|naar)|(?:zal|zullen|ga|gaan) (?:\w+ ){0,3}(?:verhuizen|"
    r"wonen)|"
    r"(?:werde|werden) (?:\w+ ){0,4}(?:umziehen|wohnen)|ziehe\w* (?:\w+ ){0,4}um|(?:am|are|will be) moving|will move|"
    r"des (?:le|la|septembre|juillet|aout|juin)|a partir d[eu]|ab (?:dem|\w+ 2026)|vanaf)\b"
)
"""What says that somebody will live there."""

OTHERS = re.compile(
    r"\b(?:chez (?:mes|mon|ma)|(?:mes|de mes) parents|ma mere|mon pere|bij mijn ouders|ouderlijk|bei meinen eltern|"
    r"parents' (?:house|home)|"
    r"naissance|garant|proprietaire|seconde residence|residence secondaire|kot|vacances)\b"
)
"""What says that somebody else lives there, or the writer only at times."""

BIRTH = re.compile(
    r"\b(?:(?<!je )(?<!qui )(?<!on )(?<!ne )nee?(?= ?(?:a|au|aux|en|le|:|\())|geboren|born|"
    r"lieu de naissance|geboorte\w*|geburts\w*|geb|nato|nata)\b"
)
"""A place of birth."""

TAIL = re.compile(
    r"\s*(?:\b(?:t[ée]l(?:[ée]phone|[ée]fax)?|telefoo?n|phone|fax|gsm|mail|e-mail|courriel|belgique|belgië|belgien|belgium|france|luxembourg|"
    r"grand-duch[ée]|deutschland|email|n[ée]e?|permis|mobile|portable|handy|depuis|sinds|seit|since|t|m|e)\b\.?.*)?$",
    re.IGNORECASE,
)
"""What follows a place on its line."""

NO_PLACE = frozenset(
    (
        *("ville", "localite", "commune", "gemeente", "ort", "tel", "gsm", "email", "mail", "adresse", "euro", "euros"),
        *("eur", "francs", "eleves", "heures", "periodes", "exemplaires", "personnes", "pages", "etudiants"),
        *("leerlingen", "schuler", "uren", "stunden", "students", "pupils", "hours"),
    )
)
"""What stands behind a number, and is no place."""
