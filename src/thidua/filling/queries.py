"""Reading what there is to enter, scoped to who asks: the units they enter for, facts handed on,
what was entered today.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Grant, Scope
from thidua.campaigns.models import Campaign
from thidua.facts.keepers import keepers, kept_by
from thidua.filling.models import FactRequest, Status
from thidua.filling.permissions import ACTS
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry

FILLING = ACTS["filling.fill"]
FILL, TAKE_BACK = "filling.fill", "filling.take_back"
"""The acts by which a fact is entered here, and taken back."""


def own_grants(scope: Scope) -> list[Grant]:
    """The reader's own units for which they enter facts, each once."""
    found = {grant.organisation_id: grant for grant in scope.grants if grant.role in FILLING}
    return list(found.values())


def unit_to_fill(scope: Scope, code: str) -> Organisation | None:
    """The unit of this code, for who enters facts there or above it."""
    unit = Organisation.objects.filter(code=code).first()
    if unit is None:
        return None
    inside = any(
        grant.role in FILLING and unit.path.startswith(grant.path) for grant in scope.grants
    )
    return unit if inside else None


def requests_of(campaign: Campaign, units: Sequence[Organisation]) -> "QuerySet[FactRequest]":
    """Facts handed on that nobody entered yet: to these units, and by them."""
    keys = [unit.pk for unit in units]
    found = FactRequest.objects.filter(
        Q(unit__in=keys) | Q(from_unit__in=keys),
        roster_entry__campaign=campaign,
        status=Status.OPEN,
    )
    return found.order_by("asked_at", "pk")


def request_to(unit: Organisation, entry: RosterEntry, fact: str) -> FactRequest | None:
    """The open request by which this unit may enter this fact."""
    return FactRequest.objects.filter(
        unit=unit, roster_entry=entry, fact=fact, status=Status.OPEN
    ).first()


def fills(unit: Organisation, entry: RosterEntry, fact: str) -> bool:
    """Whether this unit enters this fact: it keeps the sheet, or was handed the fact."""
    keeper = keepers([entry]).get(entry.pk)
    return keeper == unit or request_to(unit, entry, fact) is not None


def entered_today(
    unit: Organisation, entries: Iterable[int] = (), *, campaign: Campaign | None = None
) -> set[tuple[int, str]]:
    """What was entered for the unit on this page today and not taken back: (roster entry, fact), of
    these entries and, where a year is named, of all whose sheets the unit keeps.
    """
    midnight = dt.datetime.combine(timezone.localdate(), dt.time(), timezone.get_current_timezone())
    of = Q(pgh_obj_id__in=list(entries))
    if campaign is not None:
        kept = RosterEntry.objects.filter(kept_by([unit.pk]), campaign=campaign).order_by()
        of |= Q(pgh_obj_id__in=kept.values("pk"))
    events = apps.get_model("facts", "FactSheetEvent").objects.filter(
        of, pgh_created_at__gte=midnight, pgh_context__metadata__place_filled=unit.code
    )
    found: set[tuple[int, str]] = set()
    rows = events.order_by("pgh_created_at", "pgh_id").values_list(
        "pgh_obj_id", "pgh_context__metadata__act", "pgh_context__metadata__fact"
    )
    for entry, act, fact in rows:
        if act == FILL:
            found.add((entry, fact))
        else:
            found.discard((entry, fact))
    return found


def near_units(unit: Organisation) -> "QuerySet[Organisation]":
    """To whom a unit may hand a fact: the committee directly above, and whoever stands beside it or
    directly below.
    """
    above = unit.path[: -len(f"{unit.pk}/")]
    beside = Q(path__regex=f"^{above}[0-9]+/$") if above != "/" else Q(pk__in=[])
    below = Q(path__regex=f"^{unit.path}[0-9]+/$")
    found = Organisation.objects.filter(Q(path=above) | beside | below)
    return found.exclude(pk=unit.pk).order_by("path")


def entries_of(campaign: Campaign, keys: Sequence[int]) -> dict[int, RosterEntry]:
    """Roster entries by their key, with what their rows say; the caller answers for who may see
    them.
    """
    found = RosterEntry.objects.filter(campaign=campaign, pk__in=keys).select_related(
        "organisation", "parent", "fact_sheet"
    )
    for entry in found:
        entry.campaign = campaign
    return {entry.pk: entry for entry in found}
