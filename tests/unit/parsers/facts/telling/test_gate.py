"""What may be told of an application: of schools alone, and nothing against anybody where the papers say otherwise."""

from dataclasses import replace

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Kind
from parsers.values.evidence import State
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.corpus.evaluate import CUTOFF, RECEIVED, document_of
from tests.each import each

GREETING, CLOSING = "Madame, Monsieur,", "Veuillez agréer mes salutations distinguées.\n\nAlix Lunet\n"


def facts_of(cv, letter="", language="fr"):
    """What a CV and a letter tell together."""
    texts = {"cv": f"Alix Lunet\n\n{cv}\n", "letter": f"{GREETING}\n\n{letter}\n\n{CLOSING}" if letter else ""}
    sources = []
    for number, (kind, text) in enumerate(texts.items(), 1):
        given = {"filename": f"{kind}.pdf", "kind": kind, "language": language, "pages": [text]}
        source = Source(
            message_id=1,
            document_id=number,
            kind=Kind(kind),
            received_at=RECEIVED,
            in_time=True,
            applicant=Address(),
            findings=find_in_document(document_of(given), criteria=EO_CRITERIA),
        )
        sources += [source] if text else []
    return assemble(sources, criteria=EO_CRITERIA, cutoff=CUTOFF).facts


def told(facts):
    """The facts of a post and of guidance that are told at all."""
    keys = ("tenure", "workload", "experience_years", "orientation")
    return {key: str(facts[key].state) for key in keys if facts[key].state is not State.NOT_FOUND}


@each(
    ("language", "cv", "letter"),
    [
        (
            "fr",
            "EXPÉRIENCE\n2015 - présent   Responsable de magasin, Vêtements Dorlot, Arlon - temps plein, CDI",
            "Je travaille à temps plein au magasin depuis 2015. Mes enfants vont à l'école de Waltzing.",
        ),
        (
            "fr",
            "2008 - aujourd'hui  Infirmier en chef, Clinique du Sud, Libramont, 38h/38, statutaire",
            "Infirmier depuis vingt-cinq ans, je travaille à temps plein. J'ai aidé ma nièce à choisir ses études.",
        ),
        (
            "fr",
            "Depuis 2011   Attaché, SPW Mobilité, 4/5 temps\n\nÉTUDES\n1998-2003 Université de Liège, licence en droit",
            "Je suis statutaire au SPW, à 4/5 temps depuis la naissance de mon fils.",
        ),
        (
            "fr",
            "WORK EXPERIENCE\n2014 - présent  Coach en entreprise, Elan Conseil SRL, 3/5 temps",
            "Depuis 12 ans je coache des cadres et depuis 20 ans je forme des adultes en entreprise.",
        ),
        (
            "fr",
            "Depuis 2009 : chauffeur de car, ramassage scolaire (école communale)\nContrat : C.D.I. plein temps",
            "Je conduis les enfants à l'école, plus de 16 ans dans le milieu scolaire. J'emmène les classes.",
        ),
        (
            "en",
            "WORK EXPERIENCE\n2018 - present  Engineer, Norvik\n\nPUBLICATIONS\nDesign of temporary caches, 2016\n1/2",
            "",
        ),
        (
            "de",
            "2019 - 2020\tFachoberschule Wirtschaft\nCarl-Linden-Schule Altfurt\n2022 - jetzt\tVerkäufer bei Oldo",
            "",
        ),
        (
            "fr",
            (
                "Depuis 2010  Douanier, poste d'Aubange, nommé à titre définitif, permanence 24/24\n"
                "- rencontres avec les partenaires (AMO, CPMS, police)\n- stand au salon SIEP de Libramont"
            ),
            "J'exerce à temps plein au bureau de douane. Je donne cours aussi à l'école fédérale de police.",
        ),
        (
            "fr",
            "2004 - présent  Agente de voyages, Semois Tours SRL",
            "Je suis institutrice de formation. J'aide ma voisine à choisir ses études. Je parraine un jeune indécis.",
        ),
        (
            "nl",
            "2009 - heden  Beroepsmilitair, Defensie, vast benoemd, voltijds",
            "Als vast benoemd beroepsmilitair vraag ik mij af of een detachering mogelijk is. Ik werk voltijds.",
        ),
        (
            "fr",
            (
                "STAGES\n2025 : classe de 3e, école de Vance\nRésultat provisoire : 16/20\n\nJOBS\n"
                "Depuis 2023 : caisse chez Dorlot, 8 h/semaine"
            ),
            "",
        ),
        (
            "en",
            (
                "2016 - now  Reporter, The Daily Echo\n  Staff, full time, permanent\n"
                "  * some 200 stories about local schools\n  * moderator, panels at careers fairs"
            ),
            "",
        ),
    ],
)
def test_of_people_of_other_trades_nothing_is_told(language, cv, letter):
    assert told(facts_of(cv, letter, language)) == {}


