"""Everything that changes awards: checking those asked for, and giving what may be given."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about, marked
from thidua.accounts.permissions import Authority, authorise
from thidua.awards.checking import Checked, check_all
from thidua.awards.errors import AwardError
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.ratings.staleness import last_done

Progress = Callable[[Text, int, int], None]
CHECKING = Text("Xét khen thưởng", "Checking awards")


@dataclass(frozen=True)
class AwardsChecked:
    """What became of the awards of a year: each with its check."""

    given: tuple[Checked, ...]
    refused: tuple[Checked, ...]


@transaction.atomic
def check_awards(
    *, campaign: Campaign, actor: Actor, progress: Progress | None = None
) -> AwardsChecked:
    """Check every award of the year anew: given when all its conditions are met, else refused with
    the reasons.

    The year's level is the decided one, until then the standing one. Checking again may change an
    answer in either direction. Raises AwardError before the year was classified."""
    authority = authorise(actor, "awards.give", path=root_path())
    if last_done(campaign) is None:
        raise AwardError.not_classified(campaign.year)
    awards = list(
        Award.objects.select_for_update(of=("self",))
        .filter(campaign=campaign)
        .select_related("campaign", "organisation", "person", "authority")
    )
    if progress is not None:
        progress(CHECKING, 0, len(awards))
    checked = check_all(campaign, awards)
    own = any(is_about(actor, award.person_id) for award in awards)
    said = marked(authority, oneself=own)  # conditions decide, so it is marked and not refused
    with recording(act="awards.check", actor=said, year=campaign.year):
        _keep(checked)
    return AwardsChecked(
        given=tuple(check for check in checked if check.given),
        refused=tuple(check for check in checked if not check.given),
    )


def _keep(checked: list[Checked]) -> None:
    changed = []
    for check in checked:
        status = AwardStatus.GIVEN if check.given else AwardStatus.REFUSED
        reasons = [] if check.given else check.reasons()
        if (check.award.status, check.award.refusals) != (status, reasons):
            check.award.status, check.award.refusals = status, reasons
            changed.append(check.award)
    Award.objects.bulk_update(changed, ["status", "refusals"], batch_size=1_000)


@transaction.atomic
def consider_again(*, award: Award, authority: Authority, why: str) -> Award:
    """Put an award back to what it was when it was asked for: it is checked anew, by the facts and
    levels of then. Inside an act of a room above, which has asked by what right.
    """
    held = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    with recording(act="awards.consider_again", actor=authority, award=held.pk, reason=why):
        held.status, held.refusals = AwardStatus.PROPOSED, []
        held.save(update_fields=["status", "refusals"])
    return held
