"""Whether pages offer files at all: links to them lead nowhere for whoever only looks."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua.access.exporting import may_export
from thidua.accounts.viewing import scope_of_request


def export_parts(request: HttpRequest) -> Mapping[str, object]:
    """`may_export`: whether the reader may take files of everything they see away."""
    return {"may_export": SimpleLazyObject(lambda: _everywhere(request))}


def _everywhere(request: HttpRequest) -> bool:
    scope = scope_of_request(request)
    return may_export(scope, scope.paths)
