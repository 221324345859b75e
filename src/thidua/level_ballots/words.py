"""What a ballot came to, in words: short for a row, whole for a page. Counts of fewer than five
slips stand nowhere.
"""

from collections.abc import Mapping

from thidua.ballots.rule import BLANK, INVALID, NO_OPINION, OWN, YES
from thidua.language import Text
from thidua.level_ballots.outcomes import Counted, Outcome
from thidua.numbers import in_both
from thidua.vocabulary import BEST_FIRST

NO_LEVEL = Text("không mức nào đủ phiếu", "no level has enough votes")
HIDDEN = Text("dưới 5 phiếu nên chỉ báo kết quả", "under five slips: the outcome alone")
MARKS: Mapping[str, Text] = {
    **{level.value: level.brief for level in BEST_FIRST},
    YES: Text("đồng ý", "agree"),
    "no": Text("không đồng ý", "do not agree"),
    NO_OPINION: Text("ý kiến khác", "no opinion"),
    BLANK: Text("để trắng", "blank"),
    INVALID: Text("không hợp lệ", "invalid"),
    OWN: Text("phiếu của chính người ấy", "their own"),
}
"""The marks of a slip, for narrow places."""


def short(outcome: Outcome) -> Text:
    """“phiếu: Tốt (HTXS 6, HTT 15)”; “phiếu: không mức nào đủ phiếu”."""
    level = outcome.level.short if outcome.level is not None else NO_LEVEL
    told = told_counts(outcome.last)
    if told is None:
        return Text("phiếu: {level}", "ballot: {level}").format(level=level)
    return Text("phiếu: {level} ({told})", "ballot: {level} ({told})").format(
        level=level, told=told
    )


def told_counts(counted: Counted) -> Text | None:
    """“HTXS 6, HTT 15”, in the order of the marks; None: under five slips."""
    if counted.counts is None:
        return None
    parts = [
        Text("{mark} {number}", "{mark} {number}").format(mark=mark, number=in_both(number))
        for name, mark in MARKS.items()
        if (number := counted.counts.get(name, 0))
    ]
    return Text(", ".join(one.vi for one in parts), ", ".join(one.en for one in parts))


def needed(counted: Counted) -> Text | None:
    """“cần 11 trong 21”; None where it would tell counts."""
    if counted.need is None or counted.base is None:
        return None
    return Text("cần {need} trong {base}", "{need} of {base} needed").format(
        need=in_both(counted.need), base=in_both(counted.base)
    )
