"""The shared province on 5 September 2021 with tasks of two districts, one in each state but
missed: what is counted here is counted by hand in the tests.

    Gia Lộc (U2)     own: NUOC done 5 May; VUOT exceeded
      commune G3     LUA on time, one milestone reached in time; VUONG blocked since 4 August, its
                     promise overdue; CHAM late (ended 31 July); RUT withdrawn
        cell G3A     IM silent: no note since its acceptance on 20 March; a breakthrough
    Chí Linh (U1)
      ward G1        KHAC on time, noted late for its milestone
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests import cast as people
from tests.builder import Province
from tests.cast import Cast, build
from tests.progress.conftest import noted
from tests.second_factor import signed_in_now
from thidua.acceptance.models import Verdict
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.progress.models import Promise
from thidua.registrations.content import as_json
from thidua.registrations.models import Registration, Task, TaskStatus, TaskVersion
from thidua.registrations.rows import content_of

TODAY = dt.date(2021, 9, 5)
ACCEPTED = dt.datetime(2021, 3, 20, 3, tzinfo=dt.UTC)
DUE = dt.date(2021, 6, 30)


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def launched(cast: Cast, settings: LazySettings) -> Campaign:
    """2021 with nothing registered; it is 5 September."""
    settings.TODAY = TODAY
    campaign = people.campaign(frozen=False)
    campaign.launch_date = dt.date(2021, 1, 15)
    campaign.save()
    return campaign


def accepted(campaign: Campaign, cast: Province, code: str, title: str, **more: Any) -> Task:
    """A task of a unit that was accepted on 20 March: `target` of its one measure, the day of its
    one milestone, whatever else its row has.
    """
    target, milestone = more.pop("target", 30), more.pop("milestone", None)
    registration, _new = Registration.objects.get_or_create(
        campaign=campaign,
        organisation=cast[code],
        defaults={
            "receiver": cast.root,
            "status": "accepted",
            "version": 1,
            "sent_at": ACCEPTED,
            "settled_at": ACCEPTED,
        },
    )
    defaults = {"status": TaskStatus.ACCEPTED, "ends_on": dt.date(2021, 11, 30)}
    task = Task.objects.create(
        registration=registration, position=1, title=title, work=title, **(defaults | more)
    )
    task.measures.create(position=1, name="Số hộ", unit="hộ", target=Decimal(target), main=True)
    if milestone:
        task.milestones.create(position=1, on=milestone, text="xong một nửa")
    TaskVersion.objects.create(
        task=task,
        number=1,
        sent_at=ACCEPTED,
        accepted_at=ACCEPTED,
        content=as_json(content_of(task)),
        sentence=title,
    )
    return task


Tasks = dict[str, Task]


@pytest.fixture
def tasks(launched: Campaign, cast: Cast) -> Tasks:
    """The tasks by their titles, with what was noted of them."""

    def made(code: str, title: str, **more: Any) -> Task:
        return accepted(launched, cast, code, title, **more)

    found = {
        "NUOC": made("U2", "NUOC", ends_on=dt.date(2021, 6, 1)),
        "VUOT": made("U2", "VUOT"),
        "LUA": made("G3", "LUA", milestone=DUE),
        "VUONG": made("G3", "VUONG"),
        "CHAM": made("G3", "CHAM", ends_on=dt.date(2021, 7, 31), milestone=DUE),
        "RUT": made("G3", "RUT", status=TaskStatus.WITHDRAWN, milestone=DUE),
        "IM": made("G3A", "IM", kind="breakthrough"),
        "KHAC": made("G1", "KHAC", milestone=DUE),
    }
    noted(found["NUOC"], dt.date(2021, 5, 5), value=Decimal(30))
    noted(found["VUOT"], dt.date(2021, 8, 1), value=Decimal(31))
    half = [(DUE, "xong một nửa")]
    noted(found["LUA"], dt.date(2021, 6, 30), value=Decimal(15), milestones=half)
    noted(found["CHAM"], dt.date(2021, 7, 1), value=Decimal(4))
    noted(found["KHAC"], dt.date(2021, 7, 2), value=Decimal(15), milestones=half)
    block(found["VUONG"], cast)
    Verdict.objects.create(
        version=found["LUA"].versions.get(),
        clarity="effect",
        accepted=False,
        reason="Chưa có số đầu năm",
        committee=cast["U2"],
        decided_by_name="Cán bộ huyện",
        decided_at=ACCEPTED,
    )
    return found


def block(task: Task, cast: Cast) -> None:
    """Blocked since 4 August in two notes; who could free it promised 30 August."""
    noted(task, dt.date(2021, 7, 1), value=Decimal(1))
    blocked = {"blocked_by": "Trạm bơm hỏng", "freed_by": cast["U2"]}
    first = noted(task, dt.date(2021, 8, 4), **blocked)
    noted(task, dt.date(2021, 8, 20), **blocked)
    Promise.objects.create(
        note=first,
        unit=cast["U2"],
        text="Sửa trạm bơm",
        until=dt.date(2021, 8, 30),
        made_by_name="Cán bộ huyện",
        made_at=dt.datetime(2021, 8, 5, 3, tzinfo=dt.UTC),
    )


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """A browser of an officer of the organisation with this code."""
    roles = {"P": Role.PROVINCE, "U": Role.UPPER_LEVEL, "G": Role.GRASSROOTS}

    def signed_in(code: str) -> Client:
        cell = len(code) > len("G3")
        role = Role.CELL if cell else roles[code[0]]
        return signed_in_now(cast.officer(f"officer-{code}", role, code), client=Client())

    return signed_in
