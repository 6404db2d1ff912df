"""What a criterion of each kind makes of papers: found, contrary by an explicit word alone, to verify, or not found."""

from __future__ import annotations

from datetime import UTC, datetime

from parsers.facts.asked import kinds
from parsers.facts.asked.named_sets import FIELDS, LICENCES
from parsers.facts.extractors import KEYS, find_in_document
from parsers.profile import assemble
from parsers.values.profiles import Source
from tests.answering import CUTOFF, answer, asked, in_cv, in_letter, paper
from tests.each import each

NL = asked("language", language="nl", from_level="B2")
LANGUAGES = [
    (NL, in_cv("Langues", "Néerlandais : B2"), "found"),
    (NL, in_cv("Langues", "Néerlandais : C1 (Selor)"), "found"),
    (NL, in_cv("Talen", "Nederlands: moedertaal"), "found"),
    (NL, in_cv("Sprachen", "Niederländisch: fließend"), "found"),
    (NL, in_cv("Langues", "Néerlandais : courant"), "found"),
    (asked("language", language="nl", from_level="C1"), in_cv("Langues", "Néerlandais : courant"), "to_verify"),
    (NL, in_cv("Langues", "Néerlandais : bonne connaissance"), "to_verify"),
    (NL, in_cv("Langues", "Néerlandais : scolaire"), "to_verify"),
    (NL, in_cv("Langues", "Français, néerlandais"), "to_verify"),
    (NL, in_cv("Langues", "Néerlandais ★★★★☆"), "to_verify"),
    (NL, in_cv("Langues", "Néerlandais : A2"), "contrary"),
    (NL, in_cv("Langues", "Néerlandais : notions"), "contrary"),
    (asked("language", language="nl", from_level="B1"), in_cv("Langues", "Néerlandais : notions"), "to_verify"),
    (NL, in_cv("Langues", "Néerlandais : aucune connaissance"), "contrary"),
    (NL, in_cv("Talen", "Nederlands: geen"), "contrary"),
    (NL, in_cv("Langues", "Français : langue maternelle", "Anglais : B2"), "not_found"),
    (NL, in_cv("Formation", "2012 – 2015  Cours de néerlandais, école de Virton"), "not_found"),
]
FR = asked("language", language="fr", from_level="B1")
GRID = "             Luisteren   Lezen   Spreken   Schrijven"
BY_SKILL = [
    (FR, in_cv("Talen", GRID, "Frans           B2          B2      A2        A2"), "to_verify"),
    (FR, in_cv("Talen", GRID, "Frans           C1          B2      B1        B1"), "found"),
    (FR, in_cv("Talen", GRID, "Frans           A1          A1      A2        A2"), "contrary"),
    (FR, in_cv("Talen", "Frans: lezen B2, spreken A2"), "to_verify"),
    (FR, in_cv("Langues", "Français : compréhension B2, expression A2"), "to_verify"),
    (FR, in_cv("Talen", "Frans A2-B1"), "to_verify"),
    (FR, in_cv("Talen", "Nederlands C2 – Frans B1 – Engels C1 – Swahili A1"), "found"),
    (FR, in_cv("Talen", "Frans     [ ] A1  [ ] A2  [x] B1  [ ] B2  [ ] C1"), "found"),
    (FR, in_cv("Langues", "Français   ☐ A1   ☒ A2   ☐ B1   ☐ B2"), "contrary"),
    (FR, in_cv("Talen", "Frans B1-B2"), "found"),
    (FR, in_cv("Talen", "Frans", "Luisteren B2", "Lezen B2", "Spreken A2", "Schrijven A2"), "to_verify"),
    (FR, in_cv("Talen", "Thuistalen: Frans, Arabisch"), "found"),
    (FR, in_cv("Talen", "Frans (thuistaal)"), "found"),
]
AT_HOME = [
    (FR, "Thuis spraken wij Frans en Arabisch; op school Nederlands.", "found"),
    (FR, "À la maison, nous parlions français et arabe.", "found"),
    (FR, "Zu Hause sprechen wir Französisch.", "found"),
    (FR, "I grew up speaking French at home.", "found"),
    (FR, "Frans en Nederlands zijn voor mij gelijk, mijn moeder was van Ath.", "found"),
    (FR, "Ik ben tweetalig Nederlands-Frans.", "found"),
    (FR, "Deutsch und Französisch sind meine Muttersprachen.", "found"),
    (asked("language", language="fr", from_level="C1"), "Thuis spraken wij Frans.", "to_verify"),
    (FR, "Thuis spraken wij Arabisch, op school Frans.", "to_verify"),
    (FR, "In de klas spreken wij Frans.", "to_verify"),
    (FR, "Ik ben bijna tweetalig Nederlands-Frans.", "to_verify"),
    (FR, "Onze leerlingen zijn tweetalig Nederlands-Frans.", "to_verify"),
    (FR, "Frans is de thuistaal van mijn leerlingen.", "to_verify"),
    (FR, "Ik zou graag tweetalig Nederlands-Frans worden.", "not_found"),
    (FR, "U zoekt iemand die tweetalig Nederlands-Frans is.", "not_found"),
    (FR, "Mijn vader sprak thuis Frans.", "not_found"),
    (FR, "J'ai travaillé dans une école bilingue français-néerlandais.", "not_found"),
]
SENTENCES = [
    (NL, "Je parle couramment le néerlandais.", "found"),
    (NL, "Je ne parle pas le néerlandais.", "contrary"),
    (NL, "Ich spreche kein Niederländisch.", "contrary"),
    (NL, "Mon mari ne parle pas le néerlandais.", "not_found"),
    (NL, "Je parle néerlandais.", "to_verify"),
    (NL, "Votre annonce demande le néerlandais.", "not_found"),
    (NL, "Je ne parle pas seulement le néerlandais mais aussi l'anglais.", "not_found"),
    (NL, "Je ne parle pas encore couramment le néerlandais.", "not_found"),
    (NL, "Je n'ai aucune difficulté en néerlandais.", "not_found"),
    (NL, "Sans connaître le néerlandais, on ne peut pas travailler ici.", "not_found"),
    (NL, "My Dutch is not perfect.", "to_verify"),
    (NL, "I do not speak Dutch.", "contrary"),
]
PERMIT = asked("licence", sets=["driving_b"])
VISA = asked("licence", sets=["nursing_registration"])
WORDS = asked("licence", terms=["agrément ONE"])
LICENCES_IN_CV = [
    (PERMIT, in_cv("Divers", "Permis B"), "found"),
    (PERMIT, in_cv("Divers", "Permis de conduire : B"), "found"),
    (PERMIT, in_cv("Diversen", "Rijbewijs B, eigen wagen"), "found"),
    (PERMIT, in_cv("Sonstiges", "Führerschein Klasse B"), "found"),
    (PERMIT, in_cv("Divers", "Permis B : en cours"), "to_verify"),
    (PERMIT, in_cv("Divers", "Permis B provisoire"), "to_verify"),
    (PERMIT, in_cv("Divers", "Permis B : non"), "contrary"),
    (PERMIT, in_cv("Divers", "Permis A et B"), "found"),
    (PERMIT, in_cv("Divers", "Permis : oui, B"), "found"),
    (PERMIT, in_cv("Diversen", "Rijbewijs AM en B"), "found"),
    (PERMIT, in_cv("Divers", "Permis de conduire G"), "not_found"),
    (PERMIT, in_cv("Divers", "Permis de travail"), "not_found"),
    (VISA, in_cv("Divers", "Visa d'infirmière, numéro INAMI 1-23456"), "found"),
    (VISA, in_cv("Diversen", "RIZIV-nummer 123456"), "found"),
    (VISA, in_cv("Divers", "n° INAMI 1-23456\npermis : examen prévu le 9 juillet"), "found"),
    (VISA, in_cv("Divers", "Visa SPF Santé publique : aide-soignante"), "not_found"),
    (VISA, in_cv("Divers", "Visa Schengen"), "not_found"),
    (WORDS, in_cv("Divers", "Agrément ONE depuis 2019"), "found"),
]
LICENCES_TOLD = [
    (PERMIT, "Je suis titulaire du permis B.", "found"),
    (PERMIT, "Je n'ai pas le permis B.", "contrary"),
    (PERMIT, "Ik heb geen rijbewijs.", "contrary"),
    (PERMIT, "Je passerai mon permis B en mai.", "to_verify"),
    (PERMIT, "Mon frère a le permis B.", "not_found"),
    (PERMIT, "Je n'ai pas que le permis B, mais aussi le permis C.", "found"),
    (PERMIT, "Je n'ai pas besoin du permis B pour venir.", "to_verify"),
    (PERMIT, "Je ne suis pas sans permis B.", "to_verify"),
    (PERMIT, "Permis B depuis 2010, jamais d'accident.", "found"),
    (PERMIT, "Ik heb geen wagen, wel een rijbewijs B.", "found"),
    (PERMIT, "Kein Auto, aber Führerschein B.", "found"),
    (PERMIT, "Je n'ai pas de voiture mais j'ai le permis B.", "found"),
    (PERMIT, "J'accompagne des élèves qui passent leur permis B.", "not_found"),
    (PERMIT, "Pour le permis B, je suis inscrite à une auto-école.", "to_verify"),
    (PERMIT, "Ce cours me donnera droit au permis B.", "to_verify"),
    (PERMIT, "Voor het rijbewijs B ben ik ingeschreven bij een rijschool.", "to_verify"),
    (PERMIT, "Für den Führerschein B habe ich mich im März angemeldet.", "to_verify"),
    (PERMIT, "I will get my driving licence in June.", "to_verify"),
    (PERMIT, "Pour mes trajets j'ai le permis B.", "found"),
    (PERMIT, "Le permis B, je ne l'ai pas.", "contrary"),
    (PERMIT, "Het rijbewijs B van de oude reeks heb ik niet.", "contrary"),
    (PERMIT, "Den Führerschein B, den habe ich nicht.", "contrary"),
    (PERMIT, "A driving licence, I do not have one.", "contrary"),
    (PERMIT, "Le permis B, je ne l'ai jamais perdu.", "found"),
    (PERMIT, "Le permis B, je ne l'ai pas encore : l'examen est fixé au 12 novembre.", "to_verify"),
    (PERMIT, "L'examen pratique du permis B est fixé au 12 novembre.", "to_verify"),
    (PERMIT, "Avez-vous le permis B ?", "not_found"),
    (PERMIT, "Hebt u een rijbewijs B?", "not_found"),
]
LORRY = asked("licence", terms=["rijbewijs C", "rijbewijs B en C", "rijbewijs CE", "permis C"])
CATEGORIES = [
    (LORRY, ["Permis B, C"], "found"),
    (LORRY, ["RIJBEWIJZEN            B - C - CE - D"], "found"),
    (LORRY, ["Rijbewijs: categorieën B en CE"], "found"),
    (LORRY, ["Rijbewijzen", "B (1998), C en CE (2003), code 95 geldig tot 2028"], "found"),
    (LORRY, ["DRIVING LICENCE", "Categories B and C (exchanged in 2023)"], "found"),
    (LORRY, ["- permis de conduire :", "- B", "- C"], "found"),
    (LORRY, ["Führerschein der Klassen B und CE"], "found"),
    (LORRY, ["Permis B+E, C+E"], "found"),
    (LORRY, ["Permis B, BE, C1"], "not_found"),
    (LORRY, ["Langues", "C"], "not_found"),
    (LORRY, ["Permis CE : non"], "not_found"),
    (LORRY, ["Permis C : non"], "contrary"),
    (LORRY, ["Rijbewijs    B", "             C: theorie geslaagd in 2025, praktijkexamen gepland in mei"], "to_verify"),
    (LORRY, ["Permis B, C périmé"], "to_verify"),
    (LORRY, ["Rijbewijs C geldig tot 03/2024"], "to_verify"),
    (LORRY, ["Rijbewijs C geldig tot 03/2028"], "found"),
    (PERMIT, ["Driving   Category B"], "found"),
    (PERMIT, ["Permis de conduire C"], "found"),
    (PERMIT, ["Permis BE : non"], "not_found"),
    (PERMIT, ["Permis B, C périmé"], "found"),
    (PERMIT, ["Permis de travail"], "not_found"),
]
WIRING = asked("licence", terms=["BA4", "BA5"])
EXPIRED = [
    (WIRING, "BA5, valable 3 ans (jusqu'en octobre 2023, à renouveler)", "to_verify"),
    (WIRING, "BA5, expire le 01/02/2025", "to_verify"),
    (WIRING, "BA4, valable jusqu'au 31/12/2027", "found"),
    (WIRING, "BA4 (2023), VCA échu", "found"),
    (WIRING, "BA4 abgelaufen", "to_verify"),
    (WIRING, "BA4, expired", "to_verify"),
]
EXPIRED_TOLD = [
    (LORRY, "Mijn rijbewijs C is vervallen.", "to_verify"),
    (LORRY, "Mijn rijbewijs C haalde ik in 2012, maar ik heb het niet verlengd.", "to_verify"),
    (LORRY, "Ik heb geen rijbewijs CE.", "not_found"),
    (LORRY, "I hold a driving licence in categories B and C.", "found"),
    (LORRY, "Mijn vader heeft een rijbewijs B, C en CE.", "not_found"),
]
NURSING = asked("years", sets=["nursing"], at_least=3)
HOSPITAL = asked("years", sets=["hospital"], at_least=3)
SCHOOL = asked("years", sets=["school"], at_least=3)
UPKEEP = asked("years", terms=["maintenance", "onderhoud", "Instandhaltung"], at_least=3)
RECEPTION = asked("years", terms=["accueil*", "guichet"], at_least=3)
KEEPING = asked("years", terms=["toezichthouder*"], at_least=3)
CAREERS = [
    (NURSING, ["2018 – 2022  Infirmière, Hôpital Sainte-Ode, Libramont"], "found", 4),
    (NURSING, ["2018 – 2020  Infirmière, Hôpital Sainte-Ode, Libramont"], "to_verify", 2),
    (HOSPITAL, ["01/2018 – 12/2022  Infirmière, Soins du Sud ASBL"], "not_found", None),
    (NURSING, ["2015 – 2020  Stage d'infirmière, CHU de Liège"], "not_found", None),
    (NURSING, ["2015 – 2020  Étudiante infirmière, CHU de Liège"], "not_found", None),
    (HOSPITAL, ["01/2016 – 12/2019  Secrétaire médicale, CHU de Liège"], "found", 4),
    (
        NURSING,
        ["01/2018 – 12/2019  Infirmière, Clinique du Parc", "01/2018 – 12/2019  Infirmière, Soins du Sud ASBL"],
        "to_verify",
        2,
    ),
    (NURSING, ["01/2024 – aujourd'hui  Verpleegkundige, UZ Gent"], "to_verify", 2),
    (SCHOOL, ["09/2015 – 06/2020  Professeure de français, Athénée royal d'Arlon"], "found", 4),
    (SCHOOL, ["01/2018 – 12/2022  Infirmière, Hôpital Sainte-Ode, Libramont"], "not_found", None),
    (NURSING, ["01/2018 – 12/2022  Professeure, Institut provincial de Nursing, La Louvière"], "not_found", None),
    (RECEPTION, ["01/2018 – 12/2022  Agente d'accueil, Commune de Virton"], "found", 5),
    (KEEPING, ["01/2018 – 12/2022  Stad Bilzen", "                  toezichthouder milieu (voltijds)"], "found", 5),
    (KEEPING, ["Gemeente Riemst    1/10/2020 tot op vandaag", "Toezichthouder milieu, voltijds"], "found", 5),
]
STATED = [
    (NURSING, "J'ai huit ans d'expérience comme infirmière.", "found", 8),
    (NURSING, "Je suis infirmière depuis huit ans.", "found", 8),
    (NURSING, "Ik heb zes jaar ervaring als verpleegkundige.", "found", 6),
    (NURSING, "Ich habe zehn Jahre Erfahrung als Krankenpflegerin.", "found", 10),
    (NURSING, "J'ai un an d'expérience comme infirmière.", "to_verify", 1),
    (NURSING, "Je n'ai aucune expérience comme infirmière.", "contrary", 0),
    (NURSING, "Pendant cinq ans, j'ai travaillé comme infirmière.", "found", 5),
    (NURSING, "Je n'ai pas moins de dix ans d'expérience comme infirmière.", "found", 10),
    (NURSING, "Je n'ai pas d'expérience comme infirmière en bloc opératoire.", "to_verify", 0),
    (NURSING, "Ce n'est pas sans expérience comme infirmière que je postule.", "not_found", None),
    (NURSING, "Seit acht Jahren bin ich Krankenpflegerin.", "found", 8),
    (NURSING, "Cinq ans d'expérience comme infirmière sont demandés.", "not_found", None),
    (NURSING, "Formée pendant trois ans comme infirmière à Namur.", "not_found", None),
    (NURSING, "Mon frère, infirmier depuis dix ans, m'a parlé de vous.", "not_found", None),
    (NURSING, "J'ai dix ans d'expérience, dont deux comme infirmière.", "not_found", None),
    (NURSING, "Dix ans comme aide-soignante m'ont menée vers les études d'infirmière.", "not_found", None),
    (NURSING, "Ma mère a trente ans d'expérience comme infirmière.", "not_found", None),
    (NURSING, "Depuis huit ans j'habite en face de chez une infirmière.", "not_found", None),
    (NURSING, "J'ai une fille de huit ans et je suis infirmière.", "not_found", None),
    (NURSING, "J'ai presque trois ans d'expérience comme infirmière.", "to_verify", 2),
    (NURSING, "Je suis infirmière depuis un peu moins de trois ans.", "to_verify", 2),
    (NURSING, "Ik heb bijna 3 jaar als verpleegkundige gewerkt.", "to_verify", 2),
    (NURSING, "Ich habe fast drei Jahre Erfahrung als Krankenpflegerin.", "to_verify", 2),
    (NURSING, "I have nearly three years of experience as a nurse.", "to_verify", 2),
    (NURSING, "J'ai près de dix ans d'expérience comme infirmière.", "found", 9),
    (NURSING, "J'ai moins de cinq ans d'expérience comme infirmière.", "not_found", None),
    (UPKEEP, "10 ans de maintenance industrielle chez deux employeurs.", "found", 10),
    (UPKEEP, "Ten years of maintenance in two factories.", "found", 10),
    (UPKEEP, "Ich habe zehn Jahre Erfahrung in der Instandhaltung.", "found", 10),
    (UPKEEP, "Ik heb tien jaar ervaring in onderhoud.", "found", 10),
    (UPKEEP, "Ik heb van 1989 tot 2020 in het onderhoud gewerkt.", "found", 31),
    (UPKEEP, "J'ai travaillé de mars 2018 à août 2019 à la maintenance.", "to_verify", 1),
    (UPKEEP, "Mon père a travaillé de 1989 à 2020 à la maintenance.", "not_found", None),
    (UPKEEP, "J'ai travaillé comme bénévole de 2010 à 2020 à la maintenance.", "not_found", None),
    (NURSING, "Aan onze tafel zit al tien jaar een verpleegkundige.", "not_found", None),
    (NURSING, "Sinds maart 2019 ben ik verpleegkundige in Gent.", "found", 7),
    (NURSING, "Depuis septembre 2015 je suis infirmière au Chêne.", "found", 10),
    (NURSING, "Depuis septembre 2015 je cherche un poste d'infirmière.", "not_found", None),
    (UPKEEP, "J'ai acheté une machine de dix ans : la maintenance m'intéresse.", "not_found", None),
]
BACHELOR = asked("qualification", from_level="bachelor", sets=["nursing"])
MASTER = asked("qualification", from_level="master")
CESS = asked("qualification", from_level="secondary")
POWER = asked("qualification", from_level="secondary", terms=["électricité"])
TITLES = [
    (BACHELOR, "2011 – 2014  Bachelier en soins infirmiers, Haute École de Namur", "found"),
    (BACHELOR, "2011 – 2014  Bachelor in de verpleegkunde, Hogeschool Gent", "found"),
    (BACHELOR, "1998  Infirmière graduée, Liège", "found"),
    (BACHELOR, "2011 – 2013  Brevet d'infirmière hospitalière, Arlon", "to_verify"),
    (BACHELOR, "2011 – 2014  Bachelier en comptabilité, Haute École de Namur", "not_found"),
    (BACHELOR, "2024  Bachelier en soins infirmiers, Haute École de Namur (en cours)", "to_verify"),
    (BACHELOR, "2024  Bachelier en soins infirmiers, Namur, 150 crédits acquis sur 180", "not_found"),
    (BACHELOR, "2023 – heden  Bachelor in de verpleegkunde, derde jaar, Hogeschool Gent", "to_verify"),
    (BACHELOR, "Bachelor in de verpleegkunde, Gent\nIk verwacht af te studeren in januari 2027.", "to_verify"),
    (BACHELOR, "Bachelor in Krankenpflege, derzeit im 3. Semester, Aachen", "to_verify"),
    (BACHELOR, "BSc in nursing, Dublin City University, expected 2027", "to_verify"),
    (BACHELOR, "BSc in nursing, Dublin City University, year 2 of 3", "to_verify"),
    (BACHELOR, "2024 – présent  Bachelier en comptabilité, Haute École de Namur", "not_found"),
    (BACHELOR, "2024  Bachelier en soins infirmiers, Namur (abandonné)", "not_found"),
    (BACHELOR, "2004 – 2007  Baccalauréat en soins infirmiers, Haute École de Namur", "found"),
    (MASTER, "2011 – 2016  Master en sciences de l'éducation, Université de Liège", "found"),
    (MASTER, "2011 – 2014  Bachelier en droit, Université de Namur", "not_found"),
    (MASTER, "1994 – 1998  Licence en histoire, Université de Nancy", "to_verify"),
    (MASTER, "1989  Régendat français-histoire, École normale de Bastogne, promotion 1989", "not_found"),
    (MASTER, "2002  Diplôme d'institutrice primaire, Haute École de Bastogne", "not_found"),
    (MASTER, "2022  Bachelier agrégé de l'enseignement secondaire inférieur, Champion", "not_found"),
    (MASTER, "1999  Diplom in Psychologie, Universität Trier", "to_verify"),
    (BACHELOR, "1995  Infirmière A1, Institut provincial, Liège", "found"),
    (BACHELOR, "1995  Infirmière A2, Institut provincial, Liège", "to_verify"),
    (CESS, "2015  Certificat de néerlandais A2, Virton", "not_found"),
    (CESS, "2010  CESS, Athénée d'Arlon", "found"),
    (CESS, "2010  Abitur, Eupen", "found"),
    (CESS, "2010  CQ6, Institut technique de Virton", "found"),
    (CESS, "2011  7e TQ, Institut technique de Virton", "found"),
    (CESS, "2012 – 2015  Brevet de technicien supérieur en mécanique, Metz", "found"),
    (CESS, "2010  Diplôme d'études secondaires (équivalence CESS), Casablanca", "found"),
    (CESS, "1998  7e jaar BSO, diploma secundair onderwijs, Tongeren", "found"),
    (CESS, "2008  Diploma TSO, elektriciteit, Tongeren", "found"),
    (CESS, "2010  CESI, Institut technique de Virton", "not_found"),
    (POWER, "A2 électricité, Institut Sainte-Julie", "found"),
    (POWER, "1990  A2 électricité, Institut Sainte-Julie", "found"),
    (POWER, "Cours d'électricité A2, 12 h", "not_found"),
    (CESS, "A2 en néerlandais, Virton", "not_found"),
    (BACHELOR, "2009  HBO-bachelor verpleegkunde, Saxion Deventer", "found"),
    (CESS, "2011 – 2014  Bachelier en droit, Université de Namur", "found"),
]


