"""The closing report's French: how each figure and each application is put in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from jobs.outgoing.report.contents import Report
    from store.views.values import ApplicationRow, MessageView

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
MISSING = {
    "cv": "CV",
    "letter": "lettre de motivation",
    "cv_unsure": "CV (mais tout n’a pas pu être lu)",
    "letter_unsure": "lettre de motivation (mais tout n’a pas pu être lu)",
}
REASONS = {
    "encrypted": "protégé par un mot de passe",
    "corrupt": "fichier endommagé",
    "empty": "fichier vide",
    "unsupported": "format non pris en charge",
    "too_large": "trop volumineux",
    "timeout": "lecture trop longue",
    "crashed": "lecture interrompue",
    "read_with_doubt": "numérisé, à peine lisible",
    "ocr_unavailable": "numérisé, reconnaissance de texte indisponible",
    "converter_unavailable": "convertisseur indisponible",
}
DISPOSITIONS = {
    "application": "candidatures reçues à temps",
    "late": "candidatures arrivées après la clôture",
    "near_miss": "mails à trier (sans l’objet demandé)",
    "auto_reply": "réponses automatiques",
    "bounce": "avis de non-remise",
    "internal": "mails internes",
    "unrelated": "mails sans rapport (contenu non conservé)",
}
SIGNS = {
    "failed": "un mail illisible",
    "waiting": "un mail ultérieur à accepter",
    "unreadable": "un document illisible",
    "duplicate": "doublon possible",
    "to_verify": "des indications à vérifier",
    "problem": "une anomalie à voir",
    "withdrawal": "désistement possible",
    "newer_mail": "mise à l’écart avant son dernier mail : à revoir",
}


def day(at: datetime) -> str:
    """« 15 mars 2026 »; the first is « 1er »."""
    number = "1er" if at.day == 1 else str(at.day)
    return f"{number} {MONTHS[at.month - 1]} {at.year}"


def moment(at: datetime) -> str:
    """« 15 mars 2026 à 23 h 59 »."""
    return f"{day(at)} à {at.hour} h {at.minute:02}"


def missing(row: ApplicationRow) -> str:
    """What is missing of an application: « manque : CV », or « complète »."""
    return f"manque : {', '.join(MISSING[code] for code in row.absences)}" if row.missing else "complète"


def name(row: ApplicationRow) -> str:
    """Whose application it is, as far as is known."""
    return row.name or row.email or "sans nom"


def signs(row: ApplicationRow) -> list[str]:
    """What else awaits a human in it."""
    withdrawn = ["retirée"] if row.standing == "withdrawn" else []
    return [*withdrawn, *(SIGNS[code] for code in row.awaits if code in SIGNS)]


def sender(message: MessageView) -> str:
    """Who sent a message: name and address, as far as they are known."""
    known = [message.sender_name, f"<{message.sender_email}>" if message.sender_email else None]
    return " ".join(part for part in known if part) or "expéditeur inconnu"


def reason(code: str) -> str:
    """Why a document could not be read."""
    return REASONS.get(code, code or "illisible")


def figures(report: Report) -> list[tuple[str, int]]:
    """The totals, each with what it counts."""
    overview = report.overview
    return [
        ("candidatures", overview.applications),
        ("arrivées à temps", overview.on_time),
        ("arrivées après la clôture", overview.late),
        ("complètes (CV et lettre)", overview.complete),
        ("sans CV", overview.without_cv),
        ("sans lettre de motivation", overview.without_letter),
        ("mails à trier", len(report.near_misses)),
        ("mails illisibles", len(report.failed)),
        ("documents illisibles", len(report.unreadable)),
        ("doublons possibles", overview.duplicates),
        ("retirées, non comptées ci-dessus", overview.withdrawn),
        ("dossiers écartés : pas des candidatures", overview.excluded),
    ]


def lateness(clause: str) -> str:
    """What the rules say of a late mail, in French: sent before the cutoff or after it."""
    if "trace headers" in clause:
        at = clause.rpartition("(")[2].partition(")")[0]
        return f"expédiée avant la clôture d’après les en-têtes de transport ({at}) : à apprécier"
    return "expédiée après la clôture, ou sans trace d’un envoi antérieur"
