"""The comment slip: a page without an account. The secret in its address is the whole right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from thidua.accounts.guessing import paper_attempt, was_right
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.models import CommentSlip
from thidua.opinions.slip_forms import SlipForm
from thidua.opinions.slips import SlipError, answer_slip, opened, slip_called


@csrf_exempt  # nothing of a session is used: who has the secret may send, who has not cannot
@sensitive_variables("token")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def slip_page(request: HttpRequest, token: str) -> HttpResponse:
    """The slip while it lives; else why not, and nothing of the person."""
    attempt = paper_attempt(request)
    if attempt.wait:
        wait = _("Từ mạng này đã mở sai quá nhiều lần. Hãy chờ {minutes} phút rồi mở lại.")
        return _closed(request, wait.format(minutes=attempt.minutes), status=429)
    try:
        slip = slip_called(token)
    except SlipError as dead:
        return _closed(request, as_sentence(dead), status=dead.status)
    was_right(attempt)
    if request.method == "GET":
        opened(slip)
    return _form(request, slip, token)


def _form(request: HttpRequest, slip: CommentSlip, token: str) -> HttpResponse:
    form = SlipForm(request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            answer_slip(token, comment=words["comment"], by=words["by"])
        except SlipError as dead:
            return _closed(request, as_sentence(dead), status=dead.status)
        except RefusedError as error:
            refused = as_sentence(error)
        else:
            return _private(render(request, "opinions/slip_sent.html"))
    status = 422 if request.method == "POST" else 200
    context = {"slip": slip, "ask": slip.ask, "form": form, "refused": refused}
    return _private(render(request, "opinions/slip.html", context, status=status))


def _closed(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    return _private(render(request, "opinions/slip_closed.html", {"why": why}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site learns it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
