"""A sheet in the bloc: checked by the other members, settled or returned by the head unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.points.actions import check_value, forget_counted
from thidua.points.errors import PointsError
from thidua.points.models import CheckOfScore, Score, ScoreSheet
from thidua.points.permissions import authorise_checking, authorise_settling, settler_of
from thidua.points.queries import members_of
from thidua.points.telling import tell_returned, tell_settled
from thidua.submissions.actions import move
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class Said:
    """A value for one criterion, and why. Of a check None: it agrees."""

    value: Decimal | None = None
    reason: str = ""


def check_sheet(
    *,
    sheet: ScoreSheet,
    unit: Organisation,
    version: int,
    given: Mapping[int, Said],
    actor: Actor,
) -> None:
    """What one member says of another's points, by the criterion's key; said anew until they are
    settled. `version`: the sending that was read.

    Raises PointsError (not sent, sent anew, no member, without a reason), PermissionDenied."""
    authority = authorise_checking(actor, unit, of=sheet.unit)
    with recording(act="points.check", actor=authority, unit=unit.code, sheet_of=sheet.unit.code):
        held = _held(sheet, version)
        if not any(one.unit == unit and one.at_work for one in members_of(held.bloc)):
            raise PointsError.not_a_member(unit.name)
        scores = _scores(held)
        silent = []
        for number, score in enumerate(scores, start=1):
            said = given.get(score.criterion_id, Said())
            check_value(number, score.criterion, said.value)
            if said.value is not None and said.value != score.own and not said.reason.strip():
                silent.append(number)
        if silent:
            raise PointsError.say_why(silent)
        for score in scores:
            _note(score, unit, given.get(score.criterion_id, Said()), named_actor(authority))


def _note(score: Score, unit: Organisation, said: Said, by_name: str) -> None:
    other = said.value is not None and said.value != score.own
    CheckOfScore.objects.update_or_create(
        score=score,
        unit=unit,
        defaults={
            "value": said.value if other else None,
            "reason": said.reason.strip(),
            "of_own": score.own,
            "by_name": by_name,
            "at": timezone.now(),
        },
    )


def settle_sheet(
    *, sheet: ScoreSheet, version: int, given: Mapping[int, Said], actor: Actor
) -> ScoreSheet:
    """Settle a unit's points, all of them, by the criterion's key. Raises PointsError (not sent,
    sent anew, without points or a reason, above the most), PermissionDenied.
    """
    authority = authorise_settling(actor, sheet.bloc, sheet.unit)
    with recording(act="points.settle", actor=authority, sheet_of=sheet.unit.code):
        held = _held(sheet, version)
        scores = _scores(held)
        empty, silent = [], []
        for number, score in enumerate(scores, start=1):
            said = given.get(score.criterion_id, Said())
            if said.value is None:
                empty.append(number)
                continue
            check_value(number, score.criterion, said.value)
            as_counted = score.counted is None or said.value == score.counted
            if not (said.value == score.own and as_counted) and not said.reason.strip():
                silent.append(number)
        if empty:
            raise PointsError.without_points(empty)
        if silent:
            raise PointsError.say_why(silent)
        for score in scores:
            said = given[score.criterion_id]
            score.settled, score.settled_reason = said.value, said.reason.strip()
            score.save()
        held.settled_for = settler_of(held.bloc, held.unit)
        held.settled_by_name = named_actor(authority)
        held.save()
        settled = move(held, "accept", authority=authority)
        tell_settled(settled, authority)
        return settled


def return_sheet(*, sheet: ScoreSheet, version: int, reason: str, actor: Actor) -> ScoreSheet:
    """Send a sheet back to its unit. Raises PointsError (not sent, sent anew), SubmissionError (no
    reason), PermissionDenied.
    """
    authority = authorise_settling(actor, sheet.bloc, sheet.unit)
    with recording(act="points.send_back", actor=authority, sheet_of=sheet.unit.code):
        back = move(_held(sheet, version), "return", authority=authority, reason=reason)
        forget_counted(back)
        tell_returned(back, authority)
        return back


def reopen_sheet(*, sheet: ScoreSheet, reason: str, actor: Actor) -> ScoreSheet:
    """Open a settled sheet again: it goes back to its unit. Raises SubmissionError (not settled, no
    reason), PermissionDenied.
    """
    authority = authorise_settling(actor, sheet.bloc, sheet.unit)
    with recording(act="points.open_again", actor=authority, sheet_of=sheet.unit.code):
        back = move(sheet, "reopen", authority=authority, reason=reason)
        ScoreSheet.objects.filter(pk=back.pk).update(settled_for=None, settled_by_name="")
        forget_counted(back)
        tell_returned(back, authority)
        return back


def _held(sheet: ScoreSheet, version: int) -> ScoreSheet:
    """The sheet, locked, as it was sent that time. Raises PointsError."""
    locked = ScoreSheet.objects.select_for_update(of=("self",))
    held = locked.select_related(
        "unit", "bloc__campaign", "bloc__head", "bloc__deputy", "bloc__organiser"
    ).get(pk=sheet.pk)
    if held.status != SubmissionStatus.SENT:
        raise PointsError.not_sent()
    if held.version != version:
        raise PointsError.sent_anew()
    return held


def _scores(sheet: ScoreSheet) -> list[Score]:
    scores = sheet.scores.select_related("criterion__criteria_set")
    return list(scores.order_by("criterion__position", "criterion"))
