"""The demo province: one year from nothing to decided and recognised, and the next one in the
middle of its ratings.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from thidua.accounts.actions import create_demo_accounts, create_demo_body_accounts
from thidua.awards.actions import check_awards
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.demo.beginning import begin_year
from thidua.demo.build import Province, make_up
from thidua.demo.committing import commit_everybody
from thidua.demo.contesting import contest
from thidua.demo.departing import decide_together
from thidua.demo.errors import DemoError
from thidua.demo.frames import decided_year
from thidua.demo.handing_in import ACTOR, MAKING, Tell, hand_in, write_books
from thidua.demo.load_season import load_season, season_is_there, write_season
from thidua.demo.measured import measure_everybody
from thidua.demo.noted import note_everybody
from thidua.demo.outcomes import of_the_decided_year
from thidua.demo.plans import FULL, SMALL
from thidua.demo.registering import register_everybody
from thidua.demo.results import YearResults
from thidua.demo.reviewed import review_everybody
from thidua.demo.reviewed_year import ReviewedYear
from thidua.demo.scoring import settle_points
from thidua.demo.staff import YEAR
from thidua.demo.units import PROVINCE_CODE
from thidua.demo.write import frameworks_of_the_year
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.portal.actions import publish
from thidua.portal.errors import PublishingRefusedError
from thidua.ratings.actions import classify
from thidua.vocabulary import Tier

NEXT = "2022"
"""The folder of the year in progress, beside the workbooks of the decided one."""


@dataclass(frozen=True)
class Loaded:
    """What came of it: the workbooks of the decided year, and that year."""

    files: Sequence[Path]
    campaign: Campaign | None = None


def load_demo(
    *,
    small: bool = False,
    folder: Path | None = None,
    only_write: bool = False,
    tell: Tell = lambda text, done, total: None,
) -> Loaded:
    """Write the demo province's workbooks, take them through the whole year, and begin the next
    one.

    `folder` keeps the workbooks (without it they go to a temporary one). Whatever is there already
    is left as it is: loading again finishes what was interrupted. Raises DemoError when the
    database holds another province, or when the import, a decision or the award sheet is refused:
    then nothing after it is done."""
    province = make_up(plan=SMALL if small else FULL, note=lambda step: tell(MAKING[step], 0, 0))
    results = of_the_decided_year(province)
    if only_write:
        place = folder or Path()
        return Loaded(
            [*_write(province, results, place, tell), *write_season(province, place / NEXT, tell)]
        )
    _refuse_another_province()
    with _folder_or_temporary(folder) as place:
        files = _write(province, results, place, tell)
        hand_in(files, tell)
        campaign = Campaign.objects.get(year=YEAR)
        begin_year(province, campaign)
        register_everybody(province, campaign, results, tell=tell)
        commit_everybody(province, campaign)
        note_everybody(province, campaign, results, tell=tell)
        measure_everybody(campaign, results)
        year = review_everybody(province, campaign, results, tell=tell)
        _to_the_end(year, tell=tell)
        settle_points(province, campaign)
        load_season(province, folder=place / NEXT, tell=tell)
    return Loaded(files, campaign)


def finish_demo(*, tell: Tell = lambda text, done, total: None) -> None:
    """Load the year in progress where a demo province has only the decided one; elsewhere nothing
    happens.
    """
    plan = next(
        (
            province
            for province in (FULL, SMALL)
            if Organisation.objects.filter(code=province.season.district).exists()
        ),
        None,
    )
    if (
        plan is None
        or season_is_there()
        or not Organisation.objects.filter(code=PROVINCE_CODE).exists()
    ):
        return
    with _folder_or_temporary(None) as place:
        load_season(make_up(plan=plan), folder=place, tell=tell)


def _to_the_end(year: ReviewedYear, *, tell: Tell) -> None:
    """Rate, decide, recognise and publish a year that was handed in whole; the demo's accounts sit
    in its commune, and contest what was decided there.
    """
    campaign, commune = year.campaign, year.commune.unit.code
    classify(campaign=campaign, actor=ACTOR, progress=tell)
    decide_together(year)
    _decide(campaign, tell)
    _make_accounts(campaign, commune)
    if contest(year):  # what stands above a level that was decided again is rated by the new one
        classify(campaign=campaign, actor=ACTOR, progress=tell)
    _recognise(campaign, tell)
    _publish(campaign, tell)


def _make_accounts(campaign: Campaign, commune: str) -> None:
    if settings.DEMO:
        create_demo_accounts(year=campaign.year, commune=commune)
        bodies = AdvisoryBody.objects.filter(committee__code=commune)
        create_demo_body_accounts(year=campaign.year, bodies=bodies)


def _publish(campaign: Campaign, tell: Tell) -> None:
    tell(Text("Công bố kết quả", "Publishing the results"), 0, 0)
    try:
        publish(campaign=campaign, actor=ACTOR)
    except PublishingRefusedError as error:
        raise DemoError.refused(Text("việc công bố", "publishing"), list(error.reasons)) from error


def _refuse_another_province() -> None:
    other = Organisation.objects.filter(tier=Tier.PROVINCE).exclude(code=PROVINCE_CODE).first()
    if other is not None:
        raise DemoError.another_province(other.name)


@contextmanager
def _folder_or_temporary(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="thidua-demo-") as place:
        yield Path(place)


def _write(province: Province, results: YearResults, folder: Path, tell: Tell) -> list[Path]:
    frames = decided_year(province, results, note=lambda step: tell(MAKING[step], 0, 0))
    return write_books(frames, folder, frameworks_of_the_year(), tell)


def _decide(campaign: Campaign, tell: Tell) -> None:
    issued = issue_all(campaign=campaign, actor=ACTOR, progress=tell)
    for decision in issued.refused:
        reasons = [refusal.text for refusal in issued.refusals[decision.pk]]
        raise DemoError.refused(
            Text(f"quyết định {decision.number}", f"decision {decision.number}"), reasons
        )


def _recognise(campaign: Campaign, tell: Tell) -> None:
    for refused in check_awards(campaign=campaign, actor=ACTOR, progress=tell).refused:
        subject = refused.award.organisation or refused.award.person
        reasons = [Text(reason["vi"], reason["en"]) for reason in refused.reasons()]
        raise DemoError.refused(Text(f"khen thưởng {subject}", f"award for {subject}"), reasons)
