"""The tables of the database.

Names are the field's own, so that a person with any SQL browser finds the way (docs/querying.md).
"""

from store.database.models.answers import LetterAnswer, LetterReference
from store.database.models.applications import (
    Application,
    BodyRow,
    CareerEntry,
    ClaimRow,
    ClaimToken,
    DocumentRow,
    EvidenceRow,
    FactRow,
    Membership,
    PageRow,
    PossibleDuplicateRow,
)
from store.database.models.base import Base
from store.database.models.erasures import ErasingRow, ErasureRow, StatisticRow
from store.database.models.ledger import (
    FolderRow,
    MailboxRow,
    MessageNotice,
    MessageRow,
    Metadatum,
    NoticeRow,
    SightingRow,
    WithheldRow,
)
from store.database.models.letters import (
    FeedRow,
    InterviewRow,
    LetterRow,
    ReplyRow,
    SlotRow,
    TemplateRow,
)
from store.database.models.people import (
    AccessRow,
    HistoryRow,
    OpenedOpinion,
    OpeningRow,
    OpinionDraft,
    OpinionRow,
    PasskeyRow,
    ReviewRow,
    SavedView,
    SessionRow,
    UserRow,
)

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
    "FeedRow",
    "FolderRow",
    "HistoryRow",
    "InterviewRow",
    "LetterAnswer",
    "LetterReference",
    "LetterRow",
    "MailboxRow",
    "Membership",
    "MessageNotice",
    "MessageRow",
    "Metadatum",
    "NoticeRow",
    "OpenedOpinion",
    "OpeningRow",
    "OpinionDraft",
    "OpinionRow",
    "PageRow",
    "PasskeyRow",
    "PossibleDuplicateRow",
    "ReplyRow",
    "ReviewRow",
    "SavedView",
    "SessionRow",
    "SightingRow",
    "SlotRow",
    "StatisticRow",
    "TemplateRow",
    "UserRow",
    "WithheldRow",
]
