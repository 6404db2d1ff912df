"""The notice of a hospital that ships as an example, from the mailbox to the list: eight invented nurses."""

from __future__ import annotations

import csv
import io
import json
from contextlib import nullcontext
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobs.cli import every
from jobs.runtime import workplace
from parsers.text.text import fold
from tests import killing
from tests.maildirs import Maildirs

app = every()
NOTICE = Path(__file__).parents[3] / "deploy" / "notices" / "hospital.toml"
SLUG = "infirmiers-tilleuls-2026"
KEYS = ("nursing_degree", "registration", "hospital_years", "french", "dutch", "driving", "palliative", "available")

NORA = """Curriculum vitae
Nora Fautré
Rue du Lavoir 3, 6700 Arlon

Expérience professionnelle
09/2019 – aujourd'hui    Infirmière, service de gériatrie, Hôpital Sainte-Ode, Libramont
09/2017 – 08/2019    Infirmière à domicile, Soins du Sud ASBL
J'accompagne des patients en soins palliatifs.

Formation
2014 – 2017    Bachelier en soins infirmiers, Haute École de Namur

Langues
Français : langue maternelle
Néerlandais : B2

Divers
Permis B
Visa d'infirmière, numéro INAMI 1-23456
"""
JASPER = """Curriculum vitae
Jasper Vandamme
Molenstraat 12, 9000 Gent

Werkervaring
03/2016 – heden    Verpleegkundige, spoed, Algemeen Ziekenhuis Sint-Bavo, Gent

Opleiding
2012 – 2015    Bachelor in de verpleegkunde, Hogeschool Gent

Talen
Nederlands: moedertaal
Frans: B2

Diversen
Geen rijbewijs
RIZIV-nummer 654321
"""
LENA = """Lebenslauf
Lena Krings
Aachener Straße 5, 4700 Eupen

Berufserfahrung
04/2023 – 09/2024    Krankenpflegerin, Sankt-Anna-Krankenhaus, Eupen

Ausbildung
2019 – 2022    Bachelor in Krankenpflege, Autonome Hochschule Eupen

Sprachen
Deutsch: Muttersprache
Französisch: A2
Niederländisch: gut

Sonstiges
Führerschein Klasse B
"""
OMAR = """Curriculum vitae
Omar Belkacem
Rue Haute 8, 1000 Bruxelles

Expérience
2024 – 2025    Stage d'infirmier, CHU Saint-Roch, Bruxelles

Formation
2023 – 2026    Bachelier en soins infirmiers, Haute École Vésale (en cours)

Langues
Français, arabe
Néerlandais : notions

Divers
Permis B provisoire
"""
SYLVIE = """Curriculum vitae
Sylvie Marchal
Rue des Prés 2, 6760 Virton

Expérience professionnelle
09/2008 – aujourd'hui    Professeure de biologie, Athénée royal de Virton

Formation
2003 – 2007    Licence en biologie, Université de Liège

Langues
Français : langue maternelle
"""
INES = """Curriculum vitae
Inès Thiry
Avenue Victor Tesch 21, 6700 Arlon

Profil
Infirmière formée aux soins palliatifs, je travaille en équipe et en autonomie.

Parcours professionnel
2021 – aujourd'hui    Infirmière, service de médecine interne, Clinique Saint-Éloi, Virton
2018 – 2021    Infirmière à domicile, Aide et Soins du Sud ASBL

Études
2015 – 2018    Bachelier infirmier responsable de soins généraux (soins infirmiers), Haute École Robert Dubois
2023    Certificat en soins palliatifs et continus, Haute École de Namur

Langues
Français : langue maternelle
Néerlandais : A2

Permis de conduire : B
Visa d'infirmière délivré par le SPF Santé publique
"""
TOM = """Curriculum vitae
Tom Verlinden
Kerkstraat 44, 3500 Hasselt

Werkervaring
2015 – heden    Verpleegkundige, dienst palliatieve zorg, Algemeen Ziekenhuis De Linde, Hasselt

Opleiding
2011 – 2014    Bachelor in de verpleegkunde, Hogeschool Limburg

Talen
Nederlands: moedertaal
Frans: B1

Diversen
Rijbewijs B
RIZIV-nummer 112233
"""
CHLOE = """Curriculum vitae
Chloé Lambinet
Rue de la Gare 9, 6810 Chiny

Expérience
2022 – aujourd'hui    Comptable, ASBL Soins palliatifs de la Semois

Formation
2019 – 2022    Bachelier en comptabilité, Haute École de Namur

Langues
Français : langue maternelle

Centres d'intérêt
Soins palliatifs (lectures), randonnée
"""
SHORT = {"+": "found", "-": "contrary", "?": "to_verify", ".": "not_found"}
NURSES = (
    ("Nora Fautré", NORA, "Je travaille volontiers en équipe.", "+++++++."),
    ("Jasper Vandamme", JASPER, "Ik kom graag langs voor een gesprek.", "+++++-.."),
    ("Lena Krings", LENA, "Ich freue mich auf ein Gespräch.", "+.?-?+.."),
    ("Omar Belkacem", OMAR, "Je termine mes études en juin.", "?..?-?.."),
    ("Sylvie Marchal", SYLVIE, "Je ne parle pas le néerlandais.", "...+-..."),
    ("Inès Thiry", INES, "Je dois prester un préavis de deux mois.", "++++-+++"),
    ("Tom Verlinden", TOM, "Ik ben beschikbaar vanaf 1 september 2026.", "+++-++++"),
    ("Chloé Lambinet", CHLOE, "Ma mère a travaillé dix ans en soins palliatifs.", "...+..?."),
)
"""Each with a CV, a sentence of the letter, and what its papers say of each criterion, in the notice's order."""


