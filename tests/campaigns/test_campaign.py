"""Opening a year, its calendar, its frameworks, and the texts that officers load."""

import datetime as dt
from typing import Any
from typing import cast as typed

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import CUT_OFF, OPERATOR, REVIEW, officer
from tests.cast import Cast, campaign, entry, everybody_good
from thidua.accounts.models import Role
from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.errors import CampaignNotFoundError, CampaignRefusedError
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of, deadlines
from thidua.frameworks.actions import bind_frameworks, load_framework_text
from thidua.frameworks.binding import awards_book, bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.frameworks.models import FrameworkText
from thidua.roster.actions import freeze_roster
from thidua.roster.errors import RosterError
from thidua.roster.queries import roster
from thidua.rulebook import (
    FrameworkError,
    Library,
    NoFrameworkInForceError,
    packaged_awards,
    packaged_layers,
)
from thidua.vocabulary import SubjectType

DATES: CampaignValues = {"review_date": REVIEW, "cut_off_date": CUT_OFF}


def opened(**values: Any) -> Campaign:
    return open_campaign(
        year=2021, values=typed("CampaignValues", {**DATES, **values}), actor=OPERATOR
    )


def test_a_year_is_opened_and_then_changed_in_what_is_said(cast: Cast) -> None:
    opened(name="Vượt khó", launch_venue="Hội trường")
    changed = open_campaign(year=2021, values={"name": "Tăng tốc"}, actor=OPERATOR)
    assert (changed.name, changed.launch_venue, changed.cut_off_date) == (
        "Tăng tốc",
        "Hội trường",
        CUT_OFF,
    )
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"cut_off_date": None}, "còn thiếu: cut_off_date"),
        ({"cut_off_date": None, "review_date": None}, "còn thiếu: review_date, cut_off_date"),
        ({"colour": "red"}, "không hiểu mục colour; cần: name, spirit"),
        (
            {"cut_off_date": dt.date(2022, 1, 1)},
            "cut_off_date 01/01/2022 phải nằm trong khoảng từ 01/01/2021",
        ),
        ({"review_date": dt.date(2020, 12, 31)}, "review_date 31/12/2020 phải nằm trong khoảng"),
    ],
)
def test_values_that_cannot_be_are_refused(
    cast: Cast, values: dict[str, Any], message: str
) -> None:
    with pytest.raises(CampaignRefusedError, match=message):
        opened(**values)
    assert not Campaign.objects.exists()


def test_the_calendar_is_replaced_as_a_whole(cast: Cast) -> None:
    opened(deadlines={"launch": dt.date(2021, 2, 1), "review": dt.date(2021, 12, 20)})
    year = opened(deadlines={"review": dt.date(2021, 12, 21), "sum_up": dt.date(2022, 2, 23)})
    assert [(one.step, one.due_on.day) for one in deadlines(year)] == [
        ("review", 21),
        ("sum_up", 23),
    ]


def test_saying_the_same_again_changes_nothing(cast: Cast) -> None:
    opened(deadlines={"review": REVIEW})
    year = campaign()
    frozen = year.roster_frozen_at
    again = opened(deadlines={"review": REVIEW}, local_layer="hai_duong_2021")
    assert again.roster_frozen_at == frozen
    assert again.bindings.count() == 4


@pytest.mark.parametrize(
    ("values", "bound"),
    [
        ({"cut_off_date": dt.date(2021, 11, 30)}, 4),
        ({"review_date": dt.date(2021, 12, 1)}, 0),
        ({"local_layer": "default"}, 0),
    ],
)
def test_other_dates_or_another_layer_ask_for_a_new_roster_and_binding(
    cast: Cast, values: dict[str, Any], bound: int
) -> None:
    campaign()
    year = opened(**{"local_layer": "hai_duong_2021", **values})
    assert year.roster_frozen_at is None
    assert year.bindings.count() == bound