def test_a_school_attended_employs_nobody_who_serves_in_none():
    facts = facts_of("2019 - présent  Institut Saint-Roch, Bourgvert, sciences sociales")
    assert facts["current_employer"].value is None


def test_whoever_denies_an_appointment_has_none_whatever_the_trade():
    facts = facts_of("Depuis 2014  Vendeuse, Vêtements Dorlot", "Je ne suis pas nommée dans l'enseignement.")
    assert told(facts) == {"tenure": "contrary"}


LEFT = "2013 - présent   Libraire\n2008 - 2012   Professeure de français, Athénée royal de Marbois"


@each(
    ("cv", "told_of_guidance"),
    [
        ("Depuis 2008   Professeure de français, Athénée royal de Marbois\n- Visite du salon SIEP", State.FOUND),
        (f"{LEFT}\n- Visite du salon SIEP", State.NOT_FOUND),
        (f"{LEFT}\n- Animation d'ateliers d'orientation", State.FOUND),
    ],
)
def test_a_fair_is_guidance_of_who_serves_in_a_school_alone(cv, told_of_guidance):
    assert facts_of(cv)["orientation"].state is told_of_guidance


TEACHER = "EXPÉRIENCE\nDepuis 2008   Professeure de français, Athénée royal de Marbois, nommée à titre définitif, 20/20"


@each(
    ("cv", "letter"),
    [
        (TEACHER, ""),
        (
            "Depuis 2008   Professeure de français, Athénée royal de Marbois",
            "Je suis nommée depuis 2012, à temps plein.",
        ),
        (
            "Logopède, Ecole spécialisée de Marbois\nnommée depuis 2017, temps plein\n",
            "Je travaille à l'école depuis 2008.",
        ),
    ],
)
def test_what_a_teachers_papers_say_is_told_wherever_they_say_it(cv, letter):
    facts = facts_of(cv, letter)
    assert (facts["tenure"].state, facts["workload"].state) == (State.FOUND, State.FOUND)


def test_who_has_left_the_school_for_other_work_has_no_load():
    cv = "2016 - présent  Gérant, Librairie Dorlot\n2008 - 2016  Professeur d'histoire, Athénée royal de Marbois, 20/20"
    facts = facts_of(cv, "Je travaille à temps plein.")
    assert facts["workload"].state is State.NOT_FOUND
    assert facts["experience_years"].value == 8


def test_who_is_lent_out_has_the_load_of_where_he_or_she_works():
    cv = (
        "Depuis 2022  Assistant à l'Université de Namur, temps plein\n2008 - 2022  Professeur, Athénée royal de Marbois"
    )
    facts = facts_of(cv, "Je suis en congé pour mission.")
    assert (facts["workload"].value, facts["workload"].state) == (1.0, State.FOUND)


def test_a_referees_appointment_is_not_the_writers():
    cv = "Depuis 2013  Bibliothécaire, Bourgvert\n\nLANGUES\nFrançais\n\nMme Andrin, institutrice nommée, 24/24"
    assert told(facts_of(cv)) == {}


# --- against a candidate ----------------------------------------------------------------------------------------------


def test_half_a_load_is_to_verify_beside_a_whole_one_that_nothing_explains():
    cv = "Depuis 2010   Enseignante, Institut Sainte-Aldegonde\n\nCharge : 20/20\nTâche : coordination, 8 périodes/20"
    fact = facts_of(cv)["workload"]
    assert fact.state is not State.CONTRARY


def test_half_a_load_stands_beside_a_wish_and_an_earlier_time():
    cv = "Depuis 2003  Professeur d'histoire, Collège Saint-Éloi, nommé, mi-temps (10/20)"
    fact = facts_of(cv, "En 2004, j'enseignais 20/20. J'aimerais travailler à temps plein.")["workload"]
    assert (fact.value, fact.state) == (0.5, State.CONTRARY)