def mail(name, cv, sentence):
    written = EmailMessage()
    address = f"{fold(name.split()[0])}@people.example"
    written["From"], written["To"] = f"{name} <{address}>", "emplois@tilleuls.example"
    written["Subject"], written["Message-ID"] = "Infirmiers Tilleuls", f"<{address}>"
    written["Date"] = "Mon, 4 May 2026 09:00:00 +0200"
    written.set_content(f"Madame, Monsieur,\n\nJe pose ma candidature au poste.\n\n{sentence}\n\n{name}\n")
    written.add_attachment(cv, filename=f"CV {name}.txt")
    return written.as_bytes()


def run(config, *words, status=0):
    done = CliRunner().invoke(app, [*words, "--config", str(config)])
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    """The hospital's mailbox, read once, beside the notice that the configuration has already."""
    place = tmp_path_factory.mktemp("hospital")
    maildirs = Maildirs.make(place)
    for number, (name, cv, sentence, _) in enumerate(NURSES):
        maildirs.deliver("a", mail(name, cv, sentence), datetime(2026, 5, 4, 9, number, tzinfo=UTC), f"{number}.test")
    config = maildirs.configure(closes_at="2026-06-30", more=NOTICE.read_text("utf-8"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workplace, "Pool", lambda *_, **__: nullcontext(killing.Inline()))
        run(config, "poll")
    return config


def exported(config):
    return {one["candidate"]["name"]: one for one in json.loads(run(config, "export", "--format", "json"))}


def test_each_criterion_is_answered_with_its_passage(polled, subtests):
    applications = exported(polled)
    assert {one["notice"] for one in applications.values()} == {SLUG}
    for name, _, _, states in NURSES:
        facts = applications[name]["facts"]
        with subtests.test(name):
            assert [facts[key]["state"] for key in KEYS] == [SHORT[sign] for sign in states]
            told = [key for key in KEYS if facts[key]["state"] != "not_found"]
            assert [key for key in told if not facts[key]["evidence"]] == []


def test_values_are_those_of_the_papers(polled):
    facts = exported(polled)["Nora Fautré"]["facts"]
    assert facts["hospital_years"]["value"] == 6
    assert facts["dutch"]["value"] == [{"language": "nl", "level": "B2"}]
    assert facts["driving"]["value"] is True
    assert facts["nursing_degree"]["value"] == ["Bachelier en soins infirmiers, Haute École de Namur"]


def test_when_somebody_can_begin_is_told_in_grey_in_their_words(polled):
    fact = exported(polled)["Tom Verlinden"]["facts"]["available"]
    assert fact["value"] == ["beschikbaar vanaf 1 september 2026"]
    number = str(exported(polled)["Tom Verlinden"]["id"])
    told = run(polled, "explain", number, "available")
    assert "beschikbaar vanaf 1 september 2026  · mentionné" in told


def test_the_list_has_the_columns_of_its_notice_and_nothing_that_is_not_asked(polled):
    printed = run(polled, "list", "--notice", SLUG)
    assert "Bachelier en soins infirmiers" in " ".join(printed.split())
    assert "Nomination" not in printed
    rows = list(csv.DictReader(io.StringIO(run(polled, "list", "--notice", SLUG, "--format", "csv"))))
    assert {row["tenure_state"] for row in rows} == {""}
    assert {row["hospital_years"] for row in rows} == {"6", "10", "4", "1", ""}


def test_check_says_of_what_kind_each_criterion_is(polled):
    said = " ".join(CliRunner().invoke(app, ["check", "--config", str(polled)]).output.split())
    assert f"notice {SLUG}: asks for nursing_degree (qualification, from bachelor, nursing, eliminates)" in said
    assert "dutch (language, nl, from B2)" in said


def test_explain_tells_the_rule_and_the_posts(polled):
    number = str(exported(polled)["Jasper Vandamme"]["id"])
    assert "Geen rijbewijs" in run(polled, "explain", number, "driving")
    assert "Sint-Bavo" in run(polled, "explain", number, "hospital_years")
