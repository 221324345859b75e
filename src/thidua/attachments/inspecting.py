"""Looking at a file before anything is stored: its size, its name, what it is, its hash."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile

from thidua.attachments.content import media_type_of
from thidua.attachments.errors import AttachmentError
from thidua.attachments.limits import MEGABYTE, FileLimits
from thidua.attachments.media_types import IN_WORDS, PICTURES, MediaType, in_words
from thidua.attachments.models import LONGEST_CAPTION
from thidua.attachments.names import fitting_name, safe_name
from thidua.attachments.pictures import Drawn, clean_picture
from thidua.attachments.store import digest
from thidua.language import Text

_AT_ONCE = 2


@dataclass(frozen=True)
class Sent:
    """A file as a form hands it over (its `name` is what the sender's computer says), and what
    they wrote of it.
    """

    file: "File[Any]"
    caption: str = ""


@dataclass(frozen=True)
class Content:
    """Bytes that may be stored. `width`, `height`: of pictures."""

    file: "File[Any]"
    sha256: str
    size: int
    media_type: MediaType
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Inspected:
    """A file that may be stored under a name. `preview`: of pictures that are not small."""

    name: str
    caption: str
    content: Content
    preview: Content | None = None

    @property
    def contents(self) -> tuple[Content, ...]:
        """All that is stored of it, the preview first: the file's row names it."""
        return (self.content,) if self.preview is None else (self.preview, self.content)


def current_limits() -> FileLimits:
    """What this installation takes."""
    limits: FileLimits = settings.ATTACHMENT_LIMITS
    return limits


def taken_in_words(accepts: frozenset[MediaType], limits: FileLimits) -> Text:
    """What may be sent: PDF, Word, Excel, ảnh; mỗi tệp đến 20 MB."""
    types, size = in_words(accepts), limits.size // MEGABYTE
    return Text(f"{types.vi}; mỗi tệp đến {size} MB", f"{types.en}; {size} MB a file at most")


def inspect(sent: Sent, *, accepts: frozenset[MediaType]) -> Inspected:
    """Tell what a file is, and refuse what is not taken. Of a picture a new one is made.

    Raises AttachmentError: empty, too big, of a type that is not taken, a name that lies, damaged,
    a long caption.
    """
    limits, file, caption = current_limits(), sent.file, sent.caption.strip()
    name, size = safe_name(file.name or ""), file.size
    if not size:
        raise AttachmentError.empty(name)
    if size > limits.size:
        raise AttachmentError.too_big(name, size=size, most=limits.size)
    if len(caption) > LONGEST_CAPTION:
        raise AttachmentError.long_caption(name, length=len(caption), most=LONGEST_CAPTION)
    taken = taken_in_words(accepts, limits)
    media_type = media_type_of(file, name, taken=taken)
    if media_type not in accepts:
        raise AttachmentError.not_taken_here(name, found=IN_WORDS[media_type], taken=taken)
    name = fitting_name(name, media_type)
    file.seek(0)
    if media_type not in PICTURES:
        return Inspected(name, caption, Content(file, digest(file), size, media_type))
    picture, preview = clean_picture(file.read(), media_type, name=name, most=limits.pixels)
    return Inspected(
        fitting_name(name, picture.media_type),
        caption,
        _content(picture),
        _content(preview) if preview else None,
    )


def inspect_each(files: Sequence[Sent], *, accepts: frozenset[MediaType]) -> list[Inspected]:
    """All of them, in the order sent, two at a time: whoever sends ten photos waits half as long.

    Raises what `inspect` raises, for the first that is refused.
    """
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        return list(pool.map(partial(inspect, accepts=accepts), files))
    finally:
        pool.shutdown(cancel_futures=True)


def _content(drawn: Drawn) -> Content:
    """A picture of ours, ready to be stored."""
    file = ContentFile(drawn.content)
    sha256 = digest(file)
    return Content(file, sha256, len(drawn.content), drawn.media_type, drawn.width, drawn.height)
