"""By which rule somebody on the year's list is not rated: in words, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.roster.actions import NOT_ITS_OWN_JUDGE
from thidua.roster.models import in_state
from thidua.roster.queries import roster
from thidua.rulebook.framework import Framework
from thidua.vocabulary import RosterState, SubjectType


@dataclass(frozen=True)
class Exempt:
    """How many subjects of a kind one rule leaves unrated."""

    kind: SubjectType
    rule: str
    number: int


def exemption(campaign: Campaign, kind: SubjectType, rule: str) -> str:
    """Why such a subject is not rated, in words: the title and citation of the rule `rule` (its
    id); the id itself where the year's framework does not have it.
    """
    return _in_words(_frameworks(campaign), kind, rule)


def _frameworks(campaign: Campaign) -> Mapping[SubjectType, Framework]:
    """Those of the year; none while they are not bound."""
    try:
        return bound_frameworks(campaign)
    except NotBoundError:
        return {}


def _in_words(frameworks: Mapping[SubjectType, Framework], kind: SubjectType, rule: str) -> str:
    if rule == NOT_ITS_OWN_JUDGE:
        return _("Cấp có thẩm quyền ở trên xếp loại.")
    framework = frameworks.get(kind)
    if framework is None:
        return rule
    for placed in framework.placed_rules():
        if placed.rule.id == rule:
            return f"{placed.rule.title} ({framework.citation(placed.rule.cite)})"
    return rule


def exempt_by_rule(*, campaign: Campaign, actor: Actor) -> list[Exempt]:
    """Who is exempt inside the actor's part of the tree, counted by kind and rule (in words)."""
    rows = list(
        roster(campaign=campaign, actor=actor)
        .filter(in_state(RosterState.EXEMPT))
        .order_by()
        .values_list("subject_type", "excluded_by")
        .annotate(number=Count("pk"))
    )
    by_framework = any(rule != NOT_ITS_OWN_JUDGE for _kind, rule, _number in rows)
    order, frameworks = list(SubjectType), _frameworks(campaign) if by_framework else {}
    found = [
        Exempt(kind := SubjectType(of), _in_words(frameworks, kind, rule), number)
        for of, rule, number in rows
    ]
    return sorted(found, key=lambda line: (order.index(line.kind), -line.number, line.rule))
