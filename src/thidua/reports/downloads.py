"""The list behind a number as a file: the same rows as on the page."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, hand_out, part_asked, people_of, some_of
from thidua.access.models import Exported
from thidua.access.preparing import Asked, Order
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.ratings.links import place_of
from thidua.reports.listing import Filters, every, in_words, listed
from thidua.vocabulary import shown_level
from thidua.web.sheets import FORMATS, Sheet

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


LIST = "reports.list"


def list_taken(
    request: SignedIn, campaign: Campaign, filters: Filters, form: str
) -> HttpResponseBase:
    """The list behind a number as it leaves the house. Raises PermissionDenied."""
    entries = listed(campaign=campaign, actor=request.user, filters=filters)
    many, people = people_of(entries)
    asked = {"year": campaign.year, "form": form, "filters": asdict(filters)}
    usual = Filters(subject_type=filters.subject_type, tier=filters.tier, under=filters.under)
    leaving = Leaving(
        Exported.LIST,
        form,
        part_asked(scope_of_request(request), filters.under),
        many,
        year=campaign.year,
        subjects=filters.subject_type,
        narrowed="; ".join(f"{label}: {value}" for label, value in in_words(filters)),
        listed=None if filters == usual else some_of(people),
    )
    return hand_out(
        request, leaving, lambda: list_file(request.user, asked), order=Order(LIST, asked)
    )


def list_file(actor: User, asked: Asked) -> HttpResponseBase:
    """The file itself: `asked` is the year, the filters and the form."""
    campaign, filters = campaign_of(asked["year"]), Filters(**asked["filters"])
    entries = listed(campaign=campaign, actor=actor, filters=filters)
    return FORMATS[asked["form"]](subjects_sheet(campaign, filters, entries))


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
