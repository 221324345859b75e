"""Awards: what is deserved is given; what is not is listed with its reason (levels, years running,
authority).
"""

import datetime as dt
from importlib.resources import files

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, decision, officer, organisation, remember
from tests.cast import Cast, campaign, choose, entry, everybody_good, write_facts
from thidua.accounts.models import Role
from thidua.awards.actions import check_awards
from thidua.awards.errors import AwardError
from thidua.awards.models import Award
from thidua.awards.queries import awards
from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.frameworks.actions import load_framework_text
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import Organisation, Person, Succession
from thidua.ratings.actions import classify
from thidua.ratings.models import EarlierLevel
from thidua.rulebook import packaged_awards


@pytest.fixture
def year(cast: Cast) -> Campaign:
    """A year in which G1, U1, the cell G1A, its member 04 and the head of G1 are outstanding."""
    made = campaign()
    everybody_good(made, outstanding=["M-G1A-04", "M-G1A-02", "G1A", "G1", "U1"])
    for code in ("M-G1A-04", "G1A", "G1", "U1"):
        choose(entry(made, code))
    for code in ("G1", "U1"):
        choose(entry(made, code, "collective"))
    choose(entry(made, "M-G1A-02", "leader"))
    classify(campaign=made, actor=OPERATOR)
    return made


def award(
    year: Campaign,
    form: str,
    subject: Organisation | Person,
    by: Organisation | str,
    subject_type: str = "",
) -> Award:
    person = subject if isinstance(subject, Person) else None
    return Award.objects.create(
        campaign=year,
        form=form,
        subject_type=subject_type or ("member" if person else "organisation"),
        person=person,
        organisation=None if isinstance(subject, Person) else subject,
        authority=by if isinstance(by, Organisation) else None,
        state_authority=by if isinstance(by, str) else "",
    )


def outcome(one: Award) -> tuple[str, str]:
    """The status after checking the year, and all reasons in Vietnamese."""
    check_awards(campaign=one.campaign, actor=OPERATOR)
    one.refresh_from_db()
    return one.status, " | ".join(reason["vi"] for reason in one.refusals)


def outstanding_in(years: list[int], one: Organisation | Person) -> None:
    remember(one, "outstanding", *years)


def test_who_is_outstanding_this_year_gets_the_yearly_form_of_the_right_committee(
    cast: Cast, year: Campaign
) -> None:
    """R1-AWARD-01."""
    given = [
        award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G1"]),
        award(year, "committee_certificate_year", cast["G1A"], cast["G1"]),
        award(year, "district_certificate_year", cast["G1"], cast["U1"]),
        award(year, "provincial_certificate_year", cast["U1"], cast["P"]),
        award(year, "provincial_certificate_year", cast.of_cell("G1A", 2), cast["P"], "leader"),
        award(year, "labour_order_second", cast["G1"], "president"),
    ]
    assert [outcome(one) for one in given] == [("given", "")] * len(given)


def test_good_is_not_enough_and_the_reason_names_rule_and_levels(
    cast: Cast, year: Campaign
) -> None:
    one = award(year, "committee_certificate_year", cast.of_cell("G1A", 5), cast["G1"])
    status, reasons = outcome(one)
    assert status == "refused"
    assert "Hoàn thành xuất sắc nhiệm vụ trong năm" in reasons
    assert "Hoàn thành tốt nhiệm vụ" in reasons
    assert [reason["rule"] for reason in one.refusals] == ["R1-AWARD-01"]
    assert one.refusals[0]["citation"].startswith("HD 21-HD/BTCTW")


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2017, 2018, 2019, 2020], "given"),
        ([2018, 2019, 2020], "refused"),
        ([2016, 2018, 2019, 2020], "refused"),
    ],
)
def test_five_years_running_are_counted_to_the_year(
    cast: Cast, year: Campaign, years: list[int], expected: str
) -> None:
    """R1-AWARD-05Y."""
    outstanding_in(years, cast.of_cell("G1A", 4))
    one = award(year, "provincial_certificate_five_years", cast.of_cell("G1A", 4), cast["P"])
    status, reasons = outcome(one)
    assert status == expected
    assert ("5 năm liền" in reasons) == (expected == "refused")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("member_outstanding", "given"),
        ("member_good", "refused"),
        ("member_completed", "refused"),
        ("member_failed", "refused"),
    ],
)
def test_which_label_of_2017_counts_in_a_run_is_said_by_the_book(
    cast: Cast, year: Campaign, label: str, expected: str
) -> None:
    """R0-LABEL."""
    who = cast.of_cell("G1A", 4)
    outstanding_in([2018, 2019, 2020], who)
    EarlierLevel.objects.create(year=2017, subject_type="member", person=who, label=label)
    one = award(year, "provincial_certificate_five_years", who, cast["P"])
    assert outcome(one)[0] == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("exemplary", "given"),
        ("clean_and_strong", "refused"),
        ("organisation_good", "refused"),
        ("organisation_completed", "refused"),
        ("weak", "refused"),
    ],
)
def test_of_an_organisation_only_the_exemplary_counts(
    cast: Cast, year: Campaign, label: str, expected: str
) -> None:
    outstanding_in([2018, 2019, 2020], cast["G1A"])
    EarlierLevel.objects.create(
        year=2017, subject_type="organisation", organisation=cast["G1A"], label=label
    )
    flag = award(year, "provincial_flag_five_years", cast["G1A"], cast["P"])
    assert outcome(flag)[0] == expected


