"""The words beside and within personal names: particles, titles, labels, and those that are never a name. Folded."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    """Words, white space between them."""
    return frozenset(listed.split())


PARTICLES = _words("""
    de du des d' le la les l' van den der ten ter te 't von zu zum zur vom dem el al ben ibn bin da di do dos
    della del mac mc o' st saint sainte vande vander vanden y e 's 'n v vd v.d vdb op over aan in het ver ab bint abu
    della degli dalla dello lo
""")
"""What may stand in lower case within a family name."""
ALSO_GIVEN = _words("ben al mac mc st saint sainte y e in op over aan v ab abu het lo")
"""Particles that do not tell a family name at the beginning of a line."""

TITLE = re.compile(
    r"^(?:(?:mme|mlle|mr|mrs|ms|miss|dr\. (?:phil|med|rer)|dr|drs|ir|ing|lic|prof|maitre|me|madame|"
    r"monsieur|mademoiselle|mevrouw|mevr|"
    r"dhr|de heer|herr|frau|m)\.? )+",
    re.IGNORECASE,
)
"""Titles, which are no part of a name."""

DEGREE = re.compile(
    r",\s*(?:dr|drs|ph\.?\s?d|m\.?sc|b\.?sc|m\.?a|b\.?a|m\.?ed|lic|ir|ing|mag|dipl)\b.*$|\sph\.?d\.?$", re.IGNORECASE
)
"""Degrees behind a name, to the line's end."""

MARRIED = re.compile(
    r"(?:,|\(|\s-)?\s*\b(?:épouse|epouse|ép\.?|ep\.|née?|veuve|vve|ex-|geb\.?|geboren|geborene|echtgenote|verheiratete|"
    r"born|n[ée]e|(?:surname|nom) de jeune fille)\b.*$",
    re.IGNORECASE,
)
"""What is told of a married woman's other name, to the line's end."""

NICKNAME = re.compile(r",?\s*\b(?:dite?|alias|genannt|roepnaam|a\.?k\.?a\.?|known as)\s.*$", re.IGNORECASE)
"""What somebody is called besides, to the line's end."""

CALLED = re.compile(
    r"\s*\(?\s?[\"„“”«»'‘]{1,2}\s?[^\W\d_][\w. -]{0,20}?[^\W\d_]\s?[\"„“”«»'’]{1,2}\s?\)?(?=[\s,]|$)"
    r"|\s\([A-ZÀ-Þ][^\W\d_]{1,15}\)(?=\s[\w'’])",
)
"""A name used every day, in brackets or quotation marks between given and family name."""

USED = re.compile(r"^(?:[A-ZÀ-Þ]\.[ -]?)+\(([A-ZÀ-Þ][\w-]{1,15})\)\s")
"""Initials with the name used in brackets: "J.P. (Jan) Smit"."""

RELATION = re.compile(
    r"^\W*(?:(?:mariee|marie(?= (?:a|avec|depuis)\b| ?[,;]| ?\d)|marie\(e\)|"
    r"pacsee?|cohabitante?|verheiratet|gehuwd|getrouwd|samenwonend|married)\b|"
    r"(?:partn?er|partenaire|conjointe?|cohabitante?|epoux|epouse|mari|femme|compagnon|compagne|pere|mere|enfants?|"
    r"fils|fille|personnes? (?:de contact|a (?:contacter|prevenir))|references?|referents?|garant|directeur|directrice|"
    r"maitre de stage|echtgenoot|echtgenote|kinderen|kind|vader|moeder|contactpersoo?n\w*|referenties?|directie|"
    r"ehemann|ehefrau|ehepartner|kinder|vater|mutter|referenzen?|ansprechpartner\w*|schulleit\w+|"
    r"husband|wife|spouse|children|father|mother|refere\w+|contact person|principal|headteacher)\b(?: ?[:(=-]|$|"
    r" (?:m|mr|mme|mevr|dhr|de heer|mevrouw|herr|frau|ms|mrs)\b))"
)
"""A line that tells who somebody else is, by a label; folded, a gap written as a colon."""

