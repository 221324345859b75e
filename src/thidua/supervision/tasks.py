"""What waits to be read: tasks of inspectors and auditors on the first page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.access.exports import all_exports
from thidua.access.permissions import may_read_exports
from thidua.accounts.actors import Scope
from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.supervision.deciding import KINDS as KINDS_OF_DECISIONS
from thidua.supervision.kinds import numbers_of
from thidua.supervision.objection_rows import overdue
from thidua.supervision.presenters import watch_address
from thidua.supervision.watching import KINDS, open_reports
from thidua.web.clock import shown, today

RECENTLY = dt.timedelta(days=7)
"""How long something counts as new."""
MOST_LOOKED_AT = 200
_TO_READ: Mapping[str, tuple[Promise, Promise, Promise]] = {
    "changed": (
        gettext_lazy("Đọc {number} quyết định có thông tin đổi sau ban hành"),
        gettext_lazy("mức đã quyết định giữ nguyên cho đến khi mở lại"),
        gettext_lazy("Đọc {number} thay đổi"),
    ),
    "deviating": (
        gettext_lazy("Đọc {number} trường hợp xếp khác mức đạt tiêu chuẩn"),
        gettext_lazy("mỗi trường hợp có lý do của cấp uỷ"),
        gettext_lazy("Đọc {number} lý do"),
    ),
    "reopened": (
        gettext_lazy("Đọc {number} quyết định mở lại"),
        gettext_lazy("ai mở lại, vì sao"),
        gettext_lazy("Đọc {number} lần mở lại"),
    ),
    "violations": (
        gettext_lazy("Đọc {number} trường hợp bị kỷ luật trong năm"),
        gettext_lazy("hình thức kỷ luật và mức xếp loại"),
        gettext_lazy("Đọc {number} trường hợp"),
    ),
}
"""Per kind the title, what stands under it, and the button."""


_TO_INSPECT: Mapping[str, tuple[Promise, Promise, Promise]] = {
    "objections": (
        gettext_lazy("Xem {number} khiếu nại quá hạn trả lời"),
        gettext_lazy("cấp uỷ nào còn nợ, đã mấy ngày"),
        gettext_lazy("Xem {number} khiếu nại"),
    ),
    "seals": (
        gettext_lazy("Đọc {number} chỗ niêm phong không khớp"),
        gettext_lazy("theo lần kiểm tra chuỗi gần nhất"),
        gettext_lazy("Đọc {number} chỗ"),
    ),
    "ballot": (
        gettext_lazy("Đọc {number} trường hợp xếp khác kết quả phiếu"),
        gettext_lazy("mỗi trường hợp có lý do của cấp uỷ"),
        gettext_lazy("Đọc {number} lý do"),
    ),
}
"""The same of the decisions' page; what `_TO_READ` has of it already stands there."""


def inspectors_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Reports without an answer, then what there is of each kind to read."""
    scope = scope_of_request(request)
    if Role.INSPECTOR not in scope.roles:
        return
    waiting = list(open_reports(campaign, scope))
    if waiting:
        yield _unanswered(campaign, len(waiting), waiting[0].due_on, waiting[0].unit.name)
    for word, (title, detail, button) in _TO_READ.items():
        number = KINDS[word].count(campaign, scope)
        if number:
            yield Task(
                title=str(title).format(number=format_number(number)),
                detail=str(detail),
                href=watch_address(campaign, word),
                button=str(button).format(number=format_number(number)),
                when_word=_("Để đọc"),
            )
    yield from _of_decisions(campaign, scope)


def _of_decisions(campaign: Campaign, scope: Scope) -> Iterator[Task]:
    """What the page of decisions has to read, asked together."""
    kinds = {word: KINDS_OF_DECISIONS[word] for word in _TO_INSPECT}
    kinds["objections"] = replace(kinds["objections"], count=overdue)
    address = reverse("inspect_decisions", kwargs={"year": campaign.year})
    for word, number in numbers_of(kinds, campaign, scope).items():
        title, detail, button = _TO_INSPECT[word]
        if number:
            yield Task(
                title=str(title).format(number=format_number(number)),
                detail=str(detail),
                href=f"{address}?kind={word}",
                button=str(button).format(number=format_number(number)),
                when_word=_("Để đọc"),
            )


def _unanswered(campaign: Campaign, number: int, due_on: dt.date, unit: str) -> Task:
    many = format_number(number)
    return Task(
        title=_("Xem {number} đề nghị sửa thông tin chưa được trả lời").format(number=many),
        detail=_("gần hạn nhất: {unit}, chậm nhất ngày {day}").format(
            unit=unit, day=f"{due_on:%d/%m/%Y}"
        ),
        href=watch_address(campaign, "reports"),
        button=_("Xem {number} đề nghị").format(number=many),
        due_on=due_on,
    )


def auditors_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What left the house lately with names in it."""
    scope = scope_of_request(request)
    if Role.AUDITOR not in scope.roles or not may_read_exports(scope):
        return
    recent = [
        export
        for export in all_exports().filter(people__gt=0)[:MOST_LOOKED_AT]
        if shown(export.exported_at).date() >= today() - RECENTLY
    ]
    if not recent:
        return
    number = format_number(len(recent))
    most = max(recent, key=lambda export: export.people)
    yield Task(
        title=_("Đọc {number} lần tải về có tên người").format(number=number),
        detail=_("trong 7 ngày; nhiều nhất {people} đảng viên, {who}").format(
            people=format_number(most.people), who=most.place or most.by
        ),
        href=reverse("exports"),
        button=_("Đọc {number} lần tải về").format(number=number),
        when_word=_("Mới"),
    )
