"""What an inspector reads of seals and of counted ballots; counting one again."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Scope
from thidua.ballots.links import address_of
from thidua.ballots.models import Ballot, State
from thidua.ballots.purposes import purpose_of
from thidua.ballots.results import counted_again as recounted
from thidua.ballots.sealing import BALLOT
from thidua.ballots.tally import NO, NONE, TIE
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.models import CommitteeMeeting
from thidua.committee_meetings.sealing import KIND as COMMITTEE_MINUTES
from thidua.decisions.models import Decision
from thidua.decisions.sealed_contents import KIND as DECISION
from thidua.language import Text
from thidua.meetings.models import Meeting
from thidua.meetings.sealing import KIND as MINUTES
from thidua.numbers import format_number
from thidua.objections.models import Objection
from thidua.objections.sealing import ANSWER, HEALTH_PAPERS
from thidua.organisations.queries import within
from thidua.seals.models import ChainCheck
from thidua.seals.verifying import last
from thidua.supervision.opinion_rows import Found
from thidua.supervision.watching import MOST, Row
from thidua.web.clock import shown

_NO_OPTION = {
    NONE: Text("không mức nào đủ phiếu", "none has enough"),
    TIE: Text("ngang phiếu", "a tie"),
    NO: Text("không đồng ý", "not agreed"),
}


# The chain
# --------------------------------------------------------------------------------------------------


def chain_words(check: ChainCheck | None) -> str:
    """When the chain was last walked, how far, and whether it is whole."""
    if check is None:
        return _("Chưa lần nào kiểm tra chuỗi niêm phong.")
    words = (
        _("Kiểm tra gần nhất {when}: cả {links} mắt xích khớp, {erased} đã xoá theo quy định.")
        if check.whole
        else _(
            "Kiểm tra gần nhất {when}: có chỗ không khớp, ghi ở dưới; {links} mắt xích nối đúng."
        )
    )
    return words.format(
        when=f"{shown(check.checked_at):%d/%m/%Y %H:%M}",
        links=format_number(check.links),
        erased=format_number(check.erased),
    )


def broken_rows(_campaign: Campaign, scope: Scope) -> list[Found]:
    """What the last walk of the chain found wrong: the chain is the province's, so all years. Who
    sees a part of the tree is told what lies there, and that there is more.
    """
    check = last()
    if check is None or check.whole:
        return []
    told = list(check.found) or [{}]
    seen = told if scope.sees_province else _of_part(told, scope)
    rows = [_broken(check, Text(one.get("vi", ""), one.get("en", ""))) for one in seen[:MOST]]
    if len(seen) < len(told):
        rows.append(_broken(check, _ELSEWHERE))
    return [Found(row) for row in rows]


_ELSEWHERE = Text(
    "có chỗ không khớp ngoài phạm vi phụ trách: cấp tỉnh xem chi tiết",
    "something does not hold outside this part of the tree: the province reads what",
)


def _broken(check: ChainCheck, said: Text) -> Row:
    return Row(
        what=_("Niêm phong không khớp"),
        name=_("Chuỗi niêm phong"),
        place=_("cả tỉnh, mọi năm"),
        href="",
        after=str(said),
        who=check.by,
        why=_("kiểm tra bằng thidua seals verify"),
        day=shown(check.checked_at).date(),
    )


def _of_part(told: Collection[Mapping[str, Any]], scope: Scope) -> list[Mapping[str, Any]]:
    """Those that are about things of a part of the tree: one question for each kind found."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.get("kind") in _LIES:
            keys[one["kind"]].add(_row_of(one))
    seen = {
        (kind, str(pk))
        for kind, wanted in keys.items()
        for pk in _LIES[kind][0]
        ._default_manager.filter(within(scope, organisation=_LIES[kind][1]), pk__in=wanted)
        .values_list("pk", flat=True)
    }
    return [one for one in told if (one.get("kind"), _row_of(one)) in seen]


