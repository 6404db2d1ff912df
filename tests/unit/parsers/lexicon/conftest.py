from __future__ import annotations

import pytest

from parsers.lexicon.data import LexiconError
from parsers.lexicon.vocabulary import lexicon


@pytest.fixture(scope="session", autouse=True)
def _whole_lexicon():
    """A line that cannot be read is told in a line, not by each of three thousand examples."""
    try:
        lexicon()
    except LexiconError as error:
        pytest.fail(str(error), pytrace=False)
