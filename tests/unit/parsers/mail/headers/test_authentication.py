import pytest

from parsers.mail.headers.authentication import authentication_of, authserv_ids, border_server, speaks
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Proof

OURS = "mx.office.example"
BORDER = "Received: from out.mail.example (out.mail.example [192.0.2.7])\r\n by mx.office.example with ESMTPS id 1; x"
STORE = "Received: from mx.office.example by store.office.example with LMTP id 2; x"
FROM = "From: Jeanne <jeanne@mail.example>"
PASS = f"Authentication-Results: {OURS}; dmarc=pass (p=reject) header.from=mail.example"


PLAINLY = "dmarc=pass header.from=mail.example"
SAYS = "dmarc=3Dpass_header.from=3Dmail.example_"


def proof(*lines, trusted=(OURS,)):
    headers = read_headers("\r\n".join([*lines, "", ""]).encode())
    return authentication_of(headers, frozenset(trusted))


def test_without_a_trusted_server_nothing_is_checked():
    assert proof(PASS, BORDER, FROM, trusted=()).proof is Proof.UNCHECKED


@pytest.mark.parametrize(
    "lines",
    [
        (PASS, BORDER, FROM),
        (STORE, PASS, BORDER, FROM),
        # Google writes its results under its own trace, and names machines by their address
        ("Received: by 2002:a05:6a10:0:0:0:0:0 with SMTP id 3; x", PASS, BORDER, FROM),
        (f"Authentication-Results: {OURS} 1; dkim=pass header.d=mail.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; dkim=pass header.i=@mail.example header.s=a", BORDER, FROM),
        # two filters, a field each
        (f"Authentication-Results: {OURS}; dkim=fail", PASS, BORDER, FROM),
        # right beneath the server's own trace, where Postfix puts what its milters write
        (BORDER, PASS, FROM),
        (STORE, BORDER, PASS, FROM),
        (BORDER, PASS, BORDER, FROM),
        ("Received: by 2002:a05:6a10:0:0:0:0:0 with SMTP id 3; x", BORDER, PASS, FROM),
        # a comment and a quoted string with semicolons
        (
            f'Authentication-Results: {OURS}; spf=fail x="a; b" (a (b; c) d); dmarc=pass header.from=mail.example',
            BORDER,
            FROM,
        ),
    ],
)
def test_the_receiving_servers_word_proves(lines):
    assert proof(*lines).proof is Proof.PROVEN


