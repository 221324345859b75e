"""Template tags and filters every page may use (a builtin: templates need not load it)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join, json_script
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from thidua.numbers import format_number, percent
from thidua.vocabulary import LevelCounts, ShownLevel, shown_level
from thidua.web import queries
from thidua.web.clock import shown
from thidua.web.components import Count, Crumb, Gauge, Marked, Strip, segments
from thidua.web.line_chart import LineChart
from thidua.web.scripts import SCRIPTS
from thidua.web.units import name_of

register = template.Library()


@register.filter
def number(value: object) -> str:
    """13886 → 13.886; nothing → "–"."""
    if value is None or value == "":
        return "–"
    return format_number(value if isinstance(value, int | Decimal) else Decimal(str(value)))


@register.filter
def decimals(value: object, places: int = 1) -> str:
    """Rounded half up to so many places."""
    return (
        "–" if value is None or value == "" else format_number(Decimal(str(value)), places=places)
    )


@register.simple_tag(name="percent")
def percent_tag(part: int | Decimal, whole: int | Decimal, places: int = 1) -> str:
    """{% percent 619 674 %} → 91,8%"""
    return percent(part, whole, places=places)


@register.filter
def counted(value: int, unit: str) -> str:
    """42 → "42 tổ chức" (the number grouped, the unit in the reader's language)."""
    return f"{format_number(value)} {name_of(value, unit)}"


@register.filter
def unit(value: int, unit: str) -> str:
    """The unit alone, in the number that `value` asks for."""
    return name_of(value, unit)


@register.filter
def plain(value: object) -> str:
    """Digits as they are: a year, an identifier, a coordinate."""
    return "" if value is None else str(value)


@register.filter
def day(value: dt.date | None) -> str:
    """31/12/2021 in both languages: an English reader of Vietnamese papers expects the same
    order.
    """
    return "–" if value is None else f"{_local(value):%d/%m/%Y}"


def _local(value: dt.date) -> dt.date:
    """A moment is of the day that it is here."""
    return shown(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value


@register.filter
def on_clock(value: dt.datetime | None) -> dt.datetime | None:
    """A stored moment on the clock of the pages, for Django's `date` and `time`."""
    return None if value is None else shown(value)


@register.simple_tag
def script(name: str) -> SafeString:
    """A room's script, after the JSON block `texts-NAME` of what it says to this reader."""
    blocks = [
        json_script(dict(spoken.texts), f"texts-{name}")
        for spoken in SCRIPTS
        if spoken.name == name
    ]
    source = static(f"thidua/js/{name}.js")
    return format_html('{}<script src="{}" defer></script>', SafeString("".join(blocks)), source)


@register.simple_tag
def maxlength(field: str) -> SafeString:
    """The attribute of an input that a page writes itself, with the number of its form's field:
    `{% maxlength "boards.forms.ReasonForm.reason" %}`.

    Raises ImportError or KeyError where there is no such field, or it has no longest text.
    """
    form, _, name = field.rpartition(".")
    longest = import_string(f"thidua.{form}").base_fields[name].widget.attrs["maxlength"]
    return format_html('maxlength="{}"', str(longest))


_WEEKDAYS = (
    gettext_lazy("Thứ hai"),
    gettext_lazy("Thứ ba"),
    gettext_lazy("Thứ tư"),
    gettext_lazy("Thứ năm"),
    gettext_lazy("Thứ sáu"),
    gettext_lazy("Thứ bảy"),
    gettext_lazy("Chủ nhật"),
)


@register.filter
def long_day(value: dt.date | None) -> str:
    """Thứ ba, 14/12/2021"""
    if value is None:
        return "–"
    return f"{_WEEKDAYS[value.weekday()]}, {value:%d/%m/%Y}"


@register.filter
def marked(pieces: Iterable[Marked]) -> SafeString:
    """A name with what was typed marked in it."""
    words = (format_html("<mark>{}</mark>", one.text) if one.hit else one.text for one in pieces)
    return format_html_join("", "{}", ((word,) for word in words))


@register.filter(name="level")
def level_filter(value: str | int | None) -> ShownLevel:
    """A level's word, number or nothing → how it is shown."""
    return shown_level(value)


@register.inclusion_tag("components/level_chip.html")
def level_chip(
    level: str | int | None, full: bool = False, large: bool = False
) -> dict[str, object]:
    """The level in words on its colour."""
    return {"level": shown_level(level), "full": full, "large": large}


@register.inclusion_tag("components/strip.html")
def strip(strip: Strip) -> dict[str, object]:
    """Up to five years as small squares, read aloud as words."""
    return {"strip": strip}


@register.inclusion_tag("components/bar.html")
def bar(counts: LevelCounts | Sequence[Count], labels: bool = True) -> dict[str, object]:
    """A stacked bar of counts by level. Seen, not read: a table beside it holds the numbers."""
    each = (
        [Count(level, n) for level, n in counts.each()]
        if isinstance(counts, LevelCounts)
        else counts
    )
    return {"segments": segments(each), "labels": labels}


@register.inclusion_tag("components/line_chart.html")
def line_chart(chart: LineChart, title: str) -> dict[str, object]:
    """Lines over the years, with their table."""
    return {"chart": chart, "title": title}


@register.inclusion_tag("components/gauge.html")
def gauge(gauge: Gauge, bare: bool = False) -> dict[str, object]:
    """How full a pool is; `bare` inside a table that says the rest."""
    return {"gauge": gauge, "bare": bare}


@register.inclusion_tag("components/crumbs.html")
def crumbs(crumbs: Sequence[Crumb]) -> dict[str, object]:
    """Where the page stands in the tree."""
    return {"crumbs": crumbs}


_ICONS = {
    "check": "M2 6.5 4.8 9.2 10 3",
    "cross": "M2.5 2.5l7 7M9.5 2.5l-7 7",
    "chevron": "M4.5 2.5 8 6l-3.5 3.5",
    "down": "M2.5 4.5 6 8l3.5-3.5",
    "left": "M7.5 2.5 4 6l3.5 3.5",
}


@register.simple_tag
def icon(name: str, size: int = 12) -> SafeString:
    """A line drawing of 12 × 12, hidden from screen readers: a word stands beside it."""
    return format_html(
        '<svg aria-hidden="true" viewBox="0 0 12 12" width="{}" height="{}" fill="none" '
        'stroke="currentColor"'
        ' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="{}"/></svg>',
        str(size),
        str(size),
        _ICONS[name],
    )


@register.simple_tag(takes_context=True)
def toggle_query(context: Context, **choice: object) -> str:
    """As `thidua.web.queries.toggle_query`."""
    return queries.toggle_query(context["request"], **choice)


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: object) -> str:
    """As `thidua.web.queries.with_query`."""
    return queries.with_query(context["request"], **changes)
