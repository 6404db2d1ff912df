"""The state of the list of all mails: all of it stands in the address, as the list of applications has its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from desk.i18n import code_labels
from desk.web.components.lists.state import cleaned, page_number
from store.views.values import MailFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 50
WORDS = ("any", *code_labels.WORDS)
SET_ASIDE = "set_aside"
"""The kind that is several: whatever the program set aside."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailListing:
    """Filters and page of the mails. What is empty does not limit."""

    q: str = ""
    kind: str = ""
    mailbox: str = ""
    word: str = ""
    page: int = 1

    @property
    def filter(self) -> MailFilter:
        """What the store is asked for: one page."""
        return MailFilter(
            text=self.q or None,
            disposition=self.kind if self.kind in code_labels.DISPOSITIONS else None,
            set_aside=self.kind == SET_ASIDE,
            mailbox=self.mailbox or None,
            word=self.word or None,
            limit=SIZE,
            offset=(self.page - 1) * SIZE,
        )

    @property
    def is_limited(self) -> bool:
        """Whether anything is filtered."""
        return any((self.q, self.kind, self.mailbox, self.word))

    @property
    def query(self) -> str:
        """The address's query: what is not as at first."""
        fields = [(name, getattr(self, name)) for name in ("q", "kind", "mailbox", "word")]
        pages = [("page", str(self.page))] if self.page != 1 else []
        return urlencode([(name, value) for name, value in [*fields, *pages] if value])

    @property
    def path(self) -> str:
        """The address of this very view."""
        return f"/mails?{self.query}" if self.query else "/mails"

    def turned_to(self, page: int) -> str:
        """The query of another page."""
        return replace(self, page=page).query


def mail_listing_of(pairs: Iterable[tuple[str, str]]) -> MailListing:
    """The state that an address tells; what it can't mean is left out."""
    given = dict(cleaned(pairs))
    return MailListing(
        q=given.get("q", ""),
        kind=given["kind"] if given.get("kind") in {SET_ASIDE, *code_labels.DISPOSITIONS} else "",
        mailbox=given.get("mailbox", ""),
        word=given["word"] if given.get("word") in WORDS else "",
        page=page_number(given.get("page", "")),
    )


def mail_listing_of_query(query: str) -> MailListing:
    """The same, of a query string."""
    return mail_listing_of(parse_qsl(query[:4000]))
