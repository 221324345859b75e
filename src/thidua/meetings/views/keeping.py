"""The page on which a meeting is kept, the roll, and changing what was noted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.meetings.errors import MeetingError
from thidua.meetings.finding import meeting_or_404
from thidua.meetings.forms import ChairForm, GuestsForm, PresenceForm, SpeechForm
from thidua.meetings.links import meeting_page as address_of
from thidua.meetings.looks import record_looks_at
from thidua.meetings.models import Presence, Speech
from thidua.meetings.noting import change_speech
from thidua.meetings.page import MeetingPage
from thidua.meetings.page_acts import do
from thidua.meetings.queries import participants_of
from thidua.meetings.rights import may_keep
from thidua.reviews.ways import ways_of
from thidua.web.forms import first_fault


@require_http_methods(["GET", "POST"])
@signed_in
def meeting_page(request: SignedIn, year: int, pk: int, item: int | None = None) -> HttpResponse:
    """A meeting, at one item: its agenda, what is said, who is there."""
    campaign = campaign_or_404(request, year)
    page = MeetingPage(meeting_or_404(request, campaign, pk), request.user, wanted=item)
    if item is not None and page.item is None:
        raise Http404
    if request.method == "POST":
        if not page.keeps:
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        try:
            onward = do(request, page)
        except RefusedError as error:
            page.error = as_sentence(error)
        else:
            return redirect(onward or address_of(page.meeting, item))
        page = _anew(page)
    else:
        record_looks_at(request, page.meeting, [page.item] if page.item else [])
    context = {
        "campaign": campaign,
        "page": page,
        "meeting": page.meeting,
        "chair_form": _chair_form(page),
        "ways": ways_of(campaign, page.meeting.organisation, request.user),
        "address": address_of(page.meeting, item),
    }
    status = 409 if page.error else 200
    return render(request, "meetings/meeting.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def roll_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Everybody called, with a button for each way of being there or not."""
    campaign = campaign_or_404(request, year)
    page = MeetingPage(meeting_or_404(request, campaign, pk), request.user)
    if not page.keeps:
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    guests, typed = GuestsForm(), {}
    if request.method == "POST":
        guests = GuestsForm(request.POST)
        try:
            onward = do(request, page)
        except RefusedError as error:
            page.error = as_sentence(error)
            sent = PresenceForm(request.POST)
            typed = {name: sent[name].value() or "" for name in ("row", "reason", "since")}
        else:
            return redirect(onward or request.path)
        page = _anew(page)
    context = {
        "campaign": campaign,
        "page": page,
        "meeting": page.meeting,
        "guests": guests,
        "typed": typed,
        "presences": [one for one in Presence.choices if one[0] != Presence.UNKNOWN],
    }
    status = 409 if page.error else 200
    return render(request, "meetings/roll.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def speech_page(request: SignedIn, year: int, pk: int, speech: int) -> HttpResponse:
    """What one said, written down otherwise, until the minutes are adopted."""
    campaign = campaign_or_404(request, year)
    meeting = meeting_or_404(request, campaign, pk)
    found = Speech.objects.select_related("item", "speaker").filter(
        pk=speech, item__meeting=meeting
    )
    one = found.first()
    if one is None or not may_keep(request.user, meeting):
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    one.item.meeting = meeting
    page = MeetingPage(meeting, request.user, wanted=one.item_id)
    sent = request.method == "POST"
    form = SpeechForm(request.POST if sent else None, initial=_initial(one))
    page.speech_form = form
    if sent:
        try:
            if not form.is_valid():
                raise MeetingError.unreadable(first_fault(form))
            revision = form.cleaned_data["revision"] or 0
            change_speech(
                speech=one, said=form.said(page.subject), revision=revision, actor=request.user
            )
        except RefusedError as error:
            page.error = as_sentence(error)
            one.refresh_from_db()
        else:
            messages.success(request, _("Đã sửa ý kiến."))
            return redirect(address_of(meeting, one.item_id))
    context = {
        "campaign": campaign,
        "page": page,
        "meeting": meeting,
        "speech": one,
        "theirs": sent,
        "participants": participants_of(meeting),
        "address": address_of(meeting, one.item_id),
    }
    return render(request, "meetings/speech_edit.html", context, status=409 if page.error else 200)


def _initial(speech: Speech) -> dict[str, object]:
    who = speech.as_one or str(speech.speaker_id)
    return {"kind": speech.kind, "text": speech.text, "who": who, "revision": speech.revision}


def _anew(page: MeetingPage) -> MeetingPage:
    """The same page as it is now, with what was typed and why it was refused."""
    page.meeting.refresh_from_db()
    return MeetingPage(
        page.meeting,
        page.actor,
        wanted=page.wanted,
        error=page.error,
        speech_form=page.speech_form,
        conclude_form=page.conclude_form,
    )


def _chair_form(page: MeetingPage) -> ChairForm | None:
    if not page.keeps or page.is_closed:
        return None
    return ChairForm(people=page.people_called)
