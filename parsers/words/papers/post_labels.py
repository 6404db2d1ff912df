"""The labels of a post told as a form: "Fonction : …", "Werkgever …", "Occupation or position held …". Folded."""

from __future__ import annotations

import re


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})(?: \((?:s|e|e\)s|in|\w+)\))?")


LABELS: dict[str, re.Pattern[str]] = {
    "date": _label(
        r"dates?(?: \(de - a\))?|periodes?|durees?|du|de|annees?|data|datum|duur|van|zeitraum|dauer|von|seit|period|"
        r"duration|from|dates? \(from - to\)"
    ),
    "function": _label(
        r"fonctions?(?: (?:occupee?|exercee?|ou poste occupe))?|postes?(?: occupes?)?|emplois?(?: occupes?)?|"
        r"profession|"
        r"metier|"
        r"intitule(?: d[eu] .{1,20})?|titre(?: du poste)?|qualite|functie(?:titel|benaming)?|"
        r"(?:uitgeoefende )?functie(?: of (?:functie|beroep))?|"
        r"beroep|funktion|stelle|tatigkeit|position|beruf(?: oder funktion)?|amt|occupation(?: or position held)?|"
        r"position(?: held)?|(?:job )?title|job|role|post(?: held)?"
    ),
    "employer": _label(
        r"employeurs?|(?:nom|coordonnees)(?: et adresse)? de l'(?:employeur|etablissement|ecole)|"
        r"etablissements?|ecoles?|"
        r"institution|societe|entreprise|organisme|organisation|lieu de travail|pouvoir organisateur|"
        r"werkgever|naam(?: en adres)? van de (?:werkgever|school)|school|instelling|bedrijf|"
        r"arbeitgeber|name(?: und (?:adresse|anschrift))? des arbeitgebers|schule|einrichtung|firma|"
        r"employer|name(?: and address)? of (?:the )?employer|company|organi[sz]ation|workplace"
    ),
    "other": _label(
        r"(?:principales )?(?:activites?|taches|responsabilites|missions)(?: (?:et|principales).{1,20})?|"
        r"realisations?|"
        r"statut|"
        r"(?:type ou )?secteur(?: d'activites?)?|charge|horaire|contrat|description|lieu|ville|"
        r"(?:voornaamste )?(?:activiteiten|taken)(?: en .{1,20})?|statuut|sector|opdracht|plaats|"
        r"(?:haupt)?(?:aufgaben|tatigkeiten)(?: und .{1,20})?|status|branche|ort|umfang|"
        r"(?:main )?(?:activities|duties|responsibilities)(?: and .{1,20})?|type of business(?: or sector)?|"
        r"location|place"
    ),
}
"""What each kind of label is called."""

BARE = re.compile(
    r"(?:Fonction|Employeur|Dates|Poste occup[ée]|Functie|Werkgever|Funktion|Arbeitgeber|Zeitraum|Position|"
    r"Employer|Statut|"
    r"Activit[ée]s|Periode|P[ée]riode)(?= [A-ZÀ-Ý«\d])"
)
"""Labels whose columns an extractor has run together: "Fonction Éducateur"."""
