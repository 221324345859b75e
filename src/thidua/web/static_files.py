"""Static files under hashed names where they were collected, under plain names elsewhere (tests, a
first look).
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file missing from the manifest is served under its own name instead of failing the page."""

    manifest_strict = False
