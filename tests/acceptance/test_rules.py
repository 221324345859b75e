"""What a set of verdicts makes of a task, and what shares add up to."""

from decimal import Decimal

from thidua.acceptance.promises import Promise, add_up
from thidua.acceptance.rules import Answer, Faults, faults, open_clarities
from thidua.registrations.settled import Settled, settles

FIVE = ("work", "person", "time", "effect", "responsibility")


def test_a_task_is_accepted_when_all_five_are() -> None:
    made = settles(FIVE, (), accepted=frozenset(FIVE), returned=())
    assert made == (Settled.ACCEPTED, frozenset(FIVE))


def test_one_returned_clarity_returns_the_task_and_the_rest_locks() -> None:
    answer = Answer(frozenset(FIVE) - {"time"}, {"time": "Nêu ngày xong"})
    made = settles(FIVE, (), accepted=answer.accepted, returned=answer.returned)
    assert made == (Settled.RETURNED, frozenset(FIVE) - {"time"})


def test_what_was_accepted_before_counts() -> None:
    locked = ("work", "person", "effect", "responsibility")
    assert open_clarities(FIVE, locked) == ("time",)
    assert settles(FIVE, locked, accepted={"time"}, returned=())[0] is Settled.ACCEPTED


def test_a_half_answer_names_what_is_left() -> None:
    answer = Answer(frozenset({"work"}), {"time": "  "})
    assert faults(answer, ("work", "time", "effect")) == Faults(
        undecided=("effect",), without_reason=("time",)
    )


def test_a_locked_clarity_is_not_decided_again() -> None:
    found = faults(Answer(frozenset({"work", "time"})), ("time",))
    assert found.not_open == ("work",)
    assert not faults(Answer(frozenset({"time"})), ("time",))


def promise(share: str | None, *, accepted: bool = True) -> Promise:
    return Promise(1, "ĐB", None if share is None else Decimal(share), accepted)


def test_shares_add_up_exactly_and_what_nobody_took_is_left() -> None:
    made = add_up(
        Decimal("2640"),
        [promise("1906.1"), promise("0.2"), promise("411.7", accepted=False), promise(None)],
    )
    assert (made.accepted, made.sent, made.left) == (
        Decimal("1906.3"),
        Decimal("411.7"),
        Decimal("322.0"),
    )
    assert (made.over, made.without_number) == (Decimal(0), 1)


def test_more_than_wanted_leaves_nothing_and_says_how_much_more() -> None:
    made = add_up(Decimal(100), [promise("120")])
    assert (made.left, made.over) == (Decimal(0), Decimal(20))
    assert made.width(made.accepted) == 1000


def test_a_task_without_a_number_counts_to_nothing() -> None:
    made = add_up(None, [promise("3")])
    assert (made.left, made.over, made.width(Decimal(3))) == (None, Decimal(0), 1000)
    assert add_up(Decimal(0), []).width(Decimal(0)) == 0
