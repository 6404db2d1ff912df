"""Checks on the office's OpenID Connect provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.web.openid.errors import ProviderDown
from jobs.care.check.result import UNREACHABLE, CheckResult
from jobs.serve.sign_in import provider_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.config.settings import Settings


def check(settings: Settings) -> Iterator[CheckResult]:
    """Whether the provider describes itself and shows its keys, and the secret can be had; nobody signs in."""
    provider = provider_of(settings)
    if provider is None:
        return
    try:
        provider.registration.client_secret()
        described = provider.discover()
        keys = len(provider.keys().keys)
    except ProviderDown as exc:
        yield CheckResult(subject="desk.openid", sentence=str(exc), level="fault", exit_code=UNREACHABLE)
        return
    sentence = f"{described.issuer} answers and signs with {keys} key{'s' * (keys != 1)}; nobody signed in"
    yield CheckResult(subject="desk.openid", sentence=sentence)
