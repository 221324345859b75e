"""What the pages of a decision show, put together once for every way of showing it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.decisions.dates import bounds_for
from thidua.decisions.drafting import TIERS, stamp, waiting_about
from thidua.decisions.forms import DecisionForm, form_values, suggested_number
from thidua.decisions.models import Decision
from thidua.decisions.obstacles import Obstacle, obstacles_of
from thidua.decisions.overtaken import overtaken_in
from thidua.decisions.paper import compose
from thidua.decisions.preview import Covered, Group, groups_of
from thidua.decisions.sealed_contents import Seal, seal_of
from thidua.decisions.validation import Plan, plan
from thidua.decisions.wording import of_kinds
from thidua.documents.blocks import Paper
from thidua.documents.letters import without_font
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.models import Organisation
from thidua.organisations.queries import ancestors_of
from thidua.ratings.links import crumbs_to
from thidua.ratings.queries import Line
from thidua.vocabulary import DecisionStatus, SubjectType, Tier
from thidua.web.clock import today

NOBODY = 0
"""Stands for the key of a decision that is not stored yet."""


@dataclass(frozen=True)
class Sheet:
    """One decision with everybody it covers, its paper, and what speaks against issuing it."""

    decision: Decision
    above: Sequence[Organisation]
    groups: Sequence[Group]
    paper: Paper
    obstacles: Sequence[Obstacle] = ()
    warnings: Sequence[Obstacle] = field(default=())
    seal: Seal | None = None

    @property
    def subjects(self) -> int:
        return sum(len(group.subjects) for group in self.groups)

    @property
    def reopened(self) -> list[Covered]:
        """Those whose level was reopened one by one since."""
        return [one for group in self.groups for one in group.subjects if one.reopened is not None]

    @property
    def issued(self) -> bool:
        return self.decision.status == DecisionStatus.ISSUED


def sheet_of(
    decision: Decision,
    made: Plan | None = None,
    *,
    above: Sequence[Organisation] | None = None,
    on_paper: bool = False,
) -> Sheet:
    """Everything there is to show of a decision; for one that is not issued yet as it would be
    issued now; `on_paper`: without what only its page says.
    """
    above = ancestors_of(decision.issuer) if above is None else above
    if decision.status == DecisionStatus.ISSUED:
        groups, seal = groups_of(decision, None), seal_of(decision)
        paper = compose(decision, groups, above=above, seal=seal)
        return Sheet(decision, above, groups, paper, seal=seal)
    try:
        made = made or plan(decision.campaign, [decision], put_off=not on_paper)
    except NotBoundError as error:
        return Sheet(
            decision, above, (), compose(decision, (), above=above), (Obstacle(str(error)),)
        )
    groups = groups_of(decision, made)
    return Sheet(
        decision,
        above,
        groups,
        compose(decision, groups, above=above),
        obstacles_of(made.refusals[decision.pk], decision, groups),
        obstacles_of(made.warnings[decision.pk], decision, groups),
    )


def writing(sheet: Sheet, *, scope: Scope) -> dict[str, Any]:
    """The context of a decision's own page."""
    decision = sheet.decision
    return {
        "campaign": decision.campaign,
        "decision": decision,
        "sheet": sheet,
        "paper": sheet.paper,
        "without_font": without_font(sheet.paper),
        "about": of_kinds(decision.covers, decision.tier),
        "form": DecisionForm(form_values(decision)),
        "stamp": stamp(decision),
        "suggested_number": suggested_number(decision),
        "crumbs": crumbs_to(Line(decision.issuer, tuple(sheet.above)), scope=scope, with_own=True),
        "receivers": receivers(decision),
        "supplements": supplements_of(decision) if sheet.issued else (),
        "overtaken": overtaken_in(decision) if sheet.issued else (),
    }


def supplements_of(decision: Decision) -> list[Decision]:
    """The decisions that supplement this one, the first first."""
    return list(decision.supplemented_by.order_by("decided_on", "pk"))


def beginning(
    *, campaign: Campaign, line: Line, covers: Sequence[str], tier: str, scope: Scope
) -> dict[str, Any]:
    """The context of the page on which a decision begins: whom it would cover if it were drafted
    like this.
    """
    issuer = line.organisation
    kinds = [kind for kind in covers if kind in SubjectType.values()] or usual(issuer)
    decision = Decision(
        pk=NOBODY,
        campaign=campaign,
        issuer=issuer,
        covers=kinds,
        tier=tier if tier in TIERS else "",
        decided_on=bounds_for(campaign, issuer).nearest(today()),
        signer_post="Bí thư",
        number="–",
    )
    sheet = sheet_of(decision, above=line.above)
    return {
        "campaign": campaign,
        "issuer": issuer,
        "decision": decision,
        "sheet": sheet,
        "about": of_kinds(kinds, decision.tier),
        "waiting": waiting_about(decision),
        "kinds": [(value, label, value in kinds) for value, label in SubjectType.choices()],
        "tiers": [(tier.value, tier.label) for tier in TIERS],
        "crumbs": crumbs_to(line, scope=scope, with_own=True),
    }


def usual(issuer: Organisation) -> list[str]:
    """What such a committee mostly decides about: members below, organisations with their leaders
    above.
    """
    if issuer.tier in (Tier.GRASSROOTS, Tier.CELL):
        return [SubjectType.MEMBER.value]
    return [SubjectType.ORGANISATION.value, SubjectType.COLLECTIVE.value, SubjectType.LEADER.value]


def receivers(decision: Decision) -> str:
    """Who sees the levels once the decision is issued."""
    if set(decision.covers) == {SubjectType.MEMBER}:
        return _(
            "Mỗi đảng viên đọc được mức của mình và lý do; "
            "chi bộ và cấp trên xem được trong phạm vi phụ trách."
        )
    return _(
        "Tổ chức, tập thể, cá nhân có tên đọc được mức của mình và lý do; "
        "cấp trên xem được trong phạm vi phụ trách."
    )
