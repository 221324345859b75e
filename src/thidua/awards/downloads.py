"""The list of awards as a file: the rows that the filters leave, every reason in words."""

from collections.abc import Iterable, Iterator
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
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
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
    return FORMATS[asked["form"]](awards_sheet(campaign, filters, found, by=str(actor)))


def _found(campaign: Campaign, actor: User, filters: Filters) -> "QuerySet[Award]":
    found = placed(awards(campaign=campaign, actor=actor), campaign, filters)
    return listed(found, filters, awards_book())


def _about(filters: Filters) -> list[tuple[str, str]]:
    under = Organisation.objects.filter(code=filters.under).first() if filters.under else None
    return filter_rows(filters, awards_book(), under)


def awards_sheet(
    campaign: Campaign, filters: Filters, found: "QuerySet[Award]", *, by: str
) -> Sheet:
    """The list in the reader's language: the columns of its page, what stands in one cell apart. Of
    one form the page says which it is above the list, and so does the file.
    """
    every_form = not filters.form
    forms = [Column(_("Hình thức"), width=44)] if every_form else []
    return Sheet(
        name=file_name(_("Khen thưởng năm {year}").format(year=campaign.year)),
        title=_("Khen thưởng năm {year}").format(year=campaign.year),
        about=_about(filters),
        columns=[
            Column(_("Mã"), Kind.CODE),
            Column(_("Tên"), width=34),
            Column(_("Đối tượng"), width=18),
            Column(_("Thuộc"), width=44),
            *forms,
            Column(_("Cấp khen thưởng"), width=30),
            Column(_("Số quyết định"), Kind.CODE, 18),
            Column(_("Ngày"), Kind.DATE),
            Column(_("Kết quả"), width=20),
            Column(_("Lý do không trao"), width=60),
        ],
        rows=_rows(rows_of(campaign, found, awards_book()), every_form=every_form),
        by=by,
        stays=2,
    )


def _rows(rows: Iterable[Row], *, every_form: bool) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.code,
            row.name,
            row.kind,
            row.place,
            *([str(row.form)] if every_form else []),
            row.giver,
            row.award.number,
            row.award.decided_on,
            str(row.result),
            "; ".join(_reason(row)),
        ]


def _reason(row: Row) -> Iterator[str]:
    for refusal in row.refusals:
        yield f"{refusal.text} ({refusal.citation})" if refusal.citation else str(refusal.text)