def test_a_province_may_count_another_label(cast: Cast, year: Campaign) -> None:
    outstanding_in([2018, 2019, 2020], cast["G1A"])
    EarlierLevel.objects.create(
        year=2017, subject_type="organisation", organisation=cast["G1A"], label="clean_and_strong"
    )
    own = (
        packaged_awards().to_yaml().replace("- exemplary\n", "- exemplary\n  - clean_and_strong\n")
    )
    load_framework_text(text=own.replace("version: 2", "version: 3", 1), actor=OPERATOR)
    flag = award(year, "provincial_flag_five_years", cast["G1A"], cast["P"])
    assert outcome(flag)[0] == "given"


def test_five_years_running_are_counted_over_a_merger(cast: Cast, year: Campaign) -> None:
    former = [
        organisation(code, "cell", parent=cast["G1"], until=dt.date(2018, 12, 31))
        for code in ("OLD1", "OLD2")
    ]
    refresh_paths()
    for before in former:
        Succession.objects.create(
            predecessor=before, successor=cast["G1A"], happened_on=dt.date(2019, 1, 1), kind="merge"
        )
        outstanding_in([2017, 2018], before)
    outstanding_in([2019, 2020], cast["G1A"])
    flag = award(year, "provincial_flag_five_years", cast["G1A"], cast["P"])
    assert outcome(flag) == ("given", "")
    EarlierLevel.objects.filter(organisation=former[0], year=2018).update(level="good")
    status, reasons = outcome(flag)
    assert status == "refused"
    assert "5 năm liền" in reasons


@pytest.mark.parametrize(
    ("form", "by"),
    [
        ("committee_certificate_year", "U1"),
        ("committee_certificate_year", "G1A"),
        ("provincial_certificate_year", "G1"),
        ("district_certificate_five_years", "P"),
    ],
)
def test_a_form_is_given_only_by_the_tier_that_may(
    cast: Cast, year: Campaign, form: str, by: str
) -> None:
    outstanding_in([2017, 2018, 2019, 2020], cast.of_cell("G1A", 4))
    status, reasons = outcome(award(year, form, cast.of_cell("G1A", 4), cast[by]))
    assert status == "refused"
    assert "Cấp có thẩm quyền tặng" in reasons


def test_another_organisations_committee_may_not_give_it(cast: Cast, year: Campaign) -> None:
    one = award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G3"])
    status, reasons = outcome(one)
    assert status == "refused"
    assert reasons == (
        f"{cast['G3'].name} không phải tổ chức cấp trên của Đảng viên M-G1A-04 nên không có "
        f"thẩm quyền khen"
    )


def test_no_organisation_gives_itself_an_award(cast: Cast, year: Campaign) -> None:
    status, reasons = outcome(award(year, "committee_certificate_year", cast["G1"], cast["G1"]))
    assert status == "refused"
    assert "không phải tổ chức cấp trên" in reasons


def test_an_order_is_given_by_the_state_alone(cast: Cast, year: Campaign) -> None:
    status, reasons = outcome(award(year, "labour_order_second", cast["G1"], cast["P"]))
    assert (status, "Cấp có thẩm quyền tặng" in reasons) == ("refused", True)


def test_whoever_is_not_on_the_roster_is_refused_by_name(cast: Cast, year: Campaign) -> None:
    stranger = Person.objects.create(code="X", full_name="Người Lạ", search_key="x", sort_key="x")
    status, reasons = outcome(award(year, "praise", stranger, cast["G1"]))
    assert status == "refused"
    assert "Người Lạ không có trong danh sách xếp loại năm 2021" in reasons


def test_a_level_nobody_can_tell_gives_no_award(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "M-G1A-04"), "outstanding", self_reviewed=None)
    classify(campaign=year, actor=OPERATOR)
    status, _ = outcome(
        award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G1"])
    )
    assert status == "refused"


def test_the_decided_level_counts_before_the_standing_one(cast: Cast, year: Campaign) -> None:
    one = award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G1"])
    issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    entry(year, "M-G1A-04").rating.delete()
    assert outcome(one) == ("given", "")


def test_checking_again_follows_the_facts_both_ways(cast: Cast, year: Campaign) -> None:
    one = award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G1"])
    assert outcome(one)[0] == "given"
    write_facts(entry(year, "M-G1A-04"), "good")
    classify(campaign=year, actor=OPERATOR)
    assert outcome(one)[0] == "refused"
    write_facts(entry(year, "M-G1A-04"), "outstanding")
    classify(campaign=year, actor=OPERATOR)
    assert outcome(one) == ("given", "")


