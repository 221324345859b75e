"""The indicators that an organisation has a target on, as they stand at the cut-off."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.indicators.results import IndicatorResult, targets_and_results
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.progress.states import counted_on
from thidua.progress.wordings import with_unit
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.words import both, day_words, in_vietnamese
from thidua.vocabulary import Reached, SubjectType
from thidua.web.clock import today

_OF_A_BODY = {SubjectType.ORGANISATION, SubjectType.COLLECTIVE}


def read_indicators(asked: Asked) -> list[Material]:
    """Of a body; a person has none. What a unit reports of its indicators is read by everybody who
    may read about that unit, which the caller asked.
    """
    pk = asked.key.organisation_id
    if pk is None or asked.key.subject_type not in _OF_A_BODY:
        return []
    unit = Organisation.objects.filter(pk=pk).first()
    if unit is None:
        return []
    campaign = asked.campaign
    until = counted_on(today(), cut_off=campaign.cut_off_date)
    found = targets_and_results(campaign, [unit], on=until).get(unit.pk, [])
    href = reverse("indicators", kwargs={"year": campaign.year, "code": unit.code})
    return [_indicator(one, number, href) for number, one in enumerate(found, start=1)]


def _indicator(one: IndicatorResult, number: int, href: str) -> Material:
    return Material(
        MaterialKind.INDICATOR,
        one.key,
        f"CT {number}",
        one.name,
        both(lambda: _value(one)),
        both(lambda: _detail(one)),
        in_vietnamese(lambda: _sentence(one)),
        against=one.reached is Reached.SHORT,
        href=href,
    )


def _value(one: IndicatorResult) -> str:
    """“91,8/90 %”; “chưa có số”."""
    if one.value is None:
        return _("chưa có số")
    return f"{format_number(one.value)}/{with_unit(one.target, one.line.unit)}"


def _detail(one: IndicatorResult) -> str:
    words = _value(one)
    if one.reached.is_done:
        words = f"{_('đạt')}: {words}"
    elif one.reached is Reached.SHORT:
        words = f"{_('chưa đạt')}: {words}"
    if one.counts is None:
        return words
    return f"{words} · {_('đến {day}').format(day=day_words(one.counts.on))}"


def _sentence(one: IndicatorResult) -> str:
    return _("Chỉ tiêu “{name}”: {detail}").format(name=one.name, detail=_detail(one))
