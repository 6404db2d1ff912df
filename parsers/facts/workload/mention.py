"""A load that a sentence names."""

from __future__ import annotations

from dataclasses import dataclass

THENCE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadMention:
    """A load in a sentence. `exact`: in figures; `partial`: of the tenured part; `added`: joins the one before.

    `since`: how plainly it is told to have come after others: 3 (`THENCE`) for what lasts since a time told before
    ("16/20 depuis"), 2 for what is so now or what a leave leaves, 1 for its own beginning ("seit 2020: 16/22").
    `unsure`: of a full load that the text does not tell. `bare`: nothing but its place tells that it is a load.
    """

    value: float
    start: int
    end: int
    rule: str
    certainty: float
    exact: bool = False
    partial: bool = False
    added: bool = False
    since: int = 0
    bare: bool = False
    unsure: bool = False
