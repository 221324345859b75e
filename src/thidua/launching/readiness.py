"""What a launch stands on: seven things, each there or worth a look. It blocks nothing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.campaigns.models import Campaign
from thidua.launching.documents import ShownConference
from thidua.launching.preparation import Prepared, Recipients
from thidua.launching.sense import Doubt
from thidua.numbers import format_number
from thidua.vocabulary import SubjectType, Tier


@dataclass(frozen=True)
class Check:
    """One of the seven: whether it is there, what is known of it, and where it is seen to."""

    title: str
    ready: bool
    details: tuple[str, ...] = ()
    href: str = ""
    action: str = ""


@dataclass(frozen=True)
class Readiness:
    """The seven, and how many are there."""

    checks: tuple[Check, ...]

    @property
    def ready(self) -> int:
        return sum(check.ready for check in self.checks)

    @property
    def missing(self) -> int:
        return len(self.checks) - self.ready


def readiness(
    campaign: Campaign,
    found: Prepared,
    recipients: Recipients,
    doubts: list[Doubt],
    conference: ShownConference | None,
) -> Readiness:
    """The seven for whoever prepares the year."""
    return Readiness(
        (
            _theme(campaign),
            _calendar(campaign, found, doubts),
            _frameworks(campaign, found.bound),
            _roster(campaign, recipients),
            _conference(campaign, conference),
            _recipients(recipients),
            _targets(found.indicators),
        )
    )


def _page(name: str, campaign: Campaign) -> str:
    return reverse(name, kwargs={"year": campaign.year})


def _theme(campaign: Campaign) -> Check:
    there = bool(campaign.spirit)
    return Check(
        _("Chủ đề, phương châm"),
        ready=there,
        details=() if there else (_("Chưa có chủ đề của năm."),),
        href="" if there else _page("launch_theme", campaign),
        action=_("Điền"),
    )


def _calendar(campaign: Campaign, found: Prepared, doubts: list[Doubt]) -> Check:
    days = len({step for step, _tier in found.calendar})
    tiers = len({tier for _step, tier in found.calendar})
    details = [f"{doubt.text}." for doubt in doubts[:SHOWN]]
    if len(doubts) > SHOWN:
        details.append(_("Còn {n} chỗ nên xem.").format(n=len(doubts) - SHOWN))
    title = _("Lịch: {steps} bước, {tiers} cấp").format(steps=days, tiers=tiers)
    return Check(
        title if days else _("Lịch của năm"),
        ready=not doubts,
        details=tuple(details),
        href=_page("launch_calendar", campaign) if doubts else "",
        action=_("Xem lịch"),
    )


SHOWN = 2
"""So many doubts stand beside the calendar; its own page shows all."""


def _frameworks(campaign: Campaign, bound: int) -> Check:
    kinds = len(list(SubjectType))
    there = bound >= kinds
    detail = (
        _("Đủ {n} khung.").format(n=bound)
        if there
        else _("Mới áp dụng {n}/{kinds} khung.").format(n=bound, kinds=kinds)
    )
    return Check(
        pgettext("list", "Khung tiêu chí"),
        ready=there,
        details=(detail,),
        href=_page("framework_year" if there else "framework_bind", campaign),
        action=_("Xem khung") if there else _("Áp dụng khung"),
    )


def _roster(campaign: Campaign, recipients: Recipients) -> Check:
    title = _("Danh sách năm {year}").format(year=campaign.year)
    upper, grassroots, cells = (
        recipients.numbers.get(tier, 0) for tier in (Tier.UPPER_LEVEL, Tier.GRASSROOTS, Tier.CELL)
    )
    if not upper and not grassroots:
        details = (_("Chưa có tổ chức nào trong hệ thống tổ chức."),)
        return Check(title, ready=False, details=details)
    found = _(
        "{upper} đảng bộ cấp trên trực tiếp cơ sở, {grassroots} cơ sở, {cells} chi bộ."
    ).format(
        upper=format_number(upper),
        grassroots=format_number(grassroots),
        cells=format_number(cells),
    )
    frozen = _("Danh sách xếp loại đã chốt.")
    if campaign.roster_frozen_at is None:
        day = f"{campaign.cut_off_date:%d/%m/%Y}"
        frozen = _("Danh sách xếp loại chốt theo ngày {day}.").format(day=day)
    return Check(title, ready=True, details=(found, frozen))


def _conference(campaign: Campaign, conference: ShownConference | None) -> Check:
    if conference is not None:
        details = (f"{conference.when}; {conference.who}.",)
        return Check(_("Hội nghị"), ready=True, details=details)
    day = campaign.launch_date
    if day is None:
        return Check(
            _("Hội nghị"),
            ready=False,
            details=(_("Chưa có ngày hội nghị triển khai."),),
            href=_page("launch_theme", campaign),
            action=_("Điền"),
        )
    where = f", {campaign.launch_venue}" if campaign.launch_venue else ""
    return Check(_("Hội nghị"), ready=True, details=(f"{day:%d/%m/%Y}{where}.",))


def _recipients(recipients: Recipients) -> Check:
    total, without = recipients.expected, recipients.without
    found = _("{n}/{total} đơn vị có cán bộ phụ trách.").format(
        n=format_number(total - len(without)), total=format_number(total)
    )
    details = [found]
    if without:
        named, rest = ", ".join(without[:SHOWN]), len(without) - SHOWN
        if rest > 0:
            named = _("{names} và {n} đơn vị khác").format(names=named, n=format_number(rest))
        words = _("Chưa có ai nhận ở {names}: đề nghị quản trị cấp tài khoản.")
        details.append(words.format(names=named))
    return Check(
        _("Người nhận thông báo"), ready=bool(total and not without), details=tuple(details)
    )


def _targets(number: int) -> Check:
    words = _("{n} chỉ tiêu có mức phấn đấu.") if number else _("Chưa có chỉ tiêu nào của năm.")
    return Check(
        _("Chỉ tiêu của tỉnh"), ready=number > 0, details=(words.format(n=format_number(number)),)
    )
