"""One page of a longer list, with the addresses of its neighbours."""

from typing import Any

from django.core.paginator import Page as DjangoPage
from django.http import HttpRequest

from thidua.web.components import Page


def page_of(paged: "DjangoPage[Any]", request: HttpRequest) -> Page:
    """What the pagination part shows; other filters in the address stay."""
    paginator = paged.paginator
    return Page(
        number=paged.number,
        pages=paginator.num_pages,
        total=paginator.count,
        first=paged.start_index(),
        last=paged.end_index(),
        previous=_address(request, paged.number - 1) if paged.has_previous() else "",
        following=_address(request, paged.number + 1) if paged.has_next() else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return "?" + query.urlencode()
