"""The ballot on the agenda of a unit's meeting."""

from django.contrib.postgres.expressions import ArraySubquery
from django.utils.translation import gettext as _

from thidua.ballots.models import Ballot, State
from thidua.level_ballots.candidates import ORDER, subjects_at
from thidua.level_ballots.links import ballots_page
from thidua.level_ballots.matters import FIRST, PURPOSE, LevelMatter
from thidua.meetings.balloting import BallotItem
from thidua.meetings.models import Meeting
from thidua.numbers import format_number


def item_of(meeting: Meeting) -> BallotItem:
    """“2/3 phiếu đã kiểm”, with the page of the unit's ballots. One question."""
    campaign, unit = meeting.campaign, meeting.organisation
    href = ballots_page(campaign, unit)
    kinds = subjects_at(campaign, unit).order_by().values("subject_type").distinct()
    rows = Ballot.objects.filter(campaign=campaign, organisation=unit, purpose=PURPOSE)
    alive = (
        rows.exclude(state=State.CANCELLED)
        .order_by("prepared_at")
        .annotate(kinds=ArraySubquery(kinds))
    )
    found = list(alive.values_list("state", "purpose_ref", "kinds"))
    if not found:
        return BallotItem("waiting", _("chưa bỏ phiếu"), href)
    running = [State(state) for state, _ref, _kinds in found if state != State.SEALED]
    if running:
        return BallotItem("now", str(running[-1].label).lower(), href)
    matters = [LevelMatter.of(ref) for _state, ref, _kinds in found]
    done = {one.kind for one in matters if one.round == FIRST}
    wanted = [kind for kind in ORDER if kind.value in found[0][2]]
    words = _("{done}/{all} phiếu đã kiểm").format(
        done=format_number(len(done)), all=format_number(len(wanted))
    )
    complete = done.issuperset(wanted)
    return BallotItem("done" if complete else "waiting", words, href)
