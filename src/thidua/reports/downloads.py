"""The list behind a number as a file: the same rows as on the page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.ratings.links import place_of
from thidua.reports.listing import Filters, every, in_words
from thidua.vocabulary import shown_level
from thidua.web.sheets import Sheet

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


def subjects_sheet(
    campaign: Campaign, filters: Filters, entries: "QuerySet[Levelled, Any]"
) -> Sheet:
    """The list behind a number, in the reader's language."""
    return Sheet(
        name=f"danh-sach-{campaign.year}-{filters.subject_type}",
        title=_("Danh sách xếp loại năm {year}").format(year=campaign.year),
        about=in_words(filters),
        header=[
            _("Mã"),
            _("Tên"),
            _("Đối tượng"),
            _("Thuộc"),
            _("Tự nhận"),
            _("Đạt tiêu chuẩn"),
            _("Mức"),
        ],
        rows=_subjects(entries),
        widths=(14, 34, 16, 44, 26, 26, 26),
    )


def _subjects(entries: "QuerySet[Levelled, Any]") -> Iterator[list[str]]:
    for entry in every(entries):
        proposal, rating = getattr(entry, "proposal", None), getattr(entry, "rating", None)
        reached = rating.low if rating is not None and rating.low == rating.high else None
        yield [
            entry.code,
            entry.name,
            str(entry.get_subject_type_display()),
            place_of(entry),
            str(shown_level(proposal.self_claimed).title)
            if proposal is not None and proposal.self_claimed
            else "",
            str(shown_level(reached).title),
            str(shown_level(entry.level).title),
        ]
