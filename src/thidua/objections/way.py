"""The way of an objection in five steps: what, when and by whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import AwardStatus
from thidua.numbers import format_number
from thidua.objections.models import Line, LineKind, Objection, State
from thidua.organisations.names import committee_name
from thidua.vocabulary import DecisionStatus


@dataclass(frozen=True)
class Dot:
    """One step of the way: what, when and by whom; done, here, or to come."""

    title: str
    said: str
    state: str


def dots_of(one: Objection, lines: Sequence[Line]) -> list[Dot]:
    """First decision, sent, received, verified and answered, second decision."""
    first, state = one.decision, one.state
    on = {line.kind: line for line in reversed(lines)}
    received = on.get(LineKind.RECEIVED)
    named = [_day(received.on)] if received else []
    named += [verifier.name for verifier in one.verifiers.all()]
    due = _("hạn {day}").format(day=_day(one.due_on))
    second = one.reopened.second if one.reopened else None
    answered = one.answered_on is not None
    return [
        Dot(
            _("Quyết định lần 1"),
            f"{_day(first.decided_on)} · {first.number}" if first else _("khen thưởng"),
            "done",
        ),
        Dot(
            _("Gửi khiếu nại"),
            _("{day}, ngày thứ {number}").format(
                day=_day(one.sent_on), number=format_number((one.sent_on - one.told_on).days)
            ),
            "done",
        ),
        Dot(
            _("{who} nhận").format(who=committee_name(one.receiver)),
            " · ".join(named),
            "done" if received else "here",
        ),
        Dot(
            _("Xác minh, trả lời"),
            _day(one.answered_on) if one.answered_on else due,
            "done" if answered else "here" if state == State.VERIFYING else "to-come",
        ),
        Dot(
            _("Quyết định lần 2"),
            _second_said(one, second),
            "done" if _decided_again(one) else "here" if state == State.UPHELD else "to-come",
        ),
    ]


def _decided_again(one: Objection) -> bool:
    """Whether the later decision is issued, or the award, put back to be checked, is checked."""
    if one.state != State.UPHELD:
        return False
    if one.award is not None:
        return one.award.status != AwardStatus.PROPOSED
    second = one.reopened.second if one.reopened is not None else None
    return second is not None and second.status == DecisionStatus.ISSUED


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _second_said(objection: Objection, second: Any) -> str:
    if objection.state == State.KEPT:
        return _("không có: giữ nguyên")
    if objection.state == State.WITHDRAWN:
        return _("đã rút")
    if objection.state == State.UPHELD and objection.award is not None:
        return _("khen thưởng xét lại")
    if second is None:
        return _("nếu xem lại")
    if second.status != DecisionStatus.ISSUED:
        return _("dự thảo")
    return f"{_day(second.decided_on)} · {second.number}"
