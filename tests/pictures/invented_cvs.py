"""Invented CVs in varied designs, as pages of pixels with their words known: layouts, colours and letters drawn by lot.

A seed gives the same person, design and page every time on a machine with the same fonts.
"""

from __future__ import annotations

import html
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from tests.pdfs import producers

if TYPE_CHECKING:
    from PIL.Image import Image

_GIVEN = [
    "Aurélie",
    "Benoît",
    "Chloé",
    "Dorothée",
    "Étienne",
    "Françoise",
    "Gaëtan",
    "Irène",
    "Joël",
    "Loïc",
    "Maïté",
    "Zoé",
]
_FAMILY = ["Dépré", "Goffinet", "Lambiotte", "Noël", "Piérard", "Quérinjean", "Rézette", "Thiéry", "Wéry"]
_TOWNS = ["6700 Arlon", "6760 Virton", "6800 Libramont-Chevigny", "5000 Namur", "4000 Liège", "6900 Marche-en-Famenne"]
_STREETS = ["rue des Déportés", "avenue de la Gare", "chemin du Bûcheron", "place Léopold", "rue du Château d'Eau"]
_POSTS = [
    "Enseignante de français au secondaire supérieur",
    "Éducateur spécialisé en internat",
    "Conseillère en orientation scolaire et professionnelle",
    "Professeur de néerlandais, quatrième à sixième année",
    "Coordinatrice pédagogique",
    "Agent de guidance au centre psycho-médico-social",
    "Formateur en insertion socioprofessionnelle",
    "Institutrice primaire, cycle 5 à 8 ans",
]
_PLACES = [
    "Institut Sainte-Élisabeth, Bastogne",
    "Athénée royal de la Forêt, Neufchâteau",
    "Centre de formation des Ardennes",
    "Collège Saint-Rémi, Étalle",
    "École communale du Bois-d'Hêtre",
    "Haute École du Luxembourg, Arlon",
]
_DEEDS = [
    "Accompagnement individuel des élèves dans leurs choix d'études et de métiers.",
    "Organisation de visites d'entreprises pour 120 élèves du deuxième degré.",
    "Rédaction de dossiers de suivi et animation de réunions avec les parents.",
    "Mise en œuvre d'un projet de lutte contre le décrochage scolaire (2016-2018).",
    "Nommée à titre définitif pour une charge de 18/20 depuis septembre 2014.",
    "Création d'outils numériques : questionnaires, fiches-métiers, capsules vidéo.",
    "Collaboration étroite avec les CPMS, le Forem et les chambres des métiers.",
    "Gestion d'un budget annuel de 12 500 € et d'une équipe de cinq personnes.",
    "Participation au jury des épreuves intégrées et aux conseils de classe.",
    "Encadrement de stagiaires bacheliers, évaluation certificative et formative.",
]
_DIPLOMAS = [
    "Agrégation de l'enseignement secondaire inférieur (AESI), français et morale",
    "Master en sciences de l'éducation, Université de Liège, grande distinction",
    "Certificat d'aptitude pédagogique (CAP), promotion sociale",
    "Bachelier assistant en psychologie, option scolaire",
    "Certificat de l'enseignement secondaire supérieur, latin-langues",
]
_SKILLS = [
    "Écoute active",
    "Prise de parole en public",
    "Travail d'équipe",
    "Bureautique : Word, Excel, PowerPoint",
    "Réseaux sociaux",
    "Permis de conduire B",
    "Gestion de conflits",
    "Animation de groupes",
]
_LANGUAGES = ["Français : langue maternelle", "Néerlandais : B2", "Allemand : notions (A2)", "Anglais : courant, C1"]
_HOBBIES = ["Randonnée", "Chorale d'église", "Théâtre amateur", "Pâtisserie", "Vélo", "Bénévolat à la bibliothèque"]
_PROFILE = (
    "Passionnée par la pédagogie et l'orientation, j'ai à cœur de guider chaque jeune vers une voie qui lui "
    "ressemble. Rigoureuse, créative et à l'écoute, je mets dix-sept années d'expérience à votre service."
)
_FONTS = ["Lato", "Liberation Sans", "Liberation Serif", "Open Sans", "Roboto", "EB Garamond", "Montserrat", "Carlito"]
_DARK = ["#16324f", "#222222", "#4a2545", "#0b5345", "#7b241c", "#34495e"]
_LIGHT = ["#e8eef4", "#f4ecd8", "#dff0e3", "#f2dede", "#e6e6e6", "#fff3c4"]
_LAYOUTS = ("plain", "left", "right", "band", "columns", "dark page")


@dataclass(frozen=True, kw_only=True, slots=True)
class Design:
    """How a CV looks."""

    layout: str
    font: str
    size: float
    """Points."""
    colour: str
    """Of the headings, and of the ground where that is coloured."""
    side: str
    """The side column's ground."""
    on_side: str
    """The side column's letters."""
    spaced: bool
    """Headings in spaced capitals."""
    portrait: bool


@dataclass(frozen=True, slots=True)
class Cv:
    """A CV's one page at 300 dpi in colours, and its words."""

    page: Image
    words: str
    design: Design


