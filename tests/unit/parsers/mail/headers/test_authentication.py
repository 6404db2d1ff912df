import pytest

from parsers.mail.headers.authentication import authentication_of, authserv_ids
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Proof

OURS = "mx.office.example"
BORDER = "Received: from out.mail.example (out.mail.example [192.0.2.7])\r\n by mx.office.example with ESMTPS id 1; x"
STORE = "Received: from mx.office.example by store.office.example with LMTP id 2; x"
FROM = "From: Jeanne <jeanne@mail.example>"
PASS = f"Authentication-Results: {OURS}; dmarc=pass (p=reject) header.from=mail.example"


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
        ("Received: by 2002:a05:6a10:0:0:0:0:0 with SMTP id 3; x", BORDER, PASS, FROM),
        (f"Authentication-Results: {OURS} 1; dkim=pass header.d=mail.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; dkim=pass header.i=@mail.example header.s=a", BORDER, FROM),
        # two filters, a field each
        (f"Authentication-Results: {OURS}; dkim=fail", PASS, BORDER, FROM),
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
        (f"Authentication-Results: {OURS}; dkim=pass header.d=sub.mail.example", BORDER, FROM),
        (f"Authentication-Results: {OURS}; spf=pass smtp.mailfrom=mail.example", BORDER, FROM),
        # which domain DMARC looked at is not told; a field of the server's name under its own, not taken away
        (f"Authentication-Results: {OURS}; dmarc=pass", BORDER, FROM),
        (BORDER, f"Authentication-Results: {OURS}; dmarc=none; dkim=none", PASS, FROM),
        (f"Authentication-Results: {OURS}; dmarc=none", PASS, BORDER, FROM),
        # what a stranger can write stands in comments and quoted strings
        (f"Authentication-Results: {OURS}; spf=fail (helo=x; dmarc=pass header.from=mail.example)", BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=fail smtp.helo="x; dmarc=pass; y"', BORDER, FROM),
        (f'Authentication-Results: {OURS}; spf=fail reason="\\"; dmarc=pass; \\""', BORDER, FROM),
    ],
)
def test_what_a_stranger_can_write_proves_nothing(lines):
    assert proof(*lines).proof is Proof.UNPROVEN


def test_a_failed_dmarc_is_told_though_a_signature_is_good():
    told = proof(f"Authentication-Results: {OURS}; dkim=pass header.d=mail.example; dmarc=fail; spf=softfail", FROM)
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


M365 = "Received: from a by b.mail.protection.outlook.com; x"
UNNAMED = "Authentication-Results: dmarc=pass action=none header.from=mail.example"


def test_a_server_without_a_name_is_of_the_house_that_the_topmost_trace_tells():
    assert proof(M365, UNNAMED, FROM, trusted=("",)).proof is Proof.PROVEN
    forged = (M365, "Received: from a by out.stranger.example; x", UNNAMED, FROM)
    assert proof(*forged, trusted=("",)).proof is Proof.UNPROVEN


def test_what_stands_under_the_trace_of_another_owner_of_a_shared_domain_proves_nothing():
    ours = "mx.school.ac.be"
    forged = f"Authentication-Results: {ours}; dmarc=pass header.from=mail.example"
    trace = "Received: from a by out.stranger.ac.be; x"
    assert proof(trace, forged, FROM, trusted=(ours,)).proof is Proof.UNPROVEN
    trace = "Received: from a by store.school.ac.be; x"
    assert proof(trace, forged, FROM, trusted=(ours,)).proof is Proof.PROVEN
