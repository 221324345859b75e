"""Addresses of the movement: its page, and the list behind a number."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.movement.reading import Row

TASKS, TARGETS, MILESTONES = "nhiem-vu", "muc-phan-dau", "moc"
BLOCKED, RETURNED = "vuong", "tra-lai"
LISTS = (TASKS, TARGETS, MILESTONES, BLOCKED, RETURNED)


def movement_address(campaign: Campaign, code: str, on: dt.date | None = None, **more: str) -> str:
    """The page of a body, on a day."""
    address = reverse("movement_of", kwargs={"year": campaign.year, "code": code})
    return address + _query(on, more)


def list_address(campaign: Campaign, code: str, what: str, on: dt.date, **narrowed: str) -> str:
    """One of `LISTS` below a body on a day."""
    kwargs = {"year": campaign.year, "code": code, "what": what}
    return reverse("movement_list", kwargs=kwargs) + _query(on, narrowed)


def of_row(row: Row) -> dict[str, str]:
    """What narrows a list to a row of the table."""
    return {"own": "1"} if row.own else {"unit": row.unit.code}


def _query(on: dt.date | None, words: dict[str, str]) -> str:
    day = {"ngay": on.isoformat()} if on else {}
    query = urlencode(day | {name: word for name, word in words.items() if word})
    return f"?{query}" if query else ""
