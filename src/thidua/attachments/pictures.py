"""A picture as it is kept: opened whole and drawn anew, by the library that would show it, in a
limited process. What came with it (where it was taken, with what, by whom) stays behind.
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
_KEPT_AS = {"JPEG": MediaType.JPEG, "PNG": MediaType.PNG}
_LONGEST = 60
"""Seconds of the clock; the process has fewer of its own."""


class Drawn(NamedTuple):
    """A picture of ours. `width`, `height`: pixels."""

    content: bytes
    media_type: MediaType
    width: int
    height: int


class CleanPicture(NamedTuple):
    """The picture to keep, and a small one of it; one that is small already has none."""

    picture: Drawn
    preview: Drawn | None


def clean_picture(content: bytes, claimed: MediaType, *, name: str, most: int) -> CleanPicture:
    """The picture without anything but its pixels, as it was held, in the colours of a screen.

    The same bytes give the same picture, as long as the library is the same. `most`: pixels.
    Raises AttachmentError: cannot be opened as the claimed type, cut short, too many pixels, too
    much work.
    """
    done = _run(content, _FORMATS[claimed], most)
    if done is None or done.returncode:
        raise AttachmentError.broken(name)
    head, _, rest = done.stdout.partition(b"\n")
    found = json.loads(head)
    if not found["drawn"]:
        raise AttachmentError.too_many_pixels(
            name, width=found["width"], height=found["height"], most=most
        )
    drawn: list[Drawn] = []
    for one in found["drawn"]:
        piece, rest = rest[: one["bytes"]], rest[one["bytes"] :]
        drawn.append(Drawn(piece, _KEPT_AS[one["format"]], one["width"], one["height"]))
    return CleanPicture(drawn[0], drawn[1] if drawn[1:] else None)


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
