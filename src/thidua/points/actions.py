"""A unit's own sheet: scored, sent, taken back. Whoever acts for the very unit does it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from thidua.accounts.actors import Actor
from thidua.attachments.models import Attachment
from thidua.blocs.models import Bloc, Criterion, Scale
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.points.counted import counted_for, most_of
from thidua.points.errors import PointsError
from thidua.points.evidence import files_of_unit
from thidua.points.models import CheckOfScore, Score, ScoreEvidence, ScoreSheet
from thidua.points.parameters import GRADES, SEND_WITHIN
from thidua.points.permissions import authorise_scoring
from thidua.points.queries import criteria_of, members_of
from thidua.points.telling import tell_sent
from thidua.submissions.actions import move
from thidua.submissions.models import SUBMISSION
from thidua.web.clock import today


@dataclass(frozen=True)
class Own:
    """What a unit gives itself for one criterion (None: nothing yet, or as it is counted), why, and
    the files of its own notes (by key) that it shows for it.
    """

    value: Decimal | None = None
    reason: str = ""
    files: Collection[int] = field(default_factory=tuple)


def save_scores(
    *, bloc: Bloc, unit: Organisation, revision: int, given: Mapping[int, Own], actor: Actor
) -> ScoreSheet:
    """Keep what a unit scores so far, by the criterion's key. `revision`: of what was read before
    typing (0: nothing was there).

    Raises PointsError (no signed criteria, no member, sent already, somebody saved meanwhile, above
    the most, another's file), PermissionDenied."""
    authority = authorise_scoring(actor, unit)
    criteria = open_criteria(bloc, unit)
    with recording(act="points.save", actor=authority, bloc=bloc.name, unit=unit.code):
        sheet = _held(bloc, unit, criteria)
        if not SUBMISSION.may("change", sheet.status):
            raise PointsError.not_open()
        if sheet.revision != revision:
            raise PointsError.changed_meanwhile()
        for number, criterion in enumerate(criteria, start=1):
            check_value(number, criterion, given.get(criterion.pk, Own()).value)
        _write(sheet, criteria, given)
        sheet.revision += 1
        sheet.save()
        return sheet


def open_criteria(bloc: Bloc, unit: Organisation) -> list[Criterion]:
    """The criteria in force, for a member at work. Raises PointsError."""
    criteria = criteria_of(bloc)
    if not criteria:
        raise PointsError.no_criteria()
    if not any(one.unit == unit and one.at_work for one in members_of(bloc)):
        raise PointsError.not_a_member(unit.name)
    return criteria


def check_value(number: int, criterion: Criterion, value: Decimal | None) -> None:
    """Raises PointsError for a value that this criterion cannot have; `number`: its row."""
    if value is None:
        return
    most = most_of(criterion, criterion.criteria_set)
    if value < 0:
        raise PointsError.below_zero(number)
    if value > most:
        raise PointsError.above_the_most(number, value, most)
    if criterion.criteria_set.scale == Scale.GRADES and value not in worths_of(most):
        raise PointsError.no_such_grade(number)


def worths_of(most: Decimal) -> dict[Decimal, str]:
    """What each grade gives of a weight, exactly: the value, and the grade's word."""
    return {most * share: grade for grade, share in reversed(GRADES.items())}


def _held(bloc: Bloc, unit: Organisation, criteria: Sequence[Criterion]) -> ScoreSheet:
    """The unit's sheet by these criteria, locked; begun where there is none."""
    locked = ScoreSheet.objects.select_for_update(of=("self",))
    sheet, _made = locked.get_or_create(
        bloc=bloc,
        unit=unit,
        criteria_set=criteria[0].criteria_set,
        defaults={"due_on": bloc.campaign.cut_off_date + dt.timedelta(days=SEND_WITHIN)},
    )
    return sheet


def _write(sheet: ScoreSheet, criteria: Sequence[Criterion], given: Mapping[int, Own]) -> None:
    """Every criterion has its row; of each what was given, with its files."""
    known = {score.criterion_id: score for score in sheet.scores.all()}
    rows = []
    for criterion in criteria:
        row = known.get(criterion.pk) or Score(sheet=sheet, criterion=criterion)
        own = given.get(criterion.pk, Own())
        row.own, row.own_reason = own.value, own.reason.strip()
        row.save()
        rows.append((row, set(own.files)))
    _show_files(sheet, rows)


def _show_files(sheet: ScoreSheet, rows: Sequence[tuple[Score, set[int]]]) -> None:
    there = ScoreEvidence.objects.filter(score__sheet=sheet)
    before = set(there.values_list("score", "file"))
    after = {(row.pk, file) for row, files in rows for file in files}
    asked = {file for _score, file in after - before}
    if asked:
        own = files_of_unit(sheet.unit, sheet.bloc.campaign)
        found = Attachment.objects.filter(pk__in=asked & {one.pk for one in own})
        if found.count() != len(asked):
            raise PointsError.not_own_file()
    for score, file in before - after:
        there.filter(score=score, file=file).delete()
    ScoreEvidence.objects.bulk_create(
        ScoreEvidence(score_id=score, file_id=file) for score, file in sorted(after - before)
    )


def send_sheet(*, bloc: Bloc, unit: Organisation, revision: int, actor: Actor) -> ScoreSheet:
    """Send the sheet to the bloc: what is counted is kept as it is now, and stands for whatever the
    unit left to it. The other members are told; what they said of values that stayed is kept.

    Raises PointsError (before the cut-off, without points, without a reason, saved meanwhile),
    SubmissionError, PermissionDenied."""
    authority = authorise_scoring(actor, unit)
    criteria = open_criteria(bloc, unit)
    campaign = bloc.campaign
    if today() < campaign.cut_off_date:
        raise PointsError.too_early(campaign.cut_off_date)
    with recording(act="points.hand_in", actor=authority, bloc=bloc.name, unit=unit.code):
        sheet = _held(bloc, unit, criteria)
        if not SUBMISSION.may("send", sheet.status):
            raise PointsError.not_open()
        if sheet.revision != revision:
            raise PointsError.changed_meanwhile()
        _keep_counted(sheet, criteria)
        sheet.sent_by_name = named_actor(authority)
        sheet.save()
        stale = CheckOfScore.objects.filter(score__sheet=sheet).exclude(of_own=F("score__own"))
        stale.delete()
        sent = move(sheet, "send", authority=authority, late=True)
        tell_sent(bloc, unit, sent, authority)
        return sent


def _keep_counted(sheet: ScoreSheet, criteria: Sequence[Criterion]) -> None:
    """Raises PointsError where a criterion has no points, or other ones than counted without a
    reason.
    """
    bloc = sheet.bloc
    counted = counted_for(
        bloc.campaign, criteria[0].criteria_set, criteria, [sheet.unit], today=today()
    )
    known = {score.criterion_id: score for score in sheet.scores.all()}
    rows, empty, silent = [], [], []
    for number, criterion in enumerate(criteria, start=1):
        row = known.get(criterion.pk) or Score(sheet=sheet, criterion=criterion)
        found = counted.get((sheet.unit_id, criterion.pk))
        row.counted = found.value if found else None
        row.working = found.words._asdict() if found else {}
        row.own = row.counted if row.own is None else row.own
        if row.own is None:
            empty.append(number)
        elif row.counted is not None and row.own != row.counted and not row.own_reason:
            silent.append(number)
        rows.append(row)
    if empty:
        raise PointsError.without_points(empty)
    if silent:
        raise PointsError.say_why(silent)
    for row in rows:
        row.save()


def take_back(*, sheet: ScoreSheet, actor: Actor) -> ScoreSheet:
    """Take back what was sent and is not settled: a draft again, counted anew. Raises
    SubmissionError, PermissionDenied.
    """
    authority = authorise_scoring(actor, sheet.unit)
    with recording(act="points.draw_back", actor=authority, unit=sheet.unit.code):
        back = move(sheet, "take_back", authority=authority)
        forget_counted(back)
        return back


def forget_counted(sheet: ScoreSheet) -> None:
    """A sheet that is written again is counted as it stands on each day. Inside the caller's act.

    What the unit left to the count is left to it again.
    """
    scores = Score.objects.filter(sheet=sheet)
    scores.filter(own=F("counted"), own_reason="").update(own=None)
    scores.update(counted=None, working={}, settled=None, settled_reason="")
