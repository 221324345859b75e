"""The service itself: its description, who may ask, in which language it answers, how it
refuses.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from ninja import NinjaAPI, Router
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from thidua.api.problems import HANDLERS, Problem, problem
from thidua.api.signing_in import BySession, ByToken
from thidua.language import Language, Text, speaking

VERSION = "1"
DESCRIPTION = """\
The emulation year of a province: the years, the tree of organisations, what units register and
aim at, the boards of committees with
their quota pools, every rating with its reasons, the figures and the frameworks.

Everybody reads and changes exactly what the pages let them: what lies outside one's part of the
tree is not there (404). Levels are `not_completed`, `completed`, `good`, `outstanding`; null says
that nobody can tell, or that nothing was said. Numbers with decimals are strings, so that no reader
rounds them. Refusals are problem details (RFC 9457)."""


class Letters(JSONRenderer):
    """JSON with its letters as they are: half as long in Vietnamese."""

    json_dumps_params = {"ensure_ascii": False}


class Service(NinjaAPI):
    """The API. Operations are named after their functions, in the description and among the site's
    addresses.
    """

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:
        return f"api_{operation.view_func.__name__}"


def answers(shape: Any, *refusals: int) -> dict[int, Any]:
    """What an operation may answer: its shape, and the refusals besides those that any may meet."""
    return {200: shape, **dict.fromkeys((400, 401, 403, 404, 422, 429, *refusals), Problem)}


def summary(vi: str, en: str) -> dict[str, Any]:
    """What an operation does, in both languages."""
    return {"summary": en, "openapi_extra": {"x-vi": vi}}


Run = Callable[..., HttpResponseBase]


def in_the_readers_language(run: Run) -> Run:
    """What a reader chose on the site; a program without that cookie may ask for English
    (Accept-Language).
    """

    @wraps(run)
    def spoken(request: HttpRequest, **more: Any) -> HttpResponseBase:
        language = language_of(request)
        with speaking(language):
            response = run(request, **more)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return spoken


def language_of(request: HttpRequest) -> Language:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or request.headers.get(
        "Accept-Language", ""
    )
    return "en" if chosen.strip().lower().startswith("en") else "vi"


def not_understood(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address of the API that cannot be read (`web.middleware`)."""
    if not request.path_info.startswith("/api/"):
        return None
    detail = Text("Địa chỉ có ký tự NUL (%00).", "The address holds a NUL character (%00).")
    with speaking(language_of(request)):
        return problem("malformed", detail)


def made() -> Service:
    """The service without its operations."""
    service = Service(
        title="Thi Đua",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        auth=[ByToken(), BySession()],
        renderer=Letters(),
        urls_namespace="v1",
    )
    service.add_decorator(in_the_readers_language, mode="view")
    for error, handler in HANDLERS.items():
        service.add_exception_handler(error, handler)
    return service
