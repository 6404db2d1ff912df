"""In which language a candidate is written to, where the office writes in each one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import DEFAULT, LANGUAGES

if TYPE_CHECKING:
    from store.views import ApplicationDetail


def language_of(detail: ApplicationDetail) -> str:
    """The language that the candidate writes in, as far as the page has it: by mails, then papers; else French."""
    told = [body.language for body in detail.bodies if len(body.text) > 40]
    papers = sorted(detail.documents, key=lambda document: document.kind != "letter")
    told += [document.language for document in papers]
    return next((language for language in told if language in LANGUAGES), DEFAULT)
