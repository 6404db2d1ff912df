"""Work outside schools in which one may be appointed too, and the words that tell of schools beside it, folded."""

from __future__ import annotations

import re

OUTSIDE = re.compile(
    r"(?<!ancien )(?<!ancienne )(?<!ex-)(?<!former )(?<!avec )(?<!avec le )(?<!avec la )(?<!avec les )(?<!mit der )"
    r"(?<!met de )(?<!with )(?<!with the )\b(?:"
    r"polici(?:er|ere)s?|gendarme(?:rie)?|police (?:federale|locale|judiciaire)|zone de (?:police|secours)|"
    r"militaires?|sous-officier\w*|officier de (?:carriere|police|l'armee)|soldat|armee|a la defense|"
    r"pompi(?:er|ere)s?|magistrate?|juge (?:de|au|aux)|greffi(?:er|ere)|huissier|procureur|douani(?:er|ere)|douanes?|"
    r"postiere?|(?:a|de) la poste|bpost|sncb|nmbs|infrabel|spf|spw|service public (?:de|federal|regional)|"
    r"fonctionnaire (?:regional|federal)e?|fod|region wallonne|"
    r"ministere (?:de la|des|de l')(?! ?(?:communaute|education|enseignement))|cpas|ocmw|onem|rva|onss|forem|actiris|"
    r"hopita(?:l|ux)|clinique|creche|service (?:des|du|de la|social|jeunesse|population|culture)|"
    r"prison|penitentiaire|banque|bank|assurances|"
    r"(?:employee?|ouvriere?)s? (?:d'administration|communale?|administrati\w+|de bureau|provinciale?)|"
    r"(?:agente?|secretaire|receveu\w+) (?:administrati\w+|communale?|des finances|technique)|"
    r"bibliothecaires?|bibliotheque|musee|comptable|ingenieure?|facteur (?:a|chez|des)|"
    r"politie\w*|brandweer\w*|defensie|leger|gevangenis\w*|rijksambtenaar|\w*bediende|bibliothecaris|ziekenhuis|"
    r"financien|griffier|rechter|ambtenaar bij|"
    r"polizei\w*|polizist\w*|feuerwehr\w*|bundeswehr|finanz\w+|zoll(?:amt|beamt\w+)|justiz\w*|richter(?:in)?|"
    r"verwaltungs(?:beamt|angestellt)\w*|stadtverwaltung|krankenhaus|bibliothekar\w*|buchhalter\w*|"
    r"police (?:officer|force|service)|policeman|policewoman|firefighter|fire (?:service|brigade)|army|navy|soldier|"
    r"tax office|civil servant|hospital|accountant|librarian|library|prison officer)\b"
)
"""Work outside teaching and CPMS in which one may be appointed too: it is no tenure of the notice's."""

ORGANISER = re.compile(
    r"\b(?:pouvoir organisateur|p\.?o\.?|enseign\w+|educat(?:eur|rice)|onderwijs|unterricht\w*)(?!\w)"
)
"""Words of schools, beside their names and functions."""
