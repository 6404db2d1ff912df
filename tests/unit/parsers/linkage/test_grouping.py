from itertools import permutations
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.linkage import grouping
from parsers.linkage.claims import claims_of, from_json, to_json
from parsers.linkage.grouping import MessageClaims, partition, possible_duplicates, tokens
from parsers.linkage.namesakes import same_name
from parsers.values.evidence import Finding, Findings, State
from parsers.values.headers import Address, Headers, Proof
from parsers.values.messages import Body, Message
from parsers.values.readings import Reading
from tests.adversarial import steps


def claim(number, email=None, *names, **more):
    sets = {key: frozenset(value) for key, value in more.items()}
    return MessageClaims(message_id=number, email=email, names=names, **sets)


def groups(*claims):
    found = {partition(order) for order in permutations(claims)}
    assert len(found) == 1, "depends on the order"
    return [sorted(group) for group in found.pop()]


def test_one_address_is_one_candidate():
    assert groups(claim(1, "a@x.example"), claim(2, "b@x.example"), claim(3, "a@x.example")) == [[1, 3], [2]]


def test_one_address_stays_one_candidate_when_a_paper_was_misread():
    one = claim(1, "a@x.example", "Jeanne Dupont", "Curriculum Vitae")
    assert groups(one, claim(2, "a@x.example", "Jeanne Dupont")) == [[1, 2]]


def test_a_family_address_is_two_candidates_when_each_is_clearly_named():
    one = claim(1, "famille@x.example", "Jeanne Dupont", "DUPONT Jeanne")
    other = claim(2, "famille@x.example", "Karim Benali", "Karim Benali")
    assert groups(one, other) == [[1], [2]]
    assert possible_duplicates([one, other])[0].reason == "one address, but two names"


def test_a_scanner_s_address_joins_nobody():
    one = claim(1, "scan@school.example", "Jeanne Dupont")
    other = claim(2, "scan@school.example", "Karim Benali")
    assert groups(one, other, claim(3, "scan@school.example")) == [[1], [2], [3]]
    assert groups(one, claim(4, "scan@school.example", "DUPONT Jeanne")) == [[1, 4]]


def test_same_name_and_phone_at_two_addresses():
    one = claim(1, "a@x.example", "Jeanne Dupont", phones={"+32470000001"})
    assert groups(one, claim(2, "b@y.example", "DUPONT Jeanne", phones={"+32470000001"})) == [[1, 2]]


def test_same_name_alone_is_only_possible():
    one, other = claim(1, "a@x.example", "Jeanne Dupont"), claim(2, "b@y.example", "Jeanne Dupont")
    assert groups(one, other) == [[1], [2]]
    [pair] = possible_duplicates([other, one])
    assert (pair.first, pair.second, pair.reason) == ({1}, {2}, "the same name at two addresses")


def test_same_phone_alone_is_only_possible():
    one = claim(1, "a@x.example", "Jeanne Dupont", phones={"+32470000001"})
    other = claim(2, "b@y.example", "Karim Benali", phones={"+32470000001"})
    assert groups(one, other) == [[1], [2]]
    assert [pair.reason for pair in possible_duplicates([one, other])] == ["the same telephone number"]


def test_a_cv_that_states_the_other_address():
    one = claim(1, "work@school.example", "Jeanne Dupont", emails={"jeanne@home.example"})
    assert groups(one, claim(2, "jeanne@home.example", "Jeanne")) == [[1, 2]]


def test_an_answer_in_the_thread_under_the_same_name():
    one = claim(1, "a@x.example", "Jeanne Dupont", message_ids={"<1@x>"})
    other = claim(2, "b@y.example", "Jeanne Dupont", references={"<1@x>", "<9@z>"})
    assert groups(one, other) == [[1, 2]]


def test_an_answer_in_the_thread_under_another_name():
    one = claim(1, "a@x.example", "Jeanne Dupont", message_ids={"<1@x>"})
    assert groups(one, claim(2, "b@y.example", "Karim Benali", references={"<1@x>"})) == [[1], [2]]


def test_the_same_cv_from_two_addresses_under_one_name():
    one = claim(1, "a@x.example", "Jeanne Dupont", digests={"ab"})
    assert groups(one, claim(2, "b@y.example", "Jeanne Dupont", digests={"ab"})) == [[1, 2]]


