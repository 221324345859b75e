"""The slip of one voter as their page draws it, and the page of their receipt."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.ballots.forms import SlipForm
from thidua.ballots.models import State
from thidua.ballots.rule import BLANK
from thidua.ballots.sealed_keys import grouped
from thidua.ballots.showing.page import BallotPage
from thidua.numbers import format_number


@dataclass(frozen=True)
class Line:
    """One candidate of the slip: a sign for each option, none of them chosen beforehand but blank;
    `own`: the reader, who does not vote on themselves here.
    """

    name: str
    label: str
    aside: str
    aside_href: str
    own: bool
    options: list[tuple[str, str, bool]]
    blank: bool


@dataclass
class SlipPage(BallotPage):
    """`given`: of an open ballot, what the voter said of each number before; of a secret one
    nothing is known, and nothing is shown.
    """

    given: dict[int, str] | None = None

    @cached_property
    def own_numbers(self) -> frozenset[int]:
        """The lines that are the reader, where nobody votes on themselves."""
        mine = self.own_line
        if mine is None or self.options.rule.self_vote:
            return frozenset()
        return frozenset(one.no for one in self.candidates if one.own_voter_id == mine.pk)

    @cached_property
    def lines(self) -> list[Line]:
        asides = self.options.purpose.aside(self.ballot) if self.options.purpose else {}
        given = self.given or {}
        found = []
        for one in self.candidates:
            aside, before = asides.get(one.no), given.get(one.no, BLANK)
            found.append(
                Line(
                    f"c{one.no}",
                    one.label,
                    str(aside.text) if aside else "",
                    aside.href if aside else "",
                    one.no in self.own_numbers,
                    [
                        (str(sign), self.options.word(code), code == before)
                        for sign, code in enumerate(self.options.codes, start=1)
                    ],
                    before not in self.options.codes,
                )
            )
        return found

    def form(self, data: object) -> SlipForm:
        """What was sent, read."""
        return SlipForm(
            data, candidates=self.candidates, options=self.options.codes, own=self.own_numbers
        )

    @property
    def kind_words(self) -> str:
        return _("Bỏ phiếu kín") if self.ballot.secret else _("Bỏ phiếu công khai")

    @property
    def not_sent_words(self) -> str:
        if self.ballot.secret:
            return _("chưa gửi, chưa ai thấy")
        return _("sửa được đến khi đóng")

    @property
    def send_words(self) -> str:
        number = format_number(len(self.candidates))
        if self.changes_vote:
            return _("Gửi lại phiếu")
        return _("Gửi phiếu, {number} dòng").format(number=number)

    @property
    def after_words(self) -> str:
        if self.ballot.secret:
            return _(
                "Sửa được đến khi gửi. Gửi một lần; gửi rồi không sửa, không rút lại. "
                "Máy này không giữ lại lựa chọn nào."
            )
        return _("Tên và lựa chọn của đồng chí được ghi; sửa được đến khi đóng.")


@dataclass
class ReceiptPage(BallotPage):
    """`receipt`: eight signs."""

    receipt: str = ""

    @property
    def code(self) -> str:
        return grouped(self.receipt)

    @property
    def sent_words(self) -> str:
        return _("{number} dòng, gửi một lần, không sửa được nữa").format(
            number=format_number(len(self.candidates))
        )

    @cached_property
    def is_listed(self) -> bool:
        """Whether the receipt is among those counted."""
        return self.ballot.receipts.filter(code=self.receipt).exists()

    @property
    def code_words(self) -> str:
        if self.ballot.state != State.SEALED:
            return _(
                "Khi kiểm phiếu xong, mã này nằm trong danh sách phiếu được đếm. Mã không cho biết "
                "phiếu ghi gì, kể cả với chủ trì."
            )
        if self.is_listed:
            return _("Có trong danh sách phiếu được đếm. Mã không cho biết phiếu ghi gì.")
        return _("Không có trong danh sách phiếu được đếm: báo chủ trì và cấp uỷ cấp trên.")
