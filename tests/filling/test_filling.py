"""Missing facts are entered where they are missing: by whom, one at a time, taken back, refused."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.filling.conftest import undetermined
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.decisions.models import DecisionItem
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.filling.actions import fill_fact, take_back
from thidua.filling.errors import FillingError
from thidua.filling.gathering import gathered
from thidua.filling.queries import entered_today
from thidua.history.tracking import history_of
from thidua.roster.models import RosterEntry
from thidua.rulebook.errors import FactError

Who = Callable[[str], User]
As = Callable[[str], Client]
PAGE, SAVE = "/bo-sung/2021/GL01A/", "/bo-sung/2021/GL01A/luu/"


def facts_of(entry: RosterEntry) -> dict[str, object]:
    return dict(FactSheet.objects.get(pk=entry.pk).facts)


def own(town: Town, code: str) -> set[tuple[int, str]]:
    found = gathered(town.campaign, [town[code]])[town[code].pk]
    return {(cell.entry, cell.fact) for cell in found.own}


def fill(
    town: Town, who: User, entry: RosterEntry, fact: str, value: str, *, was: str = ""
) -> None:
    fill_fact(unit=town["GL01A"], cell=(entry, fact), value=value, was=was, actor=who)


def test_the_cells_fields_are_the_missing_facts_of_its_members_and_no_others(
    town: Town, duyen: RosterEntry, nhai: RosterEntry
) -> None:
    mine = {(pk, fact) for pk, fact in own(town, "GL01A") if pk in {duyen.pk, nhai.pk}}
    assert mine == {
        (duyen.pk, "duties"),
        (duyen.pk, "ethics_lifestyle"),
        (nhai.pk, "year_tasks"),
    }
    assert not {pk for pk, _ in own(town, "GL01B")} & {duyen.pk, nhai.pk}
    assert not {pk for pk, _ in own(town, "GL01")} & {duyen.pk, nhai.pk}


def test_a_field_is_saved_by_itself_and_the_history_keeps_who_did(
    town: Town, who: Who, duyen: RosterEntry
) -> None:
    before = facts_of(duyen)
    fill(town, who("cell"), duyen, "duties", "good")
    assert facts_of(duyen) == before | {"duties": "good"}
    _, told = history_of(FactSheet.objects.get(pk=duyen.pk), newest=1)[0]
    assert (told["act"], told["fact"], told["role"]) == ("filling.fill", "duties", "cell")
    assert (duyen.pk, "duties") not in own(town, "GL01A")


@pytest.mark.parametrize("name", ["province", "upper_level", "grassroots", "cell"])
def test_the_cell_and_those_above_it_enter(
    town: Town, who: Who, duyen: RosterEntry, name: str
) -> None:
    fill(town, who(name), duyen, "duties", "Tốt")
    assert facts_of(duyen)["duties"] == "good"


@pytest.mark.parametrize(
    "name",
    ["cell_outside", "grassroots_outside", "inspector", "auditor", "administrator", "member"],
)
def test_nobody_else_enters(town: Town, who: Who, duyen: RosterEntry, name: str) -> None:
    with pytest.raises(PermissionDenied):
        fill(town, who(name), duyen, "duties", "good")
    assert "duties" not in facts_of(duyen)


def test_a_unit_enters_only_what_it_keeps(town: Town, who: Who, duyen: RosterEntry) -> None:
    for code in ("GL01", "GL01B"):
        with pytest.raises(FillingError, match="không giữ thông tin này"):
            fill_fact(
                unit=town[code],
                cell=(duyen, "duties"),
                value="good",
                was="",
                actor=who("province"),
            )


def test_nobody_enters_their_own(town: Town, who: Who, as_: As) -> None:
    secretary = who("cell")
    mine = undetermined("DV0006", "duties")
    secretary.person = mine.person
    secretary.save()
    with pytest.raises(FactCorrectionError, match="chính đồng chí"):
        fill(town, secretary, mine, "duties", "excellent")
    shown = row_of(as_("cell").get(PAGE).content.decode(), mine)
    assert "Chính đồng chí" in shown
    assert "<button" not in shown


def test_what_is_decided_stays(town: Town, who: Who) -> None:
    decided = RosterEntry.objects.get(
        pk=DecisionItem.objects.filter(decision__status="issued").values("roster_entry")[:1]
    )
    stored = str(facts_of(decided)["year_tasks"])
    with pytest.raises(FactCorrectionError, match="mở lại quyết định"):
        fill(town, who("province"), decided, "year_tasks", "poor", was=stored)


@pytest.mark.parametrize("value", ["", "rất tốt", "5", "<b>", "tốt " * 30])
def test_a_value_that_the_fact_cannot_have_is_refused_beside_its_field(
    town: Town, as_: As, duyen: RosterEntry, value: str
) -> None:
    sent = as_("cell").post(SAVE, {"entry": duyen.pk, "fact": "duties", "value": value, "was": ""})
    assert sent.status_code == 409
    assert 'class="fill-error" role="alert"' in row_of(sent.content.decode(), duyen)
    assert "duties" not in facts_of(duyen)


def test_signs_that_nobody_sees_are_left_out(town: Town, as_: As, duyen: RosterEntry) -> None:
    as_("cell").post(SAVE, {"entry": duyen.pk, "fact": "duties", "value": " Tốt\u200b ", "was": ""})
    assert facts_of(duyen)["duties"] == "good"


def test_a_second_tab_does_not_write_over_the_first(
    town: Town, who: Who, as_: As, duyen: RosterEntry
) -> None:
    fill(town, who("grassroots"), duyen, "duties", "excellent")
    sent = as_("cell").post(SAVE, {"entry": duyen.pk, "fact": "duties", "value": "poor", "was": ""})
    assert sent.status_code == 409
    assert "vừa có người khác nhập: Xuất sắc" in sent.content.decode()
    assert facts_of(duyen)["duties"] == "excellent"


def test_an_entry_is_taken_back_the_same_day(town: Town, who: Who, duyen: RosterEntry) -> None:
    before = facts_of(duyen)
    cell, unit = who("cell"), town["GL01A"]
    fill(town, cell, duyen, "duties", "good")
    assert entered_today(unit, [duyen.pk]) == {(duyen.pk, "duties")}
    take_back(unit=unit, cell=(duyen, "duties"), back_to="", was="good", actor=cell)
    assert facts_of(duyen) == before
    assert entered_today(unit, [duyen.pk]) == set()


def test_what_came_from_elsewhere_is_not_taken_back(
    town: Town, who: Who, duyen: RosterEntry
) -> None:
    stored = str(facts_of(duyen)["year_tasks"])
    with pytest.raises(FillingError, match="nhập hôm nay"):
        take_back(
            unit=town["GL01A"],
            cell=(duyen, "year_tasks"),
            back_to="",
            was=stored,
            actor=who("cell"),
        )


def row_of(page: str, entry: RosterEntry) -> str:
    """The row of one subject as it was sent."""
    found = re.search(rf'<article[^>]*id="r-{entry.pk}".*?</article>', page, re.DOTALL)
    assert found is not None
    return found.group()


def test_a_row_shows_a_level_only_once_it_is_full(
    town: Town, who: Who, as_: As, duyen: RosterEntry
) -> None:
    cell = who("cell")
    fill(town, cell, duyen, "duties", "good")
    page = as_("cell").get(PAGE).content.decode()
    assert "tạm xếp" not in row_of(page, duyen)
    assert "còn 1 ô" in row_of(page, duyen)
    fill(town, cell, duyen, "ethics_lifestyle", "good")
    full = row_of(as_("cell").get(PAGE).content.decode(), duyen)
    assert "đã đủ" in full
    assert "tạm xếp" in full


def test_nothing_is_chosen_before_somebody_chooses(town: Town, as_: As, duyen: RosterEntry) -> None:
    row = row_of(as_("cell").get(PAGE).content.decode(), duyen)
    assert 'aria-pressed="true"' not in row
    assert "selected" not in row


def test_without_scripts_a_button_saves_and_leads_back_to_its_field(
    as_: As, duyen: RosterEntry
) -> None:
    sent = as_("cell").post(SAVE, {"entry": duyen.pk, "fact": "duties", "value": "good", "was": ""})
    assert sent.status_code == 302
    assert sent["Location"] == f"{PAGE}?at={duyen.pk}#f-{duyen.pk}-duties"


def test_with_scripts_only_the_row_and_the_numbers_come_back(
    as_: As, duyen: RosterEntry, nhai: RosterEntry
) -> None:
    sent = as_("cell").post(
        SAVE,
        {"entry": duyen.pk, "fact": "duties", "value": "good", "was": ""},
        headers={"HX-Request": "true"},
    )
    text = sent.content.decode()
    assert sent.status_code == 200
    assert f'id="r-{duyen.pk}"' in text
    assert f'id="r-{nhai.pk}"' not in text
    assert "Đã lưu từng ô, lúc" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "wrong",
    [{"entry": "x"}, {"entry": "999999999999999999999"}, {"fact": "khong_co"}, {"fact": ""}],
)
def test_a_field_that_is_none_is_not_there(
    as_: As, duyen: RosterEntry, wrong: dict[str, str]
) -> None:
    form = {"entry": str(duyen.pk), "fact": "duties", "value": "good", "was": ""} | wrong
    assert as_("cell").post(SAVE, form).status_code == 404


@pytest.mark.parametrize("name", ["cell_outside", "grassroots_outside", "inspector", "member"])
def test_for_others_the_page_is_not_there(as_: As, duyen: RosterEntry, name: str) -> None:
    assert as_(name).get(PAGE).status_code == 404


def test_the_first_page_counts_what_is_left_and_leads_there(
    town: Town, as_: As, duyen: RosterEntry, nhai: RosterEntry
) -> None:
    number = len(own(town, "GL01A"))
    page = as_("cell").get("/?year=2021").content.decode()
    assert f"Bổ sung thông tin: {number} ô của" in page
    assert f"Nhập {number} ô" in page
    assert f'href="{PAGE}"' in page


def test_what_a_field_asks_stands_beside_it(as_: As, duyen: RosterEntry) -> None:
    about = f"{PAGE}o/{duyen.pk}/duties/"
    page = as_("cell").get(about).content.decode()
    assert "HD 21-HD/BTCTW" in page
    assert "Căn cứ trong năm" in page
    assert as_("cell_outside").get(about).status_code == 404


def test_an_address_of_a_subject_leads_to_who_keeps_its_sheet(as_: As, duyen: RosterEntry) -> None:
    address = f"/bo-sung/2021/ai/{duyen.pk}/"
    sent = as_("grassroots").get(address)
    assert sent["Location"] == f"{PAGE}?at={duyen.pk}#r-{duyen.pk}"
    assert as_("member").get(address).status_code == 404


def test_unreadable_words_raise_the_rulebooks_error(
    town: Town, who: Who, duyen: RosterEntry
) -> None:
    with pytest.raises(FactError):
        fill(town, who("cell"), duyen, "duties", "rất tốt")
