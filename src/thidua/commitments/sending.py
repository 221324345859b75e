"""What the buttons of the writing page do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.cells import cell_of
from thidua.campaigns.models import Campaign
from thidua.commitments.errors import CommitmentError
from thidua.commitments.forms import SavingForm, item_faults, sent_items
from thidua.commitments.models import Commitment
from thidua.commitments.own import WritingPage
from thidua.commitments.queries import commitment_of, may_view
from thidua.commitments.writing import (
    require_writing,
    save_commitment,
    send_commitment,
    take_back,
)
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Person
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SubmissionStatus
from thidua.web.forms import first_fault


def writing_page(user: User, campaign: Campaign, person: Person) -> WritingPage:
    """The page of somebody who may write this commitment: the member, or who types for them."""
    page = WritingPage(
        campaign=campaign,
        person=person,
        cell=cell_of(person, campaign),
        commitment=commitment_of(campaign, person),
        own=person.pk == user.person_id,
    )
    if page.cell is not None and may_view(scope_of(user), page.cell):
        page.list_address = reverse("commitment_cell", args=[campaign.year, page.cell.code])
    try:
        require_writing(campaign, person, user, cell=page.cell)
    except RefusedError as refused:
        page.refused = as_sentence(refused)
    return page


@dataclass(frozen=True)
class Done:
    """What a button did: said to the writer ("": nothing), and what the address ends in."""

    said: str = ""
    more: str = ""


def act_on(page: WritingPage, act: str, data: Mapping[str, Any], user: User) -> Done:
    """Do what a button of the page says. Raises whatever is refused, PermissionDenied."""
    if act == "take_back":
        if page.commitment is None:
            raise SubmissionError.not_now(SubmissionStatus.DRAFT)
        take_back(commitment=page.commitment, actor=user)
        return Done(_("Đã rút lại: sửa xong thì gửi lại."))
    if act == "take_theirs":
        return Done()
    commitment = saved(page, data, user)
    if act == "send":
        form = _form(data)
        sent = send_commitment(
            commitment=commitment, actor=user, late_reason=form.cleaned_data["late_reason"]
        )
        return Done(
            _("Đã gửi chi uỷ {cell}. Chi uỷ trả lời thì báo ở “Việc của tôi”.").format(
                cell=sent.cell.name
            )
        )
    if act == "add":
        rows = _form(data).cleaned_data["rows"] + 1
        return Done(more=f"?rows={rows}#i{rows}-text")
    return Done(_("Đã lưu: chưa ai khác đọc được."))


def saved(page: WritingPage, data: Mapping[str, Any], user: User) -> Commitment:
    """Store the rows of the form. Raises ConflictError, CommitmentError, SubmissionError,
    PermissionDenied.
    """
    form = _form(data)
    rows = form.cleaned_data["rows"]
    items = sent_items(data, rows)
    if faults := list(item_faults(items)):
        raise CommitmentError.unreadable(faults)
    return save_commitment(
        campaign=page.campaign,
        person=page.person,
        items=[item.words for item in items],
        revision=form.cleaned_data["revision"],
        actor=user,
    )


def _form(data: Mapping[str, Any]) -> SavingForm:
    form = SavingForm(data)
    if not form.is_valid():
        raise CommitmentError.unreadable([first_fault(form)])
    return form
