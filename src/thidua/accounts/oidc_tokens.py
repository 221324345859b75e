"""What a provider of identities says of somebody: its signed ID token, checked before anything in
it is believed.
"""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Signatures by a key of the provider alone: nothing signed with a shared word, nothing unsigned.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)
NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
LEEWAY = 60
"""Seconds by which two clocks may differ."""


class IdentityRefusedError(OAuth2Error):  # type: ignore[misc]
    """The provider's answer proves nothing. The text names what is wrong with it, and nobody."""


def claims_of(
    token: object, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str
) -> dict[str, Any]:
    """What a token says, once it is sure: signed by the provider, for us, still good, the answer to
    this sign-in.

    Raises IdentityRefusedError.
    """
    if not isinstance(token, str):
        raise IdentityRefusedError("no ID token")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=ALGORITHMS,
            audience=client,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": list(NEEDED)},
        )
    except (jwt.PyJWTError, LookupError, TypeError, ValueError) as error:
        raise IdentityRefusedError(f"ID token: {type(error).__name__}") from error
    if not nonce or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise IdentityRefusedError("ID token: the answer to another sign-in")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client:
        raise IdentityRefusedError("ID token: given to another party")
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The provider's key that a token names; a token may name none where there is one alone."""
    name = jwt.get_unverified_header(token).get("kid")
    signing = [
        key
        for key in jwt.PyJWKSet.from_dict(dict(keys)).keys
        if key.public_key_use in (None, "sig")
    ]
    found = [one for one in signing if name is None or one.key_id == name]
    if len(found) != 1:
        raise LookupError
    return found[0]


def proved_at(claims: Mapping[str, Any]) -> float | None:
    """When somebody proved at the provider who they are, in seconds since 1970; None where it does
    not tell.
    """
    at = claims.get("auth_time")
    return float(at) if isinstance(at, int | float) and not isinstance(at, bool) else None


def shows_second_factor(claims: Mapping[str, Any], accepted: frozenset[str]) -> bool:
    """Whether the provider says that it asked for two factors, in a word that the configuration
    believes.

    `accepted` are "amr:mfa", "acr:https://…" and the like; none: its word counts for nothing.
    """
    amr = claims.get("amr")
    proofs = {f"amr:{one}" for one in amr} if isinstance(amr, list) else set()
    return not accepted.isdisjoint(proofs | {f"acr:{claims.get('acr')}"})
