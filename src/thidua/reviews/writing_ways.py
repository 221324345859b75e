"""What leads on from a heading that is being written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.numbers import format_number
from thidua.reviews.material import Material, MaterialKind
from thidua.reviews.writing_reading import Cited


@dataclass(frozen=True)
class Way:
    """The heading before or after this one."""

    number: str
    label: str
    href: str


@dataclass(frozen=True)
class BringAll:
    """Everything of one kind brought in by one click."""

    words: str
    verb: str
    value: str


def bring_commitments(fitting: Iterable[Material], citations: Iterable[Cited]) -> BringAll | None:
    """Of the facts that fit a heading the items of a commitment that nothing cites yet."""
    kept = {(one.kind, one.target_id) for one in citations}
    fresh = [
        one
        for one in fitting
        if one.kind is MaterialKind.COMMITMENT and (one.kind.value, one.target_id) not in kept
    ]
    if not fresh:
        return None
    number = format_number(len(fresh))
    return BringAll(
        ngettext(
            "Đồng chí đã cam kết {number} điều.", "Đồng chí đã cam kết {number} điều.", len(fresh)
        ).format(number=number),
        _("Đưa cả {number} điều vào để viết kết quả từng điều").format(number=number),
        f"all:{MaterialKind.COMMITMENT.value}",
    )
