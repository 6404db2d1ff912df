"""What one text says, and what of it is no word of whoever wrote it."""

from __future__ import annotations

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.values.documents import Document, Kind

MAIL = (
    "Odile Lambert <o.lambert@school.example>\nRecommandation\n\nMadame,\n\nJeanne est l’exactitude même.\n\nO. Lambert"
)


@pytest.mark.parametrize(
    ("media_type", "addresses"), [("message/rfc822", []), ("text/plain", ["o.lambert@school.example"])]
)
def test_who_wrote_an_attached_mail_is_nobody_s_address(media_type, addresses):
    document = Document(place="2", filename=None, media_type=media_type, sha256="", size=1, text=MAIL, kind=Kind.LETTER)
    found = find_in_document(document, criteria=EO_CRITERIA)
    assert [fact.value for fact in found.facts if fact.key == "email"] == addresses