@each(("criterion", "cv", "state"), [*LANGUAGES, *BY_SKILL, *LICENCES_IN_CV])
def test_a_cv_says(criterion, cv, state):
    assert answer(criterion, cv=cv).state == state


@each(("criterion", "rows", "state"), CATEGORIES)
def test_categories_are_read_as_lists_name_them(criterion, rows, state):
    assert answer(criterion, cv=in_cv("Divers", *rows)).state == state


@each(("criterion", "row", "state"), EXPIRED)
def test_what_is_over_is_never_sure(criterion, row, state):
    assert answer(criterion, cv=in_cv("Divers", row)).state == state


def test_a_word_that_it_is_over_weighs_more_than_a_list():
    cv, letter = in_cv("Divers", "Rijbewijs B, C"), in_letter("Mijn rijbewijs C is vervallen.")
    assert answer(LORRY, cv=cv, letter=letter).state == "to_verify"


@each(("criterion", "sentence", "state"), [*SENTENCES, *AT_HOME, *LICENCES_TOLD, *EXPIRED_TOLD])
def test_a_letter_says(criterion, sentence, state):
    assert answer(criterion, letter=in_letter(sentence)).state == state


@each(("criterion", "rows", "state", "years"), CAREERS)
def test_posts_of_the_field_count(criterion, rows, state, years):
    fact = answer(criterion, cv=in_cv("Expérience professionnelle", *rows))
    assert (fact.state, fact.value) == (state, years)
    assert bool(fact.evidence) == (state != "not_found")


