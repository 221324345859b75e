"""Heads of a table that sort it: their addresses, and what `aria-sort` says of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import HttpRequest

from thidua.web.queries import with_query


@dataclass(frozen=True)
class Head:
    """A column's head; `href` sorts by it, "" where nothing can; `sorts` is its `aria-sort`,
    `css` its classes.
    """

    title: str
    key: str = ""
    href: str = ""
    sorts: str = ""
    css: str = ""


def sorting(request: HttpRequest, head: Head, sort: str, sortable: Collection[str]) -> Head:
    """The head as one that sorts, where it can; pressed again it turns the order round. `sort`:
    the present order, "-" before its word where it is turned.
    """
    key = head.key
    if key not in sortable:
        return head
    here, turned = sort.removeprefix("-") == key, sort.startswith("-")
    return replace(
        head,
        href=with_query(request, sort=f"-{key}" if here and not turned else key),
        sorts=("descending" if turned else "ascending") if here else "",
    )
