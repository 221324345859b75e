"""Who is rated and who is not: regulations' special cases, each on the frozen roster."""

import datetime as dt

import pytest

from tests.builder import CUT_OFF, OPERATOR, SINCE, organisation, person, spell
from tests.cast import Cast, campaign, entry
from thidua.facts.models import FactSheet
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import MembershipSpell, Placement, Position, Succession
from thidua.roster.actions import freeze_roster
from thidua.roster.errors import RosterError
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

EVE = dt.timedelta(days=1)


def test_the_roster_holds_everybody_and_every_body_once(cast: Cast) -> None:
    year = campaign()
    counted = {
        kind: RosterEntry.objects.filter(campaign=year, subject_type=kind).count()
        for kind in SubjectType
    }
    assert counted == {
        SubjectType.MEMBER: 60,
        SubjectType.ORGANISATION: 10,
        SubjectType.COLLECTIVE: 4,
        SubjectType.LEADER: 8,
    }
    cell = entry(year, "G1A")
    assert (cell.parent, cell.grassroots, cell.upper_level) == (cast["G1"], cast["G1"], cast["U1"])
    of_grassroots_cell = entry(year, "M-G2-01")
    assert (of_grassroots_cell.organisation, of_grassroots_cell.grassroots) == (
        cast["G2"],
        cast["G2"],
    )
    assert of_grassroots_cell.tier == "grassroots"


def test_the_province_does_not_rate_itself(cast: Cast) -> None:
    year = campaign()
    assert entry(year, "P").excluded_by == "province.not_rated_by_itself"
    assert RosterEntry.objects.filter(campaign=year, rated=False).count() == 1


def test_leadership_is_rated_where_there_are_cells_below(cast: Cast) -> None:
    year = campaign()
    led = RosterEntry.objects.filter(campaign=year, subject_type="collective").values_list(
        "code", flat=True
    )
    assert sorted(led) == ["G1", "G3", "U1", "U2"]
    head = entry(year, "M-G1A-02", "leader")
    assert (head.organisation.code, head.role, head.facts) == (
        "G1",
        "head",
        {"is_head": True, "main_post": True, "civil_servant": False},
    )


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("official", ""),
        ("probationary", ""),
        ("exempt", "member.excluded.exempt"),
        ("suspended", "member.excluded.suspended"),
        ("transferred", "member.excluded.transferred"),
    ],
)
def test_who_is_exempt_or_suspended_is_not_rated_and_the_rule_says_so(
    cast: Cast, status: str, rule: str
) -> None:
    """R1-SUBJ-01 and R1-SUBJ-02."""
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 4)).update(status=status)
    found = entry(campaign(), "M-G1A-04")
    assert (found.rated, found.excluded_by) == (not rule, rule)
    assert found.facts["membership_status"] == status


def test_who_is_suspended_from_the_committee_only_stays_rated(cast: Cast) -> None:
    """R1-SUBJ-02: as a member and as a leader."""
    Position.objects.filter(person=cast.of_cell("G1A", 2), organisation=cast["G1"]).update(
        suspended=True
    )
    year = campaign()
    assert entry(year, "M-G1A-02").rated
    assert entry(year, "M-G1A-02", "leader").rated


@pytest.mark.parametrize(
    ("moved_on", "months"),
    [
        (dt.date(2021, 7, 1), 6),
        (dt.date(2021, 6, 30), 5),
        (dt.date(2021, 1, 1), 0),
        (dt.date(2021, 12, 1), 11),
    ],
)
def test_the_receiving_cell_rates_who_moved_and_the_months_before_count(
    cast: Cast, moved_on: dt.date, months: int
) -> None:
    """R1-SUBJ-03: whole months of the year at the former cell."""
    who = cast.of_cell("G1A", 5)
    MembershipSpell.objects.filter(person=who).update(ends_on=moved_on - EVE)
    spell(who, cast["G3A"], since=moved_on)
    found = entry(campaign(), who.code)
    assert (found.organisation.code, found.upper_level) == ("G3A", cast["U2"])
    assert found.facts["transferred_in_year"] is True
    assert found.facts["months_at_former_cell"] == months


def test_who_moved_in_an_earlier_year_is_not_a_transfer(cast: Cast) -> None:
    who = cast.of_cell("G1A", 5)
    MembershipSpell.objects.filter(person=who).update(ends_on=dt.date(2020, 12, 30))
    spell(who, cast["G3A"], since=dt.date(2020, 12, 31))
    facts = entry(campaign(), who.code).facts
    assert facts["transferred_in_year"] is False
    assert "months_at_former_cell" not in facts