@pytest.mark.parametrize(
    "lines",
    [
        (BORDER, "Received: from a by b.stranger.example; x", PASS, FROM),
        ("Received: from evil by out.stranger.example; x", PASS, FROM),
        (f"Authentication-Results: {OURS}; dmarc=none", BORDER, PASS, FROM),
        ("Authentication-Results: mx.stranger.example; dmarc=pass header.from=mail.example", BORDER, FROM),
        (BORDER, FROM),
        (PASS, BORDER, FROM, "From: Victim <victim@other.example>"),
        (PASS, BORDER, "From: jeanne@mail.example, victim@other.example"),
        (f"Authentication-Results: {OURS}; dmarc=pass header.from=other.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; dkim=pass header.d=stranger.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; dkim=pass header.d=example", BORDER, FROM),
        # which domain DMARC looked at is not told; a field of the server's name under its own, not taken away
        (f"Authentication-Results: {OURS}; dmarc=pass", BORDER, FROM),
        (BORDER, f"Authentication-Results: {OURS}; dmarc=none; dkim=none", PASS, FROM),
        (f"Authentication-Results: {OURS}; dmarc=none", PASS, BORDER, FROM),
        # under the server's own trace, where its own results lack a verdict
        (f"Authentication-Results: {OURS}; spf=none", BORDER, PASS, FROM),
        (f"Authentication-Results: {OURS}; dkim=none", BORDER, PASS, FROM),
        # what a stranger's envelope, or greeting, makes a server write: encoded words, quotes in a comment
        (f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom==?x?q?=3B{SAYS}=28?=@stranger.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; spf=pass (domain of =?x?q?=29=3B{SAYS}=28?=@s.example)", BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=pass (helo="; from="x) ; {PLAINLY}; a=b ("@s.example)', BORDER, FROM),
        # an envelope that is cut short, or that a server writes without its quotes, would end in another's domain
        (f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom={'a' * 307}@mail.example.s.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; dkim=pass header.i={'a' * 307}@mail.example.s.example", BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=pass smtp.mailfrom=a@mail.example"!@s.example', BORDER, FROM),
        (f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom=a@mail.example(@s.example", BORDER, FROM),
        # two addresses, by how bytes beyond ASCII are read
        (
            f"Authentication-Results: {OURS}; dkim=pass header.d=s.example",
            BORDER,
            "From: =?utf-8?q?=22?=é <jeanne@mail.example> =?utf-8?q?=22_=3Cx=40s.example=3E?=",
        ),
        (f"Authentication-Results: {OURS}; none", BORDER, PASS, FROM),
        (BORDER, f"Authentication-Results: {OURS}; spf=none", PASS, FROM),
        # no server took it in
        (PASS, FROM),
        # what a stranger can write stands in comments and quoted strings
        (f"Authentication-Results: {OURS}; spf=fail (helo=x; dmarc=pass header.from=mail.example)", BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=fail smtp.helo="x; dmarc=pass; y"', BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=fail reason="\\"; dmarc=pass; \\""', BORDER, FROM),
    ],
)
def test_what_a_stranger_can_write_proves_nothing(lines):
    assert proof(*lines).proof is Proof.UNPROVEN


def test_a_failed_dmarc_is_told_though_a_signature_is_good():
    results = f"Authentication-Results: {OURS}; dkim=pass header.d=mail.example; dmarc=fail; spf=softfail"
    told = proof(results, BORDER, FROM)
    assert (told.proof, told.spf, told.dkim, told.dmarc) == (Proof.FAILED, "softfail", "pass", "fail")
    assert told.server == OURS


def test_a_server_that_does_not_name_itself():
    field = (
        "Authentication-Results: spf=pass smtp.mailfrom=mail.example; dmarc=pass action=none header.from=mail.example"
    )
    assert proof(field, BORDER, FROM, trusted=("",)).proof is Proof.PROVEN
    assert authserv_ids(read_headers(f"{field}\r\n\r\n".encode())) == ("",)


def test_the_names_that_a_mail_bears_are_listed_topmost_first():
    lines = [f"Authentication-Results: {OURS}; none", BORDER, "Authentication-Results: Other.example; none"]
    assert authserv_ids(read_headers("\r\n".join(lines).encode())) == (OURS, "other.example")


def test_a_large_field_costs_its_length_once():
    field = "Authentication-Results: " + '"\\"(' * 8_000
    assert proof(*[field] * 10, FROM).proof is Proof.UNPROVEN


UNNAMED = "Authentication-Results: dmarc=pass action=none header.from=mail.example"
M365 = (
    "Received: from a.prod.outlook.com (2603:10a6::1) by b.prod.outlook.com with HTTPS; x",
    "Received: from c.eurprd04.prod.outlook.com (2603:10a6::75) by d.outlook.office365.com (2603:10a6::2) with SMTP; x",
)
FRONT_DOOR = "Received: from out.mail.example (192.0.2.7) by c.mail.protection.outlook.com (10.167.16.118) with SMTP; x"


def test_exchange_online_hands_on_between_its_two_domains():
    assert proof(*M365, UNNAMED, FRONT_DOOR, FROM, trusted=("",)).proof is Proof.PROVEN


@pytest.mark.parametrize("peer", ["out.stranger.example (192.0.2.7)", "eve.outlook.com (192.0.2.7)"])
def test_under_its_front_door_nothing_is_exchange_onlines_own(peer):
    door = FRONT_DOOR.replace("out.mail.example (192.0.2.7)", peer)
    assert proof(*M365, door, UNNAMED, FRONT_DOOR, FROM, trusted=("",)).proof is Proof.UNPROVEN


def test_what_stands_under_the_trace_of_another_owner_of_a_shared_domain_proves_nothing():
    ours = "mx.school.ac.be"
    results = f"Authentication-Results: {ours}; dmarc=pass header.from=mail.example"
    border = f"Received: from a (a [192.0.2.7]) by {ours} with ESMTP; x"
    top = f"Received: from {ours} by store.school.ac.be with LMTP; x"
    for host, told in (("out.stranger.ac.be", Proof.UNPROVEN), ("store.school.ac.be", Proof.PROVEN)):
        trace = f"Received: from {ours} ({ours} [192.0.2.1]) by {host} with ESMTP; x"
        assert proof(top, trace, results, border, FROM, trusted=(ours,)).proof is told


@pytest.mark.parametrize(
    ("hop", "within"),
    [
        # from another machine of the house, by the name that was found out
        ("from mx.office.example (mx.office.example [192.0.2.1]) by store.office.example with ESMTP", True),
        ("from helo.stranger.example (mx.office.example [192.0.2.1]) by store.office.example with ESMTP", True),
        ("from mx.office.example ([192.0.2.1] helo=mx) by store.office.example with esmtps", True),
        ("from mx.office.example ([IPv6:2001:db8::1]) by store.office.example with ESMTP", True),
        # from one program to the next
        ("from mx.office.example by mx.office.example with LMTP", True),
        ("from mx.office.example (unknown [10.0.0.7]) by store.office.example with LMTPS", True),
        ("from localhost (localhost [127.0.0.1]) by mx.office.example (Postfix) with ESMTP", True),
        ("from localhost (localhost [IPv6:::1]) by mx.office.example (Postfix) with ESMTP", True),
        ("by mx.office.example (Postfix, from userid 1000)", True),
        # of the house by what the peer says of itself alone
        ("from mx.office.example (unknown [192.0.2.7]) by store.office.example with ESMTP", False),
        ("from mx.office.example (out.stranger.example [192.0.2.7]) by store.office.example with ESMTP", False),
        ("from mx.office.example (mx.office.example [192.0.2.7] (may be forged)) by store.office.example", False),
        ("from [192.0.2.7] (helo=mx.office.example) by store.office.example with esmtp", False),
        ("from unknown (HELO mx.office.example) (192.0.2.7) by store.office.example with SMTP", False),
        ("from mx.office.example (192.0.2.7) by store.office.example with SMTP", False),
        ("from mx.office.example by store.office.example with SMTP", False),
        ("from localhost (unknown [192.0.2.7]) by store.office.example with ESMTP", False),
        ("from [127.0.0.1] (unknown [192.0.2.7]) by store.office.example with ESMTP", False),
        # what the server itself took in, and from a private address: a gateway's, behind which strangers are
        ("from x (unknown [172.22.1.1]) by store.office.example with ESMTP", False),
        # by nobody, or a stranger
        ("(qmail 12 invoked from network)", False),
        ("from mx.office.example (mx.office.example [192.0.2.1]) by mx.stranger.example with ESMTP", False),
    ],
)
def test_the_boundary_is_where_the_house_took_a_mail_in(hop, within):
    told = proof(STORE, f"Received: {hop}; x", PASS, BORDER, FROM)
    assert told.proof is (Proof.PROVEN if within else Proof.UNPROVEN)


def test_the_name_of_the_border_server_is_learnt_above_the_boundary_alone():
    results = "Authentication-Results: Filter; dmarc=pass"
    above = read_headers(f"{STORE}\r\n{results}\r\n{BORDER}\r\n{FROM}\r\n\r\n".encode())
    beneath = read_headers(f"{STORE}\r\n{BORDER}\r\n{results}\r\n{FROM}\r\n\r\n".encode())
    assert (border_server(above), border_server(beneath)) == ("filter", None)
    assert (speaks(above, "FILTER"), speaks(beneath, "filter"), speaks(above, "other")) == (True, False, False)
