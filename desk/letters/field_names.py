"""The fields that a template may have, by name."""

from __future__ import annotations

from desk.i18n.languages import message

FIELDS = {
    "name": message("The candidate's name"),
    "salutation": message("The salutation: by name where the dossier proves the title, else to either"),
    "closing": message("The closing formula that goes with the salutation"),
    "subject": message("The subject of the candidate's last mail"),
    "notice": message("The notice's title"),
    "post": message("The post as it stands in a sentence"),
    "of_post": message("The same after the word “function”: “de …”, “d’…”"),
    "office": message("The office's name"),
    "signature": message("The office's signature"),
    "received_on": message("The day on which the first mail of the application arrived"),
    "missing": message("What is missing of CV and letter, a line each"),
    "several_missing": message("For conditions: several papers are missing"),
    "unreadable": message("The files that could not be read, a line each"),
    "several_unreadable": message("For conditions: several files could not be read"),
    "answer_by": message("The day by which every candidate has an answer"),
    "reasons": message("The reason that was given with the decision"),
    "criteria": message("What the papers say on each criterion, a line each with its passage"),
    "legal_ground": message("The law by which a decision states its reasons"),
    "appeal": message("How the decision can be appealed: authority, form and delay"),
    "information": message("How the candidate's data is processed (GDPR, articles 13 and 14)"),
    "answer": message("What is typed when the letter is made: an answer, an explanation"),
    "interview_days": message("The days of the interviews"),
    "interview_place": message("The place of the interviews"),
    "interview_address": message("The street address of the interviews"),
    "interview_access": message("How to get to the interviews"),
    "interview_length": message("How long an interview lasts"),
    "interview_contact": message("Whom candidates call about their interview"),
    "interview_at": message("Day and hour of the candidate's interview, once there is one"),
    "interview_hours": message("The hours among which the candidate may choose, a numbered line each"),
    "interview_was": message("The day and hour that it had before"),
    "reserve_until": message("Until when the reserve list is valid"),
    "new_days": message("The new days after a postponement"),
}
"""Each with its meaning, for the people who write templates."""
OFFICE_FIELDS = frozenset({
    *("signature", "appeal", "answer_by", "interview_days", "interview_place", "interview_address"),
    *("interview_access", "interview_contact", "reserve_until", "new_days"),
})  # fmt: skip
"""Those that hold the office's own words, from the configuration."""
