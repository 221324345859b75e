"""How public figures are written, in both languages and without jargon."""

from decimal import Decimal

from thidua.language import Text
from thidua.portal.public_figures import PublicIndicator
from thidua.portal.suppression import Cell, Mark
from thidua.reports.wording import number, percent
from thidua.vocabulary import Level, Outcome

MARKS = {
    Mark.SMALL: Text("dưới 5", "under 5"),
    Mark.WITHHELD: Text("không nêu", "not shown"),
}
LEVEL_MEANINGS = {
    Level.OUTSTANDING: Text(
        "Hoàn thành xuất sắc nhiệm vụ: mọi việc được giao đều hoàn thành, có nhiều việc vượt "
        "mức. Mỗi nhóm chỉ được "
        "chọn một tỷ lệ nhất định.",
        "All tasks were done and many exceeded. Only a fixed share of each group may be chosen.",
    ),
    Level.GOOD: Text(
        "Hoàn thành tốt nhiệm vụ: các việc chính đều hoàn thành, không vi phạm.",
        "All main tasks were done, without any violation.",
    ),
    Level.COMPLETED: Text(
        "Hoàn thành nhiệm vụ: đạt yêu cầu, nhưng còn việc làm chưa tốt.",
        "The requirements were met, though some work was not good.",
    ),
    Level.NOT_COMPLETED: Text(
        "Không hoàn thành nhiệm vụ: nhiều việc không xong, hoặc bị kỷ luật trong năm.",
        "Much was left undone, or there was discipline during the year.",
    ),
}
OUTCOMES = {
    Outcome.MET: Text("đạt", "met"),
    Outcome.NOT_MET: Text("chưa đạt", "missed"),
    Outcome.CANNOT_TELL: Text("chưa có kết quả", "no result yet"),
}
LICENCE = Text(
    "Creative Commons Ghi công 4.0 (CC BY 4.0)", "Creative Commons Attribution 4.0 (CC BY 4.0)"
)
LICENCE_ADDRESS = Text(
    "https://creativecommons.org/licenses/by/4.0/deed.vi",
    "https://creativecommons.org/licenses/by/4.0/",
)
NO_DATA = Text("–", "–")


def cell(value: Cell) -> Text:
    """A number, or why there is none."""
    return MARKS[value] if isinstance(value, Mark) else number(value)


def share_of(part: Cell | None, whole: Cell) -> Text:
    """A share of two printed numbers; a dash otherwise."""
    return percent(part, whole) if type(part) is int and type(whole) is int else NO_DATA


def measured(value: Decimal | None, unit: str) -> Text:
    """A value with its unit: "8,6%", "15.850 tỷ đồng"."""
    if value is None:
        return OUTCOMES[Outcome.CANNOT_TELL]
    written = number(value)
    joined = "" if unit == "%" else " " if unit else ""
    return Text(f"{written.vi}{joined}{unit}", f"{written.en}{joined}{unit}")


def aim(row: PublicIndicator) -> Text:
    """The target: "at most" is said where less is better."""
    target = measured(row.target, row.unit)
    return (
        target if row.higher_is_better else Text(f"không quá {target.vi}", f"at most {target.en}")
    )


def outcome(row: PublicIndicator) -> Text:
    """Met, exceeded, missed, or no result."""
    if row.outcome is Outcome.MET and row.result != row.target:
        return Text("vượt", "exceeded")
    return OUTCOMES[row.outcome]


def gap(row: PublicIndicator) -> Text:
    """How far a missed indicator is from its target: "thiếu 358 đảng viên", "thiếu 0,4 điểm phần
    trăm".
    """
    if row.result is None:
        return OUTCOMES[Outcome.CANNOT_TELL]
    apart = abs(row.target - row.result)
    if row.unit == "%":
        written = number(apart)
        far = Text(f"{written.vi} điểm phần trăm", f"{written.en} percentage points")
    else:
        far = measured(apart, row.unit)
    if row.higher_is_better:
        return Text(f"thiếu {far.vi}", f"short by {far.en}")
    return Text(f"vượt quá mức {far.vi}", f"over by {far.en}")
