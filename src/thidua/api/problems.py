"""What is answered when something is refused: problem details (RFC 9457), in the reader's
language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from thidua.api.shapes import Shape
from thidua.db.lost import connection_lost
from thidua.errors import RefusedError
from thidua.language import Text, as_sentence

CONTENT_TYPE = "application/problem+json"

KINDS: dict[str, tuple[int, Text]] = {
    "malformed": (400, Text("Không đọc được yêu cầu", "The request cannot be read")),
    "sign-in": (401, Text("Cần đăng nhập", "Sign in first")),
    "token": (401, Text("Khoá không dùng được", "The token opens nothing")),
    "csrf": (403, Text("Thiếu mã chống giả mạo của trang", "The page's own mark is missing")),
    "duty": (403, Text("Còn một việc phải làm trước", "Something is due first")),
    "reading-only": (403, Text("Khoá chỉ đọc", "A token that only reads")),
    "not-allowed": (403, Text("Không có quyền", "Not allowed")),
    "not-found": (404, Text("Không có ở đây", "Not here")),
    "clash": (409, Text("Người khác vừa đổi", "Somebody else has just changed it")),
    "ceiling": (409, Text("Vượt số tối đa của nhóm", "Over the pool's ceiling")),
    "reason": (422, Text("Cần nêu lý do", "A reason is needed")),
    "not-reached": (422, Text("Chưa đạt tiêu chuẩn", "The standard is not reached")),
    "cannot-tell": (422, Text("Chưa xác định được mức", "The level cannot be told")),
    "oneself": (422, Text("Không tự chọn mức cho mình", "Nobody chooses their own level")),
    "sent": (409, Text("Đã gửi lên cấp trên", "Sent to the committee above")),
    "decided": (422, Text("Đã có quyết định", "Decided already")),
    "not-valid": (422, Text("Có chỗ chưa đúng", "Something is not right")),
    "too-many": (429, Text("Quá nhiều lần sai", "Too many wrong attempts")),
    "unavailable": (503, Text("Đang khởi động lại", "Starting again")),
}
"""Every kind of problem: its status and its title. The page of the API explains them under these
names.
"""


class Wrong(Shape):
    """One thing that is not right in what was sent, and where."""

    where: str
    message: str


class Problem(Shape):
    """Why a request was refused, and what would be right. `type` leads to the explanation of its
    kind.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] | None = None


@dataclass
class ProblemError(Exception):
    """A request that is refused. `more`: members of the problem besides the usual ones."""

    kind: str
    detail: Text
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def problem(
    kind: str, detail: object, *, headers: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """The answer itself."""
    status, title = KINDS[kind]
    content = {
        "type": f"{reverse('api')}#{kind}",
        "title": str(title),
        "status": status,
        "detail": str(detail),
        **more,
    }
    return JsonResponse(
        content,
        status=status,
        content_type=CONTENT_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def _answered(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(error.kind, error.detail, headers=error.headers, **error.more)


def _refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return problem("not-valid", as_sentence(error))


def not_found(request: HttpRequest, error: Exception | None = None) -> HttpResponse:
    """What does not exist and what lies outside the reader's part look alike."""
    detail = _("Không có địa chỉ hay mục này, hoặc nó nằm ngoài phạm vi phụ trách.")
    return problem("not-found", detail)


def _not_allowed(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem("not-allowed", error)


_OF_STATUS = {
    400: (
        "malformed",
        Text("Thân yêu cầu phải là JSON đúng cú pháp.", "The body has to be well-formed JSON."),
    ),
    401: (
        "sign-in",
        Text(
            "Hãy đăng nhập trên trang web, hoặc gửi mã kết nối.",
            "Sign in on the site, or send an access token.",
        ),
    ),
}


def _of_status(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library itself refuses: a body that is no JSON, nobody signed in."""
    kind, detail = _OF_STATUS[error.status_code]
    headers = {"WWW-Authenticate": "Bearer"} if kind == "sign-in" else {}
    return problem(kind, detail, headers=headers)


_WRONG: dict[str, str] = {
    "missing": "thiếu",
    "extra_forbidden": "không có trường này",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "string_type": "phải là chuỗi ký tự",
    "list_type": "phải là một danh sách",
    "model_type": "phải là một đối tượng JSON",
    "model_attributes_type": "phải là một đối tượng JSON",
    "enum": "phải là một trong: {expected}",
    "literal_error": "phải là một trong: {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải không quá {le}",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_too_long": "phải không quá {max_length} ký tự",
    "too_short": "phải có ít nhất {min_length} phần tử",
    "too_long": "phải không quá {max_length} phần tử",
    "string_pattern_mismatch": "có ký tự không dùng được",
}
"""What is wrong in Vietnamese, by pydantic's name for it; in English its own sentence stands."""


def _wrong(found: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [
        {
            "where": _where(fault["loc"]),
            "message": str(Text(_in_vietnamese(fault), fault["msg"])),
        }
        for fault in found
    ]


def _where(place: Sequence[Any]) -> str:
    """body.choices.0.level: the name that our own code has for the whole body is left out."""
    parts = [place[0], *place[2:]] if place[0] == "body" else place
    return ".".join(str(part) for part in parts)


def _in_vietnamese(fault: Mapping[str, Any]) -> str:
    words = {
        key: str(value).replace(" or ", " hoặc ") for key, value in fault.get("ctx", {}).items()
    }
    return _WRONG.get(fault["type"], "không đúng").format(**words)


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = _wrong(error.errors)
    return problem(
        "not-valid", "; ".join(f"{one['where']}: {one['message']}" for one in wrong), errors=wrong
    )


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """While the database starts again nothing is broken; anything else is an error of ours."""
    if not connection_lost(error):
        raise error
    detail = _("Cơ sở dữ liệu đang khởi động lại: hãy thử lại sau ít giây.")
    return problem("unavailable", detail, headers={"Retry-After": "5"})


HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ProblemError: _answered,
    RefusedError: _refused,
    Http404: not_found,
    PermissionDenied: _not_allowed,
    HttpError: _of_status,
    ValidationError: _not_valid,
    Exception: _failed,
}
"""What each error is answered with."""
