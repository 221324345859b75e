"""What the API reads of the year's beginning: what was sent, in one's own part, never a draft."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.town import Town
from thidua.commitments.models import Commitment
from thidua.progress.models import Note
from thidua.registrations.content import Content, Doer, MeasureLine, as_json
from thidua.registrations.models import Registration, Task, TaskVersion
from thidua.targets.models import Target

As = Callable[[str], Client]
V1 = "/api/v1/years/2021"


def got(client: Client, address: str) -> Any:
    response = client.get(V1 + address)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.fixture
def sent(town: Town) -> Task:
    """The one registration of the year: what the town has of its own goes first."""
    Note.objects.all().delete()
    Task.objects.all().delete()
    Registration.objects.all().delete()
    registration = Registration.objects.create(
        campaign=town.campaign,
        organisation=town["GL01"],
        status="sent",
        version=1,
        sent_at=timezone.now(),
        due_on=dt.date(2021, 3, 31),
    )
    task = Task.objects.create(registration=registration, position=1, status="sent", work="sửa sau")
    measure = MeasureLine("Số hộ", "hộ", None, Decimal("0"), "lower")
    content = Content(work="Phân loại rác", doers=(Doer(name="Chi bộ 1"),), measures=(measure,))
    TaskVersion.objects.create(
        task=task, number=1, sent_at=timezone.now(), content=as_json(content), sentence="…"
    )
    return task


def test_a_registration_is_read_as_it_was_sent(as_: As, sent: Task) -> None:
    client = as_("upper_level")
    (line,) = got(client, "/registrations")["items"]
    assert (line["organisation"]["code"], line["status"]) == ("GL01", "sent")
    (whole,) = got(client, "/registrations/GL01")["items"]
    (task,) = whole["tasks"]
    assert (task["work"], task["doers"]) == ("Phân loại rác", ["Chi bộ 1"])
    assert (task["measures"][0]["target"], task["measures"][0]["last_year"]) == ("0", None)


def test_elsewhere_and_in_drafts_there_is_nothing(as_: As, sent: Task) -> None:
    assert got(as_("upper_level_outside"), "/registrations")["count"] == 0
    assert as_("member").get(f"{V1}/registrations/GL01").status_code == 404
    Registration.objects.update(status="draft")
    for who in ("province", "upper_level", "grassroots"):
        assert got(as_(who), "/registrations")["count"] == 0


def test_targets_of_a_unit(as_: As, town: Town) -> None:
    indicator = town.campaign.indicators.get(code="recruit")
    Target.objects.create(
        indicator=indicator, organisation=town["GL"], value=Decimal("0"), saved_at=timezone.now()
    )
    found = {one["name"]: one for one in got(as_("upper_level"), "/targets/GL")["items"]}
    assert found["Kết nạp đảng viên"]["own"] == "0"
    assert found["Kết nạp đảng viên"]["above"] == "2100"
    assert found["Tăng trưởng GRDP"]["own"] is None
    assert as_("member").get(f"{V1}/targets/GL").status_code == 404


def test_ones_own_commitment_and_nobody_elses(as_: As, town: Town) -> None:
    made = Commitment.objects.create(
        campaign=town.campaign, person=town.people["DV0003"], cell=town["GL01A"]
    )
    made.items.create(position=1, text="Dự đủ sinh hoạt")
    (item,) = got(as_("member"), "/commitment")["promises"]
    assert (item["text"], item["until"], item["done"]) == ("Dự đủ sinh hoạt", None, None)
    assert as_("member_outside").get(f"{V1}/commitment").status_code == 404
    assert as_("cell").get(f"{V1}/commitment").status_code == 404


def test_the_calendar_is_everybodys(as_: As, town: Town) -> None:
    day = dt.date(2021, 3, 12)
    town.campaign.tier_deadlines.create(step="register", tier="cell", due_on=day)
    (line,) = got(as_("nobody"), "/calendar")["items"]
    assert (line["tier"], line["due_on"], line["opens_on"]) == ("cell", "2021-03-12", None)
