"""Where somebody lives and from when they can begin: shown with the passage, and no reason of a decision."""

from __future__ import annotations

from dataclasses import replace

from parsers.facts.asked import kinds
from tests.answering import answer, asked, in_cv, in_letter
from tests.each import each

PLACE, AVAILABLE, MENTIONED = asked("place"), asked("availability"), asked("mentioned", terms=["Word"])
AT_HOME = (
    "Curriculum vitae\nNora Fautré\nRue du Lavoir 3\n6700 Arlon\n0470 12 34 56\n\nFormation\n2014 – 2017  Bachelier"
)
TOLD = [
    ("Je suis disponible à partir du 1er septembre 2026.", ["disponible à partir du 1er septembre 2026"]),
    ("Je suis disponible immédiatement.", ["disponible immédiatement"]),
    ("Libre de suite, je peux vous rencontrer.", ["Libre de suite"]),
    ("Je peux commencer dès le 15 avril 2026.", ["commencer dès le 15 avril 2026"]),
    ("Je peux commencer le 24 août, et même le 1er juillet.", ["commencer le 24 août"]),
    ("Je suis libre dès la rentrée.", ["libre dès la rentrée"]),
    ("Diplômée en juin, disponible immédiatement, je viendrais volontiers.", ["disponible immédiatement"]),
    ("Je dois prester un préavis de trois mois.", ["préavis de trois mois"]),
    ("Je suis dispo dès le 1er juillet.", ["dispo dès le 1er juillet"]),
    (
        "Je pourrai prendre mon poste à compter du lundi 31 août 2026.",
        ["prendre mon poste à compter du lundi 31 août 2026"],
    ),
    ("Vanaf 1 november ben ik vrij.", ["Vanaf 1 november ben ik vrij"]),
    ("Ik ben beschikbaar vanaf 1 mei 2026.", ["beschikbaar vanaf 1 mei 2026"]),
    ("Ik ben onmiddellijk beschikbaar.", ["onmiddellijk beschikbaar"]),
    ("Mijn opzegtermijn bedraagt zes weken.", ["opzegtermijn bedraagt zes weken"]),
    ("Ich bin ab dem 1. Juni 2026 verfügbar.", ["ab dem 1. Juni 2026 verfügbar"]),
    ("Ich bin ab sofort verfügbar.", ["ab sofort verfügbar"]),
    ("Meine Kündigungsfrist beträgt drei Monate.", ["Kündigungsfrist beträgt drei Monate"]),
    ("I am available from 1 June 2026.", ["available from 1 June 2026"]),
    ("My notice period is two months.", ["notice period is two months"]),
    ("Je commence quand vous voulez, mon patron est prévenu.", ["commence quand vous voulez"]),
    ("Je peux commencer à votre convenance.", ["commencer à votre convenance"]),
    ("Je peux être chez vous dans les quinze jours.", ["être chez vous dans les quinze jours"]),
    ("Je peux vous rejoindre au plus vite.", ["vous rejoindre au plus vite"]),
    ("Je peux débuter dès que vous le souhaitez.", ["débuter dès que vous le souhaitez"]),
    ("Ik kan starten zodra u dat wenst.", ["starten zodra u dat wenst"]),
    ("J'ai commencé tout de suite à aimer ce métier.", None),
    ("Je suis libre depuis le 1er août.", ["libre depuis le 1er août"]),
    ("Je suis libre de tout engagement.", ["libre de tout engagement"]),
    (
        "Je suis disponible moyennant un préavis de six semaines.",
        ["disponible moyennant un préavis de six semaines"],
    ),
    (
        "Mon contrat prend fin le 31 octobre 2026. Je serai libre à partir de cette date.",
        ["31 octobre 2026: libre à partir de cette date"],
    ),
    ("Je serai libre à partir de cette date.", None),
    ("Ik kan beginnen wanneer u wil.", ["beginnen wanneer u wil"]),
    ("Ik kan binnen de veertien dagen starten.", ["binnen de veertien dagen starten"]),
    ("Ik ben vrij sinds 1 augustus.", ["vrij sinds 1 augustus"]),
    ("Ik ben vrij van alle verplichtingen.", ["vrij van alle verplichtingen"]),
    (
        "Mijn contract loopt af op 31 oktober 2026. Vanaf die datum ben ik vrij.",
        ["31 oktober 2026: Vanaf die datum ben ik vrij"],
    ),
    ("Ich kann jederzeit anfangen.", ["jederzeit anfangen"]),
    ("Ich kann innerhalb von zwei Wochen anfangen.", ["innerhalb von zwei Wochen anfangen"]),
    ("Ich bin seit dem 1. August frei.", ["seit dem 1. August frei"]),
    (
        "Mein Vertrag endet am 31. Oktober 2026. Ab diesem Tag bin ich verfügbar.",
        ["31. Oktober 2026: Ab diesem Tag bin ich verfügbar"],
    ),
    ("I can start whenever you like.", ["start whenever you like"]),
    ("I could join you within two weeks.", ["join you within two weeks"]),
    ("I am free of any commitments.", ["free of any commitments"]),
    ("I have to give one month's notice.", ["one month's notice"]),
    ("Je peux me libérer en un mois.", ["me libérer en un mois"]),
    ("Je suis disponible début septembre.", ["disponible début septembre"]),
    ("Je serais libre après les congés.", ["libre après les congés"]),
    ("Je dois donner quatre semaines de préavis.", ["quatre semaines de préavis"]),
    ("Het liefst begin ik op 1 september.", ["begin ik op 1 september"]),
    ("Ik kan starten na de kerstvakantie.", ["starten na de kerstvakantie"]),
    ("Ich stehe Ihnen ab sofort zur Verfügung.", ["ab sofort zur Verfügung"]),
    ("I could start on 1 November 2026.", ["start on 1 November 2026"]),
    ("Je pourrais travailler à partir de juillet 2027.", ["pourrais travailler à partir de juillet 2027"]),
    ("J'ai pu commencer tout de suite chez Verdura.", None),
    ("J'ai choisi de travailler en septembre 2019 à Namur.", None),
    ("Op 1 september begon ik in Gent.", None),
    ("Je suis libre le soir quand il faut.", None),
    ("Je peux vous rencontrer quand vous voulez.", None),
    ("Je commence une formation dans un mois.", None),
    ("Je reste disponible à votre convenance.", None),
    ("Mon collègue peut commencer quand vous voulez.", None),
    ("Je suis disponible pour un entretien à partir du 2 avril 2026.", None),
    ("Je suis disponible à partir du 2 avril 2026 pour un entretien.", None),
    ("Je suis disponible les 9 et 10 avril.", None),
    ("Je suis disponible en soirée et le samedi.", None),
    ("Depuis le 1er septembre 2024 je suis en disponibilité pour convenance personnelle.", None),
    ("Ma collègue, disponible immédiatement, me remplacerait.", None),
    ("Je me tiens à votre disposition.", None),
    ("Je suis disponible et souriante.", None),
    ("Votre annonce demande quelqu'un de disponible immédiatement.", None),
    ("Ma collègue est disponible immédiatement.", None),
    ("Je ne suis pas disponible immédiatement.", None),
    ("Mon mémoire est disponible dès septembre 2026 à la bibliothèque.", None),
]
IN_CVS = [
    (in_cv("Divers", "Disponible immédiatement"), ["Disponible immédiatement"]),
    (in_cv("Divers", "Disponibilité : immédiate"), ["Disponibilité : immédiate"]),
    (in_cv("Divers", "Disponibilité : 1er juin 2026"), ["Disponibilité : 1er juin 2026"]),
    (in_cv("Diversen", "Beschikbaar vanaf 1 juni 2026"), ["Beschikbaar vanaf 1 juni 2026"]),
    (in_cv("Divers", "Disponibilité, écoute, rigueur"), None),
]


