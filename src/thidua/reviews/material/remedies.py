"""The limits named in earlier years that were still worked on this year: what became of each."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.progress.wordings import short_day
from thidua.remedies.links import page_of
from thidua.remedies.models import Remedy, State
from thidua.remedies.queries import visible_to
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.subjects import organisations_of
from thidua.reviews.material.words import both, day_words, in_vietnamese, joined
from thidua.roster.identity import SubjectKey
from thidua.web.clock import today


def read_remedies(asked: Asked) -> list[Material]:
    """Those of earlier reviews that were open when the year began, or named after that."""
    found = _of_earlier_years(asked.actor, asked.campaign, asked.key)
    return [
        _remedy(one, number)
        for number, one in enumerate(found.order_by("raised_on", "pk"), start=1)
    ]


def to_be_told_of(actor: Actor, campaign: Campaign, key: SubjectKey) -> int:
    """How many of these a review has to say something of."""
    return _of_earlier_years(actor, campaign, key).count()


def _of_earlier_years(actor: Actor, campaign: Campaign, key: SubjectKey) -> "QuerySet[Remedy]":
    if key.person_id is not None:
        whose = Q(person=key.person_id)
    else:
        whose = Q(person=None, unit__in=organisations_of(key))
    not_before = Q(closed_on=None) | Q(closed_on__gte=dt.date(campaign.year, 1, 1))
    return visible_to(actor).filter(whose, not_before, campaign__year__lt=campaign.year)


def _remedy(one: Remedy, number: int) -> Material:
    return Material(
        MaterialKind.REMEDY,
        str(one.pk),
        f"KP {number}",
        f"“{one.limit}”",
        both(lambda: _state(one)),
        both(lambda: joined(_state(one), _("nêu năm {year}").format(year=one.campaign.year))),
        in_vietnamese(lambda: _sentence(one)),
        against=_is_overdue(one),
        href=page_of(one),
    )


def _is_overdue(one: Remedy) -> bool:
    return one.state != State.CLOSED and one.due_on is not None and one.due_on < today()


def _state(one: Remedy) -> str:
    """“đã đóng 5/9”; “chưa xong, quá hạn 30/6”."""
    if one.closed_on is not None:
        return _("đã xác nhận khắc phục {day}").format(day=short_day(one.closed_on))
    if _is_overdue(one) and one.due_on is not None:
        return _("chưa xong, quá hạn {day}").format(day=short_day(one.due_on))
    waits = one.state == State.PROOF_SENT
    return _("đã gửi kết quả, chờ xác nhận") if waits else _("đang làm")


def _sentence(one: Remedy) -> str:
    words = _("Hạn chế nêu năm {year}, “{limit}”: {state}").format(
        year=one.campaign.year, limit=one.limit.rstrip(". "), state=_state(one)
    )
    if one.closed_on is None or not one.closed_by_name:
        return words
    return f"{words} ({_('xác nhận ngày {day}').format(day=day_words(one.closed_on))})"
