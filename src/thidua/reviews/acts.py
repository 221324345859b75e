"""What the buttons of the page of a review do."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.attachments.inspecting import Sent
from thidua.reviews.actions import (
    accept,
    attach_scan,
    erase,
    reopen,
    restore,
    return_,
    send,
    take_back,
)
from thidua.reviews.errors import ReviewError
from thidua.reviews.forms import ErasedForm, ReasonForm, ScanForm, SendForm
from thidua.reviews.models import Erased
from thidua.reviews.page import ReviewPage
from thidua.web.forms import first_fault

Data = Mapping[str, Any]


def act_on(page: ReviewPage, act: str, data: Data, files: MultiValueDict[str, Any]) -> str:
    """Do what a button says; what was done, in a sentence. Raises whatever is refused,
    PermissionDenied, and Http404 for no act of this page.
    """
    if act == "scan":
        return _scan(page, files)
    do = _ACTS.get(act)
    if do is None:
        raise Http404
    if do in _OF_WRITERS and not page.writes:
        raise PermissionDenied(_("Chỉ người viết bản kiểm điểm này làm được việc đó."))
    return do(page, data, page.user)


def _send(page: ReviewPage, data: Data, user: User) -> str:
    form = SendForm(data)
    if not form.is_valid():
        raise ReviewError.unreadable(first_fault(form))
    sent = send(review=page.review, actor=user, **form.cleaned_data)
    if page.collective:
        return _("Đã gửi báo cáo kiểm điểm đến những người dự họp.")
    return _("Đã gửi chi uỷ {cell}. Rút lại được đến trước giờ họp.").format(cell=sent.cell.name)


def _take_back(page: ReviewPage, data: Data, user: User) -> str:
    take_back(review=page.review, actor=user)
    return _("Đã rút lại: sửa xong thì gửi lại.")


def _accept(page: ReviewPage, data: Data, user: User) -> str:
    accept(review=page.review, actor=user)
    return _("Đã nhận bản kiểm điểm của {name}.").format(name=page.review.name)


def _return(page: ReviewPage, data: Data, user: User) -> str:
    return_(review=page.review, reason=_reason(data), actor=user)
    return _("Đã trả lại bản kiểm điểm của {name}, kèm lý do.").format(name=page.review.name)


def _reopen(page: ReviewPage, data: Data, user: User) -> str:
    reopen(review=page.review, reason=_reason(data), actor=user)
    return _("Đã mở lại bản kiểm điểm của {name}.").format(name=page.review.name)


def _erase(page: ReviewPage, data: Data, user: User) -> str:
    erase(review=page.review, actor=user)
    return _("Đã xoá bản nháp. Trong {days} ngày còn lấy lại được ở trang này.").format(
        days=page.kept_days
    )


def _restore(page: ReviewPage, data: Data, user: User) -> str:
    form = ErasedForm(data)
    found = (
        Erased.objects.filter(review=page.review, pk=form.cleaned_data["erased"]).first()
        if form.is_valid()
        else None
    )
    if found is None:
        raise ReviewError.erased_too_long_ago(page.kept_days)
    restore(erased=found, actor=user)
    return _("Đã lấy lại bản nháp.")


_ACTS: Mapping[str, Callable[[ReviewPage, Data, User], str]] = {
    "send": _send,
    "take_back": _take_back,
    "accept": _accept,
    "return": _return,
    "reopen": _reopen,
    "erase": _erase,
    "restore": _restore,
}
_OF_WRITERS = frozenset({_send, _take_back, _erase, _restore})


def _scan(page: ReviewPage, files: MultiValueDict[str, Any]) -> str:
    form = ScanForm({}, files)
    sent = form.cleaned_data["scans"] if form.is_valid() else []
    if not sent:
        raise ReviewError.no_scan()
    attach_scan(review=page.review, files=[Sent(one) for one in sent], actor=page.user)
    return _("Đã lưu bản quét có chữ ký.")


def _reason(data: Data) -> str:
    form = ReasonForm(data)
    if not form.is_valid():
        raise ReviewError.unreadable(first_fault(form))
    reason: str = form.cleaned_data["reason"]
    return reason
