"""The acts of the page of a bloc: each reads its form, does one thing, says what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.blocs import actions, scoring
from thidua.blocs.errors import BlocError
from thidua.blocs.files import SCANS
from thidua.blocs.forms import (
    AnswerForm,
    LeadersForm,
    MemberForm,
    SectorForm,
    UnitForm,
    VersionForm,
)
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, SetState
from thidua.blocs.queries import children_free
from thidua.organisations.models import Organisation
from thidua.web.forms import first_fault


@dataclass(frozen=True)
class On:
    """What an act of the page is about: the bloc, its members, the newest version that there is."""

    bloc: Bloc
    members: Sequence[BlocMember]
    newest: CriteriaSet | None

    def unit(self, code: str) -> Organisation:
        """A member by its code. Raises BlocError."""
        units = (member.organisation for member in self.members)
        found = next((unit for unit in units if unit.code == code), None)
        if found is None:
            raise BlocError.not_a_member(code or "–")
        return found

    def version(self, *states: str) -> CriteriaSet:
        """The newest version, in one of these states. Raises BlocError."""
        if self.newest is None or self.newest.state not in states:
            raise BlocError.not_sent()
        return self.newest


def _add_member(request: SignedIn, on: On) -> str:
    form = MemberForm(request.POST)
    if not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    unit = Organisation.objects.get(code=form.cleaned_data["unit"])
    actions.add_members(bloc=on.bloc, units=[unit], actor=request.user)
    return _("Đã thêm {name}.").format(name=unit.name)


def _add_sector(request: SignedIn, on: On) -> str:
    form = SectorForm(request.POST)
    if not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    units = children_free(on.bloc, form.cleaned_data["sector"])
    actions.add_members(bloc=on.bloc, units=units, actor=request.user)
    return _("Đã thêm {number} đơn vị chưa ở khối (cụm) nào.").format(number=len(units))


def _remove_member(request: SignedIn, on: On) -> str:
    unit = on.unit(UnitForm(request.POST)["unit"].value() or "")
    actions.remove_member(bloc=on.bloc, unit=unit, actor=request.user)
    return _("Đã đưa {name} ra.").format(name=unit.name)


def _leaders(request: SignedIn, on: On) -> str:
    members = [(one.organisation.code, one.organisation.name) for one in on.members]
    form = LeadersForm(request.POST, members=members)
    if not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    head, deputy = (
        on.unit(form.cleaned_data[name]) if form.cleaned_data[name] else None
        for name in ("head", "deputy")
    )
    actions.name_leaders(bloc=on.bloc, head=head, deputy=deputy, actor=request.user)
    return _("Đã lưu đơn vị trưởng, đơn vị phó.")


def _start(request: SignedIn, on: On) -> str:
    scoring.start_set(
        campaign=on.bloc.campaign, organiser=on.bloc.organiser, bloc=on.bloc, actor=request.user
    )
    return _("Đã mở bộ tiêu chí để soạn.")


def _send(request: SignedIn, on: On) -> str:
    scoring.send(criteria_set=on.version(SetState.DRAFT), actor=request.user)
    return _("Đã gửi tiêu chí, thang điểm đến các thành viên.")


def _take_back(request: SignedIn, on: On) -> str:
    scoring.take_back(criteria_set=on.version(SetState.SENT), actor=request.user)
    return _("Đã lấy lại để sửa; các thành viên xác nhận lại sau khi gửi.")


def _sign(request: SignedIn, on: On) -> str:
    scoring.sign(criteria_set=on.version(SetState.SENT), actor=request.user)
    return _("Đã ghi giao ước đã ký: tiêu chí, thang điểm không đổi nữa.")


def _new_version(request: SignedIn, on: On) -> str:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    scoring.new_version(
        criteria_set=on.version(SetState.SIGNED),
        reason=form.cleaned_data["reason"],
        actor=request.user,
    )
    return _("Đã lập bản mới để sửa; bản đã ký còn hiệu lực đến khi bản mới được ký.")


def _agree(request: SignedIn, on: On) -> str:
    return _answer(request, on, agreed=True)


def _object(request: SignedIn, on: On) -> str:
    return _answer(request, on, agreed=False)


def _answer(request: SignedIn, on: On, *, agreed: bool) -> str:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BlocError.unreadable(first_fault(form))
    unit = on.unit(form.cleaned_data["unit"])
    scoring.answer(
        criteria_set=on.version(SetState.SENT),
        unit=unit,
        agreed=agreed,
        words=form.cleaned_data["words"],
        actor=request.user,
    )
    if agreed:
        return _("{name} đã đồng ý tiêu chí, thang điểm.").format(name=unit.name)
    return _("Đã gửi ý kiến của {name} đến đơn vị trưởng.").format(name=unit.name)


def _scan(request: SignedIn, on: On) -> str:
    files = [Sent(one) for one in request.FILES.getlist("scans")]
    if not files:
        raise BlocError.unreadable(_("Hãy chọn tệp của giao ước đã ký."))
    attach(kind=SCANS, owner=on.bloc, files=files, actor=request.user)
    return _("Đã lưu bản giao ước đã ký.")


def _remove(request: SignedIn, on: On) -> str:
    try:
        actions.remove_bloc(bloc=on.bloc, actor=request.user)
    except IntegrityError as error:  # a file still lies with it
        raise BlocError.unreadable(_("Còn tệp kèm theo: hãy xoá tệp trước.")) from error
    return _("Đã xoá {name}.").format(name=on.bloc.name)


ACTS: dict[str, Callable[[SignedIn, On], str]] = {
    "add": _add_member,
    "add_sector": _add_sector,
    "take_out": _remove_member,
    "leaders": _leaders,
    "start": _start,
    "send": _send,
    "take_back": _take_back,
    "sign": _sign,
    "new_version": _new_version,
    "agree": _agree,
    "object": _object,
    "scan": _scan,
    "remove": _remove,
}
"""What the page's forms send as `act`."""


def do(request: SignedIn, on: On, act: str) -> str:
    """One act of the page; gives back what is said after it. Raises BlocError, AttachmentError and
    PermissionDenied (an act that there is none of as well).
    """
    if act not in ACTS:
        raise PermissionDenied
    return ACTS[act](request, on)
