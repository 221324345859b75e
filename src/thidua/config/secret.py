"""A secret key of this installation, made once and kept beside its data."""

import secrets
from pathlib import Path


def local_secret(home: Path) -> str:
    """Read the key under `home`, or make one that only this user can read."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
