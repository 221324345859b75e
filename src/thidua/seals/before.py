"""What was finished before the product had seals: said, not broken."""

from collections.abc import Mapping

from thidua.language import Text
from thidua.numbers import in_both


def adopted_before(what: Text, by_year: Mapping[int, int]) -> Text | None:
    """How many minutes (`what`) of which years are not in the chain; None: none."""
    if not by_year:
        return None
    return _ADOPTED.format(
        number=in_both(sum(by_year.values())),
        what=what,
        years=", ".join(str(year) for year in by_year),
    )


_ADOPTED = Text(
    "{number} {what} (năm {years}) thông qua trước khi phần mềm có niêm phong nên không có trong "
    "chuỗi",
    "{number} {what} (of {years}) were adopted before the product had seals and are not in the "
    "chain",
)
