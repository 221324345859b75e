"""The acts of a meeting's page: each form of it to one action."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.actions import attach, remove
from thidua.attachments.inspecting import Sent
from thidua.attachments.queries import files_of
from thidua.meetings.correcting import answer_correction
from thidua.meetings.errors import MeetingError
from thidua.meetings.files import FILES
from thidua.meetings.forms import (
    AnswerForm,
    ChairForm,
    ConcludeForm,
    GuestsForm,
    PresenceForm,
    ReasonForm,
    RowForm,
    SpeechForm,
)
from thidua.meetings.holding import (
    Noted,
    adopt,
    call_roll,
    note_presence,
    open_sitting,
    pause,
    replace_chair,
    rest_is_there,
    say_why_other_order,
)
from thidua.meetings.links import meeting_page
from thidua.meetings.models import CorrectionAsk, Item
from thidua.meetings.noting import Said, conclude, note_speech, put_off, take_up
from thidua.meetings.page import MeetingPage
from thidua.meetings.planning import invite, uninvite
from thidua.meetings.remedies import remedy_address, says_remedy
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent

Act = Callable[[SignedIn, MeetingPage], str]
"""Gives the address to go on at; "": the page itself."""


def do(request: SignedIn, page: MeetingPage) -> str:
    """Do what the form asks; where to go on. Raises RefusedError, PermissionDenied."""
    act = _ACTS.get(act_sent(request))
    if act is None:
        raise MeetingError.unreadable(_("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại"))
    return act(request, page)


def _open(request: SignedIn, page: MeetingPage) -> str:
    open_sitting(meeting=page.meeting, actor=request.user)
    return meeting_roll(page)


def meeting_roll(page: MeetingPage) -> str:
    """Where the roll is called."""
    return f"{meeting_page(page.meeting)}diem-danh/"


def _pause(request: SignedIn, page: MeetingPage) -> str:
    pause(meeting=page.meeting, reason=_reason(request), actor=request.user)
    return meeting_page(page.meeting)


def _presence(request: SignedIn, page: MeetingPage) -> str:
    form = PresenceForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    said = form.cleaned_data
    found = page.meeting.participants.select_related("meeting").filter(pk=said["row"]).first()
    if found is None:
        raise MeetingError.unreadable(_("Không còn người này trong thành phần: tải lại trang"))
    noted = Noted(said["presence"], said["reason"], said["since"])
    note_presence(participant=found, noted=noted, seen=said["seen"], actor=request.user)
    return f"{meeting_roll(page)}#row-{found.pk}"


def _rest(request: SignedIn, page: MeetingPage) -> str:
    rest_is_there(meeting=page.meeting, actor=request.user)
    return ""


def _roll(request: SignedIn, page: MeetingPage) -> str:
    call_roll(meeting=page.meeting, actor=request.user)
    return meeting_page(page.meeting)


def _chair(request: SignedIn, page: MeetingPage) -> str:
    form = ChairForm(request.POST, people=page.people_called)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    replace_chair(meeting=page.meeting, actor=request.user, **form.cleaned_data)
    return ""


def _invite(request: SignedIn, page: MeetingPage) -> str:
    form = GuestsForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    invite(meeting=page.meeting, guests=form.people(), actor=request.user)
    return ""


def _uninvite(request: SignedIn, page: MeetingPage) -> str:
    found = page.meeting.participants.select_related("meeting").filter(pk=_row(request)).first()
    if found is not None:
        uninvite(participant=found, actor=request.user)
    return ""


def _order(request: SignedIn, page: MeetingPage) -> str:
    say_why_other_order(meeting=page.meeting, reason=_reason(request), actor=request.user)
    return ""


def _adopt(request: SignedIn, page: MeetingPage) -> str:
    adopt(meeting=page.meeting, actor=request.user)
    return meeting_page(page.meeting)


def _files(request: SignedIn, page: MeetingPage) -> str:
    files = [Sent(one) for one in request.FILES.getlist("files")]
    if not files:
        raise MeetingError.unreadable(_("Chưa chọn tệp nào"))
    attach(kind=FILES, owner=page.meeting, files=files, actor=request.user)
    return ""


def _remove_file(request: SignedIn, page: MeetingPage) -> str:
    files = files_of(kind=FILES, owner=page.meeting, reader=request.user)
    file = files.filter(pk=_row(request)).first()
    if file is not None:
        remove(attachment=file, reason=_("Gỡ trên trang của cuộc họp"), actor=request.user)
    return ""


def _take_up(request: SignedIn, page: MeetingPage) -> str:
    item = _item(page)
    take_up(item=item, actor=request.user)
    return meeting_page(page.meeting, item.pk)


def _speech(request: SignedIn, page: MeetingPage) -> str:
    form = page.speech_form = SpeechForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    item, said = _item(page), form.said(page.subject)
    remedy, text = says_remedy(said.text)
    if remedy and not text:
        last = item.speeches.last()
        if last is None:
            raise MeetingError.says_nothing()
        return remedy_address(page.meeting, last.pk)
    said = Said(said.kind, text, said.speaker, said.as_one)
    sent = form.cleaned_data["sent_key"]
    speech = note_speech(item=item, said=said, sent_key=sent, actor=request.user)
    if remedy:
        return remedy_address(page.meeting, speech.pk)
    return meeting_page(page.meeting, item.pk)


def _conclude(request: SignedIn, page: MeetingPage) -> str:
    form = page.conclude_form = ConcludeForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    item, said = _item(page), form.cleaned_data
    conclude(item=item, text=said["concluded"], revision=said["revision"] or 0, actor=request.user)
    return _onward(request, page)


def _onward(request: SignedIn, page: MeetingPage) -> str:
    """The next who waits is dealt with; nobody does: the meeting's page."""
    following = page.next_waiting
    if following is None:
        return meeting_page(page.meeting)
    take_up(item=following, actor=request.user)
    return meeting_page(page.meeting, following.pk)


def _put_off(request: SignedIn, page: MeetingPage) -> str:
    put_off(item=_item(page), reason=_reason(request), actor=request.user)
    return _onward(request, page)


def _answer(request: SignedIn, page: MeetingPage) -> str:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    said = form.cleaned_data
    ask = CorrectionAsk.objects.filter(pk=said["row"], item__meeting=page.meeting).first()
    if ask is None:
        raise MeetingError.unreadable(_("Không còn đề nghị này: tải lại trang"))
    ask.item.meeting = page.meeting
    answer_correction(ask=ask, taken=said["taken"], answer=said["answer"], actor=request.user)
    return ""


def _item(page: MeetingPage) -> Item:
    if page.item is None:
        raise MeetingError.not_about_anybody()
    return page.item


def _reason(request: SignedIn) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    return str(form.cleaned_data["reason"])


def _row(request: SignedIn) -> int:
    """The row that the form names; one that is none where it names nothing readable."""
    form = RowForm(request.POST)
    return int(form.cleaned_data["row"]) if form.is_valid() else 0


_ACTS: dict[str, Act] = {
    "open": _open,
    "pause": _pause,
    "presence": _presence,
    "rest": _rest,
    "roll": _roll,
    "chair": _chair,
    "invite": _invite,
    "uninvite": _uninvite,
    "order": _order,
    "adopt": _adopt,
    "files": _files,
    "remove_file": _remove_file,
    "take_up": _take_up,
    "speech": _speech,
    "conclude": _conclude,
    "put_off": _put_off,
    "answer": _answer,
}
