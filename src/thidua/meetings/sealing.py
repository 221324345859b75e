"""Adopted minutes are sealed as they stand on paper, within the act that adopts them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Count

from thidua.documents.blocks import Paper
from thidua.language import Text
from thidua.meetings.models import Meeting, SealedMinutes, State
from thidua.meetings.paper import minutes
from thidua.numbers import in_both
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, SealedKind

KIND = "minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""


def seal_minutes(meeting: Meeting) -> None:
    """Seal the minutes of a meeting that was just adopted: the last thing that is done there."""
    content, salt = canonical(_plain(minutes(meeting))), new_salt()
    link = seal(KIND, str(meeting.pk), content, salt)
    SealedMinutes.objects.create(
        meeting=meeting, content=content.decode(), salt=salt, position=link.position
    )


def _plain(paper: Paper) -> dict[str, Any]:
    """What the paper says, block by block; not the foot of its pages, which names no content."""
    said = asdict(paper)
    said.pop("note")
    blocks = ("body", "annexes")
    return said | {
        part: [{"block": type(one).__name__, **asdict(one)} for one in getattr(paper, part)]
        for part in blocks
    }


def _read(keys: Sequence[str]) -> Mapping[str, Content]:
    found = SealedMinutes.objects.filter(pk__in=[int(key) for key in keys])
    return {str(one.pk): Content(one.content.encode(), bytes(one.salt)) for one in found}


def _before() -> Text | None:
    closed = Meeting.objects.filter(state=State.CLOSED, sealed=None)
    rows = closed.order_by("campaign__year").values_list("campaign__year")
    by_year = dict(rows.annotate(number=Count("pk")))
    if not by_year:
        return None
    return _BEFORE.format(
        number=in_both(sum(by_year.values())), years=", ".join(str(year) for year in by_year)
    )


_BEFORE = Text(
    "{number} biên bản (năm {years}) thông qua trước khi phần mềm có niêm phong nên không có trong "
    "chuỗi",
    "{number} minutes (of {years}) were adopted before the product had seals and are not in the "
    "chain",
)
MINUTES = SealedKind(
    KIND, Text("biên bản họp kiểm điểm", "minutes of a review meeting"), _read, before=_before
)
