"""The tables of the pages of figures as files: the same rows as on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.exporting import Leaving, hand_out, part_asked, people_of, some_of
from thidua.access.models import Exported
from thidua.access.preparing import Asked, Order
from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.organisations.models import Organisation
from thidua.ratings.pools import Pool
from thidua.reports.dashboard import dashboard
from thidua.reports.figures_file import figures_sheets, joined_table
from thidua.reports.listing import Filters, in_words, listed
from thidua.reports.lists.columns import cells_of, every_line, in_file, parts_of
from thidua.reports.pool_list import PoolFilters, pools_sheet
from thidua.reports.pool_list import in_words as in_words_of_pools
from thidua.web.cells import Cell
from thidua.web.file_names import file_name
from thidua.web.sheets import FORMATS, Sheet, as_xlsx

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
    return FORMATS[asked["form"]](
        subjects_sheet(
            campaign, filters, entries, by=str(actor), place=_place(actor, filters.under)
        )
    )


def _place(actor: Actor, under: str = "") -> str:
    """Whose list it is: the unit asked for, or the reader's own part."""
    unit = Organisation.objects.filter(code=under).first() if under else None
    grants = scope_of(actor).grants
    return unit.name if unit else grants[0].organisation_name if grants else ""


def subjects_sheet(
    campaign: Campaign, filters: Filters, entries: "QuerySet[Levelled, Any]", *, by: str, place: str
) -> Sheet:
    """The list behind a number, in the reader's language: the columns of its page, code and name
    apart.
    """
    return Sheet(
        name=file_name(
            _("Danh sách {whom} {year}").format(whom=filters.whom, year=campaign.year), place
        ),
        title=_("Danh sách xếp loại năm {year}").format(year=campaign.year),
        about=in_words(filters),
        columns=in_file(filters.subject_type, campaign.year),
        rows=_subjects(campaign, filters, entries),
        tab=_("Danh sách xếp loại năm {year}").format(year=campaign.year),
        by=by,
        stays=2,
    )


def _subjects(
    campaign: Campaign, filters: Filters, entries: "QuerySet[Levelled, Any]"
) -> Iterator[list[Cell]]:
    parts = parts_of(filters.subject_type, campaign.year)
    for line in every_line(entries, campaign):
        yield cells_of(line, parts)


def figures_taken(
    request: SignedIn, campaign: Campaign, options: dict[str, str], form: str
) -> HttpResponseBase:
    """Every table of the page of figures; `options`: its group and order, as `dashboard` takes
    them. Raises PermissionDenied, Http404 where nothing is counted yet.
    """
    scope = scope_of_request(request)
    leaving = Leaving(
        Exported.FIGURES,
        form,
        scope.paths,
        0,
        year=campaign.year,
        narrowed="; ".join(f"{name}: {word}" for name, word in options.items()),
    )

    def made() -> HttpResponseBase:
        page = dashboard(campaign=campaign, actor=request.user, **options)
        place = "; ".join(grant.organisation_name for grant in scope.grants)
        sheets = figures_sheets(page, place=place, by=str(request.user))
        if not sheets:
            raise Http404
        return as_xlsx(*sheets) if form == "xlsx" else FORMATS[form](joined_table(sheets))

    return hand_out(request, leaving, made)


def pools_taken(
    request: SignedIn,
    campaign: Campaign,
    filters: PoolFilters,
    found: Sequence[Pool],
    form: str,
) -> HttpResponseBase:
    """The list of quota pools as it leaves the house: numbers, of no person. Raises
    PermissionDenied.
    """
    leaving = Leaving(
        Exported.POOLS,
        form,
        scope_of_request(request).paths,
        0,
        year=campaign.year,
        narrowed="; ".join(f"{label}: {value}" for label, value in in_words_of_pools(filters)),
    )
    sheet = pools_sheet(campaign, filters, found, by=str(request.user), place=_place(request.user))
    return hand_out(request, leaving, lambda: FORMATS[form](sheet))