def test_the_frameworks_in_force_on_the_review_date_are_bound_whole_with_the_layer(
    cast: Cast,
) -> None:
    year = campaign()
    framework = bound_frameworks(year)[SubjectType.MEMBER]
    assert framework.id == "hd21_2019/member"
    assert framework.layers == ("hai_duong_2021",)
    assert framework.setting("quota_rounding") == "up"
    assert not framework.open_parameters


def test_a_year_without_a_layer_of_its_own_gets_the_cautious_default(cast: Cast) -> None:
    framework = bound_frameworks(campaign(local_layer=""))[SubjectType.MEMBER]
    assert (framework.layers, framework.setting("quota_rounding")) == (("default",), "down")


def test_a_review_date_that_no_framework_covers_is_refused_with_those_covered(cast: Cast) -> None:
    year = open_campaign(
        year=2018,
        values={"review_date": dt.date(2018, 12, 1), "cut_off_date": dt.date(2018, 11, 30)},
        actor=OPERATOR,
    )
    with pytest.raises(NoFrameworkInForceError, match=r"01/12/2018.*18/10/2019"):
        bind_frameworks(campaign=year, actor=OPERATOR)
    with pytest.raises(NotBoundError, match="member, organisation, collective, leader"):
        freeze_roster(campaign=year, actor=OPERATOR)


def test_an_unknown_layer_is_refused_with_the_known_ones(cast: Cast) -> None:
    with pytest.raises(FrameworkError, match=r"hai_duong"):
        campaign(local_layer="hai_dong")


def corrected(old: str, new: str, *, version: int = 3) -> str:
    text = Library.packaged()["hd21_2019/member"].to_yaml()
    assert old in text
    return text.replace(old, new, 1).replace("version: 2", f"version: {version}", 1)


def test_a_corrected_threshold_is_loaded_and_holds_for_years_bound_afterwards(cast: Cast) -> None:
    year = campaign()
    loaded = load_framework_text(text=corrected("value: 50\n", "value: 60\n"), actor=OPERATOR)
    assert (loaded.text_id, loaded.version) == ("hd21_2019/member", 3)
    assert bound_frameworks(year)[SubjectType.MEMBER].setting("targets_floor") == 50
    bind_frameworks(campaign=year, actor=OPERATOR)
    assert bound_frameworks(year)[SubjectType.MEMBER].setting("targets_floor") == 60


def test_the_same_text_is_kept_once(cast: Cast) -> None:
    text = corrected("value: 50\n", "value: 60\n")
    assert load_framework_text(text=text, actor=OPERATOR) == load_framework_text(
        text=text + "\n", actor=OPERATOR
    )
    assert FrameworkText.objects.count() == 1


def test_a_change_under_a_used_version_number_is_refused(cast: Cast) -> None:
    with pytest.raises(FrameworkError, match="cần số phiên bản lớn hơn 2"):
        load_framework_text(text=corrected("value: 50\n", "value: 60\n", version=2), actor=OPERATOR)


def test_a_faulty_text_is_refused_with_all_its_faults_and_nothing_is_kept(cast: Cast) -> None:
    text = corrected("fact: degraded\n", "fact: degradde\n").replace(
        "source: hd16", "source: hd17", 1
    )
    with pytest.raises(FrameworkError) as refused:
        load_framework_text(text=text, actor=OPERATOR)
    assert "degradde" in str(refused.value)
    assert "hd17" in str(refused.value)
    assert not FrameworkText.objects.exists()


def test_a_layer_and_a_book_of_awards_are_loaded_too(cast: Cast) -> None:
    layer = packaged_layers()["default"].to_yaml().replace("id: default", "id: my_district", 1)
    load_framework_text(text=layer.replace("value: down", "value: half_up", 1), actor=OPERATOR)
    framework = bound_frameworks(campaign(local_layer="my_district"))[SubjectType.MEMBER]
    assert framework.setting("quota_rounding") == "half_up"
    book = packaged_awards().to_yaml().replace("vi: Biểu dương", "vi: Tuyên dương", 1)
    load_framework_text(text=book, actor=OPERATOR)
    assert awards_book().forms["praise"].title.vi == "Tuyên dương"


