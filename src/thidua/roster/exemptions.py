"""By which rule somebody on the year's list is not rated: in words, and counted."""

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
    if rule == NOT_ITS_OWN_JUDGE:
        return _("Cấp có thẩm quyền ở trên xếp loại.")
    try:
        framework = bound_frameworks(campaign)[kind]
    except NotBoundError:
        return rule
    for placed in framework.placed_rules():
        if placed.rule.id == rule:
            return f"{placed.rule.title} ({framework.citation(placed.rule.cite)})"
    return rule


def exempt_by_rule(*, campaign: Campaign, actor: Actor) -> list[Exempt]:
    """Who is exempt inside the actor's part of the tree, counted by kind and rule (in words)."""
    rows = (
        roster(campaign=campaign, actor=actor)
        .filter(in_state(RosterState.EXEMPT))
        .order_by()
        .values_list("subject_type", "excluded_by")
        .annotate(number=Count("pk"))
    )
    order = list(SubjectType)
    found = [
        Exempt(kind := SubjectType(of), exemption(campaign, kind, rule), number)
        for of, rule, number in rows
    ]
    return sorted(found, key=lambda line: (order.index(line.kind), -line.number, line.rule))
