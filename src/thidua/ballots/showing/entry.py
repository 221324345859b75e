"""The page on which one person enters what they read off paper slips; the other's numbers are never
on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from thidua.ballots.forms import PaperForm
from thidua.ballots.models import PaperEntry, State
from thidua.ballots.paper import Standing, marks_on_paper
from thidua.ballots.showing.page import BallotPage


@dataclass
class EntryPage(BallotPage):
    """`sent`: what was typed, where it was refused. `lines`: the numbers of those that differ from
    the other entry (0: of sheets).
    """

    sent: Any = None
    lines: Sequence[int] = ()

    @property
    def own_entry(self) -> bool:
        """Whether the reader has entered theirs."""
        mine = PaperEntry.objects.filter(ballot=self.ballot, person=self.person)
        return mine.exists()

    @property
    def form(self) -> PaperForm | None:
        """None: entered already, or not the time."""
        if self.ballot.state != State.CLOSED or self.person is None or self.own_entry:
            return None
        return self.bound

    @property
    def bound(self) -> PaperForm:
        return PaperForm(self.sent, candidates=self.candidates, marks=self.marks)

    @property
    def marks(self) -> list[str]:
        """The options in the order of the slip, then what is none."""
        known = marks_on_paper(self.ballot)
        rest = [mark for mark in known if mark not in self.options.codes]
        return [*self.options.codes, *rest]

    @property
    def words(self) -> list[str]:
        return [self.options.brief(mark) for mark in self.marks]

    @property
    def sheets(self) -> BoundField:
        return self.bound["sheets"]

    @property
    def rows(self) -> list[tuple[str, str, list[tuple[str, BoundField]]]]:
        """Each candidate's line, what is wrong with it, and its fields with their words."""
        form = self.bound
        unlike = {one.no: _("hai người nhập khác nhau") for one in self.candidates}
        wrong = form.unlike() if self.sent is not None and form.is_valid() else {}
        return [
            (
                f"{one.no}. {one.label}",
                unlike[one.no] if one.no in self.lines else wrong.get(one.no, ""),
                [(self.options.brief(mark), form[f"n{one.no}-{mark}"]) for mark in self.marks],
            )
            for one in self.candidates
        ]

    @property
    def said(self) -> str:
        if self.ballot.state != State.CLOSED:
            return _("Đóng bỏ phiếu rồi mới nhập số đếm.")
        if self.person is None:
            return _(
                "Người nhập phải là một đảng viên: chủ trì, thư ký nhập từ tài khoản của mình."
            )
        if self.own_entry:
            return _("Đồng chí đã nhập. Chờ người thứ hai; khớp nhau thì kiểm phiếu được.")
        return ""

    @property
    def then(self) -> str:
        return _("Người kia không thấy số này. Mỗi dòng cộng lại phải bằng số tờ phiếu.")


def said_of(standing: Standing) -> str:
    """What is told once an entry stands."""
    if standing is Standing.AGREE:
        return _("Hai người nhập khớp nhau: kiểm phiếu được.")
    return _("Đã nhận số đếm của đồng chí; chờ người thứ hai nhập.")


def differing(lines: Sequence[int], labels: dict[int, str]) -> str:
    """Which lines two people entered otherwise; never what either of them wrote."""
    names = [_("số tờ phiếu") if no == 0 else labels.get(no, str(no)) for no in lines]
    return _("Hai người nhập khác nhau ở: {names}. Cả hai đếm và nhập lại.").format(
        names=", ".join(names)
    )
