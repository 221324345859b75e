"""Making a year public: who may, what stands against it, what is sealed, how it is taken back."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.portal.province import decide_everybody
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign, Indicator
from thidua.decisions.models import DecisionItem
from thidua.language import speaking
from thidua.portal.actions import publish, withdraw
from thidua.portal.errors import NotPublishedError, PublishingRefusedError, WithdrawalError
from thidua.portal.models import Publication, PublishedFile
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry

OPERATOR = Operator()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_files")]


def events() -> list[dict[str, object]]:
    happened = apps.get_model("portal", "PublicationEvent")._default_manager.order_by("pgh_id")
    return list(happened.values("pgh_label", "pgh_context__metadata", "figures"))


def test_an_officer_of_the_province_publishes_and_the_history_says_so(decided: Town) -> None:
    publication = publish(campaign=decided.campaign, actor=decided.officer("tinh", Role.PROVINCE))
    assert publication.published_by == "tinh"
    assert publication.first_published_at == publication.published_at
    assert not publication.corrected
    (event,) = events()
    metadata = event["pgh_context__metadata"]
    assert isinstance(metadata, dict)
    assert (metadata["act"], metadata["actor"]) == ("portal.publish", "tinh")
    names = set(publication.files.values_list("name", flat=True))
    assert names == {
        "bao-cao.pdf",
        "bao-cao.docx",
        "so-lieu.csv",
        "so-lieu.json",
        "anh.png",
        "anh-en.png",
    }


def test_nobody_else_may(decided: Town) -> None:
    for role in set(Role) - {Role.PROVINCE}:
        other = decided.officer(role.value, role)
        with pytest.raises(PermissionDenied):
            publish(campaign=decided.campaign, actor=other)
        with pytest.raises(PermissionDenied):
            withdraw(campaign=decided.campaign, reason="x", actor=other)
    assert not Publication.objects.exists()


def test_a_district_s_own_province_role_is_not_the_province_s(decided: Town) -> None:
    with pytest.raises(PermissionDenied):
        publish(campaign=decided.campaign, actor=decided.officer("gl", Role.PROVINCE, "GL"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "GL",
            "1 tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng chưa có quyết định xếp loại",
        ),
        ("GL01", "1 tổ chức cơ sở đảng chưa có quyết định xếp loại"),
        ("DV0007", "1 đảng viên chưa có quyết định xếp loại"),
    ],
)
def test_somebody_undecided_stands_against_it(decided: Town, code: str, said: str) -> None:
    DecisionItem.objects.filter(
        roster_entry__code=code, roster_entry__subject_type__in=["member", "organisation"]
    ).delete()
    with pytest.raises(PublishingRefusedError) as refused:
        publish(campaign=decided.campaign, actor=OPERATOR)
    assert [one.vi for one in refused.value.reasons] == [said]
    assert not Publication.objects.exists()


def test_somebody_nobody_can_tell_stands_against_it(decided: Town) -> None:
    DecisionItem.objects.filter(
        roster_entry__code="GL02", roster_entry__subject_type="organisation"
    ).delete()
    Rating.objects.filter(
        roster_entry__code="GL02", roster_entry__subject_type="organisation"
    ).update(standing=None)
    with pytest.raises(PublishingRefusedError) as refused:
        publish(campaign=decided.campaign, actor=OPERATOR)
    assert [one.en for one in refused.value.reasons] == [
        "1 grassroots organisations cannot be told yet"
    ]


def test_a_collective_or_a_cell_undecided_does_not(decided: Town) -> None:
    DecisionItem.objects.filter(roster_entry__subject_type="collective").delete()
    DecisionItem.objects.filter(
        roster_entry__tier="cell", roster_entry__subject_type="organisation"
    ).delete()
    assert publish(campaign=decided.campaign, actor=OPERATOR).pk


def test_every_reason_is_told_at_once(town: Town) -> None:
    with pytest.raises(PublishingRefusedError) as refused:
        publish(campaign=town.campaign, actor=OPERATOR)
    assert len(refused.value.reasons) >= 4


def test_a_year_in_which_nobody_was_rated_is_not_public(town: Town) -> None:
    RosterEntry.objects.filter(campaign=town.campaign).update(rated=False, excluded_by="x")
    with (
        pytest.raises(PublishingRefusedError, match=r"chưa có đảng viên nào được xếp loại"),
        speaking("vi"),
    ):
        publish(campaign=town.campaign, actor=OPERATOR)


def test_publishing_what_is_public_already_changes_nothing(decided: Town) -> None:
    first = publish(campaign=decided.campaign, actor=OPERATOR)
    again = publish(campaign=decided.campaign, actor=decided.officer("tinh", Role.PROVINCE))
    assert (again.published_at, again.published_by) == (first.published_at, "Người vận hành")
    assert len(events()) == 1


def test_a_correction_is_seen_only_when_published_again(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=OPERATOR)
    Indicator.objects.filter(code="grdp").update(result="9.9")
    Campaign.objects.update(spirit="Tinh thần mới")
    reader = Client()
    before = reader.get("/cong-khai/2021/").content.decode()
    assert "9,9%" not in before
    assert "Tinh thần mới" not in before
    assert "cập nhật ngày" not in before
    publication = publish(campaign=decided.campaign, actor=OPERATOR, note="Sửa GRDP.")
    after = reader.get("/cong-khai/2021/").content.decode()
    assert "9,9%" in after
    assert "cập nhật ngày" in after
    assert "Sửa GRDP." in after
    assert publication.corrected
    assert PublishedFile.objects.count() == 6
    assert b"9.9" in bytes(publication.files.get(name="so-lieu.csv").body)


def moved(town: Town, number: int, *, to: str = "completed") -> None:
    """So many members of Chí Linh's school who are good are decided anew."""
    found = DecisionItem.objects.filter(
        roster_entry__subject_type="member", roster_entry__upper_level=town["CL"], level="good"
    ).order_by("pk")
    DecisionItem.objects.filter(pk__in=[one.pk for one in found[:number]]).update(level=to)


