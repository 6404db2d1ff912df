"""A text as it is set in print."""

from __future__ import annotations

import pytest

from desk.i18n.typesetting import typeset


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", "L'avis : « c'est § 4 ; oui ? »", "L’avis\xa0: «\xa0c’est §\xa04\xa0; oui\xa0?\xa0»"),
        ("nl", "De foto's: ja?", "De foto’s: ja?"),
        ("en", "§ 4 doesn't say", "§\xa04 doesn’t say"),
        ("fr", "Écrivez à d'arc@mail.example", "Écrivez à d'arc@mail.example"),
        (
            "fr",
            "Voyez https://cdm.example/l'avis ;x et l'avis",
            "Voyez https://cdm.example/l'avis\xa0;x et l’avis",
        ),
    ],
)
def test_the_apostrophe_and_the_spaces_are_those_of_print_but_in_addresses(language, typed, printed):
    assert typeset(typed, language) == printed
