"""A fact that another unit knows: handed to it, entered there, handed back; reminding it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.facts.models import FactSheet
from thidua.filling.actions import fill_fact, give_back, hand_on
from thidua.filling.errors import FillingError
from thidua.filling.models import FactRequest, Status
from thidua.notices.models import Reminder
from thidua.roster.models import RosterEntry

Who = Callable[[str], User]
As = Callable[[str], Client]


@pytest.fixture
def handed(town: Town, who: Who, duyen: RosterEntry) -> FactRequest:
    """The cell GL01A asks the cell beside it for one fact."""
    return hand_on(unit=town["GL01A"], cell=(duyen, "duties"), to=town["GL01B"], actor=who("cell"))


def test_the_other_unit_enters_this_one_fact_and_no_other(
    town: Town, who: Who, duyen: RosterEntry, handed: FactRequest
) -> None:
    def enter(fact: str, value: str) -> None:
        fill_fact(
            unit=town["GL01B"],
            cell=(duyen, fact),
            value=value,
            was="",
            actor=who("cell_outside"),
        )

    with pytest.raises(FillingError, match="không giữ"):
        enter("ethics_lifestyle", "good")
    enter("duties", "good")
    assert FactSheet.objects.get(pk=duyen.pk).facts["duties"] == "good"
    handed.refresh_from_db()
    assert handed.status == Status.ENTERED
    with pytest.raises(FillingError, match="không giữ"):
        enter("duties", "poor")


def test_a_row_stands_on_the_other_units_first_page(as_: As, handed: FactRequest) -> None:
    page = as_("cell_outside").get("/?year=2021").content.decode()
    assert "do nơi khác chuyển đến" in page
    assert 'href="/bo-sung/2021/GL01B/"' in page
    there = as_("cell_outside").get("/bo-sung/2021/GL01B/").content.decode()
    assert handed.roster_entry.name in there
    handed.refresh_from_db()
    assert handed.seen_at is not None
    here = as_("cell").get("/bo-sung/2021/GL01A/").content.decode()
    assert "đã chuyển Chi bộ thôn Trạm Bóng" in here


def test_it_comes_back_to_who_handed_it_on(
    town: Town, who: Who, as_: As, duyen: RosterEntry, handed: FactRequest
) -> None:
    about = f"/bo-sung/2021/GL01B/o/{duyen.pk}/duties/"
    assert "chuyển lại" in as_("cell_outside").get(about).content.decode()
    assert as_("cell_outside").post(about, {"act": "give_back"}).status_code == 302
    handed.refresh_from_db()
    assert handed.status == Status.RETURNED
    assert as_("cell_outside").get(about).status_code == 404
    with pytest.raises(FillingError, match="đã xong"):
        give_back(request=handed, actor=who("cell_outside"))
    hand_on(unit=town["GL01A"], cell=(duyen, "duties"), to=town["GL01"], actor=who("cell"))


def test_only_near_units_and_only_what_is_missing(
    town: Town, who: Who, as_: As, duyen: RosterEntry, handed: FactRequest
) -> None:
    cell, unit = who("cell"), town["GL01A"]
    with pytest.raises(FillingError, match="đã chuyển cho"):
        hand_on(unit=unit, cell=(duyen, "duties"), to=town["GL01"], actor=cell)
    for code in ("GL02A", "GL", "GL01A"):
        with pytest.raises(FillingError, match="trong danh sách"):
            hand_on(unit=unit, cell=(duyen, "ethics_lifestyle"), to=town[code], actor=cell)
    with pytest.raises(FillingError, match="đã có"):
        hand_on(unit=unit, cell=(duyen, "year_tasks"), to=town["GL01"], actor=cell)
    with pytest.raises(PermissionDenied):
        hand_on(
            unit=unit, cell=(duyen, "ethics_lifestyle"), to=town["GL01"], actor=who("cell_outside")
        )
    about = f"/bo-sung/2021/GL01A/o/{duyen.pk}/ethics_lifestyle/"
    for code in ("", "GL02A", "KHONG-CO", "<x>"):
        sent = as_("cell").post(about, {"to": code})
        assert (sent.status_code, "trong danh sách" in sent.content.decode()) == (409, True)


def test_who_holds_it_is_reminded_once_in_48_hours(
    as_: As, town: Town, handed: FactRequest
) -> None:
    page = as_("cell").get("/bo-sung/2021/GL01A/").content.decode()
    assert "Chi bộ thôn Trạm Bóng" in page
    assert "chưa mở" in page
    remind = "/bo-sung/2021/GL01A/nhac/"
    as_("cell").post(remind, {"unit": "GL01B"})
    as_("cell").post(remind, {"unit": "GL01B"})
    assert Reminder.objects.filter(unit=town["GL01B"], from_unit=town["GL01A"]).count() == 1
    assert "chưa xem" in as_("cell").get("/bo-sung/2021/GL01A/").content.decode()
    assert as_("cell").post(remind, {"unit": "GL02"}).status_code == 404


def test_a_committee_sees_which_cells_it_waits_for(as_: As, duyen: RosterEntry, town: Town) -> None:
    page = as_("grassroots").get("/bo-sung/2021/GL01/").content.decode()
    assert "Nơi khác giữ" in page
