"""The grid: seen by who may see the cell, graded cell by cell, pasted into, taken back."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast, campaign
from tests.opinions.conftest import Who
from thidua.campaigns.models import Campaign
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_grades
from thidua.opinions.models import Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.roster.identity import SubjectKey, member
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import OpinionKind

GRID, OWN = "/nam/2021/cham/G1A/", "/nam/2021/cham/cua-toi/"
As = Callable[[str], Client]


@pytest.fixture
def as_(who: Who) -> As:
    def client(name: str) -> Client:
        made = Client()
        made.force_login(who(name))
        return made

    return client


def entry(year: Campaign, cast: Cast, number: int) -> int:
    person = cast.of_cell("G1A", number)
    return RosterEntry.objects.get(campaign=year, person=person, subject_type="member").pk


def send(client: Client, cells: list[list[Any]], reason: str = "") -> tuple[int, dict[str, Any]]:
    answer = client.post(GRID, {"cells": json.dumps(cells), "reason": reason})
    return answer.status_code, answer.json()


def test_a_cell_is_saved_at_once_and_its_row_comes_back(
    year: Campaign, cast: Cast, as_: As
) -> None:
    one = entry(year, cast, 5)
    status, answer = send(as_("secretary"), [[one, "duties", "excellent", "", ""]])
    assert status == 200
    assert 'data-g="excellent"' in answer["rows"][str(one)]
    assert answer["undo"] == [[one, "duties", "", "excellent", ""]]
    assert Grade.objects.get().grade == "excellent"


def test_another_grade_asks_why_at_once_and_is_marked(year: Campaign, cast: Cast, as_: As) -> None:
    key, one = member(cast.of_cell("G1A", 5).pk), entry(year, cast, 5)
    give_grades(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.SELF),
        grades={"duties": Given(Word.EXCELLENT)},
        actor=OPERATOR,
    )
    client = as_("secretary")
    status, answer = send(client, [[one, "duties", "good", "", ""]])
    assert (status, "Xuất sắc" in answer["ask"]) == (409, True)
    assert not Opinion.objects.filter(kind="cell_committee").exists()
    status, answer = send(client, [[one, "duties", "good", "", ""]], "hai việc chậm")
    assert status == 200
    assert "is-other" in answer["rows"][str(one)]
    assert "hai việc chậm" in answer["rows"][str(one)]


def test_a_grade_that_somebody_else_put_meanwhile_is_told(
    year: Campaign, cast: Cast, as_: As
) -> None:
    client, one = as_("secretary"), entry(year, cast, 5)
    send(client, [[one, "duties", "good", "", ""]])
    status, answer = send(client, [[one, "duties", "poor", "", ""]])
    assert (status, "nơi khác vừa chấm Tốt" in answer["refused"]) == (409, True)
    assert 'data-g="good"' in answer["rows"][str(one)]


def test_a_paste_is_shown_first_written_whole_and_taken_back_by_one_click(
    year: Campaign, cast: Cast, as_: As
) -> None:
    client, one, two = as_("secretary"), entry(year, cast, 5), entry(year, cast, 6)
    block = {"text": "XS\tT\nT\tTB", "entry": one, "criterion": "duties"}
    shown = client.post(f"{GRID}dan/", block).json()
    assert len(shown["cells"]) == 4
    assert not Grade.objects.exists()
    status, answer = send(client, shown["cells"])
    assert (status, Grade.objects.count()) == (200, 4)
    assert set(answer["rows"]) == {str(one), str(two)}
    send(client, answer["undo"])
    assert not Grade.objects.exists()


def test_a_paste_into_the_wrong_column_writes_nothing_and_says_which(
    year: Campaign, cast: Cast, as_: As
) -> None:
    block = {
        "text": "Tư tưởng chính trị\nXS",
        "entry": entry(year, cast, 5),
        "criterion": "duties",
    }
    shown = as_("secretary").post(f"{GRID}dan/", block).json()
    assert shown["cells"] == []
    assert "Tư tưởng chính trị" in shown["html"]


@pytest.mark.parametrize("name", ["grassroots", "inspector"])
def test_others_above_read_and_do_not_grade(year: Campaign, cast: Cast, as_: As, name: str) -> None:
    client = as_(name)
    page = client.get(GRID).content.decode()
    assert "opinions_grid.js" not in page
    cells = json.dumps([[entry(year, cast, 5), "duties", "good", "", ""]])
    assert client.post(GRID, {"cells": cells}).status_code == 403
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("name", ["secretary_outside", "colleague"])
def test_outside_there_is_no_such_page(year: Campaign, as_: As, name: str) -> None:
    assert as_(name).get(GRID).status_code == 404


@pytest.mark.parametrize(
    "cells",
    ["", "1", "[]", "[[1]]", '[["x", "duties", "good", "", ""]]', '[[1, "d", "best", "", ""]]'],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(year: Campaign, as_: As, cells: str) -> None:
    answer = as_("secretary").post(GRID, {"cells": cells})
    assert (answer.status_code, bool(answer.json()["refused"])) == (400, True)


def test_views_show_ones_own_the_persons_and_everybodys(
    year: Campaign, cast: Cast, as_: As, key: SubjectKey, committee: Giver
) -> None:
    give_grades(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.SELF),
        grades={"duties": Given(Word.POOR)},
        actor=OPERATOR,
    )
    client = as_("secretary")
    mine, own, every = (
        client.get(f"{GRID}?view={view}").content.decode() for view in ("mine", "self", "all")
    )
    assert "is-poor" not in mine  # nothing is filled in from what the person said
    assert "is-poor" in own
    assert "<i>TC</i> K" in every


def test_without_script_the_page_of_one_person_grades_and_keeps_what_was_typed(
    year: Campaign, as_: As, key: SubjectKey
) -> None:
    give_grades(
        campaign=year,
        key=key,
        giver=Giver(OpinionKind.SELF),
        grades={"duties": Given(Word.POOR)},
        actor=OPERATOR,
    )
    client, address = as_("secretary"), f"{GRID}member/M-G1A-05/"
    refused = client.post(address, {"g-duties": "good", "g-remedying": "good"})
    assert refused.status_code == 409
    assert "nêu lý do" in refused.content.decode()
    sent = {"g-duties": "good", "r-duties": "có biên bản", "act": "next"}
    done = client.post(address, sent)
    assert done["Location"] == f"{GRID}member/M-G1A-06/"
    assert Grade.objects.get(opinion__kind="cell_committee").reason == "có biên bản"


def test_a_secretary_types_the_own_grades_of_whoever_has_no_account_and_of_nobody_else(
    year: Campaign, who: Who, as_: As
) -> None:
    client, address = as_("secretary"), f"{GRID}member/M-G1A-05/"
    assert "?giver=self" in client.get(address).content.decode()
    typed = client.post(f"{address}?giver=self", {"g-duties": "good", "act": "save"})
    assert typed["Location"] == f"{address}?giver=self"
    opinion = Opinion.objects.get()
    assert (opinion.kind, opinion.typed_by) == ("self", who("secretary"))
    assert "?giver=self" not in as_("grassroots").get(address).content.decode()

    as_("member")  # has an account from here on: what is sent is the committee's own
    assert "?giver=self" not in client.get(address).content.decode()
    client.post(f"{address}?giver=self", {"g-duties": "good", "act": "save"})
    assert set(Opinion.objects.values_list("kind", flat=True)) == {"self", "cell_committee"}


def test_a_person_grades_oneself_proposes_a_level_and_reads_who_said_what(
    year: Campaign, as_: As, key: SubjectKey, committee: Giver
) -> None:
    client = as_("member")
    client.post(OWN, {"g-duties": "excellent", "level": "outstanding"})
    opinion = Opinion.objects.get()
    assert (opinion.kind, opinion.level) == ("self", 4)
    give_grades(
        campaign=year,
        key=key,
        giver=committee,
        grades={"duties": Given(Word.GOOD, "hai việc chậm")},
        actor=OPERATOR,
    )
    page = client.get(OWN).content.decode()
    assert "hai việc chậm" in page
    assert "Chi uỷ · Tổ chức G1A" in page


def test_a_unit_without_a_list_says_so(cast: Cast, as_: As) -> None:

    campaign(frozen=False)
    page = as_("secretary").get(GRID).content.decode()
    assert "Danh sách năm chưa chốt" in page


def test_what_the_year_knows_of_somebody_opens_beside_their_grades(year: Campaign, as_: As) -> None:
    address = f"{GRID}member/M-G1A-05/can-cu/"
    assert as_("secretary").get(address).status_code == 200
    assert as_("secretary_outside").get(address).status_code == 404
