"""How things are called in the reader's language."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desk.i18n.speech import speech


@pytest.mark.parametrize(
    ("filename", "media_type", "called"),
    [
        ("cv.pdf", "application/pdf", "cv.pdf"),
        ("recommandation.eml", "message/rfc822", "recommandation.eml"),
        (None, "message/rfc822", "mail joint"),
        (None, "application/vnd.ms-outlook", "mail joint"),
        (None, "application/pdf", "fichier sans nom"),
    ],
)
def test_a_file_without_a_name_is_called_by_what_it_is(filename, media_type, called):
    assert speech("fr").file_name(SimpleNamespace(filename=filename, media_type=media_type)) == called
