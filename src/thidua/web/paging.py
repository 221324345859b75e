"""One page of a longer list, with the addresses of its neighbours."""

from typing import Any

from django import forms
from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.http import HttpRequest

from thidua.web.components import Page
from thidua.web.queries import QueryForm, with_query


class PageQuery(QueryForm):
    page = forms.IntegerField(required=False)


def page_of(paginator: "Paginator[Any]", request: HttpRequest) -> "tuple[DjangoPage[Any], Page]":
    """What stands on the page that the address asks for, and what the pagination part shows; other
    filters in the address stay.
    """
    paged = paginator.get_page(PageQuery.read(request.GET)["page"])
    number = paged.number
    return paged, Page(
        number=number,
        pages=paginator.num_pages,
        total=paginator.count,
        first=paged.start_index(),
        last=paged.end_index(),
        previous=with_query(request, page=number - 1) if paged.has_previous() else "",
        following=with_query(request, page=number + 1) if paged.has_next() else "",
    )
