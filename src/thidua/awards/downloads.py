"""The list of awards as a file: the rows that the filters leave, every reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, hand_out, part_asked, people_of, some_of
from thidua.access.models import Exported
from thidua.access.preparing import Asked, Order
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.awards.listing import Filters, Row, filter_rows, listed, placed, rows_of
from thidua.awards.models import Award
from thidua.awards.queries import awards
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.frameworks.binding import awards_book
from thidua.organisations.models import Organisation
from thidua.rulebook import AwardBook
from thidua.web.sheets import FORMATS, Sheet

LIST = "awards.list"


def awards_taken(
    request: SignedIn, campaign: Campaign, filters: Filters, form: str
) -> HttpResponseBase:
    """The list as it leaves the house. Raises PermissionDenied."""
    many, people = people_of(_found(campaign, request.user, filters))
    asked = {"year": campaign.year, "form": form, "filters": asdict(filters)}
    leaving = Leaving(
        Exported.AWARDS,
        form,
        part_asked(scope_of_request(request), filters.under),
        many,
        year=campaign.year,
        narrowed="; ".join(f"{label}: {value}" for label, value in _about(filters)),
        listed=some_of(people),
    )
    return hand_out(
        request, leaving, lambda: awards_file(request.user, asked), order=Order(LIST, asked)
    )


def awards_file(actor: User, asked: Asked) -> HttpResponseBase:
    """The file itself: `asked` is the year, the filters and the form."""
    campaign, filters = campaign_of(asked["year"]), Filters(**asked["filters"])
    found = _found(campaign, actor, filters)
    return FORMATS[asked["form"]](awards_sheet(campaign, found, awards_book(), _about(filters)))


def _found(campaign: Campaign, actor: User, filters: Filters) -> "QuerySet[Award]":
    found = placed(awards(campaign=campaign, actor=actor), campaign, filters)
    return listed(found, filters, awards_book())


def _about(filters: Filters) -> list[tuple[str, str]]:
    under = Organisation.objects.filter(code=filters.under).first() if filters.under else None
    return filter_rows(filters, awards_book(), under)


def awards_sheet(
    campaign: Campaign, found: "QuerySet[Award]", book: AwardBook, about: Sequence[tuple[str, str]]
) -> Sheet:
    """The list in the reader's language."""
    return Sheet(
        name=f"khen-thuong-{campaign.year}",
        title=_("Khen thưởng năm {year}").format(year=campaign.year),
        about=about,
        header=[
            _("Mã"),
            _("Tên"),
            _("Đối tượng"),
            _("Thuộc"),
            _("Hình thức"),
            _("Cấp tặng"),
            _("Số quyết định"),
            _("Ngày"),
            _("Kết quả"),
            _("Lý do không trao"),
        ],
        rows=_rows(campaign, found, book),
        widths=(14, 34, 18, 44, 44, 30, 18, 12, 20, 60),
    )


def _rows(campaign: Campaign, found: "QuerySet[Award]", book: AwardBook) -> Iterator[list[str]]:
    for row in rows_of(campaign, found, book):
        yield [
            row.code,
            row.name,
            row.kind,
            row.place,
            str(row.form),
            row.giver,
            row.award.number,
            f"{row.award.decided_on:%d/%m/%Y}" if row.award.decided_on else "",
            str(row.award.get_status_display()),
            "; ".join(_reason(row)),
        ]


def _reason(row: Row) -> Iterator[str]:
    for refusal in row.refusals:
        yield f"{refusal.text} ({refusal.citation})" if refusal.citation else str(refusal.text)
