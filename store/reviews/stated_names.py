"""A name that a person states, and its parts: what is corrected of the one holds for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NAME, GIVEN, FAMILY = "name", "given_name", "family_name"


def following(corrected: Collection[str], held: Mapping[str, str | None]) -> dict[str, str | None]:
    """What of a name follows from what a person stated, by key; nothing where they stated none of it.

    Args:
        corrected: the keys that a person stated.
        held: the value of each key, corrections laid over what was read.
    """
    if NAME in corrected:
        given, family = parts_of(held.get(NAME) or "", held.get(FAMILY) or "")
        return {key: value for key, value in ((GIVEN, given), (FAMILY, family)) if key not in corrected}
    if GIVEN in corrected or FAMILY in corrected:
        return {NAME: " ".join(filter(None, (held.get(GIVEN), held.get(FAMILY)))) or None}
    return {}


def parts_of(stated: str, family: str) -> tuple[str | None, str | None]:
    """Given and family name of a stated one: by a comma, by capitals, by the `family` known, or by the usual order."""
    before, _, behind = (part.strip() for part in stated.partition(","))
    if before and behind:
        return behind, before
    words = before.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if 0 < len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    known = len(family.split())
    if 0 < known < len(words) and " ".join(words[-known:]).casefold() == family.casefold():
        return " ".join(words[:-known]), " ".join(words[-known:])
    return " ".join(words[:1]) or None, " ".join(words[1:]) or None
