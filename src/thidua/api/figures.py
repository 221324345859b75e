"""The figures of a year, as the command prints them; and what a province has made public."""

import datetime as dt
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router

from thidua.accounts.viewing import SignedIn
from thidua.api.service import answers, summary
from thidua.api.shapes import Paged, Paging, Shape, Year, exact, part_of
from thidua.campaigns.frame import campaign_or_404
from thidua.portal.public_figures import PublicFigures
from thidua.portal.queries import PublicYear, public_year, public_years
from thidua.reports.apart import counted_apart
from thidua.reports.figures import figures as count_figures

router = Router(tags=["figures"])
open_router = Router(tags=["public"], auth=None)

Figure = int | str | list[str] | dict[str, int] | None


class FiguresOfYear(Shape):
    """The tables of `thidua figures YEAR --json`, counted over the reader's part of the tree.

    Decimals are strings; a thing that is not known is null or left out. `as_of` says as of which
    decision they count: the latest one that holds a level of that part, how many levels were
    reopened one by one, and how many of those are decided again (the later decision counts).
    """

    year: int
    tables: dict[str, dict[str, Figure]]


class PublishedLine(Shape):
    """A year that was made public."""

    year: int
    name: str
    first_published_at: dt.datetime
    published_at: dt.datetime


class PublishedFileLine(Shape):
    """A file of a published year."""

    name: str
    address: str
    bytes: int


class PublishedYear(PublishedLine):
    """A published year: the sealed figures, small counts of people marked instead of printed, and
    the files.
    """

    note: str
    figures: PublicFigures
    files: list[PublishedFileLine]


@router.get(
    "/years/{int:year}/figures",
    response=answers(FiguresOfYear),
    **summary(
        "Số liệu của một năm trong phần cây của tôi", "The figures of a year in my part of the tree"
    ),
)
def figures(request: SignedIn, year: Year) -> FiguresOfYear:
    campaign = campaign_or_404(request, year)
    tables = count_figures(campaign=campaign, actor=request.user).with_shares()
    apart = counted_apart(campaign=campaign, actor=request.user)
    tables["roster"] = {kind.value: counts.as_numbers() for kind, counts in apart.states.items()}
    tables["as_of"] = apart.as_of_numbers()
    return FiguresOfYear(
        year=year,
        tables={
            name: {
                key: exact(value) if isinstance(value, Decimal) else value
                for key, value in table.items()
            }
            for name, table in tables.items()
        },
    )


@open_router.get(
    "/public/years",
    response=answers(Paged[PublishedLine]),
    **summary("Các năm đã công bố", "The years made public"),
)
def published_years(request: HttpRequest, query: Query[Paging]) -> Paged[PublishedLine]:
    found = public_years()
    lines = [PublishedLine(**_line(published)) for published in part_of(found, query)]
    return Paged[PublishedLine].of(lines, count=len(found), paging=query, request=request)


@open_router.get(
    "/public/years/{int:year}",
    response=answers(PublishedYear),
    **summary("Số liệu công khai của một năm", "The public figures of a year"),
)
def published_year(request: HttpRequest, year: Year) -> PublishedYear:
    found = public_year(year)
    if found is None:
        raise Http404
    return PublishedYear(
        **_line(found),
        note=found.publication.note,
        figures=found.figures,
        files=[
            PublishedFileLine(
                name=name,
                address=reverse("public_file", kwargs={"year": year, "name": name}),
                bytes=size,
            )
            for name, size in found.sizes()
        ],
    )


def _line(published: PublicYear) -> dict[str, object]:
    publication = published.publication
    return {
        "year": published.year,
        "name": published.figures.name,
        "first_published_at": publication.first_published_at,
        "published_at": publication.published_at,
    }
