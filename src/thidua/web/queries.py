"""The queries of an address: filters, orders, words to look for. Whatever fits no field narrows
nothing.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest

from thidua.web.forms import WordsField

LONGEST_SEARCH = 100


class WordField(forms.Field):
    """One word of several; `default` where another stands there or none."""

    def __init__(self, words: Collection[str], default: str = "") -> None:
        super().__init__(required=False)
        self.words, self.default = words, default

    def clean(self, value: Any) -> str:
        return value if value in self.words else self.default


class SearchField(WordsField):
    """Words to look for; longer ones are not looked for, and `errors` of the field says so."""

    def __init__(self, max_length: int = LONGEST_SEARCH) -> None:
        super().__init__(max_length=max_length)


class QueryForm(forms.Form):
    """The queries of one page: a field for each."""

    @cached_property
    def values(self) -> dict[str, Any]:
        """Each field's value by its name; "" (of a number: None) where nothing fits."""
        self.full_clean()
        return {
            name: self.cleaned_data[name] if name in self.cleaned_data else field.clean("")
            for name, field in self.fields.items()
        }

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> dict[str, Any]:
        """`values` of `request.GET`, for pages that show none of these as a field."""
        return cls(query).values


class SearchQuery(QueryForm):
    """The words of a search box."""

    q = SearchField()


class ActQuery(QueryForm):
    """Which of a page's acts its form sends."""

    act = forms.CharField(required=False)


def act_sent(request: HttpRequest) -> str:
    """The word of the act; "" where none was sent."""
    act: str = ActQuery.read(request.POST)["act"]
    return act


def with_query(request: HttpRequest, **changes: object) -> str:
    """The query of the present address with some of it changed: "" removes a key; any change goes
    to the first page.
    """
    query = request.GET.copy()
    for key, value in ({"page": ""} | changes).items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


def toggle_query(request: HttpRequest, **choice: object) -> str:
    """The query that chooses a value, or lets go of it where it is the one chosen."""
    chosen = request.GET
    changes = {key: "" if chosen.get(key) == str(value) else value for key, value in choice.items()}
    return with_query(request, **changes)
