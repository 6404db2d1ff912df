"""What decides nothing is shown where something surer says the same, and nowhere else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Document, Kind, Page
from parsers.values.evidence import State
from parsers.values.profiles import Source
from tests.each import each
from tests.serving import serving

CAREER = "EXPÉRIENCE\n2010 – 2020 : professeur de français, Lycée de Grandmarais\n\nPROFIL\n"


def fact(key, *texts):
    """What several papers, CVs first and letters next, say of one criterion."""
    paper = Document(place="1", filename=None, media_type="application/pdf", sha256="", size=1, kind=Kind.CV)
    sources = []
    for number, text in enumerate(texts, 1):
        kind = Kind.CV if number == 1 else Kind.LETTER
        pages = (Page(number=1, start=0, end=len(text)),)
        findings = find_in_document(replace(paper, kind=kind, text=text, pages=pages), criteria=EO_CRITERIA)
        when = datetime(2026, 3, 1, tzinfo=UTC)
        sources.append(
            Source(
                message_id=1, document_id=number, received_at=when, in_time=True, kind=kind, findings=serving(findings)
            )
        )
    return assemble(sources, criteria=EO_CRITERIA, cutoff=date(2026, 3, 15)).facts[key]


def shown(found):
    return " | ".join(piece.evidence.quote for piece in found.evidence)


YEARS = [
    "Dix ans entre la grille et le bureau.",
    "Dix années de craie et de sifflet.",
    "Une bonne dizaine d'années, toujours le même local.",
    "Tien jaar krijt en geduld.",
    "Ruim tien jaar, altijd hetzelfde lokaal.",
    "Zehn Jahre Kreide und Geduld.",
    "Gut zehn Jahre, immer derselbe Flur.",
    "Ten years of chalk and patience.",
    "Ten years, always the same corridor.",
    "Neuf ans et demi, deux directions.",
]


@each("sentence", YEARS)
def test_a_number_of_years_that_agrees_with_the_dates_is_shown(sentence):
    found = fact("experience_years", CAREER + sentence)
    assert found.value == 10
    assert sentence.rstrip(".") in shown(found)


@pytest.mark.parametrize("sentence", ["Dix ans entre la grille et le bureau.", "Depuis 2016, la même grille."])
def test_a_number_of_years_decides_nothing_alone(sentence):
    assert fact("experience_years", f"PROFIL\n{sentence}").state is State.NOT_FOUND


def test_another_number_of_years_is_not_shown():
    assert "Trois ans" not in shown(fact("experience_years", CAREER + "Trois ans entre la grille et le bureau."))


TEMPORARY = [
    ("Je ne suis pas nommée.", "2023-2024 : institutrice, école de Bourgvert, contrat temporaire"),
    ("Je n'ai pas de nomination.", "2019-2020 : professeur, Lycée de Bourgvert, temporaire"),
    ("Ik ben niet vast benoemd.", "2023-2024: leraar, Atheneum Lindeveld, tijdelijk"),
    ("Ich bin nicht definitiv ernannt.", "2023-2024: Lehrerin, Gemeindeschule Altfurt, zeitweilig"),
]


@each(("denial", "post"), TEMPORARY)
def test_a_contract_of_an_earlier_year_is_shown_beside_a_denial(denial, post):
    letter = f"Madame,\n\n{denial}\n\nCordialement"
    found = fact("tenure", f"EXPÉRIENCE\n{post}\n", letter)
    assert found.value == "temporary"
    assert post.rsplit(" ", 1)[-1] in shown(found)


def test_what_is_somebody_elses_is_shown_nowhere():
    letter = "Madame,\n\nJe ne suis pas nommée. Mon mari a un contrat temporaire à la banque.\n\nCordialement"
    assert "mari" not in shown(fact("tenure", "EXPÉRIENCE\n2020 – 2021 : vendeuse\n", letter))


GUIDANCE = [
    ("J'anime la cellule d'orientation de mon école.", "Le choix d'études m'occupe depuis toujours."),
    ("Ik coördineer de studiekeuzebegeleiding van mijn school.", "Studiekeuze is mijn vak."),
]


@each(("task", "mention"), GUIDANCE)
def test_a_mention_of_guidance_is_shown_beside_a_task(task, mention):
    letter = f"Madame,\n\n{task}\n\n{mention}\n\nCordialement"
    assert mention.rstrip(".") in shown(fact("orientation", "EXPÉRIENCE\n", letter))
    assert fact("orientation", "EXPÉRIENCE\n", letter.replace(task, "")).state is State.NOT_FOUND
