"""Invented letters, diplomas, forms, tables and printed mails in four languages: what stands on the pages."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.pdfs.producers import Paper

_NAMES = {
    "fr": ("Éloïse Crahayville", "Rémi Dessartois", "Maëlle Jonquébois", "Anaïs Fontvierge", "Côme Hébrandelle"),
    "nl": ("Joke Vandermeulebroeke", "Sander Opdeweghe", "Ilse Kloosterhuizen"),
    "de": ("Käthe Lindenstrüth", "Jürgen Oberweßling"),
    "en": ("Harriet Quillfeather", "Owen Thistlewood"),
}
_ADDRESSES = {
    "fr": ("Rue du Bois-l'Abbé 14", "6700 Arlon", "0471 55 02 84"),
    "nl": ("Korenbloemstraat 38", "9000 Gent", "0472 55 03 19"),
    "de": ("Am Mühlbach 7", "4780 Sankt Vith", "0473 55 04 62"),
    "en": ("12 Rookery Lane", "1050 Brussels", "0474 55 05 37"),
}
_SENTENCES = {
    "fr": (
        "Votre annonce a retenu toute mon attention et je souhaite vous présenter ma candidature à cette fonction.",
        "Depuis septembre 2011, j'enseigne les sciences humaines dans un établissement technique de la province.",
        "Je suis nommé à titre définitif pour dix-huit périodes sur vingt et je coordonne le degré d'observation.",
        "J'ai accompagné des centaines d'élèves dans leurs choix d'études, avec leurs parents et nos partenaires.",
        "En 2019, j'ai obtenu un certificat universitaire en orientation et en bilan de compétences.",
        "Cette année-là, j'ai créé avec une collègue un carnet de bord que six écoles de la région utilisent encore.",
        "Les entretiens individuels, la dynamique de groupe et l'écoute active font partie de mon quotidien.",
        "Je connais bien les services du secteur : centres psycho-médico-sociaux, carrefours des métiers, régies.",
        "Organisé et rigoureux, je m'adapte volontiers à de nouveaux outils et à de nouvelles méthodes de travail.",
        "Le néerlandais ne m'est pas étranger : j'ai travaillé trois ans dans une équipe bilingue à Bruxelles.",
        "Je serais disponible à partir du 1er septembre 2026 et reste à votre disposition pour un entretien.",
        "Vous trouverez en annexe mon curriculum vitæ ainsi qu'une copie de mes diplômes et attestations.",
        "Ma mission actuelle prend fin le 30 juin ; je n'exerce aucune autre activité, ni salariée ni indépendante.",
        "Mon expérience d'éducatrice m'a appris à garder mon calme lorsque la situation devient plus difficile.",
    ),
    "nl": (
        "Met veel belangstelling heb ik uw vacature gelezen en ik stel mij graag kandidaat voor deze functie.",
        "Sinds 2014 geef ik wiskunde en wetenschappen in een secundaire school, waar ik vast benoemd ben.",
        "Ik begeleid leerlingen en hun ouders bij de keuze van een studierichting of een beroep.",
        "In 2020 volgde ik een opleiding tot loopbaanbegeleider aan de hogeschool, met onderscheiding.",
        "Mijn collega's waarderen mijn geduld, mijn nauwkeurigheid en mijn gevoel voor humor.",
        "Daarnaast organiseer ik elk jaar een beurs waar vijftig bedrijven hun werk voorstellen.",
        "Ik spreek vlot Frans en Engels en begrijp het Duits zonder al te veel moeite.",
        "Graag licht ik mijn motivatie toe tijdens een persoonlijk gesprek op uw kantoor.",
    ),
    "de": (
        "Ihre Stellenanzeige habe ich mit großem Interesse gelesen und bewerbe mich hiermit um diese Aufgabe.",
        "Seit 2013 unterrichte ich Erdkunde und Deutsch an einer Sekundarschule und bin fest ernannt.",
        "Ich begleite Jugendliche und ihre Eltern bei der Wahl eines Berufs oder einer weiterführenden Schule.",
        "Im Jahr 2018 habe ich eine Weiterbildung in systemischer Beratung erfolgreich abgeschlossen.",
        "Französisch spreche ich fließend, Niederländisch verstehe ich gut und lerne es weiterhin.",
        "Für ein persönliches Gespräch stehe ich Ihnen jederzeit gern zur Verfügung.",
    ),
    "en": (
        "I read your advertisement with great interest and should like to apply for this position.",
        "I have taught geography and economics at a secondary school since 2012, on a permanent contract.",
        "Every year I guide some sixty pupils and their parents through the choice of further studies.",
        "In 2021 I completed a postgraduate certificate in careers guidance with distinction.",
        "French is my second language; I also have a working knowledge of Dutch and of German.",
        "I would welcome the opportunity to discuss my experience with you in person.",
    ),
}
_WORDS = {
    "fr": {
        "subject": "Objet : candidature spontanée",
        "dear": "Madame, Monsieur,",
        "end": "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes sentiments distingués.",
        "date": "Fait à Virton, le 17 mars 2026",
        "from": "De :",
        "to": "À :",
        "about": "Objet :",
        "sent": "Envoyé :",
        "attached": "Pièces jointes : CV.pdf, Diplôme.jpg",
    },
    "nl": {
        "subject": "Betreft: sollicitatie begeleider",
        "dear": "Geachte mevrouw, geachte heer,",
        "end": "Met de meeste hoogachting en vriendelijke groeten",
        "date": "Gent, 17 maart 2026",
        "from": "Van:",
        "to": "Aan:",
        "about": "Onderwerp:",
        "sent": "Verzonden:",
        "attached": "Bijlagen: CV.pdf, Diploma.jpg",
    },
    "de": {
        "subject": "Betreff: Bewerbung als Beraterin",
        "dear": "Sehr geehrte Damen und Herren,",
        "end": "Mit freundlichen Grüßen",
        "date": "Sankt Vith, den 17. März 2026",
        "from": "Von:",
        "to": "An:",
        "about": "Betreff:",
        "sent": "Gesendet:",
        "attached": "Anlagen: Lebenslauf.pdf, Zeugnis.jpg",
    },
    "en": {
        "subject": "Subject: application for the post of adviser",
        "dear": "Dear Sir or Madam,",
        "end": "Yours faithfully,",
        "date": "Brussels, 17 March 2026",
        "from": "From:",
        "to": "To:",
        "about": "Subject:",
        "sent": "Sent:",
        "attached": "Attachments: CV.pdf, Degree.jpg",
    },
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A paper and the design that suits it."""

    paper: Paper
    design: str


