"""One review: read, sent, answered, erased; its signed paper; the print of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.attachments.errors import AttachmentError
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.reviews.acts import act_on
from thidua.reviews.files import record_reading
from thidua.reviews.forms import ReasonForm, SendForm
from thidua.reviews.models import Review
from thidua.reviews.own_word import word_by_template
from thidua.reviews.page import ReviewPage
from thidua.reviews.paper import review_paper
from thidua.reviews.queries import reviews_visible_to
from thidua.reviews.rights import cell_of_review, may_write
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, download
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def read_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One review, and its acts; a look at somebody else's is written down for them."""
    page = ReviewPage(_review_or_404(request, year, pk), request.user)
    if request.method == "POST":
        try:
            said = act_on(page, act_sent(request), request.POST, request.FILES)
        except (RefusedError, AttachmentError) as refused:
            page.error = as_sentence(refused)
            page.late_reason = SendForm(request.POST)["late_reason"].value() or ""
            page.short_reason = SendForm(request.POST)["short_reason"].value() or ""
            page.reason = ReasonForm(request.POST)["reason"].value() or ""
        else:
            messages.success(request, said)
            return redirect("review_read", year=year, pk=pk)
    record_reading(request, page.review)
    context = {"page": page, "campaign": page.review.campaign}
    return render(request, "reviews/read.html", context, status=409 if page.error else 200)


@require_GET
@signed_in
def print_page(request: SignedIn, year: int, pk: int, extension: str) -> HttpResponseBase:
    """One review as Word or PDF: the print that whoever it was typed for reads and signs; the Word
    by the province's own template where it has one. A look at somebody else's is written down.
    """
    review = _review_or_404(request, year, pk)
    if extension not in PAPER_FORMATS:
        raise Http404
    people = () if review.person_id is None else (review.person_id,)
    leaving = Leaving(
        Exported.PAPERS,
        extension,
        (cell_of_review(review).path,),
        len(people),
        year=year,
        listed=people,
        paper=True,
    )
    return hand_out(request, leaving, lambda: _file(request, review, extension))


def _file(request: SignedIn, review: Review, extension: str) -> HttpResponse:
    record_reading(request, review)
    make, content_type = PAPER_FORMATS[extension]
    content = word_by_template(review) if extension == "docx" else None
    if content is None:
        content = make(review_paper(review, as_writer=may_write(request.user, review)))
    what = "Bản kiểm điểm" if review.person_id is not None else "Báo cáo kiểm điểm"
    name = file_name(f"{what} {review.campaign.year}", review.name)
    return download(content, content_type, f"{name}.{extension}")


def _review_or_404(request: SignedIn, year: int, pk: int) -> Review:
    campaign = campaign_or_404(request, year)
    review = reviews_visible_to(request.user, campaign).filter(pk=pk).first()
    if review is None:
        raise Http404
    review.campaign = campaign
    review.stands_in = cell_of_review(review)
    return review
