from dataclasses import replace
from datetime import UTC, datetime

from parsers.facts.person.candidate import decide
from parsers.facts.person.person import find_person
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from parsers.values.evidence import Findings, State
from parsers.values.headers import Address
from parsers.values.profiles import Source

CV = """Julie LAMBERT
Rue du Puits 3
6840 Neufchâteau
0470/12.34.56
julie.lambert@mail.example

EXPÉRIENCE
Depuis 2012 : école communale de Tellin, institutrice

RÉFÉRENCES
M. Paul Thiry, directeur, 061/22.33.44, paul.thiry@ecole.example
"""
LETTER = """Julie Lambert
Rue du Puits 3
6840 Neufchâteau

                              Carrefour des Métiers
                              Rue Haute 38
                              6700 Arlon
                              Tél. : 063/22.33.44

Neufchâteau, le 3 mars 2026

Madame, Monsieur,

Je vous écris pour le poste.

Bien à vous,

Julie Lambert
"""


def source(text, kind=None, *, sender=None, email="julie.lambert@mail.example", filename=None, number=1):
    layout = replace(sections(text), kind=kind)
    return Source(
        message_id=1,
        document_id=None if kind is None else number,
        received_at=datetime(2026, 3, 3, tzinfo=UTC),
        in_time=True,
        kind=kind,
        filename=filename,
        applicant=Address(name=sender, email=email),
        findings=Findings(facts=find_person(layout)),
    )


def values(*sources):
    return {key: fact.value for key, fact in decide(sources, sources[0].applicant).items()}


def test_who_the_papers_agree_on():
    assert values(source(CV, Kind.CV), source(LETTER, Kind.LETTER, number=2)) == {
        "name": "Julie Lambert",
        "given_name": "Julie",
        "family_name": "Lambert",
        "email": "julie.lambert@mail.example",
        "phone": "+32470123456",
        "postal_code": "6840",
        "city": "Neufchâteau",
    }


def test_the_addressees_particulars_are_not_the_candidates():
    found = values(source(LETTER, Kind.LETTER))
    assert (found["postal_code"], found["phone"]) == ("6840", None)


def test_a_spouse_who_sends_does_not_become_the_candidate():
    note = "Bonjour,\nVoici le dossier de mon épouse.\nMarc Thiry\n0479 11 22 33"
    sender = {"sender": "Marc Thiry", "email": "marc.thiry@mail.example"}
    found = values(
        source(note, **sender), source(CV, Kind.CV, **sender), source(LETTER, Kind.LETTER, number=2, **sender)
    )
    assert (found["name"], found["email"]) == ("Julie Lambert", "julie.lambert@mail.example")
    assert found["phone"] == "+32470123456"


def test_a_machine_that_sends_does_not_become_the_candidate():
    sender = {"sender": "Scanner", "email": "scanner@ecole.example"}
    assert values(source(CV, Kind.CV, **sender))["email"] == "julie.lambert@mail.example"


def test_a_second_address_of_ones_own_does_not_replace_the_one_written_from():
    found = values(source(CV, Kind.CV, sender="Julie Lambert", email="jlambert@work.example"))
    assert found["email"] == "jlambert@work.example"


def test_initials_and_file_names_support_a_name():
    note = source("Voici mon dossier.\nJ. Lambert", sender="J. Lambert")
    paper = source("", Kind.CV, filename="CV Lambert Julie.pdf")
    assert values(note, paper)["name"] == "Julie Lambert"


def test_an_initial_behind_a_name_is_spelled_out_by_the_address():
    assert values(source("Bonjour", sender="Lambert J."))["name"] == "Julie Lambert"


def test_initials_written_together_are_no_given_name_where_a_paper_spells_them_out():
    email = "am.lambert@mail.example"
    note = source("Mon dossier est joint.\nAM Lambert", sender="AM Lambert", email=email)
    cv = CV.replace("Julie LAMBERT", "Anne-Marie LAMBERT").replace("julie.lambert@mail.example", email)
    assert values(note, source(cv, Kind.CV, sender="AM Lambert", email=email))["name"] == "Anne-Marie Lambert"


def test_a_married_name_is_as_the_person_signs():
    cv = CV.replace("Julie LAMBERT", "LAMBERT Julie, épouse Thiry")
    assert values(source(cv, Kind.CV), source(LETTER, Kind.LETTER, number=2))["name"] == "Julie Lambert"


def test_two_people_are_for_a_human_to_look_at():
    other = CV.replace("Julie LAMBERT", "Sophie DURANT").replace("julie.lambert", "info")
    fact = decide(
        [
            source(CV.replace("julie.lambert", "info"), Kind.CV, email="x1@mail.example"),
            source(other, Kind.CV, number=2, email="x1@mail.example"),
        ],
        None,
    )["name"]
    assert fact.state is State.TO_VERIFY
    assert {claim.value for claim in fact.claims} == {"Julie Lambert", "Sophie Durant"}


def test_of_two_own_numbers_the_mobile_stands():
    cv = CV.replace("0470/12.34.56", "061/41.22.33 ou 0470/12.34.56")
    assert values(source(cv, Kind.CV))["phone"] == "+32470123456"


def test_every_value_has_its_evidence():
    text = CV
    for fact in decide([source(text, Kind.CV)]).values():
        for piece in fact.evidence:
            assert text[piece.evidence.start : piece.evidence.end] == piece.evidence.quote


def test_nothing_told_is_not_found():
    fact = decide([source("Bonjour.", email=None)])
    assert all(value.state is State.NOT_FOUND for value in fact.values())


def test_papers_with_two_addresses_leave_the_place_to_a_human():
    moved = LETTER.replace("Rue du Puits 3", "Rue Neuve 9").replace("6840 Neufchâteau", "6800 Libramont")
    found = decide([source(CV, Kind.CV), source(moved, Kind.LETTER, number=2)])["postal_code"]
    assert found.state is State.TO_VERIFY
    assert {claim.value for claim in found.claims} == {"6840", "6800"}
    assert all(claim.evidence for claim in found.claims)


def test_papers_that_agree_on_the_address_leave_no_doubt():
    assert decide([source(CV, Kind.CV), source(LETTER, Kind.LETTER, number=2)])["postal_code"].state is State.FOUND
