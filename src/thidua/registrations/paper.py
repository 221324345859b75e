"""A registration as the paper that offices sign, and all of a unit's part in one print; always in
Vietnamese.

Whoever writes a registration prints what it says now, marked as a draft while it is one; everybody
else prints what was sent, as it was sent last."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import (
    Block,
    Centred,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.organisations.letterheads import BLANK, dated_from, on_behalf_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, who_decides
from thidua.organisations.queries import ancestors_of, under
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.content import Content, MeasureLine, from_json
from thidua.registrations.models import Holder, Kind, Registration, Task, TaskStatus, TaskVersion
from thidua.registrations.permissions import may_write
from thidua.registrations.queries import visible_to
from thidua.registrations.rows import content_of, with_posts, with_rows
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today
from thidua.web.demo_note import demo_note

PARTS = {Kind.KEY_TASK: "NHIỆM VỤ TRỌNG TÂM", Kind.BREAKTHROUGH: "KHÂU ĐỘT PHÁ"}
NUMBERS = ("I", "II")
TITLE = "BẢN ĐĂNG KÝ"
DRAFT = "(Dự thảo, chưa gửi cấp trên)"


def registration_paper(registration: Registration, *, actor: Actor) -> Paper:
    """One registration, for whoever may read it (`queries.registration_of`)."""
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(registration.organisation, _subject(registration)),
            body=tuple(_one(registration, _contents(registration, actor))),
            signature=_signature(registration),
            annexes=(),
            note=demo_note(),
        )


def part_paper(organisation: Organisation, campaign: Campaign, *, actor: Actor) -> Paper | None:
    """Every registration of an organisation and of what stands under it, as far as the actor may
    read them, in one print, each on a page of its own; None where there is none.
    """
    found = list(registrations_in(organisation, campaign, actor=actor))
    if not found:
        return None
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(
                organisation,
                f"nhiệm vụ trọng tâm, khâu đột phá năm {campaign.year} của "
                f"{organisation.name} và các đơn vị trực thuộc",
            ),
            body=tuple(_overview(found)),
            signature=_signature(found[0], organisation),
            annexes=tuple(
                block for one in found for block in _on_its_page(one, _contents(one, actor))
            ),
            note=demo_note(),
        )


def registrations_in(
    organisation: Organisation, campaign: Campaign, *, actor: Actor
) -> "QuerySet[Registration]":
    """The registrations of a part that the actor may read, in the order of the tree, with their
    tasks: the organisation's own, the collective's, then those of posts.
    """
    versions = TaskVersion.objects.order_by("number")
    tasks = with_rows(Task.objects.order_by("position", "pk")).prefetch_related(
        Prefetch("versions", versions)
    )
    return (
        visible_to(actor)
        .filter(under([organisation.path], organisation="organisation"), campaign=campaign)
        .select_related("campaign", "organisation", "person", "receiver")
        .prefetch_related(Prefetch("tasks", tasks))
        .order_by("organisation__path", "holder", "pk")
    )


def holder_name(registration: Registration) -> str:
    """Whose it is, as a paper names them."""
    if registration.person is not None:
        post = f", {registration.post_title}" if registration.post_title else ""
        return f"Đồng chí {registration.person.full_name}{post}"
    if registration.holder == Holder.COLLECTIVE:
        return who_decides(registration.organisation)
    return registration.organisation.name


# One registration ---------------------------------------------------------------------------------


def _letterhead(organisation: Organisation, subject: str) -> Letterhead:
    above = ancestors_of(organisation)
    return Letterhead(
        above=above[-1].name.upper() if above else "",
        committee=committee_name(organisation).upper(),
        number=f"Số {BLANK}",
        dateline=f"{dated_from(organisation, above)}, ngày {BLANK} tháng {BLANK} năm {BLANK}",
        title=TITLE,
        subject=subject,
    )


def _subject(registration: Registration) -> str:
    whose = f" của {holder_name(registration)}" if registration.person is not None else ""
    return f"nhiệm vụ trọng tâm, khâu đột phá năm {registration.campaign.year}{whose}"


def _contents(registration: Registration, actor: Actor) -> list[Content]:
    """What its tasks say to this reader, in order; withdrawn ones are left out."""
    tasks = [one for one in registration.tasks.all() if one.status != TaskStatus.WITHDRAWN]
    if may_write(actor, registration):
        own, day = registration.organisation, today()
        return [with_posts(content_of(task), own, day) for task in tasks]
    last = (list(task.versions.all())[-1:] for task in tasks)
    return [from_json(version.content) for versions in last for version in versions]


def _one(registration: Registration, contents: Sequence[Content]) -> Iterator[Block]:
    if registration.status == SubmissionStatus.DRAFT:
        yield Centred(DRAFT, plain=True)
    if registration.late_reason:
        yield Paragraph(f"Gửi muộn: {registration.late_reason}")
    if not contents:
        yield Paragraph("Chưa có nhiệm vụ nào.")
    parts = [
        (title, [one for one in contents if one.kind == kind]) for kind, title in PARTS.items()
    ]
    filled = [(title, part) for title, part in parts if part]
    for number, (title, part) in zip(NUMBERS, filled, strict=False):
        yield Heading(f"{number}. {title}")
        for place, content in enumerate(part, start=1):
            yield Paragraph(f"{place}. {content.heading or BLANK}", strong=True)
            yield _table(content, registration.campaign.year)


def _table(content: Content, year: int) -> Table:
    """The clarities of the year, each with what the task says of it."""
    columns = (Column("Mục", "left", 2), Column("Nội dung", "left", 9))
    rows = tuple(
        (
            f"{clarity.title.vi[:1].upper()}{clarity.title.vi[1:]}",
            "\n".join(_said(content, clarity.id)) or BLANK,
        )
        for clarity in clarities_of(year)
    )
    return Table("", columns, rows)


def _said(content: Content, clarity: Clarity) -> Iterator[str]:
    """The lines of one clarity; what is not said leaves no line."""
    match clarity:
        case Clarity.WORK:
            yield from _filled((content.work, ""), (content.place, "Ở đâu"))
            yield from _filled((content.amount, "Khối lượng"))
        case Clarity.PERSON:
            for doer in content.doers:
                post = f", {doer.post}" if doer.post else ""
                yield f"{doer.name}{post}{' (chủ trì)' if doer.lead else ''}"
            yield from _filled((content.with_whom, "Phối hợp"))
        case Clarity.TIME:
            if days := _days(content.starts_on, content.ends_on):
                yield days
            for line in content.milestones:
                on = f"{line.on:%d/%m/%Y}: " if line.on else ""
                yield f"Mốc {on}{line.text}"
        case Clarity.EFFECT:
            yield from (_measure(line) for line in content.measures if not line.is_empty)
        case Clarity.RESPONSIBILITY:
            who = ", ".join(filter(None, (content.answers_name, content.answers_title)))
            yield from _filled((who, "Chịu trách nhiệm"), (content.answers_to, "Trước"))
            yield from _filled((content.check_how, "Kiểm tra"), (content.checked_in, "Khi nào"))
        case Clarity.AUTHORITY:
            yield from _filled((content.decides, ""))


def _filled(*said: tuple[str, str]) -> Iterator[str]:
    """“Ở đâu: …”, of what was said."""
    for text, label in said:
        if text:
            yield f"{label}: {text}" if label else text


def _days(first: dt.date | None, last: dt.date | None) -> str:
    start = f"từ {first:%d/%m/%Y}" if first else ""
    end = f"đến {last:%d/%m/%Y}" if last else ""
    days = " ".join(filter(None, (start, end)))
    return f"{days[:1].upper()}{days[1:]}"


def _measure(line: MeasureLine) -> str:
    """“Diện tích chuyển đổi (chính): 250 ha; năm trước 180 ha; càng thấp càng tốt”."""
    name = f"{line.name or BLANK}{' (chính)' if line.main else ''}"
    if line.yes_no:
        return f"{name}: hoàn thành hoặc chưa"
    parts = [f"{name}: {_amount(line.target, line.unit)}"]
    if line.last_year is not None:
        parts.append(f"năm trước {_amount(line.last_year, line.unit)}")
    if line.direction == "lower":
        parts.append("càng thấp càng tốt")
    return "; ".join(parts)


def _amount(number: Decimal | None, unit: str) -> str:
    """A target of 0 is a number like others; none is a blank."""
    if number is None:
        return BLANK
    written = format_number(number)
    return f"{written}{unit}" if unit == "%" else f"{written} {unit}".strip()


def _signature(registration: Registration, organisation: Organisation | None = None) -> Signature:
    own = organisation or registration.organisation
    above = ancestors_of(own)
    received = [f"{who_decides(above[-1])} (để báo cáo),"] if above else []
    return Signature(
        receivers=(*received, "Lưu hồ sơ."),
        on_behalf_of=""
        if registration.person is not None and organisation is None
        else on_behalf_of(own),
        post="NGƯỜI ĐĂNG KÝ"
        if registration.person is not None and organisation is None
        else "BÍ THƯ",
    )


# A whole part -------------------------------------------------------------------------------------


def _overview(found: Iterable[Registration]) -> Iterator[Block]:
    """Whose registrations follow, with how many tasks each has."""
    rows = tuple(
        (str(number), holder_name(one), one.get_status_display())
        for number, one in enumerate(found, start=1)
    )
    columns = (
        Column("TT", "center", 1),
        Column("Tổ chức, người đăng ký", "left", 7),
        Column("Tình trạng", "left", 3),
    )
    yield Paragraph(f"Gồm {format_number(len(rows))} bản đăng ký kèm theo:")
    yield Table("", columns, rows)


def _on_its_page(registration: Registration, contents: Sequence[Content]) -> Iterator[Block]:
    yield Heading(TITLE, new_page=True, centred=True)
    yield Centred(f"{holder_name(registration)}, năm {registration.campaign.year}")
    yield from _one(registration, contents)
