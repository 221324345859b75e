"""Many commitments at once, as they were."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.builder import OPERATOR
from tests.cast import Cast
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment
from thidua.commitments.past import PastCommitment, record_past
from thidua.commitments.queries import last_done
from thidua.commitments.writing import Words

ITEMS = [Words("Dự đủ sinh hoạt"), Words("Vận động 40 hộ", dt.date(2021, 8, 31), "Bí thư chi bộ")]


def test_each_stands_as_it_was(cast: Cast, year: Campaign) -> None:
    now = timezone.now()
    people = [cast.of_cell("G1A", number) for number in range(1, 5)]
    stands: list[dict[str, Any]] = [{}, {"sent_at": now}, {"sent_at": now, "answered_at": now}]
    stands.append({**stands[2], "reason": "Nêu rõ bao nhiêu hộ"})
    past = [
        PastCommitment(person.pk, cast["G1A"].pk, ITEMS, done=[True, False], **stand)
        for person, stand in zip(people, stands, strict=True)
    ]
    assert record_past(campaign=year, commitments=past, actor=OPERATOR) == 4
    found = Commitment.objects.order_by("person__code").values_list("status", flat=True)
    assert list(found) == ["draft", "sent", "accepted", "returned"]
    told = last_done(Campaign(year=2022), people[2])
    assert told is not None
    assert told[1:] == (2, 1)
