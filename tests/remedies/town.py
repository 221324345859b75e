"""What the town of the pages has to mend: a limit of Đoàn Thượng with a step, one of a member that
waits to be confirmed.
"""

import datetime as dt
from typing import Any

from tests.web.town import Town
from thidua.organisations.models import Person
from thidua.registrations.content import Content, Doer, as_json
from thidua.remedies.models import Remedy, RemedyStep

REMEDY, OF_MEMBER = 9811, 9812
AT = dt.datetime(2021, 12, 7, 2, 0, tzinfo=dt.UTC)


def mend(town: Town) -> None:
    content = Content(
        work="Mỗi quý một buổi sinh hoạt chuyên đề",
        doers=(Doer(organisation=town["GL01"].pk, name=town["GL01"].name, lead=True),),
        ends_on=dt.date(2022, 10, 31),
    )
    _remedy(
        REMEDY,
        town,
        content=as_json(content),
        organisation=town["GL01"],
        subject_type="organisation",
        unit=town["GL01"],
        verifier=town["GL"],
        state="open",
        limit="Sinh hoạt chi bộ còn hình thức",
    )
    person = Person.objects.get(code="DV0005")
    _remedy(
        OF_MEMBER,
        town,
        content=as_json(Content(work="Họp dân trước khi chốt", ends_on=dt.date(2022, 6, 30))),
        organisation=town["GL01A"],
        subject_type="member",
        person=person,
        verifier=town["GL01A"],
        state="proof_sent",
        limit="Có việc chốt trước khi họp dân",
    )


def _remedy(pk: int, town: Town, **values: Any) -> None:
    remedy = Remedy.objects.create(
        pk=pk,
        campaign=town.campaign,
        source="review",
        source_words="Kiểm điểm 2021",
        due_on=dt.date(2022, 6, 30),
        raised_on=dt.date(2021, 12, 7),
        raised_at=AT,
        raised_by_name="Cán bộ",
        **values,
    )
    for kind in ("raised", "work"):
        RemedyStep.objects.create(
            remedy=remedy,
            kind=kind,
            on=dt.date(2021, 12, 7),
            text="Đã họp một buổi",
            written_by_name="Cán bộ",
            written_at=AT,
        )