def flood(number, addresses):
    return [claim(i, f"p{i % addresses}@x.example", "Jeanne Dupont", "DUPONT Jeanne") for i in range(number)]


def test_hundreds_of_mails_of_one_candidate_are_compared_by_their_faces(monkeypatch):
    compared = []
    monkeypatch.setattr(grouping, "same_name", lambda *names: compared.append(names) or same_name(*names))
    assert [len(group) for group in partition(flood(500, 1))] == [500]
    assert len(partition(flood(500, 500))) == 500
    assert len(compared) < 500


@pytest.mark.parametrize(("candidates", "pairs"), [(20, 190), (21, 20), (500, 499)])
def test_a_crowd_under_one_name_is_shown_beside_its_first_alone(candidates, pairs):
    found = possible_duplicates(flood(candidates, candidates))
    assert len(found) == pairs
    assert {pair.reason for pair in found} == {"the same name at two addresses"}


_WORDS = st.sampled_from(["Jeanne Dupont", "Karim Benali", "Dupont Jeanne", "J. Dupont"])
_CLAIMS = st.builds(
    MessageClaims,
    message_id=st.integers(1, 30),
    email=st.sampled_from([None, "a@x.example", "b@x.example", "scan@x.example"]),
    emails=st.frozensets(st.sampled_from(["a@x.example", "b@x.example"])),
    names=st.lists(_WORDS, max_size=3).map(tuple),
    phones=st.frozensets(st.sampled_from(["+321", "+322"])),
)


SHARED = [
    claim(3, "a@x.example", "Jeanne Dupont", emails=["a@x.example", "b@x.example"]),
    claim(1, "b@x.example", "Karim Benali", emails=["b@x.example"], phones=["+321"]),
    claim(2, None, "Dupont Jeanne", emails=["a@x.example"], phones=["+321", "+322"]),
    claim(4, "scan@x.example", "J. Dupont", phones=["+322"]),
]
NAMESAKES = [
    claim(9, "scan@x.example", "Jeanne Dupont", "Karim Benali"),
    claim(30, "scan@x.example", "Karim Benali"),
    claim(8, "a@x.example", "Jeanne Dupont"),
    claim(7, "b@x.example", "Dupont Jeanne", phones=["+321"]),
    claim(6, None),
]


@example([], Random(1))
@example(SHARED, Random(2))
@example(SHARED, Random(3))
@example(NAMESAKES, Random(4))
@example(SHARED[:2] + NAMESAKES, Random(5))
@given(st.lists(_CLAIMS, max_size=8, unique_by=lambda c: c.message_id), st.randoms())
def test_every_message_is_in_one_group_whatever_the_order(claims, chance):
    shuffled = sorted(claims, key=lambda _: chance.random())
    assert partition(shuffled) == partition(claims)
    assert possible_duplicates(shuffled) == possible_duplicates(claims)
    members = sorted(number for group in partition(claims) for number in group)
    assert members == sorted(c.message_id for c in claims)


@example(SHARED[0])
@example(NAMESAKES[0])
@example(MessageClaims(message_id=1, email=None, emails=frozenset(), names=(), phones=frozenset()))
@given(_CLAIMS)
def test_claims_survive_json(claims):
    assert from_json(to_json(claims)) == claims


def test_what_can_be_joined_shares_a_token():
    one = claim(1, "a@x.example", "Jeanne Dupont", phones={"+321"})
    assert tokens(one) & tokens(claim(2, "b@x.example", "M. Dupont Jeanne"))
    assert not tokens(one) & tokens(claim(3, "c@x.example", "Jeanne Durand", phones={"+322"}))


HUB = {"emails": {"a@x.example", "b@y.example"}}


@pytest.mark.parametrize("names", [(), ("Jeanne Dupont", "Karim Benali")])
@pytest.mark.parametrize("first", [1, 5])
def test_a_stranger_who_gives_two_candidates_addresses_joins_no_two_of_them(names, first):
    one, other = claim(2, "a@x.example", "Jeanne Dupont"), claim(3, "b@y.example", "Karim Benali")
    found = groups(one, other, claim(first, "s@stranger.example", *names, **HUB))
    assert not any({2, 3} <= set(group) for group in found)
    chained = claim(6, "t@stranger.example", *names, emails={"b@y.example", "s@stranger.example"})
    found = groups(one, other, claim(first, "s@stranger.example", *names, **HUB), chained)
    assert not any({2, 3} <= set(group) for group in found)


