"""The seal of each decision that was made about one subject, as pages show it beside its level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from thidua.decisions.models import Decision, ReopenedLevel
from thidua.decisions.sealed_contents import KIND
from thidua.decisions.sealed_models import IssuedDecision
from thidua.seals.models import Link


@dataclass(frozen=True)
class Seals:
    """Links of the chain: by the decision's key, and others that were asked for by kind and key.
    What was finished before there were seals is in neither.
    """

    decisions: Mapping[int, Link] = field(default_factory=dict)
    others: Mapping[tuple[str, str], Link] = field(default_factory=dict)


def seals_of(
    gone: Iterable[ReopenedLevel],
    counting: Iterable[Decision] = (),
    others: Iterable[tuple[str, str]] = (),
) -> Seals:
    """The seals of the issues in which levels stood when they were reopened (`gone`), of the newest
    issue of those decisions that are `counting`, and of `others`. One question to the database.
    """
    until = {one.decision_id: one.reopened_at for one in gone}
    asked = [*until, *(one.pk for one in counting)]
    wanted = Q(position__in=IssuedDecision.objects.filter(decision__in=asked).values("position"))
    for kind, key in others:
        wanted |= Q(kind=kind, key=key)
    if not (asked or others):
        return Seals()
    decisions: dict[int, Link] = {}
    besides: dict[tuple[str, str], Link] = {}
    for link in Link.objects.filter(wanted).order_by("position"):
        if link.kind != KIND:
            besides[link.kind, link.key] = link
            continue
        decision = int(link.key.partition(".")[0])
        left = until.get(decision)
        if left is None or link.sealed_at <= left:
            decisions[decision] = link
    return Seals(decisions, besides)
