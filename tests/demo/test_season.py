"""The year in progress: what is open in it, on which day the demo lives, and that the decided year
stays as it is.
"""

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.commands import run_command
from thidua.accounts.actions import create_demo_accounts
from thidua.accounts.actors import Operator, Scope
from thidua.accounts.models import User
from thidua.accounts.second_person import waiting
from thidua.accounts.upkeep import deciding_without_factor, ending_grants, locked_accounts
from thidua.boards.lateness import late_units
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.cli import server as cli_server
from thidua.decisions.models import Decision
from thidua.demo.build import make_up
from thidua.demo.load import finish_demo, load_demo
from thidua.demo.load_season import demo_day
from thidua.demo.outcomes import of_the_season
from thidua.demo.plans import SMALL
from thidua.demo.season import DEMO_DAY, Season, begin
from thidua.demo.season_sheets import season_frames
from thidua.disputes.models import FactReport, Status
from thidua.ratings.models import Classification, RunState
from thidua.reports.figures import figures
from thidua.roster.models import RosterEntry
from thidua.vocabulary import DecisionStatus

pytestmark = [pytest.mark.xdist_group("small demo"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def before_and_after(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The figures of the decided year without the year in progress, and with it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)  # with the accounts that its stories need
        patch.setattr("thidua.demo.load.load_season", lambda *_, **__: None)
        campaign = load_demo(small=True, folder=tmp_path_factory.mktemp("demo")).campaign
        assert campaign is not None
        patch.undo()
        patch.setattr("django.conf.settings.DEMO", True)
        before = figures(campaign=campaign, actor=Operator()).as_tables()
        finish_demo()
        yield before, figures(campaign=campaign, actor=Operator()).as_tables()
        transaction.set_rollback(True)


@pytest.fixture
def year(before_and_after: object) -> Campaign:
    return Campaign.objects.get(year=2022)


@pytest.fixture(scope="module")
def season() -> Season:
    return begin(make_up(plan=SMALL))


def test_the_same_seed_gives_the_same_season(season: Season) -> None:
    other = begin(make_up(plan=SMALL))
    again, frames = (season_frames(one, of_the_season(one)) for one in (other, season))
    assert all(
        frame.equals(again[book][sheet])
        for book, sheets in frames.items()
        for sheet, frame in sheets.items()
    )


def test_the_decided_year_keeps_its_figures(
    before_and_after: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    before, after = before_and_after
    assert before == after


def test_loading_it_again_changes_nothing(year: Campaign) -> None:
    finish_demo()
    assert Campaign.objects.get(year=2022).roster_frozen_at == year.roster_frozen_at
    assert Classification.objects.filter(campaign=year, state=RunState.DONE).count() == 1


def test_most_have_decided_and_those_still_open_say_why(year: Campaign, season: Season) -> None:
    issued = Decision.objects.filter(campaign=year, status=DecisionStatus.ISSUED)
    reopened = {season.returned}
    assert set(issued.values_list("issuer__code", flat=True)) == set(season.decided) - reopened
    others = Decision.objects.filter(campaign=year).exclude(status=DecisionStatus.ISSUED)
    (draft,) = others.exclude(issuer__code__in=reopened)
    assert draft.issuer.code == season.open[1]
    assert {reason["why"] for reason in draft.refusals} == {"cannot_tell"}
    above = RosterEntry.objects.filter(
        campaign=year, tier__in=["grassroots", "upper_level"]
    ).exclude(subject_type="member")
    assert not above.filter(decided__isnull=False).exists(), "nothing above is decided"


def test_some_facts_are_missing_where_nothing_is_decided(year: Campaign, season: Season) -> None:
    known = RosterEntry.objects.filter(campaign=year, rated=True, fact_sheet__isnull=False)
    unknown = known.filter(rating__standing=None)
    members = unknown.filter(subject_type="member")
    assert 5 <= members.count() <= 40
    assert not members.filter(grassroots__code__in=season.decided).exists()
    assert set(known.values_list("upper_level__code", flat=True)) == set(season.plan.season.stages)


def test_each_body_is_at_its_own_stage(year: Campaign, season: Season) -> None:
    for code, stage in season.plan.season.stages.items():
        cells = RosterEntry.objects.filter(
            campaign=year, subject_type="member", rated=True, upper_level__code=code
        )
        silent = cells.filter(fact_sheet=None).count()
        assert (silent > 0) != stage.decides, code


def test_whoever_is_late_exists_nowhere(
    year: Campaign, season: Season, settings: LazySettings
) -> None:
    settings.TODAY = DEMO_DAY
    late = late_units(campaign=year, scope=Scope(everything=True))
    assert {one.unit.code for one in late} == set(season.late)


def test_the_demo_accounts_sit_where_there_is_work(
    year: Campaign, season: Season, settings: LazySettings
) -> None:
    settings.DEMO = True
    create_demo_accounts(year=2021, commune=season.own)
    cell = User.objects.get(username="chibo").grants.get().organisation
    assert cell.code == season.first
    members = RosterEntry.objects.filter(campaign=year, organisation=cell, subject_type="member")
    assert members.filter(rating__standing=None, fact_sheet__isnull=False).exists()
    assert User.objects.get(username="xa").grants.get().organisation.code == season.open[0]
    own = members.get(person=User.objects.get(username="dangvien").person)
    assert own.rating.standing is not None, "the member's account has an answer"


def test_a_proposal_was_sent_back_by_the_district_and_one_by_the_commune(
    year: Campaign, season: Season
) -> None:
    back = Proposal.objects.filter(roster_entry__campaign=year).exclude(returned="")
    by = set(back.values_list("returned_by__code", "roster_entry__subject_type"))
    assert by == {(season.district, "organisation"), (season.open[0], "member")}


def test_facts_are_questioned_where_nobody_real_is(year: Campaign, season: Season) -> None:
    reports = FactReport.objects.filter(roster_entry__campaign=year)
    assert Counter(reports.values_list("status", flat=True)) == {
        Status.OPEN: 3,
        Status.CORRECTED: 1,
        Status.KEPT: 1,
    }
    assert set(reports.values_list("roster_entry__grassroots__code", flat=True)) == {season.own}
    assert reports.filter(status=Status.OPEN, due_on=DEMO_DAY).exists(), "one is due today"


def test_whoever_looks_after_accounts_has_work(year: Campaign) -> None:
    assert waiting().count() >= 1
    assert locked_accounts().count() == 1
    assert ending_grants().exists()
    assert deciding_without_factor().exists()


def test_some_choices_are_made_and_some_are_not(year: Campaign, season: Season) -> None:
    reaching = RosterEntry.objects.filter(
        campaign=year, subject_type="member", rating__low=4, grassroots__code__in=season.open
    )
    chosen = Proposal.objects.filter(roster_entry__in=reaching, chosen="outstanding").count()
    assert 0 < chosen < reaching.count()
    assert not Proposal.objects.filter(roster_entry__campaign=year, self_claimed="").exists()
    claimed = Proposal.objects.filter(roster_entry__campaign=year, proposed="")
    assert claimed.filter(roster_entry__subject_type="member").exists(), "some only claim"


def test_run_lives_on_the_day_of_the_demo(
    year: Campaign, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert demo_day() == dt.date(2022, 12, 12)
    assert _today_of_the_processes(settings, monkeypatch, demo=True) == "2022-12-12"
    monkeypatch.setenv("THIDUA_TODAY", "2022-12-19")
    assert _today_of_the_processes(settings, monkeypatch, demo=True) == "2022-12-19", (
        "who sets a day keeps it"
    )
    monkeypatch.delenv("THIDUA_TODAY")
    assert _today_of_the_processes(settings, monkeypatch, demo=False) is None, "only in demo mode"


def _today_of_the_processes(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, *, demo: bool
) -> str | None:
    seen: list[str | None] = []
    settings.DEMO = demo
    monkeypatch.setattr(cli_server, "prepare", lambda: None)
    monkeypatch.setattr(
        cli_server, "_keep_up", lambda *_: seen.append(os.environ.get("THIDUA_TODAY"))
    )
    monkeypatch.setenv("THIDUA_TODAY", os.environ.get("THIDUA_TODAY", ""))
    if not os.environ["THIDUA_TODAY"]:
        monkeypatch.delenv("THIDUA_TODAY")
    run_command(cli_server.run, [])
    return seen[0]
