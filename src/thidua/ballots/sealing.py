"""What a counted ballot is sealed by. (The chain of `seals` takes this over.)"""

import json
import unicodedata
from hashlib import sha256


def canonical(content: object) -> bytes:
    """NFC, sorted keys, no spaces, UTF-8."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", written).encode()


def digest_of(content: bytes, salt: bytes) -> str:
    """SHA-256 of salt and content."""
    return sha256(salt + content).hexdigest()
