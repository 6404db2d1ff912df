"""Whether a subject says anything of what mail is sorted by: of most it is known at a glance that it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import Glance, vocabulary

if TYPE_CHECKING:
    from parsers.lexicon.vocabulary import Vocabulary

HEADLINE = Glance()


def asked_of_subjects(*names: str) -> Vocabulary:
    """A vocabulary that subjects are asked for: what none of these says, the glance tells."""
    asked = vocabulary(*names)
    HEADLINE.add(asked)
    return asked
