"""The first page: the year with today on it, and what is asked of the reader."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.accounts.actors import Scope
from thidua.accounts.acts import told_to
from thidua.accounts.models import Role
from thidua.accounts.presenters import in_words
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.calendar import steps_of, year_line
from thidua.campaigns.frame import campaign_of
from thidua.campaigns.tasks import red_one, tasks_for
from thidua.subjects.own import own_of
from thidua.subjects.panels import panels_of_home
from thidua.web.clock import today


@require_GET
@signed_in
def home(request: SignedIn) -> HttpResponse:
    scope = scope_of_request(request)
    campaign = campaign_of(request)
    day = today()
    context: dict[str, object] = {"campaign": campaign, "today": day, "scope": scope}
    context["told"] = [in_words(act) for act in told_to(request.user)]
    context["limits"] = _limits(scope)
    if campaign:
        context["year_line"] = year_line(steps_of(campaign), today=day)
        if scope.grants or scope.narrowed or scope.person_id or scope.administers:
            context["work"] = work = tasks_for(request, campaign)
            context["red"] = red_one(work)
            context["panels"] = panels_of_home(request, campaign)
        if scope.person_id:
            context["own"] = own_of(campaign=campaign, person_id=scope.person_id)
    return render(request, "subjects/home.html", context)


def _limits(scope: Scope) -> str:
    """What this account may do, for those who only look, and those who look after accounts."""
    if scope.narrowed and not scope.grants:
        names = ", ".join(grant.body_name for grant in scope.narrowed)
        return _("chỉ làm việc của {bodies}; không xem được hồ sơ hay mức của ai").format(
            bodies=names
        )
    if scope.administers:
        return _("quản trị tài khoản; không xem được hồ sơ hay mức của ai")
    if scope.roles == {Role.INSPECTOR}:
        return _("chỉ xem; mỗi lần mở hồ sơ được ghi lại")
    if scope.roles == {Role.AUDITOR}:
        return _("chỉ xem lịch sử và nhật ký; không tải được danh sách")
    return ""
