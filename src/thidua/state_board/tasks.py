"""A row of the first page for whoever may remind: how many units are late in a step, and the board
where they stand. Reviewing and rating have rows of their own (`subjects.late_tasks`).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Grant
from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import steps_of
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.campaigns.unit_states import STEP_STATES
from thidua.state_board.counting import board_of
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.parameters import ON_THE_FIRST_PAGE
from thidua.state_board.steps import SLUGS
from thidua.state_board.units import Unit, part_under
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.web.units import several

_TIERS: Mapping[Role, Tier] = {
    Role.PROVINCE: Tier.PROVINCE,
    Role.UPPER_LEVEL: Tier.UPPER_LEVEL,
    Role.GRASSROOTS: Tier.GRASSROOTS,
}
_BY_OTHERS = (Step.REVIEW, Step.RATE)


def overdue_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row a step in which units below the reader's own are late; of steps due lately alone."""
    lately = {
        step.step
        for step in steps_of(campaign)
        if step.due_on and 0 < (today() - step.due_on).days <= ON_THE_FIRST_PAGE
    }
    followed = {room.step for room in STEP_STATES} & lately - set(_BY_OTHERS)
    grants = [one for one in scope_of_request(request).grants if one.role in _TIERS]
    if not followed or not grants:
        return
    board = board_of(
        campaign, part_under(_place(grants[0]), day_of_the_tree(campaign)), only=followed
    )
    for step in followed:
        late = [one for one in board.late if one.step == step]
        if not late:
            continue
        units = several({"unit": len(late)})
        days = max(one.judged.days for one in late)
        address = reverse("state_board", kwargs={"year": campaign.year})
        yield Task(
            title=_("{units} quá hạn {step}").format(units=units, step=str(step.label).lower()),
            detail=board.place.name,
            href=f"{address}?show=late&step={SLUGS[step]}",
            button=_("Xem bảng trạng thái"),
            due_on=today() - timedelta(days=days),
        )


def _place(grant: Grant) -> Unit:
    return Unit(
        grant.organisation_id,
        grant.organisation_code,
        grant.organisation_name,
        _TIERS[grant.role],
        grant.path,
    )
