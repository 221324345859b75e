"""What the town of the pages has to be reviewed: what a member of Thung Độc sent, and the report of
Đoàn Thượng as a draft.
"""

import datetime as dt

from tests.web.town import Town
from thidua.reviews.models import Review, Section, SentVersion

SENT, DRAFT = 9801, 9802
AT = dt.datetime(2021, 12, 3, 2, 0, tzinfo=dt.UTC)


def review(town: Town) -> None:
    """One review that was sent, one that is being written."""
    sent = Review.objects.create(
        pk=SENT,
        campaign=town.campaign,
        subject_type="member",
        person=town.people["DV0003"],
        cell=town["GL01A"],
        form="02",
        status="sent",
        version=1,
        revision=1,
        saved_at=AT,
        sent_at=AT,
    )
    draft = Review.objects.create(
        pk=DRAFT,
        campaign=town.campaign,
        subject_type="collective",
        organisation=town["GL01"],
        cell=town["GL01"],
        form="01",
        revision=1,
        saved_at=AT,
    )
    said = "Còn ngại va chạm khi phê bình."
    for one in (sent, draft):
        Section.objects.create(review=one, heading="limits", text=said, revision=1)
    SentVersion.objects.create(review=sent, number=1, sections={"limits": said}, sent_at=AT)
