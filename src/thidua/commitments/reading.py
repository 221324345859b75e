"""The page on which somebody else's commitment is read and answered."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.campaigns.cells import cell_of
from thidua.commitments.answering import (
    accept_commitment,
    note_done,
    reopen_commitment,
    require_answering,
    return_commitment,
)
from thidua.commitments.errors import CommitmentError
from thidua.commitments.forms import DoneForm, ReasonForm
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.errors import RefusedError
from thidua.organisations.models import Organisation
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.forms import first_fault


class ReadingPage:
    """One commitment, and what its reader may do with it."""

    def __init__(self, commitment: Commitment, user: User) -> None:
        self.commitment, self.user = commitment, user
        self.error = ""
        self.reason = ""

    @cached_property
    def cell(self) -> Organisation:
        """Where the person is a member now: who answers; gone from everywhere: the last one."""
        return cell_of(self.commitment.person, self.commitment.campaign) or self.commitment.cell

    @cached_property
    def items(self) -> Sequence[CommitmentItem]:
        return list(self.commitment.items.all())

    @property
    def moved(self) -> bool:
        """Whether it stands with another cell than the one where the person is now."""
        return self.commitment.cell_id != self.cell.pk

    @cached_property
    def may_answer(self) -> bool:
        try:
            require_answering(self.commitment, self.user)
        except (PermissionDenied, RefusedError):
            return False
        return True

    @property
    def waits(self) -> bool:
        return self.may_answer and SUBMISSION.may("accept", self.commitment.status)

    @property
    def may_reopen(self) -> bool:
        return self.may_answer and SUBMISSION.may("reopen", self.commitment.status)

    @property
    def accepted(self) -> bool:
        return self.commitment.status == SubmissionStatus.ACCEPTED


def answer(page: ReadingPage, act: str, data: Mapping[str, Any]) -> str:
    """Do what a button of the page says; what was done, in a sentence. Raises whatever is refused,
    PermissionDenied.
    """
    commitment, user = page.commitment, page.user
    name = commitment.person.full_name
    require_answering(commitment, user)
    if act == "done":
        note_done(commitment=commitment, done=_done(page, data), actor=user)
        return _("Đã ghi kết quả cam kết của {name}.").format(name=name)
    if act == "accept":
        accept_commitment(commitment=commitment, actor=user)
        return _("Đã nhận cam kết của {name}.").format(name=name)
    form = ReasonForm(data)
    if not form.is_valid():
        raise CommitmentError.unreadable([first_fault(form)])
    reason = form.cleaned_data["reason"]
    if act == "reopen":
        reopen_commitment(commitment=commitment, reason=reason, actor=user)
        return _("Đã mở lại cam kết của {name}.").format(name=name)
    return_commitment(commitment=commitment, reason=reason, actor=user)
    return _("Đã trả lại cam kết của {name}, kèm lý do.").format(name=name)


def _done(page: ReadingPage, data: Mapping[str, Any]) -> dict[int, bool | None]:
    forms = {item.position: DoneForm(data, prefix=f"d{item.position}") for item in page.items}
    return {position: form.answer for position, form in forms.items() if form.is_valid()}