def test_temporary_work_is_to_verify_beside_an_appointment_of_which_nothing_more_is_told():
    cv = "Depuis 2010  Institutrice, école communale de Vance\n2014 : nommée"
    fact = facts_of(cv, "Institutrice, je suis temporaire.")["tenure"]
    assert fact.state is not State.CONTRARY
    assert any("2014" in piece.evidence.quote for piece in fact.evidence)


def test_a_denial_of_an_earlier_time_is_none_of_today():
    cv = "Depuis 2004  Professeure, Athénée royal de Marbois\nStatut : non nommée avant 2012\n\nÉTUDES\n2019  Secours"
    fact = facts_of(cv, "Professeure de français, je suis nommée depuis 2012. Marbois, le 2 mars 2026")["tenure"]
    assert (fact.value, fact.state) == ("permanent", State.FOUND)


def test_to_master_a_thing_is_no_title():
    facts = facts_of("COMPÉTENCES\nMaîtrise de l'outil informatique\nMaîtrise du stress")
    assert facts["qualifications"].value is None


def test_temporary_work_stands_beside_an_appointment_that_is_over_or_awaited():
    letter = "Je suis temporaire depuis 2019. J'avais une nomination que j'ai perdue. J'espère être nommée en 2027."
    fact = facts_of("Depuis 2019  Institutrice, école communale de Vance", letter)["tenure"]
    assert (fact.value, fact.state) == ("temporary", State.CONTRARY)


def test_a_single_year_of_dates_is_nothing_of_who_serves_in_no_school():
    cv = "2006 - présent  Gérante, Chaussures Dorlot\n2002 - 2003  Surveillante de midi, école communale"
    assert "experience_years" not in told(facts_of(cv))


def test_of_what_an_earlier_version_read_nothing_is_asked():
    cv = "Depuis 2015  Responsable de magasin, Vêtements Dorlot, temps plein"
    given = {"filename": "cv.pdf", "kind": "cv", "language": "fr", "pages": [cv]}
    read = find_in_document(document_of(given), criteria=EO_CRITERIA)
    bare = tuple(replace(one, detail={}) for one in read.facts if one.key == "workload")
    source = Source(message_id=1, document_id=1, received_at=RECEIVED, in_time=True, findings=replace(read, facts=bare))
    facts = assemble([source], criteria=EO_CRITERIA, cutoff=CUTOFF).facts
    assert bare == () or facts["workload"].state is State.FOUND


@each(
    ("language", "cv"),
    [
        (
            "nl",
            (
                "PROFESSIONEEL\n- Bibliotheekmedewerker (19/38), Gemeentebibliotheek Machelen, sinds september 2022\n"
                "- Leerkracht tweede leerjaar, Basisschool De Linde, Vilvoorde, september 2011 tot augustus 2022"
            ),
        ),
        (
            "nl",
            (
                "PROFESSIONEEL\n- Gids (1/2), Museum De Spil, sinds 1 september 2025\n"
                "- Leerkracht tweede leerjaar, Basisschool De Linde, Vilvoorde, september 2011 tot augustus 2025"
            ),
        ),
        (
            "fr",
            (
                "EXPÉRIENCE\nDepuis 09/2025  Employée à mi-temps, Bibliothèque communale de Virton\n"
                "2010 – 08/2025  Institutrice primaire, École communale de Virton"
            ),
        ),
        (
            "de",
            (
                "BERUFSERFAHRUNG\nSeit 09/2025  Mitarbeiterin (19/38), Stadtbibliothek Eupen\n"
                "2010 – 08/2025  Primarschullehrerin, Gemeindeschule Kettenis"
            ),
        ),
        (
            "en",
            (
                "WORK EXPERIENCE\n09/2025 – present  Assistant (half-time), Town library, Arlon\n"
                "2010 – 08/2025  Primary school teacher, Vance Primary School"
            ),
        ),
    ],
)
def test_the_load_of_a_library_says_nothing_of_who_taught_before(language, cv):
    assert facts_of(cv, language=language)["workload"].state is State.NOT_FOUND


def test_half_a_load_at_an_employer_of_unknown_sort_is_in_doubt():
    cv = (
        "PROFESSIONEEL\n- Zorgkundige (19/38), Ter Zande, sinds 1 september 2025\n"
        "- Leerkracht tweede leerjaar, Basisschool De Linde, Vilvoorde, september 2011 tot augustus 2025"
    )
    assert facts_of(cv, language="nl")["workload"].state is not State.CONTRARY
