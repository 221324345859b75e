"""Comment slips: a link that works once, for who is asked and has no account. It takes a comment,
no grades. Only the hash of its secret is kept; whoever holds the link may use it.
"""

import datetime as dt
import hashlib
import secrets
from typing import Self

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from thidua.accounts.actors import Actor, Operator
from thidua.bodies.queries import has_ended
from thidua.errors import RefusedError
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.opinions.asking import asker_of
from thidua.opinions.errors import OpinionError
from thidua.opinions.giving import give_words
from thidua.opinions.models import Ask, CommentSlip, Opinion
from thidua.opinions.reading import giver_of_ask
from thidua.procedures.reading import procedure_of
from thidua.vocabulary import OpinionKind
from thidua.web.clock import today


class SlipError(RefusedError):
    """Why a slip opens no more, saying nothing of the person. `status`: of the answer."""

    status = 410

    @classmethod
    def unknown(cls) -> Self:
        return cls(
            Text(
                "liên kết này không đúng: mở lại từ tin nhắn đã nhận, hoặc hỏi chi bộ đã gửi",
                "this link is not right: open it from the message again, or ask who sent it",
            )
        )

    @classmethod
    def used(cls) -> Self:
        return cls(
            Text(
                "phiếu này đã gửi rồi; mỗi liên kết chỉ dùng một lần. "
                "Cần sửa thì hỏi chi bộ đã gửi",
                "this slip was sent already: a link works once. To change it ask who sent the link",
            )
        )

    @classmethod
    def expired(cls) -> Self:
        return cls(
            Text(
                "phiếu này đã hết hạn: hỏi chi bộ đã gửi để nhận liên kết mới",
                "this slip is past its last day: ask who sent it for a new link",
            )
        )

    @classmethod
    def revoked(cls) -> Self:
        return cls(
            Text(
                "phiếu này đã được thay bằng liên kết mới: dùng liên kết nhận sau cùng",
                "this slip was replaced by a newer link: use the one that came last",
            )
        )

    @classmethod
    def body_ended(cls) -> Self:
        return cls(
            Text(
                "nơi được xin nhận xét đã thôi hoạt động: phiếu không nhận nữa, báo chi bộ đã gửi",
                "who was asked works no more: the slip is not taken, tell who sent it",
            )
        )


class UnknownSlipError(SlipError):
    """No slip has this secret."""

    status = 404


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_slip(ask: Ask, actor: Actor) -> tuple[CommentSlip, str]:
    """A slip and its secret, which is shown once and kept nowhere; an earlier slip of the same ask
    dies. Raises PermissionDenied; OpinionError where no comment without grades is asked for, or
    the body is no more.
    """
    authority = asker_of(actor, ask.asked_for)
    if ask.kind != OpinionKind.RESIDENCE:
        raise OpinionError.no_slip()
    if ask.body is not None and has_ended(ask.body):
        raise OpinionError.body_ended(ask.body.name)
    token = secrets.token_urlsafe(32)
    days = procedure_of(ask.campaign).slip_days
    with recording(act="opinions.slip", actor=authority, year=ask.campaign.year):
        live = ask.slips.filter(used_at=None, revoked_at=None)
        live.update(revoked_at=timezone.now())
        slip = CommentSlip.objects.create(
            ask=ask,
            digest=digest_of(token),
            made_by_name=named_actor(authority),
            made_at=timezone.now(),
            expires_on=today() + dt.timedelta(days=days),
        )
    return slip, token


def slip_called(token: str) -> CommentSlip:
    """The slip of a secret, if it may still be used. Raises SlipError."""
    slips = CommentSlip.objects.select_related(
        "ask__campaign", "ask__person", "ask__body", "ask__unit", "ask__asked_for"
    )
    slip = slips.filter(digest=digest_of(token)).first()
    if slip is None:
        raise UnknownSlipError.unknown()
    _refuse_dead(slip)
    return slip


def _refuse_dead(slip: CommentSlip) -> None:
    if slip.used_at is not None:
        raise SlipError.used()
    if slip.revoked_at is not None:
        raise SlipError.revoked()
    if slip.expires_on < today():
        raise SlipError.expired()
    body = slip.ask.body
    if body is not None and has_ended(body):
        raise SlipError.body_ended()


def opened(slip: CommentSlip) -> None:
    """Count an opening: the cell sees that a link was opened, not by whom."""
    CommentSlip.objects.filter(pk=slip.pk).update(
        opened=F("opened") + 1, opened_at=slip.opened_at or timezone.now()
    )


@transaction.atomic
def answer_slip(token: str, *, comment: str, by: str) -> Opinion:
    """Store the comment; the slip is dead from now on. `by`: who fills it in, as they write
    themselves. Raises SlipError (of two who send at once the second), OpinionError.
    """
    slip = slip_called(token)
    locked = CommentSlip.objects.select_for_update().get(pk=slip.pk)
    if locked.used_at is not None:
        raise SlipError.used()
    ask = slip.ask
    holder = Operator(f"{by} ({giver_of_ask(ask).title.vi}, phiếu nhận xét)"[:255])
    opinion = give_words(
        campaign=ask.campaign,
        key=ask.key,
        giver=giver_of_ask(ask),
        actor=holder,
        comment=comment,
    )
    with recording(act="opinions.slip_used", actor=holder, year=ask.campaign.year):
        CommentSlip.objects.filter(pk=slip.pk).update(used_at=timezone.now())
    return opinion
