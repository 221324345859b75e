"""The points of a decided year in the demo: what is counted by the year's work, the rest invented;
every bloc is settled. The year in progress has what is counted, and nothing else.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.utils import timezone

from thidua.blocs.models import Bloc, Criterion
from thidua.campaigns.models import Campaign
from thidua.demo.build import Province
from thidua.demo.handing_in import ACTOR
from thidua.organisations.models import Organisation
from thidua.points.counted import Key, counted_for, most_of
from thidua.points.counting import Counted
from thidua.points.past import PastScore, PastSheet, record_past
from thidua.points.queries import criteria_of, members_of

SENT, SETTLED = 6, 20
"""Days after the cut-off on which sheets are sent and settled."""
TWENTIETHS = range(14, 21)
"""What units give themselves where nothing counts: in twentieths of the most."""
STRICTER = Decimal("0.9")
WHY_OWN = "Kết quả có đủ minh chứng trong báo cáo của đơn vị"
WHY_SETTLED = "Theo ý kiến kiểm tra chéo của khối"


def settle_points(province: Province, campaign: Campaign) -> None:
    """Every bloc with signed criteria is scored, checked and settled. After the year's notes."""
    for bloc in Bloc.objects.filter(campaign=campaign).select_related(
        "campaign", "organiser", "head", "deputy"
    ):
        criteria = criteria_of(bloc)
        units = [member.unit for member in members_of(bloc)]
        if not criteria or len(units) < 2:
            continue
        criteria_set = criteria[0].criteria_set
        day = campaign.cut_off_date + dt.timedelta(days=SETTLED)
        counted = counted_for(campaign, criteria_set, criteria, units, today=day)
        random = province.random(f"points {campaign.year} {bloc.name}")
        record_past(
            bloc=bloc,
            criteria_set=criteria_set,
            sheets=list(_sheets(campaign, units, criteria, counted, random)),
            actor=ACTOR,
        )


def _sheets(
    campaign: Campaign,
    units: list[Organisation],
    criteria: list[Criterion],
    counted: dict[Key, Counted],
    random: Random,
) -> Iterator[PastSheet]:
    """Each unit's sheet; the unit after it in the list looked at it."""
    for at, unit in enumerate(units):
        yield PastSheet(
            unit=unit,
            scores={
                one.pk: _score(one, counted.get((unit.pk, one.pk)), random) for one in criteria
            },
            checked_by=[units[(at + 1) % len(units)]],
            sent_at=_at(campaign, SENT),
            settled_at=_at(campaign, SETTLED),
        )


def _score(criterion: Criterion, found: Counted | None, random: Random) -> PastScore:
    most = most_of(criterion, criterion.criteria_set)
    invented = (most * random.choice(TWENTIETHS) / 20).quantize(Decimal("0.01"))
    stricter = random.random() < 0.1
    value = found.value if found else None
    own = invented if value is None else value
    settled = (own * STRICTER).quantize(Decimal("0.01")) if stricter else own
    return PastScore(
        own=own,
        settled=settled,
        counted=value,
        working=found.words if found else None,
        own_reason=WHY_OWN if found and value is None else "",
        settled_reason=WHY_SETTLED if settled != own else "",
    )


def _at(campaign: Campaign, days: int) -> dt.datetime:
    day = campaign.cut_off_date + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
