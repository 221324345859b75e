"""The list behind a number as a file: the same rows as on the page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from thidua.campaigns.models import Campaign
from thidua.language import say
from thidua.ratings.links import place_of
from thidua.reports.listing import Filters, every, told
from thidua.roster.models import RosterEntry
from thidua.web.levels import shown
from thidua.web.sheets import Sheet


def subjects_sheet(
    campaign: Campaign, filters: Filters, entries: "QuerySet[RosterEntry, Any]"
) -> Sheet:
    """The list behind a number, in the reader's language."""
    return Sheet(
        name=f"danh-sach-{campaign.year}-{filters.subject_type}",
        title=say(f"Danh sách xếp loại năm {campaign.year}", f"Rated in {campaign.year}"),
        about=told(filters),
        header=[
            say("Mã", "Code"),
            say("Tên", "Name"),
            say("Đối tượng", "Subject"),
            say("Thuộc", "Within"),
            say("Tự nhận", "Self-claimed"),
            say("Đạt tiêu chuẩn", "Reached"),
            say("Mức", "Level"),
        ],
        rows=_subjects(entries),
        widths=(14, 34, 16, 44, 26, 26, 26),
    )


def _subjects(entries: "QuerySet[RosterEntry, Any]") -> Iterator[list[str]]:
    for entry in every(entries):
        proposal, rating = getattr(entry, "proposal", None), getattr(entry, "rating", None)
        reached = rating.low if rating is not None and rating.low == rating.high else None
        yield [
            entry.code,
            entry.name,
            str(entry.get_subject_type_display()),
            place_of(entry),
            str(shown(proposal.self_claimed).full)
            if proposal is not None and proposal.self_claimed
            else "",
            str(shown(reached).full),
            str(shown(entry.level).full),  # type: ignore[attr-defined]
        ]
