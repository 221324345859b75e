"""What holds of the sums whatever the targets are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thidua.progress.counting import Aim, count
from thidua.vocabulary import Reached

AIMS = st.lists(
    st.builds(
        Aim,
        reached=st.sampled_from(Reached),
        in_time=st.sampled_from(Reached),
        closed=st.booleans(),
        main=st.booleans(),
        confirmed=st.booleans(),
        withdrawn=st.booleans(),
    ),
    max_size=30,
)


@given(AIMS)
def test_every_target_is_counted_once(aims: list[Aim]) -> None:
    counted = count(aims)
    assert counted.total + counted.withdrawn == len(aims)
    assert counted.done + counted.unknown + counted.missed == counted.total
    assert counted.exceeded <= counted.done <= counted.total
    assert counted.on_time <= counted.done


@given(AIMS)
def test_a_share_lies_between_nothing_and_everything(aims: list[Aim]) -> None:
    counted = count(aims)
    for share in (counted.share_done, counted.share_below_standard):
        assert share is None or Decimal(0) <= share <= Decimal(100)


@given(AIMS)
def test_a_stored_share_never_reaches_what_the_exact_one_does_not(aims: list[Aim]) -> None:
    counted = count(aims)
    if counted.share_done is not None:
        assert counted.share_done * counted.total <= 100 * counted.done
    if counted.share_below_standard is not None:
        late = counted.total - counted.on_time
        assert counted.share_below_standard * counted.total >= 100 * late


@given(AIMS)
def test_what_is_withdrawn_moves_nothing(aims: list[Aim]) -> None:
    here = count(aim for aim in aims if not aim.withdrawn)
    there = count(aims)
    assert (here.share_done, here.main_all_done) == (there.share_done, there.main_all_done)
