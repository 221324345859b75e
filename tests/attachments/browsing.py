"""A file as a browser gets it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.test import Client

from thidua.attachments.models import Attachment


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


def get(client: Client, attachment: Attachment, more: str = "") -> Answer:
    """What a browser gets, read to its end: that closes it. `more`: of the address."""
    response = client.get(f"/tep/{attachment.pk}/{more}")
    return Answer(response.status_code, response.headers, response.getvalue())