def test_a_change_of_status_in_the_same_cell_is_no_transfer(cast: Cast) -> None:
    who = cast.of_cell("G1A", 5)
    MembershipSpell.objects.filter(person=who).update(
        status="probationary", ends_on=dt.date(2021, 3, 2)
    )
    spell(who, cast["G1A"], since=dt.date(2021, 3, 3))
    assert entry(campaign(), who.code).facts["transferred_in_year"] is False


def test_passing_to_the_successor_of_ones_cell_is_no_transfer(cast: Cast) -> None:
    merged = organisation("G1C", "cell", parent=cast["G1"], since=dt.date(2021, 4, 1))
    refresh_paths()
    Succession.objects.create(
        predecessor=cast["G1A"], successor=merged, happened_on=dt.date(2021, 4, 1), kind="merge"
    )
    who = cast.of_cell("G1A", 5)
    MembershipSpell.objects.filter(person=who).update(ends_on=dt.date(2021, 3, 31))
    spell(who, merged, since=dt.date(2021, 4, 1))
    found = entry(campaign(), who.code)
    assert (found.organisation.code, found.facts["transferred_in_year"]) == ("G1C", False)


def test_who_is_temporarily_elsewhere_is_rated_in_the_official_cell(cast: Cast) -> None:
    """R1-SUBJ-04."""
    who = cast.of_cell("G1A", 6)
    MembershipSpell.objects.filter(person=who).update(
        status="temporary_elsewhere", host=cast["G3A"]
    )
    found = entry(campaign(), who.code)
    assert (found.organisation.code, found.rated) == ("G1A", True)
    assert found.facts["membership_status"] == "temporary_elsewhere"


@pytest.mark.parametrize(
    ("admitted", "months"),
    [
        (dt.date(2021, 6, 20), 6),
        (dt.date(2021, 6, 21), 5),
        (dt.date(2020, 12, 20), 12),
        (dt.date(2021, 12, 20), 0),
        (None, None),
    ],
)
def test_months_since_admission_are_whole_months(
    cast: Cast, admitted: dt.date | None, months: int | None
) -> None:
    newcomer = person("M-NEW", admitted_on=admitted)
    spell(newcomer, cast["G1A"], status="probationary", since=dt.date(2021, 1, 1))
    found = entry(campaign(), "M-NEW")
    assert found.rated
    assert found.facts.get("months_since_admission") == months


def test_who_left_before_the_cut_off_date_is_not_on_the_roster(cast: Cast) -> None:
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 7)).update(ends_on=CUT_OFF - EVE)
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 8)).update(ends_on=CUT_OFF)
    year = campaign()
    codes = set(
        RosterEntry.objects.filter(campaign=year, subject_type="member").values_list(
            "code", flat=True
        )
    )
    assert "M-G1A-07" not in codes
    assert "M-G1A-08" in codes


def test_the_tree_is_the_one_of_the_cut_off_date(cast: Cast) -> None:
    Placement.objects.filter(organisation=cast["G1"]).update(ends_on=CUT_OFF)
    Placement.objects.create(organisation=cast["G1"], parent=cast["U2"], starts_on=CUT_OFF + EVE)
    assert entry(campaign(), "G1").upper_level == cast["U1"]


def test_a_member_in_an_organisation_without_a_place_is_refused_by_name(cast: Cast) -> None:
    Placement.objects.filter(organisation=cast["G1A"]).update(ends_on=dt.date(2021, 6, 30))
    with pytest.raises(RosterError, match=r"15/12/2021.*M-G1A-01, M-G1A-02"):
        campaign()


def test_freezing_again_must_be_asked_for_and_keeps_facts(cast: Cast) -> None:
    year = campaign()
    kept, left = entry(year, "M-G1A-04"), entry(year, "M-G1A-05")
    for one in (kept, left):
        FactSheet.objects.create(roster_entry=one, facts={"self_reviewed": True})
    with pytest.raises(RosterError, match="đã chốt theo ngày 15/12/2021"):
        freeze_roster(campaign=year, actor=OPERATOR)
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 4)).update(status="exempt")
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 5)).update(ends_on=SINCE)
    newcomer = person("M-NEW")
    spell(newcomer, cast["G1A"])
    frozen = freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert (frozen.added, frozen.changed, frozen.removed) == (1, 1, 1)
    again = entry(year, "M-G1A-04")
    assert (again.pk, again.excluded_by) == (kept.pk, "member.excluded.exempt")
    assert list(FactSheet.objects.values_list("roster_entry__code", flat=True)) == ["M-G1A-04"]
