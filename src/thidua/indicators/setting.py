"""How an indicator is reported, and where the province stands: entered, never computed."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority, authorise, may
from thidua.campaigns.models import Campaign, Indicator
from thidua.history.tracking import recording
from thidua.indicators.actions import require_noting
from thidua.indicators.errors import IndicatorError
from thidua.indicators.lines import Line
from thidua.indicators.models import Area, Rank, Reporting
from thidua.indicators.permissions import RANK, SET
from thidua.indicators.reporting import Reported
from thidua.organisations.models import Organisation
from thidua.organisations.queries import root_path
from thidua.targets.keys import read_key
from thidua.targets.models import OwnIndicator
from thidua.targets.queries import may_register
from thidua.vocabulary import Tier


@transaction.atomic
def set_reporting(*, campaign: Campaign, key: str, reported: Reported, actor: Actor) -> None:
    """Say how an indicator is reported: the province of its own, a unit of its own.

    Raises IndicatorError (no such indicator, a day that some months lack), PermissionDenied."""
    if not 1 <= reported.due_day <= 28:
        raise IndicatorError.no_such_day()
    authority, named = _indicator(campaign, key, actor)
    with recording(act="indicators.set_reporting", actor=authority, indicator=key):
        Reporting.objects.update_or_create(**named, defaults=asdict(reported))


def _indicator(campaign: Campaign, key: str, actor: Actor) -> tuple[Authority, dict[str, Any]]:
    kind, pk = read_key(key) or ("", 0)
    if kind == "i" and (found := campaign.indicators.filter(pk=pk).first()):
        return authorise(actor, SET, path=root_path()), {"indicator": found}
    own = OwnIndicator.objects.filter(campaign=campaign, pk=pk).select_related("organisation")
    if kind != "o" or (one := own.first()) is None:
        raise IndicatorError.not_here()
    return require_noting(one.organisation, actor), {"own": one}


def sets_reporting(actor: Actor, line: Line, unit: Organisation) -> bool:
    """Whether the actor says how an indicator is reported, looking at it from a unit: the one that
    it belongs to.
    """
    if line.is_own:
        return line.set_by == unit.pk and may_register(scope_of(actor), unit)
    return unit.tier == Tier.PROVINCE and may(actor, SET, path=unit.path)


@dataclass(frozen=True)
class Ranked:
    """Where the province stands: in which area, out of how many (None: not said), by which
    source.
    """

    area: Area
    rank: int
    out_of: int | None
    source: str
    name: str = ""


@transaction.atomic
def set_rank(*, indicator: Indicator, ranked: Ranked, actor: Actor) -> Rank:
    """Enter a rank, in the place of one of the same area that stood.

    Raises IndicatorError (no source, no such rank), PermissionDenied unless for the province."""
    authority = authorise(actor, RANK, path=root_path())
    if not ranked.source.strip():
        raise IndicatorError.no_source()
    within = ranked.out_of is None or ranked.rank <= ranked.out_of
    if ranked.rank < 1 or not within or (ranked.area == Area.NAMED and not ranked.name.strip()):
        raise IndicatorError.no_such_rank()
    with recording(act="indicators.set_rank", actor=authority, indicator=indicator.code):
        rank, _made = Rank.objects.update_or_create(
            indicator=indicator,
            area=ranked.area,
            name=ranked.name.strip(),
            defaults={
                "rank": ranked.rank,
                "out_of": ranked.out_of,
                "source": ranked.source.strip(),
                "saved_at": timezone.now(),
                "saved_by_name": authority.as_actor,
            },
        )
    return rank


@transaction.atomic
def remove_rank(*, rank: Rank, actor: Actor) -> None:
    """Take a rank out again; the history keeps it. Raises PermissionDenied."""
    authority = authorise(actor, RANK, path=root_path())
    with recording(act="indicators.remove_rank", actor=authority, indicator=rank.indicator.code):
        rank.delete()
