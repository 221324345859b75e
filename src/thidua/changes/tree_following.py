"""What follows from a change of the tree, and what must be finished before its day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.accounts.models import RoleGrant
from thidua.changes.lines import Counts, Line, day_of
from thidua.changes.models import Change, State
from thidua.changes.plans import Plan
from thidua.changes.tree_performing import parts_on
from thidua.changes.years import frozen_before
from thidua.decisions.models import Decision
from thidua.disputes.models import FactReport, Status
from thidua.numbers import format_number
from thidua.organisations.models import Organisation, Position
from thidua.organisations.queries import placed_on
from thidua.vocabulary import DecisionStatus, PositionRole


def after_rename(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    yield Line(
        "people",
        _("{old} thành {new}").format(old=plan.subject, new=plan.details["name"]),
        _("cùng một tổ chức: mã, chi bộ, đảng viên và mức các năm giữ nguyên"),
    )
    yield from _frozen(plan)
    yield Line(
        "check",
        _("Quyết định đã ban hành giữ tên cũ"),
        _("giấy in từ nay mang tên mới"),
    )


def after_merge(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    other = Organisation.objects.get(pk=plan.details["other"])
    made = plan.to
    assert made is not None  # noqa: S101 - it was just performed
    yield from _frozen(plan)
    members, parts = format_number(after.there), len(parts_on(made, plan.on))
    title = _("{name}: {members} đảng viên").format(name=made.name, members=members)
    if parts:
        title = _("{name}: {parts} tổ chức trực thuộc, {members} đảng viên").format(
            name=made.name, parts=format_number(parts), members=members
        )
    yield Line("people", title, _("chuyển nguyên, giữ mã; không phải nạp lại"))
    yield Line(
        "check",
        _("Các năm trước của cả hai vẫn xem được"),
        _("tổ chức mới nêu: từ ngày {day}, trước là {one}, {other}").format(
            day=day_of(plan.on), one=plan.subject, other=other.name
        ),
    )
    yield from _roles(plan, plan.organisation, other)
    yield from _to_finish(plan)


def after_split(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    made = plan.to
    assert made is not None  # noqa: S101 - it was just performed
    yield from _frozen(plan)
    yield Line(
        "people",
        _("{name}: {members} đảng viên").format(name=made.name, members=format_number(after.there)),
        _("{name} còn {members} đảng viên").format(
            name=plan.organisation.name, members=format_number(after.here)
        ),
    )
    yield Line(
        "check",
        _("Các năm trước vẫn ở {name}").format(name=plan.organisation.name),
        _("tổ chức mới nêu: từ ngày {day}, tách từ {one}").format(
            day=day_of(plan.on), one=plan.subject
        ),
    )
    yield from _roles(plan, made)
    yield from _to_finish(plan)


def _frozen(plan: Plan) -> Iterator[Line]:
    frozen = frozen_before(plan.on)
    if frozen is not None:
        yield Line(
            "lock",
            _("Năm {year} giữ nguyên: danh sách, bảng, quyết định").format(year=frozen.year),
            _("danh sách đã chốt theo ngày {day}").format(day=day_of(frozen.cut_off_date)),
        )


def _roles(plan: Plan, *organisations: Organisation) -> Iterator[Line]:
    """Roles are given by two people, so they do not pass by themselves."""
    given = RoleGrant.objects.filter(organisation__in=organisations, ends_on=None).count()
    heads = Position.objects.filter(
        placed_on(plan.on), organisation=plan.organisation, role=PositionRole.HEAD.value
    )
    held = ", ".join(heads.values_list("person__full_name", flat=True))
    yield Line(
        "ask",
        _("Giao vai trò và chức vụ ở tổ chức mới"),
        _("{number} vai trò đang giao ở nơi cũ; {held}").format(
            number=format_number(given), held=held or _("chức vụ ghi ở trang của tổ chức mới")
        ),
    )


def _to_finish(plan: Plan) -> Iterator[Line]:
    left = unfinished(plan)
    if left:
        yield Line(
            "ask",
            _("Còn việc phải xong trước ngày ấy, chưa xong thì lịch dừng và báo"),
            "; ".join(left),
        )


def unfinished(plan: Plan) -> list[str]:
    """What has to be finished before the tree changes: drafts, reports, moves that wait."""
    pks = [plan.organisation.pk, *([plan.details["other"]] if "other" in plan.details else [])]
    paths = Organisation.objects.filter(pk__in=pks).values_list("path", flat=True)
    inside = [
        pk
        for path in paths
        for pk in Organisation.objects.filter(path__startswith=path).values_list("pk", flat=True)
    ]
    drafts = Decision.objects.filter(issuer__in=pks).exclude(status=DecisionStatus.ISSUED.value)
    reports = FactReport.objects.filter(unit__in=inside, status=Status.OPEN).count()
    waiting = Change.objects.filter(organisation__in=inside, state=State.WAITING).count()
    found = [
        (drafts.count(), _("{number} dự thảo quyết định")),
        (reports, _("{number} đề nghị sửa thông tin chưa trả lời")),
        (waiting, _("{number} đảng viên chờ nơi khác tiếp nhận")),
    ]
    return [text.format(number=format_number(number)) for number, text in found if number]
