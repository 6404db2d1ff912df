"""The recruiter's words, in French, for what tables and spreadsheets show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from parsers.values import JSON
    from store.values import Notice

STATES = {
    "found": "trouvé",
    "contrary": "contraire",
    "not_found": "non trouvé",
    "to_verify": "à vérifier",
}

FACTS = {
    "tenure": "Nomination",
    "workload": "Charge actuelle",
    "experience_years": "Années d'expérience",
    "qualifications": "Titres",
    "orientation": "Orientation",
    "languages": "Langues",
    "current_employer": "Employeur actuel",
}

PERSON = {
    "name": "Nom",
    "given_name": "Prénom",
    "family_name": "Nom de famille",
    "email": "E-mail",
    "phone": "Téléphone",
    "postal_code": "Code postal",
    "city": "Localité",
}

KINDS = {
    "cv": "CV",
    "letter": "lettre",
    "cv+letter": "CV et lettre",
    "diploma": "diplôme",
    "other": "autre",
}

REASONS = {
    "encrypted": "protégé par un mot de passe",
    "corrupt": "endommagé",
    "empty": "vide",
    "unsupported": "format inconnu",
    "too_large": "trop volumineux",
    "timeout": "lecture trop longue",
    "crashed": "lecture interrompue",
    "ocr_unavailable": "reconnaissance de texte indisponible",
    "converter_unavailable": "convertisseur indisponible",
}

AWAITS = {
    "failed": "mail illisible",
    "unreadable": "document illisible",
    "duplicate": "doublon possible",
    "late": "hors délai",
    "missing": "incomplet",
    "to_verify": "contradiction",
    "problem": "remarque",
}

DECISIONS = {
    "shortlist": "présélectionner",
    "reject": "ne pas retenir",
    "discuss": "à discuter",
}

DISPOSITIONS = {
    "application": "candidature",
    "late": "hors délai",
    "near_miss": "à trier",
    "auto_reply": "réponse automatique",
    "bounce": "non remis",
    "internal": "interne",
    "unrelated": "sans rapport",
}

MESSAGE_STATES = {
    "archived": "en attente",
    "parsed": "lu",
    "failed": "échec",
    "skipped": "sans contenu",
}

SECTORS = {"education": "enseignement", "cpms": "CPMS", "other": "autre", "unknown": "?"}

VALUES = {
    "tenure": {"permanent": "définitif", "temporary": "temporaire"},
}


def yes(value: bool) -> str:  # noqa: FBT001 - a word for a truth
    """Oui or non."""
    return "oui" if value else "non"


def moment(at: datetime) -> str:
    """A date and time as Belgians write them."""
    return f"{at:%d/%m/%Y %H:%M}"


def missing(names: Iterable[str]) -> str:
    """What nobody sent."""
    return ", ".join(KINDS[name] for name in names)


def awaits(codes: Iterable[str]) -> str:
    """What awaits a human."""
    return ", ".join(AWAITS.get(code, code) for code in codes)


def value(key: str, held: JSON) -> str:
    """A fact's value in words."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return yes(held)
    if isinstance(held, float):
        return f"{held:g}".replace(".", ",")
    if isinstance(held, list | tuple):
        return ", ".join(str(item) for item in held)
    return VALUES.get(key, {}).get(str(held), str(held))


def labels(notices: Iterable[Notice]) -> dict[str, str]:
    """By key, the label of each criterion of these notices, as they list them, then of the other facts."""
    found: dict[str, str] = {}
    for notice in notices:
        for criterion in notice.criteria:
            found.setdefault(criterion.key, FACTS.get(criterion.key) or label(criterion.labels, criterion.key))
    return found | {key: word for key, word in FACTS.items() if key not in found}


def label(words: Mapping[str, str], key: str) -> str:
    """The French label, where there is one."""
    return words.get("fr") or FACTS.get(key) or PERSON.get(key) or key


def phone(number: str | None) -> str:
    """A number as it is dialled in Belgium: nothing that a spreadsheet takes for a formula."""
    if not number:
        return ""
    if number.startswith("+32"):
        return "0" + number[3:]
    return "00" + number[1:] if number.startswith("+") else number