@each(("sentence", "words"), TOLD)
def test_a_letter_says_from_when(sentence, words):
    fact = answer(AVAILABLE, letter=in_letter(sentence))
    assert (fact.value, fact.state) == (words, "found" if words else "not_found")


@each(("cv", "words"), IN_CVS)
def test_a_cv_says_from_when(cv, words):
    assert answer(AVAILABLE, cv=cv).value == words


def test_what_two_papers_say_is_shown_side_by_side():
    cv = in_cv("Divers", "Disponible immédiatement")
    fact = answer(AVAILABLE, cv=cv, letter=in_letter("Je dois prester un préavis de trois mois."))
    assert (len(fact.value), {piece.document_id for piece in fact.evidence}) == (2, {1, 2})


def test_the_place_is_that_of_the_candidate_with_the_line_that_says_it():
    fact = answer(PLACE, cv=AT_HOME)
    assert (fact.value, fact.state) == ("6700 Arlon", "found")
    assert "Arlon" in fact.evidence[0].evidence.quote


@each(
    ("sentence", "place"),
    [
        ("J'habite à Durbuy.", "Durbuy"),
        ("J'habite actuellement à Marche-en-Famenne, près de la gare.", "Marche-en-Famenne"),
        ("Ik woon in Gent.", "Gent"),
        ("Ich wohne in Eupen.", "Eupen"),
        ("I live in Arlon.", "Arlon"),
        ("J'habite chez ma mère près de Virton.", None),
        ("Je n'habite pas à Durbuy.", None),
        ("Ma sœur habite à Durbuy.", None),
    ],
)
def test_a_sentence_says_where_somebody_lives(sentence, place):
    assert answer(PLACE, letter=in_letter(sentence)).value == place


def test_a_letter_that_names_another_place_than_the_cv_is_to_verify_with_both():
    fact = answer(PLACE, cv=AT_HOME, letter=in_letter("J'habite à Durbuy."))
    assert (fact.value, fact.state, len(fact.evidence)) == ("6700 Arlon", "to_verify", 2)


def test_no_place_is_told_of_an_employer():
    cv = in_cv("Expérience professionnelle", "2018 – 2022  Infirmière, CHU, 4000 Liège")
    assert answer(PLACE, cv=cv).state == "not_found"


@each("criterion", [PLACE, AVAILABLE, MENTIONED])
def test_nobody_is_refused_by_what_is_only_shown(criterion):
    assert criterion.is_only_shown
    told = list(kinds.faults(replace(criterion, eliminates=True)))
    assert told == [f"eliminates: the kind {criterion.kind} is shown, and decides nothing"]
