"""What a mail can do to a dossier, and which proof each of it needs: the one table that everything asks.

Whatever a mail could change is an act here. Who carries one out asks `refused` with what the mail proves; what is
refused changes no state and no count, is shown with the reason, and takes effect once a person accepts the mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ELSEWHERE = "it comes from another address"
BY_ANOTHER = "somebody else sent it in this person's name"
FORGED = "the mail server says that its sender is forged (DMARC)"
UNPROVEN = "nothing proves its sender"
UNNAMED = "it does not name the Message-ID of the letter"


class MailAct(StrEnum):
    """What a mail can do."""

    OPEN = "open"
    PAPERS = "papers"
    WITHDRAW = "withdraw"
    RETURN = "return"
    REPLY = "reply"
    CHOOSE = "choose"
    CALENDAR = "calendar"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    REPORT = "report"


class Needed(StrEnum):
    """The proof that an act needs."""

    SENDER = "sender"
    """From is an address of the candidate's and proven by a server that is configured (Authentication-Results, RFC
    8601); or a person accepted the mail."""
    LETTER = "letter"
    """The mail names the Message-ID of a letter of ours, which is drawn by lot and stands in the letter alone."""
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a mail proves."""

    doubt: str | None
    """Why it is not taken for the candidate's, as a clause; None where it is."""
    names_letter: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """What an act needs, and what it is, for people."""

    needed: Needed
    does: str
    until: str
    """What becomes of it without the proof."""


ACTS: Mapping[MailAct, Requirement] = {
    MailAct.OPEN: Requirement(
        needed=Needed.NOTHING,
        does="opens a dossier, where the candidate has none",
        until="never refused; a proven mail of the same address takes the place of one that proves nothing",
    ),
    MailAct.PAPERS: Requirement(
        needed=Needed.SENDER,
        does="adds or replaces papers; changes facts, name, contact data, dates and lateness",
        until="a later mail to be accepted, in the dossier, with the reason and what it would change",
    ),
    MailAct.WITHDRAW: Requirement(
        needed=Needed.SENDER,
        does="asks a person whether the application is withdrawn",
        until="a later mail to be accepted",
    ),
    MailAct.RETURN: Requirement(
        needed=Needed.SENDER,
        does="puts an application that was set aside back among the others",
        until="a later mail to be accepted; the application stays set aside, and a person is asked",
    ),
    MailAct.REPLY: Requirement(
        needed=Needed.SENDER,
        does="counts as the candidate's reply to a letter; shows that the address works again",
        until="shown at the letter with the reason",
    ),
    MailAct.CHOOSE: Requirement(
        needed=Needed.SENDER,
        does="chooses one of the interview hours that a letter offered; a person confirms it",
        until="shown on the interview board with the reason, without the button that gives the hour",
    ),
    MailAct.CALENDAR: Requirement(
        needed=Needed.SENDER,
        does="accepts or declines an interview by a calendar's answer (RFC 5546, 3.2.3)",
        until="one of the answers of calendars that wait, on the interview board, with the reason",
    ),
    MailAct.AUTO_REPLY: Requirement(
        needed=Needed.SENDER,
        does="shows that an address works again, by an automatic reply to a letter",
        until="shown at the letter with the reason",
    ),
    MailAct.BOUNCE: Requirement(
        needed=Needed.LETTER,
        does="marks a letter as come back, and its address as one that fails; nothing else",
        until="a report of which a person says whether the letter failed",
    ),
    MailAct.REPORT: Requirement(
        needed=Needed.NOTHING,
        does="is shown at a letter: it is delayed or delivered, a mail came from its address",
        until="never refused",
    ),
}
"""Every act. A new one is refused until it stands here."""


def refused(act: MailAct, shown: Shown) -> str | None:
    """Why a mail that proves this may not do that by itself, as a clause; None where it may."""
    needed = ACTS[act].needed
    if needed is Needed.NOTHING:
        return None
    if needed is Needed.LETTER:
        return None if shown.names_letter else UNNAMED
    return shown.doubt
