"""Who reads which remedy, what flows over to the next year, how many are overdue."""

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import LazySettings

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.remedies.conftest import CLEAR, Who, named, of_commune, of_member
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import Bullets
from thidua.organisations.actions import merge_organisations
from thidua.organisations.people_actions import transfer_member
from thidua.registrations.content import Content
from thidua.remedies.actions import raise_, write_step
from thidua.remedies.counting import of_two_years, overdue, overdue_by_unit
from thidua.remedies.errors import RemedyError
from thidua.remedies.models import Remedy, Source, State
from thidua.remedies.queries import (
    of_subject,
    open_from_earlier_years,
    own,
    to_do,
    to_verify,
    visible_to,
)
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.reports.report.findings import gather
from thidua.reports.report.outlook import shortcomings

NEXT = dt.date(2022, 12, 12)


@pytest.fixture
def next_year(year: Campaign) -> Campaign:
    return Campaign.objects.create(
        year=2022, review_date=dt.date(2022, 12, 15), cut_off_date=dt.date(2022, 11, 30)
    )


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("member", 1),
        ("colleague", 0),
        ("secretary", 1),
        ("other_secretary", 0),
        ("commune", 2),
        ("district", 2),
        ("other_district", 0),
        ("inspector", 2),
    ],
)
def test_each_reads_their_own_part(
    cast: Cast, year: Campaign, who: Who, name: str, sees: int
) -> None:
    named(year, of_commune(cast), who("district"))
    named(year, of_member(cast), who("commune"))
    assert visible_to(who(name)).count() == sees


def test_lists_of_work_are_of_the_very_unit(cast: Cast, year: Campaign, who: Who) -> None:
    of_unit = named(year, of_commune(cast), who("district"))
    mine = named(year, of_member(cast), who("commune"))
    assert list(to_do(who("commune"))) == [of_unit]
    assert list(to_do(who("member"))) == [mine] == list(own(who("member")))
    assert not to_do(who("district")).exists()
    Remedy.objects.update(state=State.PROOF_SENT)
    assert list(to_verify(who("district"))) == [of_unit]
    assert list(to_verify(who("secretary"))) == [mine]
    assert not to_verify(who("province")).exists()


def test_what_is_open_flows_over_to_the_next_review(
    cast: Cast, year: Campaign, next_year: Campaign, who: Who, settings: LazySettings
) -> None:
    left = named(year, of_commune(cast), who("district"))
    done = named(year, of_commune(cast), who("district"))
    Remedy.objects.filter(pk=done.pk).update(
        state=State.CLOSED, closed_on=dt.date(2022, 5, 1), closed_by_name="Huyện"
    )
    settings.TODAY = NEXT
    new = named(next_year, of_commune(cast), who("district"), content=_until(2023), repeats=left)
    assert list(open_from_earlier_years(next_year, of_commune(cast))) == [left]
    assert list(of_subject(year, of_commune(cast))) == [left, done]
    assert list(of_subject(year, of_commune(cast), open_on=NEXT)) == [left]
    before, now = of_two_years(visible_to(who("district")), 2022)
    assert (before.all, before.closed, before.carried) == (2, 1, 1)
    assert (now.all, now.overdue, now.working, now.carried) == (2, 1, 1, 1)
    assert new.repeats == left


def test_closed_after_the_year_it_had_still_flowed_over(
    cast: Cast, year: Campaign, next_year: Campaign, who: Who, settings: LazySettings
) -> None:
    late = named(year, of_commune(cast), who("district"))
    Remedy.objects.filter(pk=late.pk).update(
        state=State.CLOSED, closed_on=dt.date(2023, 2, 1), closed_by_name="Huyện"
    )
    settings.TODAY = dt.date(2023, 3, 20)
    before, now = of_two_years(visible_to(who("district")), 2022)
    assert (before.carried, now.all, now.closed) == (1, 1, 1)


def test_what_is_due_on_a_day_is_overdue_the_day_after(
    cast: Cast, year: Campaign, who: Who
) -> None:
    named(year, of_commune(cast), who("district"))
    assert overdue(year, dt.date(2022, 6, 30)) == 0
    assert overdue(year, dt.date(2022, 7, 1)) == 1
    late = dt.date(2022, 7, 1)
    assert overdue(cast["U2"], late) == 1
    assert overdue(cast["U1"], late) == 0
    paths = {cast[code].pk: cast[code].path for code in ("U1", "U2", "G3")}
    by_unit = overdue_by_unit(paths, late)
    assert [by_unit[cast[code].pk] for code in ("U1", "U2", "G3")] == [0, 1, 1]


def test_only_ones_own_of_an_earlier_year_is_repeated(
    cast: Cast, year: Campaign, next_year: Campaign, who: Who, settings: LazySettings
) -> None:
    before = named(year, of_member(cast), who("commune"))
    settings.TODAY = NEXT
    for in_year, key in ((next_year, of_commune(cast)), (year, of_member(cast))):
        with pytest.raises(RemedyError, match="lặp lại"):
            named(in_year, key, who("district"), content=_until(2022), repeats=before)


def test_a_named_limit_of_a_conference_is_given_to_a_unit_once(
    cast: Cast, year: Campaign, who: Who
) -> None:
    at = NamedAt(Source.CONFERENCE, "Hội nghị 01/2022", 7)
    words = RemedyWords(of_commune(cast), limit="Kết nạp chậm")
    raise_(year, words, actor=who("district"), source=at)
    with pytest.raises(RemedyError, match="giao cho nơi ấy rồi"):
        raise_(year, words, actor=who("district"), source=at)


def test_who_moves_takes_theirs_along_and_the_new_cell_verifies(
    cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    remedy = named(year, of_member(cast), who("commune"))
    settings.TODAY = dt.date(2022, 3, 1)
    transfer_member(
        person=cast.of_cell("G3A", 5), cell=cast["G3B"], on=dt.date(2022, 2, 1), actor=OPERATOR
    )
    assert remedy in visible_to(who("other_secretary"))
    write_step(remedy=remedy, text="Đã họp", actor=who("member"))
    remedy.refresh_from_db()
    assert (remedy.organisation, remedy.verifier) == (cast["G3B"], cast["G3B"])


def test_what_a_merged_unit_left_goes_on_with_the_one_after_it(
    cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    remedy = named(year, of_commune(cast), who("district"))
    settings.TODAY = dt.date(2022, 11, 20)
    cast.plant("G4 grassroots committee commune", "U2")
    after = cast["G4"]
    merge_organisations(
        predecessors=[cast["G3"]], successor=after, on=dt.date(2022, 11, 1), actor=OPERATOR
    )
    remedy.refresh_from_db()
    assert (remedy.organisation, remedy.unit, remedy.verifier) == (after, after, cast["U2"])


def _until(year: int) -> Content:
    return replace(CLEAR, ends_on=dt.date(year, 12, 31))


def test_the_annual_report_tells_how_many_are_overdue(
    cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    named(year, of_commune(cast), who("district"))
    settings.TODAY = dt.date(2022, 7, 1)
    found = gather(campaign=year, actor=who("district"))
    told = [block for block in shortcomings(found) if isinstance(block, Bullets)]
    assert "1 trong 1 việc khắc phục quá hạn; 0 việc đã đóng." in told[-1].items
