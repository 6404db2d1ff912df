"""The tables of the database.

Names are the field's own, so that a person with any SQL browser finds the way (docs/querying.md).
"""

from store.models.access import AccessRow
from store.models.applications import Application, CareerEntry, EvidenceRow, FactRow, Membership, PossibleDuplicateRow
from store.models.base import Base
from store.models.derived import BodyRow, ClaimRow, ClaimToken, DocumentRow, PageRow
from store.models.erasures import ErasingRow, ErasureRow, StatisticRow
from store.models.ledger import FolderRow, MailboxRow, MessageNotice, MessageRow, NoticeRow, SightingRow
from store.models.letters import LetterRow
from store.models.metadata import Metadatum
from store.models.people import HistoryRow, OpeningRow, PasskeyRow, ReviewRow, SavedView, SessionRow, UserRow
from store.models.withheld import WithheldRow

__all__ = [
    "AccessRow",
    "Application",
    "Base",
    "BodyRow",
    "CareerEntry",
    "ClaimRow",
    "ClaimToken",
    "DocumentRow",
    "ErasingRow",
    "ErasureRow",
    "EvidenceRow",
    "FactRow",
    "FolderRow",
    "HistoryRow",
    "LetterRow",
    "MailboxRow",
    "Membership",
    "MessageNotice",
    "MessageRow",
    "Metadatum",
    "NoticeRow",
    "OpeningRow",
    "PageRow",
    "PasskeyRow",
    "PossibleDuplicateRow",
    "ReviewRow",
    "SavedView",
    "SessionRow",
    "SightingRow",
    "StatisticRow",
    "UserRow",
    "WithheldRow",
]
