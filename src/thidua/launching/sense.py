"""Whether a calendar makes sense: what would have somebody wait, or hand in before others may. It
warns; the province decides.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from thidua.campaigns.calendar_cells import TIERS, Days, Place
from thidua.campaigns.models import Step
from thidua.campaigns.working_days import works
from thidua.language import Text
from thidua.launching.units import on_paper, step_title
from thidua.vocabulary import Tier

CIVIL_SERVICE_LEVELS = (12, 15)
"""Day by which agencies rate their civil servants (month, day): Nghị định 90/2020/NĐ-CP; not
confirmed. Members are rated after it."""
NEEDED = (Step.REGISTER, Step.REVIEW, Step.RATE)
"""Steps without which a year cannot be held."""


@dataclass(frozen=True)
class Doubt:
    """What to look at in the calendar, and at which cell (None: at no cell of its own)."""

    place: Place | None
    text: Text


def doubts_of(year: int, calendar: Mapping[Place, Days], off: Collection[dt.date]) -> list[Doubt]:
    """Everything worth a second look, the gravest first."""
    return [
        *_missing(calendar),
        *_before_civil_service(year, calendar),
        *_lower_later(calendar),
        *_steps_turned(calendar),
        *_not_working(calendar, off),
    ]


def _missing(calendar: Mapping[Place, Days]) -> Iterator[Doubt]:
    if not calendar:
        yield Doubt(None, Text("Chưa đặt hạn cho từng cấp", "No deadlines by tier yet"))
        return
    present = {step for step, _tier in calendar}
    for step in NEEDED:
        if step not in present:
            words = Text("{step}: chưa có hạn cho cấp nào", "{step}: no tier has a deadline")
            yield Doubt(None, words.format(step=step_title(step)))


def _before_civil_service(year: int, calendar: Mapping[Place, Days]) -> Iterator[Doubt]:
    levels = dt.date(year, *CIVIL_SERVICE_LEVELS)
    cell = calendar.get((Step.RATE, Tier.CELL))
    if cell is None or cell.due_on >= levels:
        return
    words = Text(
        vi="Cơ quan xếp loại công chức, viên chức trước {levels} (Nghị định "
        "90/2020/NĐ-CP, chưa xác nhận); chi bộ xếp loại {day} sẽ phải chờ. Có thể làm hai bước: "
        "kiểm điểm theo lịch này, xếp loại từ {levels}",
        en="Agencies rate civil servants by {levels} (Decree 90/2020/NĐ-CP, not confirmed); cells "
        "that rate on {day} would wait. Two steps are possible: review by this calendar, rate from "
        "{levels}",
    )
    text = words.format(levels=on_paper(levels), day=on_paper(cell.due_on))
    yield Doubt((Step.RATE, Tier.CELL), text)


def _lower_later(calendar: Mapping[Place, Days]) -> Iterator[Doubt]:
    for step in Step:
        row = [(tier, calendar[step, tier]) for tier in TIERS if (step, tier) in calendar]
        for (lower, own), (upper, above) in pairwise(row):
            if own.due_on > above.due_on:
                words = Text(
                    vi="{step}: {lower} hạn {own}, muộn hơn {upper} {above}",
                    en="{step}: {lower} due {own}, later than {upper} {above}",
                )
                text = words.format(
                    step=step_title(step),
                    lower=lower.plural,
                    own=on_paper(own.due_on),
                    upper=upper.plural,
                    above=on_paper(above.due_on),
                )
                yield Doubt((step, lower), text)


def _steps_turned(calendar: Mapping[Place, Days]) -> Iterator[Doubt]:
    for tier in TIERS:
        column = [(step, calendar[step, tier]) for step in Step if (step, tier) in calendar]
        for (earlier, own), (later, after) in pairwise(column):
            if after.due_on < own.due_on:
                words = Text(
                    vi="{tier}: {later} hạn {after}, trước khi xong {earlier} {own}",
                    en="{tier}: {later} due {after}, before {earlier} is done on {own}",
                )
                text = words.format(
                    tier=tier.plural.capitalised(),
                    later=step_title(later),
                    after=on_paper(after.due_on),
                    earlier=step_title(earlier),
                    own=on_paper(own.due_on),
                )
                yield Doubt((later, tier), text)


def _not_working(calendar: Mapping[Place, Days], off: Collection[dt.date]) -> Iterator[Doubt]:
    for step in Step:
        for tier in TIERS:
            days = calendar.get((step, tier))
            if days is not None and not works(days.due_on, off):
                words = Text(
                    vi="{step}, {tier}: hạn {day} là ngày nghỉ",
                    en="{step}, {tier}: {day} is a day off",
                )
                text = words.format(
                    step=step_title(step), tier=tier.plural, day=on_paper(days.due_on)
                )
                yield Doubt((step, tier), text)
