"""Points as they were settled, all at once: of a year that was kept elsewhere, and of the demo."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.blocs.models import Bloc, CriteriaSet
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.points.models import CheckOfScore, Score, ScoreSheet
from thidua.points.parameters import SEND_WITHIN
from thidua.points.permissions import settler_of
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class PastScore:
    """The points of one criterion; what was counted with its working, and why anything differs."""

    own: Decimal
    settled: Decimal
    counted: Decimal | None = None
    working: Text | None = None
    own_reason: str = ""
    settled_reason: str = ""


@dataclass(frozen=True)
class PastSheet:
    """A unit's settled sheet, by the criterion's key; the members that looked at it and agreed."""

    unit: Organisation
    scores: Mapping[int, PastScore]
    checked_by: Collection[Organisation]
    sent_at: dt.datetime
    settled_at: dt.datetime


def record_past(
    *, bloc: Bloc, criteria_set: CriteriaSet, sheets: Sequence[PastSheet], actor: Operator
) -> int:
    """Write settled sheets, in a few statements whatever their number; how many."""
    by = Authority(actor)
    with recording(act="points.record_past", actor=by, bloc=bloc.name, year=bloc.campaign.year):
        stored = ScoreSheet.objects.bulk_create(
            _sheet(bloc, criteria_set, one, named_actor(by)) for one in sheets
        )
        pairs = [
            (row, one, score)
            for row, one in zip(stored, sheets, strict=True)
            for score in _scores(row, one)
        ]
        Score.objects.bulk_create(score for _row, _one, score in pairs)
        CheckOfScore.objects.bulk_create(
            CheckOfScore(
                score=score,
                unit=unit,
                of_own=score.own,
                by_name=named_actor(by),
                at=one.sent_at,
            )
            for _row, one, score in pairs
            for unit in one.checked_by
        )
    return len(stored)


def _sheet(bloc: Bloc, criteria_set: CriteriaSet, one: PastSheet, by_name: str) -> ScoreSheet:
    return ScoreSheet(
        bloc=bloc,
        criteria_set=criteria_set,
        unit=one.unit,
        status=SubmissionStatus.ACCEPTED,
        version=1,
        revision=1,
        due_on=bloc.campaign.cut_off_date + dt.timedelta(days=SEND_WITHIN),
        sent_at=one.sent_at,
        sent_by_name=by_name,
        settled_at=one.settled_at,
        settled_for=settler_of(bloc, one.unit),
        settled_by_name=by_name,
    )


def _scores(sheet: ScoreSheet, one: PastSheet) -> list[Score]:
    return [
        Score(
            sheet=sheet,
            criterion_id=criterion,
            counted=score.counted,
            working=score.working._asdict() if score.working else {},
            own=score.own,
            own_reason=score.own_reason,
            settled=score.settled,
            settled_reason=score.settled_reason,
        )
        for criterion, score in one.scores.items()
    ]
