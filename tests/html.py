"""Pages as tests read them."""

import re
from collections.abc import Iterator

from django.test.html import Element, parse_html

_TAG = re.compile(r"\s*(<[^>]*>)\s*")


def tight(html: str) -> str:
    """A page in one line, without white space beside its tags: a template's layout says nothing."""
    return _TAG.sub(lambda tag: tag[1].replace(" >", ">"), " ".join(html.split()))


def elements(page: Element | str, *names: str) -> list[Element]:
    """The elements with one of these names in a page or in an element of it, in order."""
    found = parse_html(page) if isinstance(page, str) else page
    return [one for one in _inside(found) if one.name in names]


def _inside(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _inside(child)


def attribute(element: Element, name: str) -> str:
    """The value of an attribute; "" of one that is not there."""
    return dict(element.attributes).get(name) or ""


def words(element: Element, *, without: str = "only-script") -> str:
    """What the eye reads of an element, in one line; what has the class `without` left out."""
    return " ".join(" ".join(_texts(element, without)).split())


def _texts(element: Element, without: str) -> Iterator[str]:
    for child in element.children:
        if not isinstance(child, Element):
            yield child
        elif without not in attribute(child, "class").split():
            yield from _texts(child, without)
