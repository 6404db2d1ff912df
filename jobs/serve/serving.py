"""The page's server: put together from the configuration, and run until it is told to stop."""

from __future__ import annotations

import ipaddress
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.errors import ErasingRefused, PasswordWrong
from desk.web.app import NOT_WRITABLE, TROUBLE, create_app
from desk.web.login.passkeys import relying_party
from desk.web.openid.provider import Provider, ProviderDown, Registration
from desk.web.services import Desk, SiteSettings
from ingest.errors import ArchiveError, ArchiveFull
from ingest.mailbox_address import is_loopback
from jobs.config import secrets
from jobs.errors import BusyError, ConfigurationError, JobsError, UsageError
from jobs.intake.poll import polling
from jobs.intake.process.processing import Processing
from jobs.outgoing.letters.office import office_of, plans_of
from jobs.people import erasing
from jobs.reading.explanation import explain
from jobs.reading.retracing import case_of
from jobs.runtime import logs
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.workplace import open_workplace
from jobs.sandbox.answers import TaskFailed
from jobs.serve.notice_making import ConfinedMaking
from jobs.serve.originals import ConfinedOriginals
from jobs.serve.page_images import opens_task
from store.erasing.erasing import SCRUB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fastapi import FastAPI

    from desk.web.services import DocumentPlace
    from jobs.config.settings import OpenIDSettings, Settings
    from jobs.config.settings import Settings as Configuration
    from jobs.runtime.workplace import Workplace
    from parsers.values.explanations import Explanations
    from store.erasing.persons import DataSubject, InMailbox
    from store.store import Store

BENEATH = ((ArchiveError, 503, TROUBLE), (ArchiveFull, 503, NOT_WRITABLE))
"""What the archive may say of anything that a person does on the page."""
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
log = logs.get()

PATIENCE = 8.0
"""Seconds that the page waits for the reading; most are done by then, the others go on behind it."""
SECONDS = 20.0
"""What trying a password may take."""
TRIES = 50
"""A moment apart: so long a poll is waited for before somebody is erased."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListenAddress:
    """Where the server listens, and where browsers find it (`public`, of a reverse proxy with TLS)."""

    host: str
    port: int
    public: str | None = None
    second_factor: bool = False
    """Nobody gets in without a passkey, whatever the configuration says."""
    proxies: tuple[str, ...] = ()
    """Reverse proxies whose X-Forwarded-For is believed; with `public` and none named, one on this machine."""

    def __post_init__(self) -> None:
        """Passwords must not cross a network in the clear."""
        for proxy in self.proxies:
            _check_proxy(proxy)
        if not self.is_loopback and self.public is None:
            raise UsageError(f"--host {self.host}: beyond this machine only behind TLS; name it with --public-url")
        if self.public is not None and urlsplit(self.public).scheme != "https":
            raise UsageError(f"--public-url {self.public}: must begin with https://")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        return is_loopback(self.host.strip("[]"))

    @property
    def believed(self) -> tuple[str, ...]:
        """The reverse proxies whose word on who asks is believed."""
        return self.proxies or (("127.0.0.1",) if self.public is not None else ())

    def trusts(self, host: str) -> bool:
        """Whether a connection from there is a reverse proxy's."""
        try:
            peer = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(peer in ipaddress.ip_network(proxy) for proxy in self.believed)

    @property
    def url(self) -> str:
        """What a person types into the browser."""
        return self.public.rstrip("/") if self.public else f"http://{self.host}:{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which it may be asked for."""
        public = (urlsplit(self.public).hostname or "",) if self.public else ()
        return tuple(dict.fromkeys((*public, self.host.lower(), *LOOPBACK_NAMES)))


def _check_proxy(given: str) -> None:
    try:
        ipaddress.ip_network(given)
    except ValueError as exc:
        raise UsageError(f"--trusted-proxy {given}: must be an address or a network, as 10.0.0.5") from exc


def _check_second_factor(settings: SiteSettings) -> None:
    """A passkey is for a name: at a bare IP address nobody would get in."""
    if settings.second_factor and settings.public and relying_party(settings.public, 443) is None:
        raise UsageError(f"--public-url {settings.public}: a second factor needs a name there, not an IP address")


def _seal_plain(store: Store) -> None:
    """What the jury wrote before its words were sealed. What stood there in the file is written over at night."""
    with store.begin() as transaction:
        if transaction.jury.seal_plain():
            transaction.health.put(SCRUB, datetime.now(UTC).isoformat())


