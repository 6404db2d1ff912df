"""ID tokens: signed by the provider, for us, now, in answer to our question (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError

from desk.web.openid.errors import SignInNotProven

if TYPE_CHECKING:
    from datetime import datetime

    from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key that the provider alone has: neither none, nor with a secret that we have as well."""
LEEWAY = 60
"""Seconds that the two clocks may differ."""


class OtherKey(SignInNotProven):
    """None of the keys has signed it: the provider may have taken new ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What a token must say."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime


def verified(token: str, keys: KeySet, expected: Expected) -> dict[str, Any]:
    """What the token says, once all of it has been proven.

    Raises:
        OtherKey: it is signed with none of the keys.
        SignInNotProven: it is unsigned, of another issuer, for another client, expired, or the answer to another
            question.
    """
    registry = jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (InvalidKeyIdError, BadSignatureError) as exc:
        raise OtherKey(f"the ID token's signature: {exc}") from exc
    except Exception as exc:  # whatever a token's bytes do to the library, they prove nothing
        raise SignInNotProven(f"the ID token: {exc}") from exc
    if claims.get("nonce") != expected.nonce:
        raise SignInNotProven("the ID token: it answers another question (nonce)")
    others = claims["aud"] not in (expected.client_id, [expected.client_id])
    if claims.get("azp", None if others else expected.client_id) != expected.client_id:
        raise SignInNotProven("the ID token: it is made out to another client (azp)")
    return claims
