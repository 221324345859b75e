"""What somebody should look at: numbers that ask a question, each with its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.reports.apart import Apart
from thidua.reports.bars import filters_of, list_link
from thidua.reports.counting import Counted
from thidua.reports.levels import Who
from thidua.reports.listing import SELF_ABOVE
from thidua.reports.quotas import PoolCount
from thidua.vocabulary import LevelCounts, SubjectType


@dataclass(frozen=True)
class Concern:
    """A number, what it counts, and its list; `share_of`: of how many, where the share says
    more.
    """

    number: int
    what: Text
    href: str
    share_of: int = 0
    grave: bool = False


_CLAIMED = {
    "organisation": Text(
        "tổ chức tự nhận cao hơn mức đạt tiêu chuẩn", "organisations claimed more than they reached"
    ),
    "member": Text(
        "đảng viên tự nhận cao hơn mức đạt tiêu chuẩn", "members claimed more than they reached"
    ),
    "collective": Text(
        "tập thể tự nhận cao hơn mức đạt tiêu chuẩn", "collectives claimed more than they reached"
    ),
    "leader": Text(
        "cá nhân lãnh đạo tự nhận cao hơn mức đạt tiêu chuẩn",
        "leaders claimed more than they reached",
    ),
}
_UNKNOWN = {
    Who.UPPER_LEVEL: Text(
        "đảng bộ cấp trên trực tiếp cơ sở chưa đủ căn cứ xếp loại",
        "upper-level bodies cannot be told yet",
    ),
    Who.GRASSROOTS: Text(
        "tổ chức cơ sở đảng chưa đủ căn cứ xếp loại", "grassroots organisations cannot be told yet"
    ),
    Who.CELLS: Text("chi bộ chưa đủ căn cứ xếp loại", "cells cannot be told yet"),
    Who.COLLECTIVES: Text("tập thể chưa đủ căn cứ xếp loại", "collectives cannot be told yet"),
    Who.LEADERS: Text("cá nhân lãnh đạo chưa đủ căn cứ xếp loại", "leaders cannot be told yet"),
    Who.MEMBERS: Text("đảng viên chưa đủ căn cứ xếp loại", "members cannot be told yet"),
}
_NOT_COMPLETED = Text("đảng viên không hoàn thành nhiệm vụ", "members did not complete their tasks")
_OVER = Text("nhóm vượt số xuất sắc tối đa: {who}", "pools over their ceiling: {who}")
_FULL = Text("nhóm đã chọn đủ số xuất sắc tối đa", "pools at their ceiling, no places left")


def concerns(
    campaign: Campaign,
    counted: Counted,
    sums: Mapping[Who, LevelCounts],
    pools: Iterable[PoolCount],
) -> list[Concern]:
    """The gravest first: over the ceiling, cannot be told, claimed more than reached, not
    completed, at the ceiling.
    """
    rows = list(pools)
    return [
        *_over(campaign, rows),
        *_unknown(campaign, sums),
        *_claimed(campaign, counted),
        *_not_completed(campaign, sums[Who.MEMBERS]),
        *_full(rows),
    ]


_NOT_REVIEWED = Text(
    "trường hợp chưa kiểm điểm, chờ quyết định bổ sung",
    "not yet reviewed, waiting for a supplementary decision",
)
_OVERTAKEN = Text(
    "trường hợp đã quyết định mà thông tin đã đổi sau đó", "decided, and facts changed since"
)


def concerns_apart(campaign: Campaign, apart: Apart) -> list[Concern]:
    """Who is not yet reviewed, and what was decided and is overtaken by facts since."""
    year = {"year": campaign.year}
    found = {
        _OVERTAKEN: (apart.overtaken, reverse("decisions", kwargs=year) + "?changed=1"),
        _NOT_REVIEWED: (apart.not_reviewed(), reverse("roster", kwargs=year) + "#not-reviewed"),
    }
    return [Concern(number, what, href) for what, (number, href) in found.items() if number]


def pools_link(campaign: Campaign, row: PoolCount, state: str = "") -> str:
    """The page of the pools of one group, in one state if asked."""
    query = {
        "subject_type": filters_of(row.who)["subject_type"],
        "who": row.who.value,
        "state": state,
    }
    parameters = urlencode({key: value for key, value in query.items() if value})
    return reverse("pools", kwargs={"year": campaign.year}) + f"?{parameters}"


def _over(campaign: Campaign, rows: list[PoolCount]) -> list[Concern]:
    return [
        Concern(
            row.over,
            _OVER.format(who=_small(row.who.short)),
            pools_link(campaign, row, "over"),
            grave=True,
        )
        for row in rows
        if row.over
    ]


def _full(rows: list[PoolCount]) -> list[Concern]:
    """All of them in one number: the table of pools on the same page opens each."""
    number = sum(row.full for row in rows)
    return [Concern(number, _FULL, "#pools")] if number else []


def _small(text: Text) -> Text:
    return Text(text.vi[:1].lower() + text.vi[1:], text.en[:1].lower() + text.en[1:])


def _unknown(campaign: Campaign, sums: Mapping[Who, LevelCounts]) -> list[Concern]:
    return [
        Concern(number, what, list_link(campaign, **filters_of(who), level="unknown"))
        for who, what in _UNKNOWN.items()
        if (number := sums[who].cannot_tell)
    ]


def _claimed(campaign: Campaign, counted: Counted) -> list[Concern]:
    above = counted.claimed_above()
    return [
        Concern(number, what, list_link(campaign, **whole(kind), gap=SELF_ABOVE))
        for kind, what in _CLAIMED.items()
        if (number := above.get(kind))
    ]


def whole(subject_type: str) -> dict[str, str]:
    """Every tier of the type: organisations of one tier are listed unless all are asked."""
    return {
        "subject_type": subject_type,
        **({"tier": "all"} if subject_type == SubjectType.ORGANISATION else {}),
    }


def _not_completed(campaign: Campaign, members: LevelCounts) -> list[Concern]:
    if not members.not_completed:
        return []
    link = list_link(campaign, **filters_of(Who.MEMBERS), level="not_completed")
    return [Concern(members.not_completed, _NOT_COMPLETED, link, share_of=members.total)]
