"""Texts in versions: which of them an address asks for, and the way back to all of them."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.accounts.viewing import SignedIn
from thidua.frameworks.binding import LayerVersion
from thidua.frameworks.layer_queries import versions_for
from thidua.web.components import Crumb
from thidua.web.queries import QueryForm


class Numbered(Protocol):
    """A version of a text, of whatever kind."""

    @property
    def number(self) -> int: ...


AVersion = TypeVar("AVersion", bound=Numbered)


def requested_version(
    request: HttpRequest, versions: Iterable[AVersion], name: str = "version"
) -> AVersion | None:
    """The version whose number stands in the address; None where none does, or one that there is
    not.
    """
    query = QueryForm(request.GET)
    query.fields[name] = forms.IntegerField(required=False)
    return next((one for one in versions if one.number == query.values[name]), None)


def layer_versions_or_404(
    request: SignedIn, layer_id: str
) -> tuple[LayerVersion, list[LayerVersion]]:
    """The version of a layer that is asked for, else the newest; and all that are the reader's to
    see.

    Raises Http404 where there is none.
    """
    versions = versions_for(layer_id, actor=request.user)
    if not versions:
        raise Http404
    return requested_version(request, versions) or versions[0], versions


def all_frameworks() -> Crumb:
    """The first step of the way to every text."""
    return Crumb(pgettext("list", "Khung tiêu chí"), reverse("frameworks"))


def to_layer(version: LayerVersion, *, number: bool = False) -> Crumb:
    """The step to a layer; with `number` to this very version of it."""
    address = reverse("layer", kwargs={"layer_id": version.layer.id})
    return Crumb(
        str(version.layer.title), f"{address}?version={version.number}" if number else address
    )