def _row_of(one: Mapping[str, Any]) -> str:
    """The key of the row that a finding is about: “12.1” is the first issue of decision 12."""
    return str(one.get("key", "")).partition(".")[0]


_LIES: Mapping[str, tuple[type[Model], str]] = {
    BALLOT.kind: (Ballot, "organisation"),
    DECISION: (Decision, "issuer"),
    MINUTES: (Meeting, "organisation"),
    COMMITTEE_MINUTES: (CommitteeMeeting, "organisation"),
    ANSWER: (Objection, "roster_entry__organisation"),
    HEALTH_PAPERS: (Objection, "roster_entry__organisation"),
}
"""By kind the table of what was sealed, and the way to the organisation it lies in."""


# Ballots
# --------------------------------------------------------------------------------------------------


def counted_ballots(campaign: Campaign, scope: Scope) -> "QuerySet[Ballot]":
    """Those whose result is sealed."""
    inside = within(scope, organisation="organisation")
    return Ballot.objects.filter(inside, campaign=campaign, state=State.SEALED)


def ballot_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """How many voted of how many, what came of the lines as a whole, who chaired, the seal; each
    can be counted again. Numbers of slips are on the ballot's own page, by its own rules.
    """
    named = counted_ballots(campaign, scope).select_related("organisation", "chair", "campaign")
    return [Found(_ballot(one)) for one in named.order_by("-sealed_at", "pk")[:MOST]]


def _ballot(ballot: Ballot) -> Row:
    result = ballot.result or {}
    size = result["size"]
    many = _("{cast} phiếu trên {called} người có tên").format(
        cast=format_number(size["cast"]), called=format_number(size["called"])
    )
    return Row(
        what=many,
        name=ballot.title,
        place=ballot.organisation.name,
        href=address_of(ballot),
        after=_outcomes(ballot, result["candidates"]),
        who=_("chủ trì: {name}").format(name=ballot.chair.full_name),
        why=_("niêm phong {seal}").format(seal=_short(ballot.seal)),
        day=shown(ballot.sealed_at).date() if ballot.sealed_at else None,
        act=_recounts(ballot, result["candidates"]),
    )


def _recounts(ballot: Ballot, candidates: Collection[Mapping[str, Any]]) -> tuple[str, str] | None:
    """The button; none where all lines had so few slips that none was kept."""
    if all(one["hidden"] for one in candidates):
        return None
    return f"?kind=ballots&dem_lai={ballot.pk}", _("Đếm lại")


def _short(seal: str) -> str:
    return f"{seal[:4]}…{seal[-4:]}"


def _outcomes(ballot: Ballot, candidates: Collection[Mapping[str, Any]]) -> str:
    """“2 Tốt, 5 Hoàn thành”: how many lines came to what."""
    purpose = purpose_of(ballot.purpose)
    options = dict(purpose.options) if purpose else {}
    counted = Counter(one["value"] for one in candidates)
    order = [*options, *_NO_OPTION]
    known = sorted(counted, key=lambda one: order.index(one) if one in order else len(order))
    words = {**_NO_OPTION, **options}
    return ", ".join(f"{format_number(counted[one])} {words.get(one, one)}" for one in known)


def counted_again(campaign: Campaign, scope: Scope, actor: Actor, key: str) -> tuple[str, bool]:
    """What counting a ballot of this part again says, and whether all agrees: list, slips, rule,
    seal, and the link of the chain. "": there is no such ballot here.
    """
    ballot = counted_ballots(campaign, scope).filter(pk=key).first() if _is_uuid(key) else None
    if ballot is None:
        return "", False
    wrong = recounted(ballot, actor)
    if wrong:
        said = _("{title}: đếm lại không khớp: {wrong}.")
        return said.format(title=ballot.title, wrong="; ".join(wrong)), False
    said = _("{title}: đếm lại khớp, niêm phong {seal} có trong chuỗi.")
    return said.format(title=ballot.title, seal=_short(ballot.seal)), True


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
