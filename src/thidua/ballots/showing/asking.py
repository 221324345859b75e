"""The pages that ask for codes or a reason before an act."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.ballots.models import Voter
from thidua.ballots.showing.page import BallotPage
from thidua.numbers import format_number


@dataclass
class AskingPage(BallotPage):
    """`act`: close, count, strike, cancel. `reason`: what was typed, where it was refused; a code
    is never shown again.
    """

    act: str = "close"
    reason: str = ""

    @property
    def title(self) -> str:
        return {
            "close": _("Đóng phiếu"),
            "count": _("Kiểm phiếu"),
            "strike": _("Đưa một người ra khỏi danh sách"),
            "cancel": _("Huỷ cuộc bỏ phiếu"),
        }[self.act]

    @property
    def asks_codes(self) -> bool:
        return self.act != "cancel" and self.ballot.has_urn

    @property
    def asks_reason(self) -> bool:
        return self.act in {"cancel", "strike"}

    @property
    def strikable(self) -> Sequence[Voter]:
        """Who can still be taken off the list: who has not voted."""
        return self.waiting if self.act == "strike" else []

    @property
    def what(self) -> str:
        name = f"{self.ballot.title}, {self.ballot.organisation.name}"
        return {
            "close": _("Đóng “{name}” rồi kiểm phiếu ngay"),
            "count": _("Kiểm phiếu “{name}”"),
            "strike": _("Đưa ra khỏi danh sách của “{name}”"),
            "cancel": _("Huỷ “{name}”"),
        }[self.act].format(name=name)

    @property
    def then(self) -> str:
        """What follows from the act."""
        left = len(self.waiting) if self.ballot.electronic else 0
        closing = _("Đóng rồi không mở lại được. Kết quả niêm phong, hòm và khoá bị xoá.")
        if left:
            waits = _("Còn {number} người chưa bỏ.").format(number=format_number(left))
            closing = f"{waits} {closing}"
        return {
            "close": closing,
            "count": _("Hòm chỉ mở một lần; kiểm xong thì hòm và khoá bị xoá, xé tờ mã."),
            "strike": _("Chỉ người chưa bỏ phiếu; lý do ghi vào biên bản, số người được bỏ giảm."),
            "cancel": _(
                "Phiếu trong hòm và khoá bị xoá, không ai đọc. Muốn có kết quả thì bỏ lại."
            ),
        }[self.act]

    @property
    def verb(self) -> str:
        return {
            "close": _("Đóng phiếu"),
            "count": _("Kiểm phiếu"),
            "strike": _("Đưa ra khỏi danh sách"),
            "cancel": _("Huỷ cuộc bỏ phiếu"),
        }[self.act]
