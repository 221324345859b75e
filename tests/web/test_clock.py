"""One clock for whatever people read: the true one, or in a demo the day of its year."""

import datetime as dt

from django.conf import LazySettings
from django.template import Context, Template
from django.utils import timezone

from thidua.web import clock

DEMO_DAY = dt.date(2022, 12, 12)


def test_outside_a_demo_a_moment_is_told_as_it_was() -> None:
    at = dt.datetime(2026, 11, 29, 17, 30, tzinfo=dt.UTC)
    assert clock.shown(at).isoformat() == "2026-11-30T00:30:00+07:00", "local time"
    assert abs(clock.now() - timezone.now()) < dt.timedelta(minutes=1)


def test_in_a_demo_what_happens_now_happens_on_its_day(settings: LazySettings) -> None:
    settings.TODAY = DEMO_DAY
    assert clock.now().date() == clock.today() == DEMO_DAY
    assert clock.now().time().replace(microsecond=0) >= dt.time(0)
    three_days_ago = timezone.now() - dt.timedelta(days=3)
    assert clock.shown(three_days_ago).date() == DEMO_DAY - dt.timedelta(days=3)
    assert clock.shown(three_days_ago).time() == timezone.localtime(three_days_ago).time()


def test_in_a_demo_what_happened_before_its_day_is_told_as_it_was(settings: LazySettings) -> None:
    settings.TODAY = DEMO_DAY
    in_march = dt.datetime(2022, 3, 20, 2, tzinfo=dt.UTC)
    assert clock.shown(in_march).date() == dt.date(2022, 3, 20)


def test_pages_write_stored_moments_by_it(settings: LazySettings) -> None:
    settings.TODAY = DEMO_DAY
    page = Template('{{ at|on_clock|date:"d/m/Y" }} {{ at|day }} {{ none|on_clock|date:"d/m/Y" }}')
    assert page.render(Context({"at": timezone.now(), "none": None})).split() == [
        "12/12/2022",
        "12/12/2022",
    ]
