"""Sending what waits in the queue, one letter a transaction.

A letter is noted as sent in the transaction in which it was handed over: a worker that is killed in
between hands it over once more, with the same Message-ID; nothing else is ever sent twice. A server
that is away or slow loses nothing: everything waits longer each time."""

import datetime as dt
import logging
import time
from collections import Counter

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.notices.confirming import CONFIRM
from thidua.notices.digest import DIGEST
from thidua.notices.kinds import KINDS
from thidua.notices.models import Letter, LetterState, Mailbox, Switch
from thidua.notices.parameters import RETRY_AFTER
from thidua.notices.post import Answer, Came, Post
from thidua.notices.quiet import not_before
from thidua.notices.writing import message_of, written

LOG = logging.getLogger("thidua.notices")
A_RUN = 20.0
"""Seconds: the worker has other work; the next run goes on."""


def deliver(*, seconds: float = A_RUN) -> "Counter[Came]":
    """Send what is due; how many letters came to what. In a demo nothing leaves: letters are only
    shown on the page of their reader. Without a mail server everything waits.
    """
    server = settings.MAIL_SERVER
    counted: Counter[Came] = Counter()
    if server is None and not settings.DEMO:
        return counted
    post = Post(server) if server is not None and not settings.DEMO else None
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            came = _next(post)
            if came is None:
                break
            counted[came] += 1
            if came is Came.AWAY:
                break
    finally:
        if post is not None:
            post.close()
    return counted


def due(moment: dt.datetime) -> "QuerySet[Letter]":
    """Letters whose time has come; at night only those that their reader waits for."""
    found = Letter.objects.filter(state=LetterState.WAITING, after__lte=moment)
    return found if not_before(moment) == moment else found.filter(kind=CONFIRM)


def _next(post: Post | None) -> Came | None:
    """One letter and what became of it; None where nothing is due."""
    moment = timezone.now()
    with transaction.atomic():
        waiting = due(moment).select_for_update(skip_locked=True, of=("self",))
        letter = waiting.select_related("user", "organisation").order_by("after", "pk").first()
        if letter is None:
            return None
        answer = _send(post, letter)
        _note(letter, answer)
    if answer.came is Came.AWAY:
        LOG.warning("the mail server is away (%s): letters wait", answer.words)
        _wait_too(letter)
    return answer.came


def _send(post: Post | None, letter: Letter) -> Answer:
    box = Mailbox.objects.filter(user=letter.user_id).first()
    if box is None or not _wanted(letter, box):
        return Answer(Came.REFUSED, "")
    text = written(letter, box)
    if text is None:
        return Answer(Came.REFUSED, "")
    letter.address = box.asked if letter.kind == CONFIRM else box.address
    if post is None:
        return Answer(Came.SENT, "")
    answer = post.send(message_of(letter, box, text))
    if answer.came is Came.NO_ADDRESS and letter.kind != CONFIRM:
        Mailbox.objects.filter(pk=box.pk, address=letter.address).update(refused_at=timezone.now())
    return answer


def _wanted(letter: Letter, box: Mailbox) -> bool:
    """Whether its reader still wants it, now that it is its turn."""
    if not letter.user.is_active:
        return False
    if letter.kind == CONFIRM:
        return bool(box.asked)
    if not box.on or box.refused_at is not None:
        return False
    if letter.kind == DIGEST:
        return box.digest
    kind = next((kind for kind in KINDS if kind.id == letter.kind), None)
    switch = Switch.objects.filter(user=letter.user_id, kind=letter.kind).first()
    return kind is not None and (switch.by_mail if switch else kind.mailed)


def _note(letter: Letter, answer: Answer) -> None:
    moment = timezone.now()
    letter.attempts += 1
    letter.answer = answer.words[:60]
    match answer.came:
        case Came.SENT:
            letter.state = LetterState.SHOWN if settings.DEMO else LetterState.SENT
            letter.sent_at = moment
        case Came.NO_ADDRESS:
            letter.state = LetterState.REFUSED
        case Came.REFUSED:
            letter.state = LetterState.REFUSED if answer.words else LetterState.DROPPED
        case Came.LATER | Came.AWAY:
            letter.after = again_at(moment, letter.attempts)
    letter.save()


def again_at(moment: dt.datetime, attempts: int) -> dt.datetime:
    """When a letter that was tried so often is tried again, never at night."""
    pause = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
    return not_before(moment + pause)


@transaction.atomic
def _wait_too(letter: Letter) -> None:
    """Nothing else is tried before the letter that met no server: a slow one does not keep the
    worker.
    """
    others = due(timezone.now()).select_for_update(skip_locked=True)
    Letter.objects.filter(pk__in=list(others.values_list("pk", flat=True))).update(
        after=letter.after
    )
