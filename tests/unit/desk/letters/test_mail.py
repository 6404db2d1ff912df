"""The mail that a letter becomes: inert whatever stands in it, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import getaddresses

import pytest

from desk.letters import addresses, mail
from store.letters.values import Letter
from store.values import PROGRAM

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
LETTER = Letter(
    id=7, notice="eo", message_id=1, kind="refusal", once="selection", language="fr", state="approved", revision=2,
    sender="Carrefour des Métiers <office@cdm.example>", to_name="Anne Dé", to_email="anne@mail.example",
    subject="Votre candidature : réponse", text="Madame,\n\nVoir https://cdm.example/avis?a=1&b=2.\n\nÀ bientôt\n",
    fixed=None, in_reply_to="<1@mail.example>", created_at=NOW, created_by="mireille", approved_at=NOW,
    approved_by="mireille", message_ref=None, dated_at=None, way=None, attempt=None, attempts=0, attempted_at=None,
    retry_at=None, answer=None, ended_at=None,
)  # fmt: skip
ENCODED = "=?utf-8?q?=0D=0ABcc:_spy@evil.example?="
TRAPS = (
    "x\r\nBcc: spy@evil.example",
    "x\nSubject: y",
    "a\x00b\u202ec",
    ENCODED,
    f"Anne {ENCODED}",
    f"<{ENCODED}>",
    f"={ENCODED}",
    "=\u200b?utf-8?q?=0ABcc:_spy@evil.example?=",
    "é" * 900,
    "a" * 70 + "? Bcc: spy@evil.example",
    ":" + "a" * 70 + " spy@evil.example",
    "spy@evil.example?" + "a" * 70 + "@",
    "é" * 70 + ", spy@evil.example",
)


def parsed(data):
    return message_from_bytes(data, policy=policy.default)


def test_text_and_html_say_the_same_and_nothing_is_fetched_from_elsewhere():
    made = parsed(mail.seal(LETTER, now=NOW).mail)
    text, html = (part.get_content() for part in made.iter_parts())
    assert (made["From"], made["To"]) == ("Carrefour des Métiers <office@cdm.example>", "Anne Dé <anne@mail.example>")
    assert text.replace("\r\n", "\n") == LETTER.text
    assert html.count("<p>") == 3
    assert '<a href="https://cdm.example/avis?a=1&amp;b=2">' in html
    assert "<img" not in html
    assert "src=" not in html


def test_it_is_ascii_with_crlf_and_short_lines():
    data = mail.seal(replace(LETTER, text="é" * 5000), now=NOW).mail
    assert data.isascii()
    assert all(len(one) < 998 and b"\n" not in one and b"\r" not in one for one in data.split(b"\r\n"))


def test_message_id_date_and_thread():
    sealed = mail.seal(LETTER, now=NOW)
    made = parsed(sealed.mail)
    assert (made["Message-ID"], made["Date"].datetime) == (sealed.message_ref, sealed.dated_at)
    assert sealed.message_ref.endswith("@cdm.example>")
    assert (made["In-Reply-To"], made["References"]) == ("<1@mail.example>", "<1@mail.example>")
    assert made["Auto-Submitted"] is None
    assert parsed(mail.seal(replace(LETTER, approved_by=PROGRAM), now=NOW).mail)["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("field", ["subject", "to_name", "text", "in_reply_to"])
def test_no_text_becomes_a_header_or_a_recipient(field, trap):
    made = parsed(mail.seal(replace(LETTER, **{field: trap}), now=NOW).mail)
    assert made["Bcc"] is None
    assert [address for _, address in getaddresses([made["To"]])] == ["anne@mail.example"]
    assert [each.addr_spec for each in made["To"].addresses] == ["anne@mail.example"]
    assert len(made.get_all("Subject")) == 1
    assert made.defects == []


@pytest.mark.parametrize("name", ["Dé, Anne", 'Anne "Nan" Dé', "Anne (née Roi) Dé", "Anne " + "van der Elst-" * 9])
def test_a_name_stands_beside_the_address_as_it_is_written(name):
    (recipient,) = parsed(mail.seal(replace(LETTER, to_name=name), now=NOW).mail)["To"].addresses
    assert (recipient.display_name, recipient.addr_spec) == (name, "anne@mail.example")


@pytest.mark.parametrize("trap", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"])
def test_markup_in_a_name_is_text(trap):
    made = mail.html(f"Bonjour {trap},\n\nfin", "fr")
    assert "<script" not in made
    assert "<img" not in made
    assert "href" not in made


def test_a_letter_for_a_person_s_own_program_opens_as_a_draft():
    made = parsed(mail.unsent(LETTER))
    assert (made["X-Unsent"], made["Message-ID"]) == ("1", None)
    assert mail.unsent(LETTER) == mail.unsent(LETTER)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" anne@mail.example ", "anne@mail.example"),
        ("anne@münchen.example", "anne@xn--mnchen-3ya.example"),
        ("éve@mail.example", None),
        ("a b@mail.example", None),
        ("anne@mail.example\nBcc: x@y.example", None),
        ("anne@mail.example, b@mail.example", None),
        ("anne@localhost", None),
        ("=?utf-8?q?a=0D=0ABcc=3A_x=40y.example?=@mail.example", None),
        ("anne@straße.example", "anne@xn--strae-oqa.example"),
        ("", None),
        (None, None),
        ("a" * 65 + "@mail.example", None),
    ],
)
def test_addresses_that_every_server_takes(given, kept):
    assert addresses.usable(given) == kept


@pytest.mark.parametrize("given", ["", "CDM", "a@b.example, c@d.example", "CDM <a@b.example>\nBcc: x@y.example"])
def test_a_sender_is_one_address(given):
    with pytest.raises(ValueError, match="one address"):
        addresses.check_sender(given)
