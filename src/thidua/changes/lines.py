"""Lines that tell what follows from a change, and what several kinds of change tell alike."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.models import Role, RoleGrant, User
from thidua.changes.plans import Plan
from thidua.changes.years import frozen_before
from thidua.numbers import format_number
from thidua.organisations.models import MembershipSpell, Organisation, Position
from thidua.organisations.queries import placed_on, under


@dataclass(frozen=True)
class Line:
    """One thing that follows. `mark`: the name of its picture."""

    mark: str
    title: str
    detail: str = ""


@dataclass(frozen=True)
class Counts:
    """Members in the organisations that a change touches, on the first day that is otherwise."""

    here: int
    there: int

    @classmethod
    def on(cls, plan: Plan) -> "Counts":
        return cls(
            members_in(plan.organisation, plan.changes_from),
            members_in(plan.to, plan.changes_from) if plan.to is not None and plan.to.pk else 0,
        )


def members_in(organisation: Organisation, day: dt.date) -> int:
    """How many belong to a cell, or to the cells below, on a day."""
    inside = under([organisation.path], organisation="organisation")
    return MembershipSpell.objects.filter(placed_on(day)).filter(inside).count()


def day_of(day: dt.date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def counts_line(plan: Plan, before: Counts, after: Counts, detail: str = "") -> Line:
    """How many members the cell has before and after."""
    return Line(
        "people",
        _("{cell} {before} → {after} đảng viên").format(
            cell=plan.organisation.name,
            before=format_number(before.here),
            after=format_number(after.here),
        ),
        detail
        or _("chỉ từ ngày {day}; số liệu các năm trước giữ nguyên").format(
            day=day_of(plan.changes_from)
        ),
    )


def frozen_line(plan: Plan, cell: Organisation) -> Iterator[Line]:
    """What stays as it is on the list that is frozen already."""
    frozen = frozen_before(plan.changes_from)
    if frozen is None or plan.person is None:
        return
    if frozen.roster.filter(subject_type="member", person=plan.person).exists():
        yield Line(
            "lock",
            _("Năm {year}: vẫn ở danh sách của {cell}").format(year=frozen.year, cell=cell.name),
            _("danh sách đã chốt theo ngày {day}; đề nghị xếp loại giữ nguyên hiệu lực").format(
                day=day_of(frozen.cut_off_date)
            ),
        )


def posts_line(plan: Plan) -> Iterator[Line]:
    """The posts that somebody holds and that do not end by themselves."""
    held = Position.objects.filter(placed_on(plan.on), person=plan.person)
    if posts := posts_text(held):
        yield Line("ask", _("Còn giữ chức vụ, cần kết thúc riêng"), posts)


def posts_text(held: "QuerySet[Position]") -> str:
    """“Bí thư, Chi bộ thôn Cầu Đông; …”."""
    return "; ".join(
        f"{post.title or post.get_role_display()}, {post.organisation.name}"
        for post in held.select_related("organisation").order_by("pk")
    )


def told_line(plan: Plan) -> Line:
    """Who finds a row about it on their first page."""
    told = told_of(plan)
    if not told:
        return Line("bell", _("Không có tài khoản nào để báo"), _("báo bằng giấy"))
    return Line(
        "bell",
        ngettext("Báo cho {number} nơi", "Báo cho {number} nơi", len(told)).format(
            number=format_number(len(told))
        ),
        ", ".join(told),
    )


def told_of(plan: Plan) -> list[str]:
    """Who is told: the secretaries of the cells."""
    cells = [one for one in (plan.organisation, plan.to) if one is not None and one.pk]
    led = RoleGrant.objects.filter(organisation__in=cells, role=Role.CELL)
    with_secretary = set(led.values_list("organisation", flat=True))
    return [
        _("bí thư {cell}").format(cell=cell.name) for cell in cells if cell.pk in with_secretary
    ]


def account_line(plan: Plan) -> Iterator[Line]:
    """An account that outlives a membership is closed by whoever looks after accounts."""
    if User.objects.filter(person=plan.person, is_active=True).exists():
        yield Line(
            "ask",
            _("Còn tài khoản đang mở"),
            _("báo quản trị tài khoản đóng tài khoản và thu hồi mã"),
        )
