"""Sending a file back: to whoever may see it, and never as something that runs."""

import logging
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.attachments import store
from thidua.attachments.errors import StoreAwayError
from thidua.attachments.models import StoredFile
from thidua.attachments.queries import attachment_for
from thidua.language import as_sentence

LOG = logging.getLogger("thidua.attachments")
HEADERS = {
    # Opened by itself it is a page without scripts, forms, origin or anything else to load.
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "sandbox",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
@signed_in
def attachment_page(request: SignedIn, pk: int) -> HttpResponseBase:
    """One file: a picture that was opened as one is shown, everything else is a download."""
    found = attachment_for(request.user, pk)
    if found is None:
        raise Http404
    found.kind.record_look(request, found.owner)  # before anything is shown
    kept = found.attachment
    answer = _sent(found.file, name=kept.name, content_type=kept.content_type)
    if request.method == "GET" and answer.status_code == HTTPStatus.OK:
        found.kind.note_opened(request, found.owner, kept.pk)
    return answer


@require_safe
@signed_in
def preview_page(request: SignedIn, pk: int) -> HttpResponseBase:
    """The small picture of one, for the pages that list it: by the same right, but no look of its
    own (those pages write theirs down). Other files have none (404).
    """
    found = attachment_for(request.user, pk)
    if found is None or not found.file.has_preview:
        raise Http404
    shown = found.file.preview or found.file
    return _sent(shown, name=found.attachment.name, content_type=shown.media_type)


def _sent(file: StoredFile, *, name: str, content_type: str) -> HttpResponseBase:
    """The bytes, as something that never runs; a sentence where they cannot be had now."""
    try:
        content = store.read(file.sha256)
    except StoreAwayError as error:
        return _away(error)
    except FileNotFoundError as error:
        LOG.error("the bytes of a file are lost: thidua verify names it")  # noqa: TRY400 - its text names the file
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=not file.is_displayable,
        filename=name,
        content_type=content_type,
        headers=HEADERS,
    )


def _away(error: StoreAwayError) -> HttpResponse:
    return HttpResponse(
        as_sentence(error),
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "60"},
    )
