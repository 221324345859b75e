"""Everything that changes a report of a wrong fact: asking, correcting, keeping."""

from django.db import transaction

from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.working_days import add_working_days
from thidua.disputes.errors import DisputeError
from thidua.disputes.models import FLOW, FactReport, Status
from thidua.disputes.queries import require_asking, unit_for
from thidua.facts.actions import correct_fact
from thidua.facts.values import Fact, facts_of
from thidua.history.tracking import recording
from thidua.roster.models import RosterEntry
from thidua.roster.queries import deciding_number
from thidua.submissions.flow import NoReasonError
from thidua.web.clock import today

DAYS_TO_ANSWER = 5


@transaction.atomic
def report_fact(
    *, roster_entry: RosterEntry, fact: str, wanted: str, why: str, actor: User
) -> FactReport:
    """Say that one fact of a subject is wrong; the unit that answers for it has five working days.

    Raises DisputeError (no such fact, the same value, no reason, decided already, open already),
    the rulebook's FactError for a value that the fact cannot have, PermissionDenied for who may not
    speak for the subject."""
    entry = (
        RosterEntry.objects.select_for_update(of=("self",))
        .select_related("organisation", "parent")
        .get(pk=roster_entry.pk)
    )
    require_asking(actor, entry)
    known = _fact(entry, fact)
    value = known.read(wanted)
    _refuse(entry, known, value=value, why=why.strip())
    with recording(act="disputes.report", actor=actor, subject=entry.code, fact=fact):
        return FactReport.objects.create(
            roster_entry=entry,
            fact=fact,
            seen=known.stored,
            wanted=value,
            why=why.strip(),
            unit=unit_for(entry, asked_by=actor),
            asked_by=actor,
            asked_on=today(),
            due_on=add_working_days(today(), DAYS_TO_ANSWER),
        )


def _fact(entry: RosterEntry, name: str) -> Fact:
    known = facts_of(entry) if entry.rated else {}
    if name not in known:
        raise DisputeError.not_a_fact()
    return known[name]


def _refuse(entry: RosterEntry, fact: Fact, *, value: str, why: str) -> None:
    if number := deciding_number(entry):
        raise DisputeError.decided(number)
    if value == fact.stored:
        raise DisputeError.same_value()
    if not why:
        raise DisputeError.no_reason()
    if FactReport.objects.filter(roster_entry=entry, fact=fact.id, status=Status.OPEN).exists():
        raise DisputeError.open_already()


@transaction.atomic
def correct(*, report: FactReport, value: str, answer: str, actor: User) -> FactReport:
    """Answer by correcting the fact, to the value asked for or to another one; the classification
    becomes stale.

    Raises DisputeError, FactError, the review's FactCorrectionError when the level is decided,
    PermissionDenied."""
    report, authority = _to_answer(report, actor)
    with recording(
        act="disputes.correct", actor=authority, subject=report.roster_entry.code, fact=report.fact
    ):
        correct_fact(
            roster_entry=report.roster_entry,
            fact=report.fact,
            value=value,
            actor=actor,
            reason=answer,  # the answer says why: that is the reason of an override
        )
        return _answered(report, "correct", answer=answer, actor=actor)


@transaction.atomic
def keep(*, report: FactReport, answer: str, actor: User) -> FactReport:
    """Answer that the fact stays as it is, and why. Raises DisputeError, PermissionDenied."""
    report, authority = _to_answer(report, actor)
    with recording(
        act="disputes.keep", actor=authority, subject=report.roster_entry.code, fact=report.fact
    ):
        return _answered(report, "keep", answer=answer, actor=actor)


def _to_answer(report: FactReport, actor: User) -> tuple[FactReport, Authority]:
    """The report, locked, open, and by what it is this actor's to answer."""
    locked = FactReport.objects.select_for_update(of=("self",)).select_related(
        "roster_entry__organisation", "unit"
    )
    report = locked.get(pk=report.pk)
    authority = authorise(actor, "disputes.answer", path=report.unit.path)
    if report.asked_by_id == actor.pk:
        raise DisputeError.own_question()
    if is_about(actor, report.roster_entry.person_id):
        raise DisputeError.about_oneself()
    if not report.is_open:
        raise DisputeError.answered_already()
    return report, authority


def _answered(report: FactReport, act: str, *, answer: str, actor: User) -> FactReport:
    try:
        report.status = FLOW.next(act, report.status, reason=answer)
    except NoReasonError as error:
        raise DisputeError.no_reason() from error
    report.answer = answer.strip()
    report.answered_by, report.answered_on = actor, today()
    report.save(update_fields=["status", "answer", "answered_by", "answered_on"])
    return report