def design_of(seed: int) -> Design:
    """The design of a seed; every layout comes as often."""
    lot = random.Random(seed)
    dark = lot.random() < 0.6
    colour = lot.choice(_DARK)
    return Design(
        layout=_LAYOUTS[seed % len(_LAYOUTS)],
        font=lot.choice(_FONTS),
        size=lot.choice([8, 8.5, 9, 9.5, 10, 10.5, 11]),
        colour=colour,
        side=colour if dark else lot.choice(_LIGHT),
        on_side="white" if dark else "#222",
        spaced=lot.random() < 0.4,
        portrait=lot.random() < 0.5,
    )


def invented(seed: int) -> Cv:
    """The CV of a seed, with as many posts as its page holds."""
    design = design_of(seed)
    for posts in range(4, 0, -1):
        source = _source(design, random.Random(seed + 7919), posts)
        with tempfile.TemporaryDirectory() as folder:
            document = pypdfium2.PdfDocument(producers.chromium(source, Path(folder)))
        if len(document) == 1:
            break
    page = document[0].render(scale=300 / 72).to_pil().convert("RGB")
    body = re.sub(r"<[^>]+>", " ", source.split("<body", 1)[1].split(">", 1)[1])
    return Cv(page=page, words=html.unescape(body), design=design)


def _source(design: Design, lot: random.Random, posts: int) -> str:
    given, family = lot.choice(_GIVEN), lot.choice(_FAMILY)
    name = f"<h1>{given} {family}</h1>"
    who = _contact(lot, given, family)
    portrait = "<div class=portrait></div>" if design.portrait else ""
    side = portrait + who + _list("Compétences", lot.sample(_SKILLS, 5)) + _list("Langues", lot.sample(_LANGUAGES, 3))
    side += _list("Loisirs", lot.sample(_HOBBIES, 3))
    main = f"<h2>Profil</h2><p>{_PROFILE}</p><h2>Expérience professionnelle</h2>{_career(lot, posts)}"
    main += _list("Formation", [f"{lot.randint(1998, 2012)} : {held}" for held in lot.sample(_DIPLOMAS, 3)])
    if design.layout in {"left", "right"}:
        body = f"<div class=grid><div class=side>{side}</div><div class=main>{name}{main}</div></div>"
    elif design.layout == "band":
        body = f"<div class=band>{name}{who}</div><div class=main>{main}{_list('Langues', _LANGUAGES)}</div>"
    elif design.layout == "columns":
        body = f"<div class=main>{name}<div class=flow>{main}{side}</div></div>"
    else:
        body = f"<div class=main>{name}{who}{main}{_list('Compétences', _SKILLS[:5])}</div>"
    return f"<!doctype html><meta charset=utf-8><style>{_style(design)}</style><body>{body}</body>"


def _contact(lot: random.Random, given: str, family: str) -> str:
    address = f"{lot.choice(_STREETS)} {lot.randint(1, 140)}<br>{lot.choice(_TOWNS)}"
    number = f"04{lot.randint(70, 99)} {lot.randint(10, 99)} {lot.randint(10, 99)} {lot.randint(10, 99)}"
    mail = f"{given[:3]}.{family[-4:]}{lot.randint(10, 99)}@courriel.example".lower()
    return f"<h2>Contact</h2><p>{address}<br>{number}<br>{mail}</p>"


def _career(lot: random.Random, posts: int) -> str:
    year, entries = 2025, []
    for post, place in zip(lot.sample(_POSTS, posts), lot.sample(_PLACES, posts), strict=True):
        begin = year - lot.randint(2, 5)
        deeds = "".join(f"<li>{deed}</li>" for deed in lot.sample(_DEEDS, 3))
        entries.append(f"<p><b>{post}</b><br><i>{place}</i>, 09/{begin} à 06/{year}</p><ul>{deeds}</ul>")
        year = begin
    return "".join(entries)


def _list(title: str, items: list[str]) -> str:
    return f"<h2>{title}</h2><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _style(design: Design) -> str:
    spaced = "text-transform:uppercase;letter-spacing:.12em;" if design.spaced else ""
    ground = f"background:{design.colour};color:white;" if design.layout == "dark page" else ""
    ink = "white" if design.layout == "dark page" else design.colour
    columns = "38% 62%" if design.layout == "left" else "62% 38%"
    order = "order:0" if design.layout == "left" else "order:2"
    return f"""
        @page {{size:A4;margin:0}} *{{-webkit-print-color-adjust:exact}}
        body {{margin:0;font:{design.size}pt/1.35 '{design.font}';{ground}}}
        .main {{padding:12mm 14mm}} .grid {{display:grid;grid-template-columns:{columns};min-height:296mm}}
        .side {{background:{design.side};color:{design.on_side};padding:12mm 8mm;{order}}}
        .side h2 {{color:{design.on_side};border-color:{design.on_side}}}
        .band {{background:{design.colour};color:white;padding:10mm 14mm}} .band h1,.band h2 {{color:white;margin:0}}
        .flow {{column-count:2;column-gap:9mm}}
        h1 {{font-size:2.1em;margin:0 0 .3em;color:{ink}}}
        h2 {{font-size:1.2em;margin:1em 0 .3em;color:{ink};border-bottom:.5pt solid {ink};{spaced}}}
        p,ul {{margin:.35em 0}} ul {{padding-left:1.3em}} li::marker {{content:'• '}}
        .portrait {{width:30mm;height:36mm;background:radial-gradient(circle at 50% 40%,#caa 30%,#864 32%,#9ab 60%)}}
    """