@each(("criterion", "sentence", "state", "years"), STATED)
def test_years_are_told_in_a_sentence(criterion, sentence, state, years):
    fact = answer(criterion, letter=in_letter(sentence))
    assert (fact.state, fact.value) == (state, years)


@each(("criterion", "row", "state"), TITLES)
def test_a_title_is_of_a_level_and_a_field(criterion, row, state):
    assert answer(criterion, cv=in_cv("Formation", row)).state == state


def test_what_two_papers_say_otherwise_is_to_verify_with_both_passages():
    fact = answer(PERMIT, cv=in_cv("Divers", "Permis B"), letter=in_letter("Je n'ai pas le permis B."))
    assert fact.state == "to_verify"
    assert {piece.document_id for piece in fact.evidence} == {1, 2}


def test_a_grid_on_both_sides_weighs_more_than_one_level():
    cv = in_cv("Talen", GRID, "Frans           B2          B2      A2        A2")
    assert answer(FR, cv=cv, letter=in_letter("Mijn Frans heeft niveau B2.")).state == "to_verify"


def test_a_post_that_has_just_begun_denies_no_others():
    cv = in_cv("Werkervaring", "01/2018 – 12/2025  Stad Bilzen, toezichthouder")
    fact = answer(KEEPING, cv=cv, letter=in_letter("Sinds januari 2026 ben ik toezichthouder in Riemst."))
    assert fact.state == "found"