@contextmanager
def site(configuration: Configuration, address: ListenAddress) -> Iterator[FastAPI]:
    """The application over the configuration's store and archive, with workers for pictures.

    Raises ConfigurationError: the secret of the office's sign-in service is not there.
    """
    missing = [f"{key}: {why}" for key, why in secrets.missing(configuration) if key.startswith("desk.openid.")]
    if missing:
        raise ConfigurationError(*missing)
    with open_workplace(configuration) as place:
        polling.take_up(place)
        with suppress(BusyError), place.alone_soon():  # a pass that is under way takes them up itself
            erasing.catch_up(place)
        _seal_plain(place.store)
        passwords = DocumentPasswords(place.archive.storage, place.archive.seal)
        originals = ConfinedOriginals(place.archive, place.pool, passwords, place.judge.internal_domains)
        rereading = QueuedRereading(place, originals, passwords)
        settings = SiteSettings(
            hosts=address.hosts,
            secure=address.public is not None,
            public=address.public,
            second_factor=address.second_factor or configuration.desk.require_second_factor,
            first_passkey_by_link=configuration.desk.first_passkey == "link",
            password_login=configuration.desk.password_login,
            poll_seconds=configuration.daemon.interval,
        )
        _check_second_factor(settings)
        try:
            yield create_app(
                Desk(
                    store=place.store,
                    originals=originals,
                    rereading=rereading,
                    explaining=ConfinedExplaining(place),
                    erasing=LockedErasing(place),
                    provider=provider_of(configuration),
                    office=office_of(configuration),
                    plans=plans_of(configuration),
                    making=ConfinedMaking(place.pool),
                    settings=settings,
                ),
                beneath=BENEATH,
            )
        finally:
            rereading.close()


def first_link(app: FastAPI, address: ListenAddress) -> str | None:
    """The one-time link that makes the first account; None where there are accounts already.

    Raises UsageError: there is none and others reach the page: whoever came first would have it.
    """
    desk: Desk = app.state.desk
    with desk.store.peek() as transaction:
        if transaction.accounts.users():
            return None
    if not desk.settings.password_login:
        raise UsageError("there is no account yet: candidatures users add NAME --role recruiter --without-password")
    if not address.is_loopback or address.public is not None:
        raise UsageError("there is no account yet: candidatures users add NAME --role recruiter")
    return f"{address.url}/welcome/{app.state.welcome.open()}"


class ConfinedExplaining:
    """Implements `desk.web.services.Explaining`: the texts are read in workers, as all that candidates sent."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def explain(self, application_id: int, key: str, language: str) -> Explanations:
        """One fact of an application, as the store has it now."""
        with self._place.store.read() as views:
            case = case_of(views, application_id)
        return explain(case, self._place.pool, key=key, language=language)


class LockedErasing:
    """Implements `desk.web.services.PersonErasing`: never beside a poll."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    @property
    def has_key(self) -> bool:
        """Whether there is a key for erasures."""
        return self._place.archive.tombstones.can_write

    def preview(self, application_id: int) -> DataSubject:
        """All that would go."""
        return erasing.preview(self._place, application_id)

    def erase(self, application_id: int, author: str) -> Sequence[InMailbox]:
        """Erases it."""
        if not self.has_key:
            raise ErasingRefused("no_key")
        try:
            with self._place.alone_soon(tries=TRIES):
                person = erasing.preview(self._place, application_id)
                return erasing.erase(self._place, person, author=author).in_mailboxes
        except BusyError as exc:
            raise ErasingRefused("busy") from exc


class QueuedRereading:
    """Implements `desk.web.services.Rereading`. One reading at a time, and none beside a poll's."""

    def __init__(self, place: Workplace, originals: ConfinedOriginals, passwords: DocumentPasswords) -> None:
        self._place = place
        self._originals = originals
        self._entered = passwords
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rereading")

    def again(self, message_id: int) -> None:
        """Puts the mail into the queue and reads it; should we end before, the next poll does."""
        with self._place.store.begin() as transaction:
            transaction.ledger.requeue([message_id])
            if transaction.queue.hasten(message_id):
                return  # a worker reads it next
        done = self._thread.submit(self._read)
        with suppress(TooLong):
            done.result(PATIENCE)

    def unlock(self, paper: DocumentPlace, message_id: int, password: str) -> str:
        """Tries the password, keeps it and reads the mail again."""
        arguments = (self._originals.mail(paper.mail), self._place.judge.internal_domains, paper.place, paper.sha256)
        try:
            opens = self._place.pool.submit(opens_task, *arguments, (password,), seconds=SECONDS).result()
        except TaskFailed as exc:
            raise PasswordWrong(f"{paper.place}: {exc}") from exc
        if not opens:
            raise PasswordWrong(f"{paper.place}: does not open")
        where = self._entered.put(paper.sha256, password)
        self.again(message_id)
        return where

    def _read(self) -> None:
        with self._place.alone():
            for done in Processing(self._place).waiting():
                log.info("read again", message=done.message_id, state=done.state)

    def close(self) -> None:
        """Waits for what is under way."""
        self._thread.shutdown(cancel_futures=True)


def provider_of(settings: Settings) -> Provider | None:
    """The provider; None where none is configured. Asks it nothing yet."""
    own = settings.desk.openid
    if own is None:
        return None
    registration = Registration(
        issuer=own.issuer,
        client_id=own.client_id,
        client_secret=_secret(settings, own),
        name=own.name,
        claim=own.claim,
        users=None if own.users is None else frozenset(own.users),
        creates=own.create,
        second_factor=frozenset(own.second_factor),
        scopes=own.scopes,
        ca_file=settings.path(own.ca_file) if own.ca_file else None,
    )
    return Provider(registration, lambda: datetime.now(UTC))


def _secret(settings: Settings, own: OpenIDSettings) -> Callable[[], str]:
    def secret() -> str:
        try:
            return secrets.client_secret(settings, own)
        except JobsError as exc:
            raise ProviderDown(str(exc)) from exc  # nothing that a visitor could mend

    return secret
