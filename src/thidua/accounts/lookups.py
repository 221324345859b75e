"""Finding an organisation or a member by name, where an administrator writes one.

An organisation is found by part of its name, a member by the whole name alone: whoever looks after
accounts knows of whom they speak, and leafs through nobody's files. A code finds either."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.web.forms import WordsField
from thidua.workbooks.text import fold

MOST = 8
"""So many are offered; more words find fewer."""


@dataclass(frozen=True)
class Found:
    """One that the words may mean: its code, its name, and what tells it from others."""

    code: str
    name: str
    place: str = ""


Finder = Callable[[str], list[Found]]


def organisations_named(words: str) -> list[Found]:
    """Organisations by code, or by part of the name; those of exactly that name before others."""
    model: Any = apps.get_model("organisations", "Organisation")
    standing = model.objects.exclude(path="")
    if exact := standing.filter(code__iexact=words.strip()).first():
        return [_organisation(exact, "")]
    if not (folded := fold(words)):
        return []
    found = list(standing.filter(search_key__contains=folded).order_by("sort_key")[: MOST * 4])
    same = [one for one in found if fold(one.name) == folded]
    chosen = (same or found)[:MOST]
    above = {int(key) for one in chosen for key in _keys(one.path)}
    names = dict(model.objects.filter(pk__in=above).values_list("pk", "name"))
    return [
        _organisation(one, " · ".join(names[key] for key in reversed(_keys(one.path)[1:-1])))
        for one in chosen
    ]


def _organisation(found: Any, place: str) -> Found:
    return Found(found.code, found.name, place)


def _keys(path: str) -> list[int]:
    return [int(key) for key in path.strip("/").split("/")]


BODY_CODE = "CQ"
"""How the code of a body beside the tree begins; its key follows."""


def body_code(key: int) -> str:
    """The code by which an administrator names a body beside the tree."""
    return f"{BODY_CODE}{key}"


def bodies_named(words: str) -> list[Found]:
    """Bodies beside the tree that work on, by code or by part of the name; with their committee."""
    model: Any = apps.get_model("bodies", "AdvisoryBody")
    open_ones = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    bodies = list(model.objects.filter(open_ones).select_related("committee"))
    folded = fold(words)
    same = [one for one in bodies if words.strip().upper() == body_code(one.pk)]
    same = same or [one for one in bodies if fold(one.name) == folded]
    found = same or [one for one in bodies if folded and folded in fold(one.name)]
    return [Found(body_code(one.pk), one.name, one.committee.name) for one in found[:MOST]]


def people_named(words: str) -> list[Found]:
    """Members by code, or by the whole name; told apart by cell and year of birth."""
    model: Any = apps.get_model("organisations", "Person")
    by_code, folded = Q(code__iexact=words.strip()), fold(words)
    found = list(model.objects.filter(by_code)[:1])
    if not found and folded:
        alike = model.objects.filter(search_key__contains=folded)[: MOST * 4]
        found = [one for one in alike if fold(one.full_name) == folded][:MOST]
    spells = apps.get_model("organisations", "MembershipSpell").objects.filter(person__in=found)
    cells = dict(spells.order_by("starts_on").values_list("person", "organisation__name"))
    return [
        Found(one.code, one.full_name, _told_apart(one, cells.get(one.pk, ""))) for one in found
    ]


def _told_apart(person: Any, cell: str) -> str:
    year = person.born_on.year if person.born_on else person.born_year
    born = _("sinh {year}").format(year=year) if year else ""
    return " · ".join(part for part in (cell, born, person.code) if part)


class _Offering(forms.TextInput):
    """The words, and below them whatever they may mean when that is more than one."""

    def __init__(self, finder: Finder) -> None:
        super().__init__({"autocomplete": "off"})
        self.finder = finder

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        words, choice = str(data.get(name, "")), str(data.get(f"{name}_choice", ""))
        offered = self._offered(words) if choice else []
        return choice if choice in {one.code for one in offered} else words

    def _offered(self, words: str) -> list[Found]:
        return self.finder(words) if words and "\0" not in words else []

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        words = str(value or "")
        offered = self._offered(words)
        box = super().render(name, value, attrs, renderer)
        if len(offered) < 2:
            return format_html("{}{}", box, _whose(offered, words))
        rows = format_html_join(
            "",
            '<label class="offer"><input type="radio" name="{}_choice" value="{}"> '
            '<span>{} <span class="quiet">{}</span></span></label>',
            ((name, one.code, one.name, one.place) for one in offered),
        )
        return format_html('{}<div class="offers">{}</div>', box, rows)


def _whose(offered: list[Found], words: str) -> str | SafeString:
    """Beside a code: whose it is."""
    if not offered or fold(offered[0].name) == fold(words):
        return ""
    return format_html('<div class="field-help">{} · {}</div>', offered[0].name, offered[0].place)


class LookupField(WordsField):
    """Somebody or something written by name or code; gives the code, "" for nothing."""

    def __init__(self, finder: Finder, **kwargs: Any) -> None:
        self.finder = finder
        super().__init__(max_length=120, widget=_Offering(finder), **kwargs)

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if not words:
            return ""
        found = self.finder(words)
        if not found:
            raise ValidationError(
                _("Không tìm thấy “{words}”: hãy nhập tên đầy đủ, hoặc mã.").format(words=words)
            )
        if len(found) > 1:
            raise ValidationError(
                _("Có {number} nơi hoặc người như vậy: hãy chọn một ở dưới.").format(
                    number=len(found)
                )
            )
        return found[0].code