def test_a_book_of_awards_is_stored_under_its_own_version(cast: Cast) -> None:
    third = packaged_awards().to_yaml().replace("version: 2", "version: 3", 1)
    loaded = load_framework_text(text=third, actor=OPERATOR)
    assert (loaded.text_id, loaded.version) == ("hd21_2019/awards", 3)
    assert load_framework_text(text=third, actor=OPERATOR) == loaded
    with pytest.raises(FrameworkError, match="cần số phiên bản lớn hơn 3"):
        load_framework_text(text=third.replace("Biểu dương", "Tuyên dương"), actor=OPERATOR)
    fifth = third.replace("version: 3", "version: 5", 1)
    assert load_framework_text(text=fifth, actor=OPERATOR).version == 5
    assert awards_book().version == 5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hd21_2019/member", "hd21_2019/membr", "không có khung “hd21_2019/membr”"),
        ("applies_to:\n", "applies_to:\n- hd25_2023/member\n", "không có khung “hd25_2023/member”"),
    ],
)
def test_a_layer_for_a_framework_that_is_not_known_is_refused(
    cast: Cast, old: str, new: str, said: str
) -> None:
    layer = packaged_layers()["default"].to_yaml()
    assert old in layer
    with pytest.raises(FrameworkError, match=said):
        load_framework_text(text=layer.replace(old, new), actor=OPERATOR)
    assert not FrameworkText.objects.exists()


def test_a_book_of_awards_that_nothing_asks_for_is_refused(cast: Cast) -> None:
    book = packaged_awards().to_yaml().replace("hd21_2019/awards", "hd25_2023/awards", 1)
    with pytest.raises(FrameworkError, match="hd21_2019/awards"):
        load_framework_text(text=book, actor=OPERATOR)


def test_an_unknown_year_is_refused_with_the_known_ones(cast: Cast) -> None:
    opened()
    with pytest.raises(
        CampaignNotFoundError, match="chưa mở năm thi đua 2020; các năm đã có: 2021"
    ):
        campaign_of(2020)


def test_freezing_without_a_tree_is_refused(db: None) -> None:
    with pytest.raises(RosterError, match="không có tổ chức nào"):
        campaign()


@pytest.mark.parametrize("role", [Role.UPPER_LEVEL, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_province_changes_a_year(cast: Cast, role: Role) -> None:
    year, who = campaign(frozen=False), officer("someone", role, cast["P"])
    with pytest.raises(PermissionDenied):
        open_campaign(year=2021, values={"name": "Tên khác"}, actor=who)
    with pytest.raises(PermissionDenied):
        bind_frameworks(campaign=year, actor=who)
    with pytest.raises(PermissionDenied):
        freeze_roster(campaign=year, actor=who)
    with pytest.raises(PermissionDenied):
        load_framework_text(text="", actor=who)


def test_the_roster_shows_each_their_own_part(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    secretary, auditor = (
        officer("secretary", Role.CELL, cast["G1A"]),
        officer("accounts", Role.ADMINISTRATOR, cast["P"]),
    )
    assert set(
        roster(campaign=year, actor=secretary).values_list("organisation__code", flat=True)
    ) == {"G1A"}
    assert not roster(campaign=year, actor=auditor).exists()
    secretary.grants.all().delete()
    assert not roster(campaign=year, actor=secretary).exists()
    secretary.person = cast.of_cell("G3A", 2)
    secretary.save()
    own = roster(campaign=year, actor=secretary)
    assert {(one.code, one.subject_type) for one in own} == {
        ("M-G3A-02", "member"),
        ("M-G3A-02", "leader"),
    }
    assert entry(year, "M-G3A-02") in own
