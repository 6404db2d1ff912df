from datetime import UTC, date, datetime

from parsers.facts.employer.one_name import is_same
from parsers.profile import assemble
from parsers.values.evidence import Evidence, Finding, Findings, State
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.each import each

SAME = [
    ("Institut Saint-Orban", "Institut Saint-Orban, Bourgvert"),
    ("Athénée royal de Bourgvert", "Athénée Royal Bourgvert"),
    ("École communale de Hautmont", "école communale de Hautmont"),
    ("Gemeindeschule Altfurt", "Gemeindeschule in Altfurt"),
    ("Koninklijk Atheneum Lindeveld", "Koninklijk Atheneum van Lindeveld"),
    ("Les Alouettes", "École communale « Les Alouettes »"),
]
OTHERS = [
    ("Institut Saint-Orban", "Institut Sainte-Begge"),
    ("Athénée royal de Bourgvert", "Institut Sainte-Begge, Bourgvert"),
    ("École communale de Hautmont", "Administration communale de Hautmont"),
    ("Basisschool De Linde", "Basisschool De Regenboog"),
    ("Gemeindeschule Altfurt", "Kaleido Ostbelgien"),
    ("Haute École", "Institut"),
]


@each(("one", "other"), SAME)
def test_one_organisation_has_several_names(one, other):
    assert is_same(one, other)
    assert is_same(other, one)


@each(("one", "other"), OTHERS)
def test_others_are_told_apart(one, other):
    assert not is_same(one, other)


def profile_of(*told):
    sources = [
        Source(
            message_id=1,
            document_id=number,
            received_at=datetime(2026, 3, 1, tzinfo=UTC),
            in_time=True,
            applicant=Address(),
            findings=Findings(facts=(finding(name, certainty),)),
        )
        for number, (name, certainty) in enumerate(told, 1)
    ]
    return assemble(sources, criteria=(), cutoff=date(2026, 3, 15)).facts["current_employer"]


def finding(name, certainty):
    evidence = Evidence(start=0, end=len(name), quote=name, rule="employer.told/3")
    return Finding(key="current_employer", value=name, state=State.FOUND, evidence=(evidence,), certainty=certainty)


def test_a_letter_and_a_cv_that_agree_are_sure_and_both_are_shown():
    fact = profile_of(("Institut Saint-Orban", 0.7), ("Institut Saint-Orban, Bourgvert", 0.9))
    assert (fact.value, fact.state) == ("Institut Saint-Orban, Bourgvert", State.FOUND)
    assert len(fact.evidence) == 2


def test_a_letter_and_a_cv_that_disagree_are_to_verify_with_both_claims():
    fact = profile_of(("Collège Sainte-Begge", 0.7), ("Institut Saint-Orban", 0.9))
    assert fact.state is State.TO_VERIFY
    assert [claim.value for claim in fact.claims] == ["Institut Saint-Orban", "Collège Sainte-Begge"]
