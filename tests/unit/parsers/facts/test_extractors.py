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


@pytest.mark.parametrize(
    ("extractor", "standing"), [("tenure", ["retired"]), ("workload", ["retired"]), ("experience", [])]
)
def test_that_somebody_holds_no_post_is_found_whichever_fact_of_a_post_is_asked(extractor, standing):
    text = "Madame, Monsieur,\n\nJe suis pensionnée depuis deux ans et je vous écris.\n\nJeanne Lambert"
    document = Document(
        place="1", filename=None, media_type="text/plain", sha256="", size=1, text=text, kind=Kind.LETTER
    )
    asked = [criterion for criterion in EO_CRITERIA if criterion.extractor == extractor]
    found = find_in_document(document, criteria=asked)
    assert [fact.value for fact in found.facts if fact.key == "standing"] == standing
