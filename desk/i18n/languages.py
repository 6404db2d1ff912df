"""The four languages of page and terminal: gettext catalogues, and which one a reader gets."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}
"""In the order in which they are offered; each by its own name."""

DEFAULT = "fr"
DOMAIN = "desk"
LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that says something decides, as gettext does it; LANGUAGE may list several languages."""
NO_LANGUAGE = frozenset({"C", "POSIX"})


def message(text: str) -> str:
    """Marks a text that is translated where it is shown."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; texts it lacks stay English."""
    path = files("desk").joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def accepted(header: str) -> str:
    """The language a browser asks for first among ours (RFC 9110, 12.5.4), French where it asks for none."""
    wishes = []
    for position, part in enumerate(header[:200].split(",")):
        tag, _, parameters = part.partition(";")
        language = tag.strip().lower()[:2]
        if language in LANGUAGES:
            wishes.append((-_weight(parameters), position, language))
    return min(wishes)[2] if wishes else DEFAULT


def of_terminal(environment: Mapping[str, str]) -> str:
    """The first of ours that the locale of a terminal names (nl_BE.UTF-8, de:fr), French where it names none."""
    said = next(filter(None, map(environment.get, LOCALE_VARIABLES)), "")
    locales = (re.split(r"[.@]", locale)[0] for locale in said.split(":"))
    named = (re.split(r"[_-]", locale)[0].lower() for locale in takewhile(lambda one: one not in NO_LANGUAGE, locales))
    return next((language for language in named if language in LANGUAGES), DEFAULT)


def _weight(parameters: str) -> float:
    _, _, given = parameters.partition("q=")
    try:
        return float(given) if given else 1.0
    except ValueError:
        return 0.0
