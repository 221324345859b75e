"""PURE: what a criterion counts by itself, with its working; blank, with why, where it cannot be
told.

Exact: a share is two whole numbers or decimals until it becomes points, rounded once (`points_of`).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.language import Text
from thidua.numbers import in_both
from thidua.progress.counting import aims_of
from thidua.progress.results import TaskProgress

PLACES = 2
"""Decimals of counted points, as of the points in a set."""
NOTHING = Text("", "")


@dataclass(frozen=True)
class Share:
    """A part of a whole, in words too: “5 trong 6 nhiệm vụ”."""

    part: Decimal
    whole: Decimal
    words: Text


@dataclass(frozen=True)
class Counted:
    """What a criterion counts: `value` None: it cannot be told, or a person grades it; `words` is
    the working, or why there is none. `tasks`: what it rests on, by key.
    """

    value: Decimal | None
    words: Text
    tasks: tuple[int, ...] = ()


def points_of(share: Share, most: Decimal) -> Decimal:
    """The share of the most points, rounded half up to `PLACES`, never above the most. The one
    place where points are rounded.
    """
    exact = Fraction(share.part) * Fraction(most) / Fraction(share.whole)
    steps = 10**PLACES
    rounded = Decimal(int(exact * steps + Fraction(1, 2))).scaleb(-PLACES)
    return min(rounded, most)


def counted(share: Share, most: Decimal, *, by_points: bool, tasks: Sequence[int] = ()) -> Counted:
    """The points of a share with the working; by grades the share alone."""
    if not by_points:
        words = Text("{share}: người chấm chọn mức", "{share}: a person chooses the grade")
        return Counted(None, words.format(share=share.words), tuple(tasks))
    value = points_of(share, most)
    words = Text("{share} × {most} = {value}", "{share} × {most} = {value}")
    said = words.format(share=share.words, most=in_both(most), value=in_both(value))
    return Counted(value, said, tuple(tasks))


def unknown(words: Text, tasks: Sequence[int] = ()) -> Counted:
    return Counted(None, words, tuple(tasks))


# Tasks
# --------------------------------------------------------------------------------------------------


def task_done(task: TaskProgress, *, on: dt.date, cut_off: dt.date) -> bool | None:
    """Whether a task is done: all its targets are reached. One that is known missed settles it;
    else None while something is not known.
    """
    known = [aim.done for aim in aims_of(task, on=on, cut_off=cut_off)]
    if False in known:
        return False
    return True if known and None not in known else None


def of_tasks(
    tasks: Sequence[TaskProgress], most: Decimal, *, on: dt.date, cut_off: dt.date, by_points: bool
) -> Counted:
    """Tasks done ÷ tasks accepted, withdrawn ones left out."""
    standing = [task for task in tasks if not task.withdrawn]
    keys = [task.task for task in standing]
    if not standing:
        return unknown(Text("chưa có nhiệm vụ nào được nhận", "no task was accepted"))
    known = [task_done(task, on=on, cut_off=cut_off) for task in standing]
    noun = Text("nhiệm vụ", "tasks")
    return _of_known(known, noun, most, by_points=by_points, keys=keys)


def of_shares(
    tasks: Sequence[TaskProgress], most: Decimal, *, on: dt.date, cut_off: dt.date, by_points: bool
) -> Counted:
    """Of the unit's parts of a superior's task: measures reached ÷ all measures."""
    standing = [task for task in tasks if not task.withdrawn]
    keys = [task.task for task in standing]
    if not standing:
        return unknown(
            Text("đơn vị chưa nhận phần việc này", "the unit took up no part of this task")
        )
    known = [aim.done for task in standing for aim in aims_of(task, on=on, cut_off=cut_off)]
    if not known:
        return unknown(Text("phần việc không có thước đo", "the part has no measure"), keys)
    return _of_known(known, Text("thước đo", "measures"), most, by_points=by_points, keys=keys)


def _of_known(
    known: Sequence[bool | None],
    noun: Text,
    most: Decimal,
    *,
    by_points: bool,
    keys: Sequence[int],
) -> Counted:
    done, whole, open_ones = known.count(True), len(known), known.count(None)
    share = Text("{done} trong {whole} {noun}", "{done} of {whole} {noun}").format(
        done=in_both(done), whole=in_both(whole), noun=noun
    )
    if open_ones:
        words = Text(
            "mới biết {share} xong; {open} {noun} chưa có kết quả hoặc chưa đến hạn",
            "{share} are known to be done; {open} {noun} have no result yet or are not due",
        )
        return unknown(words.format(share=share, open=in_both(open_ones), noun=noun), keys)
    whole_share = Share(Decimal(done), Decimal(whole), share)
    return counted(whole_share, most, by_points=by_points, tasks=keys)


# Indicators
# --------------------------------------------------------------------------------------------------


def of_result(
    result: Decimal | None,
    target: Decimal | None,
    most: Decimal,
    *,
    higher_is_better: bool,
    by_points: bool,
) -> Counted:
    """An indicator: everything once it is reached, else the part of the target that was reached
    (the lower the better: the target's part of the result); nothing where that says nothing.
    """
    if target is None:
        return unknown(Text("đơn vị chưa có mức phấn đấu", "the unit has no target"))
    if result is None:
        return unknown(Text("chưa có kết quả của chỉ tiêu", "the indicator has no result yet"))
    reached = result >= target if higher_is_better else result <= target
    part, whole = (result, target) if higher_is_better else (target, result)
    words = Text("đạt {result} so với {target}", "{result} against {target}").format(
        result=in_both(result), target=in_both(target)
    )
    if reached:
        part, whole = Decimal(1), Decimal(1)
    elif part <= 0 or whole <= 0:
        part, whole = Decimal(0), Decimal(1)
    return counted(Share(part, whole, words), most, by_points=by_points)
