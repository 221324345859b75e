"""A file as a browser gets it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.test import Client

from thidua.attachments.models import Attachment


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


def get(client: Client, attachment: Attachment) -> Answer:
    """What a browser gets, read to its end: that closes it."""
    response = client.get(f"/tep/{attachment.pk}/")
    return Answer(response.status_code, response.headers, response.getvalue())
