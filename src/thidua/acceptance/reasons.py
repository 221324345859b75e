"""Reasons that readers often give for returning a clarity: offered, never filled in."""

from collections.abc import Mapping

from thidua.language import Text

REASONS: Mapping[str, tuple[Text, ...]] = {
    "work": (
        Text("chưa nói làm bao nhiêu", "how much is not said"),
        Text("chưa nói làm ở đâu", "where is not said"),
        Text("chưa rõ việc cụ thể", "the work itself is not clear"),
    ),
    "person": (
        Text("chưa nêu người làm chính", "who leads is not said"),
        Text("chưa nêu đơn vị phối hợp", "who helps is not said"),
    ),
    "time": (
        Text("chưa có mốc giữa năm", "no milestone within the year"),
        Text("chưa nêu ngày xong", "the last day is not said"),
    ),
    "effect": (
        Text("chưa có số của năm trước", "last year's value is missing"),
        Text("chưa có mức phấn đấu", "the target is missing"),
        Text("chưa đo được", "it cannot be measured"),
    ),
    "responsibility": (
        Text("chưa nói kiểm tra lúc nào", "when it is checked is not said"),
        Text("chưa nói trước ai", "to whom is not said"),
        Text("chưa có minh chứng", "evidence is not named"),
    ),
    "authority": (Text("chưa nêu ai quyết định", "who decides is not said"),),
}
"""By the word of the clarity. The list is the product's own; no document asks for it."""


def reasons_for(clarity: str) -> tuple[Text, ...]:
    return REASONS.get(clarity, ())
