"""Last year's tasks are carried over or closed; like units' are read without names."""

import pytest

from tests.acceptance.conftest import ALL, about
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.acceptance.actions import open_as_idea
from thidua.acceptance.answering import answer
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.ideas import carry_over, close, last_years_tasks
from thidua.acceptance.offers import ideas_shown, last_year_shown
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.registrations.models import Registration, Task


@pytest.fixture
def last_year(sent: Registration, district: User, year: Campaign) -> Task:
    """The commune's task, as if it had been accepted in the year before."""
    answer(sent, about(sent, ALL), actor=district)
    before = Campaign.objects.create(
        year=2020, review_date="2020-12-20", cut_off_date="2020-12-15", launch_date="2020-01-15"
    )
    Registration.objects.filter(pk=sent.pk).update(campaign=before)
    return Task.objects.get(registration=sent)


def test_carried_over_as_a_draft_without_last_years_days_and_numbers(
    last_year: Task, year: Campaign, commune: User, cast: Cast
) -> None:
    made = carry_over(last_year, year, cast["G3"], actor=commune)
    assert (made.status, made.carried_from, made.work) == ("draft", last_year, last_year.work)
    assert (made.ends_on, made.measures.get().target) == (None, None)
    assert made.people.count() == 2


def test_whoever_left_the_unit_is_left_out(
    last_year: Task, year: Campaign, commune: User, cast: Cast
) -> None:
    gone = cast.of_cell("G3A", 2)
    gone.spells.update(ends_on="2021-01-31")
    gone.positions.update(ends_on="2021-01-31")
    made = carry_over(last_year, year, cast["G3"], actor=commune)
    assert not made.people.filter(person=gone).exists()
    assert made.answers is None


def test_closed_with_a_word(last_year: Task, year: Campaign, commune: User, cast: Cast) -> None:
    with pytest.raises(AcceptanceError, match="vì sao"):
        close(last_year, year, cast["G3"], word=" ", actor=commune)
    close(last_year, year, cast["G3"], word="đã xong", actor=commune)
    (line,) = last_year_shown(list(last_years_tasks(cast["G3"], year)))
    assert (line.word, line.carried) == ("đã xong", None)


def test_an_idea_is_read_by_like_units_alone_and_names_nobody(
    last_year: Task, year: Campaign, district: User, cast: Cast
) -> None:
    like, unlike = cast["G1"], cast["G2"]
    like.sector = "commune"
    like.save()
    assert ideas_shown(like, year) == []
    open_as_idea(last_year, shown=True, actor=district)
    (idea,) = ideas_shown(like, year)
    words = str(idea)
    assert "rau xuất khẩu" in words
    assert whole(cast)["responsibility"]["answers_title"] not in words
    assert cast.of_cell("G3A", 2).full_name not in words
    assert ideas_shown(unlike, year) == []
    assert ideas_shown(cast["G3"], year) == []