def people(publication: Publication) -> dict[str, list[object]]:
    """What is printed of members, by body; "" the whole province."""
    rows = {one["code"]: one["levels"] for one in publication.figures["members_by_body"]}
    rows[""] = publication.figures["members"]
    return {code: [*row["counts"], row["total"]] for code, row in rows.items()}


@pytest.fixture
def halves(decided: Town) -> Town:
    """Of each body's members one half is good and the other completed: nothing is hidden."""
    members = DecisionItem.objects.filter(roster_entry__subject_type="member").order_by("pk")
    for body in ("GL", "CL"):
        keys = list(
            members.filter(roster_entry__upper_level=decided[body]).values_list("pk", flat=True)
        )
        DecisionItem.objects.filter(pk__in=keys[::2]).update(level="good")
        DecisionItem.objects.filter(pk__in=keys[1::2]).update(level="completed")
    return decided


GL, CL, ALL = [0, 30, 30, 0, 60], [0, 20, 20, 0, 40], [0, 50, 50, 0, 100]


def test_one_person_s_new_level_shows_in_no_later_edition_not_even_after_a_withdrawal(
    halves: Town,
) -> None:
    first = publish(campaign=halves.campaign, actor=OPERATOR)
    assert people(first) == {"GL": GL, "CL": CL, "": ALL}
    moved(halves, 1)
    Indicator.objects.filter(code="grdp").update(result="9.9")
    publication = publish(campaign=halves.campaign, actor=OPERATOR)
    assert people(publication) == {"GL": GL, "CL": CL, "": ALL}
    assert "giữ như" in Client().get("/cong-khai/2021/").content.decode()
    withdraw(campaign=halves.campaign, reason="Sai chỉ tiêu", actor=OPERATOR)
    assert people(publish(campaign=halves.campaign, actor=OPERATOR)) == {
        "GL": GL,
        "CL": CL,
        "": ALL,
    }


def test_a_larger_correction_shows_in_its_line_and_in_the_whole(halves: Town) -> None:
    publish(campaign=halves.campaign, actor=OPERATOR)
    moved(halves, 8)
    second = people(publish(campaign=halves.campaign, actor=OPERATOR))
    assert second == {"GL": GL, "CL": [0, 12, 28, 0, 40], "": [0, 42, 58, 0, 100]}


def test_what_was_hidden_stays_hidden(decided: Town) -> None:
    first = people(publish(campaign=decided.campaign, actor=OPERATOR))
    moved(decided, 20)
    second = people(publish(campaign=decided.campaign, actor=OPERATOR))
    assert any(isinstance(cell, str) for cell in first["CL"])
    assert second == first


def test_the_officer_sees_in_the_preview_which_lines_stay(halves: Town) -> None:
    publish(campaign=halves.campaign, actor=OPERATOR)
    client = Client()
    client.force_login(halves.officer("tinh", Role.PROVINCE))
    assert "public-kept" not in client.get("/cong-bo/2021/xem-truoc/").content.decode()
    moved(halves, 1)
    assert "public-kept" in client.get("/cong-bo/2021/xem-truoc/").content.decode()


def test_withdrawing_needs_a_reason_and_leaves_nothing_but_history(decided: Town) -> None:
    publish(campaign=decided.campaign, actor=OPERATOR)
    with pytest.raises(WithdrawalError):
        withdraw(campaign=decided.campaign, reason="  ", actor=OPERATOR)
    withdraw(campaign=decided.campaign, reason="Sai số liệu", actor=OPERATOR)
    reader = Client()
    for path in (
        "/cong-khai/2021/",
        "/en/results/2021/",
        "/cong-khai/2021/bao-cao.pdf",
        "/cong-khai/2021/anh.png",
    ):
        assert reader.get(path).status_code == 404
    last = events()[-1]
    metadata = last["pgh_context__metadata"]
    assert isinstance(metadata, dict)
    assert (last["pgh_label"], metadata["reason"]) == ("delete", "Sai số liệu")
    assert last["figures"]
    with pytest.raises(NotPublishedError):
        withdraw(campaign=decided.campaign, reason="Sai số liệu", actor=OPERATOR)


def test_a_failed_drawing_publishes_nothing(decided: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr("thidua.portal.actions.make_files", broken)
    with pytest.raises(RuntimeError, match="no ink"):
        publish(campaign=decided.campaign, actor=OPERATOR)
    assert not Publication.objects.exists()


def test_deciding_is_enough(town: Town) -> None:
    decide_everybody(town)
    assert publish(campaign=town.campaign, actor=OPERATOR).figures["awards"] == []
