"""The office's OpenID Connect provider, as the configuration has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.web.openid.errors import ProviderDown
from desk.web.openid.provider import Provider, Registration
from jobs.config import secrets
from jobs.errors import JobsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.config.settings import OpenIDSettings, Settings


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
