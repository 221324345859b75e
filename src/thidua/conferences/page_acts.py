"""The acts of a conference's page: each form of it to one action."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.actions import attach, remove
from thidua.attachments.inspecting import Sent
from thidua.attachments.queries import files_of
from thidua.conferences.actions import invite, uninvite
from thidua.conferences.concluding import make_directive, make_limit, make_task
from thidua.conferences.errors import ConferenceError
from thidua.conferences.files import FILES
from thidua.conferences.forms import DocumentForm, GuestsForm, RowForm, UnitsForm
from thidua.conferences.models import Conclusion, Conference
from thidua.conferences.presenters import offered_units
from thidua.conferences.queries import invitations_of
from thidua.conferences.reporting import attach_report
from thidua.organisations.models import Organisation
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent

Act = Callable[[SignedIn, Conference], str]


def do(request: SignedIn, conference: Conference) -> str:
    """Do what the form asks; what is to be said of it. Raises RefusedError, PermissionDenied."""
    act = _ACTS.get(act_sent(request))
    if act is None:
        raise ConferenceError.unreadable(_("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại"))
    return act(request, conference)


def _invite(request: SignedIn, conference: Conference) -> str:
    offered = offered_units(conference, list(invitations_of(conference)), actor=request.user)
    units, guests = UnitsForm(request.POST, units=offered), GuestsForm(request.POST)
    if not guests.is_valid():
        raise ConferenceError.unreadable(first_fault(guests))
    if not units.is_valid():
        raise ConferenceError.nobody_invited()
    came = invite(
        conference=conference,
        units=list(Organisation.objects.filter(pk__in=units.cleaned_data["unit"])),
        guests=guests.people(),
        actor=request.user,
    )
    return _("Đã mời thêm {number}.").format(number=came)


def _uninvite(request: SignedIn, conference: Conference) -> str:
    invitation = conference.invitations.filter(pk=_row(request)).first()
    if invitation is not None:
        uninvite(invitation=invitation, actor=request.user)
    return ""


def _send_files(request: SignedIn, conference: Conference) -> str:
    files = [Sent(one) for one in request.FILES.getlist("files")]
    if not files:
        raise ConferenceError.unreadable(_("Chưa chọn tệp nào"))
    attach(kind=FILES, owner=conference, files=files, actor=request.user)
    return _("Đã tải lên.")


def _remove_file(request: SignedIn, conference: Conference) -> str:
    files = files_of(kind=FILES, owner=conference, reader=request.user)
    file = files.filter(pk=_row(request)).first()
    if file is not None:
        remove(attachment=file, reason=_("Gỡ trên trang của hội nghị"), actor=request.user)
    return ""


def _report(request: SignedIn, conference: Conference) -> str:
    attached = attach_report(conference=conference, actor=request.user)
    return _("Đã đính kèm {file}.").format(file=attached.name)


def _conclusion(request: SignedIn, conference: Conference) -> Conclusion:
    found = conference.conclusions.filter(pk=_row(request)).first()
    if found is None:
        raise ConferenceError.unreadable(_("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại"))
    return found


def _limit(request: SignedIn, conference: Conference) -> str:
    make_limit(conclusion=_conclusion(request, conference), actor=request.user)
    return _("Đã ghi thành hạn chế của năm.")


def _task(request: SignedIn, conference: Conference) -> str:
    make_task(conclusion=_conclusion(request, conference), actor=request.user)
    return _("Đã thêm vào bản đăng ký của đơn vị, đang là dự thảo.")


def _directive(request: SignedIn, conference: Conference) -> str:
    form = DocumentForm(request.POST)
    if not form.is_valid():
        raise ConferenceError.unreadable(first_fault(form))
    make_directive(
        conclusion=_conclusion(request, conference),
        number=form.cleaned_data["number"],
        signed_on=form.cleaned_data["signed_on"],
        actor=request.user,
    )
    return _("Đã thêm văn bản, các đơn vị bên dưới được báo.")


def _row(request: SignedIn) -> int:
    """The row that the form names; one that is none where it names nothing readable."""
    form = RowForm(request.POST)
    return int(form.cleaned_data["row"]) if form.is_valid() else 0


_ACTS: dict[str, Act] = {
    "invite": _invite,
    "uninvite": _uninvite,
    "files": _send_files,
    "remove_file": _remove_file,
    "report": _report,
    "limit": _limit,
    "task": _task,
    "directive": _directive,
}
