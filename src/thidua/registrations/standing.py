"""Where every unit stands in registering, and what it can be reminded of; no word of a draft."""

from collections.abc import Collection, Mapping

from django.db.models import Prefetch
from django.urls import reverse

from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.organisations.models import Organisation
from thidua.registrations.clarities import clarities_of
from thidua.registrations.clear import problems_of
from thidua.registrations.models import Holder, Registration, Task, TaskStatus
from thidua.registrations.rows import content_of, with_lines
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import shown

REGISTER_MATTER = "register"
_STATES = {
    SubmissionStatus.DRAFT: UnitState.DRAFTING,
    SubmissionStatus.SENT: UnitState.SENT,
    SubmissionStatus.RETURNED: UnitState.RETURNED,
    SubmissionStatus.ACCEPTED: UnitState.ACCEPTED,
}
_OPEN = (TaskStatus.DRAFT, TaskStatus.RETURNED)


def standings(
    campaign: Campaign, units: Collection[int] | None = None
) -> Mapping[int, UnitStanding]:
    """Of the registrations of organisations themselves: two queries, however many units. Of a
    draft or one that was returned it says which clarities are missing, never what is written.
    """
    found = Registration.objects.filter(campaign=campaign, holder=Holder.ORGANISATION)
    if units is not None:
        found = found.filter(organisation__in=units)
    unfinished = with_lines(Task.objects.filter(status__in=_OPEN))
    rows = found.prefetch_related(Prefetch("tasks", unfinished))
    return {row.organisation_id: _standing(row, campaign.year) for row in rows}


def _standing(registration: Registration, year: int) -> UnitStanding:
    at = registration.settled_at or registration.sent_at
    state = _STATES[SubmissionStatus(registration.status)]
    waits = state in {UnitState.DRAFTING, UnitState.RETURNED}
    return UnitStanding(
        state,
        since=shown(at).date() if at is not None else None,
        missing=_missing(registration, year) if waits else None,
    )


def _missing(registration: Registration, year: int) -> Text | None:
    """“nhiệm vụ 2: rõ hiệu quả; nhiệm vụ 3: rõ người”; what was returned counts as missing."""
    tasks = list(registration.tasks.all())
    if not tasks and registration.status == SubmissionStatus.DRAFT:
        return Text("chưa có nhiệm vụ nào", "no task yet")
    titles = {clarity.id.value: clarity.title for clarity in clarities_of(year)}
    lines = []
    for task in tasks:
        left = {clarity.value for clarity in problems_of(content_of(task), year)}
        names = [titles[name] for name in titles if name in left or name in task.returned]
        if names:
            line = Text("nhiệm vụ {n}: {left}", "task {n}: {left}")
            both = Text(", ".join(each.vi for each in names), ", ".join(each.en for each in names))
            lines.append(line.format(n=task.position, left=both))
    if not lines:
        return None
    return Text("; ".join(line.vi for line in lines), "; ".join(line.en for line in lines))


def address_for(campaign: Campaign, code: str) -> str:
    """Where a unit registers."""
    return reverse("registration", args=(campaign.year, code))


STANDINGS = StepStates(Step.REGISTER, standings, address_for)


def _address(campaign: Campaign, unit: Organisation) -> str:
    return address_for(campaign, unit.code)


def _left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """One of each unit that has not sent its registration, or has it back."""
    done = {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}
    sent = set(
        Registration.objects.filter(
            campaign=campaign,
            holder=Holder.ORGANISATION,
            organisation__in=units,
            status__in=done,
        ).values_list("organisation_id", flat=True)
    )
    return {unit.pk: 0 if unit.pk in sent else 1 for unit in units}


def _what(number: int) -> Text:
    return Text("Gửi bản đăng ký nhiệm vụ", "Send the registration")


def _button(number: int) -> Text:
    return Text("Mở bản đăng ký", "Open the registration")


def _lacking(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, Text]:
    found = standings(campaign, [unit.pk for unit in units])
    none = Text("chưa bắt đầu đăng ký", "not begun")
    words = {unit.pk: none for unit in units if unit.pk not in found}
    return words | {pk: each.missing for pk, each in found.items() if each.missing is not None}


REGISTER = Matter(REGISTER_MATTER, _address, _left, _what, _button, _lacking)
