"""The page's server: put together from the configuration, and run until it is told to stop."""

from __future__ import annotations

import ipaddress
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.web.app import create_app
from desk.web.login.passkeys import relying_party
from desk.web.services import Desk, SiteSettings
from jobs.config import secrets
from jobs.errors import BusyError, ConfigurationError, UsageError
from jobs.intake.poll import polling
from jobs.outgoing.letters.office import office_of, plans_of
from jobs.people import erasing
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.workplace import open_workplace
from jobs.serve.originals import ConfinedOriginals
from jobs.serve.services import ConfinedExplaining, LockedErasing, QueuedRereading
from jobs.serve.sign_in import provider_of
from store.erasing.erasing import SCRUB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from jobs.config.settings import Settings as Configuration
    from store.store import Store

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


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
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return self.host == "localhost"

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

    Raises:
        ConfigurationError: the secret of the office's sign-in service is not there.
    """
    if fault := secrets.openid_fault(configuration):
        raise ConfigurationError(fault)
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
                    settings=settings,
                )
            )
        finally:
            rereading.close()


def first_link(app: FastAPI, address: ListenAddress) -> str | None:
    """The one-time link that makes the first account; None where there are accounts already.

    Raises:
        UsageError: there is none and others reach the page: whoever came first would have it.
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
