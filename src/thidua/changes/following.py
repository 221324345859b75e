"""What follows from each kind of change of a member."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress

import polars as pl
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.changes.lines import (
    Counts,
    Line,
    account_line,
    counts_line,
    day_of,
    frozen_line,
    posts_line,
    posts_text,
    told_line,
)
from thidua.changes.models import Kind
from thidua.changes.plans import DAY, Plan
from thidua.changes.tree_following import after_merge, after_rename, after_split
from thidua.changes.years import NextList, next_list
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.numbers import format_number
from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.organisations.queries import placed_on
from thidua.roster.months import whole_months
from thidua.vocabulary import MembershipEnd, MembershipStatus, PositionRole, SubjectType

MONTHS = "former_unit_months"
"""The parameter of the text for members: months from which the former cell's comment is asked."""
NOT_RATED = frozenset({MembershipStatus.EXEMPT.value, MembershipStatus.SUSPENDED.value})
"""Standings whose members are neither reviewed nor rated (HD 21-HD/BTCTW, II.A; II.B.2)."""


def _after_move(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    here, there = plan.organisation, plan.to
    assert there is not None  # noqa: S101 - it was just performed
    assert plan.person is not None  # noqa: S101
    if plan.details.get("temporary"):
        yield Line(
            "people",
            _("{cell} vẫn có {number} đảng viên").format(
                cell=here.name, number=format_number(after.here)
            ),
            _("đảng viên chính thức vẫn tính ở chi bộ gốc"),
        )
    else:
        yield Line(
            "people",
            _("{to} {a} → {b}, {here} {c} → {d} đảng viên").format(
                to=there.name,
                a=format_number(before.there),
                b=format_number(after.there),
                here=here.name,
                c=format_number(before.here),
                d=format_number(after.here),
            ),
            _("chỉ từ ngày {day}; số liệu các năm trước giữ nguyên").format(day=day_of(plan.on)),
        )
    yield from frozen_line(plan, here)
    yield from _who_rates(plan, here, there, next_list(plan.on))
    yield from posts_line(plan)
    yield told_line(plan)


def _who_rates(
    plan: Plan, here: Organisation, there: Organisation, coming: NextList
) -> Iterator[Line]:
    cite = _("HD 21-HD/BTCTW, II.B, điểm 6")
    if plan.details.get("temporary"):
        yield Line(
            "check",
            _("{cell} xếp loại năm {year}").format(cell=here.name, year=coming.year),
            _("nơi sinh hoạt chính thức xếp loại; {cite}").format(cite=cite),
        )
        yield Line("ask", _("Cần nhận xét của {cell}").format(cell=there.name), cite)
        return
    yield Line(
        "check",
        _("{cell} xếp loại năm {year}").format(cell=there.name, year=coming.year),
        _("chi bộ nơi đến xếp loại; {cite}").format(cite=cite),
    )
    assert plan.person is not None  # noqa: S101 - a move is somebody's
    least, months = _comment_from(), months_at(plan.person, here, plan.on, coming.year)
    if least is not None and months >= least:
        yield Line(
            "ask",
            _("Cần nhận xét của {cell}").format(cell=here.name),
            _("ở nơi cũ {months} tháng trong năm {year}, từ {least} tháng trở lên").format(
                months=format_number(months), year=coming.year, least=format_number(least)
            ),
        )


def _comment_from() -> int | None:
    """The months from which the text of the latest year asks for the former cell's comment; None
    where no year is held under one.
    """
    latest = Campaign.objects.order_by("in_preparation", "-year").first()
    with suppress(NotBoundError):
        if latest is not None:
            text = bound_frameworks(latest)[SubjectType.MEMBER]
            return int(text.setting(MONTHS)) if MONTHS in text.parameters else None
    return None


def months_at(person: Person, cell: Organisation, until: dt.date, year: int) -> int:
    """The whole months of a year that somebody has been in a cell without a break by a day."""
    since = until
    stays = person.spells.filter(organisation=cell, starts_on__lt=until).order_by("-starts_on")
    for starts_on, ends_on in stays.values_list("starts_on", "ends_on"):
        if ends_on is not None and ends_on < since - DAY:
            break
        since = starts_on
    first = max(since, dt.date(year, 1, 1))
    if first >= until:
        return 0
    return int(pl.select(whole_months(pl.lit(first), pl.lit(until))).item())


def _after_status(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    status, coming = MembershipStatus(plan.details["status"]), next_list(plan.on)
    yield Line(
        "people",
        _("{cell} vẫn có {number} đảng viên").format(
            cell=plan.organisation.name, number=format_number(after.here)
        ),
        _("từ ngày {day}: {status}").format(day=day_of(plan.on), status=status.label),
    )
    yield from frozen_line(plan, plan.organisation)
    if status.value in NOT_RATED:
        yield Line(
            "none",
            _("Không kiểm điểm, không xếp loại năm {year}").format(year=coming.year),
            _("nếu đến ngày chốt danh sách vẫn vậy; HD 21-HD/BTCTW, II.A; II.B.2"),
        )
    else:
        yield Line(
            "check",
            _("{cell} xếp loại năm {year}").format(cell=plan.organisation.name, year=coming.year),
            _("như mọi đảng viên của chi bộ"),
        )
    yield from posts_line(plan)
    yield told_line(plan)


def _after_end(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    reason, coming = MembershipEnd(plan.details["reason"]), next_list(plan.changes_from)
    spells = MembershipSpell.objects.filter(
        organisation=plan.organisation, end_reason=reason.value, ends_on__year=plan.on.year
    )
    yield counts_line(
        plan,
        before,
        after,
        _("đếm riêng theo loại: {reason} {number} trong năm {year}").format(
            reason=reason.label, number=format_number(spells.count()), year=plan.on.year
        ),
    )
    yield from frozen_line(plan, plan.organisation)
    yield Line(
        "none",
        _("Không xếp loại năm {year}").format(year=coming.year),
        _("không tính vào tỷ lệ và số tối đa; mức các năm trước giữ nguyên"),
    )
    yield Line("lock", _("Hồ sơ vẫn còn"), _("chỉ cấp uỷ trong phạm vi phụ trách đọc được"))
    yield from account_line(plan)
    ended = Position.objects.filter(person=plan.person, ends_on=plan.on)
    if posts := posts_text(ended):
        yield Line("people", _("Chức vụ kết thúc cùng ngày"), posts)
    else:
        yield Line("check", _("Không giữ chức vụ nào"), _("không phải cử người thay"))
    yield told_line(plan)


def _after_admission(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    coming = next_list(plan.on)
    yield counts_line(plan, before, after)
    assert plan.person is not None  # noqa: S101 - it was just performed
    yield Line(
        "check",
        _("Mở hồ sơ mới, mã {code}").format(code=plan.person.code),
        _("mã do phần mềm đặt, không đổi về sau"),
    )
    yield Line(
        "check",
        _("{cell} xếp loại năm {year}").format(cell=plan.organisation.name, year=coming.year),
        _("nếu đủ điều kiện theo hướng dẫn của năm ấy"),
    )
    yield told_line(plan)


def _after_appointment(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    role, coming = PositionRole(plan.details["role"]), next_list(plan.on)
    yield Line(
        "people",
        _("{name} giữ chức vụ {title} từ ngày {day}").format(
            name=plan.subject, title=plan.details["title"], day=day_of(plan.on)
        ),
        plan.organisation.name,
    )
    replaced = Position.objects.filter(
        person=plan.person, organisation=plan.organisation, ends_on=plan.on - DAY
    )
    if posts := posts_text(replaced):
        yield Line("people", _("Chức vụ trước ở đó kết thúc hôm trước"), posts)
    others = Position.objects.filter(
        placed_on(plan.on), organisation=plan.organisation, role=PositionRole.HEAD.value
    ).exclude(person=plan.person)
    if role == PositionRole.HEAD and (names := _names(others)):
        yield Line(
            "ask",
            _("Đang có người đứng đầu: {names}").format(names=names),
            _("ghi thôi chức vụ của người cũ"),
        )
    if role in (PositionRole.HEAD, PositionRole.DEPUTY):
        yield Line(
            "check",
            _("Cá nhân lãnh đạo năm {year}").format(year=coming.year),
            _("nếu tổ chức có xếp loại cá nhân lãnh đạo; nhiều chức vụ thì theo chức vụ chính"),
        )
    yield told_line(plan)


def _names(posts: "QuerySet[Position]") -> str:
    return ", ".join(posts.values_list("person__full_name", flat=True).order_by("pk"))


def _after_end_of_post(plan: Plan, before: Counts, after: Counts) -> Iterator[Line]:
    yield Line(
        "people",
        _("{name} thôi {title} từ ngày {day}").format(
            name=plan.subject, title=plan.details["title"], day=day_of(plan.on)
        ),
        plan.organisation.name,
    )
    heads = Position.objects.filter(
        placed_on(plan.on), organisation=plan.organisation, role=PositionRole.HEAD.value
    )
    if not heads.exists():
        yield Line("ask", _("Từ ngày ấy không có người đứng đầu"), _("giao chức vụ cho người thay"))
    yield Line(
        "check",
        _("Vẫn là đảng viên của chi bộ"),
        _("thôi chức vụ không đổi nơi sinh hoạt"),
    )
    yield told_line(plan)


FOLLOWS: dict[Kind, Callable[[Plan, Counts, Counts], Iterator[Line]]] = {
    Kind.ADMIT: _after_admission,
    Kind.MOVE: _after_move,
    Kind.STATUS: _after_status,
    Kind.END: _after_end,
    Kind.APPOINT: _after_appointment,
    Kind.END_POST: _after_end_of_post,
    Kind.RENAME: after_rename,
    Kind.MERGE: after_merge,
    Kind.SPLIT: after_split,
}