def letter(language: str, seed: int) -> Sheet:
    """A letter of four to seven paragraphs."""
    lot = random.Random(seed)
    words, name = _WORDS[language], lot.choice(_NAMES[language])
    pool = list(_SENTENCES[language])
    lot.shuffle(pool)
    paragraphs = [" ".join(pool[at : at + 2]) for at in range(0, min(len(pool), 12), 2)]
    lines = (words["date"], words["dear"], *paragraphs, words["end"], name)
    return Sheet(paper=Paper(language, name, _ADDRESSES[language], ((words["subject"], lines),)), design="letter")


def printed_mail(language: str, seed: int) -> Sheet:
    """A mail as a mail program prints it."""
    lot = random.Random(seed)
    words, name = _WORDS[language], lot.choice(_NAMES[language])
    address = f"{name.split()[0].lower()}@courriel.example"
    head = (
        f"{words['from']} {name} <{address}>",
        f"{words['sent']} 17/03/2026 08:42",
        f"{words['to']} recrutement@cible.example",
        f"{words['about']} {words['subject'].split(':', 1)[1].strip()}",
        words["attached"],
    )
    body = (words["dear"], *lot.sample(_SENTENCES[language], 5), words["end"], name, *_ADDRESSES[language])
    return Sheet(paper=Paper(language, name, head, (("", body),)), design="mail")


