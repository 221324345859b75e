"""How a reader is told: the address for letters, its link, kinds, the calendar; in a demo the
letters themselves.
"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.language import as_sentence, current_language, speaking
from thidua.notices.confirming import ask_address, asked_by, can_mail, confirm, forget_address
from thidua.notices.feeds import calendar_text, days_of, end_feed, feed_of, make_feed, owner_of
from thidua.notices.forms import AddressForm, WaysForm
from thidua.notices.letters import letter_of, letters_of
from thidua.notices.models import Mailbox
from thidua.notices.parameters import QUIET_FROM, QUIET_UNTIL
from thidua.notices.reading import mark_read_at
from thidua.notices.ways import choose_ways, mailbox_of, ways_of
from thidua.web.queries import act_sent

HERE = "notice_ways"


@require_http_methods(["GET", "POST"])
@signed_in
def ways_page(request: SignedIn) -> HttpResponse:
    """The reader's own choices; each form is one act."""
    form = AddressForm()
    if request.method == "POST":
        act = act_sent(request)
        if act == "address":
            form = AddressForm(request.POST)
            if _asked(request, form):
                return redirect(HERE)
        elif act in _ACTS:
            return _ACTS[act](request)
        else:
            messages.error(request, _("Không rõ cần làm gì: hãy tải lại trang rồi thử lại."))
            return redirect(HERE)
    return _shown(request, form)


def _shown(request: SignedIn, form: AddressForm, secret: str = "") -> HttpResponse:
    context = {
        "box": mailbox_of(request.user),
        "form": form,
        "can_mail": can_mail(),
        "ways": ways_of(request.user),
        "feed": feed_of(request.user),
        "secret_address": request.build_absolute_uri(
            reverse("calendar_feed", kwargs={"secret": secret})
        )
        if secret
        else "",
        "now": timezone.now(),
        "quiet": (QUIET_FROM, QUIET_UNTIL),
    }
    return render(request, "notices/ways.html", context, status=400 if form.errors else 200)


def _asked(request: SignedIn, form: AddressForm) -> bool:
    """Ask for the link; what is wrong stands beside the field."""
    if not form.is_valid():
        return False
    address = form.cleaned_data["address"]
    try:
        ask_address(request.user, address=address, language=current_language())
    except RefusedError as refused:
        form.add_error("address", as_sentence(refused))
        return False
    words = (
        _("Tỉnh mẫu không gửi thư đi: liên kết có ở “Thư của tôi”.")
        if settings.DEMO
        else _("Đã gửi liên kết xác nhận đến {address}.").format(address=address)
    )
    messages.success(request, words)
    return True


def _chosen(request: SignedIn) -> HttpResponse:
    form = WaysForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Không rõ cần làm gì: hãy tải lại trang rồi thử lại."))
        return redirect(HERE)
    choose_ways(request.user, **form.cleaned_data)
    messages.success(request, _("Đã lưu cách nhận báo."))
    return redirect(HERE)


def _forgotten(request: SignedIn) -> HttpResponse:
    forget_address(request.user)
    messages.success(request, _("Đã bỏ địa chỉ thư: không gửi thư nào nữa."))
    return redirect(HERE)


def _feed_made(request: SignedIn) -> HttpResponse:
    """The secret is shown this once, on the page that answers."""
    response = _shown(request, AddressForm(), secret=make_feed(request.user))
    response["Cache-Control"] = "no-store"
    return response


def _feed_ended(request: SignedIn) -> HttpResponse:
    end_feed(request.user)
    messages.success(request, _("Đã thu hồi địa chỉ lịch: lịch cũ không cập nhật nữa."))
    return redirect(HERE)


_ACTS = {
    "ways": _chosen,
    "forget": _forgotten,
    "feed": _feed_made,
    "feed_end": _feed_ended,
}


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def confirm_page(request: SignedIn, token: str) -> HttpResponse:
    """The link of the letter: looking at it confirms nothing (programs that check mail look at
    links), the button does.
    """
    try:
        if request.method == "POST":
            box = confirm(request.user, token)
            messages.success(
                request, _("Từ nay thư báo việc gửi đến {address}.").format(address=box.address)
            )
            return redirect(HERE)
        box = asked_by(request.user, token)
    except RefusedError as refused:
        messages.error(request, as_sentence(refused))
        return redirect(HERE)
    return render(request, "notices/confirm.html", {"box": box})


@require_GET
@signed_in
def letters_page(request: SignedIn) -> HttpResponse:
    """The reader's own letters and how far each came; in a demo with their words, for nothing is
    sent there.
    """
    context = {
        "letters": letters_of(request.user, site=request.build_absolute_uri("/")[:-1]),
        "box": mailbox_of(request.user),
    }
    return render(request, "notices/letters.html", context)


@require_GET
@signed_in
def letter_page(request: SignedIn, pk: int) -> HttpResponse:
    """Where the link of a letter leads: its notice is read, and the page it speaks of opens."""
    letter = letter_of(request.user, pk)
    if letter is None:
        raise Http404
    mark_read_at(request.user, letter.href)
    return redirect(letter.href)


@require_GET
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for programs that cannot sign in."""
    user = owner_of(secret)
    if user is None:
        raise Http404
    box = Mailbox.objects.filter(user=user).first()
    with speaking("en" if box is not None and box.language == "en" else "vi"):
        text = calendar_text(
            days_of(user),
            host=settings.SITE.partition("://")[2],
            name=_("Hạn thi đua"),
            moment=timezone.now(),
        )
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
