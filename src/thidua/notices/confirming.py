"""Confirming one's own address by a link: good once, for a while, for its owner alone."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.models import User
from thidua.notices.errors import NoticeError
from thidua.notices.models import Letter, Mailbox
from thidua.notices.parameters import LINK_GOOD_FOR, LINKS_A_DAY

CONFIRM = "confirm"
"""The kind of letter that carries the link."""
_SIGNER = signing.Signer(salt="notices.confirming")


def can_mail() -> bool:
    """Whether letters go anywhere: to a mail server, or in a demo to the page that shows them."""
    return settings.DEMO or settings.MAIL_SERVER is not None


@transaction.atomic
def ask_address(user: User, *, address: str, language: str) -> Mailbox:
    """Note an address that waits for its link, and put the letter with it into the queue. What was
    confirmed before stays in use until then.

    Raises NoticeError without a mail server, and for too many links in a day: nobody is to be
    showered with them."""
    if not can_mail():
        raise NoticeError.no_mail_server()
    box = _box(user)
    moment = timezone.now()
    day = Letter.objects.filter(user=user, kind=CONFIRM, made_at__gt=moment - dt.timedelta(days=1))
    if day.count() >= LINKS_A_DAY:
        raise NoticeError.too_many_links(LINKS_A_DAY)
    box.asked, box.language, box.nonce = address, language, secrets.token_urlsafe(24)
    box.asked_until = moment + LINK_GOOD_FOR
    box.save()
    Letter.objects.create(
        user=user,
        kind=CONFIRM,
        key=f"{CONFIRM}:{box.nonce}",
        href=reverse("notice_ways"),
        made_at=moment,
        after=moment,  # it was asked for just now: it does not wait for the morning
    )
    return box


def link_of(letter: Letter, box: Mailbox) -> str | None:
    """The address that the letter leads to; None where it was replaced, used, or is too old."""
    if not box.asked or letter.key != f"{CONFIRM}:{box.nonce}" or _over(box):
        return None
    return reverse("confirm_address", kwargs={"token": _SIGNER.sign(box.nonce)})


def asked_by(user: User, token: str) -> Mailbox:
    """The mailbox that a link would confirm. Raises NoticeError for a link that is good no more, or
    was never this reader's.
    """
    box = Mailbox.objects.filter(user=user).first()
    try:
        nonce = _SIGNER.unsign(token)
    except signing.BadSignature as error:
        raise NoticeError.no_such_link() from error
    if box is None or not box.asked or _over(box):
        raise NoticeError.no_such_link()
    if not secrets.compare_digest(nonce, box.nonce):
        raise NoticeError.no_such_link()
    return box


@transaction.atomic
def confirm(user: User, token: str) -> Mailbox:
    """The address is the reader's: letters go there from now on. Raises NoticeError as
    `asked_by`.
    """
    list(Mailbox.objects.select_for_update().filter(user=user))
    box = asked_by(user, token)
    box.address, box.confirmed_at = box.asked, timezone.now()
    box.asked, box.nonce, box.asked_until = "", "", None
    box.on, box.refused_at = True, None
    box.save()
    return box


@transaction.atomic
def forget_address(user: User) -> None:
    """Nothing goes there any more, and nothing of it is kept; letters that wait are not sent."""
    Mailbox.objects.filter(user=user).delete()


def _box(user: User) -> Mailbox:
    Mailbox.objects.get_or_create(user=user)
    return Mailbox.objects.select_for_update().get(user=user)


def _over(box: Mailbox) -> bool:
    return box.asked_until is None or timezone.now() > box.asked_until
