"""The words for temporary work in teaching and CPMS, folded, in four languages."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan\w*|fe[bv]\w*|mars|maart|marz|march|a[vp]r\w*|mai|mei|may|juin|juni|june|juil\w*|juli|july|aout|"
    r"aug\w*|sept\w*|o[ck]t\w*|nov\w*|de[cz]\w*)"
)

_TERM = (
    r"\b(?:jusqu'(?:en|au|a)|jusque|tot(?: en met)?|bis(?: zum| ende)?|until|till)"
    r"(?: la)?(?: fin| eind| ende| end of)? "
    rf"(?: ?(?:l'ete|(?:la fin|dernier jour|terme) de (?:l'|cette )annee)|(?:(?:1er|\d{{1,2}}\.?) )?(?:{_MONTH}|"
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.]))"
)
TERM = re.compile(_TERM)
"""The day or month on which a contract runs out; a year alone tells of a time that is over."""

TEMPORARY = re.compile(
    r"\b(?:temporaire|(?:contrats?|engagements?|periodes|heures|designations?|"
    r"attributions?) (?:[\w']+ ){0,3}?\"?temporaires|"
    r"temporaires (?:prioritaires?|classe\w*|protege\w*)|(?:suis|figure|compte|fais partie) (?:\w+ ){0,3}?(?:des|"
    r"les) temporaires|"
    rf"(?:designee?|engagee?|aangesteld|bezeichnet|eingestellt|appointed|hired) (?:[\w']+ ){{0,4}}?{_TERM}\w*|"
    r"temporairement designee?|interimaire|emploi (?:temporairement )?non vacant|emploi temporairement vacant|"
    r"je suis (?:\w+ ){0,2}stagiaire(?! (?:a la cite|au carrefour|chez))|(?:engagee?|"
    r"designee?) en remplacement|"
    r"(?:convention|contrat) (?:de )?premier emploi|rosetta|prioritaires? (?:du )?(?:groupe|classe|categorie) \w|"
    r"groupe [a1-3] des prioritaires|(?:ete|suis|es) prioritaire dans|designations? annuelles?|"
    r"(?:statut|situation|regime|titre) ?:? ?(?:administratif )?:? ?temp\b\.?|contractuel(?:le)?s?|acs|ape|cdd|ptp|"
    r"duree determinee|titre (?:temporaire|provisoire|precaire)|"
    r"(?:statut|situation) ?:? ?(?:tt|tp|tpr|t\.t\.|t\.p\.)|tt|"
    r"tdi|tdd|duree indeterminee \(tdi|groupes? (?:[123] )?(?:des|de) temporaires|(?:ich bin|bin ich) (?:leider |"
    r"aber )?(?:noch )?nicht (?:definitiv|ernannt)|doorlopende duur|tijdelijke?|"
    r"tadd|tabd|contractueel|gesco|interimaris|"
    r"bva-\w+|bva|ersatzlehr\w+|aushilfs(?:kraft|lehr\w+)|auf (?:un)?bestimmte (?:dauer|zeit) (?:bezeichnet|"
    r"eingestellt|angestellt)|"
    r"befristet\w{0,2}|bezeichn\w+ auf (?:un)?bestimmte (?:dauer|zeit)|vacataire|maitre auxiliaire|"
    r"zeitweilig\w{0,2}|vertretungslehr\w+|aushilfslehr\w+|vertraglich angestellt\w*|"
    r"(?:contrats?|engagements?) de remplacement|remplacements? (?:[\w'-]+ ){0,8}?jusqu|"
    r"vervangings(?:contract|opdracht|overeenkomst)\w*|(?:van )?bepaalde duur|"
    r"vertretungs(?:vertrag|vertrage|stelle|auftrag)\w{0,2}|"
    r"replacement (?:contract|post|position)|(?:one-year|yearly|annual) contracts?|"
    r"temporary|fixed[- ]term|supply (?:teacher|teaching|work)|substitute teacher)(?!\w)"
)
"""A temporary appointment."""

REPLACEMENT = re.compile(
    r"\b(?:je remplace|interims?|remplacements?|remplacante?|vervanging(?:en)?|vertretung(?:en)?|supply|"
    r"maternity cover|covering an? \w+ leave|standing in for|"
    r"ich vertrete|vertrete ich|ik vervang|vervang ik|i(?: a|')m (?:covering|replacing|standing in)|i cover)\b"
)
"""Work that is usually temporary."""

ELSEWHERE = re.compile(
    r"\b(?:ecoles?|batiments?|pavillons?|conteneurs?|agences? (?:d')?|societes? d'|bureaux? d'|travail|sociale?|ad|"
    r"expositions?|installations?|"
    r"hebergements?|logements?|solutions?|espaces?|toitures?|locaux|classes|(?:reste|surplus|solde|reliquat|"
    r"autre moitie|seconde moitie|autres (?:heures|periodes)|complement)(?: (?:est|sont|l'est))?(?: a| en)?|"
    r"(?:de|der|den|the) rest(?: is| ist)?|benevol\w+|volontai\w+|"
    r"(?:gestion|dossiers?|suivi|defense|encadrement|recrutement|engagement|accueil|accompagnement|"
    r"encodage)s? (?:de |des |d')"
    r"(?:[\w']+ ){0,4}?(?:a )?) ?$|^ ?(?:work agency|kunst|exhibition|"
    r"jobs?\b|housing|tentoonstelling|expositie|opvang|huisvesting|ausstellung|unterkunft|work (?:during|while|as a))"
)
"""What stands before or after words of temporary work that speak of something else."""

TEMPORARY_ONCE = re.compile(
    r"\b(?:j'ai ete|ai ete|ont ete|j'etais|etais|fus|suis reste\w*|resta|apres|avant|d'abord|debut\w*|"
    r"commence\w*|puis|nach|zunachst|anfangs|na|eerst|begon\w*|"
    r"first|began|started|after|war|was)\b"
)
"""A temporary status told of earlier years."""

STILL_SO = re.compile(
    r"\b(?:je (?:suis|reste|travaille|demeure)|mon (?:statut|contrat)|ik (?:ben|werk|heb)|werk ik|ben ik|"
    r"ich (?:bin|habe|arbeite)|bin ich|"
    r"mein vertrag|i am|i'm|my (?:contract|post|appointment)) (?!reste(?:e)? )"
)
"""Words of the present that outweigh words of the past beside them."""

YEARLY = re.compile(
    r"\b(?:(?:designee?|engagee?|reengagee?|reconduite?|renouvele\w*|aangesteld|contracten?|angestellt|bezeichnet|"
    r"vertrage?|contracts?|"
    r"contrats?|appointed)\b[^.;:]{0,40}?\b(?:chaque (?:annee|rentree|septembre|ete)|tous les ans|d'annee en annee|"
    r"annee (?:apres|par) annee|"
    r"de (?:(?:trente|30) )?(?:juin|septembre|rentree|mois|trimestre|semaine) en|pour un an|pour (?:l'|"
    r"cette )annee (?:scolaire|en cours)|pour cette annee|"
    r"jaar na jaar|elk jaar|"
    r"ieder jaar|jaarlijks|jedes jahr|jahr fur jahr|von jahr zu jahr|jahrlich|every (?:year|august|june|september|"
    r"summer)|"
    r"each (?:year|august|june|september|summer)|year by year|from year to year|one year at a time)|"
    r"(?:mon|ma|mes|mijn|meine?|my)(?: own| eigen\w*)? (?:contrats?|engagements?|designations?|interims?|"
    r"remplacements?|contract\w*|"
    r"aanstelling|vertrag|vertrage|contracts?|post)\b(?: actuel\w*)? (?:prend|prennent|se termine\w*|s'acheve\w*|"
    r"n'est pas (?:garantie?|assuree?|certaine?)|n'a rien de garanti|s'arrete\w*|va (?:jusqu|seulement)|"
    r"ne va (?:pas )?|expire\w*|finit|court|"
    r"loopt|lopen|eindigt|endet|lauft|enden|ends?|runs? out|runs? until|expires?|stops?)\b|"
    r"(?:chaque|tous les) (?:mois de )?(?:juin|ete)s?\b[^.;]{0,30}?\b(?:demandeu\w+ d'emploi|au chomage|"
    r"sans emploi|sans poste)|"
    r"(?:serai|sois|serais|etre) (?:reprise?|reconduite?|redesignee?|reengagee?|renouvelee?)\b|"
    r"(?:ai|avec|sous|signe) (?:un (?:contrat|engagement) )?(?:d'un an|d'une annee|pour un an|jusqu'(?:en|au|"
    r"a la fin)[^.;]{0,12} "
    r"(?:juin|juillet|aout))\b|\b(?:mon|un|le|nouveau|de) c4\b|"
    r"(?:chaque (?:annee|rentree|ete)|tous les ans|toutes les rentrees|fin aout)\b[^.;]{0,60}?\b(?:attends?|"
    r"ignore|sais pas|"
    r"decouvre|guette|espere)\b[^.;]{0,40}?\b(?:designation|contrat|ou j'enseign|si j'aurai|affectation|"
    r"engagement|heures))"
)
"""A contract that is made anew, or runs out."""

MANDATE = re.compile(
    r"\b(?:mission|detache\w*|detachement|mandat|conge|credit|opdracht als|gedetacheerd|abgeordnet|seconded|"
    r"secondment|bail|loyer)\b"
)
"""A mission, a leave or a rent that ends: the appointment behind it does not."""

JUGGLING = re.compile(
    r"\b(?:je (?:vais|fais|termine|acheve|finis|jongle|vis|passe|cours)|j'(?:alterne|enchaine|accumule|assure|"
    r"effectue|additionne)|"
    r"je (?:cumule|multiplie|"
    r"preste)|ik doe|ik loop|ich mache|i do|i juggle)\b"
)
"""Somebody who goes from one replacement to the next, now."""
