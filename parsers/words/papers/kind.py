"""The words by which a paper shows what it is: a letter, a CV, a diploma, or none of these; folded."""

from __future__ import annotations

import re

CV_TITLE = re.compile(
    r"\b(?:curriculum(?: vitae)?|c\.? ?v\.?|lebenslauf|levensloop|resume|europass|personalia|parcours professionnel)\b"
)

SUBJECT_LINE = re.compile(
    r"^(?:objet|concerne|sujet|reference|ref|betreft|onderwerp|betrifft|betreff|subject|re) ?:|"
    r"^(?:candidature|bewerbung|sollicitatie|kandidatuur|application|demande de mission|lettre de motivation|"
    r"motivatiebrief|anschreiben)\b"
)
PLACE_AND_DATE = re.compile(
    r"^[a-z' .-]{2,40},? (?:le |ce |den |am |op |on )?(?:\w+ )?(?:(?:1er|premier|\d{1,2})\.? ?(?:[a-z]+ |"
    r"[/.-]\d{1,2}[/.-])(?:\d{4}|\d{2}\b)?)"
)
APPLIES = re.compile(
    r"\b(?:candidature|postule\w*|sollicit\w+|motiv\w+|votre (?:annonce|avis|appel|equipe|notice|offre)|"
    r"chargee? de mission|entretien|mon parcours|carrefour|"
    r"solliciteer|kandidatuur|motivatie|uw (?:vacature|oproep)|bewerb\w+|ihre (?:ausschreibung|anzeige)|stelle|"
    r"apply\w*|application|your (?:notice|advert\w*|team)|interview)\b"
)
APPLYING_SUBJECT = re.compile(
    r"\b(?:re[ck]rut\w*|candidatures?|postul\w+|emploi|poste|charge(?:e|\(e\))? de mission|sollicit\w+|kandidatuur|"
    r"vacature|bewerbung\w*|stelle|application|vacancy|job)\b"
)
"""A mail's subject that tells what it is about."""
FIRST_PERSON = re.compile(r"\b(?:je|j'|m'|mon|ma|mes|moi|ik|mij|mijn|ich|mich|mir|meine?[nrsm]?|i|my|me)(?=\b|')")

FORM_LABEL = re.compile(
    r"\W{0,3}(?:domicile|adresse|telephone|tel|gsm|portable|mobile|(?:adresse )?e-?mail|courriel|ne(?:e|\(e\))?(?: le|"
    r" a)?|"
    r"date de naissance|etat civil|nationalite|permis|fonction|emploi|employeur|ecole|etablissement|statut|charge|"
    r"horaire|"
    r"anciennete|experiences?|parcours|titres?|diplomes?|etudes|formations?|brevets?|langues?|informatique|ordinateur|"
    r"loisirs|hobbys?|nom|prenom|naam|voornaam|adres|telefoon|geboren|functie|werkgever|opdracht|diploma's?|opleiding|"
    r"talen|hobby's|name|anschrift|telefon|geboren am|funktion|arbeitgeber|abschlusse?|ausbildung|sprachen|address|"
    r"phone|"
    r"born|post|employer|degrees?|education|languages)\b[\w' /()-]{0,25}"
)
"""The label of a form's line."""

_GRANTS = (
    r"(?:attest\w+|certifi\w+|declar\w+) (?:(?:par la presente|que) )|certifions|attestons|confere(?:nt)?|"
    r"conferons|decerne\w*|"
    r"a (?:subi|obtenu|reussi|satisfait|suivi|termine)|grade (?:academique )?d|(?:le|la) presente? (?:diplome|"
    r"brevet|certificat|attestation)|"
    r"est delivree?|delivree? a|(?:membres du|president du|le) jury|conseil des etudes|epreuve integree|"
    r"avec (?:fruit|succes|distinction|grande distinction|satisfaction)|"
    r"releve de notes|proces-verbal de deliberation|reconnu equivalent|decision d'equivalence|"
    r"examencommissie|verleent|de graad van|getuigschrift|met (?:vrucht|onderscheiding|voldoening)|"
    r"is geslaagd|heeft (?:behaald|gevolgd)|bewijs van|"
    r"hiermit|wird (?:bescheinigt|verliehen)|hat die prufung|hat (?:mit erfolg|erfolgreich)|pruf\w+ bestanden|"
    r"zeugnis|urkunde|verleiht|prufungsausschuss|"
    r"(?:this is to certify|has been awarded|has successfully completed|is hereby (?:awarded|granted)|"
    r"conferred|awarded (?:to|the))"
)
GRANTS = re.compile(rf"\b(?:{_GRANTS})")
"""A body that grants something to somebody."""