def test_the_result_names_both_kinds(cast: Cast, year: Campaign) -> None:
    good = award(year, "district_certificate_year", cast["G1"], cast["U1"])
    bad = award(year, "district_certificate_year", cast["G3"], cast["U2"])
    result = check_awards(campaign=year, actor=OPERATOR)
    assert [one.award for one in result.given] == [good]
    assert [one.award for one in result.refused] == [bad]


def test_before_the_classification_nothing_is_checked(cast: Cast) -> None:
    made = campaign()
    award(made, "praise", cast.of_cell("G1A", 4), cast["G1"])
    with pytest.raises(AwardError, match="chưa xếp loại"):
        check_awards(campaign=made, actor=OPERATOR)


def test_only_the_province_checks_all_awards(cast: Cast, year: Campaign) -> None:
    with pytest.raises(PermissionDenied):
        check_awards(campaign=year, actor=officer("upper", Role.UPPER_LEVEL, cast["U1"]))


def test_everybody_sees_the_awards_of_their_part_of_the_tree(cast: Cast, year: Campaign) -> None:
    of_g1 = award(year, "committee_certificate_year", cast.of_cell("G1A", 4), cast["G1"])
    of_g3 = award(year, "district_certificate_year", cast["G3"], cast["U2"])
    seen = {
        "upper": awards(campaign=year, actor=officer("upper", Role.UPPER_LEVEL, cast["U1"])),
        "auditor": awards(campaign=year, actor=officer("auditor", Role.AUDITOR, cast["P"])),
        "accounts": awards(campaign=year, actor=officer("accounts", Role.ADMINISTRATOR, cast["P"])),
    }
    assert {name: set(found) for name, found in seen.items()} == {
        "upper": {of_g1},
        "auditor": {of_g1, of_g3},
        "accounts": set(),
    }


ASKED = """
  asked:
    kind: title
    rule: T-AWARD
    title: {vi: "Danh hiệu thử", en: "A title on trial"}
    given_to: [{subject: member}]
    given_by: [province]
    requires:
      - id: asked.cell
        rule: T-AWARD
        title: {vi: "Chi bộ từ tốt trở lên", en: "The cell is good or better"}
        test: {level: cell_level, at_least: good}
        cite: {source: hd01, at: "19"}
        confirmed: false
      - id: asked.committee
        rule: T-AWARD
        title: {vi: "Tập thể lãnh đạo từ tốt trở lên", en: "The collective is good or better"}
        test: {level: committee_level, at_least: good}
        cite: {source: hd01, at: "19"}
        confirmed: false
      - id: asked.before
        rule: T-AWARD
        title: {vi: "Đã được biểu dương năm trước", en: "Praised the year before"}
        test: {number: praised, at_least: 1}
        cite: {source: hd01, at: "19"}
        confirmed: false
    cite: {source: hd01, at: "19"}
    confirmed: false
"""
ASKED_FACTS = """
facts:
  cell_level:
    {type: level, level_of: cell, given_by: tree, title: {vi: "Mức chi bộ", en: "Cell"}}
  committee_level:
    {type: level, level_of: collective, given_by: tree, title: {vi: "Mức tập thể", en: "Body"}}
  praised:
    type: count
    counts: {awards: [praise], years: 1}
    given_by: tree
    title: {vi: "Số lần được biểu dương", en: "Praised"}
"""


BEFORE: CampaignValues = {
    "name": "Trước",
    "review_date": dt.date(2020, 12, 10),
    "cut_off_date": dt.date(2020, 11, 30),
}


def own_book() -> str:
    text = files("thidua.rulebook") / "frameworks" / "hd21_2019" / "awards.yaml"
    written = text.read_text("utf-8").replace("version: 2", "version: 3", 1)
    return written.replace("\nfacts:\n", ASKED_FACTS, 1) + ASKED


def test_a_book_may_ask_for_earlier_awards_and_the_bodies_around(
    cast: Cast, year: Campaign
) -> None:
    """The cell and the collective of the year, and what was given in a year held here before."""
    load_framework_text(text=own_book(), actor=OPERATOR)
    who = cast.of_cell("G1A", 4)
    title = award(year, "asked", who, cast["P"])

    status, reasons = outcome(title)
    assert status == "refused"
    assert "từ 0 đến 1 (có năm chưa đủ căn cứ)" in reasons, "nobody knows what was given in 2020"

    before = open_campaign(year=2020, values=BEFORE, actor=OPERATOR)
    praised = award(before, "praise", who, cast["G1"])
    praised.status = "refused"
    praised.save()
    assert "Số lần được biểu dương: 0" in outcome(title)[1], "a year that was checked is known"

    praised.status = "given"
    praised.save()
    assert outcome(title) == ("given", "")
