"""Who is rated and who is not: regulations' special cases, each on the frozen roster."""

import datetime as dt

import pytest

from tests.builder import CUT_OFF, OPERATOR, REVIEW, SINCE, organisation, person, post, spell
from tests.cast import Cast, campaign, entry
from thidua.facts.models import FactSheet
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Position,
    Succession,
)
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
        {
            "is_head": True,
            "main_post": True,
            "civil_servant": False,
            "membership_status": "official",
            "months_since_admission": 83,
        },
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
    assert found.facts.get("months_since_admission") == months
    new = months is not None and months < 6
    assert found.excluded_by == ("member.excluded.newly_admitted" if new else "")


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


def test_somebody_who_leads_two_organisations_is_rated_in_both(cast: Cast) -> None:
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy")
    year = campaign()
    led = RosterEntry.objects.filter(campaign=year, subject_type="leader", code="M-G1A-02")
    assert sorted(led.values_list("organisation__code", "role")) == [
        ("G1", "head"),
        ("U1", "deputy"),
    ]


# For how long (R1-SUBJ-06)
# --------------------------------------------------------------------------------------------------


def test_months_run_to_the_review_and_not_to_the_cut_off_date(cast: Cast) -> None:
    """Admitted on 18 June: under six months on the cut-off day, six by the review."""
    Person.objects.filter(pk=cast.of_cell("G1A", 5).pk).update(admitted_on=dt.date(2021, 6, 18))
    assert entry(campaign(), "M-G1A-05").rated


def test_a_member_admitted_after_the_review_is_not_rated(cast: Cast) -> None:
    Person.objects.filter(pk=cast.of_cell("G1A", 5).pk).update(
        admitted_on=REVIEW + dt.timedelta(days=3)
    )
    found = entry(campaign(), "M-G1A-05")
    assert (found.facts["months_since_admission"], found.rated) == (0, False)


@pytest.mark.parametrize(
    ("status", "since", "months"),
    [
        ("official", dt.date(2021, 12, 1), 12),
        ("probationary", dt.date(2020, 10, 1), 14),
        ("probationary", dt.date(2021, 12, 1), None),
    ],
)
def test_without_a_day_of_admission_the_file_tells_who_is_not_new(
    cast: Cast, status: str, since: dt.date, months: int | None
) -> None:
    """A full member has a year of probation behind them; else a year on file tells."""
    spell(person("M-OLD", admitted_on=None), cast["G1A"], status=status, since=since)
    found = entry(campaign(), "M-OLD")
    assert (found.facts.get("months_since_admission"), found.rated) == (months, True)


@pytest.mark.parametrize(("founded", "rated"), [((2021, 6, 20), True), ((2021, 6, 21), False)])
def test_who_was_founded_under_six_months_ago_is_not_rated(
    cast: Cast, founded: tuple[int, int, int], rated: bool
) -> None:
    """The organisation and its leadership collective; its members are."""
    day = dt.date(*founded)
    organisation("G9", "grassroots", parent=cast["U1"], body="committee", since=day)
    cell = organisation("G9A", "cell", parent=Organisation.objects.get(code="G9"), since=day)
    refresh_paths()
    spell(person("M-G9A-01"), cell)
    post(Person.objects.get(code="M-G9A-01"), Organisation.objects.get(code="G9"))
    year = campaign()
    found = {
        (one.code, one.subject_type): one.excluded_by
        for one in RosterEntry.objects.filter(campaign=year, upper_level=cast["U1"])
        if one.organisation.code.startswith("G9")
    }
    new = {kind: "" if rated else f"{kind}.excluded.newly_founded" for kind in SubjectType}
    assert found == {
        ("G9", "organisation"): new[SubjectType.ORGANISATION],
        ("G9A", "organisation"): new[SubjectType.ORGANISATION],
        ("G9", "collective"): new[SubjectType.COLLECTIVE],
        ("M-G9A-01", "member"): "",
        ("M-G9A-01", "leader"): "",
    }


def test_another_parent_is_no_founding(cast: Cast) -> None:
    moved = dt.date(2021, 11, 1)
    Placement.objects.filter(organisation=cast["G1"]).update(ends_on=moved - EVE)
    Placement.objects.create(organisation=cast["G1"], parent=cast["U2"], starts_on=moved)
    refresh_paths()
    found = entry(campaign(), "G1")
    assert (found.rated, found.facts["months_since_founding"]) == (True, 83)


@pytest.mark.parametrize(("kind", "rated"), [("rename", True), ("merge", False), ("split", False)])
def test_a_new_name_is_no_founding_a_merger_and_a_split_are(
    cast: Cast, kind: str, rated: bool
) -> None:
    """Also over two new names in a row."""
    days = [dt.date(2021, 9, 1), dt.date(2021, 11, 1)]
    before = cast["G1A"]
    for number, day in enumerate(days):
        after = organisation(f"G1A-{number}", "cell", parent=cast["G1"], since=day)
        Succession.objects.create(
            predecessor=before, successor=after, happened_on=day, kind="rename" if number else kind
        )
        before = after
    refresh_paths()
    assert entry(campaign(), "G1A-1").rated is rated


@pytest.mark.parametrize(
    ("status", "rule"),
    [("exempt", "exempt"), ("suspended", "suspended"), ("transferred", "transferred")],
)
def test_who_is_not_rated_as_a_member_is_not_rated_as_a_leader(
    cast: Cast, status: str, rule: str
) -> None:
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 2)).update(status=status)
    year = campaign()
    assert entry(year, "M-G1A-02").excluded_by == f"member.excluded.{rule}"
    assert entry(year, "M-G1A-02", "leader").excluded_by == f"leader.excluded.{rule}"


def test_a_leader_admitted_lately_is_not_rated_as_a_leader_either(cast: Cast) -> None:
    Person.objects.filter(pk=cast.of_cell("G1A", 2).pk).update(admitted_on=dt.date(2021, 9, 1))
    year = campaign()
    assert not entry(year, "M-G1A-02", "leader").rated
