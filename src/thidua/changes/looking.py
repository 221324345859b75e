"""What follows from a change, before it is made: it is made, looked at, and taken back."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.campaigns.models import Campaign
from thidua.changes.models import Kind
from thidua.changes.plans import Plan, fingerprint, in_words, perform
from thidua.changes.years import DAY, NextList, frozen_before, next_list, refuse_frozen
from thidua.errors import RefusedError
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.organisations.queries import placed_on
from thidua.roster.months import whole_months
from thidua.vocabulary import SubjectType

LOOKER = Operator("looking")
MONTHS = "former_unit_months"
"""The parameter of the text for members: months from which the former cell's comment is asked."""


@dataclass(frozen=True)
class Line:
    """One thing that follows. `mark`: the name of its picture."""

    mark: str
    title: str
    detail: str = ""


@dataclass(frozen=True)
class Outlook:
    """What follows from a change. `faults`: why it cannot be made. `warnings`: what is hardly so,
    and is to be read. `seen`: what the files were like that this was worked out from.
    """

    seen: str
    lines: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    waits_for: Organisation | None = None
    """The organisation whose committee has to receive first."""

    @property
    def possible(self) -> bool:
        return not self.faults


def look(plan: Plan, *, waits_for: Organisation | None = None) -> Outlook:
    """What would follow; nothing stays written. Whoever asks has been allowed to before."""
    seen = fingerprint(plan)
    try:
        return _looked(plan, seen, waits_for)
    except RefusedError as error:
        return Outlook(seen, faults=(as_sentence(error),), waits_for=waits_for)
    except PermissionDenied as error:
        return Outlook(seen, faults=(str(error),), waits_for=waits_for)


def _looked(plan: Plan, seen: str, waits_for: Organisation | None) -> Outlook:
    refuse_frozen(plan.on)
    before = Counts.on(plan)
    with transaction.atomic():
        made, warnings = perform(plan, LOOKER)
        found = Outlook(
            seen,
            tuple(FOLLOWS[plan.kind](made, before, Counts.on(made))),
            warnings=tuple(as_sentence(in_words(one)) for one in warnings),
            waits_for=waits_for,
        )
        transaction.set_rollback(True)  # it was only looked at
    return found


@dataclass(frozen=True)
class Counts:
    """Members of the organisations that a change touches, on its day."""

    here: int
    there: int

    @classmethod
    def on(cls, plan: Plan) -> "Counts":
        return cls(
            members_on(plan.organisation, plan.on),
            members_on(plan.to, plan.on) if plan.to is not None and plan.to.pk else 0,
        )


def members_on(cell: Organisation, day: dt.date) -> int:
    """How many belong to a cell on a day."""
    return MembershipSpell.objects.filter(placed_on(day), organisation=cell).count()


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


# Lines that several kinds share
# --------------------------------------------------------------------------------------------------


def counts_line(plan: Plan, before: Counts, after: Counts) -> Line:
    """How many members the cell has before and after."""
    return Line(
        "people",
        _("{cell} {before} → {after} đảng viên").format(
            cell=plan.organisation.name,
            before=format_number(before.here),
            after=format_number(after.here),
        ),
        _("chỉ từ ngày {day}; số liệu các năm trước giữ nguyên").format(day=_day(plan.on)),
    )


def frozen_line(plan: Plan, cell: Organisation) -> Iterator[Line]:
    """What stays as it is on the list that is frozen already."""
    frozen = frozen_before(plan.on)
    if frozen is not None and plan.person is not None:
        on_list = frozen.roster.filter(subject_type="member", person=plan.person).first()
        if on_list is not None:
            yield Line(
                "lock",
                _("Năm {year}: vẫn ở danh sách của {cell}").format(
                    year=frozen.year, cell=cell.name
                ),
                _("danh sách đã chốt theo ngày {day}; đề nghị xếp loại giữ nguyên hiệu lực").format(
                    day=_day(frozen.cut_off_date)
                ),
            )


def posts_line(plan: Plan) -> Iterator[Line]:
    """The posts that somebody holds and that do not end by themselves."""
    held = Position.objects.filter(placed_on(plan.on), person=plan.person)
    posts = [
        f"{post.title or post.get_role_display()}, {post.organisation.name}"
        for post in held.select_related("organisation")
    ]
    if posts:
        yield Line("ask", _("Còn giữ chức vụ, cần kết thúc riêng"), "; ".join(posts))


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
    """Who is told: the member, the secretaries of the cells, the committee that receives."""
    told = []
    if plan.person is not None and User.objects.filter(person=plan.person, is_active=True).exists():
        told.append(_("đồng chí {name}").format(name=plan.person.full_name))
    cells = [one for one in (plan.organisation, plan.to) if one is not None and one.pk]
    led = RoleGrant.objects.filter(organisation__in=cells, role=Role.CELL)
    with_secretary = set(led.values_list("organisation", flat=True))
    return told + [
        _("bí thư {cell}").format(cell=cell.name) for cell in cells if cell.pk in with_secretary
    ]


# What follows, by kind
# --------------------------------------------------------------------------------------------------


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
            _("chỉ từ ngày {day}; số liệu các năm trước giữ nguyên").format(day=_day(plan.on)),
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
    latest = Campaign.objects.order_by("-year").first()
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


FOLLOWS: dict[Kind, Callable[[Plan, Counts, Counts], Iterator[Line]]] = {Kind.MOVE: _after_move}