def test_a_denial_beside_a_post_is_to_verify():
    cv = in_cv("Expérience professionnelle", "2018 – 2019  Infirmière, Clinique du Parc")
    fact = answer(NURSING, cv=cv, letter=in_letter("Je n'ai aucune expérience comme infirmière."))
    assert (fact.state, len(fact.claims)) == ("to_verify", 2)


def test_a_notice_that_asks_for_no_years_of_teaching_is_told_none():
    document = paper(in_cv("Divers", "Permis B"), "cv")
    source = Source(
        message_id=1,
        document_id=1,
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        in_time=True,
        findings=find_in_document(document, criteria=[PERMIT]),
    )
    assert "experience_years" not in assemble([source], criteria=[PERMIT], cutoff=CUTOFF).facts


@each(
    ("criterion", "told"),
    [
        (NL, []),
        (asked("language", language="nl"), ["from_level: the kind language needs it"]),
        (
            asked("language", language="nl", from_level="B9"),
            ["from_level: B9 is none of A1, A2, B1, B2, C1, C2"],
        ),
        (asked("language", language="vlaams", from_level="B2"), ["language: vlaams is no code of ISO 639-1, as nl"]),
        (asked("licence"), ["terms or sets: the kind licence needs one of them"]),
        (asked("licence", sets=["boat"]), [f"sets: boat is none of {', '.join(LICENCES)}"]),
        (asked("years", sets=["nursing"]), ["at_least: the kind years needs it"]),
        (asked("years", sets=["sea"], at_least=1), [f"sets: sea is none of {', '.join(FIELDS)}"]),
        (
            asked("qualification", from_level="doctor"),
            ["from_level: doctor is none of secondary, bachelor, master"],
        ),
        (asked("tenure", language="nl"), ["language: the kind tenure does not have it"]),
    ],
)
def test_parameters_that_cannot_be_are_told_with_what_may_be(criterion, told):
    assert list(kinds.faults(criterion)) == told


def test_every_kind_is_known_to_those_who_read():
    assert KEYS.keys() >= kinds.KINDS.keys()


def test_two_notices_that_ask_other_things_under_one_key_are_kept_apart():
    keys = {one.finding_key for one in (PERMIT, VISA, WORDS, NL, asked("language", language="de", from_level="B2"))}
    assert len(keys) == 5
