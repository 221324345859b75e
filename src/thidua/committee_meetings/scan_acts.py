"""The acts about signed minutes: a scan is attached to a meeting that has ended, or removed."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.actions import attach, remove
from thidua.attachments.inspecting import Sent
from thidua.attachments.queries import files_of
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.forms import ScanForm
from thidua.committee_meetings.models import CommitteeMeeting
from thidua.committee_meetings.scans import SCANS
from thidua.errors import RefusedError
from thidua.language import as_sentence

ScanAct = Callable[[SignedIn, CommitteeMeeting, ScanForm], str]
"""Gives what is said to whoever did it; raises RefusedError, PermissionDenied."""


def _attach(request: SignedIn, meeting: CommitteeMeeting, form: ScanForm) -> str:
    files = [Sent(one) for one in request.FILES.getlist("files")]
    if not files:
        raise CommitteeMeetingError.unreadable(_("Chưa chọn tệp nào"))
    attach(kind=SCANS, owner=meeting, files=files, actor=request.user)
    return _("Đã đính kèm bản ký.")


def _remove(request: SignedIn, meeting: CommitteeMeeting, form: ScanForm) -> str:
    there = files_of(kind=SCANS, owner=meeting, reader=request.user)
    file = there.filter(pk=form.cleaned_data["file"]).first()
    if file is not None:
        remove(attachment=file, reason=_("Gỡ trên trang họp cấp uỷ"), actor=request.user)
    return _("Đã gỡ bản ký.")


def _on_one(act: ScanAct) -> Callable[[SignedIn, Sequence[CommitteeMeeting]], None]:
    """The act on the meeting that the form names, if it is one of these; what came of it is said
    on the page.
    """

    def done(request: SignedIn, meetings: Sequence[CommitteeMeeting]) -> None:
        form = ScanForm(request.POST)
        wanted = form.cleaned_data["meeting"] if form.is_valid() else None
        meeting = next((one for one in meetings if one.pk == wanted), None)
        if meeting is None:
            messages.error(request, _("Không thấy cuộc họp này."))
            return
        try:
            messages.success(request, act(request, meeting, form))
        except RefusedError as refused:
            messages.error(request, as_sentence(refused))

    return done


SCAN_ACTS: Mapping[str, Callable[[SignedIn, Sequence[CommitteeMeeting]], None]] = {
    "files": _on_one(_attach),
    "remove_file": _on_one(_remove),
}
