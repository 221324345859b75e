"""What feed readers and search engines are told."""

from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from thidua.language import Language, Text
from thidua.portal.addresses import ENDING, Addresses, address
from thidua.portal.queries import PublicYear
from thidua.portal.story import Story

_TITLE = Text("Kết quả thi đua hằng năm", "Yearly emulation results")
_DESCRIPTION = Text(
    "Kết quả phong trào thi đua, kiểm điểm và xếp loại của tỉnh, mỗi năm một bài.",
    "Results of the province's emulation movement, review and rating, one story a year.",
)
_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def feed(request: HttpRequest, years: list[PublicYear], language: Language) -> str:
    """RSS 2.0. A corrected year comes up again: its identifier carries the day it was published."""
    made = Rss201rev2Feed(
        title=_TITLE.in_(language),
        link=request.build_absolute_uri(address("public_years", language)),
        description=_DESCRIPTION.in_(language),
        language=language,
        feed_url=request.build_absolute_uri(address("public_feed", language)),
    )
    for found in years:
        link = request.build_absolute_uri(address("public_year", language, year=found.year))
        story = Story(found.figures)
        made.add_item(
            title=f"{story.title.in_(language)} · {found.figures.province}",
            link=link,
            description=story.description.in_(language),
            pubdate=found.publication.published_at,
            unique_id=f"{link}#{found.publication.fingerprint[:16]}",
            unique_id_is_permalink=False,
        )
    return made.writeString("utf-8")


def sitemap(request: HttpRequest, years: list[PublicYear]) -> bytes:
    """Each page in both languages, each naming the other (sitemaps.org 0.9 with xhtml:link)."""
    register_namespace("", _SITEMAP)
    register_namespace("xhtml", _XHTML)
    root = Element(f"{{{_SITEMAP}}}urlset")
    changed = max((found.publication.published_at for found in years), default=None)
    pages = [
        ("public_years", {}, changed),
        *(("public_year", {"year": y.year}, y.publication.published_at) for y in years),
    ]
    for name, parts, day in pages:
        for language in ENDING:
            addresses = Addresses.of(request, name, language, **parts)
            entry = SubElement(root, f"{{{_SITEMAP}}}url")
            SubElement(entry, f"{{{_SITEMAP}}}loc").text = addresses.own
            if day is not None:
                SubElement(entry, f"{{{_SITEMAP}}}lastmod").text = f"{day:%Y-%m-%d}"
            for other, href in (("vi", addresses.vietnamese), ("en", addresses.english)):
                SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=other, href=href)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root)


def robots(request: HttpRequest) -> str:
    """Only public pages, their files and what they look with."""
    allowed = [address("public_years", "vi"), address("public_years", "en"), "/static/"]
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /", ""]
    return "\n".join([*lines, f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""])
