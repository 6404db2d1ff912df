"""Which results prove a sender: identifier alignment (RFC 7489, 3.1) and what counts as a pass (RFC 8601, 2.7)."""

from __future__ import annotations

import pytest

from parsers.mail.headers.alignment import is_aligned, organizational_domain
from parsers.mail.headers.authentication import authentication_of
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Proof

OURS = "mx.office.example"
YES, NO, FORGED = Proof.PROVEN, Proof.UNPROVEN, Proof.FAILED
CASES = [
    # the domain of From, what the server says, what that is worth
    ("mail.example", "dmarc=pass header.from=mail.example", YES),
    ("mail.example", "dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=Mail.Example", YES),
    ("mail.example", "dmarc/1=pass header.from=mail.example", YES),
    ("mail.example", "dmarc = pass header.from=mail.example", YES),
    ("mail.example", "dmarc=pass header.from=jeanne@mail.example", YES),
    ("mail.example", "dmarc=pass header.from=mail.example.", YES),
    ("news.mail.example", "dmarc=pass header.from=mail.example", YES),
    ("mail.example", "dmarc=pass header.from=other.example", NO),
    ("mail.example", "dmarc=pass header.from=example", NO),
    ("mail.example", "dmarc=pass header.from=notmail.example", NO),
    ("mail.example", "dmarc=pass header.from=mail.example.other.example", NO),
    ("mail.example", "dmarc=pass", NO),
    ("mail.example", "dmarc=pass header.from=", NO),
    ("mail.example", "dmarc=pass header.from=mail.example header.from=other.example", NO),
    ("mail.example", "dmarc=pass policy.from=mail.example", NO),
    ("mail.example", "dmarc=none header.from=mail.example", NO),
    ("mail.example", "dmarc=temperror header.from=mail.example", NO),
    ("mail.example", "dmarc=permerror header.from=mail.example", NO),
    ("mail.example", "dmarc=bestguesspass header.from=mail.example", NO),
    ("mail.example", "dmarc=pass-ish header.from=mail.example", NO),
    ("mail.example", "dmarc=passed header.from=mail.example", NO),
    ("mail.example", "x-dmarc=pass header.from=mail.example", NO),
    ("mail.example", "arc=pass header.from=mail.example", NO),
    ("mail.example", "dmarc=fail header.from=mail.example", FORGED),
    ("mail.example", "dkim=pass header.d=mail.example; dmarc=fail header.from=mail.example", FORGED),
    ("mail.example", "spf=pass smtp.mailfrom=mail.example; dmarc=fail", FORGED),
    ("mail.example", "dkim=pass header.d=mail.example; dmarc=none", YES),
    ("mail.example", "dkim=pass header.d=mail.example; dmarc=temperror", YES),
    ("mail.example", "dkim=pass header.d=mail.example", YES),
    ("mail.example", "dkim=pass (2048-bit key) header.d=MAIL.example header.s=a header.b=x", YES),
    ("mail.example", "dkim=pass header.i=@mail.example", YES),
    ("mail.example", "dkim=pass header.i=jeanne@news.mail.example", YES),
    ("mail.example", "dkim=pass header.d=news.mail.example", YES),
    ("news.mail.example", "dkim=pass header.d=mail.example", YES),
    ("a.mail.example", "dkim=pass header.d=b.mail.example", YES),
    ("mail.example", "dkim=fail header.d=mail.example; dkim=pass header.d=mail.example", YES),
    ("mail.example", "dkim=pass header.d=other.example; dkim=pass header.d=mail.example", YES),
    ("mail.example", "dkim=pass header.d=other.example header.i=@mail.example", NO),
    ("mail.example", "dkim=pass header.d=other.example; dkim=fail header.d=mail.example", NO),
    ("mail.example", "dkim=pass header.d=other.example", NO),
    ("mail.example", "dkim=pass header.s=mail.example", NO),
    ("mail.example", "dkim=pass", NO),
    ("mail.example", "dkim=none", NO),
    ("mail.example", "dkim=none header.d=mail.example", NO),
    ("mail.example", "dkim=neutral header.d=mail.example", NO),
    ("mail.example", "dkim=policy header.d=mail.example", NO),
    ("mail.example", "dkim=temperror header.d=mail.example", NO),
    ("mail.example", "dkim=permerror header.d=mail.example", NO),
    ("mail.example", "dkim-atps=pass header.d=mail.example", NO),
    ("mail.example", "dkim=pass header.d=example", NO),
    # public suffixes, the list's private ones too
    ("school.ac.be", "dkim=pass header.d=ac.be", NO),
    ("school.ac.be", "dkim=pass header.d=other.ac.be", NO),
    ("school.ac.be", "dkim=pass header.d=mx.school.ac.be", YES),
    ("school.co.uk", "dkim=pass header.d=co.uk", NO),
    ("school.co.uk", "dmarc=pass header.from=other.co.uk", NO),
    ("jeanne.github.io", "dkim=pass header.d=github.io", NO),
    ("jeanne.github.io", "dkim=pass header.d=eve.github.io", NO),
    ("github.io", "dkim=pass header.d=github.io", NO),
    ("jeanne.github.io", "dkim=pass header.d=jeanne.github.io", YES),
    ("be", "dkim=pass header.d=be", NO),
    ("192.0.2.1", "dkim=pass header.d=10.9.2.1", NO),
    ("bücher.example", "dkim=pass header.d=xn--bcher-kva.example", YES),
    ("xn--bcher-kva.example", "dkim=pass header.d=bücher.example", YES),
    ("straße.example", "dkim=pass header.d=strasse.example", NO),
    ("straße.example", "dkim=pass header.d=xn--strae-oqa.example", YES),
    ("bücher.example", "dkim=pass header.d=bucher.example", NO),
    # SPF: the envelope's domain, and no other name
    ("mail.example", "spf=pass smtp.mailfrom=mail.example", YES),
    ("mail.example", "spf=pass smtp.mailfrom=jeanne@bounces.mail.example", YES),
    ("mail.example", 'spf=pass smtp.mailfrom="jeanne@mail.example"', YES),
    ("mail.example", "spf=pass smtp.mailfrom=other.example", NO),
    ("mail.example", "spf=pass smtp.mailfrom=mail.example@other.example", NO),
    ("mail.example", "spf=pass smtp.helo=mail.example", NO),
    ("mail.example", "spf=pass smtp.mailfrom=<> smtp.helo=mail.example", NO),
    ("mail.example", "spf=pass", NO),
    ("mail.example", "spf=softfail smtp.mailfrom=mail.example", NO),
    ("mail.example", "spf=neutral smtp.mailfrom=mail.example", NO),
    ("mail.example", "spf=none smtp.mailfrom=mail.example", NO),
    ("mail.example", "sender-id=pass header.from=mail.example", NO),
    ("mail.example", "iprev=pass policy.iprev=192.0.2.1; auth=pass smtp.auth=jeanne@mail.example", NO),
    ("mail.example", "none", NO),
]


@pytest.mark.parametrize(("domain", "results", "worth"), CASES)
def test_what_a_result_is_worth(domain, results, worth):
    trace = f"Received: from x (x [192.0.2.7]) by {OURS} with ESMTP id 1; x"
    lines = (f"Authentication-Results: {OURS}; {results}", trace, f"From: Jeanne <jeanne@{domain}>", "", "")
    told = authentication_of(read_headers("\r\n".join(lines).encode()), {OURS})
    assert told.proof is worth


@pytest.mark.parametrize("nonsense", ["", ".", "a..example", ".example", "a." * 200, "\udcff.example", "-", "1.2.3.4"])
def test_what_is_no_domain_has_no_owner(nonsense):
    assert organizational_domain(nonsense) is None
    assert not is_aligned(nonsense, nonsense)
