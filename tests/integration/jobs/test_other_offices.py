"""The notices of a commune and a job centre that ship as examples, from the mailbox to the answers: invented people."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from jobs.runtime import workplace
from tests import killing
from tests.integration.jobs.test_hospital_notice import SHORT, run
from tests.maildirs import Maildirs

NOTICES = Path(__file__).parents[3] / "deploy" / "notices"
MONIKA = """Lebenslauf
Monika Theissen
Bergstraße 4, 4750 Bütgenbach

Berufserfahrung
01/2018 – heute    Verwaltungsangestellte, Gemeindeverwaltung Waldfeld

Ausbildung
2011 – 2017    Abitur, Königliches Athenäum Sankt Vith

Sprachen
Deutsch: Muttersprache
Französisch: C1

EDV: Word, Excel
"""
LOUIS = """Curriculum vitae
Louis Grandjean
Rue du Moulin 8, 4960 Malmedy

Expérience professionnelle
03/2025 – 02/2026    Réceptionniste, Hôtel du Lac, Malmedy

Formation
2016 – 2022    CESS, Athénée royal de Malmedy

Langues
Français : langue maternelle
Allemand : A2
"""
AICHA = """Curriculum vitae
Aïcha Dorval
Rue Neuve 11, 6600 Bastogne

Expérience professionnelle
09/2019 – aujourd'hui    Conseillère en insertion professionnelle, Maison de l'Emploi de Bastogne
- entretiens individuels et ateliers collectifs

Formation
2016 – 2019    Bachelier assistante sociale, Haute École de Namur

Permis B
"""
BRUNO = """Curriculum vitae
Bruno Casteels
Rue de la Poste 2, 6800 Libramont

Expérience professionnelle
2015 – 2024    Cuisinier, Brasserie du Parc, Libramont

Formation
2009 – 2012    Bachelier en gestion hôtelière, Haute École de Namur

Pas de permis de conduire
"""
PASCALE = """Curriculum vitae
Pascale Henkes
Rue des Fagnes 17, 4950 Waimes

Expérience professionnelle
2016 – aujourd'hui    Employée d'administration, service population, Commune de Rochelle
Accueil du public au guichet, délivrance des cartes d'identité
2012 – 2016    Vendeuse, Boulangerie Lambert, Malmedy

Études
2006 – 2012    Certificat d'enseignement secondaire supérieur (CESS), Institut Notre-Dame, Malmedy

Langues
Français (langue maternelle), allemand (B2, certificat Goethe)

Logiciels : Word, Excel
"""
RALF = """Lebenslauf
Ralf Schumers
Hauptstraße 61, 4780 Sankt Vith

Berufserfahrung
2014 – heute    Lagerist, Spedition Keller, Sankt Vith

Schulbildung
2008 – 2014    Abitur, Bischöfliche Schule Sankt Vith

Sprachen
Deutsch: Muttersprache
Französisch: B1
"""
MARTIN = """Curriculum vitae
Martin Collard
Rue du Pont 2, 4960 Malmedy

Expérience professionnelle
2023 – aujourd'hui    Étudiant jobiste, Librairie du Centre

Formation
2020 – 2023    Bachelier en communication, Haute École de la Ville de Liège

Langues
Français : langue maternelle
Allemand : bonnes notions
"""
NADIA = """Curriculum vitae
Nadia Simonis
Rue de Neufchâteau 80, 6600 Bastogne

Expérience professionnelle
02/2020 – aujourd'hui    Jobcoach, Mission régionale du Luxembourg
2017 – 2020    Assistante sociale, CPAS de Houffalize

Formation
2014 – 2017    Bachelier assistante sociale, Haute École Robert Dubois

Permis B, véhicule personnel
"""
ERIC = """Curriculum vitae
Éric Pirotte
Grand-Rue 5, 6840 Neufchâteau

Parcours
2010 – 2025    Formateur en menuiserie, Centre de formation du Sud
- animation de groupes d'apprenants

Études
2004 – 2007    Graduat en construction, Institut technique d'Arlon

Permis B
"""
SARAH = """Curriculum vitae
Sarah Nollevaux
Rue du Vivier 33, 6720 Habay

Expérience
2024 – 2025    Stage d'assistante sociale, CPAS de Habay

Formation
2021 – 2025    Bachelier assistante sociale, Haute École de Namur

Permis B : en cours
"""
OFFICES = {
    "commune": (
        "Agent guichet",
        ("secondary_school", "german", "french", "office_years", "public", "home", "software"),
        (
            ("Monika Theissen", MONIKA, "", "++++.++"),
            ("Louis Grandjean", LOUIS, "", "+-+?++."),
            ("Pascale Henkes", PASCALE, "Je connais bien votre commune.", "+++++++"),
            ("Ralf Schumers", RALF, "Der Umgang mit Menschen liegt mir, Erfahrung habe ich noch keine.", "++-..+."),
            ("Martin Collard", MARTIN, "J'aime le contact avec le public et j'apprends vite.", "+-+..+."),
        ),
    ),
    "job-centre": (
        "Conseiller Relais",
        ("degree", "advising_years", "driving", "collective", "home", "available"),
        (
            ("Aïcha Dorval", AICHA, "", "+++++."),
            ("Bruno Casteels", BRUNO, "", "..-.+."),
            ("Nadia Simonis", NADIA, "J'anime chaque mois des séances collectives. Libre de suite.", "++++++"),
            ("Éric Pirotte", ERIC, "Je peux commencer dès le 1er septembre 2026.", "..++++"),
            ("Sarah Nollevaux", SARAH, "L'animation de groupes m'attire beaucoup.", "+.?.+."),
        ),
    ),
}
"""By the file: the subject, the criteria, and people with their CV, a sentence of their mail and what both say."""


def mail(number, name, cv, sentence, subject):
    written = EmailMessage()
    written["From"], written["To"] = f"{name} <person{number}@people.example>", "emplois@office.example"
    written["Subject"], written["Message-ID"] = subject, f"<{number}@people.example>"
    written.set_content(f"Madame, Monsieur,\n\nJe pose ma candidature au poste.\n\n{sentence}\n\n{name}\n")
    written.add_attachment(cv, filename=f"CV {name}.txt")
    return written.as_bytes()


@pytest.mark.parametrize("office", OFFICES)
def test_each_criterion_is_answered_with_its_passage(office, tmp_path, subtests, monkeypatch):
    subject, keys, people = OFFICES[office]
    maildirs = Maildirs.make(tmp_path)
    for number, (name, cv, sentence, _) in enumerate(people):
        arrived = datetime(2026, 5, 4, 9, number, tzinfo=UTC)
        maildirs.deliver("a", mail(number, name, cv, sentence, subject), arrived, f"{number}.test")
    shipped = (NOTICES / f"{office}.toml").read_text("utf-8")
    config = maildirs.configure(closes_at="2026-06-30", more=shipped)
    monkeypatch.setattr(workplace, "Pool", lambda *_, **__: nullcontext(killing.Inline()))
    run(config, "poll")
    found = {one["candidate"]["name"]: one["facts"] for one in json.loads(run(config, "export", "--format", "json"))}
    for name, _, _, states in people:
        with subtests.test(name):
            assert [found[name][key]["state"] for key in keys] == [SHORT[sign] for sign in states]
            told = [key for key in keys if found[name][key]["state"] != "not_found"]
            assert [key for key in told if not found[name][key]["evidence"]] == []
