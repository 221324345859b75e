"""Writing a letter: what kind of thing waits, where, until when, one link. It names no person but
its addressee, no level, no task: it is written from the columns of the queue alone.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from thidua.language import Text, as_sentence, speaking
from thidua.notices.confirming import CONFIRM, link_of
from thidua.notices.digest import DIGEST, digest_text
from thidua.notices.kinds import kind_of
from thidua.notices.models import Letter, Mailbox
from thidua.web.clock import shown


@dataclass(frozen=True)
class Written:
    """Subject and body of a letter, in the reader's language."""

    subject: str
    body: str


def written(letter: Letter, box: Mailbox) -> Written | None:
    """None where there is nothing to say any more (a link that was replaced, a week without
    news).
    """
    with speaking("en" if box.language == "en" else "vi"):
        return _WRITERS.get(letter.kind, _of_notice)(letter, box)


def message_of(letter: Letter, box: Mailbox, text: Written) -> EmailMessage:
    """The letter as it is handed over. The same letter has the same Message-ID however often it is
    handed over.
    """
    to = box.asked if letter.kind == CONFIRM else box.address
    sender = settings.MAIL_SERVER.sender if settings.MAIL_SERVER else "thidua@localhost"
    message = EmailMessage(policy=SMTP)
    message["Subject"] = text.subject
    name, address = parseaddr(sender)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(str(letter.user), addr_spec=to)
    message["Date"] = format_datetime(timezone.localtime(letter.made_at))
    message["Message-ID"] = message_id(letter, domain=address.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{settings.SITE}{reverse('notice_ways')}>"
    message.set_content(text.body)
    return message


def message_id(letter: Letter, *, domain: str) -> str:
    """Made from the key: a letter that is sent again after a crash is known to be the same."""
    name = hashlib.sha256(f"{letter.user_id}:{letter.key}".encode()).hexdigest()
    return f"<{name[:40]}@{domain}>"


_GREETING = Text("Kính gửi đồng chí {name},", "Dear {name},")
_FOOT = Text(
    "Thư tự động của phần mềm Thi Đua. Tắt hay chọn loại thư: trang Thông báo, mục “Cách nhận "
    "thông báo”.",
    "Sent by Thi Đua. To stop letters or choose among them: Notices, “How I am told”.",
)


def _body(letter: Letter, *parts: object) -> str:
    greeting = _GREETING.format(name=str(letter.user))
    return "\n\n".join(str(part) for part in (greeting, *parts, _FOOT)) + "\n"


def _of_notice(letter: Letter, box: Mailbox) -> Written:
    title = kind_of(letter.kind).title
    where = letter.organisation.name if letter.organisation else ""
    subject = title.capitalised()
    if letter.due_on:
        subject = Text("Hạn {day}: {title}", "By {day}: {title}").format(
            day=f"{letter.due_on:%d/%m/%Y}", title=title
        )
    sentence = Text("Có {title}", "There is {title}").format(title=title)
    if where:
        sentence = Text("{sentence} tại {where}", "{sentence} at {where}").format(
            sentence=sentence, where=where
        )
    if letter.due_on:
        sentence = Text(
            "{sentence}, chậm nhất ngày {day}", "{sentence}, at the latest on {day}"
        ).format(sentence=sentence, day=f"{letter.due_on:%d/%m/%Y}")
    link = f"{settings.SITE}{reverse('letter', kwargs={'pk': letter.pk})}"
    heading = f"{subject} · {where}" if where else str(subject)
    return Written(heading, _body(letter, as_sentence(sentence), link))


def _of_confirming(letter: Letter, box: Mailbox) -> Written | None:
    link = link_of(letter, box)
    if link is None or box.asked_until is None:
        return None
    ask = Text(
        "Mở liên kết dưới đây để nhận thư báo việc ở địa chỉ này; liên kết dùng một lần, đến "
        "{until}. Không phải đồng chí yêu cầu thì bỏ qua thư này.",
        "Follow this link to be told of your work at this address; it is good once, until {until}. "
        "If you did not ask for it, leave this letter alone.",
    ).format(until=f"{shown(box.asked_until):%H:%M %d/%m/%Y}")
    subject = Text("Xác nhận địa chỉ thư", "Confirm your address")
    return Written(str(subject), _body(letter, ask, f"{settings.SITE}{link}"))


def _of_digest(letter: Letter, box: Mailbox) -> Written | None:
    lines = digest_text(letter.user)
    if not lines:
        return None
    subject = Text("Việc trong tuần", "Your week")
    link = f"{settings.SITE}{reverse('letter', kwargs={'pk': letter.pk})}"
    return Written(str(subject), _body(letter, "\n".join(map(str, lines)), link))


_WRITERS: Mapping[str, Callable[[Letter, Mailbox], Written | None]] = {
    CONFIRM: _of_confirming,
    DIGEST: _of_digest,
}
