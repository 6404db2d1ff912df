"""The folder of all that is held on a person says what is in it in that person's language."""

from __future__ import annotations

import pytest

from desk.export.access_readme import readme
from desk.i18n.speech import speech


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "les données que nous traitons à votre sujet"),
        ("nl", "de gegevens die wij over u verwerken"),
        ("de", "die Daten, die wir über Sie verarbeiten"),
        ("en", "the data that we process about you"),
    ],
)
def test_it_is_told_in_the_person_s_language_how_much_there_is(language, words):
    told = readme(speech(language), originals=3, others=12)
    assert words in told.split("\n")[0]
    assert [line.rpartition(":")[2].strip() for line in told.strip().split("\n")[-2:]] == ["3", "12"]
    assert {"data.json", "summary-*.pdf", "originals"} <= {line.split(":")[0].strip() for line in told.split("\n")}