DIPLOMA_TITLE = re.compile(
    r"^\W*(?:diplomes?|certificats?|brevet|attestation (?:de (?:reussite|formation|participation|"
    r"frequentation|suivi)|d'(?:etudes|equivalence))|releve de notes|bulletin|"
    r"agregation|decision d'equivalence|supplement au diplome|diploma|getuigschrift|attest|bachelor|master|"
    r"zeugnis|zertifikat|urkunde|bescheinigung|certificate|transcript|"
    r"bachelier|licence)\b"
)
SERVICE = re.compile(
    r"\b(?:attestation de services?|etats? de services?|anciennete|exerce (?:dans|en qualite)|"
    r"arrete (?:de nomination|ministeriel|royal)|acte de nomination|"
    r"est (?:nommee?|engagee?|designee?) (?:a titre|en qualite)|contrat d'(?:emploi|engagement)|"
    r"fiche de (?:paie|salaire)|composition de menage|extrait (?:de|du) casier|"
    r"dienstattest|benoemingsbesluit|dienstbescheinigung|ernennungs\w+|arbeitszeugnis|statement of service|"
    r"carte d'identite|permis de conduire n)\b"
)
"""Papers of service and of identity, which are no diplomas."""

REFERENCE = re.compile(
    r"\b(?:recommand\w+|lettre de recommandation|empfehlung|beurteilung|aanbevel\w+|referentiebrief|"
    r"recommend\w*|letter of reference|dienstliche beurteilung|"
    r"(?:monsieur|madame|m\.|mme|frau|herr|mevrouw|de heer|mr|mrs|ms)\.? [a-z-]+ (?:a |hat |heeft |"
    r"has )(?:travaille|enseigne|ete|unterricht\w*|gewerkt|worked|taught|been|von|van|toujours))\b"
)
"""Somebody else's praise."""

NOTICE = re.compile(
    r"\b(?:bordereau|liste des pieces|inventaire des|inhaltsverzeichnis|inhoudstafel|table des matieres|"
    r"appel (?:a|aux) candidat\w+|avis (?:de recrutement|de vacance|aux candidats)|offre d'emploi|"
    r"conditions? (?:de recevabilite|requises|d'acces)|profil (?:recherche|de fonction)|"
    r"description de (?:la )?fonction|vacature|functieomschrijving|stellenausschreibung|job description|"
    r"candidatures? (?:doivent|sont a)|a adresser (?:a|au))\b"
)
"""The notice itself, or another."""

NAME_HINTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "cv+letter",
        re.compile(
            r"(?:cv|curriculum|lebenslauf).{0,12}(?:lettre|letter|motiv|lm|brief)|(?:lettre|lm|letter|"
            r"motiv\w*).{0,12}(?:cv|curriculum)|dossier|complet"
        ),
    ),
    (
        "letter",
        re.compile(r"lettre|letter|motiv|anschreiben|brief|(?:^|[ _-])lm(?:[ _-]|$)|cover|accompagnement|sollicitatie"),
    ),
    ("cv", re.compile(r"(?:^|[^a-z])cv(?:[^a-z]|$)|curriculum|vitae|lebenslauf|levensloop|resume|europass")),
    (
        "diploma",
        re.compile(
            r"diplom|certificat|attest|brevet|zeugnis|getuigschrift|bulletin|releve|equivalence|(?:^|[ _-])(?:cap|"
            r"aess|aesi|capaes)(?:[ _.\d-]|$)|master|bachelier|bachelor|agregation|zertifikat"
        ),
    ),
)
"""What a file's name suggests, folded; the first that matches."""

MENTIONED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cv", re.compile(r"\b(?:cv|c\.v|curriculum|lebenslauf)\b")),
    ("letter", re.compile(r"\b(?:lettre|motivatiebrief|brief|anschreiben|letter)\b")),
    ("diploma", re.compile(r"\b(?:diplomes?|certificats?|brevet|attestations?|zeugnis\w*|diploma)\b")),
)
"""What a mail says it brings."""

LOCKED = re.compile(
    r"[^.;,]*?\b(?:proteg\w+|mot de passe|crypte\w*|chiffre\w*|verrouille\w*|beveiligd\w*|wachtwoord|"
    r"passwort\w*|geschutzt\w*|password\w*|protected|encrypted)"
)
"""What is said of a file that can't be opened."""

ENCLOSES = re.compile(
    r"(?:ci[- ]?jointe?s?|en annexe|en pieces? jointes?|pieces? jointes?|annexees?|jointe?s? (?:a|au)|"
    r"en attache\w*|fichiers? joints?|in bijlage|als bijlage|bijgevoegd|anbei|im anhang|beigefugt|"
    r"als anlage|anlagen?|attached|enclosed|find attached)"
)
LETTER_ENCLOSED = re.compile(
    r"\b(?:lettre|lettre de motivation|motivation|motivatiebrief|brief|anschreiben|letter|cover letter|"
    r"candidature complete|dossier)\b"
)
NOT_ENCLOSED = re.compile(
    r"\b(?:(?:col|recopi|copi|tap)(?:le|lee|ler|e|ee|er)|ci-dessous|dans (?:le corps|ce mail|le mail|ce message)|"
    r"sans (?:piece|annexe)|(?:ne |n'|s')(?:veut|voulait|ouvr\w+|passe|passait|part|partait|fonctionn\w+|reuss\w+|"
    r"parvien\w+|arriv\w+)|hieronder|in de(?:ze)? mail|lukt(?:e)? niet|zonder bijlage|nachstehend|im text|unten|"
    r"ohne anhang|below|in the body|pasted?|would ?n.t|without attachment)\b"
)
"""A letter that could not be attached, or that stands in the mail itself."""