_FIELD_END = r"\b(?: ?\([^)]*\))? ?(?!(?:et|en|und|and|&|/|,|complet|du|de l'|des|of|van|der)\b)[:=|-]? ?(?=\S)"
GIVEN_FIELD = re.compile(
    rf"^\W*(?:prenoms?(?: usuel)?|voornaam|voornamen|roepnaam|vornamen?|rufname|first name|given names?|forenames?)"
    rf"{_FIELD_END}"
)
FAMILY_FIELD = re.compile(
    r"^\W*(?:noms?(?: de (?:famille|naissance|jeune fille))?|noms? et post-?noms?|naam|familienaam|achternaam|"
    rf"nachname|familienname|zuname|name|last name|surname|family name){_FIELD_END}"
)
"""A form's field of one part of the name; folded."""

_PROPER = r"(?:[A-ZÀ-Þ][\w’'-]+|van|de|den|der|von|'t|du|di|le|la|d['’][A-Z][\w-]+)"
SELF = re.compile(
    r"(?i:\b(?:je m['’]appelle|je me (?:nomme|prénomme)|je soussignée?|moi,|mon nom est|ik heet|mijn naam is|"
    r"ondergetekende,?|ich hei(?:ß|ss)e|mein name ist|my name is|i am called|the undersigned,?)) "
    rf"({_PROPER}(?: {_PROPER}){{1,4}})"
)
"""A sentence in which the writer tells the name."""

LABEL = re.compile(
    r"^\W*(?:(?:noms?(?: et pr[ée]noms?)?|pr[ée]noms?(?: et noms?)?|pr[ée]nom,? nom|naam(?: en voornaam)?|"
    r"voornaam en naam|name|vorname|full name|vor- und nachname|nachname|candidate?|de|von|van|"
    r"curriculum vitae|c\.?v\.?|"
    r"lebenslauf)\s*[:–—-]\s*|(?:curriculum vitae|c\.?v\.?|lebenslauf|candidature)\s+(?:de |d'|van |von |of )?)",
    re.IGNORECASE,
)
"""What announces a name."""

NOT_NAMES = _words("""
    curriculum vitae cv lebenslauf lettre motivation candidature recrutement objet concerne madame monsieur
    mesdames messieurs bonjour cher chere beste geachte sehr geehrte damen herren dear rue avenue boulevard
    place chemin route clos allee chaussee straat laan weg strasse steenweg quai square impasse ruelle
    grand-rue professeur professeure enseignant enseignante instituteur institutrice educateur educatrice
    directeur directrice conseiller conseillere psychologue assistant assistante social sociale logopede
    infirmier infirmiere prof agrege formateur formatrice animateur animatrice responsable leraar lerares
    leerkracht lehrer lehrerin teacher secretaire coordinateur coordinatrice athenee institut ecole college
    lycee centre pms cpms haute universite university hogeschool atheneum school hochschule gymnasium
    carrefour cite metiers commune ville province federation wallonie belgique belgie belgien belgium france
    luxembourg deutschland nederland europass contact coordonnees adresse telephone tel gsm email mail
    courriel profil profile experience formation formations langues competences diplomes etudes loisirs
    informatique interets references annexes page permis nationalite naissance date lieu etat civil age belge
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre januari februari
    maart april mei juni juli augustus oktober januar marz bachelier master licence licencie cap aess aesi
    capaes word excel office envoye mon iphone samsung cordialement salutations bien vous merci groeten groet
    vriendelijke met mit freundlichen grussen kind regards yours sincerely faithfully hoogachtend agreer
    expression distinguee distinguees sentiments meilleures conseil jury commission pouvoir organisateur royal
    royale communal communale libre mission poste charge chargee anglais francais neerlandais allemand
    mathematiques sciences histoire geographie economie quand pour dans avec sans depuis selon apres avant
    notre votre ma mon mes je nous vous ce cette il elle une un les des personnelles informations personnels
    renseignements donnees bewerbung motivatiebrief sollicitatie kandidatuur betreft betreff anlage bijlage
    bijlagen attestation certificat diplome brevet getuigschrift zeugnis vice-president
""")
"""Words of a CV's or letter's first and last lines that are no name's."""
