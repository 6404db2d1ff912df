"""One transaction on the store: all that is written in it is there at its end, or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.accounts.access_log import AccessLog, Openings
from store.accounts.accounts import Accounts
from store.accounts.passkeys import Passkeys
from store.applications.applications import Applications
from store.applications.documents import Papers
from store.database.work_queue import WorkQueue
from store.erasing.erasing import Erasing
from store.erasing.retention import Retention
from store.ledger.ledger import Ledger
from store.ledger.mailbox_health import Health
from store.ledger.withheld import Withholding
from store.letters.answers import Answers
from store.letters.interviews.calendars import Feeds, Replies
from store.letters.interviews.interviews import Interviews, Slots
from store.letters.letters import Letters
from store.letters.templates import TemplateVersions
from store.notices import Notices
from store.reviews.jury import Jury
from store.reviews.reviews import Reviews
from store.views.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from store.values import Logic


class Transaction:
    """The store's parts, each with its own subject, within one transaction."""

    def __init__(self, session: Session, logic: Logic, clock: Callable[[], datetime]) -> None:
        self.notices = Notices(session)
        self.ledger = Ledger(session)
        self.withheld = Withholding(session)
        self.papers = Papers(session)
        self.applications = Applications(session, logic)
        self.reviews = Reviews(session, self.applications, clock)
        self.jury = Jury(session, self.reviews, clock)
        self.letters = Letters(session, clock)
        self.templates = TemplateVersions(session, clock)
        self.answers = Answers(session, self.letters, clock, self.applications.doubts, self.ledger.requeue)
        self.slots = Slots(session, clock)
        self.interviews = Interviews(session, self.letters, clock)
        self.replies = Replies(session, self.interviews, clock, self.applications.doubts)
        self.applications.tell(self.answers.weigh_again, self.replies.take_again)
        self.feeds = Feeds(session, clock)
        self.erasing = Erasing(session, self.applications, clock)
        self.retention = Retention(session)
        self.access_log = AccessLog(session, clock)
        self.accounts = Accounts(session, clock)
        self.openings = Openings(session, clock)
        self.passkeys = Passkeys(session, clock)
        self.health = Health(session)
        self.queue = WorkQueue(session)
        self._session = session

    @property
    def views(self) -> Views:
        """The read models, with what was written so far."""
        return Views(self._session)
