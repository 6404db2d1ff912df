"""Letters by Microsoft Graph (`user: sendMail`, version 1.0): where a tenant takes no mail submission (SMTP AUTH).

A request is one letter, its MIME in base64. 202 is the only yes. Until all of the body was handed over nothing can have
been taken; from then on to the status line a letter is doubtful. What a status means: Microsoft Graph, errors and
throttling.
"""

from __future__ import annotations

import base64
import io
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

import requests

from ingest.errors import IngestError, MailboxError
from ingest.failpoint import reach
from jobs.errors import JobsError, UndeliverableError
from jobs.outgoing.letters.outcome import Ending, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.oauth.microsoft import MicrosoftTokens

LONGEST_ANSWER = 300
TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and for a server that says nothing."""
USUAL_WAIT = timedelta(minutes=1)
"""Of a server that wants to be left alone and does not say how long."""
LONGEST_WAIT = timedelta(days=1)
KNOCK = b"?"
"""No base64, and so no mail: Graph says 400 to whoever may send, and 401, 403 or 404 to whoever may not."""
_WISH: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "it takes no token of this program's",
    HTTPStatus.FORBIDDEN: "grant Mail.Send for this mailbox (docs/microsoft-365.md)",
    HTTPStatus.NOT_FOUND: "it knows no such mailbox: letters.graph.user",
}
_LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_AGAIN = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.REQUEST_TIMEOUT})


@dataclass(frozen=True, kw_only=True)
class GraphSubmission:
    """The mailbox of a Microsoft 365 tenant that letters go out from."""

    url: str
    """With the version: https://graph.microsoft.com/v1.0."""
    user: str
    """Its user principal name or id."""
    tokens: MicrosoftTokens
    ca_file: Path | None = None

    name = "graph"

    @property
    def address(self) -> str:
        """Where a letter is posted."""
        return f"{self.url}/users/{quote(self.user, safe='')}/sendMail"

    @contextmanager
    def opened(self) -> Iterator[GraphDelivery]:
        """Let in, as far as that shows without a letter."""
        with requests.Session() as session:
            delivery = GraphDelivery(self, session)
            delivery.knock()
            reach("letters.connected")
            yield delivery


class GraphDelivery:
    """Letters over one session."""

    def __init__(self, own: GraphSubmission, session: requests.Session) -> None:
        self._own = own
        self._session = session
        self._token = ""

    def knock(self) -> None:
        """Ask whether we may send, with what is no mail.

        Raises UndeliverableError: we may not, there is no token, or the server can't be reached.
        """
        try:
            self._token = self._own.tokens.access_token()
            answer = self._asked(KNOCK)
        except (IngestError, JobsError) as exc:
            clause = exc.clause if isinstance(exc, MailboxError) else exc
            raise UndeliverableError(f"{self._own.url} takes no letters: {clause}") from exc
        if isinstance(answer, Outcome):
            raise UndeliverableError(f"{self._own.url} takes no letters: {answer.answer}")
        said = _said(answer)
        if wish := _WISH.get(answer.status_code):
            raise UndeliverableError(f"{self._own.url} sends nothing for {self._own.user}: {said}; {wish}")

    def deliver(self, mail: bytes, *, sender: str, recipient: str) -> Outcome:
        """One request; where the token is refused, once more with another."""
        del sender, recipient  # they stand in the mail
        reach("letters.data")
        try:
            answer = self._asked(base64.b64encode(mail))
        except (IngestError, JobsError) as exc:  # after a 401, by which nothing was taken
            return Outcome(ending=Ending.PUT_OFF, answer=str(exc)[:LONGEST_ANSWER])
        reach("letters.handed")
        if isinstance(answer, Outcome):
            return answer
        return outcome_of(answer.status_code, _said(answer), answer.headers.get("Retry-After"), now=datetime.now(UTC))

    def _asked(self, content: bytes) -> requests.Response | Outcome:
        answer = self._posted(content)
        if isinstance(answer, Outcome) or answer.status_code != HTTPStatus.UNAUTHORIZED:
            return answer
        answer.close()
        self._token = self._own.tokens.renewed_token()
        return self._posted(content)

    def _posted(self, content: bytes) -> requests.Response | Outcome:
        """The answer as far as its head was heard, or what is to be thought where none came."""
        body = _Body(content)
        try:
            return self._session.post(
                self._own.address,
                data=body,
                headers={"Content-Type": "text/plain"},
                auth=_Bearer(self._token),
                timeout=TIMEOUT,
                verify=str(self._own.ca_file) if self._own.ca_file else True,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as exc:
            ending = Ending.DOUBTFUL if body.is_handed_over else Ending.PUT_OFF
            return Outcome(ending=ending, answer=f"{type(exc).__name__}: {exc}"[:LONGEST_ANSWER])


class _Body(io.BytesIO):
    """What is sent; it is read on only once all before was handed to the connection."""

    is_handed_over = False

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.is_handed_over = self.is_handed_over or not data
        return data


class _Bearer(requests.auth.AuthBase):
    """RFC 6750. As `auth`, for else requests would put a password of ~/.netrc in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def outcome_of(status: int, said: str, retry_after: str | None, *, now: datetime) -> Outcome:
    """What a status means for the letter: only 202 is sent; where it is not clear that nothing was taken, doubtful."""
    if status in _LATER:
        return Outcome(ending=Ending.PUT_OFF, answer=said, wait=wait_of(retry_after, now))
    if status in _AGAIN:
        return Outcome(ending=Ending.PUT_OFF, answer=said)
    if 400 <= status < 500:
        return Outcome(ending=Ending.REFUSED, answer=said)
    return Outcome(ending=Ending.SENT if status == HTTPStatus.ACCEPTED else Ending.DOUBTFUL, answer=said)


def wait_of(retry_after: str | None, now: datetime) -> timedelta:
    """How long to wait by Retry-After (RFC 9110, 10.2.3): seconds, or a date; a second at least, a day at most."""
    wait = USUAL_WAIT
    if retry_after is not None and retry_after.strip().isdecimal():
        wait = timedelta(seconds=min(int(retry_after), LONGEST_WAIT.total_seconds()))
    elif retry_after is not None:
        with suppress(ValueError, TypeError):
            wait = parsedate_to_datetime(retry_after) - now
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)


def _said(answer: requests.Response) -> str:
    """The status, and of an error object its code and message, on one line."""
    told = f"{answer.status_code} {answer.reason}"
    with suppress(requests.RequestException, ValueError, LookupError, TypeError):  # a body may be cut, or anything
        error = answer.json()["error"]
        told = f"{answer.status_code} {error['code']}: {error['message']}"
    return " ".join(told.split())[:LONGEST_ANSWER]
