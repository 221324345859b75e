"""What the town of the pages has to be read above: a registration sent, a task that is offered."""

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.web.town import Town
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.registrations.content import as_json
from thidua.registrations.models import Registration, Task, TaskVersion
from thidua.registrations.rows import content_of

SENT, OFFERED, TAKEN = 9601, 9602, 9603
"""The keys of the tasks: sent and not read, offered by the district, taking a part of it."""
AT = dt.datetime(2021, 3, 18, 2, 0, tzinfo=dt.UTC)
CLARITIES = ["work", "person", "time", "effect", "responsibility"]


def register(town: Town, campaign: Campaign) -> None:
    """Gia Lộc offers a task and Gia Tân sent two, one of which takes a part of it."""
    above = _registration(campaign, town["GL"], town["XD"], "accepted")
    offered = _task(above, OFFERED, "Nước sạch cho mọi hộ", "2640", offered=True)
    sent = _registration(campaign, town["GL02"], town["GL"], "sent")
    _task(sent, SENT, "Thu gom rác tại nguồn ở 14 thôn", "14")
    _task(
        sent,
        TAKEN,
        "Nước sạch cho 412 hộ ở ba thôn",
        "412",
        taken_from=offered,
        share=Decimal(412),
        share_measure=offered.measures.get(),
    )


def _registration(
    campaign: Campaign, unit: Organisation, receiver: Organisation, status: str
) -> Registration:
    return Registration.objects.create(
        campaign=campaign,
        organisation=unit,
        receiver=receiver,
        status=status,
        version=1,
        sent_at=AT,
        settled_at=AT if status == "accepted" else None,
    )


def _task(registration: Registration, key: int, work: str, target: str, **more: Any) -> Task:
    accepted = registration.status == "accepted"
    task = Task.objects.create(
        pk=key,
        registration=registration,
        position=key,
        status=registration.status,
        locked=CLARITIES if accepted else [],
        work=work,
        ends_on=dt.date(2021, 9, 30),
        answers_title="Bí thư Đảng uỷ",
        **more,
    )
    task.measures.create(position=1, name="Số hộ", unit="hộ", target=Decimal(target), main=True)
    task.people.create(position=1, organisation=registration.organisation, lead=True)
    TaskVersion.objects.create(
        task=task, number=1, sent_at=AT, content=as_json(content_of(task)), sentence=work
    )
    return task
