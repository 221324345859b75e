"""The list behind the bell: reading it, marking it as read, opening one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_of
from thidua.campaigns.tasks import red_one, tasks_for
from thidua.notices.forms import LineQuery, MarkForm
from thidua.notices.listing import is_returned, owed_by, owed_kinds, shown_line, title_of
from thidua.notices.models import Notice
from thidua.notices.reading import (
    Line,
    lines_of,
    lines_with,
    mark_line_read,
    mark_read,
    notice_for,
    own_notices,
)
from thidua.web.paging import page_of

A_PAGE = 50


@require_http_methods(["GET", "POST"])
@signed_in
def notices_page(request: SignedIn) -> HttpResponse:
    """What the reader owes, what came back, what changed; marking it as read."""
    if request.method == "POST":
        return _mark(request)
    line = LineQuery.read(request.GET)["line"]
    if line is not None:
        return _one_line(request, line)
    campaign = campaign_of(request)
    owed = owed_by(request.user, tasks_for(request, campaign) if campaign else [])
    own = own_notices(request.user).exclude(Q(href__in=owed.places) & Q(kind__in=owed_kinds()))
    paged, page = page_of(Paginator(lines_of(own), A_PAGE), request)
    lines = lines_with(list(paged))
    first = page.number == 1
    context = {
        "owed": owed.tasks if first else [],
        "returned_tasks": owed.returned if first else [],
        "returned": [shown_line(one, campaign=campaign) for one in lines if is_returned(one)],
        "changed": [shown_line(one, campaign=campaign) for one in lines if not is_returned(one)],
        "red": red_one([*owed.returned, *owed.tasks]) if first else None,
        "page": page,
        "newest": max((one.notice.pk for one in lines if one.unread), default=None),
    }
    return render(request, "notices/list.html", context)


def _one_line(request: SignedIn, pk: int) -> HttpResponse:
    """Every notice that one line stands for."""
    notice = notice_for(request.user, pk)
    if notice is None:
        raise Http404
    found = own_notices(request.user).filter(line=notice.line).order_by("-pk")
    paged, page = page_of(Paginator(found.select_related("organisation"), A_PAGE), request)
    lines = [Line(one, 1, one.read_at is None) for one in paged]
    context = {
        "title": title_of(notice, page.total),
        "lines": [shown_line(line, campaign=None) for line in lines],
        "page": page,
    }
    return render(request, "notices/line.html", context)


def _mark(request: SignedIn) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa đánh dấu được: hãy tải lại trang rồi thử lại."))
        return redirect("notices")
    notice = notice_for(request.user, form.cleaned_data["upto"])
    if notice is not None and form.cleaned_data["line"]:
        mark_line_read(request.user, notice)
    elif notice is not None:
        mark_read(request.user, Q(pk__lte=notice.pk))
    return redirect("notices")


@require_GET
@signed_in
def notice_page(request: SignedIn, pk: int) -> HttpResponse:
    """Opening a notice counts as having read it, and leads to where it says."""
    notice = notice_for(request.user, pk)
    if notice is None:
        raise Http404
    if notice.read_at is None:
        mark_read(request.user, Q(pk=notice.pk))
    return redirect(_place(request, notice))


def _place(request: SignedIn, notice: Notice) -> str:
    safe = url_has_allowed_host_and_scheme(notice.href, allowed_hosts={request.get_host()})
    return notice.href if safe else reverse("notices")