_DIPLOMAS = {
    "fr": (
        "Royaume de Belgique",
        "Communauté française",
        "Diplôme de bachelier",
        "Nous, président et membres du jury d'examen de la Haute École des Trois Vallées,",
        "vu le décret du 7 novembre 2013 définissant le paysage de l'enseignement supérieur,",
        "attestons que {name}, né(e) à Messancy le 9 août 1988,",
        "a réussi avec distinction l'ensemble des épreuves du premier cycle",
        "et lui conférons le grade académique de bachelier assistant en psychologie.",
        "Délivré à Libramont, le 27 juin 2011",
        "Le président du jury      La directrice      Le titulaire",
    ),
    "nl": (
        "Vlaamse Gemeenschap",
        "Diploma van bachelor",
        "De examencommissie van de Hogeschool Westerdijk verklaart dat",
        "{name}, geboren te Deinze op 4 mei 1990,",
        "de graad van bachelor in het onderwijs heeft behaald met onderscheiding.",
        "Uitgereikt te Gent op 30 juni 2012",
        "De voorzitter      De secretaris      De houder",
    ),
    "en": (
        "The University of Wexcombe",
        "Master of Arts in Education",
        "It is hereby certified that {name}",
        "having satisfied the examiners and fulfilled the requirements of the statutes",
        "was admitted to the degree with honours of the second class, upper division,",
        "at a congregation held on the fourteenth day of July 2010.",
        "Registrar      Vice-Chancellor",
    ),
}


def diploma(language: str, seed: int) -> Sheet:
    """A diploma in centred lines."""
    name = random.Random(seed).choice(_NAMES[language])
    first, *lines = (line.format(name=name) for line in _DIPLOMAS[language])
    return Sheet(paper=Paper(language, first, (), (("", tuple(lines)),)), design="diploma")


def form(seed: int) -> Sheet:
    """A form with labels and values in boxes."""
    lot = random.Random(seed)
    values = (
        ("Identification du membre du personnel", (
            f"Nom et prénom : {lot.choice(_NAMES['fr'])}",
            f"Matricule : 2 {lot.randint(600, 999)} 0412 {lot.randint(1000, 9999)}",
            "Adresse : Rue du Bois-l'Abbé 14, 6700 Arlon", "Nationalité : belge",
            "Titre requis : AESI français et histoire")),
        ("Attributions au 1er octobre 2025", (
            f"Établissement : Athénée royal des Hauts-Prés, {lot.choice(['Virton', 'Bastogne', 'Neufchâteau'])}",
            f"Fonction : professeur de cours généraux au degré {lot.choice(['inférieur', 'supérieur'])}",
            f"Volume : {lot.randint(12, 22)}/22 périodes à titre définitif",
            "Nature de l'emploi : vacant, horaire complet")),
        ("Services antérieurs", (
            f"Du 01/09/{lot.randint(2005, 2010)} au 30/06/2012 : intérimaire, enseignement spécialisé, type 8",
            "Du 01/09/2012 au 31/08/2016 : temporaire prioritaire, 18/22 périodes",
            f"Ancienneté de fonction : {lot.randint(2000, 4800)} jours", "Interruption de carrière : néant")),
        ("Déclaration sur l'honneur", (
            "Je soussigné déclare que les renseignements fournis sont sincères et complets.", "Date et signature :")),
    )  # fmt: skip
    return Sheet(
        paper=Paper("fr", "Fiche signalétique – annexe 12", ("Administration générale de l'Enseignement",), values),
        design="form",
    )


def service_table(seed: int) -> Sheet:
    """A record of service in rows and columns."""
    lot = random.Random(seed)
    schools = (
        "École du Plateau",
        "Institut Saint-Walfroy",
        "Athénée des Hauts-Prés",
        "Collège Sainte-Hélène",
        "Internat du Parc",
    )
    posts = (
        "Professeure de français",
        "Éducatrice d'internat",
        "Surveillante",
        "Coordinatrice de degré",
        "Maîtresse de stage",
    )
    rows, year = [], 2004
    for _ in range(lot.randint(10, 16)):
        until = year + lot.randint(1, 2)
        rows.append(
            f"01/09/{year}|30/06/{until}|{lot.choice(schools)}|{lot.choice(posts)}"
            f"|{lot.randint(8, 24)}/24|{lot.choice(['T', 'TP', 'D'])}"
        )
        year = until
    titles = ("Début|Fin|Établissement|Fonction exercée|Charge|Statut",)
    parts = (("Relevé des services prestés dans l'enseignement", titles + tuple(rows)),)
    return Sheet(paper=Paper("fr", lot.choice(_NAMES["fr"]), _ADDRESSES["fr"], parts), design="grid")