@pytest.mark.parametrize("name", [None, "Jeanne Martin"])
def test_neither_where_one_has_no_name_or_half_the_other_s(name):
    one, other = claim(1, "a@x.example", "Jeanne Dupont"), claim(2, "b@y.example", *filter(None, [name]))
    assert not any({1, 2} <= set(group) for group in groups(one, other, claim(3, "s@stranger.example", **HUB)))


def test_two_addresses_of_one_full_name_that_a_third_one_ties_are_one_candidate():
    one, other = claim(1, "a@x.example", "Jeanne Dupont"), claim(2, "b@y.example", "DUPONT Jeanne")
    assert groups(one, other, claim(3, "c@z.example", "Jeanne Dupont", **HUB)) == [[1, 2, 3]]


def test_who_gives_her_address_comes_to_it_alone():
    one, *others = (
        claim(1, "a@x.example", "Jeanne Dupont"),
        *(claim(number, f"{number}@z.example", emails={"a@x.example"}) for number in (2, 3, 4)),
    )
    assert groups(one, *others) == [[1, 2, 3, 4]]


def test_where_senders_are_checked_her_mail_does_not_come_to_a_quicker_stranger_who_gives_her_address():
    stranger = MessageClaims(
        message_id=1, email="s@stranger.example", emails=frozenset({"a@x.example"}), proof=Proof.PROVEN
    )
    hers = MessageClaims(message_id=2, email="a@x.example", names=("Jeanne Dupont",), proof=Proof.PROVEN)
    assert groups(stranger, hers) == [[1], [2]]
    [pair] = possible_duplicates([stranger, hers])
    assert pair.reason == "one gives the other's address"


def told_by(number, shown, *names):
    """The claims of a mail from a family's address whose papers sign these names."""
    facts = [Finding(key="name", value=name, state=State.FOUND, detail=_detail(name)) for name in names]
    headers = Headers(fields=(), sender=Address(name=shown, email="famille@x.example"))
    message = Message(headers=headers, applicant=headers.sender, body=Body(text=""))
    return claims_of(number, Reading(message=message, documents=(), body_findings=Findings(facts=tuple(facts))))


def _detail(name):
    first, _, last = name.partition(" ")
    return {"given": first, "family": last, "source": "signature"}


def test_brothers_who_show_their_family_name_first_share_none():
    one, other = told_by(1, "Dupont Paul", "Paul Dupont"), told_by(2, "Dupont Luc", "Luc Dupont")
    assert (one.names, other.names) == (("Paul Dupont",) * 2, ("Luc Dupont",) * 2)
    assert partition([one, other]) == (frozenset({1}), frozenset({2}))


def test_capitals_tell_the_family_name_of_a_display_name():
    assert told_by(1, "DUPONT Paul").names == ("Paul Dupont",)
    assert told_by(1, "DUPONT Paul (École du Pré)").names == ("DUPONT Paul (École du Pré)",)


def worded(number):
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


CROWDS = {
    "one telephone": lambda n, _: {"phones": frozenset({"+32470000000"}), "names": (f"Jeanne Lam{worded(n)}",)},
    "one telephone and name": lambda *_: {"phones": frozenset({"+32470000000"}), "names": ("Jeanne Lam",)},
    "one address": lambda n, _: {"email": "j@one.example", "names": (f"Jeanne Lam{worded(n)}",)},
    "one address, two sources": lambda n, _: {"email": "j@one.example", "names": (f"Jeanne Lam{worded(n)}",) * 2},
    "thirty addresses": lambda n, size: {
        "emails": frozenset(f"j{other}@c.example" for other in range(0, size, size // 30)),
        "names": (f"Jeanne Lam{worded(n)}",),
    },
}


@pytest.mark.parametrize("crowd", CROWDS)
def test_four_times_the_mails_of_a_crowd_take_four_times_the_steps(crowd):
    """Whoever writes hundreds of mails makes none of them dear."""

    def grouped(size):
        mails = [
            MessageClaims(
                **{"message_id": n, "email": f"j{n}@c.example", "proof": Proof.PROVEN, **CROWDS[crowd](n, size)}
            )
            for n in range(1, size + 1)
        ]
        return lambda _: (partition(mails), possible_duplicates(mails))

    small, large = (steps(grouped(size), "") for size in (60, 240))
    assert large < 6 * small
