"""WebAuthn (level 2): what a browser is asked, and whether its answer proves a passkey. The library ends here."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.accounts.accounts import User
    from store.accounts.passkeys import Passkey

PATIENCE = 120_000
"""Milliseconds that a browser waits for the person."""


class PasskeyNotProven(Exception):  # noqa: N818 - reads as what happened
    """What the browser answered proves no passkey of the user's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RelyingParty:
    """Whom a passkey is for: an authenticator signs for this name alone, a browser tells the origin."""

    id: str
    origin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered:
    """A passkey that an authenticator has just made."""

    credential_id: str
    public_key: str
    sign_count: int


def relying_party(public: str | None, port: int) -> RelyingParty | None:
    """Of the page's public address, else of `localhost` at `port`; None for a bare IP address, which can be none."""
    if public is None:
        return RelyingParty(id="localhost", origin=f"http://localhost{_ending(port, 80)}")
    parts = urlsplit(public)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return RelyingParty(id=host, origin=f"https://{host}{_ending(parts.port, 443)}")
    return None


def _ending(port: int | None, usual: int) -> str:
    return f":{port}" if port not in {None, usual} else ""


def to_register(party: RelyingParty, user: User, passkeys: Iterable[Passkey], challenge: bytes) -> str:
    """What the browser is asked to make a passkey with: JSON of PublicKeyCredentialCreationOptions."""
    options = generate_registration_options(
        rp_id=party.id,
        rp_name="Candidatures",
        user_name=user.name,
        user_id=str(user.id).encode(),
        challenge=challenge,
        timeout=PATIENCE,
        exclude_credentials=_descriptors(passkeys),
        authenticator_selection=AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.DISCOURAGED),
    )
    return options_to_json(options)


def to_prove(party: RelyingParty, passkeys: Iterable[Passkey], challenge: bytes) -> str:
    """What the browser is asked to sign with a passkey: JSON of PublicKeyCredentialRequestOptions."""
    options = generate_authentication_options(
        rp_id=party.id, challenge=challenge, timeout=PATIENCE, allow_credentials=_descriptors(passkeys)
    )
    return options_to_json(options)


def _descriptors(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id)) for passkey in passkeys]


def registered(party: RelyingParty, challenge: bytes, answer: str) -> Registered:
    """The passkey that the browser's answer brings. Raises PasskeyNotProven: none, not for us, or of another try."""
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=party.id, expected_origin=party.origin
        )
    except Exception as exc:  # whatever a stranger's bytes do to the library, they prove nothing
        raise PasskeyNotProven(str(exc)) from exc
    return Registered(
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
    )


def proven(party: RelyingParty, passkeys: Iterable[Passkey], challenge: bytes, answer: str) -> tuple[Passkey, int]:
    """Which of the passkeys signed, and its counter, which is then to be compared with the one that is kept.
    Raises PasskeyNotProven: none did, or not for us, or another challenge.
    """
    try:
        named = json.loads(answer)["id"]
        passkey = next(passkey for passkey in passkeys if passkey.credential_id == named)
        proof = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=0,  # compared once the signature is known to be good
        )
    except StopIteration as exc:
        raise PasskeyNotProven("the answer names none of the user's passkeys") from exc
    except Exception as exc:  # as above
        raise PasskeyNotProven(str(exc)) from exc
    return passkey, proof.new_sign_count
