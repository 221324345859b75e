"""Whether a picture is one: it is opened whole, by the library that would show it, in a limited
process.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import thidua
from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import MediaType

_FORMATS = {
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.WEBP: "WEBP",
    MediaType.HEIC: "HEIF",
}
_LONGEST = 60
"""Seconds of the clock; the process has fewer of its own."""


class PictureSize(NamedTuple):
    """Pixels, as the file says them (a JPEG's note of how it was held is not followed)."""

    width: int
    height: int


def opened_picture(content: bytes, claimed: MediaType, *, name: str, most: int) -> PictureSize:
    """Open a picture of the claimed type and give its size. `most`: pixels.

    Raises AttachmentError: cannot be opened as that type, cut short, too many pixels, too much
    work.
    """
    done = _run(content, _FORMATS[claimed], most)
    if done is None or done.returncode:
        raise AttachmentError.broken(name)
    found = json.loads(done.stdout)
    if not found["opened"]:
        raise AttachmentError.too_many_pixels(
            name, width=found["width"], height=found["height"], most=most
        )
    return PictureSize(found["width"], found["height"])


def _run(content: bytes, claimed: str, most: int) -> "subprocess.CompletedProcess[bytes] | None":
    """The child, without our environment: its secrets are no business of a stranger's file."""
    ours = [str(Path(folder).parent) for folder in thidua.__path__]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join([*ours, *filter(None, sys.path)]),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "thidua.attachments.picture_child", claimed, str(most)]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=content,
            env=environment,
            timeout=_LONGEST,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
