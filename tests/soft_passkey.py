"""A passkey in software: makes a key pair when a page asks for one, and answers with it, truthfully
or not.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

Options = Mapping[str, Any]


@dataclass(frozen=True)
class SoftPasskey:
    """One key pair of one account. `verified` says whether it asks for a finger, a face or a
    PIN.
    """

    origin: str = "http://localhost"
    verified: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    user_handle: bytes = b""

    def made(self, options: Options) -> tuple["SoftPasskey", str]:
        """The passkey that now knows its account, and what the browser sends of it."""
        asked = options["publicKey"]
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        data = AttestedCredentialData.create(bytes(16), self.credential_id, public)
        flags = self._flags() | AuthenticatorData.FLAG.AT
        known = AuthenticatorData.create(_hash(asked["rp"]["id"]), flags, 0, data)
        attested = AttestationObject.create("none", known, {})
        said = self._said("webauthn.create", asked, attestationObject=attested)
        return replace(self, user_handle=websafe_decode(asked["user"]["id"])), said

    def answer(self, options: Options) -> str:
        """What the browser sends to sign in with it."""
        asked = options["publicKey"]
        data = AuthenticatorData.create(_hash(asked["rpId"]), self._flags(), 0)
        client = self._client("webauthn.get", asked)
        signature = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        parts = {"authenticatorData": data, "signature": signature, "userHandle": self.user_handle}
        return self._said("webauthn.get", asked, **parts)

    def _flags(self) -> AuthenticatorData.FLAG:
        verified = AuthenticatorData.FLAG.UV if self.verified else AuthenticatorData.FLAG(0)
        return AuthenticatorData.FLAG.UP | verified

    def _client(self, kind: str, asked: Options) -> CollectedClientData:
        return CollectedClientData.create(kind, asked["challenge"], self.origin)

    def _said(self, kind: str, asked: Options, **parts: bytes) -> str:
        response = {name: websafe_encode(part) for name, part in parts.items()}
        response["clientDataJSON"] = websafe_encode(self._client(kind, asked))
        told = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "type": "public-key",
                "id": told,
                "rawId": told,
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def _hash(rp_id: str) -> bytes:
    return sha256(rp_id.encode()).digest()
