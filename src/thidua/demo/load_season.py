"""The year in progress, on top of the decided one: through the same workbooks and actions as
everything else.
"""

import datetime as dt
from pathlib import Path

from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.demo.beginning import begin_year
from thidua.demo.build import Province
from thidua.demo.colleagues import make_colleagues
from thidua.demo.committing import commit_everybody
from thidua.demo.handing_in import ACTOR, Tell, hand_in, write_books
from thidua.demo.measured import measure_everybody
from thidua.demo.noted import note_everybody
from thidua.demo.outcomes import of_the_season
from thidua.demo.registering import register_everybody
from thidua.demo.results import YearResults
from thidua.demo.season import DEMO_DAY, YEAR, Season, begin
from thidua.demo.season_sheets import REVIEW_DATE, layer, season_frames
from thidua.demo.stands import stands_of
from thidua.demo.stories import on_day, put_off_one, question_facts, reopen_one, send_back
from thidua.demo.this_week import review_this_week
from thidua.demo.units import PROVINCE_CODE
from thidua.demo.write import frameworks_of
from thidua.frameworks.actions import load_framework_text
from thidua.organisations.models import Organisation
from thidua.ratings.actions import classify


def write_season(province: Province, folder: Path, tell: Tell) -> list[Path]:
    """Write the two workbooks of the year in progress into `folder`."""
    season = begin(province)
    return _write(season, of_the_season(season), folder, tell)


def _write(season: Season, results: YearResults, folder: Path, tell: Tell) -> list[Path]:
    return write_books(
        season_frames(season, results), folder, frameworks_of(REVIEW_DATE, layer()), tell
    )


def load_season(province: Province, *, folder: Path, tell: Tell) -> Campaign:
    """Open 2022, hand in what has come in, classify, issue the decisions that nothing speaks
    against.

    What is refused stays a draft that says why: that is the work which the demo shows. Raises
    DemoError."""
    load_framework_text(text=layer().to_yaml(), actor=ACTOR)
    season = begin(province)
    results = of_the_season(season)
    hand_in(_write(season, results, folder, tell), tell)
    campaign = Campaign.objects.get(year=YEAR)
    begin_year(province, campaign)
    register_everybody(province, campaign, results, tell=tell, stands=stands_of(season))
    commit_everybody(province, campaign)
    note_everybody(province, campaign, results, tell=tell)
    measure_everybody(campaign, results)
    make_colleagues(season)
    send_back(campaign, season)
    question_facts(campaign, season)
    review_this_week(season, campaign, results)
    put_off_one(campaign, season)
    with on_day(DEMO_DAY):  # what is not done yet still goes on
        classify(campaign=campaign, actor=ACTOR, progress=tell)
        issue_all(campaign=campaign, actor=ACTOR, progress=tell)
    reopen_one(campaign, season)
    return campaign


def season_is_there() -> bool:
    return Campaign.objects.filter(year=YEAR).exists()


def demo_day() -> dt.date | None:
    """The day that this database's demo is told on; None where there is no demo province with its
    year in progress.
    """
    demo = Organisation.objects.filter(code=PROVINCE_CODE).exists()
    return DEMO_DAY if demo and season_is_there() else None
