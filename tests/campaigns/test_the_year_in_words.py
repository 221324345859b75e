"""What the rail, the phone and the line of the year say of its steps."""

import datetime as dt

from thidua.campaigns.calendar import StepOfYear, folded_year, note_of, step_on, year_line
from thidua.campaigns.models import Step

DAYS = {
    Step.LAUNCH: (dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
    Step.RATE: (dt.date(2022, 12, 10), dt.date(2022, 12, 20)),
    Step.RECOGNISE: (dt.date(2022, 12, 21), dt.date(2023, 1, 10)),
}
STEPS = [StepOfYear(step, *days) for step, days in DAYS.items()]
TODAY = dt.date(2022, 12, 12)


def test_each_step_says_the_date_that_matters() -> None:
    now = step_on(STEPS, TODAY)
    notes = [note_of(step, now=now, today=TODAY, opened=False) for step in STEPS]
    assert notes == ["xong 28/02/2022", "hạn 20/12/2022", "mở từ 21/12/2022"]


def test_a_page_that_is_open_does_not_say_that_it_will_be() -> None:
    note = note_of(STEPS[2], now=step_on(STEPS, TODAY), today=TODAY, opened=True)
    assert note == "hạn 10/01/2023"


def test_a_phone_has_the_year_in_one_line() -> None:
    folded = folded_year(STEPS, today=TODAY)
    assert folded.words == "Bước 2/3 · còn 8 ngày"
    assert folded.states == ("done", "now", "later")
    assert folded_year(STEPS, today=dt.date(2022, 12, 20)).words == "Bước 2/3 · hạn hôm nay"
    assert folded_year(STEPS, today=dt.date(2024, 1, 1)).words == "Đã qua các bước của năm"
    assert folded_year([StepOfYear(Step.LAUNCH, None, None)], today=TODAY).words == (
        "Các bước của năm"
    )


def test_the_line_has_whole_dates() -> None:
    line = year_line(STEPS, today=TODAY)
    assert [step.until for step in line] == ["28/02/2022", "20/12/2022", "10/01/2023"]
    assert [step.left for step in line] == ["", "còn 8 ngày", ""]
